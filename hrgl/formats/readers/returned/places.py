"""Which paragraph of a returned file is which line of what was sent."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Sequence

from hrgl.formats.draft_marks import FIXED_MARK, MarkedLine, as_written, marked_line
from hrgl.formats.readers.returned.segments import Segment
from hrgl.formats.readers.returned.values import SentText

_ALIKE, _APART = 0.3, 0.1
_MOST_COMPARED = 400  # paragraphs without a mark whose words are looked at
_LABEL = "Label"  # the style of what stands above examples
Owner = tuple[int, str] | None


class Places:
    """Finds the lines of what was sent among the paragraphs of a file.

    By the bookmark, then by the same text, then by the words they share, then by where they stand
    and in what style.
    """

    def __init__(
        self, segments: Sequence[Segment], sent: Sequence[SentText], fixed: Sequence[str]
    ) -> None:
        self.segments = segments
        self.lines = [
            MarkedLine(text.key, text.field, number)
            for text in sent
            for number, _ in enumerate(text.text.split("\n"), start=1)
        ]
        self.texts = [line for text in sent for line in as_written(text.text).split("\n")]
        self._at = {line: at for at, line in enumerate(self.lines)}
        self._fixed = set(fixed)
        self.originals = [segment.original for segment in segments]
        self._names = [tuple(dict.fromkeys(segment.names)) for segment in segments]
        self.line_of: list[int | None] = [None] * len(segments)
        self.owners: list[Owner] = [None] * len(segments)
        self.ours = [self._is_ours(at) for at in range(len(segments))]
        self._taken: set[int] = set()
        self._by_mark()
        self._by_text()
        self._by_words()
        for at, line in enumerate(self.line_of):
            if line is not None:
                self.owners[at] = self.lines[line][:2]
        self._by_position()

    def _is_ours(self, at: int) -> bool:
        """Whether a paragraph belongs to no wording: a label, a title, how to work."""
        names = self._names[at]
        fixed = any(name.startswith(FIXED_MARK) for name in names)
        marked = any(marked_line(name) for name in names)
        return not marked and (fixed or self.originals[at] in self._fixed)

    def _take(self, segment: int, line: int) -> None:
        self.line_of[segment] = line
        self._taken.add(line)

    def _by_mark(self) -> None:
        """A program's copy of a mark counts last, and of several paragraphs the one unchanged."""
        claims: dict[int, list[tuple[bool, bool, int]]] = defaultdict(list)
        for at, names in enumerate(self._names):
            for name in names:
                found = marked_line(name)
                line = self._at.get(found[0]) if found else None
                if found and line is not None:
                    claims[line].append((self.originals[at] != self.texts[line], found[1], at))
        ordered = sorted((min(claim), line) for line, claim in claims.items())
        for (_, _, at), line in ordered:
            if self.line_of[at] is None:
                self._take(at, line)

    def _left(self) -> list[int]:
        """The paragraphs that nothing is known of yet."""
        return [
            at
            for at, line in enumerate(self.line_of)
            if line is None and not self.ours[at] and self.originals[at].strip()
        ]

    def _by_text(self) -> None:
        free: dict[str, deque[int]] = defaultdict(deque)
        for line, text in enumerate(self.texts):
            if line not in self._taken:
                free[text].append(line)
        for at in self._left():
            if lines := free.get(self.originals[at]):
                self._take(at, lines.popleft())

    def _by_words(self) -> None:
        missing = [line for line in range(len(self.lines)) if line not in self._taken]
        bags = {line: _bag(self.texts[line]) for line in missing}
        for at in self._left()[:_MOST_COMPARED]:
            bag = _bag(self.originals[at])
            alike = sorted(
                ((_alike(bag, other), line) for line, other in bags.items()), reverse=True
            )
            best = alike[0] if alike else (0.0, 0)
            second = alike[1][0] if len(alike) > 1 else 0.0
            if best[0] >= _ALIKE and best[0] - second >= _APART:
                self._take(at, best[1])
                del bags[best[1]]

    def _by_position(self) -> None:
        """What is new stands in the field whose line, or whose label, is before it."""
        before: Owner = None
        following = self._following()
        for at, segment in enumerate(self.segments):
            if self.owners[at] is not None:
                before = self.owners[at]
            elif self.ours[at]:
                labelled = before is not None and segment.style == _LABEL
                before = (before[0], "examples") if before and labelled else None
            else:
                before = self.owners[at] = self._standing(before, following[at])

    def _standing(self, before: Owner, after: Owner) -> Owner:
        """The field of what is new between two: one heading has one line."""
        if before and before[1] == "heading":
            before = before[0], "explanation"
        if before:
            return before if self._sent(before) else None
        if after and after[1] == "explanation" and not self._found((after[0], "heading")):
            return after[0], "heading"
        return after

    def _sent(self, field: tuple[int, str]) -> bool:
        return MarkedLine(*field, 1) in self._at

    def _found(self, field: tuple[int, str]) -> bool:
        return self._at.get(MarkedLine(*field, 1)) in self._taken

    def _following(self) -> list[Owner]:
        """For each paragraph the field of the next one; None where one of ours stands between."""
        found: list[Owner] = []
        after: Owner = None
        for at in range(len(self.segments) - 1, -1, -1):
            found.append(after)
            if self.owners[at] is not None or self.ours[at]:
                after = self.owners[at]
        return found[::-1]

    def moved(self) -> list[int]:
        """The paragraphs that stand elsewhere than they were sent, as few as explain the order."""
        known = [(at, line) for at, line in enumerate(self.line_of) if line is not None]
        kept = _rising([line for _, line in known])
        return [at for number, (at, _) in enumerate(known) if number not in kept]


def _bag(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that both have, counted as often as they stand there."""
    shared, whole = (one & other).total(), max(one.total(), other.total())
    return shared / whole if whole else 0.0


def _rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest row of rising numbers."""
    ends: list[int] = []
    ends_at: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(ends_at[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        ends_at[length : length + 1] = [at]
    found, at = set(), ends_at[-1] if ends_at else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found
