"""What is said of a grouping: how well statements fit, what is typical, what comes nearest.

Everything is measured by cosines to the centres of the themes, the mean directions of their
statements. Equal texts count as often as they were said.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hrgl.synthesis.grouping.alternatives import QUEUE, Other, by_rows, most_typical, what_changes
from hrgl.synthesis.grouping.decided import Bound
from hrgl.synthesis.grouping.doubts import most_doubted, other_groups
from hrgl.synthesis.grouping.neighbours import Matrix, unit
from hrgl.synthesis.grouping.tree import Labels
from hrgl.synthesis.naming.phrases import TELLING

QUEUE_BELOW = 0.15  # cosine to the nearest centre under which a statement fits nowhere
QUEUE_SHARE = 0.05  # at most this share of the statements waits for want of fit
WEAKEST = 0.1  # share of a theme's own statements that a new one must fit it better than
OFFERED = 3  # themes that are named to a statement of the queue


@dataclass(frozen=True)
class Grouping:
    """Where m distinct statements were put: clusters 0, 1, … with the stability of each.

    `others`: for each other number of clusters the group of each statement; every group is some
    of the clusters together, or a part of one. `binding`: what people decided. `begun`: the number
    of the earlier theme that each cluster goes on with, -1 for none; empty if none was given.
    """

    labels: Labels
    stability: list[float]
    others: dict[int, Labels]
    binding: Bound
    begun: tuple[int, ...] = ()


@dataclass(frozen=True)
class Clusters:
    """One grouping of n statements into clusters 0, 1, …, the largest first.

    `labels`: the cluster of each row; -1 is the queue of those that fit nowhere.
    `fit`: 0 to 1, cosine between a row and the centre of its cluster (in the queue: the nearest).
    `typical`: for each cluster up to three rows nearest its centre, no text twice; rows of a few
    words only where there are no others.
    `neighbours`: the other cluster that claims each row most, as in `doubts` (in the queue: the
    nearest); -1 if none.
    `torn`: the rows that this neighbour claims as much as their own cluster does, or nearly; at
    most a tenth, and none that people decided on.
    `stability`: for each cluster 0 to 1, how often two of its members stay together in samples.
    `cohesion`: for each cluster 0 to 1, the mean fit of its rows.
    `nearness`: for each cluster its nearest other one and the cosine of the two centres; None
    where there is no other.
    `offers`: for each row of the queue that has words, up to three nearest clusters with the fit.
    `others`: what other numbers of clusters would change, the smallest number first.
    `begun`: for each cluster the number of the earlier theme it goes on with, -1 for none; empty
    where none was given.
    """

    labels: tuple[int, ...]
    fit: tuple[float, ...]
    typical: tuple[tuple[int, ...], ...]
    neighbours: tuple[int, ...]
    torn: tuple[int, ...]
    stability: tuple[float, ...]
    cohesion: tuple[float, ...]
    nearness: tuple[tuple[int, float] | None, ...]
    offers: dict[int, tuple[tuple[int, float], ...]]
    others: tuple[Other, ...]
    begun: tuple[int, ...] = ()


def centres(points: Matrix, labels: Labels) -> Matrix:
    """Return the K × d centres of the clusters, of unit length."""
    shape = int(labels.max(initial=-1)) + 1, len(points)
    members = sparse.csr_array((np.ones(len(points)), (labels, np.arange(len(points)))), shape)
    return unit(members @ points)


def described(
    texts: Sequence[str], said: dict[int, list[str]], points: Matrix, grouping: Grouping
) -> Clusters:
    """Say of every row where it belongs, how well, and what comes nearest.

    `said`: the row and the words of each of the m distinct statements; `points`: their m × d unit
    vectors.
    """
    middles = centres(points, grouping.labels)
    fits = (points @ middles.T).clip(0, 1).round(6)
    counted = Counter(texts)
    firsts = list(said)
    found = [texts[row] for row in firsts]
    copies = [counted[text] for text in found]
    labels, order = _by_size(_queued(fits, grouping), copies)
    fits = fits[:, order]
    fit, nearest = _nearest(fits, labels)
    claimed, torn = _claimed(points, labels, len(order), grouping.binding.free)
    neighbours = np.where(claimed < 0, nearest, claimed)
    place = {text: at for at, text in enumerate(found)}
    places = [place.get(text) for text in texts]
    telling = np.array([len(words) >= TELLING for words in said.values()], dtype=bool)
    typical = [
        most_typical(fits[:, number], labels == number, telling) for number in range(len(order))
    ]
    changes = _others(grouping, labels, points, np.array(copies), telling)
    waiting = {at: _offers(fits[at]) for at in np.flatnonzero(labels == QUEUE).tolist()}
    return Clusters(
        labels=tuple(QUEUE if at is None else int(labels[at]) for at in places),
        fit=tuple(0.0 if at is None else round(float(fit[at]), 4) for at in places),
        typical=tuple(tuple(firsts[at] for at in group) for group in typical),
        neighbours=tuple(-1 if at is None else int(neighbours[at]) for at in places),
        torn=tuple(row for row, at in enumerate(places) if at in torn),
        stability=tuple(grouping.stability[old] for old in order),
        cohesion=_cohesion(fit, labels, copies, len(order)),
        nearness=_nearness(middles[order]),
        offers={row: waiting[at] for row, at in enumerate(places) if at in waiting},
        others=tuple(by_rows(change, firsts) for change in changes),
        begun=tuple(grouping.begun[old] for old in order) if grouping.begun else (),
    )


def _others(
    grouping: Grouping, labels: Labels, points: Matrix, copies: Labels, telling: NDArray[np.bool_]
) -> list[Other]:
    """What other numbers of clusters would change, by distinct statement."""
    changes = (
        what_changes(number, groups, labels, points, copies, telling)
        for number, groups in sorted(grouping.others.items())
    )
    return [change for change in changes if change is not None]


def _queued(fits: Matrix, grouping: Grouping) -> Labels:
    """Take out those near no centre, but few, and never the most central one of a cluster.

    Those that would come new into a theme of people are taken out unless they fit it.
    """
    labels, free = grouping.labels, grouping.binding.free
    nearest = fits.max(axis=1, initial=0)
    anyone = np.ones(len(labels), dtype=bool)
    central = {
        most_typical(fits[:, label], labels == label, anyone)[0] for label in range(fits.shape[1])
    }
    doubtful = [
        point
        for point in np.argsort(nearest, kind="stable").tolist()
        if nearest[point] < QUEUE_BELOW and free[point] and point not in central
    ]
    kept = labels.copy()
    kept[doubtful[: int(QUEUE_SHARE * len(labels))]] = QUEUE
    for theme in range(grouping.binding.themes):
        stands = grouping.binding.groups == theme
        label = labels[stands][0]
        least = np.quantile(fits[stands, label], WEAKEST)
        kept[free & (labels == label) & (fits[:, label] < least)] = QUEUE
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


def _nearest(fits: Matrix, labels: Labels) -> tuple[Matrix, Labels]:
    """Return each point's fit to its own cluster (in the queue: the nearest), the nearest other."""
    others = fits.copy()
    placed = np.flatnonzero(labels != QUEUE)
    others[placed, labels[placed]] = -1
    fit = others.max(axis=1, initial=0)
    fit[placed] = fits[placed, labels[placed]]
    lone = fits.shape[1] - (labels != QUEUE) < 1
    return fit, np.where(lone, -1, others.argmax(axis=1) if fits.shape[1] else -1)


