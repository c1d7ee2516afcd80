"""Word processors' files and PDFs: lists, headings and lines arrive as a pad has them."""

import io

import pytest
from docx import Document
from docx.shared import Pt

from hrgl.errors import NotValid
from hrgl.formats.readers.reading import open_file, read_file
from tests import office_files as office

BULLETS = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="none"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)


def text(name: str, data: bytes) -> str:
    (note,) = read_file(name, data)
    return note.text


def item(words: str, level: int = 0) -> str:
    return office.p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def test_lists_of_word_arrive_with_their_levels_and_marks() -> None:
    body = item("one") + item("two", 1) + item("three", 2) + item("four", 1) + office.p("five")
    assert text("a.docx", office.docx(body, numbering=BULLETS)) == (
        "\t* one\n\t\t0.1. two\n\t\t\tthree\n\t\t0.1. four\nfive\n"
    )


def test_styles_of_word_make_headings_lists_indents_and_bold_lines() -> None:
    made = Document()
    made.add_heading("Room", 0)
    made.add_heading("Needs", 2)
    made.add_paragraph("a bench", style="List Bullet")
    made.add_paragraph("a deeper bench", style="List Bullet 2")
    made.add_paragraph("a step", style="List Number")
    made.add_paragraph("set in").paragraph_format.left_indent = Pt(36)
    run = made.add_paragraph().add_run("All bold")
    run.bold = True
    run.add_break()
    made.paragraphs[-1].add_run("not bold\there")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    made.add_paragraph("after")
    out = io.BytesIO()
    made.save(out)
    assert text("a.docx", out.getvalue()) == (
        "# Room\n## Needs\n\t* a bench\n\t\t* a deeper bench\n\t1. a step\n\tset in\n"
        "**All bold**\nnot bold\there\nleft\nright\n\nafter\n"
    )


def test_what_a_reader_of_word_does_not_see_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:noBreakHyphen/><w:t>on</w:t></w:r></w:p>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + office.p("Click here")
        + "</w:sdtContent></w:sdt>"
        + office.p("Contents 3", '<w:pStyle w:val="T"/>')
    )
    styles = '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    assert text("a.docx", office.docx(body, styles=styles)) == "kept-on\n\n\n"


def test_a_text_box_is_read_once() -> None:
    box = office.p("in the box")
    body = (
        f"<w:p><w:r><w:Choice><w:txbxContent>{box}</w:txbxContent></w:Choice>"
        f"<w:Fallback>{box}</w:Fallback><w:t>around it</w:t></w:r></w:p>"
    )
    assert text("a.docx", office.docx(body)) == "in the box\naround it\n"


def test_styles_that_are_each_others_parents_end() -> None:
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = office.p("one", '<w:pStyle w:val="A"/>')
    assert text("a.docx", office.docx(body, styles=styles)) == "one\n"


def test_lists_headings_spaces_and_bold_of_opendocument_arrive() -> None:
    automatic = (
        '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1"/>'
        '<text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style>'
        '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="I"><style:paragraph-properties fo:margin-left="1.27cm"/>'
        "</style:style>"
    )
    inner = "<text:list><text:list-item><text:p>two</text:p></text:list-item></text:list>"
    body = (
        '<text:h text:outline-level="2">Needs</text:h><text:list text:style-name="L">'
        f"<text:list-item><text:p>one</text:p>{inner}</text:list-item></text:list>"
        '<text:p text:style-name="I">set in</text:p>'
        '<text:p><text:span text:style-name="B">bold</text:span><text:line-break/>a<text:s '
        'text:c="2"/>b<text:note><text:p>foot</text:p></text:note></text:p>'
        "<office:annotation><text:p>a remark</text:p></office:annotation>"
    )
    assert text("a.odt", office.odt(body, automatic=automatic)) == (
        "## Needs\n\t* one\n\t\t0.1. two\n\tset in\n**bold**\na  b\n"
    )


def drawn(*lines: tuple[float, float, str]) -> str:
    return " ".join(office.printed(*line) for line in lines)


ITEM = "an item of a list which goes on for so long that it needs two whole lines of this page"
LONG = "We heard that many of the streets here are not safe for people in wheelchairs at all and"


def test_lines_that_a_page_broke_are_joined_and_items_stay_apart() -> None:
    page = drawn(
        (57, 780, LONG),
        (57, 766, "that the city should mend them."),
        (57, 752, "A short line"),
        (57, 738, "another short line"),
        (57, 710, f"- {ITEM}"),
        (64, 696, "before it ends"),
        (57, 682, "- another item"),
    )
    assert text("a.pdf", office.pdf(page)) == (
        f"{LONG} that the city should mend them.\nA short line\nanother short line\n\n"
        f"\t* {ITEM} before it ends\n\t* another item\n"
    )


def test_numbers_and_heads_of_pages_are_left_out() -> None:
    head, words = (57, 810, "Notes of the Academy"), ["one", "two", "three", "four"]
    pages = [
        drawn(head, (57, 700, f"Idea of page {word}"), (290, 30, str(at)))
        for at, word in enumerate(words, start=1)
    ]
    found = text("a.pdf", office.pdf(*pages))
    assert found.split("\n")[:-1] == [f"Idea of page {word}" for word in words]
    assert "Notes of the Academy" in text("a.pdf", office.pdf(pages[0], drawn((57, 700, "Other"))))


def test_larger_lines_of_a_pdf_are_headings() -> None:
    page = office.printed(57, 780, "Needs", 20) + " " + drawn((57, 750, LONG), (57, 736, "it is."))
    assert text("a.pdf", office.pdf(page)).startswith("# Needs\n")


def test_a_pdf_that_would_take_too_long_is_refused() -> None:
    with pytest.raises(NotValid, match="far longer than notes"):
        open_file("a.pdf", office.pdf(*(["BT ET"] * 501)))
