"""Pads as their servers keep them: Etherpad's own export and BigBlueButton's newest blocks."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from hrgl.errors import NotValid
from hrgl.formats.readers.layout import DEEPEST, Paragraph, lay_out

_STEP = re.compile(r"((?:\*[0-9a-z]{1,9})*)(?:\|[0-9a-z]{1,9})?([+])([0-9a-z]{1,9})")
_ITEM = re.compile(r"^\t+\* \S", re.MULTILINE)
_LIST = re.compile(r"(bullet|number|indent)(\d{1,2})", re.ASCII)
_HEADING = re.compile(r"h([1-6])", re.ASCII)
_MARKS = {"bullet": "ul", "number": "ol", "indent": ""}
_BLOCKS = {
    "bulletListItem": "ul",
    "numberedListItem": "ol",
    "checkListItem": "ul",
    "toggleListItem": "ul",
}
# Etherpad's and BlockNote's pads never nest like this; Python would end with a deep recursion.
_DEEPEST_JSON = 64

Attributes = Mapping[str, str]


def etherpad_text(name: str, text: str) -> str:
    """Give the text of a pad's JSON as it stands now: no history, no names, no chat.

    Raises NotValid naming the file when it is neither kind of pad.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotValid(
            f"“{name}” breaks off or is not a pad's own file. Export the pad again, "
            "best as HTML (.html).",
            "file",
        ) from error
    if isinstance(found, list):
        return lay_out(_blocks(found, 0))
    pads = [_pad(*each) for each in _pads(found)] if isinstance(found, dict) else []
    if not pads:
        raise NotValid(
            f"“{name}” holds no pad. Export the pad again, best as HTML (.html).", "file"
        )
    return "\n".join(lay_out(pad) for pad in pads)


def is_pad(text: str) -> bool:
    """Say whether a text is Etherpad's own export, whatever its file is called."""
    return text.startswith('{"pad:') and '"atext"' in text


def is_export(text: str) -> bool:
    """Say whether a text is a pad's plain-text export, by how it writes the items of lists."""
    return _ITEM.search(text) is not None


def _pads(found: Mapping[str, object]) -> Iterator[tuple[str, str, Mapping[int, Attributes]]]:
    """Yield text, marks and pool of today's pads; older revisions have longer keys."""
    for key, value in found.items():
        if not key.startswith("pad:") or key.count(":") != 1 or not isinstance(value, dict):
            continue
        now = value.get("atext")
        if isinstance(now, dict) and isinstance(now.get("text"), str):
            marks = now.get("attribs")
            yield now["text"], marks if isinstance(marks, str) else "", _pool(value.get("pool"))


def _pool(pool: object) -> dict[int, Attributes]:
    listed = pool.get("numToAttrib") if isinstance(pool, dict) else None
    if not isinstance(listed, dict):
        return {}
    return {
        int(number): {str(pair[0]): str(pair[1])}
        for number, pair in listed.items()
        if re.fullmatch(r"\d{1,9}", number, re.ASCII) and isinstance(pair, list) and len(pair) == 2
    }


def _pad(text: str, marks: str, pool: Mapping[int, Attributes]) -> Iterator[Paragraph]:
    """Yield the lines of a pad; a line with marks begins with one sign that is not text."""
    starts = _starts(text, marks, pool)
    at = 0
    for line in text.split("\n"):
        given = starts.get(at, {})
        at += len(line) + 1
        if "lmkr" not in given and "list" not in given and "heading" not in given:
            yield Paragraph(line)
            continue
        listed = _LIST.fullmatch(given.get("list", ""))
        heading = _HEADING.fullmatch(given.get("heading", ""))
        kind, level = (listed[1], int(listed[2])) if listed else ("", 0)
        yield Paragraph(
            line[1:], min(level, DEEPEST), _MARKS.get(kind, ""), int(heading[1]) if heading else 0
        )


def _starts(text: str, marks: str, pool: Mapping[int, Attributes]) -> dict[int, dict[str, str]]:
    """Give the attributes of the first sign of every line that has any, by its offset."""
    found: dict[int, dict[str, str]] = {}
    at = 0
    for step in _STEP.finditer(marks):
        if at >= len(text):
            break
        if step[1] and (at == 0 or text[at - 1] == "\n"):
            given: dict[str, str] = {}
            for number in step[1].split("*")[1:]:
                given.update(pool.get(int(number, 36), {}))
            found[at] = given
        at += int(step[3], 36)
    return found


def _blocks(blocks: Sequence[object], level: int) -> Iterator[Paragraph]:
    """Yield the paragraphs of blocks and of what hangs under them."""
    for block in blocks:
        if not isinstance(block, dict):
            continue
        kind, given = block.get("type"), block.get("props")
        mark = _BLOCKS.get(kind, "") if isinstance(kind, str) else ""
        depth = level + (1 if mark or level else 0)
        heading = given.get("level") if kind == "heading" and isinstance(given, dict) else 0
        heading = heading if isinstance(heading, int) and 0 < heading < 7 else 0
        text = "".join(_words(block.get("content"), 0))
        yield Paragraph(text, depth, mark, heading)
        under = block.get("children")
        if isinstance(under, list) and level < _DEEPEST_JSON:
            yield from _blocks(under, max(depth, level + 1))


def _words(content: object, depth: int) -> Iterator[str]:
    """Yield the texts of a block; a table gives a line for every row."""
    if isinstance(content, str):
        yield content
    elif depth < _DEEPEST_JSON and isinstance(content, list):
        for each in content:
            yield from _words(each, depth + 1)
    elif depth < _DEEPEST_JSON and isinstance(content, dict):
        if isinstance(content.get("text"), str):
            yield content["text"]
        yield from _words(content.get("content"), depth + 1)
        for part in ("rows", "cells"):
            if isinstance(content.get(part), list):
                for each in content[part]:
                    yield from _words(each, depth + 1)
                    yield "\n"
