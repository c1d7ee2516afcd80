"""Paragraphs as they were before anybody changed them, and texts as they would be in the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from hrgl.formats.readers.returned.revisions import Signature, TrackedPiece, WordParagraph


@dataclass
class Item:
    """The words of one paragraph of the file within a segment; `at` is its place in the file.

    `ahead` counts letters before them that belong to the paragraph above.
    """

    at: int
    pieces: list[TrackedPiece]
    ahead: int = 0


@dataclass
class Segment:
    """A paragraph as it was sent, with all that was put into it: several if it was split.

    `ended` says who took its end away.
    """

    where: str
    items: list[Item] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    style: str = ""
    ended: Signature | None = None
    pictures: list[TrackedPiece] = field(default_factory=list)

    @property
    def pieces(self) -> list[TrackedPiece]:
        """Its words in their order."""
        return [piece for item in self.items for piece in item.pieces]

    @property
    def original(self) -> str:
        """Its text as if all changes were refused."""
        return original_of(self.pieces)

    @property
    def emptied(self) -> bool:
        """Whether all of it, and its end, was taken out."""
        left = any(piece.deleted is None and piece.text for piece in self.pieces)
        return self.ended is not None and not left


def original_of(pieces: Iterable[TrackedPiece]) -> str:
    """A text as if all changes were refused."""
    return "".join(piece.text for piece in pieces if piece.inserted is None)


def segments_of(paragraphs: Sequence[WordParagraph], where: str | None = None) -> list[Segment]:
    """The paragraphs as they were: one that was split is one, with its new ends inside it.

    Only those of the text itself, unless `where` is None.
    """
    found = []
    numbered = [
        (at, each) for at, each in enumerate(paragraphs) if where is None or each.where == where
    ]
    if where is None:
        # A text box stands in the middle of the paragraph that holds it.
        numbered.sort(key=lambda pair: (pair[1].block, pair[0]))
    for _, block in groupby(numbered, key=lambda pair: pair[1].block if where is None else 0):
        found += _of_block(list(block))
    return found


def _of_block(paragraphs: list[tuple[int, WordParagraph]]) -> list[Segment]:
    found: list[Segment] = []
    current: Segment | None = None
    for at, paragraph in paragraphs:
        if current is None:
            current = Segment(paragraph.where)
            found.append(current)
        current.items.append(Item(at, list(paragraph.pieces)))
        # A paragraph that is new as a whole may have brought along the mark of where it was.
        if paragraph.mark.inserted is None or not _new(current.items[-1]):
            current.names += paragraph.names
        current.style = paragraph.style
        current.pictures += paragraph.pictures
        if paragraph.mark.inserted is None:
            current.ended = paragraph.mark.deleted
            current = None
        else:
            current.items[-1].pieces.append(paragraph.mark)
    return found


def paragraph_texts(paragraphs: Sequence[WordParagraph], *, accepted: bool) -> list[str]:
    """The paragraphs' texts as if all changes were accepted, or all refused; no empty ones."""
    found = []
    ordered = sorted(paragraphs, key=lambda each: each.block)
    for _, block in groupby(ordered, key=lambda each: each.block):
        text = ""
        for paragraph in block:
            text += "".join(p.text for p in paragraph.pieces if _stays(p, accepted))
            if _stays(paragraph.mark, accepted):
                found.append(text)
                text = ""
        found.append(text)
    return [text for text in found if text.strip()]


def _stays(piece: TrackedPiece, accepted: bool) -> bool:
    return (piece.deleted if accepted else piece.inserted) is None


def with_wholly_new(segments: Sequence[Segment], owners: Sequence[tuple[int, str] | None]) -> None:
    """Hand paragraphs that are new as a whole to the field they stand in.

    A file says of them only that they stand before something: what was written below the last line
    of a field belongs to it, and what was written below a heading to the explanation.
    """
    pairs = zip(segments, segments[1:], owners, owners[1:], strict=False)
    for this, following, owner, next_owner in pairs:
        if owner is None:
            continue
        if owner[1] != "heading" and next_owner is None:
            _hand_back(this, following)
        if owner[1] == "heading" and next_owner is not None:
            _hand_on(this, following)


def _hand_back(this: Segment, following: Segment) -> None:
    new = list(takewhile(_new, following.items[:-1]))
    following.items = following.items[len(new) :]
    for item in new:
        end, words = item.pieces[-1], item.pieces[:-1]
        if this.ended is None:
            this.items.append(Item(item.at, [end, *words], 1))
        else:
            # One end was taken away and another put in: the field ends as it did.
            this.items.append(Item(item.at, words))
            this.ended = None


def _hand_on(this: Segment, following: Segment) -> None:
    new = list(takewhile(_new, this.items[:0:-1]))[::-1]
    this.items = this.items[: len(this.items) - len(new)]
    before = this.items[-1:]
    for item in new:
        # The end that was put in before a paragraph is handed on behind it.
        end = before[-1].pieces.pop()
        before.append(Item(item.at, list(item.pieces)))
        before[-1].pieces.append(end)
    following.items[:0] = before[1:]


def _new(item: Item) -> bool:
    return all(piece.inserted is not None for piece in item.pieces)
