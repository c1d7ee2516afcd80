"""Cutting a tree of merges: into how many themes, and which statements each of them holds."""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

MOST_ASKED = 60  # themes that may be asked for

Labels = NDArray[np.intp]


def other_numbers(heights: NDArray[np.floating], number: int) -> list[int]:
    """Name a coarse and a fine number of themes that the m - 1 merge heights of m points speak for.

    The coarse one is at least half of `number`, the fine one at most twice as many: of these the
    one before the steepest rise. No fewer than 2, no more than min(60, m / 3), so there may be
    neither.
    """
    most = min(MOST_ASKED, (len(heights) + 1) // 3, 2 * number)
    coarse = range(max(2, math.ceil(number / 2)), number)
    found = (_steepest(heights, reversed(coarse)), _steepest(heights, range(number + 1, most + 1)))
    return [numbers[0] for numbers in found if numbers]


def _steepest(heights: NDArray[np.floating], numbers: Iterable[int]) -> list[int]:
    """Order the numbers by the rise of the merge that leaves one theme fewer, steepest first."""
    steps = np.maximum(np.sort(heights)[::-1], 1e-9)
    return sorted(numbers, key=lambda number: -round(steps[number - 2] / steps[number - 1], 6))


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
