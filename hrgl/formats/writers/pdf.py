"""The Outcome Document as a PDF that can be read aloud and kept: PDF/UA-1 and PDF/A-2a by typst.

What people wrote goes to typst as data beside the template and is never read as markup. A sign
without a font would stop the writing, so its number stands in its place.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from hrgl.errors import NotValid
from hrgl.formats.writers.blocks import (
    Block,
    Extent,
    Style,
    TableBlock,
    TextBlock,
    one_line_of,
    text_runs,
    with_anchors,
)
from hrgl.formats.writers.directions import direction_of, first_direction
from hrgl.formats.writers.document import DRAFT, Document, as_one_line
from hrgl.formats.writers.fonts import (
    font_families,
    font_folders,
    further_fonts,
    is_seen,
    printed_signs,
    with_signs_named,
)
from hrgl.formats.writers.layout import laid_out
from hrgl.formats.writers.paper import (
    LONG_IN_A_CELL,
    LONG_IN_LARGE,
    LONG_WORD,
    cut_short,
    in_pieces,
)

_TEMPLATE = Path(__file__).with_name("document.typ")
_TYPESETTING = Path(__file__).with_name("typesetting.py")
_SECONDS = 900
_OURS = {"Source Serif 4", "Source Sans 3", "Amiri"}
_ON_A_NEW_PAGE = {"evidence", "comments", "candidates", "themes"}
_BESIDE = {Style.TEXT, Style.EXAMPLE, Style.DISSENT, Style.LABEL} | {
    Style.RESERVATION,
    Style.RAISED,
    Style.REMARK,
}
_LARGE = {Style.TITLE, Style.SUBJECT, Style.SERIES}
_LONGEST_HEAD, _LONGEST_ASIDE = 44, 72
_SHORT_ENOUGH_TO_STAY = 700  # letters of a paragraph that stands on the page of what follows it
_NARROWEST, _WIDEST, _BETWEEN = 11, 60, 3  # letters of a column, and to the next
_NAME = "Outcome Document"

_Told = dict[str, Any]


def write_pdf(document: Document, extent: Extent = Extent.FULL) -> bytes:
    """The document as PDF; the same document and fonts give the same bytes in every process.

    Raises NotValid where it takes longer than a quarter of an hour.
    """
    folder = further_fonts()
    told = _told(document, extent)
    told["families"] = [each for each in font_families(folder) if each not in _OURS]
    words = with_signs_named(json.dumps(told, ensure_ascii=False), printed_signs(folder))
    asked = {
        "template": _TEMPLATE.read_text("utf-8"),
        "document": words,
        "fonts": font_folders(folder),
    }
    try:
        done = subprocess.run(  # noqa: S603  # our own program, which is told nothing but data
            [sys.executable, "-I", str(_TYPESETTING)],
            input=json.dumps(asked).encode("utf-8"),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotValid("The document is too long for a PDF. Take it home as a web page.") from None
    if done.returncode:
        raise RuntimeError(f"No PDF was set: {done.stderr.decode('utf-8', 'replace')[-2000:]}")
    # A stream that happens to end in CR, and LF after it, would be taken for one that is too short.
    return done.stdout.replace(b"\r\nendstream\nendobj", b"\r\rendstream\nendobj")


def _told(document: Document, extent: Extent) -> _Told:
    """The document as the data that the template prints."""
    form = document.form
    name = as_one_line(form.name) or _NAME
    shown = with_anchors(_with_levels(laid_out(document, extent)))
    blocks = list(_with_links(map(_block, shown)))
    aside = (DRAFT if document.draft else "", document.mark, document.notice)
    return {
        "extent": extent.value,
        "language": _language(form.language),
        "backwards": direction_of(form.language) == "rtl",
        "cite": as_one_line(document.label("cite")),
        "contents": as_one_line(document.label("contents")),
        "title": one_line_of(": ", name, document.title),
        "author": as_one_line(form.issuer or document.series),
        "description": one_line_of(" ", document.notice, document.question),
        "day": _day(document),
        "keywords": list(filter(None, map(as_one_line, _keywords(document)))),
        "head": cut_short(one_line_of(" ", name, document.edition), _LONGEST_HEAD),
        "aside": cut_short(one_line_of(" · ", *aside), _LONGEST_ASIDE),
        "digest": _digest(document),
        "shorts": {
            each["anchor"]: {"words": each["short"], "dir": each["dir"]}
            for each in blocks
            if "anchor" in each
        },
        "blocks": list(_with_lists(blocks)),
    }


def _day(document: Document) -> tuple[int, int, int]:
    """The first day that the document names: no clock is asked, so that the bytes stay the same."""
    named = f"{document.status} {document.form.dated} {document.dates}"
    with suppress(ValueError):
        found = re.search(r"\d{1,2} [A-Z][a-z]+ \d{4}", named)
        day = datetime.strptime(found[0] if found else "", "%d %B %Y")
        return day.year, day.month, day.day
    return 1980, 1, 1


def _keywords(document: Document) -> Iterator[str]:
    """What a check of the file finds its number by comes first."""
    if document.number is not None:
        digest = f" sha256={document.sha256}" if document.sha256 else ""
        yield f"hrgl:number={document.number}{digest}"
    yield document.form.symbol
    yield f"ISBN {document.form.isbn}" if document.form.isbn else ""
    yield f"doi:{document.form.doi}" if document.form.doi else ""


def _digest(document: Document) -> str:
    if document.number is None:
        return "Draft"
    start = f" · SHA-256 {document.sha256[:4]} {document.sha256[4:8]} …"
    return f"Number {document.number}{start if document.sha256 else ''}"


def _language(tag: str) -> str:
    """The language of two or three letters; its country is for what one country prints alone."""
    found = re.match(r"[a-z]{2,3}(?![a-z])", tag.lower())
    return found[0] if found else "en"


def _with_levels(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without headings nobody would see, no level of headings being left out."""
    above = 0
    for block in blocks:
        if isinstance(block, TextBlock):
            if not is_seen(f"{block.lead}{block.text}"):
                continue
            if block.level:
                above = min(block.level, above + 1)
                block = replace(block, level=above)
        yield block


