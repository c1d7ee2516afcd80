"""The Outcome Document as a Word file: real styles, notes, contents and tables that fit."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from hrgl.formats.writers.blocks import Extent, TableBlock
from hrgl.formats.writers.document import DEMONSTRATION, Document, Form
from hrgl.formats.writers.docx_pages import DIGEST_PROPERTY, NUMBER_PROPERTY, TEXT_WIDTH
from hrgl.formats.writers.docx_table import column_widths
from hrgl.formats.writers.writing import write_document
from tests.formats.test_writing import STATUS, draft, published, section, word
from tests.printed import ARABIC, GREEK, adopted_example, draft_example


def headings(opened: Any) -> list[tuple[str, str]]:
    """Outline levels as Word shows them, each with its text."""
    return [
        (level[0], paragraph.text)
        for paragraph in opened.paragraphs
        if (level := paragraph._p.xpath("w:pPr/w:outlineLvl/@w:val"))
    ]


def _parts(document: Document, extent: Extent = Extent.FULL) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(write_document(document, "docx", extent))) as package:
        return {name: package.read(name) for name in package.namelist()}


def _paragraphs(opened: Any, text: str) -> list[Any]:
    found = opened.element.body.iter(qn("w:p"))
    return [each for each in found if "".join(each.xpath(".//w:t/text()")) == text]


def test_the_headings_of_the_word_file_are_real_ones() -> None:
    opened = word(draft(sections=(section(1), section(4, group="Money"))))
    sentence = "We encourage local governments to"
    assert headings(opened) == [
        ("0", "Encouragements"),
        ("1", f"1\t{sentence} justify the budget 1."),
        ("1", "Money"),
        ("2", f"4\t{sentence} justify the budget 4."),
        ("0", "Candidates without a place"),
        ("1", f"{sentence} pay interpreters."),
        ("0", "Themes"),
        ("1", "Money"),
        ("0", "Annex: evidence by reference"),
        ("1", "Encouragement 1: justify the budget 1"),
        ("1", "Encouragement 4: justify the budget 4"),
        ("1", "Candidate: pay interpreters"),
        ("0", "How to cite"),
    ]
    for name in ("Heading 1", "Heading 2", "Group", "Encouragement"):
        style = opened.styles[name].element
        assert style.xpath("w:pPr/w:outlineLvl")
        assert style.xpath("w:pPr/w:keepNext[not(@w:val)]"), "a heading stays with its text"


def test_every_paragraph_has_a_style_that_the_file_knows() -> None:
    for document in (adopted_example(), draft_example()):
        parts = _parts(document)
        known = set(re.findall(rb'w:styleId="([^"]+)"', parts["word/styles.xml"]))
        used = {
            each
            for name, content in parts.items()
            if name.startswith("word/")
            for each in re.findall(rb'<w:[pr]Style w:val="([^"]+)"', content)
        }
        assert used <= known


def test_the_contents_are_filled_in_and_lead_to_bookmarks() -> None:
    opened = word(adopted_example())
    entries = opened.element.body.xpath(".//w:hyperlink")
    told = ["".join(each.xpath(".//w:t/text()")) for each in entries]
    assert told[0] == "Encouragements"
    assert told[-1] == "Contact"
    assert len([each for each in told if each[0].isdigit()]) == 12
    marks = opened.element.body.xpath(".//w:bookmarkStart/@w:name")
    assert len(marks) == len(set(marks))
    assert {each.get(qn("w:anchor")) for each in entries} <= set(marks)
    kinds = opened.element.body.xpath(".//w:fldChar/@w:fldCharType")
    assert kinds == ["begin", "separate", "end"]
    assert not word(published()).element.body.xpath(".//w:hyperlink[not(@w:anchor)]")


def test_the_short_document_has_no_contents() -> None:
    body = _parts(adopted_example(), Extent.SHORT)["word/document.xml"]
    assert b"w:hyperlink" not in body
    assert b"w:footnoteReference" in body


def test_footnotes_are_those_of_word_and_in_the_order_of_their_marks() -> None:
    parts = _parts(adopted_example())
    marks = re.findall(rb'<w:footnoteReference w:id="(\d+)"', parts["word/document.xml"])
    notes = etree.fromstring(parts["word/footnotes.xml"])
    own = [each for each in notes if each.get(qn("w:type")) is None]
    assert [mark.decode() for mark in marks] == [each.get(qn("w:id")) for each in own]
    texts = ["".join(each.itertext()).strip() for each in own]
    assert texts[1] == "Universal Declaration of Human Rights, Article 21."
    assert b"footnotePr" in parts["word/settings.xml"]
    assert "word/footnotes.xml" not in _parts(published())


def test_tables_repeat_their_header_fit_the_page_and_say_what_they_hold() -> None:
    opened = word(adopted_example())
    assert len(opened.tables) == 13
    for table in opened.tables:
        repeated = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
        assert repeated == [True] + [False] * (len(repeated) - 1)
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
        assert sum(column.width.twips for column in table.columns) == TEXT_WIDTH
        [caption] = table._tbl.xpath("./w:tblPr/w:tblCaption/@w:val")
        [description] = table._tbl.xpath("./w:tblPr/w:tblDescription/@w:val")
        assert caption.startswith(("Evidence for Encouragement", "Comments"))
        assert f"rows: {len(table.rows) - 1}" in description


def test_a_column_is_as_wide_as_its_words_want() -> None:
    rows = (("A1-101", "It works, as long as somebody asks a year later. " * 2, "support"),)
    reference, statement, cited = column_widths(
        TableBlock("", ("Reference", "Statement", "Cited as"), rows), TEXT_WIDTH
    )
    assert statement > 3 * reference
    assert statement > 3 * cited
    assert reference + statement + cited == TEXT_WIDTH


@pytest.mark.parametrize(
    "cells", [("x" * 200, "x" * 200), ("", ""), ("A1-01", "x" * 5000), ("x" * 5000, "a")]
)
def test_no_word_makes_a_table_wider_than_the_page(cells: tuple[str, str]) -> None:
    widths = column_widths(TableBlock("", ("Reference", "Statement"), (cells,)), TEXT_WIDTH)
    assert sum(widths) == TEXT_WIDTH
    assert min(widths) > TEXT_WIDTH / 20


def test_a_reference_is_never_broken_at_its_hyphen() -> None:
    opened = word(published())
    [first, *_] = [p for p in opened.paragraphs if p.style.name == "Reservation"]
    assert first.text == "“It is only paper.” (A1-12)"
    assert len(first._p.xpath(".//w:noBreakHyphen")) == 1
    table = opened.tables[0]
    # Nine letters of the widest sort would still fit.
    assert table.columns[0].width.twips > 9 * 8.5 * 20 * 0.5


def test_the_notice_of_demonstration_data_is_on_every_page_in_word() -> None:
    opened = word(draft(notice=DEMONSTRATION))
    page = opened.sections[0]
    assert opened.paragraphs[0].text == DEMONSTRATION
    assert page.header.paragraphs[0].text == f"Outcome Document\tDRAFT – {DEMONSTRATION}"
    assert page.first_page_footer.paragraphs[0].text.endswith(DEMONSTRATION)


def test_the_number_the_digest_and_the_page_stand_on_every_page() -> None:
    document = adopted_example()
    page = word(document).sections[0]
    short = f"Number 1 · SHA-256 {document.sha256[:4]} {document.sha256[4:8]} …"
    assert page.footer.paragraphs[0].text.startswith(short)
    assert page.first_page_footer.paragraphs[0].text.startswith(short)
    assert page.footer._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    drafted = word(draft()).sections[0]
    assert drafted.footer.paragraphs[0].text.startswith(STATUS)
    assert drafted.header.paragraphs[0].text == "Outcome Document\tDRAFT"


def test_the_word_file_is_a4_and_british_where_it_is_english() -> None:
    opened = word(draft())
    paper = opened.sections[0]
    assert (round(paper.page_width.cm, 1), round(paper.page_height.cm, 1)) == (21.0, 29.7)
    assert opened.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"]
    french = word(published(form=Form(language="fr")))
    assert french.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["fr"]
    assert french.core_properties.language == "fr"


def test_the_file_says_what_it_is_and_holds_its_digest() -> None:
    document = adopted_example()
    told = word(document).core_properties
    assert told.title == f"Outcome Document: {document.title}"
    assert told.author == document.form.issuer
    assert told.identifier == document.sha256
    custom = etree.fromstring(_parts(document)["docProps/custom.xml"])
    said = {each.get("name"): "".join(each.itertext()) for each in custom}
    assert said == {NUMBER_PROPERTY: "2023 1", DIGEST_PROPERTY: document.sha256}
    assert "docProps/custom.xml" not in _parts(draft())


def test_no_clock_and_no_length_of_a_title_is_in_the_way_of_the_word_file() -> None:
    opened = word(published(title="long " * 100))
    assert opened.core_properties.author == "Human Rights Go Local"
    assert opened.core_properties.created.replace(tzinfo=None) == datetime(2023, 2, 8)
    assert ("long " * 100).strip() in [paragraph.text for paragraph in opened.paragraphs]
    undated = word(published(status="On 31 February 2023.", dates="")).core_properties
    assert undated.created.replace(tzinfo=None) == datetime(1980, 1, 1)
    with zipfile.ZipFile(io.BytesIO(write_document(published(), "docx"))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_words_from_the_right_are_marked_as_such_and_no_others() -> None:
    opened = word(adopted_example())
    for text, wanted in ((ARABIC, True), (GREEK, False)):
        found = _paragraphs(opened, text)
        assert len(found) >= 2, "in the remarks and in the table"
        for each in found:
            assert bool(each.xpath("w:pPr/w:bidi")) is wanted
            assert bool(each.xpath("w:r/w:rPr/w:rtl")) is wanted


def test_a_document_in_arabic_runs_from_the_right_and_its_latin_words_do_not() -> None:
    form = Form(language="ar", lead_in="نشجع الحكومات المحلية على")
    document = published(form=form, sections=(section(1, "نشر الميزانيات", explanation="Graz"),))
    opened = word(document)
    assert opened.sections[0]._sectPr.xpath("w:bidi")
    assert opened.tables[0]._tbl.xpath("w:tblPr/w:bidiVisual")
    [latin] = _paragraphs(opened, "Graz")
    assert not latin.xpath("w:pPr/w:bidi")
    [heading] = [p for p in opened.paragraphs if p.style.name == "Encouragement"]
    assert heading._p.xpath("w:pPr/w:bidi")
    assert not _paragraphs(opened, "Remarks")[0].xpath("w:pPr/w:bidi"), "our English is English"
    [rule] = [p for p in opened.paragraphs if p.style.name == "Rule"]
    assert rule._p.xpath("w:pPr/w:bidi"), "no letter says otherwise"
    assert opened.styles.element.xpath("w:docDefaults//w:lang/@w:bidi") == ["ar"]


def test_opened_anew_and_saved_it_is_still_a_word_file() -> None:
    again = io.BytesIO()
    docx.Document(io.BytesIO(write_document(adopted_example(), "docx"))).save(again)
    assert docx.Document(again).paragraphs[1].text.startswith("Human Rights Go Local")
