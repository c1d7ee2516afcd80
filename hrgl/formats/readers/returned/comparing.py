"""Two texts compared word by word: what was changed without being tracked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|\n|[^\S\n]+|[^\w\s]")
# Beyond this a comparison takes longer than it is worth; what differs is then told as one change.
_MOST_PAIRS = 4_000_000


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
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    olds, news = old[head : len(old) - tail], new[head : len(new) - tail]
    at = sum(map(len, old[:head]))
    return [
        Hunk(at + a, at + b, at + c, at + d) for a, b, c, d in _joined(_differing(olds, news), olds)
    ]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words at the begin are the same."""
    pairs = zip(old, new, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _differing(old: list[str], new: list[str]) -> list[tuple[Hunk, int, int]]:
    """The differences in letters, each with its words in the old text."""
    if len(old) * len(new) > _MOST_PAIRS:
        return [(Hunk(0, sum(map(len, old)), 0, sum(map(len, new))), 0, len(old))]
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    olds, news = _offsets(old), _offsets(new)
    return [
        (Hunk(olds[a], olds[b], news[c], news[d]), a, b)
        for kind, a, b, c, d in codes
        if kind != "equal"
    ]


def _offsets(tokens: list[str]) -> list[int]:
    found = [0]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found


def _joined(differing: list[tuple[Hunk, int, int]], old: list[str]) -> list[Hunk]:
    found: list[Hunk] = []
    last = 0
    for hunk, begin, end in differing:
        between = old[last:begin]
        words = sum(each[0].isalnum() or each[0] == "_" for each in between)
        if found and words <= 1 and "\n" not in between:
            found[-1] = Hunk(found[-1].start, hunk.end, found[-1].begin, hunk.stop)
        else:
            found.append(hunk)
        last = end
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
