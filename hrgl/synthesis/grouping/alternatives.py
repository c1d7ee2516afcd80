"""What another number of clusters would change: which would merge, which would split."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hrgl.synthesis.grouping.neighbours import Matrix, unit
from hrgl.synthesis.grouping.tree import Labels


@dataclass(frozen=True)
class ClusterPart:
    """A part of a cluster: how many statements, and the row of its most typical one."""

    statements: int
    typical: int


@dataclass(frozen=True)
class Other:
    """What another number of clusters would change: which fall together, which into what parts."""

    number: int
    merges: tuple[tuple[int, ...], ...]
    splits: tuple[tuple[int, tuple[ClusterPart, ...]], ...]


def what_changes(
    number: int,
    groups: Labels,
    labels: Labels,
    points: Matrix,
    copies: NDArray[np.integer],
    telling: NDArray[np.bool_],
) -> Other | None:
    """Say what another number would merge and split; nothing if one of its groups is empty.

    The typical statements are numbers of points.
    """
    placed = labels != QUEUE
    if len(np.unique(groups[placed])) < number:
        return None
    cells = sorted({*zip(groups[placed].tolist(), labels[placed].tolist(), strict=True)})
    merges = [[label for at, label in cells if at == group] for group in range(number)]
    parts: dict[int, list[ClusterPart]] = {}
    for group, label in cells:
        members = placed & (groups == group) & (labels == label)
        near = (points @ unit(points[members].sum(axis=0, keepdims=True)).T).ravel().round(6)
        best = most_typical(near, members, telling)[0]
        parts.setdefault(label, []).append(ClusterPart(int(copies[members].sum()), best))
    return Other(
        number,
        tuple(sorted(tuple(sorted(merged)) for merged in merges if len(merged) > 1)),
        tuple(
            (label, tuple(sorted(each, key=lambda part: (-part.statements, part.typical))))
            for label, each in sorted(parts.items())
            if len(each) > 1
        ),
    )


def by_rows(change: Other, firsts: list[int]) -> Other:
    """Name typical statements by their rows instead of the numbers of their points."""
    splits = tuple(
        (label, tuple(ClusterPart(part.statements, firsts[part.typical]) for part in parts))
        for label, parts in change.splits
    )
    return Other(change.number, change.merges, splits)


def most_typical(fit: Matrix, members: NDArray[np.bool_], telling: NDArray[np.bool_]) -> list[int]:
    """Return up to three members of best fit, those that tell something first.

    Of equals, the first in the order of texts.
    """
    best = np.lexsort((-fit, ~telling))
    return [int(point) for point in best[members[best]][:TYPICAL]]


QUEUE = -1


TYPICAL = 3
