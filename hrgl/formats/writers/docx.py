"""Word files of the house: begun with our styles, and saved without asking a clock."""

import re
import zipfile
from contextlib import suppress
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm

from hrgl.formats.writers import document as words
from hrgl.formats.writers.document import Document, as_one_line
from hrgl.formats.writers.docx_styles import LOOKS, add_style, add_table_style, xml_element

EPOCH = (1980, 1, 1, 0, 0, 0)


def begin_word(document: Document) -> Word:
    """A Word file with our styles, and on every page what document it is."""
    word = docx.Document()
    for look in LOOKS:
        add_style(word, look)
    add_table_style(word)
    _page(word, document)
    _properties(word, document)
    return word


def add_texts(word: Word, style: str, *texts: str) -> None:
    """Paragraphs of a style, as far as there is a text."""
    # By its identifier, since python-docx takes milliseconds to find a style by its name.
    for text in filter(None, map(as_one_line, texts)):
        word.add_paragraph(text)._p.style = style.replace(" ", "")


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
    properties.created = properties.modified = day_named(f"{document.status} {document.dates}")


def day_named(text: str) -> datetime:
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
