"""What is alike stands together: an order of texts, and the small groups in it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, leaves_list, linkage
from threadpoolctl import threadpool_limits

from hrgl.synthesis.grouping.neighbours import unit

A_GROUP = 3  # texts on average; what can be taken in at a glance, and moved at once
MOST_ORDERED = 3000  # texts; Ward's tree compares each with each


def alike_together(texts: Sequence[str], vectors: NDArray[np.floating]) -> list[list[int]]:
    """Return all rows of n texts, in small groups that are alike, neighbours next to each other.

    `vectors`: n × d, a row of zeros where none is known: these come last, each alone, as do all of
    more than 3,000 texts. The order is that of the leaves of Ward's tree (1963), cut where a group
    has three texts on average; it does not depend on the order of the rows, but that of equal
    texts. Raises ValueError where there are not as many vectors as texts.
    """
    if len(texts) != len(vectors):
        raise ValueError(f"{len(texts)} texts, but {len(vectors)} vectors")
    known = [row for row in range(len(texts)) if vectors[row].any()]
    if len(known) > MOST_ORDERED:
        known = []
    known.sort(key=lambda row: (texts[row], vectors[row].tobytes(), row))
    rest = [[row] for row in sorted(set(range(len(texts))) - set(known))]
    return _groups(known, vectors[known]) + rest


def _groups(rows: list[int], vectors: NDArray[np.floating]) -> list[list[int]]:
    if len(rows) < 2:
        return [[row] for row in rows]
    with threadpool_limits(limits=1):
        tree = linkage(unit(vectors), "ward")
    labels = fcluster(tree, max(1, round(len(rows) / A_GROUP)), "maxclust")
    found: dict[int, list[int]] = {}
    for leaf in leaves_list(tree).tolist():  # each group is a branch: its leaves are neighbours
        found.setdefault(int(labels[leaf]), []).append(rows[leaf])
    return list(found.values())
