"""The Outcome Document as PDF: whole, read aloud in order, fit to be kept, and easy to find in."""

import io
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import page as checker  # page-validation
import pytest
from pypdf import PdfReader

from hrgl.formats.writers.blocks import Extent, Style, TableBlock, TextBlock, text_runs
from hrgl.formats.writers.document import Document, DocumentPart, Form
from hrgl.formats.writers.frozen import canonical, parse
from hrgl.formats.writers.layout import laid_out
from hrgl.formats.writers.pdf import write_pdf
from tests.printed import adopted_example, draft_example
from tests.tagged import heard, printed_pages

ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufeff]")


def without_arabic(document: Document) -> Document:
    """The document in letters that run one way: what reads PDFs for us turns a mixed line round."""
    written = parse(ARABIC.sub("a", canonical(document)))
    return replace(written, sha256=document.sha256, adoption=document.adoption)


ADOPTED, DRAFT = adopted_example(), draft_example()
EXAMPLES = {
    "adopted": ADOPTED,
    "draft": DRAFT,
    "one way": without_arabic(ADOPTED),
    "one way, draft": without_arabic(DRAFT),
}


@cache
def printed(example: str = "adopted", extent: Extent = Extent.FULL) -> bytes:
    return write_pdf(EXAMPLES[example], extent)


def opened(data: bytes) -> Any:
    return PdfReader(io.BytesIO(data))


def lines_heard(data: bytes) -> list[tuple[str, str]]:
    """What is read aloud, without the contents."""
    said = heard(data)
    return [each for each in said if each[0] != "/TOCI" and each != ("/H2", "Contents")]


def close(texts: Iterable[str]) -> str:
    """Texts without their blanks, for which a line may end instead."""
    return re.sub(r"\s", "", "".join(texts))


def expected(document: Document, extent: Extent) -> list[str]:
    """The texts in the order in which they are read: a footnote follows its paragraph."""
    found, number = [], 0
    for block in laid_out(document, extent):
        if isinstance(block, TableBlock):
            found += [block.caption, *block.columns, *(cell for row in block.rows for cell in row)]
            continue
        line, notes = f"{block.number}{block.lead}", []
        found += ["–"] if block.style is Style.ITEM else []
        for run in text_runs(block.text):
            line += run.text
            if run.footnote:
                number += 1
                line += str(number)
                notes.append(f"{number}{run.footnote}")
        found += [line, *notes]
    return found


def failures(data: bytes) -> list[str]:
    reports = [checker.validate_pdf_bytes(data, profile=profile) for profile in ("ua1", "2a")]
    assert all(report.rules.total > 100 for report in reports)
    return [f"{f.rule_id}: {f.message}" for report in reports for f in report.failures]


@pytest.mark.parametrize("extent", Extent)
@pytest.mark.parametrize("example", ["adopted", "draft"])
def test_every_rule_of_reading_aloud_and_of_keeping_for_ever_passes(
    example: str, extent: Extent
) -> None:
    """PDF/UA-1 and PDF/A-2a; the file must also say of itself that it is both."""
    data = printed(example, extent)
    assert failures(data) == []
    metadata = opened(data).xmp_metadata.stream.get_data().decode("utf-8")
    for said in ("pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<"):
        assert said in metadata


@pytest.mark.parametrize("extent", Extent)
@pytest.mark.parametrize("example", ["one way", "one way, draft"])
def test_the_tags_read_every_text_once_and_in_the_order_of_the_document(
    example: str, extent: Extent
) -> None:
    said = close(text for _, text in lines_heard(printed(example, extent)))
    assert said == close(expected(EXAMPLES[example], extent))


def test_arabic_is_printed_letter_by_letter() -> None:
    """Compared as a heap of letters: programs differ in the order in which they give them."""
    said = "".join(text for _, text in lines_heard(printed()))
    wanted = "".join(expected(ADOPTED, Extent.FULL))
    assert sorted(ARABIC.findall(said)) == sorted(ARABIC.findall(wanted))
    assert len(ARABIC.findall(said)) > 50


def test_headings_have_the_levels_of_the_document_and_none_is_left_out() -> None:
    wanted = [
        (f"/H{block.level}", close([block.number, block.lead, block.text]))
        for block in laid_out(ADOPTED)
        if isinstance(block, TextBlock) and block.level
    ]
    said = [(tag, close([text])) for tag, text in lines_heard(printed()) if tag[:2] == "/H"]
    assert said == wanted


def test_paragraphs_items_cells_and_notes_are_tagged_as_what_they_are() -> None:
    said = lines_heard(printed())
    tags = {text.strip(): tag for tag, text in said}
    assert tags["Rests on 38 statements from 7 workshops, 6 kinds of actors, 4 regions."] == "/P"
    assert tags["City of Graz"] == "/LBody"
    assert tags["Reference"] == tags["Who"] == "/TH"
    assert tags["Evidence for Encouragement 12"] == "/Caption"
    assert tags["2Universal Declaration of Human Rights, Article 21."] == "/Note"
    assert {tag for tag, _ in said} >= {"/TD", "/H1", "/H4"}


