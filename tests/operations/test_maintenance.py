"""What the keeper of the machine does at the command line: backup, restore, erasure."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Stock
from tests.operations.test_cli import IMPORT, run


@pytest.fixture
def at(tmp_path: Path, elsewhere: Callable[[], None]) -> Path:
    """A folder, and beside it an empty database, named by the environment."""
    elsewhere()
    return tmp_path


@pytest.fixture
def elsewhere(
    stock: Stock, kind: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], None]]:
    """Have the environment name a new, empty database."""
    made: list[str] = []

    def turn() -> None:
        made.append(stock.copy(kind, "empty"))
        monkeypatch.setenv("HRGL_DATABASE_URL", made[-1])

    yield turn
    for url in made:
        stock.drop(url)


def test_a_backup_restores_into_a_new_database_and_says_what_came_back(
    at: Path, capsys: pytest.CaptureFixture[str], elsewhere: Callable[[], None]
) -> None:
    run(capsys, "sample")
    code, told, _ = run(capsys, "backup", str(at / "a.hrgl"))
    _, ledger, _ = run(capsys, "ledger", "--edition", "2023-demo", "--json")
    digest = next(line for line in told.splitlines() if line.startswith("SHA-256"))
    assert code == 0
    assert run(capsys, "backup", str(at / "a.hrgl"))[0] == 1
    code, _, err = run(capsys, "restore", str(at / "a.hrgl"))
    assert (code, "HRGL_DATABASE_URL" in err) == (1, True)
    elsewhere()
    code, told, _ = run(capsys, "restore", str(at / "a.hrgl"))
    assert code == 0
    assert digest in told
    assert "It fits together" in told
    assert "who made it was not checked" in told
    assert f"statements: {json.loads(ledger)['statements']}" in told
    assert run(capsys, "ledger", "--edition", "2023-demo", "--json")[1] == ledger


def test_a_database_that_was_started_once_is_not_empty_any_more(
    at: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "sample")
    run(capsys, "backup", str(at / "a.hrgl"))
    monkeypatch.setenv("HRGL_DATABASE_URL", f"sqlite:///{at / 'started.sqlite3'}")
    run(capsys, "migrate")
    code, _, err = run(capsys, "restore", str(at / "a.hrgl"))
    assert (code, "holds editions or accounts already" in err) == (1, True)


def test_a_backup_signed_with_a_key_is_only_restored_with_it(
    at: Path,
    capsys: pytest.CaptureFixture[str],
    elsewhere: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run(capsys, "migrate")
    assert "Not signed" in run(capsys, "backup", str(at / "unsigned.hrgl"))[1]
    monkeypatch.setenv("HRGL_BACKUP_KEY", "a long and random key")
    assert "Signed with HRGL_BACKUP_KEY" in run(capsys, "backup", str(at / "a.hrgl"))[1]
    elsewhere()
    code, _, err = run(capsys, "restore", str(at / "unsigned.hrgl"))
    assert (code, "carries no signature" in err) == (1, True)
    monkeypatch.setenv("HRGL_BACKUP_KEY", "another")
    code, _, err = run(capsys, "restore", str(at / "a.hrgl"))
    assert (code, "was not signed with this" in err) == (1, True)
    monkeypatch.setenv("HRGL_BACKUP_KEY", "a long and random key")
    code, told, _ = run(capsys, "restore", str(at / "a.hrgl"))
    assert (code, "Signed with your HRGL_BACKUP_KEY" in told) == (0, True)
    monkeypatch.delenv("HRGL_BACKUP_KEY")
    elsewhere()
    code, told, _ = run(capsys, "restore", str(at / "a.hrgl"))
    assert (code, "carries a signature, but HRGL_BACKUP_KEY is not set" in told) == (0, True)


def test_erasing_tells_first_then_does_it_and_then_finds_nobody(
    at: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    (at / "a.txt").write_text("* Publish the budget, says Ana Lopez\n* Train the staff\n")
    run(capsys, *IMPORT, str(at / "a.txt"))
    person = ("erase", "--person", "ana lopez")
    code, told, _ = run(capsys, *person, "--dry-run")
    assert code == 0
    assert "Edition 2023" in told
    assert "Nothing was changed." in told
    assert "Ana Lopez" in run(capsys, "ledger", "--edition", "2023", "--json")[1]
    code, told, _ = run(capsys, *person, "--edition", "2023")
    assert code == 0
    assert "1  other places in which the name was blackened" in told
    assert "Ana Lopez" not in run(capsys, "ledger", "--edition", "2023", "--json")[1]
    if kind == "sqlite":
        file = Path(os.environ["HRGL_DATABASE_URL"].removeprefix("sqlite:///"))
        assert b"Ana Lopez" not in file.read_bytes()
    code, _, err = run(capsys, *person)
    assert (code, "Nothing of this person" in err) == (1, True)
