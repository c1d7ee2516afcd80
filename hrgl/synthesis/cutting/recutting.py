"""An edited text is cut as people had cut it before, wherever they left its words as they were."""

from collections.abc import Iterator, Sequence

from hrgl.synthesis.cutting.cutting import FallenOut, Span, cut
from hrgl.synthesis.cutting.matching import opcodes

Place = tuple[int, int]
Piece = Span | FallenOut


def recut(old: str, places: Sequence[Place], new: str) -> list[Span]:
    """The spans of `new`: by the rules, but for stretches that were cut otherwise in `old`.

    `places` are the statements of `old` as [start, end), in order and without overlap: as people
    cut them, or an older program. A stretch where they differ from what the rules say is kept if
    its words, and what stands between them, are the same in `new`; where the words changed, the
    rules decide. Offsets in characters.
    """
    before, after = _pieces(old), _pieces(new)
    moved = _moved([old[s.start : s.end] for s in before], [new[s.start : s.end] for s in after])
    for first, last, theirs in reversed(list(_otherwise(before, places))):
        there = [moved[at] for at in range(first, last) if at in moved]
        if len(there) < last - first or there[-1] - there[0] >= len(there):
            continue
        start, end = there[0], there[-1] + 1
        shift = after[start].start - before[first].start
        whole = (before[first].start, before[last - 1].end)
        if old[slice(*whole)] == new[after[start].start : after[end - 1].end]:
            contexts = [each.context for each in after[start:end] if isinstance(each, Span)]
            context = contexts[0] if contexts else ""
            after[start:end] = [Span(a + shift, b + shift, context) for a, b in theirs]
    return [each for each in after if isinstance(each, Span)]


def _pieces(text: str) -> list[Piece]:
    """All pieces of a text: what falls out today may have been a statement before."""
    made = cut(text)
    return sorted([*made.statements, *made.fallen_out], key=lambda each: each.start)


def _moved(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    return {
        at: to
        for tag, a, a_end, b, b_end in opcodes(before, after)
        if tag == "equal"
        for at, to in zip(range(a, a_end), range(b, b_end), strict=True)
    }


def _otherwise(
    before: Sequence[Piece], places: Sequence[Place]
) -> Iterator[tuple[int, int, list[Place]]]:
    """The stretches of pieces, from first to before last, that people cut otherwise, and how."""
    known, at = set(places), 0
    while at < len(before):
        first, start, end = at, before[at].start, before[at].end
        at += 1
        if (start, end) in known and isinstance(before[first], Span):
            continue
        theirs = [place for place in places if place[0] < end and start < place[1]]
        while theirs and at < len(before) and before[at].start < theirs[-1][1]:
            end = before[at].end
            theirs = [place for place in places if place[0] < end and start < place[1]]
            at += 1
        # over what fell out no cut goes: it stands for itself
        alone = at - first == 1 or all(isinstance(each, Span) for each in before[first:at])
        if alone and theirs and start <= theirs[0][0] and theirs[-1][1] <= end:
            yield first, at, theirs
