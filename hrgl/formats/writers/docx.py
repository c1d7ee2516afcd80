"""The Outcome Document as a Word file, with real styles, so that it can be navigated and edited."""

import re
import zipfile
from collections.abc import Sized
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

import docx
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from hrgl.formats.writers import document as words
from hrgl.formats.writers.document import Document, Section, ThemeSection, as_one_line, paragraphs

INK, QUIET, ACCENT, SHADE, RULE = "14181A", "4D565A", "0B5C6B", "F1EEE7", "D9D3C7"
SERIF, SANS = "Georgia", "Arial"
COLUMN_WIDTHS = (Cm(3.85), Cm(4.95), Cm(1.9), Cm(1.8), Cm(3.5))
EPOCH = (1980, 1, 1, 0, 0, 0)


class ParagraphLook(NamedTuple):
    """How a paragraph style looks; sizes and spaces in points, the indent in centimetres."""

    name: str
    size: float
    before: float = 0
    after: float = 6
    face: str = SANS
    colour: str = INK
    marks: str = (
        ""  # of: bold, italic, all_caps, bar (beside a shaded block), keep (with what follows)
    )
    indent: float = 0


LOOKS = (
    ParagraphLook("Normal", 10.5),
    ParagraphLook("Title", 25, 0, 10, SERIF, ACCENT, "bold"),
    ParagraphLook("Subtitle", 11, 0, 8, SANS, QUIET),
    ParagraphLook("Heading 1", 18, 26, 8, SERIF, ACCENT, "bold keep"),
    ParagraphLook("Heading 2", 13, 16, 6, SERIF, ACCENT, "bold keep"),
    ParagraphLook("List Bullet", 10, 0, 4),
    ParagraphLook("Quote", 10, 0, 4, SANS, INK, "bar", 0.6),
    ParagraphLook("Header", 8.5, 0, 2, SANS, ACCENT, "bold"),
    ParagraphLook("Footer", 8.5, 0, 0, SANS, QUIET),
    ParagraphLook("Notice", 9, 0, 14, SANS, INK, "bold all_caps bar", 0.3),
    ParagraphLook("Draft", 16, 4, 12, SANS, ACCENT, "bold bar", 0.3),
    ParagraphLook("Series", 11, 6, 4, SANS, QUIET, "bold"),
    ParagraphLook("Guiding Question", 13, 6, 8, SERIF, INK, "italic"),
    ParagraphLook("Lead-in", 14, 0, 0, SERIF, INK, "keep"),
    ParagraphLook("Label", 10, 6, 3, SANS, INK, "bold keep"),
    ParagraphLook("Remarks", 10, 0, 4, indent=0.6),
    ParagraphLook("Evidence", 8.5, 6, 6, SANS, QUIET),
    ParagraphLook("Table Text", 8.5, 2, 2),
    ParagraphLook("Description", 10.5, marks="keep"),
)


def write_docx(document: Document) -> bytes:
    """The document as DOCX; the same document gives the same bytes."""
    word = docx.Document()
    for look in LOOKS:
        _style(word, look)
    _table_style(word)
    _page(word, document)
    _properties(word, document)
    _front(word, document)
    _encouragements(word, document)
    _part(word, "Themes", document.themes)
    for theme in document.themes:
        _theme(word, theme)
    _part(word, words.ANNEX, document.annex)
    for section in document.annex:
        word.add_heading(f"{section.label}: {as_one_line(section.heading)}", 2)
        _table(word, section)
    return _timeless(word)


def _front(word: Word, document: Document) -> None:
    _say(word, "Notice", document.notice)
    _say(word, "Series", document.series)
    _say(word, "Title", document.title)
    _say(word, "Draft", words.DRAFT if document.draft else "")
    _say(word, "Subtitle", document.dates)
    _say(word, "Guiding Question", document.question)
    _say(word, "Subtitle", document.status)


def _encouragements(word: Word, document: Document) -> None:
    word.add_heading("Encouragements", 1)
    _say(word, "Lead-in", f"{words.LEAD_IN} …")
    for section in document.sections:
        heading = word.add_heading(
            f"{section.place}\t{as_one_line(section.heading)}", 2
        ).paragraph_format
        heading.left_indent, heading.first_line_indent = Cm(1), Cm(-1)
        _section(word, section)
    _say(word, "Normal", "" if document.sections else words.NO_PLACE_YET)
    _part(word, words.CANDIDATES, document.candidates)
    for section in document.candidates:
        word.add_heading(as_one_line(section.heading), 2)
        _section(word, section)


