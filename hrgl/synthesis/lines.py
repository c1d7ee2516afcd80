"""The lines of a note: where their words stand, how deep they are, and which belong together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_UNSEEN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff"
_MARK = re.compile(
    r"(?:[*\-+•‣◦▪●○■□►→–—·>]|\(?\d{1,3}(?:\.\d{1,3}){0,9}[.)]|\d{1,3}(?:\.\d{1,3}){1,9}"
    r"|\(?[a-z]\)|\[[ xX]?\])(?=\s)"
)
_MARKS = 3  # a pad's own bullet, a dash somebody typed after it, a box to tick
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"={2,}|-{3,}")
_STOP = re.compile(r"[.!?:;…。！？：][\"'”’»)\]*_]*$")
_LINK = re.compile(r"(?:https?://|www\.)\S*$|^(?:https?://|www\.)", re.IGNORECASE)
_WRAPPED = range(45, 101)  # characters in a line that a window's edge may have broken
_JOINING_WORDS = (
    "a about across along also among an and as at because before between but by for from if in "
    "into is nor of on or over so than that the their through to under until was were when where "
    "which while who whose with within without aber als auf aus bei das dass dem den der des die "
    "ein eine für im in mit oder ohne sowie um und von vor zu zum zur à au aux dans de des du en "
    "et la le les ou par pour que qui sur un une con del el los para por y"
)
_JOINING = frozenset(_JOINING_WORDS.split())
BOLD = 7


@dataclass(frozen=True)
class Line:
    """One line, or several that belong together; its words are text[start:end].

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


def read(text: str) -> list[Line]:
    """Give the lines of `text` that hold anything, hard-wrapped ones joined, marks left out."""
    lines: list[Line] = []
    for line in _split(text):
        if _underlines(text, lines[-2:], line):
            level = 1 if text[line.start] == "=" else 2
            lines[-1] = replace(lines[-1], heading=level, close=line.end)
        elif lines and _continues(text, lines[-1], line):
            lines[-1] = replace(lines[-1], end=line.end, close=line.end)
        else:
            lines.append(line)
    bold = sum(line.heading == BOLD for line in lines)
    # Where most of a note is bold, bold does not set anything apart.
    if bold * 2 > len(lines):
        return [replace(line, heading=line.heading % BOLD) for line in lines]
    return lines


def narrow(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a span to what can be seen of it."""
    bare = text[start:end].lstrip(_UNSEEN)
    start = end - len(bare)
    return start, start + len(bare.rstrip(_UNSEEN))


def _split(text: str) -> Iterator[Line]:
    at = block = 0
    for whole in text.splitlines(keepends=True):
        start, end = narrow(text, at, at + len(whole))
        if start == end:
            block += 1
        else:
            yield _line(text, at, start, end, block)
        at += len(whole)


def _line(text: str, begin: int, start: int, end: int, block: int) -> Line:
    indent = text[begin:start]
    at = start
    for _ in range(_MARKS):
        mark = _MARK.match(text, at, end)
        at = narrow(text, mark.end(), end)[0] if mark else at
    depth = 2 * len(indent.expandtabs(4)) + (at > start)
    return _undress(text, Line(at, end, end, depth, block, at > start, "\t" in indent))


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
        if words == f"{sign}{inner.strip(_UNSEEN)}{sign}" and inner and sign not in inner:
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


def _continues(text: str, above: Line, line: Line) -> bool:
    """Say whether a line goes on with the sentence of the one above, broken by hard wrapping."""
    if line.marked or line.tabbed or line.heading or above.heading or above.block != line.block:
        return False
    words = text[line.start : line.end]
    last = text[max(above.start, text.rfind("\n", above.start, above.end) + 1) : above.end]
    if _STOP.search(last[-8:]) or _LINK.search(last[-200:]) or _LINK.search(words[:8]):
        return False
    if _last_word(last) in _JOINING:
        return True
    if not words[0].islower():
        return False
    hangs = above.marked and line.depth > above.depth
    # A block that begins in small letters is a list of ideas, not a wrapped paragraph.
    wrapped = len(last.strip()) in _WRAPPED and not text[above.start].islower()
    return hangs or wrapped or last.endswith(",") or words.split(None, 1)[0] in _JOINING


def _last_word(words: str) -> str:
    return words[-20:].split()[-1] if words[-20:].split() else ""
