"""Which groups claim a text besides its own, how doubtful its own is, which texts are like it.

A group claims a text by two measures, which err in different places: how near its middle is, and
whether somebody who had learnt the groups from all other texts would put it there. The second
hears what tells groups apart, the first what they are about. `bench.doubt` compares them.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from hrgl.synthesis.grouping.neighbours import ROWS_AT_ONCE, Matrix, unit

NO_GROUP = -1
NO_DOUBT = -1.0  # where nothing speaks for another group, or nothing is known
NEARLY = -0.05  # doubt from which on another group claims a text nearly as much as its own
ONE_OF, AT_LEAST = 10, 5  # of so many texts one is looked at first, and five in any case
SHRINKAGE = 1.0  # what ridge regression adds to the squares of every direction of unit vectors
_HAIR = 1e-9  # a cosine that is none


@dataclass(frozen=True)
class OtherGroups:
    """For each of n texts the groups it does not stand in, and the doubt about its own.

    `nearest`: shape (n, number), group numbers, the one that claims it most first, padded with -1
    where no group is any near.
    `doubt`: shape (n,), −1 to 1, by how much the first of them claims it more than its own does;
    −1 where there is no other, where it is alone in its group or in none, or has no vector.
    """

    nearest: NDArray[np.intp]
    doubt: NDArray[np.float64]


def other_groups(
    vectors: NDArray[np.floating], labels: NDArray[np.integer], groups: int, *, number: int = 3
) -> OtherGroups:
    """Compare texts with groups, each with its own as if it did not stand there.

    `vectors`: shape (n, dimensions), a row of zeros where none is known; `labels`: shape (n,), the
    group of each, 0 to groups − 1, or −1. What a group claims is the mean of the cosine with its
    middle, as in the simplified silhouette (Hruschka et al., 2004), and of what is foretold of the
    text from all others (`_foretold`): else a small group would claim whatever stands in it.
    """
    points = unit(vectors)
    known = points.any(axis=1)
    own = np.where(known, labels, NO_GROUP)
    inside = np.flatnonzero(own >= 0)
    alone = np.bincount(own[inside], minlength=groups)[own[inside]] < 2
    with threadpool_limits(limits=1):
        near = _near(points, own, groups)
        claims = (near + _foretold(points, own, groups)) / 2
    held = claims[inside, own[inside]]
    claims[near <= _HAIR] = -np.inf
    claims[inside, own[inside]] = -np.inf
    order = np.argsort(-claims, axis=1, kind="stable")[:, :number]
    there = np.take_along_axis(claims, order, axis=1) > -np.inf
    doubt = np.full(len(points), NO_DOUBT)
    doubt[inside] = np.where(alone, NO_DOUBT, claims.max(axis=1, initial=-np.inf)[inside] - held)
    return OtherGroups(np.where(there, order, NO_GROUP), doubt.clip(NO_DOUBT, 1))


def _near(points: Matrix, own: NDArray[np.integer], groups: int) -> Matrix:
    """Return n × groups: cosines with the middles, of its own group without the text itself."""
    inside = np.flatnonzero(own >= 0)
    sums = np.zeros((groups, points.shape[1]))
    np.add.at(sums, own[inside], points[inside])
    near = points @ unit(sums).T
    rest = unit(sums[own[inside]] - points[inside])
    near[inside, own[inside]] = np.einsum("nd,nd->n", rest, points[inside])
    return near


def _foretold(points: Matrix, own: NDArray[np.integer], groups: int) -> Matrix:
    """Return n × groups: 1 where ridge regression from the other texts puts a text there, else 0.

    One regression for each group, with an intercept, on whether a text stands in it; a text of a
    group of c weighs 1/√c, so that small groups are heard. What the regression would say of a text
    that it was not fitted to follows from its residual and leverage (Allen, "The relationship
    between variable selection and data augmentation", 1974), without fitting it n times.
    """
    inside = own >= 0
    stands = np.zeros((len(points), groups))
    stands[inside, own[inside]] = 1
    weights = stands @ (1 / np.sqrt(np.maximum(stands.sum(axis=0), 1)))
    if not inside.any():
        return stands
    weights *= inside.sum() / weights.sum()
    shares = weights / weights.sum()
    middle, wanted = shares @ points, stands - shares @ stands
    squares = SHRINKAGE * np.eye(points.shape[1]) - weights.sum() * np.outer(middle, middle)
    blocks = [slice(at, at + ROWS_AT_ONCE) for at in range(0, len(points), ROWS_AT_ONCE)]
    for rows in blocks:
        squares += (points[rows] * weights[rows, None]).T @ points[rows]
    inverse, towards = np.linalg.inv(squares), points.T @ (wanted * weights[:, None])
    foretold = np.empty_like(stands)
    for rows in blocks:
        apart = points[rows] - middle
        fitted = apart @ inverse
        leverage = shares[rows] + weights[rows] * np.einsum("nd,nd->n", fitted, apart)
        residual = wanted[rows] - fitted @ towards
        foretold[rows] = stands[rows] - residual / np.maximum(1 - leverage, _HAIR)[:, None]
    return foretold


def most_doubted(doubt: NDArray[np.float64], asked: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The rows to be looked at first, the greatest doubt first: a tenth of those asked about.

    `doubt`, `asked`: shape (n,). Only rows that another group claims nearly as much as their own,
    or more; of a few up to five in any case.
    """
    order = np.argsort(-doubt.round(2), kind="stable")
    number = max(math.ceil(np.count_nonzero(asked) / ONE_OF), AT_LEAST)
    return order[(asked & (doubt > NEARLY))[order]][:number]


def most_alike(vectors: NDArray[np.floating], at: int, number: int) -> list[int]:
    """The rows nearest to one by cosine, itself first; only itself if its vector is not known.

    `vectors`: shape (n, dimensions), a row of zeros where none is known.
    """
    points = unit(vectors)
    fits = points @ points[at]
    fits[at] = np.inf
    order = np.argsort(-fits, kind="stable")[:number]
    return [int(row) for row in order if row == at or fits[row] > 0]
