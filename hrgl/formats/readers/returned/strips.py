"""The changes in one text: who would have which words of it otherwise."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from hrgl.formats.readers.returned.revisions import Signature, TrackedPiece

_LONGEST_WORD = 40


@dataclass
class Edit:
    """What one person changed in a row: letters `[first, last)` of all that the text ever held.

    `start` and `end` count in the text as it was. `inside` is the edit into whose new words this
    one was written.
    """

    author: str
    dated: str
    first: int
    last: int
    start: int
    end: int
    authors: frozenset[str]
    inside: "Edit | None" = None
    joined_to: "Edit | None" = None
    amended: bool = False
    amended_by: list[Signature] = field(default_factory=list)
    heads: dict[bool, str] = field(default_factory=dict)  # the first letters, old and new
    tails: dict[bool, str] = field(default_factory=dict)
    put_in: tuple[int, int] = (-1, -1)  # the points before and behind all that is new in it

    def take_in(self, piece: TrackedPiece, first: int, last: int) -> None:
        """Note the outer letters of what is put in or taken out, and who did."""
        by = piece.inserted or piece.deleted
        new = piece.inserted is not None
        if new:
            self.put_in = (first if self.put_in[0] < 0 else self.put_in[0], last)
        self.heads.setdefault(new, piece.text[0])
        self.tails[new] = piece.text[-1]
        self.dated = max(self.dated, by.dated if by else "")
        if piece.inserted and piece.deleted:
            self.amended_by.append(piece.deleted)


class Strip:
    """A text with all that was put into it and taken out of it."""

    def __init__(self, pieces: Sequence[TrackedPiece]) -> None:
        self.pieces = [piece for piece in pieces if piece.text]
        self.raw = [0, *accumulate(len(piece.text) for piece in self.pieces)]
        lengths = (0 if piece.inserted else len(piece.text) for piece in self.pieces)
        self._original = [0, *accumulate(lengths)]
        self.original = "".join(p.text for p in self.pieces if p.inserted is None)

    def offset(self, raw: int) -> int:
        """A point among all letters as a point in the text as it was."""
        at = min(bisect_right(self.raw, raw) - 1, len(self.pieces) - 1)
        if at < 0:
            return 0
        if self.pieces[at].inserted is not None:
            return self._original[at]
        return self._original[at] + min(raw - self.raw[at], len(self.pieces[at].text))

    def words(self, first: int, last: int, authors: frozenset[str]) -> str:
        """A span as these authors would have it, and nobody else changed anything."""
        return "".join(
            text
            for text, piece in self._span(first, last)
            if (piece.inserted is None or piece.inserted.author in authors)
            and (piece.deleted is None or piece.deleted.author not in authors)
        )

    def seen(self, first: int, last: int, most: int) -> str:
        """The begin of a span as it reads with all changes, or as it was if nothing is left."""
        final, original = "", ""
        for text, piece in self._span(first, last):
            if piece.deleted is None:
                final += text[: most - len(final)]
            if piece.inserted is None and len(original) < most:
                original += text[: most - len(original)]
            if len(final) >= most:
                break
        return final or original

    def _span(self, first: int, last: int) -> Iterator[tuple[str, TrackedPiece]]:
        at = max(bisect_right(self.raw, first) - 1, 0)
        while at < len(self.pieces) and self.raw[at] < last:
            begin = self.raw[at]
            text = self.pieces[at].text[max(first - begin, 0) : last - begin]
            if text:
                yield text, self.pieces[at]
            at += 1

    def edits(self) -> list[Edit]:
        """What was changed, by whom, in whole words; amendments to amendments after these."""
        found = self._enclosed(self._in_a_row())
        outer = self._in_one_word([each for each in found if each.inside is None])
        for each in outer:
            self._widen(each)
        for each in found:
            parent = each.inside
            if parent is not None:
                parent = each.inside = parent.joined_to or parent
                parent.amended = True
                each.first, each.last = parent.first, parent.last
                each.start, each.end = parent.start, parent.end
                each.authors = parent.authors | {each.author}
        return _one_each([*outer, *(each for each in found if each.inside is not None)])

    def _in_a_row(self) -> list[Edit]:
        """Pieces of one author with nothing unchanged between them, in their order."""
        found: list[Edit] = []
        latest: dict[str, Edit] = {}
        for at, piece in enumerate(self.pieces):
            by = piece.inserted or piece.deleted
            if by is None:
                latest = {}
                continue
            if piece.inserted and piece.deleted and piece.deleted.author == by.author:
                continue
            start, end = self._original[at], self._original[at + 1]
            edit = latest.get(by.author)
            if edit is None or edit.end != start:
                edit = Edit(by.author, "", self.raw[at], 0, start, end, frozenset({by.author}))
                latest[by.author] = edit
                found.append(edit)
            edit.last, edit.end = self.raw[at + 1], end
            edit.take_in(piece, self.raw[at], self.raw[at + 1])
        return found

    def _enclosed(self, edits: list[Edit]) -> list[Edit]:
        """Say of what was put in between the new words of another that it amends these."""
        outer: Edit | None = None
        found: list[Edit] = []
        for edit in edits:
            if outer is None or edit.first >= outer.last:
                outer = edit
            elif edit.start == edit.end and _amends(edit, outer):
                edit.inside = outer
            found.append(edit)
        for edit in list(found):
            for revision in edit.amended_by:
                found.append(
                    replace(
                        edit,
                        author=revision.author,
                        dated=revision.dated,
                        inside=edit,
                        amended_by=[],
                    )
                )
        return found

    def _in_one_word(self, edits: list[Edit]) -> list[Edit]:
        """Join what one author changed in one word."""
        found: list[Edit] = []
        latest: dict[str, Edit] = {}
        for edit in edits:
            last = latest.get(edit.author)
            if last and self._one_word(last, edit):
                last.last, last.end = edit.last, edit.end
                last.dated = max(last.dated, edit.dated)
                last.tails = edit.tails
                edit.joined_to = last
            else:
                latest[edit.author] = edit
                found.append(edit)
        return found

    def _one_word(self, one: Edit, other: Edit) -> bool:
        between = self.original[one.end : other.start]
        return (
            len(between) <= _LONGEST_WORD
            and bool(between)
            and all(map(_in_word, between))
            and (_sticks(one.tails) or _sticks(other.heads))
        )

    def _widen(self, edit: Edit) -> None:
        """Have a change begin and end with a whole word."""
        if _sticks(edit.heads) and (letters := self._letters(edit.start, -1)):
            edit.start -= letters
            edit.first = self._raw_of(edit.start)
        if _sticks(edit.tails) and (letters := self._letters(edit.end, 1)):
            edit.end += letters
            edit.last = self._raw_of(edit.end - 1) + 1

    def _letters(self, at: int, step: int) -> int:
        """How many letters of a word stand from here on; 0 if it is no word of a usual length.

        Nor is it one for who writes beside what another took out.
        """
        count, at = 0, at - (step < 0)
        if 0 <= at < len(self.original) and self._piece_at(at).deleted:
            return 0
        while 0 <= at < len(self.original) and _in_word(self.original[at]):
            count, at = count + 1, at + step
            if count > _LONGEST_WORD:
                return 0
        return count

    def _raw_of(self, offset: int) -> int:
        """Where a letter of the text as it was stands among all letters."""
        at = bisect_right(self._original, offset) - 1
        return self.raw[at] + offset - self._original[at]

    def _piece_at(self, offset: int) -> TrackedPiece:
        return self.pieces[bisect_right(self._original, offset) - 1]


def _amends(edit: Edit, outer: Edit) -> bool:
    """Whether it stands between the new words of another, who did not take it out again."""
    begin, end = outer.put_in
    refused = any(each.author == outer.author for each in edit.amended_by)
    return begin < edit.first and edit.last < end and not refused


def _in_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _sticks(letters: dict[bool, str]) -> bool:
    """Whether a change begins, or ends, with a part of a word."""
    return any(map(_in_word, letters.values()))


def _one_each(edits: list[Edit]) -> list[Edit]:
    """One amendment of each author to each amendment, with all that they changed in it."""
    found: dict[tuple[int, str], Edit] = {}
    for edit in edits:
        key = (id(edit.inside or edit), edit.author)
        if edit.inside and key in found:
            found[key].dated = max(found[key].dated, edit.dated)
        else:
            found[key] = edit
    return list(found.values())
