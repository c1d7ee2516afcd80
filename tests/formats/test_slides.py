"""The slides: one encouragement each, a real title, notes, and nothing that runs out of its box."""

import io
import zipfile
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pptx
import pytest
from pptx.util import Inches

from hrgl.formats.writers import fitting
from hrgl.formats.writers.document import (
    DEMONSTRATION,
    PARTS,
    Document,
    DocumentPart,
    Section,
    as_one_line,
    full_sentence,
)
from hrgl.formats.writers.slides import write_slides
from tests.printed import ARABIC, adopted_example, draft_example

LONG = "A vote counts the same everywhere, a street lamp does not. " * 85
HOSTILE = [
    "<a:t>no</a:t> & ]]> {{ 7 * 7 }} =1+1",
    "\u202eright to left\u202c \x00\x0b\ud800",
    ARABIC,
    "👩🏽‍🌾🏳️‍🌈 人权城市",
    "x" * 200,
    "y" * 5000,
    LONG,
    "",
]


def opened(document: Document) -> Any:
    return pptx.Presentation(io.BytesIO(write_slides(document)))


def title_of(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)


def notes(slide: Any) -> str:
    return slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""


def shown_on(slide: Any) -> str:
    return "\n".join(each.text_frame.text for each in slide.shapes if each.has_text_frame)


def one(**changes: Any) -> Document:
    """A document of one encouragement."""
    made = adopted_example()
    return replace(made, sections=(replace(made.sections[0], **changes),))


def without(document: Document, *parts: DocumentPart) -> Document:
    kept = tuple(part for part in PARTS if part not in parts)
    return replace(document, form=replace(document.form, parts=kept))


def test_there_is_a_slide_for_each_encouragement_between_the_title_and_how_to_cite() -> None:
    document = adopted_example()
    first, *middle, last = opened(document).slides
    assert title_of(first) == "Outcome Document"
    assert title_of(last) == "How to cite"
    lead = document.form.lead_in
    assert [title_of(each) for each in middle] == [
        f"{s.place}\t{full_sentence(lead, s.heading)}" for s in document.sections
    ]


def test_titles_are_the_titles_of_the_layout_and_begin_at_the_left() -> None:
    show = opened(adopted_example())
    title = show.slide_master._element.find(".//{*}titleStyle/{*}lvl1pPr")
    assert title.get("algn") == "l"
    for slide in show.slides:
        assert slide.shapes.title.is_placeholder
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id  # it is read out first
        assert slide.shapes.title.text_frame._txBody.xpath(".//a:pPr/@algn") == []
    assert (show.slide_width, show.slide_height) == (Inches(13.333), Inches(7.5))


def test_the_first_slide_says_whose_document_it_is_and_that_it_was_adopted() -> None:
    document = adopted_example()
    text = shown_on(opened(document).slides[0])
    for each in (document.title, document.adoption, document.form.issuer, document.form.symbol):
        assert each in text
    assert document.form.preamble[1] in notes(opened(document).slides[0])


def test_the_last_slide_says_how_to_cite_with_the_whole_digest_and_whom_to_ask() -> None:
    document = adopted_example()
    last = opened(document).slides[-1]
    assert f"SHA-256 {document.sha256}" in shown_on(last)
    assert "office@example.org" in shown_on(last)
    assert "ISBN 978-92-3-100000-1" in shown_on(last)
    bare = without(document, DocumentPart.CITE, DocumentPart.CONTACT)
    assert "office@example.org" not in shown_on(opened(bare).slides[-1])


def test_a_slide_says_who_stood_behind_it_and_shows_who_objected() -> None:
    document = adopted_example()
    slide = opened(document).slides[4]
    section = document.sections[3]
    assert section.raised in shown_on(slide)
    boxes = {each.name: each for each in slide.shapes}
    assert boxes["Minority"].text_frame.text.startswith(section.dissent[0])
    assert "in the notes" in boxes["Minority"].text_frame.text
    quiet = opened(one(minority=(), citations=())).slides[1]
    assert "Minority" not in {each.name for each in quiet.shapes}


def test_the_notes_hold_the_whole_text_and_every_statement_with_its_reference() -> None:
    document = one(explanation=LONG, examples="Graz.", remarks="Later.")
    text = notes(opened(document).slides[1])
    assert LONG.strip() in text
    [section] = document.sections
    for cited in section.citations:
        assert cited.reference.removeprefix("HRGL-2023-") in text
        assert as_one_line(cited.text) in text
    assert text.index("Graz.") < text.index("Later.") < text.index(section.raised)


