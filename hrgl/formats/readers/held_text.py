"""Whether a text holds another one letter for letter, piece by piece, and where it differs.

Both are squeezed. Pieces that stand in the text only once, and in their order, hold it in place (a
longest increasing subsequence, as in patience diff); what is between them is sought between them.
What belongs to no piece must be made of what is printed around a text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from hrgl.formats.readers.differing import TextDifference, first_difference, shown_words
from hrgl.formats.readers.squeezing import SqueezedText, squeeze, squeezed, word_at

_FILLING = re.compile(r"[\d\s.·…,;:|/()\[\]^*•◦▪\uf0b7–—+#>↩←→↑-]+")
_ANCHOR = 12  # letters of a piece that may hold a text in place
_REACH = 200  # letters beyond which a piece is not sought behind what is unknown
_MOST_WORDS = 1_500  # that are compared one by one


@dataclass(frozen=True)
class SoughtPiece:
    """A stretch of a text that must stand in another as it is; `where` it belongs, in words.

    `others` are how it may stand there as well: in capitals, or without the number beside it.
    """

    where: str
    text: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Holding:
    """How far a text holds another: letters found, letters sought, and every difference."""

    found: int
    sought: int
    differences: tuple[TextDifference, ...]

    @property
    def whole(self) -> bool:
        """Whether it holds all of it and nothing else."""
        return self.sought > 0 and self.found == self.sought and not self.differences


def holding(
    pieces: Sequence[SoughtPiece],
    lines: Sequence[str],
    *,
    around: Collection[str] = (),
    anywhere: Sequence[SoughtPiece] = (),
) -> Holding:
    """Seek the pieces in the lines, in their order.

    `around` is what may stand between them, `anywhere` what must stand somewhere besides.
    """
    known = [*around, *(each.text for each in anywhere)]
    return _Search(pieces, squeeze("\n".join(lines)), known).result(anywhere)


class _Search:
    def __init__(
        self, pieces: Sequence[SoughtPiece], within: SqueezedText, around: Collection[str]
    ) -> None:
        made = [(piece, squeeze(piece.text)) for piece in pieces]
        self.pieces = [(piece, sought) for piece, sought in made if sought.text]
        self.others = [tuple(map(squeezed, piece.others)) for piece, _ in self.pieces]
        self.within = within
        known = sorted({squeezed(each) for each in around} - {""}, key=len, reverse=True)
        self.known = re.compile("|".join(map(re.escape, known)) or r"(?!)")
        self.places: list[tuple[int, int] | None] = [None] * len(self.pieces)

    def result(self, anywhere: Sequence[SoughtPiece]) -> Holding:
        self._place()
        differences = [*self._differences(), *self._other_hyphens()]
        differences += [
            TextDifference(each.where, shown_words(each.text.split()), "")
            for each in anywhere
            if squeezed(each.text) not in self.within.text
        ]
        found = sum(
            len(sought.text)
            for (_, sought), place in zip(self.pieces, self.places, strict=True)
            if place
        )
        return Holding(found, sum(len(s.text) for _, s in self.pieces), tuple(differences))

    def _place(self) -> None:
        for number, place in self._anchors():
            self.places[number] = place
        start, reach = 0, _REACH
        for number, (_, sought) in enumerate(self.pieces):
            held = self.places[number]
            if held is None:
                end = next((p[0] for p in self.places[number:] if p), len(self.within.text))
                written = (sought.text, *self.others[number])
                held = self.places[number] = self._sought(written, start, end, reach)
            start = held[1] if held else start
            # behind what is missing something else may stand, about as long
            reach = _REACH if held else reach + 2 * len(sought.text)

    def _anchors(self) -> list[tuple[int, tuple[int, int]]]:
        """The pieces that stand in the text once, and those of them that are in order."""
        once = []
        for number, (_, sought) in enumerate(self.pieces):
            if len(sought.text) >= _ANCHOR:
                place = self.within.text.find(sought.text)
                if place >= 0 and self.within.text.find(sought.text, place + 1) < 0:
                    once.append((number, place))
        tails: list[int] = []  # the last of each longest row so far, by its place
        rows: list[list[int]] = []
        before: list[int] = []
        for index, (_, place) in enumerate(once):
            length = bisect_left(tails, place)
            before.append(rows[length - 1][-1] if length else -1)
            if length == len(tails):
                tails.append(place)
                rows.append([index])
            else:
                tails[length] = place
                rows[length].append(index)
        chosen = []
        at = rows[-1][-1] if rows else -1
        while at >= 0:
            number, place = once[at]
            chosen.append((number, (place, place + len(self.pieces[number][1].text))))
            at = before[at]
        return chosen[::-1]

    def _sought(
        self, written: Sequence[str], start: int, end: int, reach: int
    ) -> tuple[int, int] | None:
        """Where a piece stands, within reach or behind nothing but what is printed around."""
        for text in written:
            found = self.within.text.find(text, start, end)
            near = 0 <= found <= start + reach or (found > 0 and not self._unknown(start, found))
            if near and (text is written[0] or not self._numbered(found)):
                return found, found + len(text)
        return self._in_two(written[0], start, end)

    def _numbered(self, place: int) -> bool:
        """Whether a number stands before a place on its line."""
        before = place and not self.within.begins_line(place)
        return bool(before) and self.within.text[place - 1].isdigit()

    def _in_two(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Where a piece stands that the edge of a page parts, with what is printed there."""
        low, high = 0, len(text)
        while low < high:  # the longest beginning that is there
            middle = (low + high + 1) // 2
            if self.within.text.find(text[:middle], start, end) >= 0:
                low = middle
            else:
                high = middle - 1
        for length in range(low, max(low - 40, 3), -1):
            first = self.within.text.find(text[:length], start, end)
            stop = first + length
            if not self.within.ends_line(stop):
                continue
            rest = self.within.text.find(text[length:], stop, end)
            if rest >= 0 and self.within.begins_line(rest) and not self._unknown(stop, rest):
                return first, rest + len(text) - length
        return None

    def _unknown(self, start: int, stop: int) -> str:
        """What of a stretch is neither known nor filling."""
        left = self.known.sub("\n", self.within.text[start:stop])
        return _FILLING.sub("", left)

    def _differences(self) -> Iterator[TextDifference]:
        """What is missing or other, with what stands in its place, and what was added."""
        start, number = 0, 0
        while self.pieces and number <= len(self.pieces):
            missing = number
            while missing < len(self.pieces) and self.places[missing] is None:
                missing += 1
            held = self.places[missing] if missing < len(self.pieces) else None
            stop = held[0] if held else len(self.within.text)
            if missing > number:
                yield from self._compared(number, missing, start, stop)
            elif self._unknown(start, stop):
                where = self.pieces[min(number, len(self.pieces) - 1)][0].where
                yield TextDifference(where, "", self._added(start, stop))
            start, number = (held[1] if held else stop), missing + 1

    def _added(self, start: int, stop: int) -> str:
        """The lines of a stretch in which something unknown stands."""
        raw = self.within.words(start, stop)
        lines = [
            line for line in raw.split("\n") if _FILLING.sub("", self.known.sub("", squeezed(line)))
        ]
        return shown_words(" ".join(lines or [raw]).split())

    def _compared(self, first: int, last: int, start: int, stop: int) -> Iterator[TextDifference]:
        stands = self.within.words(start, stop).split()[:_MOST_WORDS]
        for number in range(first, last):
            piece, _ = self.pieces[number]
            said = piece.text.split()
            yield first_difference(piece.where, said, stands)

    def _other_hyphens(self) -> Iterator[TextDifference]:
        hyphens = sorted(self.within.hyphens)
        for (piece, sought), place in zip(self.pieces, self.places, strict=True):
            if place is None or place[1] - place[0] != len(sought.text):
                continue
            length = len(sought.text)
            wanted = {k for k in sought.hyphens if 0 < k < length}
            first, last = bisect_right(hyphens, place[0]), bisect_left(hyphens, place[1])
            there = {k - place[0]: self.within.hyphens[k] for k in hyphens[first:last]}
            added = {k for k, at_end in there.items() if not at_end} - wanted
            for gone in sorted((wanted - there.keys()) | added)[:1]:
                yield TextDifference(
                    piece.where,
                    shown_words([word_at(sought, gone)]),
                    shown_words([word_at(self.within, place[0] + gone)]),
                )
