"""Points: statements that say nearly the same, found and counted, none of them dropped.

How alike two texts are is the geometric mean of two cosines, of the vectors and of the TF-IDF rows
of their words, so that each can say no. Vectors alone hear what is spoken of better than what is
said of it: of the pairs at .80 in ArgKP train, 63 in a hundred had the same key point, and a higher
limit helps little; with the words it is 87 at the limit shipped (`bench.same`). What is said
in quite other words is not found by it: that is `perhaps_same`, by vectors alone, and a question.

Complete linkage (Sørensen, "A Method of Establishing Groups of Equal Amplitude", 1948), cut at a
fixed likeness: in a point every two texts are that alike, so that no chain becomes one. Only pairs
that are that alike can stand together, so the graph of all such pairs is made first and each of
its parts cut by itself: the same groups as from one tree, without comparing each with each in one
piece of memory. Texts that differ in nothing but case, spaces and punctuation count as one while
groups are made, and always stay together. Rows are put in the order of their texts, and cosines
are rounded, so that the same statements give the same groups in any order.

What denies, what names other numbers and what stands at the other pole is never the same
(`opposites`). The limits were chosen on one half of the topics and measured on the other.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform
from threadpoolctl import threadpool_limits

from hrgl.synthesis.grouping.neighbours import ROWS_AT_ONCE, unit
from hrgl.synthesis.grouping.opposites import opposed, poles, side_of
from hrgl.synthesis.naming.phrases import content_words, stem

SAME_POINT = 0.55  # likeness of any two within a point, at least
NEARLY_EQUAL = 0.80  # the same for near-duplicates
PERHAPS, PERHAPS_EQUAL = 0.70, 0.90  # the same for what only vectors hear, as cosines
MOST_TOGETHER = 2000  # statements in one tree; of larger parts only what is nearly equal is found
_HAIR = 1e-4  # what rounding in single precision may take off a cosine

Group = tuple[int, ...]


@dataclass(frozen=True)
class _Heard:
    """m distinct texts as they are compared.

    `points`: m × d unit vectors; `words`: m × w unit rows of TF-IDF, or none where vectors alone
    count; `poles`: m × p.
    """

    points: NDArray[np.floating]
    words: sparse.csr_array | None
    poles: NDArray[np.int8]

    @property
    def nearly_equal(self) -> float:
        """From which likeness on two are the same but for a few words."""
        return PERHAPS_EQUAL if self.words is None else NEARLY_EQUAL

    def of(self, rows: list[int] | slice) -> "_Heard":
        """Some of them."""
        words = None if self.words is None else self.words[rows]
        return _Heard(self.points[rows], words, self.poles[rows])

    def alike(self, others: "_Heard") -> NDArray[np.floating]:
        """Return m × n likenesses to others, 0 to 1; 0 for what stands at another pole."""
        near = (self.points @ others.points.T).clip(0, 1)
        if self.words is not None and others.words is not None:
            near = np.sqrt(near * (self.words @ others.words.T).toarray().clip(0, 1))
        near[opposed(self.poles, others.poles)] = 0
        return near


def points(
    texts: Sequence[str], vectors: NDArray[np.floating], likeness: float = SAME_POINT
) -> tuple[Group, ...]:
    """Return the rows of each group of n texts that say nearly the same; groups of two at least.

    `vectors`: n × d, a row of zeros for a text without a vector: that one is only compared as text.
    `likeness`: of any two in a group, 0 to 1. In a group the most central row comes first, the
    others by text; groups come by size, then by text. A row is in one group at most. Raises
    ValueError where there are not as many vectors as texts.
    """
    return _found(texts, vectors, likeness, by_words=True)


def near_duplicates(texts: Sequence[str], vectors: NDArray[np.floating]) -> tuple[Group, ...]:
    """Return the groups of rows whose texts are the same but for a few words, as `points` does."""
    return points(texts, vectors, NEARLY_EQUAL)


def perhaps_same(
    texts: Sequence[str], vectors: NDArray[np.floating], likeness: float = PERHAPS
) -> tuple[Group, ...]:
    """Return the groups that only vectors hear, as `points` does: not those within one of its."""
    known = {row: at for at, group in enumerate(points(texts, vectors)) for row in group}
    found = _found(texts, vectors, likeness, by_words=False)
    return tuple(group for group in found if len({known.get(row, -1 - row) for row in group}) > 1)


def folded_text(text: str) -> str:
    """Return a text without case, punctuation and runs of spaces; as it is if nothing is left."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    # letters and marks of every script stay, and signs such as + and €, which may carry the sense
    kept = "".join(" " if unicodedata.category(sign)[0] in "PZC" else sign for sign in plain)
    return " ".join(kept.split()) or " ".join(plain.split())


