"""Cutting a pile of statements into themes: the machine's proposal, never a decision.

Thirty cuts vote on which statements belong together (`agreement`). They make groups of much the
same size and break up a large theme; likeness does not, but it wavers. So themes are merged by
average linkage over both, then every statement moves to the theme whose members it stands nearest
to. Unless a number is asked for, one is proposed first (`numbers`). More than 3,000 statements are
bundled with their like before. What people decided binds all of it (`decided`). Rows are put in the
order of their texts, identical texts count once, and all sums run on one thread, so that the same
statements and vectors give the same clusters whatever the order of entry.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform
from threadpoolctl import threadpool_limits

from hrgl.errors import NotValid
from hrgl.synthesis.cutting.emptiness import why_empty
from hrgl.synthesis.grouping.agreement import OF_WORDS, agreement, stability
from hrgl.synthesis.grouping.decided import Bound, Decided, bound, unbound
from hrgl.synthesis.grouping.describing import Clusters, Grouping, centres, described
from hrgl.synthesis.grouping.neighbours import Matrix, likeness, shared_words, smoothed, unit
from hrgl.synthesis.grouping.numbers import propose_number
from hrgl.synthesis.grouping.starting_point import started
from hrgl.synthesis.grouping.tree import Labels, cut_tree, nested, other_numbers
from hrgl.synthesis.naming.phrases import content_words

ROUNDS = 3
OF_VOTES = 0.4  # what the votes count; the rest is the cosine of points drawn towards their like
MOST_AT_ONCE = 3000  # statements that are compared each with each; of more, half as many bundles
MOST_SMOOTHED = 20_000  # statements that are drawn towards their like before they are bundled
BUNDLING = 3  # rounds of k-means for the bundles
UNBUNDLING = 8  # rounds in which each statement leaves its bundle for the nearest centre


def cluster(
    texts: Sequence[str],
    vectors: NDArray[np.floating],
    themes: int | None = None,
    decided: Decided | None = None,
    earlier: Sequence[NDArray[np.floating]] = (),
) -> Clusters:
    """Group n texts by their n × d vectors into `themes` clusters, or a sensible number of them.

    Fewer come out where there are fewer distinct texts. Texts that say nothing by themselves
    wait in the queue, and so do at most 5 % of the others, those nearest to no centre at all. Of
    what people `decided` before nothing changes: there are as many clusters at least as themes of
    theirs, and what would come new into one but fits it worse than nine in ten there waits.
    `earlier`: themes of an earlier edition to start from, by the vectors of their statements.
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
        binding = bound(decided, _copies(texts, said)) if decided else unbound(len(said))
        words = list(said.values())
        if earlier:
            grouping = started(points, words, themes, binding, earlier, _grouped)
        else:
            grouping = _grouped(points, words, themes, binding)
        return described(texts, said, points, grouping)


def _copies(texts: Sequence[str], said: dict[int, list[str]]) -> list[list[int]]:
    """Return, for each of the distinct texts, all the rows that hold it."""
    rows: dict[str, list[int]] = {texts[row]: [] for row in said}
    for row, text in enumerate(texts):
        if text in rows:
            rows[text].append(row)
    return list(rows.values())


def _distinct(texts: Sequence[str], vectors: NDArray[np.floating]) -> dict[int, list[str]]:
    """Return one row for each distinct text, in the order of texts, and its words of content.

    Texts that say nothing by themselves, or are without a vector, stay out.
    """
    first: dict[str, int] = {}
    for row in sorted(range(len(texts)), key=lambda row: (texts[row], vectors[row].tobytes(), row)):
        if texts[row] not in first and vectors[row].any():
            first[texts[row]] = row
    return {row: content_words(text) for text, row in first.items() if why_empty(text) is None}


