"""A draft that comes back: everything in it is placed in what was sent, or listed with a reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from hrgl.errors import NotValid
from hrgl.formats.readers.returned.changing import FieldStrip
from hrgl.formats.readers.returned.margins import MarginComment, margin_comments, parts_beside
from hrgl.formats.readers.returned.markup import WordBody
from hrgl.formats.readers.returned.places import Places
from hrgl.formats.readers.returned.revisions import Anchor
from hrgl.formats.readers.returned.segments import Segment, segments_of, with_wholly_new
from hrgl.formats.readers.returned.stamps import open_returned
from hrgl.formats.readers.returned.unplaced import changes_beside, unplaced, unplaced_in
from hrgl.formats.readers.returned.values import Returned, ReturnedChange, ReturnedComment, SentText

_MOST_CHANGES, _MOST_AUTHORS, _MOST_LETTERS = 20_000, 500, 30_000_000
_LONGEST_QUOTE = 2_000
_NOT_A_WORDING = "It stands in a line that belongs to no encouragement."
_NO_PLACE = "Its place was not found: choose it."
_NOWHERE = ReturnedComment(None, None, None, None, "", "", why_unplaced=_NO_PLACE)
_MOVED = "This paragraph now stands elsewhere, and nobody tracked that; the words are the same."
_BESIDE = {
    "footnotes": ("a note at the foot", False),
    "endnotes": ("a note at the end", False),
    "header": ("the head of the pages", True),
    "footer": ("the foot of the pages", True),
}


def read_returned(data: bytes, sent: Sequence[SentText], *, name: str = "The file") -> Returned:
    """All changes and comments of a file that came back, against what was sent.

    Raises NotValid with a sentence that says the way out.
    """
    draft = open_returned(name, data)
    body = WordBody()
    draft.package.walk(draft.main, body)
    parts = parts_beside(draft.package, draft.main)
    margin = margin_comments(draft.package, parts)
    if len(body.authors) > _MOST_AUTHORS or len(margin) > _MOST_CHANGES:
        raise _too_much(name)
    file = _File(sent, draft.fixed, body)
    # Notes are new whatever they say; the head and the foot of pages were sent with words.
    beside = (
        change
        for kind, (where, sent_with) in _BESIDE.items()
        for member in parts.get(kind, [])
        for change in changes_beside(
            draft.package, member, where, draft.beside if sent_with else ()
        )
    )
    changes: list[ReturnedChange] = []
    letters = 0
    for change in chain(file.changes(), beside):
        changes.append(change)
        letters += len(change.before) + len(change.after)
        if len(changes) > _MOST_CHANGES or letters > _MOST_LETTERS:
            raise _too_much(name)
    return Returned(tuple(changes), tuple(file.comments(margin)))


def _too_much(name: str) -> NotValid:
    return NotValid(
        f"“{name}” holds more than {_MOST_CHANGES:,} changes or comments, or names more than "
        f"{_MOST_AUTHORS} people. Accept in it what is settled, save it and bring it again.",
        "file",
    )


@dataclass
class _File:
    """The text of a returned file, its paragraphs sorted by what they belong to."""

    sent: Sequence[SentText]
    fixed: Sequence[str]
    body: WordBody
    strips: dict[tuple[int, str], FieldStrip] = field(default_factory=dict)
    places: Places = field(init=False)

    def __post_init__(self) -> None:
        segments = segments_of(self.body.paragraphs, "")
        self.places = Places(segments, self.sent, self.fixed)
        with_wholly_new(segments, self.places.owners)
        by_field: dict[tuple[int, str], list[Segment]] = {}
        for segment, owner in zip(segments, self.places.owners, strict=True):
            if owner is not None:
                by_field.setdefault(owner, []).append(segment)
        for text in self.sent:
            place = (text.key, text.field)
            self.strips[place] = FieldStrip(text, by_field.get(place, []))

    def changes(self) -> Iterator[ReturnedChange]:
        """What was changed, field by field, then what found no place."""
        count = 0
        for strip in self.strips.values():
            for change in strip.changes(count):
                yield change
                count += 1
        for at in self.places.moved():
            key, field_name = self.places.owners[at] or (None, None)
            text = self.places.segments[at].original
            if text:
                yield ReturnedChange(
                    key, field_name, None, None, text, text, tracked=False, why_unplaced=_MOVED
                )
        fixed = iter(_fixed_beside(self.places, self.fixed))
        for segment, owner, ours in zip(
            self.places.segments, self.places.owners, self.places.ours, strict=True
        ):
            if ours:
                yield from unplaced(segment, next(fixed), _NOT_A_WORDING)
            elif owner is None:
                yield from unplaced(segment, "", _NO_PLACE)
        inside = [each for each in self.body.paragraphs if each.where]
        for segment in segments_of(inside):
            yield from unplaced_in(segment, frozenset())

    def comments(self, found: Sequence[MarginComment]) -> list[ReturnedComment]:
        """The comments, each with its place in what was sent where it has one."""
        homes = {at: strip for strip in self.strips.values() for at in strip.bases}
        told: list[ReturnedComment] = []
        for comment in found:
            body, name = self.body, comment.identifier
            reference = body.references.get(name)
            start = body.starts.get(name, reference)
            end = body.ends.get(name, reference) or start
            if start is None or end is None:
                about = told[comment.reply_to] if comment.reply_to is not None else _NOWHERE
            else:
                about = self._about(start, end, homes)
            by, dated = comment.by
            told.append(
                replace(about, text=comment.text, author=by, dated=dated, reply_to=comment.reply_to)
            )
        return told

    def _about(
        self, start: Anchor, end: Anchor, homes: Mapping[int, FieldStrip]
    ) -> ReturnedComment:
        """What a comment with this range is about."""
        home = homes.get(start.paragraph) or homes.get(end.paragraph)
        if home is None:
            return replace(_NOWHERE, quote=self._words(start), why_unplaced=_NOT_A_WORDING)
        first = _raw(home, start) or 0
        last = _raw(home, end)
        if last is None or last < first:
            last = home.strip.raw[-1]
        begin, stop = home.span(first, last)
        quote = home.strip.seen(first, last, _LONGEST_QUOTE)
        return ReturnedComment(home.sent.key, home.sent.field, begin, stop, quote, "")

    def _words(self, start: Anchor) -> str:
        """The paragraph that a comment without a place is about."""
        if start.paragraph >= len(self.body.paragraphs):
            return ""
        pieces = self.body.paragraphs[start.paragraph].pieces[:_LONGEST_QUOTE]
        return "".join(piece.text[:_LONGEST_QUOTE] for piece in pieces)[:_LONGEST_QUOTE]


def _raw(home: FieldStrip, anchor: Anchor) -> int | None:
    base = home.bases.get(anchor.paragraph)
    return None if base is None else base + anchor.offset


def _fixed_beside(places: Places, fixed: Sequence[str]) -> list[str | None]:
    """For each paragraph that is ours how it was sent, as far as that is known."""
    known = set(fixed)
    ours = [s for s, mine in zip(places.segments, places.ours, strict=True) if mine]
    if len(ours) == len(fixed):
        return list(fixed)
    return [each.original if each.original in known else None for each in ours]
