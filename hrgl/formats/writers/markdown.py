"""The Outcome Document as Markdown: readable as it is, and the same once it is rendered."""

import re
from collections.abc import Iterable
from itertools import groupby

from hrgl.formats.writers.blocks import (
    Block,
    Extent,
    Style,
    TableBlock,
    TextBlock,
    one_line_of,
    text_runs,
)
from hrgl.formats.writers.document import Document, as_one_line
from hrgl.formats.writers.layout import laid_out

# Inside a word an underscore is only itself, and a backslash would spoil the addresses of pages.
_MARKS = re.compile(r"[\\`*\[\]<#|~$^]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_AT_THE_START = re.compile(r"^([0-9]{1,9}(?=[.)])|(?=[-+>=:%]))")
_STRONG = {Style.NOTICE, Style.MARK, Style.DRAFT, Style.LABEL}
_QUOTED = {Style.NOTICE, Style.MARK, Style.EXAMPLE, Style.DISSENT, Style.RESERVATION, Style.REMARK}


def write_markdown(document: Document, extent: Extent = Extent.FULL) -> bytes:
    """The document as UTF-8 Markdown: CommonMark, with the tables and footnotes of Pandoc."""
    notes: list[str] = []
    blocks = laid_out(document, extent)
    made = [_together(style, same, notes) for style, same in groupby(blocks, _style_of)]
    made += [f"[^{at}]: {escaped(note)}" for at, note in enumerate(notes, start=1)]
    if as_one_line(document.notice):
        made.append(_paragraph(TextBlock(Style.NOTICE, document.notice), []))
    return ("\n\n".join(made) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """What people wrote as one line that shows as it was written."""
    return _AT_THE_START.sub(r"\1\\", _MARKS.sub(r"\\\g<0>", as_one_line(text)))


def _style_of(block: Block) -> Style | None:
    return block.style if isinstance(block, TextBlock) else None


def _together(style: Style | None, blocks: Iterable[Block], notes: list[str]) -> str:
    """Blocks of one style: the entries of a list, the lines of a quotation, or paragraphs."""
    between = "\n" if style is Style.ITEM else "\n>\n" if style in _QUOTED else "\n\n"
    return between.join(
        _table(each) if isinstance(each, TableBlock) else _paragraph(each, notes) for each in blocks
    )


def _paragraph(block: TextBlock, notes: list[str]) -> str:
    text = _with_notes(block.text, notes)
    if block.style is Style.ITEM:
        number = f"**{escaped(block.number)}** " if block.number else ""
        return f"- {number}{text}"
    line = one_line_of(" ", escaped(block.number), escaped(block.lead), text)
    if block.level:
        return f"{'#' * block.level} {line}"
    strong = f"**{line}**" if block.style in _STRONG else line
    return f"> {strong}" if block.style in _QUOTED else strong


def _with_notes(text: str, notes: list[str]) -> str:
    made = ""
    for run in text_runs(text):
        # The blank before a stretch is a part of it, and after a mark no line begins.
        blank = " " if run.text[:1] == " " else ""
        made += blank + escaped(run.text)
        if run.footnote:
            notes.append(run.footnote)
            made += f"[^{len(notes)}]"
    return made


def _table(table: TableBlock) -> str:
    rows = [tuple(map(escaped, table.columns)), ("---",) * len(table.columns)]
    rows += [tuple(map(escaped, row)) for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