def _grouped(points: Matrix, said: list[list[str]], themes: int | None, binding: Bound) -> Grouping:
    """Put each of m unit points (m × d) into a cluster."""
    if binding.most < 2 or binding.most <= (themes or 0):
        alone = np.where(binding.free, np.arange(len(points)) + binding.most, binding.groups)
        labels = np.unique(alone, return_inverse=True)[1]
        return Grouping(labels, [1.0] * (int(labels.max(initial=-1)) + 1), {}, binding)
    words = shared_words(said)
    if len(points) <= MOST_AT_ONCE:
        alike = likeness(points, words, OF_WORDS)
        number = themes or propose_number(points, alike[0], len(points))
        labels, others = _voted(alike, smoothed(points), number, binding)
        return Grouping(labels, stability(alike, labels), others, binding)
    smooth = smoothed(points) if len(points) <= MOST_SMOOTHED else points
    bundles = _bundles(smooth, binding)
    members = sparse.csr_array((np.ones(len(bundles)), (bundles, np.arange(len(bundles)))))
    middles = unit(members @ smooth)
    alike = likeness(middles, _unit_rows(members @ words), OF_WORDS)
    firsts = np.unique(bundles, return_index=True)[1]
    number = themes or propose_number(middles, alike[0], len(points))
    found, groups = _voted(alike, smoothed(middles), number, binding.of(firsts))
    own = found[bundles]
    labels = _unbundled(smooth, own, binding)
    others = {}
    for number, each in groups.items():
        if len(np.unique(each)) == number:
            other = each[bundles]
            others[number] = nested(other, own, labels, smooth @ centres(smooth, other).T)
    return Grouping(labels, stability(alike, found), others, binding)


def _unbundled(points: Matrix, own: Labels, binding: Bound) -> Labels:
    """Let every free point go from its bundle's cluster to the nearest, as long as none empties."""
    labels = own
    for _ in range(UNBUNDLING):
        nearest = np.argmax(points @ centres(points, labels).T, axis=1)
        moved = np.where(binding.free, nearest, own)
        if len(np.unique(moved)) <= own.max() or np.array_equal(moved, labels):
            break
        labels = moved
    return labels


def _bundles(points: Matrix, binding: Bound) -> Labels:
    """Bundle more points than can be compared each with each, numbered without gaps.

    No bundle holds points of two groups. k-means from points spread evenly over the order of
    texts, so without a seed.
    """
    from sklearn.cluster import KMeans  # slow to load, and the fewest editions are that large

    small, bundles, made = points.astype(np.float32), np.empty(len(points), dtype=np.intp), 0
    for group in np.unique(binding.groups):
        rows = np.flatnonzero(binding.groups == group)
        number = max(1, MOST_AT_ONCE // 2 * len(rows) // len(points))
        starts = rows[np.linspace(0, len(rows) - 1, number).round().astype(int)]
        means = KMeans(number, init=small[starts], n_init=1, max_iter=BUNDLING).fit(small[rows])
        bundles[rows] = made + np.unique(means.labels_, return_inverse=True)[1]
        made = int(bundles[rows].max()) + 1
    return bundles


def _unit_rows(rows: sparse.csr_array) -> sparse.csr_array:
    lengths = np.sqrt(np.asarray((rows * rows).sum(axis=1)).ravel())
    return sparse.csr_array(sparse.diags_array(1 / np.where(lengths > 0, lengths, 1)) @ rows)


def _voted(
    alike: Sequence[Matrix], smooth: Matrix, themes: int, binding: Bound
) -> tuple[Labels, dict[int, Labels]]:
    """Return the theme of each point: average linkage over votes and likeness, then settled.

    Also return, for each other sensible number, the group of each point in the same tree.
    """
    points = len(smooth)
    near = OF_VOTES * agreement(alike, themes) + (1 - OF_VOTES) * (smooth @ smooth.T).clip(0, 1)
    apart = squareform(binding.constrain(1 - near), checks=False).round(9)
    tree = linkage(apart, "average")
    heights, merges = tree[:, 2].clip(0, 1), tree[:, :2].astype(int)
    number = min(binding.most, max(binding.themes, themes))
    own = cut_tree(merges, points, number)
    labels = _settled(near, own, binding.free)
    others = {}
    for each in other_numbers(heights, number):
        if not binding.themes <= each <= binding.most:
            continue
        other = cut_tree(merges, points, each)
        others[each] = nested(other, own, labels, _standing(near, other))
    return labels, others


def _settled(near: Matrix, labels: Labels, free: NDArray[np.bool_]) -> Labels:
    """Move free points to the cluster they stand nearest to, as long as none runs empty."""
    for _ in range(ROUNDS):
        moved = np.where(free, np.argmax(_standing(near, labels), axis=1), labels)
        if len(np.unique(moved)) <= labels.max() or np.array_equal(moved, labels):
            break
        labels = moved
    return labels


def _standing(near: Matrix, labels: Labels) -> Matrix:
    """Return n × clusters: how near a point stands to the members of each, on average."""
    members = np.eye(int(labels.max()) + 1)[labels]
    mean: Matrix = (near @ members / members.sum(axis=0)).round(9)
    return mean
