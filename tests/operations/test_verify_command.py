"""`hrgl verify FILE`: 0 a published text, 1 one that differs, 2 none."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from hrgl.core.database import reading, transaction
from hrgl.formats.writers.writing import write_document
from hrgl.operations.cli import main
from hrgl.outcome.public_numbers import known_editions
from tests.public_numbers import put_there, small_document


@pytest.fixture
def path(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a number that is not public, as it was written."""
    url = make_url(str(engine.url)).set(password=engine.url.password)
    monkeypatch.setenv("HRGL_DATABASE_URL", url.render_as_string(hide_password=False))
    with transaction(engine) as session:
        put_there(session, small_document(), public=False)
        put_there(session, small_document("2032", title="Other"), public=False)
    with reading(engine) as session:
        [document] = [
            each.latest.document for each in known_editions(session) if each.edition.code == "2031"
        ]
    made = tmp_path / "x.md"
    made.write_bytes(write_document(document, "md"))
    return made


def test_a_published_file_ends_with_0_and_is_named(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["verify", str(path)]) == 0
    assert "holds the text of number 1 of the document of 2031" in capsys.readouterr().out
    assert main.main(["verify", str(path), "--edition", "2031"]) == 0


def test_one_letter_ends_with_1_and_is_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text(path.read_text("utf-8").replace("decide daily", "decides daily"), "utf-8")
    assert main.main(["verify", str(path)]) == 1
    assert "“decides” stands for “decide”" in capsys.readouterr().out
    assert main.main(["verify", str(path), "--edition", "2032"]) == 1


def test_what_is_none_or_cannot_be_read_ends_with_2(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("Another text.", "utf-8")
    assert main.main(["verify", str(path)]) == 2
    assert "This is no document of this house." in capsys.readouterr().out
    assert main.main(["verify", str(path.with_name("nowhere.pdf"))]) == 2
    assert "nowhere.pdf cannot be read" in capsys.readouterr().err
    assert main.main(["verify", str(path), "--edition", "1999"]) == 2
    assert "There is no edition '1999'" in capsys.readouterr().err
