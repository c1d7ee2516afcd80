"""Which groups a text comes nearest to besides its own, and which texts are most like it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hrgl.synthesis.grouping.neighbours import unit

NO_GROUP = -1


@dataclass(frozen=True)
class OtherGroups:
    """For each of n texts the groups it does not stand in, nearest first, and the doubt.

    `nearest`: shape (n, number), group numbers, padded with -1 where no group is any near.
    `doubt`: shape (n,), by how much the nearest of them is nearer than its own group, as a
    difference of cosines; 0 where its own is nearest or it stands in none.
    """

    nearest: NDArray[np.intp]
    doubt: NDArray[np.float64]


def other_groups(
    vectors: NDArray[np.floating], labels: NDArray[np.integer], groups: int, *, number: int = 3
) -> OtherGroups:
    """Compare texts with the middles of groups.

    `vectors`: shape (n, dimensions), a row of zeros where none is known; `labels`: shape (n,), the
    group of each, 0 to groups − 1, or −1. A text is compared with the middle of its own group
    without itself, as in the simplified silhouette (Hruschka et al., 2004): else a small group
    would hold whatever stands in it.
    """
    points = unit(vectors)
    sums = np.zeros((groups, points.shape[1]))
    inside = np.flatnonzero(labels >= 0)
    np.add.at(sums, labels[inside], points[inside])
    fits = points @ unit(sums).T
    own = np.zeros(len(points))
    rest = sums[labels[inside]] - points[inside]
    lengths = np.linalg.norm(rest, axis=1)
    alone = lengths < 1e-9
    own[inside] = np.where(
        alone, 1.0, np.einsum("nd,nd->n", rest, points[inside]) / np.where(alone, 1.0, lengths)
    )
    fits[inside, labels[inside]] = -np.inf
    order = np.argsort(-fits, axis=1, kind="stable")[:, :number]
    near = np.take_along_axis(fits, order, axis=1)
    best = near[:, 0] if near.shape[1] else np.zeros(len(points))
    doubt = np.where((labels >= 0) & (best > own), best - own, 0.0)
    return OtherGroups(np.where(near > 1e-9, order, NO_GROUP), doubt)


def most_alike(vectors: NDArray[np.floating], at: int, number: int) -> list[int]:
    """The rows nearest to one by cosine, itself first; only itself if its vector is not known.

    `vectors`: shape (n, dimensions), a row of zeros where none is known.
    """
    points = unit(vectors)
    fits = points @ points[at]
    fits[at] = np.inf
    order = np.argsort(-fits, kind="stable")[:number]
    return [int(row) for row in order if row == at or fits[row] > 0]
