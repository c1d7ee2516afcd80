"""Points: statements that say nearly the same, found and counted, none of them dropped.

Average linkage over the cosine distance of the vectors, cut at a fixed likeness (Sokal and
Michener, "A Statistical Method for Evaluating Systematic Relationships", 1958). Two groups are
only merged if at least one pair across them is that alike, so the graph of all such pairs is made
first and each of its parts cut by itself: the same groups as from one tree, without comparing
each with each in one piece of memory. Texts that differ in nothing but case, spaces and punctuation
count as one while groups are made, and always stay together. Rows are put in the order of their
texts, and cosines are rounded, so that the same statements give the same groups in any order.

Vectors of all-MiniLM-L6-v2 hear what is spoken of better than whether it is denied: "Marijuana
should not be legalized" is at .83 to "Recreational marijuana should be legal". So texts with a word
of denial and texts without are grouped apart. Of the pairs at .90 and more in ArgKP this leaves 210
of 522 of opposite stance together, and 842 of 1,028 with the same key point. It knows English
only, and opposites without such a word still pass.

The limit was chosen by reading, by one of us, once: of 44 groups found at .70, drawn by chance, 31
said nearly the same (12 of 22 civic comments from Bowling Green, 19 of 22 from transcripts of AI
assemblies). At .75 it was 6 of 10 of the comments: hardly surer, and half of the right ones were
lost. At .65 the demonstration had five groups more, two of them right. So what is found is read by
a person before it counts as one, and what is said in quite other words is not found.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform
from threadpoolctl import threadpool_limits

from hrgl.synthesis.grouping.neighbours import ROWS_AT_ONCE, Matrix, unit

SAME_POINT = 0.70  # mean cosine within a point, at least
NEARLY_EQUAL = 0.90  # the same for near-duplicates
MOST_TOGETHER = 2000  # statements in one tree; of larger parts only what is nearly equal is found
_HAIR = 1e-4  # what rounding in single precision may take off a cosine
_DENIAL = re.compile(r"\b(?:not|no|never|nobody|none|nor|cannot|\w+n t)\b")  # in folded texts

Group = tuple[int, ...]


def points(
    texts: Sequence[str], vectors: NDArray[np.floating], likeness: float = SAME_POINT
) -> tuple[Group, ...]:
    """Return the rows of each group of n texts that say nearly the same; groups of two at least.

    `vectors`: n × d, a row of zeros for a text without a vector: that one is only compared as text.
    `likeness`: the mean cosine of two halves of a group, 0 to 1. In a group the most central row
    comes first, the others by text; groups come by size, then by text. A row is in one group at
    most. Raises ValueError where there are not as many vectors as texts.
    """
    if len(texts) != len(vectors):
        raise ValueError(f"{len(texts)} texts, but {len(vectors)} vectors")
    rows = sorted(range(len(texts)), key=lambda row: (texts[row], vectors[row].tobytes(), row))
    copies: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        copies[folded_text(texts[row])].append(row)
    sides: tuple[list[list[int]], ...] = ([], [])
    for text, same in copies.items():
        sides[_DENIAL.search(text) is not None].append(same)
    with threadpool_limits(limits=1):
        found = [group for side in sides for group in _grouped(side, vectors, likeness)]
    place = {row: at for at, row in enumerate(rows)}
    return tuple(sorted(found, key=lambda group: (-len(group), min(place[row] for row in group))))


def near_duplicates(texts: Sequence[str], vectors: NDArray[np.floating]) -> tuple[Group, ...]:
    """Return the groups of rows whose texts are the same but for a few words, as `points` does."""
    return points(texts, vectors, NEARLY_EQUAL)


def folded_text(text: str) -> str:
    """Return a text without case, punctuation and runs of spaces; as it is if nothing is left."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    # letters and marks of every script stay, and signs such as + and €, which may carry the sense
    kept = "".join(" " if unicodedata.category(sign)[0] in "PZC" else sign for sign in plain)
    return " ".join(kept.split()) or " ".join(plain.split())


def _grouped(
    copies: list[list[int]], vectors: NDArray[np.floating], likeness: float
) -> Iterator[Group]:
    """Yield the groups of two rows at least; `copies` are the rows of each distinct text."""
    if not copies:
        return
    heard = [next((row for row in same if vectors[row].any()), same[0]) for same in copies]
    distinct = unit(vectors[heard])
    for group in _groups(distinct, likeness):
        found = _central_first([copies[at] for at in group], distinct[group])
        if len(found) > 1:
            yield found


def _groups(distinct: Matrix, likeness: float) -> Iterator[list[int]]:
    """Yield the groups of m ≥ 1 unit rows (m × d), one alone included."""
    for part in _parts(distinct, likeness):
        if len(part) > MOST_TOGETHER and likeness < NEARLY_EQUAL:
            for group in _groups(distinct[part], NEARLY_EQUAL):
                yield [part[at] for at in group]
        elif len(part) > MOST_TOGETHER:
            yield from ([at] for at in part)
        else:
            yield from _cut(part, distinct[part], likeness)


def _parts(distinct: Matrix, likeness: float) -> list[list[int]]:
    """Return the parts of the graph of all pairs at least that alike; too dense a graph is one."""
    small, size = distinct.astype(np.float32), len(distinct)
    starts: list[NDArray[np.intp]] = []
    ends: list[NDArray[np.intp]] = []
    pairs = 0
    for start in range(0, size, ROWS_AT_ONCE):
        near = small[start : start + ROWS_AT_ONCE] @ small[start:].T >= likeness - _HAIR
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


def _cut(part: list[int], rows: Matrix, likeness: float) -> list[list[int]]:
    """Cut one part of the graph by average linkage; the rows are those of the part (p × d)."""
    if len(part) == 1:
        return [part]
    apart = (1 - rows @ rows.T).clip(0, 2).round(6)
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart, checks=False), "average")
    labels = fcluster(tree, round(1 - likeness, 6) + 1e-9, "distance")
    return [[part[at] for at in group] for group in _by_label(labels)]


def _by_label(labels: NDArray[np.integer]) -> list[list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(labels.tolist()):
        found[label].append(at)
    return list(found.values())


def _central_first(copies: list[list[int]], rows: Matrix) -> Group:
    """Return all rows of a group, those of the text nearest the middle first."""
    often = np.array([len(same) for same in copies])
    near = (rows @ (often @ rows)).round(6)
    first = int(np.argmax(near))
    order = [first, *(at for at in range(len(copies)) if at != first)]
    return tuple(row for at in order for row in copies[at])
