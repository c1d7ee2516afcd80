"""The commands of the Word round trip: take the draft out, bring files back."""

import json
from pathlib import Path

import pytest

from tests.operations.test_cli import at, run
from tests.word_files_written import written_by_two

__all__ = ["at"]
Capture = pytest.CaptureFixture[str]
OUT, BACK = ("take-out", "--edition", "2023-demo"), ("bring-back", "--edition", "2023-demo")


@pytest.fixture
def draft(at: Path, capsys: Capture) -> Path:
    """The demonstration's draft, taken out."""
    run(capsys, "sample")
    code, out, _ = run(capsys, *OUT, "--out", str(at / "draft.docx"))
    assert code == 0
    assert "Word file 1 with 17 encouragements" in out
    return at / "draft.docx"


@pytest.fixture
def back(draft: Path) -> Path:
    file = draft.with_name("draft-ana.docx")
    file.write_bytes(written_by_two(draft.read_bytes()))
    return file


def test_what_would_become_of_a_file_is_told_and_then_done_once(
    back: Path, capsys: Capture
) -> None:
    code, out, _ = run(capsys, *BACK, str(back), "--dry-run")
    assert code == 0
    assert "2 changes would become amendments, 0 of them without tracking" in out
    assert "3 notes in the margin" in out
    assert "without a place: “” → “A thought in a table” – It stands in a table" in out
    code, out, _ = run(capsys, *BACK, str(back), "--json")
    [told] = json.loads(out)["files"]
    assert (code, told["amendments"], told["authors"]) == (0, 2, ["Ana", "Tom"])
    assert [each["after"] for each in told["without_a_place"]] == ["A thought in a table"]
    code, out, err = run(capsys, *BACK, str(back))
    assert (code, out) == (1, "")
    assert "was brought in already" in err


def test_of_several_files_all_are_brought_in_or_none(
    back: Path, draft: Path, capsys: Capture
) -> None:
    code, out, err = run(capsys, *BACK, str(back), str(draft))
    assert (code, out) == (1, "")
    assert "“draft.docx” reads as it was taken out" in err
    assert run(capsys, *BACK, str(back))[0] == 0


def test_the_places_alone_can_be_taken_out(draft: Path, capsys: Capture) -> None:
    code, out, _ = run(capsys, *OUT, "--places", "--out", str(draft.with_name("places.docx")))
    assert code == 0
    assert "Word file 2 with 9 encouragements" in out


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000, "save it as .docx"),
        ("notes.txt", b"Words", "“notes.txt” is"),
        ("nowhere.docx", None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_draft_is_refused_by_its_name(
    draft: Path, capsys: Capture, name: str, data: bytes | None, words: str
) -> None:
    file = draft.with_name(name)
    if data is not None:
        file.write_bytes(data)
    code, _, err = run(capsys, *BACK, str(file))
    assert code == 1
    assert words in err
    assert err.count(name) == 1
