"""A changed text as spans with other words, put into the text again, and found in a later one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from hrgl.synthesis.cutting.matching import opcodes

_PARTS = re.compile(r"\w+|\s+|[^\w\s]")
# a word with the space behind it, as spaces alone are like all others
_STEPS = re.compile(r"(?:\w+|[^\w\s])[^\S\n]*|\s+")
_WORD = re.compile(r"\w+")
_Hunk = tuple[int, int, int, int]  # [a0, a1) of the first text is [b0, b1) of the second
_MOST_PAIRS = 50_000  # of equal words: texts that people wrote have a tenth of it
_NEAR = 1  # unchanged words between two changes that do not part them


@dataclass(frozen=True)
class OtherWords:
    """That the span `[start, end)` of a text shall read `after`."""

    start: int
    end: int
    after: str


def spans_between(before: str, after: str) -> list[OtherWords]:
    """Return which spans of `before` read otherwise in `after`, word by word, in their order.

    Changes in the same line with at most one unchanged word between them are one.
    """
    found: list[_Hunk] = []
    for a0, a1, b0, b1 in _hunks(before, after):
        if found and _near(before[found[-1][1] : a0]):
            a0, _, b0, _ = found.pop()
        found.append((a0, a1, b0, b1))
    return [OtherWords(a0, a1, after[b0:b1]) for a0, a1, b0, b1 in found]


def applied(text: str, spans: Iterable[OtherWords]) -> str:
    """Return the text with all spans put in; ValueError if two overlap or one lies outside."""
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    parts, at, latest = [], 0, None
    for span in ordered:
        outside = not at <= span.start <= span.end <= len(text)
        if outside or (latest is not None and overlap(latest, span)):
            raise ValueError("These changes do not fit together.")
        parts += [text[at : span.start], span.after]
        at, latest = span.end, span
    return "".join([*parts, text[at:]])


def overlap(a: OtherWords, b: OtherWords) -> bool:
    """Return whether two spans change the same characters, or both insert at the same point."""
    if a.start == a.end == b.start == b.end:
        return True
    return a.start < b.end and b.start < a.end


def carried(span_start: int, span_end: int, before: str, now: str) -> tuple[int, int] | None:
    """Return where the characters `[span_start, span_end)` of `before` stand in `now`.

    None if they changed, or if something else was inserted at the very point.
    """
    if before == now:
        return span_start, span_end
    same = [each for each in _same(before, now) if _WORD.search(before[each[0] : each[1]])]
    edges = [(0, 0, 0), (len(before), len(before), len(now))]
    found = {
        b0 + span_start - a0
        for a0, a1, b0 in [*same, *edges]
        if a0 <= span_start and span_end <= a1
    }
    if len(found) != 1:
        return None
    start = found.pop()
    return start, start + span_end - span_start


def _near(between: str) -> bool:
    return "\n" not in between and len(_WORD.findall(between)) <= _NEAR


def _same(before: str, after: str) -> list[tuple[int, int, int]]:
    """What both texts have: from where to where in the first, and from where in the second."""
    hunks = _hunks(before, after)
    begins = [(0, 0), *((a1, b1) for _, a1, _, b1 in hunks)]
    ends = [*(a0 for a0, *_ in hunks), len(before)]
    return [(a0, a1, b0) for (a0, b0), a1 in zip(begins, ends, strict=True)]


@lru_cache(maxsize=256)  # many amendments are looked for in the same two texts
def _hunks(before: str, after: str) -> list[_Hunk]:
    """Where the texts differ, by words; what only came or went is followed by its space."""
    a, b = _STEPS.findall(before), _STEPS.findall(after)
    of_a, of_b = _begins(a), _begins(b)
    found = [
        _trimmed(before, after, (of_a[a0], of_a[a1], of_b[b0], of_b[b1]))
        for tag, a0, a1, b0, b1 in opcodes(a, b, _MOST_PAIRS)
        if tag != "equal"
    ]
    ends = [*(hunk[0] - 1 for hunk in found[1:]), len(before)][: len(found)]
    return [_moved_on(before, after, hunk, end) for hunk, end in zip(found, ends, strict=True)]


def _trimmed(before: str, after: str, hunk: _Hunk) -> _Hunk:
    """The same change without the words and spaces that both have at its ends."""
    a0, a1, b0, b1 = hunk
    a, b = _PARTS.findall(before[a0:a1]), _PARTS.findall(after[b0:b1])
    while a and b and a[0] == b[0]:
        a0, b0 = a0 + len(a.pop(0)), b0 + len(b.pop(0))
    while a and b and a[-1] == b[-1]:
        a1, b1 = a1 - len(a.pop()), b1 - len(b.pop())
    return a0, a1, b0, b1


def _moved_on(before: str, after: str, hunk: _Hunk, most: int) -> _Hunk:
    """The same change further on: “ also” after a word is “also ” before the next one."""
    a0, a1, b0, b1 = hunk
    text, start = (after, b0) if a0 == a1 else (before, a0)
    by = 0
    if a0 == a1 or b0 == b1:
        while a1 + by < most and before[a1 + by].isspace() and text[start + by] == before[a1 + by]:
            by += 1
    return a0 + by, a1 + by, b0 + by, b1 + by


def _begins(parts: list[str]) -> list[int]:
    """Where each part begins, and where the last one ends."""
    begins = [0]
    for part in parts:
        begins.append(begins[-1] + len(part))
    return begins