def test_a_table_that_goes_on_repeats_its_header_on_paper_but_not_aloud() -> None:
    pages = printed_pages(printed())
    [annex] = [at for at, text in enumerate(pages) if "A reference begins with" in text]
    assert "Encouragement 2: " not in pages[annex]
    assert "Reference" in pages[annex + 1].partition("Encouragement 2: ")[0]
    tables = [each for each in laid_out(ADOPTED) if isinstance(each, TableBlock)]
    said = [text.strip() for tag, text in heard(printed()) if tag == "/TH"]
    assert said == [column for table in tables for column in table.columns]


def test_the_contents_lead_to_each_part_and_encouragement_with_its_page() -> None:
    lines = [text for tag, text in heard(printed()) if tag == "/TOCI"]
    assert len(lines) == 1 + 2 + 12 + 6
    pages = printed_pages(printed())
    for line, begins in (
        (lines[2], "money 1 We encourage local"),
        (lines[-1], "Contact Human Rights"),
    ):
        [page] = [at for at, text in enumerate(pages, start=1) if begins in text]
        assert line.endswith(f" {page}")
    assert lines[2].startswith("1 give every human rights objective an owner")


def test_every_anchor_of_the_document_can_be_jumped_to_and_is_a_bookmark() -> None:
    wanted = {
        each.anchor for each in laid_out(ADOPTED) if isinstance(each, TextBlock) and each.anchor
    }
    reader = opened(printed())
    assert wanted <= set(reader.named_destinations)
    titles: list[str] = []

    def walk(level: list[Any]) -> None:
        for each in level:
            if isinstance(each, list):
                walk(each)
            else:
                titles.append(each.title)

    walk(reader.outline)
    assert "12 We encourage local governments to pay those concerned" in " ".join(titles)
    assert "Annex: evidence by reference" in titles


def test_evidence_and_encouragement_lead_to_each_other_and_every_link_leads_somewhere() -> None:
    reader = opened(printed())
    led = [
        str(note.get_object()["/Dest"])
        for page in reader.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link" and "/Dest" in note.get_object()
    ]
    assert {"evidence-1", "evidence-12", "encouragement-1", "encouragement-12"} <= set(led)
    assert {each for each in led if not each.startswith("[")} <= set(reader.named_destinations)


def test_the_file_says_what_it_is_in_which_language_and_by_which_number_it_is_known() -> None:
    document = ADOPTED
    reader = opened(printed())
    told = reader.metadata
    assert told.title == f"{document.form.name}: {document.title}"
    assert told.author == document.form.issuer
    assert told["/Keywords"].startswith(f"hrgl:number=1 sha256={document.sha256}")
    assert document.form.symbol in told["/Keywords"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert told.creation_date.date().isoformat() == "2023-02-08"
    assert "hrgl:number" not in opened(printed("draft")).metadata["/Keywords"]


@pytest.mark.parametrize(
    ("tag", "language"), [("en-GB", "en"), ("fr", "fr"), ("ckb", "ckb"), ("", "en"), ("12", "en")]
)
def test_the_language_is_told_without_a_country(tag: str, language: str) -> None:
    document = replace(ADOPTED, form=Form(language=tag), sections=())
    assert opened(write_pdf(document)).trailer["/Root"]["/Lang"] == language


def test_number_digest_page_and_where_to_find_how_to_cite_stand_at_the_foot_of_every_page() -> None:
    digest, pages = ADOPTED.sha256, printed_pages(printed())
    [cite] = [at for at, text in enumerate(pages, start=1) if "How to cite International" in text]
    for number, text in enumerate(pages, start=1):
        foot = f"Number 1 · SHA-256 {digest[:4]} {digest[4:8]} … · How to cite → {cite}"
        assert foot in text
        assert number == 1 or f"{number} / {len(pages)}" in text
        assert ADOPTED.notice in text


def test_a_withdrawn_number_says_so_first_and_on_every_page() -> None:
    withdrawn = replace(ADOPTED, mark="Withdrawn on 1 March 2023.", notice="")
    data = write_pdf(withdrawn, Extent.SHORT)
    assert lines_heard(data)[0] == ("/P", "Withdrawn on 1 March 2023.")
    assert all("Withdrawn on 1 March" in page for page in printed_pages(data))


def test_the_short_look_has_two_to_four_pages_and_no_page_for_title_or_contents() -> None:
    data = printed("adopted", Extent.SHORT)
    pages = printed_pages(data)
    assert 2 <= len(pages) <= 4
    assert "give every human rights objective" in pages[0]
    assert "/TOCI" not in {tag for tag, _ in heard(data)}


def test_what_is_switched_off_is_not_printed() -> None:
    form = replace(ADOPTED.form, parts=(DocumentPart.REMARKS.value,))
    said = {text for _, text in heard(write_pdf(replace(ADOPTED, form=form)))}
    assert "Remarks" in said
    assert not said & {"Contact", "How to cite", "Reservations voiced"}
