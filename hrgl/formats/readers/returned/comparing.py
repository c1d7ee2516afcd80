"""Two texts compared word by word: what was changed without being tracked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|\n|[^\S\n]+|[^\w\s]")
# Beyond this many looks a comparison takes longer than it is worth: the rest is told as one change.
_MOST_LOOKS = 3_000_000


class Hunk(NamedTuple):
    """`before[start:end]` stands in the other text as `after[begin:stop]`."""

    start: int
    end: int
    begin: int
    stop: int


def hunks(before: str, after: str) -> list[Hunk]:
    """What differs, in whole words; what stands at most one word apart is one difference."""
    if before == after:
        return []
    found: list[Hunk] = []
    lines, others = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for block in _differing(lines, others):
        old = _TOKEN.findall(before[block.start : block.end])
        new = _TOKEN.findall(after[block.begin : block.stop])
        at, there = block.start, block.begin
        found += [
            Hunk(at + a, at + b, there + c, there + d)
            for a, b, c, d in _joined(_differing(old, new), before[at : block.end])
        ]
    return found


class _Matcher(SequenceMatcher[str]):
    """Finds what two rows have in common, and gives up when it has looked often enough."""

    def __init__(self, one: Sequence[str], other: Sequence[str]) -> None:
        super().__init__(None, one, other, autojunk=False)
        index = self.b2j  # type: ignore[attr-defined]  # where each word stands in the other
        self._costs = [0, *accumulate(len(index.get(each, ())) + 1 for each in one)]
        self._left = _MOST_LOOKS

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        end = len(self._costs) - 1 if ahi is None else ahi
        self._left -= self._costs[end] - self._costs[alo]
        if self._left < 0:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def _differing(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """The differences between two rows, in letters."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    matcher = _Matcher(old[head : len(old) - tail], new[head : len(new) - tail])
    olds, news = _offsets(old), _offsets(new)
    return [
        Hunk(olds[head + a], olds[head + b], news[head + c], news[head + d])
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many at the begin are the same."""
    pairs = zip(old, new, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _offsets(parts: Sequence[str]) -> list[int]:
    return [0, *accumulate(map(len, parts))]


def _joined(differing: list[Hunk], old: str) -> list[Hunk]:
    found: list[Hunk] = []
    for hunk in differing:
        between = old[found[-1].end : hunk.start] if found else ""
        if found and "\n" not in between and len(re.findall(r"\w+", between)) <= 1:
            found[-1] = Hunk(found[-1].start, hunk.end, found[-1].begin, hunk.stop)
        else:
            found.append(hunk)
    return found


class Bridge:
    """From places in the text that came back to places in the text that was sent."""

    def __init__(self, sent: str, came: str) -> None:
        self.hunks = hunks(sent, came)
        self._begins = [hunk.begin for hunk in self.hunks]

    def begin(self, offset: int) -> int:
        """Where a span begins that begins here in the text that came back."""
        at = bisect_right(self._begins, offset) - 1
        if at < 0:
            return offset
        hunk = self.hunks[at]
        return hunk.start if offset < hunk.stop else hunk.end + offset - hunk.stop

    def end(self, offset: int) -> int:
        """Where a span ends that ends here in the text that came back."""
        at = bisect_left(self._begins, offset) - 1
        if at < 0:
            return offset
        hunk = self.hunks[at]
        return hunk.end if offset < hunk.stop else hunk.end + offset - hunk.stop

    def touched(self, start: int, end: int) -> range:
        """Which differences a span of the text that came back reaches into."""
        first = bisect_right(self._begins, start) - 1
        if first < 0 or not _meet(self.hunks[first], start, end):
            first += 1
        last = first
        while last < len(self.hunks) and _meet(self.hunks[last], start, end):
            last += 1
        return range(first, last)


def _meet(hunk: Hunk, start: int, end: int) -> bool:
    if start == end:
        return hunk.begin < start < hunk.stop
    return hunk.begin < end and start < hunk.stop