def _block(block: Block) -> _Told:
    if isinstance(block, TableBlock):
        return _table(block)
    long = LONG_IN_LARGE if block.style in _LARGE else LONG_WORD
    told: _Told = {
        "style": block.style.value,
        "runs": [
            (in_pieces(run.text, long), in_pieces(run.footnote)) for run in text_runs(block.text)
        ],
        "lead": in_pieces(block.lead),
        "number": block.number,
        "dir": first_direction(f"{block.lead} {block.text}"),
    }
    if block.level:
        told["short"] = in_pieces("".join(run.text for run in text_runs(block.text)))
        told |= {"level": block.level, "anchor": block.anchor}
    return told


def _table(table: TableBlock) -> _Told:
    columns = zip(table.columns, *table.rows, strict=True)
    return {
        "style": "Table",
        "caption": in_pieces(table.caption),
        "columns": [in_pieces(each) for each in table.columns],
        "widths": [min(max(_NARROWEST, *map(len, each)) + _BETWEEN, _WIDEST) for each in columns],
        "cells": [_cell(each) for row in table.rows for each in row],
    }


def _cell(text: str) -> _Told | str:
    pieces, direction = in_pieces(text, LONG_IN_A_CELL), first_direction(text)
    plain = direction != "rtl" and len(pieces) < 2
    return text if plain else {"words": pieces, "dir": direction}


def _with_links(blocks: Iterable[_Told]) -> Iterator[_Told]:
    """The blocks, and between an encouragement and its evidence the way."""
    blocks = list(blocks)
    anchors = {each["anchor"] for each in blocks if each.get("anchor")}
    place, inside = "", False
    for at, block in enumerate(blocks):
        style, anchor, to = block["style"], block.get("anchor", ""), ""
        if "level" in block:
            inside = style == Style.ENCOURAGEMENT and block["number"] != ""
            block["begins"] = anchor in _ON_A_NEW_PAGE
            place = anchor.rpartition("-")[2] if inside else ""
        if style == Style.RAISED and place:
            to = f"evidence-{place}"
        elif style == Style.ENTRY_HEADING and anchor.startswith("evidence-"):
            to = anchor.replace("evidence", "encouragement")
        block["to"] = to if to in anchors else ""
        block["inset"] = inside and style in _BESIDE
        after = blocks[at + 1]["style"] if at + 1 < len(blocks) else ""
        block["stays"] = after == Style.RAISED and len(str(block["runs"])) < _SHORT_ENOUGH_TO_STAY
        yield block


def _with_lists(blocks: Iterable[_Told]) -> Iterator[_Told]:
    """The blocks, in which items that follow one another are one list."""
    for style, some in groupby(blocks, key=lambda block: block["style"]):
        if style == Style.ITEM:
            yield {"style": style, "items": list(some)}
        else:
            yield from some
