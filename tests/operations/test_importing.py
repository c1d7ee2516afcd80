"""The import on the command line: where files go that are given without a workshop."""

import json
from pathlib import Path

import pytest

from tests.operations.test_cli import IMPORT, run


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database of its own, named by the environment."""
    monkeypatch.setenv("HRGL_DATABASE_URL", f"sqlite:///{tmp_path / 'cli.sqlite3'}")
    return tmp_path


def test_files_without_a_named_workshop_go_where_their_names_and_columns_say(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (at / "Workshop A-1.txt").write_text("* Publish the budget\n")
    (at / "survey.csv").write_text(
        "Comment,Workshop,Type of actor\nTrain the staff of the city,A2,Civil society\n"
        "Pay people for their time,B1,\nAsk those who left,Z9,\n,B1,\n"
    )
    paths = (str(at / "Workshop A-1.txt"), str(at / "survey.csv"))
    code, out, _ = run(capsys, "import", "--edition", "2023", *paths, "--json")
    files = json.loads(out)["files"]
    assert code == 0
    assert [(f["file"], f["workshop"], [s["text"] for s in f["statements"]]) for f in files] == [
        ("Workshop A-1.txt", "A1", ["Publish the budget"]),
        ("survey.csv", "A2", ["Train the staff of the city"]),
        ("survey.csv", "B1", ["Pay people for their time"]),
    ]
    assert files[1]["fallen_out"] == [
        {"text": "row 5", "reason": "there is no text in it"},
        {"text": "Ask those who left", "reason": "this edition has no workshop “Z9”"},
    ]


def test_a_named_workshop_counts_more_than_what_a_file_says(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (at / "B1.csv").write_text("Comment,Workshop\nTrain the staff of the city,A2\n")
    _, out, _ = run(capsys, *IMPORT, str(at / "B1.csv"), "--json")
    assert [file["workshop"] for file in json.loads(out)["files"]] == ["A1"]


def test_a_file_that_does_not_say_its_workshop_is_refused_with_the_workshops_there_are(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (at / "A1.txt").write_text("* Publish the budget\n")
    (at / "pad.txt").write_text("* Train the staff\n")
    paths = (str(at / "A1.txt"), str(at / "pad.txt"))
    code, _, err = run(capsys, "import", "--edition", "2023", *paths)
    assert code == 1
    assert "“pad.txt” does not say which workshop" in err
    assert "A1, " in err
    _, out, _ = run(capsys, "ledger", "--edition", "2023", "--json")
    assert json.loads(out)["statements"] == 0
