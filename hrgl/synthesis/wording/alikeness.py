"""How alike the headings of encouragements are, all pairs: by meaning and by the words they share.

By the mean of two cosines, of the vectors and of the TF-IDF rows; where no vectors are at hand by
the words alone, which then must agree more. Both limits were chosen on one half of the topics of
ArgKP as what leaves four of five pairs right, and measured on the other (`bench.support`): what is
said in quite other words is not found, by either.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hrgl.synthesis.grouping.neighbours import unit
from hrgl.synthesis.wording.supporting import Weighed

NEARLY_THE_SAME = 0.60  # the mean of both cosines
NEARLY_THE_SAME_BY_WORDS = 0.40


def pairs_alike(
    texts: Weighed, said: Sequence[Sequence[str]], vectors: NDArray[np.floating] | None
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows, smaller first, that say nearly the same.

    `said`: the words of content of m headings; `texts`: by which of them words are weighed;
    `vectors`: m × d, or none.
    """
    likeness = alikeness(texts, said, vectors)
    limit = NEARLY_THE_SAME_BY_WORDS if vectors is None else NEARLY_THE_SAME
    for one, other in zip(*np.nonzero(np.triu(likeness >= limit, 1)), strict=True):
        yield int(one), int(other)


def alikeness(
    texts: Weighed, said: Sequence[Sequence[str]], vectors: NDArray[np.floating] | None
) -> NDArray[np.float64]:
    """Return m × m likenesses, rounded so that equals are equal in any company."""
    if not said:
        return np.zeros((0, 0))
    rows = sparse.csr_array(texts.weigh.transform(said))
    shared = (rows @ rows.T).toarray().astype(np.float64)
    if vectors is None:
        return np.asarray(shared.round(6))
    points = unit(vectors)
    return np.asarray(((points @ points.T + shared) / 2).round(6))
