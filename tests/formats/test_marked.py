"""A draft that goes out: marked, stamped, tracked, and the same bytes for the same draft."""

import io
import re
import zipfile

from docx import Document

from hrgl.formats.draft_marks import DRAFT_FIELDS, MarkedLine, as_written, bookmark_of, marked_line
from hrgl.formats.readers.returned.stamps import stamp_of
from hrgl.formats.writers.marked import HOW_TO, MarkedDraft, MarkedPart, marked_docx
from tests.returned_files import DRAFT, ReturnedFile


def members(draft: MarkedDraft = DRAFT) -> dict[str, str]:
    return ReturnedFile(draft).members


def test_the_same_draft_gives_the_same_bytes_and_another_others() -> None:
    assert marked_docx(DRAFT) == marked_docx(DRAFT)
    other = MarkedDraft(DRAFT.edition, DRAFT.title, 4, DRAFT.digest, DRAFT.parts)
    assert marked_docx(other) != marked_docx(DRAFT)


def test_each_line_is_a_paragraph_with_a_mark_of_its_own() -> None:
    body = members()["word/document.xml"]
    names = re.findall(r'w:name="(hrgl_\d[^"]*)"', body)
    assert names == [
        bookmark_of(MarkedLine(part.key, field, line))
        for part in DRAFT.parts
        for field in DRAFT_FIELDS
        for line in range(1, getattr(part, field).count("\n") + 2)
    ]
    assert len(re.findall("<w:bookmarkStart", body)) == body.count("<w:p>")
    numbers = re.findall(r'<w:bookmarkStart w:id="(\d+)"', body)
    assert len(set(numbers)) == len(numbers)


def test_a_heading_is_a_paragraph_without_its_number_and_lead_in() -> None:
    made = Document(io.BytesIO(marked_docx(DRAFT)))
    texts = [(each.style.name if each.style else "", each.text) for each in made.paragraphs]
    assert texts[0] == ("Draft Note", HOW_TO)
    at = texts.index(("Draft Heading", "build protected lanes"))
    assert texts[at - 1] == (
        "Draft Lead-in",
        "Encouragement 1. We encourage local governments to …",
    )
    assert ("Label", "Examples (none yet)") in texts
    part = MarkedPart(9, None, "think", "", "")
    body = members(MarkedDraft("2026", "", 1, "aa", (part,)))["word/document.xml"]
    assert "Candidate 9. We encourage" in body


def test_changes_are_recorded_and_no_menu_switches_that_off() -> None:
    found = re.findall(r"<w:(\w+)", members()["word/settings.xml"])
    at = found.index("trackRevisions")
    assert found[at : at + 5] == [
        "trackRevisions",
        "doNotTrackMoves",
        "doNotTrackFormatting",
        "documentProtection",
        "defaultTabStop",
    ]
    protection = 'w:documentProtection w:edit="trackedChanges" w:enforcement="1"'
    assert protection in members()["word/settings.xml"]


def test_the_stamp_says_edition_number_and_digest_in_three_places() -> None:
    stamp = stamp_of(marked_docx(DRAFT))
    assert (stamp.edition, stamp.number, stamp.digest) == ("2026", 3, "ab12")
    line = "hrgl draft 3 ab12 2026"
    assert f"<dc:identifier>{line}</dc:identifier>" in members()["docProps/core.xml"]
    assert line in members()["docProps/custom.xml"]
    assert 'number="3" digest="ab12"' in members()["customXml/item7.xml"]


def test_text_from_right_to_left_is_set_so() -> None:
    part = MarkedPart(1, 1, "شجر", "Trees شجر.", "")
    body = members(MarkedDraft("2026", "x", 1, "aa", (part,)))["word/document.xml"]
    assert body.count("<w:bidi/>") == body.count("<w:rtl/>") == 1


def test_what_people_wrote_is_data_in_the_file_and_no_markup() -> None:
    evil = '<w:ins w:author="x"/>&amp;"]]>'
    part = MarkedPart(1, 1, evil, evil, evil)
    draft = MarkedDraft(evil, evil, 1, "aa", (part,))
    assert stamp_of(marked_docx(draft)).edition == evil
    assert ReturnedFile(draft).read().changes == ()
    with zipfile.ZipFile(io.BytesIO(marked_docx(draft))) as archive:
        assert archive.testzip() is None


def test_marks_are_read_as_they_were_written_and_others_are_nobodys() -> None:
    line = MarkedLine(12, "examples", 3)
    assert marked_line(bookmark_of(line)) == (line, False)
    assert marked_line(f"{bookmark_of(line)}_Copy_1") == (line, True)
    for name in ("hrgl_12_examples_3x", "hrgl_12_remarks_1", "_GoBack", "hrgl_٣_heading_1"):
        assert marked_line(name) is None


def test_a_text_keeps_its_length_in_a_file() -> None:
    hostile = "a\x00b\r\n\u202ec\ud800\ufeff\td"
    assert as_written(hostile) == "a b \n c  \td"
    assert len(as_written(hostile)) == len(hostile)
