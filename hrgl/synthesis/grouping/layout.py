"""The map: texts laid out on a square so that those of like meaning stand near one another.

t-SNE (van der Maaten and Hinton, 2008) begun from the principal components, on one thread and in
the order of the texts' digests: the same texts and vectors give the same map, whatever the order
of entry. Of many texts a part is laid out; the others, and those that come later, are put beside
their like.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from hrgl.synthesis.grouping.neighbours import Matrix, unit

SIDE = 10_000  # of the square, in whole steps
Spots = NDArray[np.int32]
_MOST_LAID_OUT = 2000  # texts; about eight seconds
_FEWEST = 6  # below that there is nothing to tell of who is near whom
_LIKE = 5  # those that decide together where a text is put
_ROUNDS, _COMPANY, _ROOM = 750, 30.0, 0.02  # of t-SNE: steps, perplexity; the margin of the square


def lay_out_map(texts: Sequence[str], vectors: NDArray[np.floating]) -> Spots:
    """Lay out n different texts by their n × d vectors: n × 2, from 0 to `SIDE`."""
    order = sorted(range(len(texts)), key=lambda row: _digest(texts[row]))
    spots = np.empty((len(texts), 2), np.int32)
    with threadpool_limits(limits=1):
        points = unit(vectors).round(6)
        first, rest = order[:_MOST_LAID_OUT], order[_MOST_LAID_OUT:]
        spots[first] = _on_the_square(_embedded(points[first]))
    spots[rest] = put_beside([texts[at] for at in rest], points[rest], points[first], spots[first])
    return spots


def put_beside(
    texts: Sequence[str],
    vectors: NDArray[np.floating],
    there: NDArray[np.floating],
    spots: NDArray[np.integer],
) -> Spots:
    """Put m texts beside those that are there (n × d, spots n × 2): m × 2, from 0 to `SIDE`.

    Each stands in the middle of those most like it, the median in both directions (as in openTSNE:
    Poličar, Stražar, Zupan, 2019), a little aside so that none covers another. Where it stands
    depends on no other text that is put.
    """
    if not len(texts):
        return np.empty((0, 2), np.int32)
    with threadpool_limits(limits=1):
        fits = unit(vectors).round(6) @ unit(there).round(6).T
    like = np.argsort(-fits.round(9), axis=1, kind="stable")[:, :_LIKE]
    middles = np.median(spots[like].astype(np.float64), axis=1)
    aside = np.array([_aside(text) for text in texts]) * SIDE / np.sqrt(len(there)) / 2
    put: Spots = np.clip(np.rint(middles + aside), 0, SIDE).astype(np.int32)
    return put


def _embedded(points: Matrix) -> Matrix:
    begin = _principal(points)
    if begin is None:
        turns = 2 * np.pi * np.arange(len(points)) / max(1, len(points))
        return np.column_stack([np.cos(turns), np.sin(turns)])
    from sklearn.manifold import TSNE  # slow to load, and only the worker needs it

    return np.asarray(
        TSNE(
            perplexity=min(_COMPANY, (len(points) - 1) / 3),
            init=begin,
            max_iter=_ROUNDS,
            random_state=0,
            n_jobs=1,
        ).fit_transform(points.astype(np.float32)),
        np.float64,
    )


def _principal(points: Matrix) -> NDArray[np.float32] | None:
    """The two directions in which texts differ most; none if they are too few or all alike."""
    middle = points - points.mean(axis=0)
    if len(points) < _FEWEST or points.shape[1] < 2:
        return None
    lengths, ways = np.linalg.eigh(middle.T @ middle)
    if lengths[-1] < 1e-9:
        return None
    ways = ways[:, [-1, -2]]
    ways *= np.where(ways[np.abs(ways).argmax(axis=0), [0, 1]] < 0, -1, 1)
    flat = middle @ ways
    begin: NDArray[np.float32] = (flat / flat[:, 0].std() * 1e-4).astype(np.float32)
    return begin


def _on_the_square(flat: Matrix) -> Spots:
    low, high = flat.min(axis=0), flat.max(axis=0)
    span = max(float((high - low).max()), 1e-9)
    shares = (flat - (low + high) / 2) / span * (1 - 2 * _ROOM) + 0.5
    spots: Spots = np.rint(shares * SIDE).astype(np.int32)
    return spots


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _aside(text: str) -> tuple[float, float]:
    """A step of at most 1 in a direction of the text's own."""
    turn, far = (int.from_bytes(part) / 2**64 for part in (_digest(text)[:8], _digest(text)[8:16]))
    length = np.sqrt(far)
    return length * np.cos(2 * np.pi * turn), length * np.sin(2 * np.pi * turn)
