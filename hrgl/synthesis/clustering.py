"""Cutting a pile of statements into themes: the machine's proposal, never a decision.

Thirty cuts vote on which statements belong together (`agreement`); themes are merged by average
linkage over their votes, then every statement moves to the theme whose members it stands with most
often. More than 1,500 statements are bundled with their like first. Rows are put in the order
of their texts, identical texts count once, and all sums run on one thread, so that the same
statements and vectors give the same clusters whatever the order of entry.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from hrgl.errors import NotValid
from hrgl.synthesis.agreement import agreement, stability
from hrgl.synthesis.neighbours import Matrix, shared_words, smoothed, unit
from hrgl.synthesis.phrases import TELLING, content_words

QUEUE = -1
QUEUE_BELOW = 0.15  # cosine to the nearest centre under which a statement fits nowhere
TORN = 0.02  # cosine by which another cluster may be farther and still do as well
QUEUE_SHARE = 0.05  # at most this share of the statements waits for want of fit
MOST_THEMES = 20
TYPICAL = 3
ROUNDS = 3
MOST_AT_ONCE = 1500  # statements, or bundles of them, that are compared each with each
MOST_SMOOTHED = 20_000  # statements that are drawn towards their like before they are bundled
BUNDLING = 3  # rounds of k-means for the bundles

Labels = NDArray[np.intp]


@dataclass(frozen=True)
class Clusters:
    """One grouping of n statements into clusters 0, 1, …, the largest first.

    `labels`: the cluster of each row; -1 is the queue of those that fit nowhere.
    `fit`: 0 to 1, cosine between a row and the centre of its cluster (in the queue: the nearest).
    `typical`: for each cluster up to three rows nearest its centre, no text twice; rows of a few
    words only where there are no others.
    `neighbours`: the nearest other cluster of each row (in the queue: the nearest); -1 if none.
    `torn`: the rows that stand as near, or nearly, to that neighbour as to their own cluster.
    `stability`: for each cluster 0 to 1, how often two of its members stay together in samples.
    """

    labels: tuple[int, ...]
    fit: tuple[float, ...]
    typical: tuple[tuple[int, ...], ...]
    neighbours: tuple[int, ...]
    torn: tuple[int, ...]
    stability: tuple[float, ...]


def cluster(
    texts: Sequence[str], vectors: NDArray[np.floating], themes: int | None = None
) -> Clusters:
    """Group n texts by their n × d vectors into `themes` clusters, or a sensible number of them.

    Fewer come out where there are fewer distinct texts. Texts without a word of content wait in
    the queue, and so do at most 5 % of the others, those nearest to no centre at all.
    Raises NotValid for fewer than one theme and for vectors with gaps (NaN, infinity).
    """
    if themes is not None and themes < 1:
        raise NotValid("Ask for at least one theme.", field="themes")
    if not np.isfinite(vectors).all():
        raise NotValid("Some vectors are damaged. Compute the vectors again, then group anew.")
    if len(texts) != len(vectors):
        raise ValueError(f"{len(texts)} texts, but {len(vectors)} vectors")
    with threadpool_limits(limits=1):
        said = _distinct(texts, vectors)
        points = unit(vectors[list(said)]).round(6)
        labels, stable = _grouped(points, list(said.values()), themes)
        return _described(texts, said, points, labels, stable)


def propose_number(heights: NDArray[np.floating]) -> int:
    """Propose a number of themes from the m - 1 merge heights of m distinct statements.

    Heights alone say "two" or "as many as you like" on real notes, so they only choose within
    reach of half the square root of m (4 for 80 statements, 12 for 600): the number before the
    steepest rise. Between 2 and min(20, m / 4); 1 for fewer than eight statements.
    """
    statements = len(heights) + 1
    most = min(MOST_THEMES, statements // 4)
    if most < 2:
        return 1
    usual = _usual(statements)
    least = min(most, max(2, math.ceil(0.7 * usual)))
    falling = np.sort(heights)[::-1]
    reach = range(least, min(most, max(least, int(1.4 * usual))) + 1)
    steps = np.maximum(falling, 1e-9)
    return max(reach, key=lambda number: (round(steps[number - 2] / steps[number - 1], 6), -number))


def _distinct(texts: Sequence[str], vectors: NDArray[np.floating]) -> dict[int, list[str]]:
    """Return one row for each distinct text, in the order of texts, and its words of content.

    Texts without any, or without a vector, stay out.
    """
    first: dict[str, int] = {}
    for row in sorted(range(len(texts)), key=lambda row: (texts[row], vectors[row].tobytes(), row)):
        if texts[row] not in first and vectors[row].any():
            first[texts[row]] = row
    said = {row: content_words(text) for text, row in first.items()}
    return {row: words for row, words in said.items() if words}


def _grouped(
    points: Matrix, said: list[list[str]], themes: int | None
) -> tuple[Labels, list[float]]:
    """Return the cluster of each of m unit points (m × d) and the stability of each cluster."""
    if len(points) < 2 or len(points) <= (themes or 0):
        return np.arange(len(points)), [1.0] * len(points)
    words = shared_words(said)
    if len(points) <= MOST_AT_ONCE:
        labels = _voted(points, words, themes)
        return labels, stability(points, words, labels)
    smooth = smoothed(points) if len(points) <= MOST_SMOOTHED else points
    bundles = _bundles(smooth)
    members = sparse.csr_array((np.ones(len(bundles)), (bundles, np.arange(len(bundles)))))
    middles, words = unit(members @ smooth), _unit_rows(members @ words)
    found = _voted(middles, words, themes)
    labels = np.argmax(smooth @ _centres(smooth, found[bundles]).T, axis=1)
    if len(np.unique(labels)) <= found.max():
        labels = found[bundles]
    return labels, stability(middles, words, found)


def _bundles(points: Matrix) -> Labels:
    """Bundle more points than can be compared each with each, numbered without gaps.

    k-means from points spread evenly over the order of texts, so without a seed.
    """
    starts = np.linspace(0, len(points) - 1, MOST_AT_ONCE).round().astype(int)
    small = points.astype(np.float32)
    made = KMeans(MOST_AT_ONCE, init=small[starts], n_init=1, max_iter=BUNDLING).fit(small)
    bundles: Labels = np.unique(made.labels_, return_inverse=True)[1]
    return bundles


def _unit_rows(rows: sparse.csr_array) -> sparse.csr_array:
    lengths = np.sqrt(np.asarray((rows * rows).sum(axis=1)).ravel())
    return sparse.csr_array(sparse.diags_array(1 / np.where(lengths > 0, lengths, 1)) @ rows)


def _voted(points: Matrix, words: sparse.csr_array, themes: int | None) -> Labels:
    """Return the theme of each point: average linkage over how often cuts agree, then settled."""
    about = themes or max(2, round(_usual(len(points))))
    votes = agreement(points, words, about)
    apart = squareform(1 - votes, checks=False).round(9)
    tree = linkage(apart, "average")
    number = themes or propose_number(tree[:, 2])
    return _settled(votes, _cut(tree[:, :2].astype(int), len(points), number))


def _usual(statements: int) -> float:
    return math.sqrt(statements) / 2


def _cut(merges: NDArray[np.integer], points: int, number: int) -> Labels:
    """Undo the last merges of a tree, so that exactly `number` clusters of `points` remain."""
    groups = {point: [point] for point in range(points)}
    for step, (left, right) in enumerate(merges[: points - number].tolist()):
        groups[points + step] = groups.pop(left) + groups.pop(right)
    labels = np.empty(points, dtype=np.intp)
    for label, members in enumerate(sorted(groups.values(), key=min)):
        labels[members] = label
    return labels


def _settled(votes: Matrix, labels: Labels) -> Labels:
    """Move every point to the cluster it stands with most often, as long as none runs empty."""
    for _ in range(ROUNDS):
        members = np.eye(int(labels.max()) + 1)[labels]
        moved = np.argmax((votes @ members / members.sum(axis=0)).round(9), axis=1)
        if len(np.unique(moved)) <= labels.max() or np.array_equal(moved, labels):
            break
        labels = moved
    return labels


def _centres(points: Matrix, labels: Labels) -> Matrix:
    """Return the K × d centres of the clusters, of unit length."""
    sums = np.zeros((int(labels.max(initial=-1)) + 1, points.shape[1]))
    np.add.at(sums, labels, points)
    return unit(sums)


def _described(
    texts: Sequence[str],
    said: dict[int, list[str]],
    points: Matrix,
    labels: Labels,
    stable: list[float],
) -> Clusters:
    """Say of every row where it belongs, how well, and what comes nearest."""
    fits = (points @ _centres(points, labels).T).clip(0, 1).round(6)
    copies = Counter(texts)
    firsts = list(said)
    found = [texts[row] for row in firsts]
    labels, order = _by_size(_queued(fits, labels), [copies[text] for text in found])
    fits = fits[:, order]
    fit, neighbours, second = _nearest(fits, labels)
    torn = (labels != QUEUE) & (neighbours >= 0) & (second >= fit - TORN)
    place = {text: at for at, text in enumerate(found)}
    places = [place.get(text) for text in texts]
    telling = np.array([len(words) >= TELLING for words in said.values()], dtype=bool)
    typical = [_typical(fits[:, number], labels == number, telling) for number in range(len(order))]
    return Clusters(
        labels=tuple(QUEUE if at is None else int(labels[at]) for at in places),
        fit=tuple(0.0 if at is None else round(float(fit[at]), 4) for at in places),
        typical=tuple(tuple(firsts[at] for at in group) for group in typical),
        neighbours=tuple(-1 if at is None else int(neighbours[at]) for at in places),
        torn=tuple(row for row, at in enumerate(places) if at is not None and torn[at]),
        stability=tuple(stable[old] for old in order),
    )


def _queued(fits: Matrix, labels: Labels) -> Labels:
    """Take out those near no centre, but few, and never the most central one of a cluster."""
    nearest = fits.max(axis=1, initial=0)
    anyone = np.ones(len(labels), dtype=bool)
    central = {
        _typical(fits[:, label], labels == label, anyone)[0] for label in range(fits.shape[1])
    }
    doubtful = [
        point
        for point in np.argsort(nearest, kind="stable").tolist()
        if nearest[point] < QUEUE_BELOW and point not in central
    ]
    kept = labels.copy()
    kept[doubtful[: int(QUEUE_SHARE * len(labels))]] = QUEUE
    return kept


def _by_size(labels: Labels, copies: list[int]) -> tuple[Labels, list[int]]:
    """Number clusters by size, copies included, then by first text; also return the old numbers."""
    sizes: Counter[int] = Counter()
    for label, count in zip(labels.tolist(), copies, strict=True):
        sizes[label] += count  # points are in the order of texts, so ties keep that order
    del sizes[QUEUE]
    order = [label for label, _ in sizes.most_common()]
    numbers = {QUEUE: QUEUE} | {old: new for new, old in enumerate(order)}
    return np.array([numbers[label] for label in labels.tolist()], dtype=np.intp), order


def _typical(fit: Matrix, members: NDArray[np.bool_], telling: NDArray[np.bool_]) -> list[int]:
    """Return up to three members of best fit, those that tell something first.

    Of equals, the first in the order of texts.
    """
    best = np.lexsort((-fit, ~telling))
    return [int(point) for point in best[members[best]][:TYPICAL]]


def _nearest(fits: Matrix, labels: Labels) -> tuple[Matrix, Labels, Matrix]:
    """Return each point's fit to its own cluster, the nearest other (-1: none), the fit there."""
    others = fits.copy()
    placed = np.flatnonzero(labels != QUEUE)
    others[placed, labels[placed]] = -1
    second = others.max(axis=1, initial=0)
    fit = second.copy()
    fit[placed] = fits[placed, labels[placed]]
    lone = fits.shape[1] - (labels != QUEUE) < 1
    return fit, np.where(lone, -1, others.argmax(axis=1) if fits.shape[1] else -1), second
