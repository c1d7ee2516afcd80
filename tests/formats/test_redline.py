"""A number against an earlier one: tracked in Word, told in sentences, exact both ways."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from hrgl.formats.readers.package import Package
from hrgl.formats.readers.returned.markup import WordBody
from hrgl.formats.readers.returned.revisions import TrackedPiece
from hrgl.formats.writers.differences import Touches, differences, document_lines
from hrgl.formats.writers.document import Citation, Document, Form, Section, Translated
from hrgl.formats.writers.redline import write_redline
from tests.libreoffice import OfficeJob, done_by_office

MOMENT = datetime(2023, 7, 10, 9, 30, tzinfo=UTC)
CITED = Citation("HRGL-2023-A1-02", "supports", "Objectives need an owner.", "A1", "a city")
FIRST = Section(1, "give objectives an owner", "They take effect.", "", "1 statement", (CITED,))
SECOND = Section(2, "ask whose rights are served", "It belongs\ninto the form.", "See A1.", "", ())
BEFORE = Document(
    edition="2023",
    series="Human Rights Go Local",
    title="Governing the city",
    question="How?",
    dates="1–8 February 2023",
    number=1,
    status="Number 1, published on 8 February 2023.",
    notice="",
    sections=(FIRST, SECOND),
    form=Form(preamble=("We, the participants,",)),
)
AFTER = replace(
    BEFORE,
    number=2,
    status="Number 2, published on 10 July 2023.",
    sections=(replace(FIRST, remarks="Said in July.\nAnd once more."), replace(SECOND, remarks="")),
)


def _tracked(data: bytes) -> list[list[TrackedPiece]]:
    body = WordBody()
    Package("redline", data).walk("word/document.xml", body)
    return [[*each.pieces, each.mark] for each in body.paragraphs]


def _lines(data: bytes, *, accepted: bool) -> list[str]:
    """The text as Word shows it once all is accepted, or refused; the last line is no text."""
    kept = [
        piece.text
        for paragraph in _tracked(data)
        for piece in paragraph
        if not (piece.deleted if accepted else piece.inserted)
    ]
    lines = "".join(kept).split("\n")
    assert lines[-2:] == ["", ""]
    return lines[:-2]


def _texts(document: Document) -> list[str]:
    return [line.text for line in document_lines(document)]


def test_accepting_gives_the_new_number_and_refusing_the_earlier_one() -> None:
    data = write_redline(BEFORE, AFTER, changed_at=MOMENT)
    assert _lines(data, accepted=True) == _texts(AFTER)
    assert _lines(data, accepted=False) == _texts(BEFORE)
    assert data == write_redline(BEFORE, AFTER, changed_at=MOMENT)


def test_every_change_has_a_number_of_its_own_an_author_and_one_moment() -> None:
    with zipfile.ZipFile(BytesIO(write_redline(BEFORE, AFTER, changed_at=MOMENT))) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        parts = {name: package.read(name) for name in package.namelist()}
    for content in parts.values():
        etree.fromstring(content)
    body = parts["word/document.xml"].decode()
    found = re.findall(r'<w:(?:ins|del) w:id="(\d+)" w:author="([^"]*)" w:date="([^"]*)"', body)
    assert len({number for number, *_ in found}) == len(found) == body.count("w:author=") > 3
    assert {(who, at) for _, who, at in found} == {("Number 2", "2023-07-10T09:30:00Z")}
    assert "w:move" not in body
    assert "Outcome Document: Number 2 against number 1" in parts["word/header1.xml"].decode()


def test_a_number_that_is_the_same_has_no_change() -> None:
    data = write_redline(BEFORE, BEFORE, changed_at=MOMENT)
    pieces = [piece for paragraph in _tracked(data) for piece in paragraph]
    assert not [piece for piece in pieces if piece.inserted or piece.deleted]
    assert differences(BEFORE, BEFORE) == ()


def test_what_differs_is_told_in_sentences_with_what_it_touches() -> None:
    assert [(each.touches, each.sentence) for each in differences(BEFORE, AFTER)] == [
        (
            Touches.BESIDE,
            "Title page: “Number 1, published on 8 February 2023.” became "
            "“Number 2, published on 10 July 2023.”",
        ),
        (Touches.REMARKS, "Encouragement 1: new: “Remarks”."),
        (Touches.REMARKS, "Encouragement 1: new: “Said in July.”"),
        (Touches.REMARKS, "Encouragement 1: new: “And once more.”"),
        (Touches.REMARKS, "Encouragement 2: taken out: “Remarks”."),
        (Touches.REMARKS, "Encouragement 2: taken out: “See A1.”"),
        (
            Touches.BESIDE,
            "How to cite: “Human Rights Go Local. Outcome Document: Governing the city. Number 1, "
            "1–8 February 2023.” became “Human Rights Go Local. Outcome Document: Governing the "
            "city. Number 2, 1–8 February 2023.”",
        ),
    ]


def test_every_word_that_was_adopted_counts_as_such() -> None:
    changed = {
        "heading": replace(FIRST, heading="give every objective an owner"),
        "explanation": replace(FIRST, explanation="They take effect at once."),
        "examples": replace(FIRST, examples="A city."),
        "group": replace(FIRST, group="Management"),
        "minority": replace(FIRST, minority=("No.",)),
        "place": replace(FIRST, place=3),
    }
    for name, section in changed.items():
        after = replace(BEFORE, sections=(section, SECOND))
        touched = {each.touches for each in differences(BEFORE, after)}
        assert Touches.WORDS in touched, name
    for form in (Form(), replace(BEFORE.form, name="Declaration"), replace(BEFORE.form, motto="x")):
        touched = {each.touches for each in differences(BEFORE, replace(BEFORE, form=form))}
        assert Touches.WORDS in touched, form
    assert {
        each.touches for each in differences(BEFORE, replace(BEFORE, sections=(SECOND, FIRST)))
    } >= {Touches.WORDS}


def test_evidence_translations_and_what_is_told_of_a_number_touch_no_word() -> None:
    cited = replace(FIRST, citations=(replace(CITED, who="another city"),), heard="2 statements")
    for after in (
        replace(BEFORE, sections=(cited, SECOND)),
        replace(BEFORE, mark="Corrected.", adoption="Adopted by the Conference."),
        replace(BEFORE, form=replace(BEFORE.form, contact="hr@x.example", isbn="978")),
        replace(BEFORE, translations=(Translated("de", "checked", (("name", "Ergebnis"),)),)),
        replace(BEFORE, method=("Seven rooms met.",), organisations=("A city",)),
    ):
        found = differences(BEFORE, after)
        assert found
        assert {each.touches for each in found} == {Touches.BESIDE}


SIGNS = "ab <&>\"'{}#*[]()\t\n.=–عربي\u202e🙂\x00"
SAID = ["the", "city", "asks", "whose", "rights", "are", "served"]
WORDS = st.text(st.sampled_from(SIGNS), max_size=60) | st.lists(st.sampled_from(SAID)).map(" ".join)


@st.composite
def _numbers(draw: st.DrawFn) -> Document:
    sections = tuple(
        Section(place, draw(WORDS), draw(WORDS), draw(WORDS), "", (), examples=draw(WORDS))
        for place in range(1, draw(st.integers(1, 4)))
    )
    return replace(BEFORE, sections=sections, title=draw(WORDS))


@settings(derandomize=True, max_examples=60, deadline=None)
@given(_numbers(), _numbers())
def test_whatever_was_written_both_ways_are_exact(before: Document, after: Document) -> None:
    data = write_redline(before, after, changed_at=MOMENT)
    assert _lines(data, accepted=True) == _texts(after)
    assert _lines(data, accepted=False) == _texts(before)


def test_libreoffice_accepts_and_refuses_the_same(tmp_path: Path) -> None:
    arabic = replace(FIRST, explanation="نشجع الحكومات المحلية على النشر", remarks="New & <bold>.")
    after = replace(AFTER, sections=(arabic, replace(SECOND, heading="ask early whose rights")))
    sent = tmp_path / "redline.docx"
    sent.write_bytes(write_redline(BEFORE, after, changed_at=MOMENT))
    saved = {step: tmp_path / f"{step}.docx" for step in ("accept", "refuse")}
    jobs = [OfficeJob(sent, path, [[step]]) for step, path in saved.items()]
    assert done_by_office(jobs, tmp_path / "profile") == ["", ""]
    for step, document in (("accept", after), ("refuse", BEFORE)):
        assert list(_written(saved[step])) == _texts(document)


def _written(path: Path) -> Iterator[str]:
    for paragraph in _tracked(path.read_bytes()):
        text = "".join(piece.text for piece in paragraph[:-1])
        assert not any(piece.inserted or piece.deleted for piece in paragraph)
        if text:
            yield text
