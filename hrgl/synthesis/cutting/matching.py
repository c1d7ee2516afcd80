"""What two sequences have in common, found in time that hostile ones cannot stretch."""

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

MOST_PAIRS = 1_000_000  # of equal members, above which looking at all of them takes seconds
Opcode = tuple[str, int, int, int, int]


def opcodes(
    a: Sequence[Hashable], b: Sequence[Hashable], most_pairs: int = MOST_PAIRS
) -> list[Opcode]:
    """Return how `a` becomes `b`, as difflib's get_opcodes: (tag, a_start, a_end, b_start, b_end).

    Where members repeat so often that there are more than `most_pairs` equal pairs, what is the
    same at the beginning and the end is kept, and between them the members that repeat most are
    matched only next to others. Source of the method: Ratcliff and Obershelp, as in Python's
    difflib.
    """
    start, end = 0, 0
    if _pairs(a, b) > most_pairs:
        most = min(len(a), len(b))
        while start < most and a[start] == b[start]:
            start += 1
        while end < most - start and a[-1 - end] == b[-1 - end]:
            end += 1
    inner = _inner(a[start : len(a) - end], b[start : len(b) - end], most_pairs)
    found = [(tag, *(at + start for at in places)) for tag, *places in inner]
    head: list[Opcode] = [("equal", 0, start, 0, start)] if start else []
    tail: list[Opcode] = [("equal", len(a) - end, len(a), len(b) - end, len(b))] if end else []
    return [*head, *found, *tail]  # type: ignore[list-item]  # five places each, as difflib's


def alike(a: str, b: str) -> float:
    """Return how alike two texts are, from 0 to 1: twice what they share over their length."""
    if not a and not b:
        return 1.0
    same = sum(end - start for tag, start, end, _, _ in opcodes(a, b) if tag == "equal")
    return 2.0 * same / (len(a) + len(b))


def _pairs(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    of_a, of_b = Counter(a), Counter(b)
    return sum(times * of_b[each] for each, times in of_a.items())


def _inner(a: Sequence[Hashable], b: Sequence[Hashable], most_pairs: int) -> Sequence[Opcode]:
    of_a, of_b = Counter(a), Counter(b)
    pairs = {each: times * of_b[each] for each, times in of_a.items() if each in of_b}
    left, common = sum(pairs.values()), set()
    for each in sorted(pairs, key=lambda each: -pairs[each]):
        if left <= most_pairs:
            break
        common.add(each)
        left -= pairs[each]
    return SequenceMatcher(common.__contains__ if common else None, a, b, False).get_opcodes()
