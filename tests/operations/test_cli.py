"""The command line: its answers, its exit codes, and what it says to bad input."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from hrgl.operations.cli import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database of its own, named by the environment."""
    monkeypatch.setenv("HRGL_DATABASE_URL", f"sqlite:///{tmp_path / 'cli.sqlite3'}")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main.main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


IMPORT = ("import", "--edition", "2023", "--workshop", "A1")


def test_import_answers_in_json_and_nothing_else(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (at / "pad.txt").write_text("Hello everyone!\n* Publish the budget\n* Train the staff\n")
    code, out, _ = run(capsys, *IMPORT, str(at / "pad.txt"), "--json")
    [file] = json.loads(out)["files"]
    assert code == 0
    assert (file["file"], file["workshop"]) == ("pad.txt", "A1")
    assert file["statements"] == [
        {"reference": "HRGL-2023-A1-01", "text": "Publish the budget"},
        {"reference": "HRGL-2023-A1-02", "text": "Train the staff"},
    ]
    assert file["fallen_out"][0]["text"] == "Hello everyone!"
    assert file["fallen_out"][0]["reason"]


def test_a_dry_run_stores_nothing_and_gives_no_references(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (at / "pad.txt").write_text("* Publish the budget\n")
    code, out, _ = run(capsys, *IMPORT, str(at / "pad.txt"), "--dry-run", "--json")
    assert (code, json.loads(out)["files"][0]["statements"][0]["reference"]) == (0, None)
    _, out, _ = run(capsys, "ledger", "--edition", "2023", "--json")
    assert json.loads(out)["statements"] == 0


def test_the_ledger_adds_up_in_json(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "sample")[0] == 0
    code, out, _ = run(capsys, "ledger", "--edition", "2023-demo", "--json")
    account = json.loads(out)
    assert code == 0
    assert sum(account["dispositions"].values()) == account["statements"] == len(account["rows"])
    assert set(account["rows"][0]) == {
        "reference",
        "text",
        "disposition",
        "theme",
        "encouragements",
    }
    assert account["dispositions"]["cited"] > 100


def test_sample_makes_the_demonstration_afresh_however_often(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = run(capsys, "sample"), run(capsys, "sample")
    assert first == second
    assert first[0] == 0


@pytest.mark.parametrize("format", ["docx", "html", "md", "json"])
def test_every_export_of_the_demonstration_says_that_it_is_one(
    at: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    run(capsys, "sample")
    target = at / f"out.{format}"
    code, _, _ = run(
        capsys, "export", "--edition", "2023-demo", "--format", format, "--out", str(target)
    )
    content = target.read_bytes()
    if format == "docx":
        import io

        import docx

        document = docx.Document(io.BytesIO(content))
        content = "\n".join(p.text for p in document.sections[0].header.paragraphs).encode()
    assert code == 0
    assert "emonstration data – not the published Outcome Document" in content.decode()


def test_the_short_look_for_the_conference_is_written_where_it_is_asked_for(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "sample")
    written = []
    for more in ((), ("--short",)):
        target = at / f"out{len(more)}.md"
        where = ("--edition", "2023-demo", "--format", "md", "--out", str(target))
        assert run(capsys, "export", *where, *more)[0] == 0
        written.append(target.read_text("utf-8"))
    whole, short = written
    assert "How this document came about" in whole
    assert "How this document came about" not in short
    assert len(short) < len(whole) / 2


@pytest.mark.model
def test_suggest_and_adopt_then_the_ledger_shows_the_themes(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (at / "pad.txt").write_text(
        "* Publish the budget\n* Explain the budget\n* Train procurement staff\n"
        "* Procurement needs clauses\n* Pay people for participation\n* Childcare helps people\n"
    )
    run(capsys, *IMPORT, str(at / "pad.txt"))
    code, out, _ = run(capsys, "suggest", "--edition", "2023", "--themes", "3", "--adopt", "--json")
    proposal = json.loads(out)
    placed = [r for theme in proposal["themes"] for r in theme["statements"]]
    assert code == 0
    assert len(proposal["themes"]) == 3
    assert len({*placed, *proposal["queue"]}) == len(placed) + len(proposal["queue"]) == 6
    _, out, _ = run(capsys, "ledger", "--edition", "2023", "--json")
    assert {row["theme"] for row in json.loads(out)["rows"]} >= {
        theme["title"] for theme in proposal["themes"]
    }


@pytest.mark.model
def test_cluster_writes_every_row_once_and_needs_no_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HRGL_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    rows = ["budget plain words", "budget in words", "procurement clause", "a procurement rule"]
    (tmp_path / "in.csv").write_text(
        "id;text\n" + "".join(f"{n};{t}\n" for n, t in enumerate(rows))
    )
    arguments = ("cluster", str(tmp_path / "in.csv"), "--text", "text", "--themes", "2")
    assert run(capsys, *arguments, "--out", str(tmp_path / "a.csv"))[0] == 0
    written = (tmp_path / "a.csv").read_text().splitlines()
    assert written[0] == "id,text,theme,label,fit"
    assert [line.split(",")[0] for line in written[1:]] == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("notes.xyz", b"Some text.", "xyz"),
        ("bytes.txt", bytes(range(256)) * 20, "bytes.txt"),
        ("large.txt", b"x" * (50 * 1024 * 1024), "50 MB"),
        ("greeting.txt", b"Hello everyone!", "nothing to import"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence_and_nothing_is_stored(
    at: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, said: str
) -> None:
    (at / "good.txt").write_text("* Publish the budget\n")
    (at / name).write_bytes(content)
    code, out, err = run(capsys, *IMPORT, str(at / "good.txt"), str(at / name), "--json")
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err
    _, out, _ = run(capsys, "ledger", "--edition", "2023", "--json")
    assert json.loads(out)["statements"] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "none.txt", "--edition", "2023", "--workshop", "A1"), "cannot be read"),
        (("import", __file__, "--edition", "1999", "--workshop", "A1"), "no edition '1999'"),
        (("import", __file__, "--edition", "2023", "--workshop", "Z9"), "no workshop 'Z9'"),
        (("suggest", "--edition", "2023"), "no statements yet"),
        (("suggest", "--edition", "2023", "--themes", "1"), "at least 2"),
        (("ledger", "--edition", "nope"), "no edition"),
    ],
)
def test_what_is_not_there_is_named_with_what_is(
    at: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, _, err = run(capsys, *arguments)
    assert code == 1
    assert said in err


def test_a_table_without_the_named_column_names_its_columns(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (at / "in.csv").write_text("id,comment\n1,Publish the budget please\n")
    for arguments in (
        ("cluster", str(at / "in.csv"), "--text", "text", "--out", str(at / "out.csv")),
        (*IMPORT, str(at / "in.csv"), "--column", "text"),
    ):
        code, _, err = run(capsys, *arguments)
        assert code == 1
        assert "comment" in err


def test_a_place_that_cannot_be_written_is_named(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(
        capsys, "export", "--edition", "2023", "--format", "md", "--out", str(at / "no" / "x.md")
    )
    assert code == 1
    assert "cannot be written" in err


def test_a_database_that_cannot_be_written_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("HRGL_DATABASE_URL", f"sqlite:///{tmp_path / 'file' / 'x.sqlite3'}")
    code, _, err = run(capsys, "sample")
    assert code == 3
    assert "cannot be made" in err


def test_a_file_that_is_no_database_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"this is a letter, not a database" * 100)
    monkeypatch.setenv("HRGL_DATABASE_URL", f"sqlite:///{tmp_path / 'x.sqlite3'}")
    code, _, err = run(capsys, "ledger", "--edition", "2023")
    assert code == 3
    assert "is not a database" in err


def test_a_database_server_that_does_not_answer_is_said_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HRGL_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    code, _, err = run(capsys, "ledger", "--edition", "2023")
    assert code == 3
    assert "does not answer" in err


def test_a_second_start_on_the_same_port_says_so(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, _, err = run(capsys, "serve", "--port", port)
    assert code == 1
    assert f"Port {port} on 127.0.0.1 is taken" in err


def test_a_bug_is_told_with_a_reference_and_without_a_traceback(
    at: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hrgl.notes.statements.ledger", lambda *_, **__: 1 / 0)
    code, _, err = run(capsys, "ledger", "--edition", "2023")
    assert code == 1
    assert err.startswith("Something went wrong (")


def test_a_command_that_does_not_exist_exits_with_2(at: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "hrgl", "dance"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={**os.environ},
    )
    assert found.returncode == 2
