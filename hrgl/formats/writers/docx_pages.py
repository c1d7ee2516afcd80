"""The pages of the Word file: paper, heads and feet, and what its properties say."""

from typing import Any

from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Twips

from hrgl.formats.writers import document as words
from hrgl.formats.writers.blocks import one_line_of
from hrgl.formats.writers.directions import direction_of, from_the_right
from hrgl.formats.writers.document import Document, as_one_line
from hrgl.formats.writers.docx import day_named
from hrgl.formats.writers.docx_styles import xml_element
from hrgl.formats.writers.docx_text import run_xml
from hrgl.formats.writers.stamping import custom_properties

TEXT_WIDTH = 9072  # twentieths of a point: 16 centimetres
NUMBER_PROPERTY, DIGEST_PROPERTY = "hrgl number", "hrgl sha256"
_LONGEST = 255  # signs of a property
_TAB = "<w:r><w:tab/></w:r>"


def lay_pages(word: Word, document: Document) -> None:
    """Paper, margins, and what stands on every page; the first has no head, it says all itself."""
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Twips((11906 - TEXT_WIDTH) // 2)
    page.top_margin, page.bottom_margin = Cm(2.6), Cm(2.4)
    page.header_distance = page.footer_distance = Cm(1.2)
    page.different_first_page_header_footer = True
    if direction_of(document.form.language) == "rtl":
        page._sectPr.append(xml_element("bidi"))
    notice = as_one_line(document.notice)
    state = one_line_of(" – ", words.DRAFT if document.draft else "", notice)
    name = as_one_line(document.form.name)
    _write(page.header, "Header", _run(name) + _TAB + _run(state))
    number = _run(short_number(document))
    _write(page.footer, "Footer", number + _TAB + _count())
    _write(page.first_page_header, "Header", "")
    _write(page.first_page_footer, "Footer", number + _TAB + _run(notice))


def short_number(document: Document) -> str:
    """Which document it is, on every page: "Number 1 · SHA-256 5f0c 91ab …", or its state."""
    if document.number is None:
        return as_one_line(document.status)
    digest = document.sha256
    return f"Number {document.number}" + (
        f" · SHA-256 {digest[:4]} {digest[4:8]} …" if digest else ""
    )


def tell_properties(word: Word, document: Document) -> None:
    """What the file says of itself; the day is the document's, no clock is asked."""
    form = document.form
    language = "en-GB" if form.language in ("", "en") else form.language
    for part in (word.styles.element, word.settings.element):
        for each in part.xpath("w:docDefaults//w:lang | w:themeFontLang"):
            each.set(qn("w:val"), language)
            if direction_of(language) == "rtl":
                each.set(qn("w:bidi"), language)
    told = word.core_properties
    name = words.as_one_line(f"{form.name}: {document.title}" if form.name else document.title)
    told.title, told.language = name[:_LONGEST], language[:_LONGEST]
    told.author = told.last_modified_by = as_one_line(form.issuer or document.series)[:_LONGEST]
    told.subject = as_one_line(document.question)[:_LONGEST]
    told.comments = as_one_line(document.notice or document.status)[:_LONGEST]
    told.keywords = as_one_line(form.symbol)[:_LONGEST]
    told.identifier, told.revision = document.sha256, 1
    told.created = told.modified = day_named(f"{document.status} {form.dated} {document.dates}")
    if document.number is not None:
        number = {NUMBER_PROPERTY: f"{document.edition} {document.number}"}
        custom_properties(word, number | {DIGEST_PROPERTY: document.sha256})


def _run(text: str) -> str:
    return run_xml(text, right=from_the_right(text))


def _count() -> str:
    page, pages = (
        f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for name in ("PAGE", "NUMPAGES")
    )
    return page + _run(" / ") + pages


def _write(place: Any, style: str, inside: str) -> None:
    """The one paragraph of a head or a foot."""
    for old in place.paragraphs:
        old._p.getparent().remove(old._p)
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    whole = f'<w:pPr><w:pStyle w:val="{style}"/>{tab}</w:pPr>{inside}'
    place._element.append(parse_xml(f"<w:p {nsdecls('w')}>{whole}</w:p>"))