def _found(
    texts: Sequence[str], vectors: NDArray[np.floating], likeness: float, *, by_words: bool
) -> tuple[Group, ...]:
    if len(texts) != len(vectors):
        raise ValueError(f"{len(texts)} texts, but {len(vectors)} vectors")
    rows = sorted(range(len(texts)), key=lambda row: (texts[row], vectors[row].tobytes(), row))
    copies: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        copies[folded_text(texts[row])].append(row)
    folded, same = list(copies), list(copies.values())
    if not folded:
        return ()
    sides: defaultdict[tuple[bool, tuple[str, ...]], list[int]] = defaultdict(list)
    for at, text in enumerate(folded):
        sides[side_of(text)].append(at)
    first = [next((row for row in each if vectors[row].any()), each[0]) for each in same]
    with threadpool_limits(limits=1):
        words = _words([texts[row] for row in first]) if by_words else None
        heard = _Heard(unit(vectors[first]), words, poles(folded))
        found = [
            _central_first(
                [same[side[at]] for at in group], heard.points[[side[at] for at in group]]
            )
            for side in sides.values()
            for group in _groups(heard.of(side), likeness)
        ]
    place = {row: at for at, row in enumerate(rows)}
    several = [group for group in found if len(group) > 1]
    return tuple(sorted(several, key=lambda group: (-len(group), min(place[row] for row in group))))


def _words(texts: Sequence[str]) -> sparse.csr_array:
    """Return the m × w unit rows of TF-IDF of the words of content, each brought to one form."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # slow to load

    said = [[stem(word) for word in content_words(text)] for text in texts]
    # a vocabulary of nothing is refused, so a word that nobody can say stands in it
    weigh = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit([*said, [""]])
    return sparse.csr_array(weigh.transform(said))


def _groups(heard: _Heard, likeness: float) -> Iterator[list[int]]:
    """Yield the groups of m ≥ 1 texts, one alone included."""
    for part in _parts(heard, likeness):
        if len(part) > MOST_TOGETHER and likeness < heard.nearly_equal:
            for group in _groups(heard.of(part), heard.nearly_equal):
                yield [part[at] for at in group]
        elif len(part) > MOST_TOGETHER:
            yield from ([at] for at in part)
        else:
            yield from _cut(part, heard.of(part), likeness)


def _parts(heard: _Heard, likeness: float) -> list[list[int]]:
    """Return the parts of the graph of all pairs at least that alike; too dense a graph is one."""
    size = len(heard.points)
    small = _Heard(heard.points.astype(np.float32), heard.words, heard.poles)
    starts: list[NDArray[np.intp]] = []
    ends: list[NDArray[np.intp]] = []
    pairs = 0
    for start in range(0, size, ROWS_AT_ONCE):
        block = small.of(slice(start, start + ROWS_AT_ONCE))
        near = block.alike(small.of(slice(start, size))) >= likeness - _HAIR
        pairs += int(np.count_nonzero(near))
        if pairs > MOST_TOGETHER**2:
            return [list(range(size))]
        left, right = np.nonzero(near)
        starts.append(left + start)
        ends.append(right + start)
    ones = np.ones(pairs, np.int8)
    links = (ones, (np.concatenate(starts), np.concatenate(ends)))
    _, labels = connected_components(sparse.csr_array(links, shape=(size, size)), directed=False)
    return _by_label(labels)


def _cut(part: list[int], heard: _Heard, likeness: float) -> list[list[int]]:
    """Cut one part of the graph by complete linkage; `heard` are the texts of the part."""
    if len(part) == 1:
        return [part]
    apart = (1 - heard.alike(heard)).round(6)
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart, checks=False), "complete")
    labels = fcluster(tree, round(1 - likeness, 6) + 1e-9, "distance")
    return [[part[at] for at in group] for group in _by_label(labels)]


def _by_label(labels: NDArray[np.integer]) -> list[list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(labels.tolist()):
        found[label].append(at)
    return list(found.values())


def _central_first(copies: list[list[int]], rows: NDArray[np.floating]) -> Group:
    """Return all rows of a group, those of the text nearest the middle first."""
    often = np.array([len(same) for same in copies])
    near = (rows @ (often @ rows)).round(6)
    first = int(np.argmax(near))
    order = [first, *(at for at in range(len(copies)) if at != first)]
    return tuple(row for at in order for row in copies[at])