@pytest.mark.parametrize(
    ("part", "field"), [("examples", "examples"), ("remarks", "remarks"), ("evidence", "")]
)
def test_what_the_edition_does_not_print_is_not_in_the_notes_either(part: str, field: str) -> None:
    said = {field: "Only here."} if field else {}
    document = without(one(**said), DocumentPart(part), DocumentPart.RESERVATIONS)
    text = notes(opened(document).slides[1])
    [section] = document.sections
    assert "Only here." not in text
    assert (section.citations[0].text in text) is (part != "evidence")
    assert not field or "Only here." in notes(opened(one(**said)).slides[1])


def test_a_footnote_stands_in_the_notes_and_not_on_the_slide() -> None:
    slide = opened(one(explanation="Cities^[Article 21.] may.")).slides[1]
    assert "Cities may." in shown_on(slide)
    assert "Cities [Article 21.] may." in notes(slide)


def test_a_draft_says_so_on_every_slide_and_one_without_encouragements_is_no_empty_show() -> None:
    for document in (draft_example(), replace(draft_example(), sections=())):
        slides = opened(document).slides
        assert all("DRAFT" in shown_on(each) for each in slides)
        assert all(DEMONSTRATION in shown_on(each) for each in slides)
    assert "No encouragement has a place yet." in shown_on(slides[1])


def test_a_mark_stands_on_every_slide() -> None:
    marked = replace(adopted_example(), mark="Withdrawn on 1 March 2023: wrong annex.")
    assert all("Withdrawn on 1 March" in shown_on(each) for each in opened(marked).slides)


def test_a_text_that_is_too_long_is_cut_after_a_sentence_and_says_so() -> None:
    slide = opened(one(explanation=LONG)).slides[1]
    [body] = [each for each in slide.placeholders if each.placeholder_format.idx == 1]
    assert body.text_frame.text.endswith("a street lamp does not. …")
    sizes = {run.font.size.pt for p in body.text_frame.paragraphs for run in p.runs}
    assert min(sizes) >= 20


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_out_of_its_box_and_no_box_lies_on_another(text: str) -> None:
    section = Section(1, text, text, text, text, (), text, (text,), text)
    document = replace(one(), sections=(section,), title=text, question=text, mark=text)
    for slide in opened(document).slides:
        boxes = [each for each in slide.shapes if each.has_text_frame]
        for each in boxes:
            assert each.left >= 0
            assert each.left + each.width <= Inches(13.333)
            assert each.top + each.height <= Inches(7.5)
            assert _height(each) <= each.height / 12700 + 1, each.name
        boxes.sort(key=lambda each: each.top)
        rows = [each for each in boxes if "Slide Number" not in each.name]
        for above, below in pairwise(rows):
            assert above.top + above.height <= below.top + 12700, (above.name, below.name)


def _height(shape: Any) -> float:
    """What the texts of a shape take, by the measure of the widest typeface."""
    body = shape.text_frame._txBody.bodyPr
    beside = 2 * int(body.get("lIns") or 0)
    high = 2 * int(body.get("tIns") or 0) / 12700
    paragraphs = [p for p in shape.text_frame.paragraphs if p.text]
    sizes = {run.font.size.pt for p in paragraphs for run in p.runs if run.font.size}
    indent = sum(int(p._p.get_or_add_pPr().get("marL") or 0) for p in paragraphs[:1])
    if not sizes:
        return 0
    wide = (shape.width - beside - indent) / 12700
    texts = [p.text for p in paragraphs]
    serif = shape.is_placeholder and "Title" in shape.name
    return high + fitting.height_of(texts, wide, max(sizes), serif=serif)


def test_words_from_the_right_run_from_the_right_and_every_run_has_a_language() -> None:
    show = opened(one(explanation=f"{ARABIC}\nLatin."))
    [body] = [each for each in show.slides[1].placeholders if each.placeholder_format.idx == 1]
    arabic, latin = body.text_frame.paragraphs
    assert arabic._p.pPr.get("rtl") == "1"
    assert latin._p.pPr.get("rtl") is None
    for slide in show.slides:
        for holder in filter(None, (slide, slide.has_notes_slide and slide.notes_slide)):
            runs = holder.shapes._spTree.xpath(".//p:sp//a:r[a:t!='']/a:rPr")
            assert {each.get("lang") for each in runs} <= {"en-GB"}


def test_the_same_document_gives_the_same_bytes_and_tells_of_no_clock_and_no_maker() -> None:
    data = write_slides(adopted_example())
    assert data == write_slides(adopted_example())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [each for each in package.namelist() if "thumbnail" in each or "printer" in each]
        whole = b"".join(package.read(each) for each in package.namelist())
    for made_by in (b"python-pptx", b"Canny", b"Macintosh", b"Calibri"):
        assert made_by not in whole


def test_pictures_and_lines_have_a_text_for_who_cannot_see_them() -> None:
    show = opened(adopted_example())
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.has_text_frame
            assert shape.name
    rules = [each for layout in show.slide_layouts for each in layout.shapes if each.name == "Rule"]
    assert [each._element.nvSpPr.cNvPr.get("descr") for each in rules] == ["A short line"]
