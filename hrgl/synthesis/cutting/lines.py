"""The lines of a note: where their words stand, and how deep they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hrgl.marks import UNSEEN, Marks, marks

_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"={2,}|-{3,}")
BOLD = 7


@dataclass(frozen=True)
class Line:
    """One line; its words are text[start:end].

    `depth` orders nesting: deeper lines may hang under shallower ones. `heading` is a level
    (1 to 6, 7 for an all-bold line, 0 for none). `block` counts the stretches between blank lines.
    `close` lies beyond `end` where the underline of a heading follows.
    """

    start: int
    end: int
    close: int
    depth: int
    block: int
    marked: bool
    tabbed: bool
    heading: int = 0


def read_lines(text: str) -> list[Line]:
    """Give the lines of `text` that hold anything, without the marks of lists before them.

    A line is a line, whoever wrote it: what a file had broken to a width was joined as it was read.
    """
    lines: list[Line] = []
    for line in _split(text):
        if _underlines(text, lines[-2:], line):
            level = 1 if text[line.start] == "=" else 2
            lines[-1] = replace(lines[-1], heading=level, close=line.end)
        else:
            lines.append(line)
    bold = sum(line.heading == BOLD for line in lines)
    # Where most of a note is bold, bold does not set anything apart.
    if bold * 2 > len(lines):
        return [replace(line, heading=line.heading % BOLD) for line in lines]
    return lines


def narrow(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a span to what can be seen of it."""
    bare = text[start:end].lstrip(UNSEEN)
    start = end - len(bare)
    return start, start + len(bare.rstrip(UNSEEN))


def _split(text: str) -> Iterator[Line]:
    at = block = 0
    places: list[tuple[int, int, int]] = []
    for whole in text.splitlines(keepends=True):
        start, end = narrow(text, at, at + len(whole))
        if start == end:
            block += 1
        else:
            places.append((at, end, block))
        at += len(whole)
    found = marks(text[begin:end] for begin, end, _ in places)
    for place, mark in zip(places, found, strict=True):
        yield _line(text, *place, mark)


def _line(text: str, begin: int, end: int, block: int, mark: Marks) -> Line:
    start = narrow(text, begin, end)[0]
    indent, at = text[begin:start], min(begin + mark.end, end)
    depth = 2 * len(indent.expandtabs(4)) + mark.marked
    return _undress(text, Line(at, end, end, depth, block, mark.marked, "\t" in indent))


def _undress(text: str, line: Line) -> Line:
    """Take the signs of a heading or of bold off a line."""
    words = text[line.start : line.end]
    if not line.marked and (hashes := _HASHES.match(words)):
        bare = words.rstrip("#")
        kept = bare.rstrip() if bare[-1].isspace() and len(bare) > hashes.end() else words
        start, end = line.start + hashes.end(), line.start + len(kept)
        return replace(line, start=start, end=end, close=end, heading=len(hashes[1]))
    for sign in ("**", "__"):
        inner = words[2:-2]
        if words == f"{sign}{inner.strip(UNSEEN)}{sign}" and inner and sign not in inner:
            heading = BOLD if not line.marked and inner[-1] not in ".!;,…" else 0
            start, end = line.start + 2, line.end - 2
            return replace(line, start=start, end=end, close=end, heading=heading)
    return line


def _underlines(text: str, before: list[Line], line: Line) -> bool:
    """Say whether a row of = or - makes a heading of the single line above it (setext)."""
    if not before or line.marked or not _UNDERLINE.fullmatch(text, line.start, line.end):
        return False
    above = before[-1]
    alone = len(before) == 1 or before[0].block != above.block
    plain = not (above.marked or above.heading or above.depth)
    return alone and plain and above.block == line.block and text[above.end - 1] not in ".!;,-="