def _claimed(
    points: Matrix, labels: Labels, clusters: int, free: NDArray[np.bool_]
) -> tuple[Labels, set[int]]:
    """Return the other cluster that claims each point most (-1: none), and the points torn."""
    placed = labels != QUEUE
    found = other_groups(points, labels, max(clusters, 1), number=1)
    torn = most_doubted(found.doubt, placed & free)
    return np.where(placed, found.nearest[:, 0], -1), set(torn.tolist())


def _cohesion(fit: Matrix, labels: Labels, copies: list[int], number: int) -> tuple[float, ...]:
    placed = labels != QUEUE
    weights = np.array(copies, dtype=float)[placed]
    sums = np.bincount(labels[placed], weights=weights * fit[placed], minlength=number)
    sizes = np.bincount(labels[placed], weights=weights, minlength=number)
    return tuple(round(float(total / size), 4) for total, size in zip(sums, sizes, strict=True))


def _nearness(middles: Matrix) -> tuple[tuple[int, float] | None, ...]:
    """Return for each of K centres the nearest other one and how near it is."""
    if len(middles) < 2:
        return (None,) * len(middles)
    alike = (middles @ middles.T).round(6)
    np.fill_diagonal(alike, -2)
    return tuple((int(row.argmax()), round(float(row.max()), 4)) for row in alike)


def _offers(fits: Matrix) -> tuple[tuple[int, float], ...]:
    best = np.argsort(-fits, kind="stable")[:OFFERED]
    return tuple((int(number), round(float(fits[number]), 4)) for number in best)
