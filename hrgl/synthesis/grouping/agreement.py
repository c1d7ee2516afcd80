"""Many cuts of the same statements, and how often they agree.

No single cut of short statements can be trusted: another number of neighbours, a little more
weight on words, and some statements stand elsewhere. So there are thirty: ten graphs of nearest
neighbours, each cut into as many groups as wanted, half as many again, and twice as many. What
two statements have in common is the share of cuts in which they stand together (evidence
accumulation: Fred and Jain, "Combining Multiple Clusterings Using Evidence Accumulation", 2005).
One cut is spectral: the leading vectors of the normalised graph (Ng, Jordan, Weiss, "On Spectral
Clustering", 2001), merged by Ward's criterion.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import count

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.linalg import eigh
from scipy.sparse.linalg import ArpackNoConvergence, eigsh

from hrgl.synthesis.grouping.neighbours import Matrix, Nearest, by_power, by_reach, nearest

OF_WORDS = (0.2, 0.4)
MOST_NEIGHBOURS = 30
FINER = (1.0, 1.5, 2.0)  # groups a cut makes, times the number wanted
DENSE = 400  # points up to which all of the graph is decomposed at once
SEEN = 0.8  # share of the statements that a cut of a sample sees

Graph = Callable[[Nearest], sparse.csr_array]
GRAPHS: tuple[Graph, ...] = (
    partial(by_power, number=10, power=1),
    partial(by_power, number=20, power=2),
    partial(by_power, number=30, power=2),
    partial(by_reach, number=12),
    partial(by_reach, number=20),
)


def agreement(alike: Sequence[Matrix], themes: int) -> Matrix:
    """Return n × n: the share of thirty cuts in which two of n ≥ 2 statements stand together.

    `alike`: n × n, the likeness for each share `OF_WORDS`; `themes`: the number wanted.
    """
    together, cuts = np.zeros(alike[0].shape, dtype=np.uint8), 0
    for each in alike:
        for labels in _cuts(each, themes, FINER):
            together += labels[:, None] == labels[None, :]
            cuts += 1
    return np.divide(together, cuts, dtype=np.float64)


def stability(alike: Sequence[Matrix], labels: NDArray[np.intp]) -> list[float]:
    """Return for each group of `labels` how often its members stay together in samples, 0 to 1.

    Each of ten cuts sees another four fifths of the statements, the same ones every time. A group
    of one is as stable as can be.
    """
    themes = int(labels.max(initial=-1)) + 1
    groups = [np.flatnonzero(labels == number) for number in range(themes)]
    shares: list[list[float]] = [[] for _ in groups]
    sample = count()
    for each in alike:
        for graph in GRAPHS:
            seen = np.flatnonzero(np.random.default_rng(next(sample)).random(len(labels)) < SEEN)
            found = np.full(len(labels), -1)
            if len(seen) > themes:
                [found[seen]] = _cuts(each[np.ix_(seen, seen)], themes, FINER[:1], (graph,))
            for group, share in zip(groups, shares, strict=True):
                share += _kept_together(found[group])
    return [round(float(np.mean(share)), 4) if share else 1.0 for share in shares]


def _kept_together(found: NDArray[np.intp]) -> list[float]:
    """Return the share of pairs with the same label among those seen; nothing for one alone."""
    sizes = np.bincount(found[found >= 0])
    pairs = sizes.sum() * (sizes.sum() - 1)
    return [float((sizes * (sizes - 1)).sum() / pairs)] if pairs else []


def _cuts(
    alike: Matrix, themes: int, finer: Sequence[float], graphs: Sequence[Graph] = GRAPHS
) -> Iterator[NDArray[np.intp]]:
    """Yield the labels of each cut by each graph into each number of groups."""
    size = len(alike)
    near = nearest(alike, MOST_NEIGHBOURS)
    numbers = [min(size - 1, max(2, round(themes * times))) for times in finer]
    for graph in graphs:
        axes = _axes(graph(near), max(numbers))
        for number in numbers:
            places = axes[:, :number]
            lengths = np.linalg.norm(places, axis=1, keepdims=True)
            tree = linkage((places / np.where(lengths > 0, lengths, 1)).round(9), "ward")
            yield fcluster(tree, number, "maxclust") - 1


def _axes(links: sparse.csr_array, number: int) -> Matrix:
    """Return the n × number leading vectors of the normalised graph, times their weight."""
    sums = np.asarray(links.sum(axis=1)).ravel()
    scale = sparse.diags_array(1 / np.sqrt(np.where(sums > 0, sums, 1)))
    weights, vectors = _leading(sparse.csr_array(scale @ links @ scale), number)
    order = np.argsort(-weights, kind="stable")
    found: Matrix = vectors[:, order] * np.clip(weights[order], 0, None)
    return found


def _leading(normal: sparse.csr_array, number: int) -> tuple[Matrix, Matrix]:
    """Return the greatest eigenvalues and their vectors; begun alike, so found alike."""
    size = normal.shape[0]
    if size > DENSE and number < size // 4:
        begin, chance = np.linspace(1, 2, size), np.random.default_rng(0)
        with suppress(ArpackNoConvergence):
            few: tuple[Matrix, Matrix] = eigsh(
                normal, number, which="LA", v0=begin, rng=chance, tol=1e-6
            )
            return few
    dense: tuple[Matrix, Matrix] = eigh(normal.toarray(), subset_by_index=(size - number, size - 1))
    return dense
