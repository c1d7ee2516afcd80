"""Cutting a tree of merges: into how many themes, and which statements each of them holds."""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

MOST_THEMES = 20
MOST_ASKED = 60  # themes that may be asked for
FEWER, MORE = 1, 2  # other numbers that are named besides the one that was chosen

Labels = NDArray[np.intp]


def propose_number(heights: NDArray[np.floating]) -> int:
    """Propose a number of themes from the m - 1 merge heights of m distinct statements.

    Heights alone say "two" or "as many as you like" on real notes, so they only choose within
    reach of half the square root of m (4 for 80 statements, 12 for 600): the number before the
    steepest rise. Between 2 and min(20, m / 4); 1 for fewer than eight statements.
    """
    statements = len(heights) + 1
    most = min(MOST_THEMES, statements // 4)
    if most < 2:
        return 1
    about = usual(statements)
    least = min(most, max(2, math.ceil(0.7 * about)))
    return _steepest(heights, range(least, min(most, max(least, int(1.4 * about))) + 1))[0]


def other_numbers(heights: NDArray[np.floating], number: int) -> list[int]:
    """Name other numbers of themes that the m - 1 merge heights of m statements speak for.

    One fewer, within a quarter of `number`, and two more, within a third of it (two at least):
    those before the steepest rises. No fewer than 2, no more than min(60, m / 4).
    """
    most = min(MOST_ASKED, (len(heights) + 1) // 4)
    fewer = range(max(2, number - max(2, number // 4)), number)
    more = range(number + 1, min(most, number + max(2, number // 3)) + 1)
    found = _steepest(heights, reversed(fewer))[:FEWER] + _steepest(heights, more)[:MORE]
    return sorted(found)


def _steepest(heights: NDArray[np.floating], numbers: Iterable[int]) -> list[int]:
    """Order the numbers by the rise of the merge that leaves one theme fewer, steepest first."""
    steps = np.maximum(np.sort(heights)[::-1], 1e-9)
    return sorted(numbers, key=lambda number: -round(steps[number - 2] / steps[number - 1], 6))


def usual(statements: int) -> float:
    """Return the number of themes that is sensible for so many statements, not yet whole."""
    return math.sqrt(statements) / 2


def cut_tree(merges: NDArray[np.integer], points: int, number: int) -> Labels:
    """Undo the last merges of a tree, so that exactly `number` clusters of `points` remain."""
    groups = {point: [point] for point in range(points)}
    for step, (left, right) in enumerate(merges[: points - number].tolist()):
        groups[points + step] = groups.pop(left) + groups.pop(right)
    labels = np.empty(points, dtype=np.intp)
    for label, members in enumerate(sorted(groups.values(), key=min)):
        labels[members] = label
    return labels


def nested(other: Labels, own: Labels, labels: Labels, nearness: NDArray[np.floating]) -> Labels:
    """Carry a finer or coarser cut over to themes that have moved on from the cut they came of.

    `own` and `other` are two cuts of one tree, `labels` the n statements' themes, numbered as in
    `own`; `nearness` is n × groups of `other`. In the coarser cut whole themes fall together; in
    the finer each statement goes to the nearest of those parts that its own theme came of.
    """
    if other.max() < own.max():
        group = np.zeros(int(own.max()) + 1, dtype=np.intp)
        group[own] = other
        together: Labels = group[labels]
        return together
    owner = np.zeros(int(other.max()) + 1, dtype=np.intp)
    owner[other] = own
    allowed = owner[None, :] == labels[:, None]
    parts: Labels = np.argmax(np.where(allowed, nearness, -np.inf), axis=1)
    return parts
