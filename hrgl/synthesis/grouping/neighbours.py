"""The graph of nearest neighbours among statements: who says nearly the same as whom.

Two statements are alike by their vectors and by the words they share: vectors alone miss what
rests on a single word, words alone miss what is said in other words.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hrgl.synthesis.naming.phrases import stem

BORROWED = 0.85  # what a smoothed point takes from its neighbours at each step
STEPS = 5
LIKE_MINDED = 12  # neighbours a point is smoothed by
ROWS_AT_ONCE = 1000  # rows compared at a time: 1,000 × n cosines fit in memory where n × n do not
HALVINGS = 40  # rounds in which a reach is found to twelve digits

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Nearest:
    """The k nearest others of each of n points, nearest first: rows and likeness, both n × k."""

    rows: NDArray[np.intp]
    likeness: Matrix


def unit(vectors: NDArray[np.floating]) -> Matrix:
    """Return the rows (n × d) at length 1; rows of zeros stay as they are."""
    rows = np.asarray(vectors, dtype=np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1)


def shared_words(said: Sequence[Sequence[str]]) -> sparse.csr_array:
    """Return unit rows of TF-IDF (n × words) over the words that two of n texts have at least.

    `said`: the words of content of each text.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # slow to load

    weigh = TfidfVectorizer(
        analyzer=lambda words: [stem(word) for word in words], sublinear_tf=True, min_df=2
    )
    try:
        return sparse.csr_array(weigh.fit_transform(said))
    except ValueError:  # what it raises where no word is left
        return sparse.csr_array((len(said), 1))


def likeness(
    points: Matrix, words: sparse.csr_array, of_words: Sequence[float]
) -> tuple[Matrix, ...]:
    """Return n × n: cosines of the points, and for each share of `of_words` those of their words.

    `points`: n × d unit vectors; `words`: n × w unit rows.
    """
    near, shared = points @ points.T, (words @ words.T).toarray()
    return tuple((1 - share) * near + share * shared for share in of_words)


def nearest(alike: Matrix, number: int) -> Nearest:
    """Find the `number` nearest others (fewer among fewer points) by n × n likenesses."""
    others = alike.copy()
    np.fill_diagonal(others, -2)
    found = _greatest(others, min(number, len(alike) - 1))
    near = np.take_along_axis(others, found, axis=1)
    order = np.argsort(-near, axis=1, kind="stable")  # so that equals stand in the order of rows
    return Nearest(
        np.take_along_axis(found, order, axis=1), np.take_along_axis(near, order, axis=1)
    )


def by_power(near: Nearest, number: int, power: int) -> sparse.csr_array:
    """Link each point with its `number` nearest; links count as likeness to this power."""
    links = _links(near, number, np.clip(near.likeness[:, :number], 0, None) ** power)
    return links.maximum(links.T)


def by_reach(near: Nearest, number: int) -> sparse.csr_array:
    """Link each point with its `number` nearest within a reach of its own.

    The nearest counts 1, the others fall off so that all together count log2(number): points in
    thin company reach farther. The weights of UMAP (McInnes, Healy, Melville, 2018).
    """
    far = 1 - near.likeness[:, :number]
    beyond = np.maximum(far - far[:, :1], 0)
    wanted = np.log2(max(beyond.shape[1], 2))
    low, high = np.zeros(len(far)), np.full(len(far), 4.0)
    for _ in range(HALVINGS):
        reach = (low + high) / 2
        enough = np.exp(-beyond / np.maximum(reach, 1e-4)[:, None]).sum(axis=1) > wanted
        low, high = np.where(enough, low, reach), np.where(enough, reach, high)
    links = _links(near, number, np.exp(-beyond / np.maximum(high, 1e-4)[:, None]))
    return links + links.T - links * links.T


def smoothed(points: Matrix) -> Matrix:
    """Return unit points (n × d) drawn towards their nearest neighbours, again of unit length.

    X ← (1 - a) E + a P X, a few times, with P the row-normalised graph (label spreading: Zhou et
    al., "Learning with Local and Global Consistency", 2004). Takes n² comparisons.
    """
    links = by_power(_nearest_by_cosine(points), number=LIKE_MINDED, power=3)
    sums = np.asarray(links.sum(axis=1)).ravel()
    shares = sparse.csr_array(sparse.diags_array(1 / np.where(sums > 0, sums, 1)) @ links)
    moved = points
    for _ in range(STEPS):
        moved = (1 - BORROWED) * points + BORROWED * (shares @ moved)
    return unit(moved)


def _nearest_by_cosine(points: Matrix) -> Nearest:
    """Find neighbours among more points than can all be compared at once."""
    small, number = points.astype(np.float32), min(LIKE_MINDED, len(points) - 1)
    rows, cosines = [], []
    for start in range(0, len(small), ROWS_AT_ONCE):
        block = small[start : start + ROWS_AT_ONCE] @ small.T
        own = np.arange(len(block))
        block[own, start + own] = -2
        found = _greatest(block, number)
        rows.append(found)
        cosines.append(np.take_along_axis(block, found, axis=1).astype(np.float64))
    return Nearest(np.vstack(rows), np.vstack(cosines))


def _greatest(alike: NDArray[np.floating], number: int) -> NDArray[np.intp]:
    """Return where in each row of r × n the `number` greatest stand, r × number, in their order.

    Dealt onto piles in turn, as cards are, they can only lie on those `number` piles that have the
    greatest tops, or among what was left over: nothing else need be looked at.
    """
    rows, size = alike.shape
    rounds = math.isqrt(size // number)
    piles = size // rounds
    left = np.arange(rounds * piles, size)
    tops = alike[:, : rounds * piles].reshape(rows, rounds, piles).max(axis=1)
    best = _places(tops, number)
    looked = np.hstack(
        [best + piles * each for each in range(rounds)] + [np.broadcast_to(left, (rows, len(left)))]
    )
    held = np.take_along_axis(alike, looked, axis=1)
    return np.sort(np.take_along_axis(looked, _places(held, number), axis=1), axis=1)


def _places(values: NDArray[np.floating], number: int) -> NDArray[np.intp]:
    """Return where the `number` greatest of each row stand, in no order."""
    return np.argpartition(values, -number, axis=1)[:, -number:]


def _links(near: Nearest, number: int, weights: Matrix) -> sparse.csr_array:
    rows = near.rows[:, :number]
    starts = np.repeat(np.arange(len(rows)), rows.shape[1])
    return sparse.csr_array((weights.ravel(), (starts, rows.ravel())), shape=(len(rows),) * 2)
