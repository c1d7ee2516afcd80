"""Where one text differs from another, told in the few words that are other."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_SHOWN = 12  # words of a difference that are told


@dataclass(frozen=True)
class TextDifference:
    """Where a text differs: what should stand there, "" if nothing, and what stands there."""

    where: str
    said: str
    stands: str


def first_difference(where: str, said: list[str], stands: list[str]) -> TextDifference:
    """The first words of a piece that are not there, with those that are there instead."""
    matcher = SequenceMatcher(None, said, stands, autojunk=False)
    best = max(matcher.get_matching_blocks(), key=lambda block: block.size)
    if not best.size:
        near = stands[: len(said)] if len(stands) <= len(said) + 2 else []
        return TextDifference(where, shown_words(said), shown_words(near))
    # what stands before and after the longest part that is the same, in the measure of the piece
    begin = max(0, best.b - best.a - 3)
    near = stands[begin : best.b + len(said) - best.a + 3]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, said, near, autojunk=False).get_opcodes():
        inside = kind != "equal" and not (kind == "insert" and i1 in (0, len(said)))
        if inside:
            other = near[j1:j2]
            if kind == "replace" and i1 == 0:
                other = other[-(i2 - i1) :]
            elif kind == "replace" and i2 == len(said):
                other = other[: i2 - i1]
            return TextDifference(where, shown_words(said[i1:i2]), shown_words(other))
    return TextDifference(where, shown_words(said), shown_words(near))


def shown_words(words: Sequence[str]) -> str:
    """As many words as are told of a difference."""
    told = " ".join(words[:_SHOWN])
    told = told if len(told) <= 200 else f"{told[:200]}…"
    return f"{told} …" if len(words) > _SHOWN else told
