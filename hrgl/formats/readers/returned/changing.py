"""From the paragraphs of a file to the changes in the fields of what was sent."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hrgl.formats.draft_marks import as_written
from hrgl.formats.readers.returned.comparing import Bridge
from hrgl.formats.readers.returned.revisions import TrackedPiece
from hrgl.formats.readers.returned.segments import Segment
from hrgl.formats.readers.returned.strips import Edit, Strip
from hrgl.formats.readers.returned.values import ReturnedChange, SentText

_JOINS = "It joins the end of this text to what stands after it."
_ONE_LINE = "A heading has one line, and this would give it several."
_OF_NOTHING = "It amends what somebody put in exactly as it was."
_UNTRACKED = "It changes words in the middle of a long text that nobody tracked."
_MOST_AROUND = 1_000  # letters of it that are told with each change
_PICTURE = "A picture or a file was put in; only words have a place here."


class FieldStrip:
    """A field as it came back, beside how it was sent."""

    def __init__(self, sent: SentText, segments: Sequence[Segment]) -> None:
        self.sent = sent
        self.segments = segments
        self.bases: dict[int, int] = {}
        self.strip = Strip(self._pieces())
        self.bridge = Bridge(as_written(sent.text), self.strip.original)

    def _pieces(self) -> list[TrackedPiece]:
        """All segments in a row, with the ends between them."""
        found: list[TrackedPiece] = []
        length = 0
        ends = _ends(self.segments)
        for segment, end in zip(self.segments, ends, strict=True):
            for item in segment.items:
                self.bases[item.at] = length + item.ahead
                found += item.pieces
                length += sum(len(piece.text) for piece in item.pieces)
            if end is not None:
                found.append(end)
                length += 1
        return found

    def span(self, first: int, last: int) -> tuple[int, int]:
        """A span of all letters as a span of what was sent."""
        start, end = self.strip.offset(first), self.strip.offset(last)
        begin = self.bridge.begin(start)
        return begin, begin if start == end else max(self.bridge.end(end), begin)

    def changes(self, at: int) -> Iterator[ReturnedChange]:
        """What was changed here; `at` is the index that the first of them will have."""
        untracked = list(self._untracked())
        yield from untracked
        numbers: dict[int, int] = {}
        count = at + len(untracked)
        for edit in self.strip.edits():
            change = self._told(edit, at)
            if change.before != change.after:
                if edit.inside:
                    change = _amending(change, numbers.get(id(edit.inside)))
                numbers[id(edit)] = count
                yield change
                count += 1
        if self.segments and (by := self.segments[-1].ended) and not self.segments[-1].emptied:
            yield self._unplaced("\n", "", _JOINS, by.author, by.dated)
        for segment in self.segments:
            yield from pictures_of(segment, self.sent.key, self.sent.field)

    def _untracked(self) -> Iterator[ReturnedChange]:
        sent, came = self.sent, self.strip.original
        for hunk in self.bridge.hunks:
            before, after = sent.text[hunk.start : hunk.end], came[hunk.begin : hunk.stop]
            change = ReturnedChange(
                sent.key, sent.field, hunk.start, hunk.end, before, after, tracked=False
            )
            yield self._fit(change)

    def _told(self, edit: Edit, at: int) -> ReturnedChange:
        """An edit with its place in what was sent; `at` is the index of what is untracked."""
        strip, parent = self.strip, edit.inside
        before = strip.words(edit.first, edit.last, parent.authors if parent else frozenset())
        after = strip.words(edit.first, edit.last, edit.authors)
        start, end = edit.start, edit.end
        alone = parent is None and not edit.amended
        if alone and before[-1:] == after[-1:] == "\n":
            before, after, end = before[:-1], after[:-1], end - 1
        if alone and before[:1] == after[:1] == "\n":
            before, after, start = before[1:], after[1:], start + 1
        begin = self.bridge.begin(start)
        stop = begin if start == end else max(self.bridge.end(end), begin)
        change = ReturnedChange(
            self.sent.key, self.sent.field, begin, stop, before, after, edit.author, edit.dated
        )
        if touched := self.bridge.touched(start, end):
            change = self._on_top(change, touched, start, end, at)
        elif parent is None:
            change = replace(change, before=self.sent.text[begin:stop])
        return self._fit(change)

    def _on_top(
        self, change: ReturnedChange, touched: range, start: int, end: int, at: int
    ) -> ReturnedChange:
        """A change that reaches into what was changed without tracking, and so amends that."""
        first, last = self.bridge.hunks[touched[0]], self.bridge.hunks[touched[-1]]
        original = self.strip.original
        inside = at + touched[0]
        if max(last.stop, end) - min(first.begin, start) > _MOST_AROUND:
            return replace(change, start=None, end=None, inside=inside, why_unplaced=_UNTRACKED)
        ahead = original[min(first.begin, start) : start]
        behind = original[end : max(last.stop, end)]
        return replace(
            change,
            start=first.start if start >= first.begin else self.bridge.begin(start),
            end=last.end if end <= last.stop else self.bridge.end(end),
            before=f"{ahead}{change.before}{behind}",
            after=f"{ahead}{change.after}{behind}",
            inside=inside,
        )

    def _fit(self, change: ReturnedChange) -> ReturnedChange:
        if self.sent.field == "heading" and "\n" in change.after:
            return replace(change, start=None, end=None, why_unplaced=_ONE_LINE)
        return change

    def _unplaced(
        self, before: str, after: str, why: str, author: str, dated: str
    ) -> ReturnedChange:
        key, field = self.sent.key, self.sent.field
        return ReturnedChange(
            key, field, None, None, before, after, author, dated, why_unplaced=why
        )


def _amending(change: ReturnedChange, inside: int | None) -> ReturnedChange:
    """A change of another's new words; that one is not told if it changes nothing by itself."""
    if inside is None:
        return replace(change, start=None, end=None, inside=None, why_unplaced=_OF_NOTHING)
    return replace(change, inside=inside)


def _ends(segments: Sequence[Segment]) -> list[TrackedPiece | None]:
    """The line ends between segments; the last has none of its own.

    Whoever takes away the last lines of a field with their ends takes away the end before them.
    """
    ends: list[TrackedPiece | None] = [
        TrackedPiece("\n", None, each.ended) for each in segments[:-1]
    ]
    at = len(segments) - 1
    by = segments[-1].ended if segments else None
    while at >= 0 and segments[at].emptied:
        at -= 1
    if by is not None and 0 <= at < len(segments) - 1:
        ends[at] = TrackedPiece("\n", None, by)
    return [*ends, None] if segments else []


def pictures_of(segment: Segment, key: int | None, field: str | None) -> Iterator[ReturnedChange]:
    """What was put in or taken out that has no words."""
    for picture in segment.pictures:
        by = picture.deleted or picture.inserted
        gone = picture.deleted is not None
        yield ReturnedChange(
            key,
            field,
            None,
            None,
            picture.text if gone else "",
            "" if gone else picture.text,
            by.author if by else "",
            by.dated if by else "",
            by is not None,
            why_unplaced=_PICTURE,
        )
