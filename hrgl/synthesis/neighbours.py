"""The graph of nearest neighbours among statements, and vectors smoothed over it.

Smoothing lets a statement borrow from those that say nearly the same, which gives most of what
UMAP gives before clustering, without its random seed: X ← (1 - a) E + a P X, a few times, with P
the row-normalised graph (label spreading: Zhou et al., "Learning with Local and Global
Consistency", 2004).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

NEIGHBOURS = 8
POWER = 3  # weights are cosines to this power, so that close neighbours count most
BORROWED = 0.85
STEPS = 5
BLOCK = 1000  # rows compared at a time: 1,000 × n cosines fit in memory where n × n do not

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Graph:
    """Who is near whom among n points, both n × n, symmetric and sparse.

    `weights`: how much each counts, 0 or more. `pattern`: 1 for every link, also those of weight 0.
    """

    weights: Any
    pattern: Any


def unit(vectors: NDArray[np.floating]) -> Matrix:
    """Return the rows (n × d) at length 1; rows of zeros stay as they are."""
    rows = np.asarray(vectors, dtype=np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1)


def graph(points: Matrix) -> Graph:
    """Link each of n ≥ 2 unit points (n × d) with its nearest neighbours by cosine."""
    n = len(points)
    near, cosines = _nearest(points, min(NEIGHBOURS, n - 1))
    ends = (np.repeat(np.arange(n), near.shape[1]), near.ravel())
    weights = sparse.csr_matrix((np.clip(cosines, 0, None).ravel() ** POWER, ends), shape=(n, n))
    pattern = sparse.csr_matrix((np.ones(near.size), ends), shape=(n, n))
    return Graph(weights.maximum(weights.T), pattern.maximum(pattern.T))


def smoothed(points: Matrix, links: Graph) -> Matrix:
    """Return the unit points (n × d) drawn towards their neighbours, again of unit length."""
    sums = np.asarray(links.weights.sum(axis=1)).ravel()
    shares = sparse.diags(1 / np.where(sums > 0, sums, 1)) @ links.weights
    moved = points
    for _ in range(STEPS):
        moved = (1 - BORROWED) * points + BORROWED * (shares @ moved)
    return unit(moved)


def connected(pattern: Any) -> Any:
    """Return the pattern with the first points of its separate parts linked to one another.

    A tree along the graph needs one part. Ward's criterion looks at centres only, so it does not
    matter which points carry the link.
    """
    parts, labels = sparse.csgraph.connected_components(pattern, directed=False)
    if parts == 1:
        return pattern
    first = np.unique(labels, return_index=True)[1]
    left, right = (first[side] for side in np.nonzero(~np.eye(parts, dtype=bool)))
    links = sparse.csr_matrix((np.ones(left.size), (left, right)), shape=pattern.shape)
    return pattern.maximum(links)


def _nearest(points: Matrix, number: int) -> tuple[NDArray[np.intp], Matrix]:
    """Return the `number` nearest others of each point and their cosines, both n × number."""
    near, cosines = [], []
    for start in range(0, len(points), BLOCK):
        block = points[start : start + BLOCK] @ points.T
        rows = np.arange(len(block))
        block[rows, start + rows] = -2
        chosen = np.sort(np.argpartition(-block, number - 1, axis=1)[:, :number], axis=1)
        near.append(chosen)
        cosines.append(np.take_along_axis(block, chosen, axis=1))
    return np.vstack(near), np.vstack(cosines)
