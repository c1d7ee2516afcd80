"""The Outcome Document as a Word file, with real styles, so that it can be navigated and edited."""

from collections.abc import Iterator, Sequence

import docx
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from hrgl.formats.writers.blocks import (
    Block,
    Extent,
    Style,
    TableBlock,
    TextBlock,
    in_contents,
    with_anchors,
)
from hrgl.formats.writers.directions import direction_of
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.docx import timeless
from hrgl.formats.writers.docx_contents import contents_xml
from hrgl.formats.writers.docx_footnotes import add_footnotes
from hrgl.formats.writers.docx_looks import dress
from hrgl.formats.writers.docx_pages import TEXT_WIDTH, lay_pages, tell_properties
from hrgl.formats.writers.docx_table import table_xml
from hrgl.formats.writers.docx_text import WordText, paragraph_xml
from hrgl.formats.writers.layout import laid_out

_OWN_PAGE = {"candidates", "themes", "evidence", "comments"}
_FRONT = {
    *(Style.NOTICE, Style.MARK, Style.SERIES, Style.TITLE, Style.DRAFT, Style.SUBJECT),
    *(Style.QUESTION, Style.SUBTITLE, Style.MOTTO, Style.FRONT, Style.ISSUER),
}


def write_docx(document: Document, extent: Extent = Extent.FULL) -> bytes:
    """The document as DOCX; the same document gives the same bytes."""
    word = docx.Document()
    dress(word)
    lay_pages(word, document)
    tell_properties(word, document)
    right = direction_of(document.form.language) == "rtl"
    text = WordText(right)
    blocks = with_anchors(laid_out(document, extent))
    contents = document.label("contents") if extent is Extent.FULL else ""
    _fill(word, "".join(_written(text, blocks, contents)))
    add_footnotes(word, text.notes)
    return timeless(word)


def _fill(word: Word, inside: str) -> None:
    body = word.element.body
    made = parse_xml(f"<w:body {nsdecls('w')}>{inside}</w:body>")
    for each in list(made):
        body.insert_element_before(each, "w:sectPr")


def _written(text: WordText, blocks: Sequence[Block], contents: str) -> Iterator[str]:
    """The paragraphs and tables: the front on a page of its own, `contents` if called, the text."""
    after: list[Block | None] = [*blocks[1:], None]
    in_front, inside = True, False
    before: Block | None = None
    for block, follows in zip(blocks, after, strict=True):
        if isinstance(block, TableBlock):
            yield table_xml(block, TEXT_WIDTH, right=text.right)
            if not isinstance(follows, TextBlock):
                yield paragraph_xml("Table Text", "")
            continue
        begins = in_front and block.style not in _FRONT
        if begins and contents:
            yield contents_xml(contents, in_contents(blocks), right=text.right)
        in_front = in_front and not begins
        if block.style is Style.FRONT and _style(before) is not Style.FRONT:
            yield paragraph_xml("Rule", "", right=text.right)
        if block.level:
            inside = block.style is Style.ENCOURAGEMENT
        name = "Explanation" if inside and block.style is Style.TEXT else block.style.value
        yield text.paragraph(
            block,
            name,
            new_page=begins or (block.style is Style.PART and block.anchor in _OWN_PAGE),
            kept=_style(follows) is Style.RAISED,
        )
        before = block


def _style(block: Block | None) -> Style | None:
    return block.style if isinstance(block, TextBlock) else None
