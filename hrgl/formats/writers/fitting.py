"""How large a text may stand in a box, and where it is cut if it is too long even at the smallest.

Whose fonts a reader has is not known here. Widths are those of a wide typeface, so that a text that
fits by them fits in any that takes its place.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

CUT = "…"
LINE = 1.2  # of the size: what a line takes in height
_TALL_LINE = 1.55  # of letters that other fonts have to stand in for
BETWEEN = 0.4  # of the size: what stands between two paragraphs
_SENTENCE_END = re.compile(r"(?<=[.!?…؟。])[”’\"')\]]*(?=\s+[^\s\da-z])|(?=\n)")
_WORD_END = re.compile(r"(?=\s)")
_NARROW = set("ijltfrI.,;:!'’‘|()[]/- ")
_WIDE = set("mwMW%@—…œæ")


class Fitted(NamedTuple):
    """A text as it stands in its box: the size in points, its lines, their height in points."""

    size: int
    lines: tuple[str, ...]
    height: float
    whole: bool  # False: it was cut


def fitted(
    texts: Sequence[str], width: float, height: float, sizes: Sequence[int], *, serif: bool = False
) -> Fitted:
    """Paragraphs at the largest of the sizes at which they fit; points throughout.

    At the smallest they are cut after a sentence, else after a word, else anywhere.
    """
    for size in sizes:
        high = height_of(texts, width, size, serif=serif)
        if high <= height:
            return Fitted(size, tuple(texts), high, whole=True)
    size = min(sizes)

    def fits(end: int, text: str = "\n".join(texts)) -> bool:
        cut = f"{text[:end].rstrip()} {CUT}".split("\n")
        return height_of(cut, width, size, serif=serif) <= height

    lines = tuple(_cut("\n".join(texts), fits).split("\n"))
    return Fitted(size, lines, height_of(lines, width, size, serif=serif), whole=False)


def height_of(texts: Sequence[str], width: float, size: float, *, serif: bool = False) -> float:
    """What paragraphs take in height, in points."""
    lines = 0.0
    for text in texts:
        tall = _TALL_LINE if any(map(_of_other_fonts, set(text))) else LINE
        lines += tall * _lines_of(text, width / size, serif=serif)
    return size * (lines + BETWEEN * max(len(texts) - 1, 0))


def _cut(text: str, fits: Callable[[int], bool]) -> str:
    """The longest beginning that fits, with a sign that it goes on.

    It ends after a sentence or a word, unless much more would fit.
    """
    most = bisect_right(range(len(text)), 0, key=lambda end: not fits(end)) - 1
    for ends, least in ((_SENTENCE_END, 0.4), (_WORD_END, 0.7)):
        at = [found.end() for found in ends.finditer(text)]
        last = bisect_right(at, 0, key=lambda end: not fits(end))
        if last and at[last - 1] >= least * most:
            return f"{text[: at[last - 1]].rstrip()} {CUT}"
    return f"{text[: max(most, 0)].rstrip()}{CUT}"


def _lines_of(text: str, room: float, *, serif: bool) -> int:
    """How many lines a paragraph takes; a word longer than a line is broken anywhere."""
    lines, at, blank = 1, 0.0, _width(" ", serif=serif)
    for word in text.split():
        long = _width(word, serif=serif)
        if at and at + blank + long <= room:
            at += blank + long
            continue
        lines += 1 if at else 0
        lines += int(long / room)
        at = long % room
    return lines


def _width(word: str, *, serif: bool) -> float:
    return sum(map(_em, word)) * (1 if serif else 0.86)


@cache
def _em(sign: str) -> float:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.35
    if sign in _NARROW:
        return 0.42
    if sign in _WIDE:
        return 1.05
    return 0.82 if sign.isupper() else 0.67


def _of_other_fonts(sign: str) -> bool:
    """Whether a letter is beyond Latin, Greek and Cyrillic, for which there are fonts anywhere."""
    return not (sign <= "\u052f" or "\u1e00" <= sign <= "\u22ff")
