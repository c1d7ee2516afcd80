"""`check` at the command line: sentences or data, and the code it ends with."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hrgl.core.database import connect, transaction
from hrgl.core.meaning import SentenceReader
from hrgl.core.migrations import migrate
from hrgl.operations.cli import checking, main
from tests.encouragements.drafted import clean, reword


class Speechless(SentenceReader):
    """A reader whose model is not there."""

    def _begin(self) -> None:
        self._give_up()


@pytest.fixture(autouse=True)
def _without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def beside() -> Iterator[SentenceReader]:
        yield Speechless()

    monkeypatch.setattr(checking, "sentences_beside", beside)


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'cli.sqlite3'}"
    monkeypatch.setenv("HRGL_DATABASE_URL", url)
    engine = connect(url)
    migrate(engine)
    with transaction(engine) as session:
        made = clean(session).here.edition.code
    engine.dispose()
    return made


def _spoil() -> None:
    engine = connect()
    with transaction(engine) as session:
        draft = clean(session, code="2032")
        reword(session, draft, explanation="See {A1-99}. Because it works.")
    engine.dispose()


def test_an_edition_in_which_nothing_falls_short_ends_with_code_zero(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["check", "--edition", code]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "43 of 43 checks passed."
    assert "by their words alone" in told[0]


def test_what_falls_short_is_told_line_by_line_and_ends_with_code_one(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _spoil()
    assert main.main(["check", "--edition", "2032"]) == 1
    told = capsys.readouterr().out
    assert "Candidate" in told
    assert "  no such reference: Correct the reference {A1-99} in its text" in told
    assert told.splitlines()[-1] == "41 of 43 checks passed."


def test_as_data_it_says_the_same(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    _spoil()
    assert main.main(["check", "--edition", "2032", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["edition"], told["checks"], told["passed"]) == ("2032", 43, 41)
    assert [each["check"] for each in told["findings"]] == ["length", "no such reference"]
    assert told["findings"][0]["place"] is None
    assert {*told["findings"][0]} == {
        "check",
        "sentence",
        "encouragement",
        "place",
        "heading",
        "statements",
    }


def test_an_edition_that_is_not_there_is_refused(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["check", "--edition", "nope"]) == 1
    assert "no edition" in capsys.readouterr().err