def _section(word: Word, section: Section) -> None:
    _say(word, "Normal", *paragraphs(section.explanation))
    _say(word, "Label", "Remarks" if paragraphs(section.remarks) else "")
    _say(word, "Remarks", *paragraphs(section.remarks))
    _say(word, "Label", words.RESERVATIONS if section.reservations else "")
    for each in section.reservations:
        _say(word, "Quote", f"“{as_one_line(each.text)}” ({as_one_line(each.reference)})")
    _say(word, "Evidence", section.evidence)


def _theme(word: Word, theme: ThemeSection) -> None:
    word.add_heading(as_one_line(theme.name), 2)
    _say(word, "Description", *paragraphs(theme.description))
    for each in theme.statements:
        paragraph = word.add_paragraph()
        paragraph._p.style = "ListBullet"
        paragraph.add_run(as_one_line(each.reference)).bold = True
        paragraph.add_run(f"  {as_one_line(each.text)}")


def _part(word: Word, name: str, inside: Sized) -> None:
    if inside:
        word.add_heading(name, 1).paragraph_format.page_break_before = True


def _say(word: Word, style: str, *texts: str) -> None:
    # By its identifier, since python-docx takes milliseconds to find a style by its name.
    for text in filter(None, map(as_one_line, texts)):
        word.add_paragraph(text)._p.style = style.replace(" ", "")


def _table(word: Word, section: Section) -> None:
    table = word.add_table(1, len(words.COLUMNS), "Evidence Table")
    table.autofit = False
    for column, width in zip(table.columns, COLUMN_WIDTHS, strict=True):
        column.width = width
    _fill(table.rows[0], words.COLUMNS, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(_xml("tblHeader"))
    for row in section.rows:
        _fill(table.add_row(), row)


def _fill(row: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
    row._tr.get_or_add_trPr().append(_xml("cantSplit"))
    for cell, text, width in zip(row.cells, texts, COLUMN_WIDTHS, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph._p.style = "TableText"
        paragraph.add_run(as_one_line(text)).bold = bold or None
        paragraph.paragraph_format.keep_with_next = bold or None


def _xml(name: str, attributes: str = "", inside: str = "") -> Any:
    return parse_xml(f"<w:{name} {nsdecls('w')} {attributes}>{inside}</w:{name}>")


def _style(word: Word, look: ParagraphLook) -> None:
    styles, name = word.styles, look.name
    style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    # The template's own fonts and colours belong to its theme and would win over ours.
    for old in style.element.xpath("w:rPr|w:pPr/w:pBdr|w:pPr/w:tabs|w:pPr/w:contextualSpacing"):
        old.getparent().remove(old)
    if "bar" in look.marks:
        _bar(style.element.get_or_add_pPr())
    font, spacing = style.font, style.paragraph_format
    font.name, font.size = look.face, Pt(look.size)
    font.color.rgb = RGBColor.from_string(look.colour)
    for mark in ("bold", "italic", "all_caps"):
        setattr(font, mark, mark in look.marks)
    style.element.rPr.rFonts.set(qn("w:cs"), look.face)
    spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)
    spacing.line_spacing = 1.15 if look.face == SERIF or look.size < 9 else 1.25
    spacing.left_indent = Cm(look.indent) if look.indent else None
    spacing.keep_with_next = "keep" in look.marks
    style.quick_style = True


def _bar(properties: Any) -> None:
    edge = f'w:val="single" w:sz="24" w:color="{SHADE}" w:space="2"'
    bar = f'<w:left w:val="single" w:sz="24" w:color="{ACCENT}" w:space="8"/>'
    properties.append(_xml("pBdr", inside=f"<w:top {edge}/>{bar}<w:bottom {edge}/>"))
    properties.append(_xml("shd", f'w:val="clear" w:color="auto" w:fill="{SHADE}"'))


def _table_style(word: Word) -> None:
    style: Any = word.styles.add_style("Evidence Table", WD_STYLE_TYPE.TABLE)
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    sides = f"<w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/>"
    margins = '<w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/>'
    inside = f"<w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
    style.element.append(_xml("tblPr", inside=inside))


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
        foot._p.append(_xml("fldSimple", f'w:instr="{field}"', "<w:r><w:t>1</w:t></w:r>"))
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


def _timeless(word: Word) -> bytes:
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
