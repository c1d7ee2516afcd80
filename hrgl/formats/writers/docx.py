"""The Outcome Document as a Word file, with real styles, so that it can be navigated and edited."""

import re
import zipfile
from collections.abc import Sized
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm

from hrgl.formats.writers import document as words
from hrgl.formats.writers.document import Document, Section, ThemeSection, as_one_line, paragraphs
from hrgl.formats.writers.docx_styles import LOOKS, add_style, add_table_style, xml_element

COLUMN_WIDTHS = (Cm(3.85), Cm(4.95), Cm(1.9), Cm(1.8), Cm(3.5))
EPOCH = (1980, 1, 1, 0, 0, 0)


def write_docx(document: Document) -> bytes:
    """The document as DOCX; the same document gives the same bytes."""
    word = begin_word(document)
    _front(word, document)
    _encouragements(word, document)
    _part(word, "Themes", document.themes)
    for theme in document.themes:
        _theme(word, theme)
    _part(word, words.ANNEX, document.annex)
    for section in document.annex:
        word.add_heading(f"{section.label}: {as_one_line(section.heading)}", 2)
        _table(word, section)
    return timeless(word)


def begin_word(document: Document) -> Word:
    """A Word file with our styles, and on every page what document it is."""
    word = docx.Document()
    for look in LOOKS:
        add_style(word, look)
    add_table_style(word)
    _page(word, document)
    _properties(word, document)
    return word


def _front(word: Word, document: Document) -> None:
    add_texts(word, "Notice", document.notice)
    add_texts(word, "Series", document.series)
    add_texts(word, "Title", document.title)
    add_texts(word, "Draft", words.DRAFT if document.draft else "")
    add_texts(word, "Subtitle", document.dates)
    add_texts(word, "Guiding Question", document.question)
    add_texts(word, "Subtitle", document.status)


def _encouragements(word: Word, document: Document) -> None:
    word.add_heading("Encouragements", 1)
    add_texts(word, "Lead-in", f"{words.LEAD_IN} …")
    for section in document.sections:
        heading = word.add_heading(
            f"{section.place}\t{as_one_line(section.heading)}", 2
        ).paragraph_format
        heading.left_indent, heading.first_line_indent = Cm(1), Cm(-1)
        _section(word, section)
    add_texts(word, "Normal", "" if document.sections else words.NO_PLACE_YET)
    _part(word, words.CANDIDATES, document.candidates)
    for section in document.candidates:
        word.add_heading(as_one_line(section.heading), 2)
        _section(word, section)


def _section(word: Word, section: Section) -> None:
    add_texts(word, "Normal", *paragraphs(section.explanation))
    add_texts(word, "Label", words.EXAMPLES if paragraphs(section.examples) else "")
    add_texts(word, "Normal", *paragraphs(section.examples))
    add_texts(word, "Remarks", *section.dissent)
    add_texts(word, "Label", "Remarks" if paragraphs(section.remarks) else "")
    add_texts(word, "Remarks", *paragraphs(section.remarks))
    add_texts(word, "Label", words.RESERVATIONS if section.reservations else "")
    for each in section.reservations:
        add_texts(word, "Quote", f"“{as_one_line(each.text)}” ({as_one_line(each.reference)})")
    add_texts(word, "Evidence", section.evidence)


def _theme(word: Word, theme: ThemeSection) -> None:
    word.add_heading(as_one_line(theme.name), 2)
    add_texts(word, "Description", *paragraphs(theme.description))
    for each in theme.statements:
        paragraph = word.add_paragraph()
        paragraph._p.style = "ListBullet"
        paragraph.add_run(as_one_line(each.reference)).bold = True
        paragraph.add_run(f"  {as_one_line(each.text)}")


def _part(word: Word, name: str, inside: Sized) -> None:
    if inside:
        word.add_heading(name, 1).paragraph_format.page_break_before = True


def add_texts(word: Word, style: str, *texts: str) -> None:
    """Paragraphs of a style, as far as there is a text."""
    # By its identifier, since python-docx takes milliseconds to find a style by its name.
    for text in filter(None, map(as_one_line, texts)):
        word.add_paragraph(text)._p.style = style.replace(" ", "")


def _table(word: Word, section: Section) -> None:
    table = word.add_table(1, len(words.COLUMNS), "Evidence Table")
    table.autofit = False
    for column, width in zip(table.columns, COLUMN_WIDTHS, strict=True):
        column.width = width
    _fill(table.rows[0], words.COLUMNS, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(xml_element("tblHeader"))
    for row in section.rows:
        _fill(table.add_row(), row)


def _fill(row: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
    row._tr.get_or_add_trPr().append(xml_element("cantSplit"))
    for cell, text, width in zip(row.cells, texts, COLUMN_WIDTHS, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph._p.style = "TableText"
        paragraph.add_run(as_one_line(text)).bold = bold or None
        paragraph.paragraph_format.keep_with_next = bold or None


def _page(word: Word, document: Document) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin, page.bottom_margin = Cm(2.5), Cm(2.2)
    state = f"{words.DRAFT} – {document.status}" if document.draft else ""
    page.header.paragraphs[0].text = "\n".join(
        filter(None, map(as_one_line, (document.notice, state)))
    )
    foot = page.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{as_one_line(document.series)}\tPage ")
    for field, between in (("PAGE", " of "), ("NUMPAGES", "")):
        foot._p.append(xml_element("fldSimple", f'w:instr="{field}"', "<w:r><w:t>1</w:t></w:r>"))
        foot.add_run(between)


def _properties(word: Word, document: Document) -> None:
    for part in (word.styles.element, word.settings.element):
        for language in part.xpath("w:docDefaults//w:lang | w:themeFontLang"):
            language.set(qn("w:val"), "en-GB")
    properties = word.core_properties
    properties.title, properties.author = (
        as_one_line(document.title)[:255],
        as_one_line(document.series)[:255],
    )
    properties.subject = as_one_line(document.question)[:255]
    properties.last_modified_by, properties.language = properties.author, "en-GB"
    properties.comments, properties.revision = (
        as_one_line(document.notice or document.status)[:255],
        1,
    )
    properties.created = properties.modified = _day(f"{document.status} {document.dates}")


def _day(text: str) -> datetime:
    """The first day named in a text: no clock is asked, so that the bytes stay the same."""
    found = re.search(r"\d{1,2} [A-Z][a-z]+ \d{4}", text)
    with suppress(ValueError):
        return datetime.strptime(found[0] if found else "", "%d %B %Y")
    return datetime(*EPOCH)


def timeless(word: Word) -> bytes:
    """The file, in which no clock was asked."""
    package = word.part.package
    for name, relationship in list(package.rels.items()):
        if relationship.reltype.endswith("/thumbnail"):
            del package.rels[name]
    saved, result = BytesIO(), BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(result, "w") as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, EPOCH), before.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()
