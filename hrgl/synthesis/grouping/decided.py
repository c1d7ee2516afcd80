"""What people decided, as constraints of a new grouping: together, apart, and where it stands.

Must-link and cannot-link constraints (Wagstaff et al., "Constrained K-means Clustering with
Background Knowledge", 2001), met by distances: what belongs together is nearer than anything else
can be, what belongs apart is farther. A theme that people shaped is one group, and stays apart from
every other. What stands there stays: on four public sets a statement that the votes would move out
of such a theme stood right three times as often as it would have been moved right, however sure
the votes were.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import DisjointSet

from hrgl.synthesis.grouping.neighbours import Matrix

NOWHERE = -1
FAR = 1e9  # outweighs any mean over the pairs of two groups of a thousand

Pairs = tuple[tuple[int, int], ...]
Numbers = NDArray[np.intp]


@dataclass(frozen=True)
class Decided:
    """What people decided on n statements.

    `themes`: for each row the number of the theme in which it stays, 0, 1, …; -1 for none.
    `together`, `apart`: pairs of rows that belong into one theme, or do not.
    """

    themes: tuple[int, ...]
    together: Pairs = ()
    apart: Pairs = ()

    @property
    def binds(self) -> bool:
        """Whether anything was decided."""
        return bool(self.together or self.apart or any(each != NOWHERE for each in self.themes))


@dataclass(frozen=True)
class Bound:
    """The same for m distinct statements.

    `groups`: the group of each statement that must stay together, -1 for one that is free.
    `themes`: how many of the groups are themes of people; these have the first numbers.
    `apart`: pairs of groups that may not fall together; two themes never may.
    """

    groups: Numbers
    themes: int
    apart: Pairs

    @property
    def most(self) -> int:
        """How many clusters there can be at most: free statements and groups."""
        return int(self.free.sum() + self.groups.max(initial=NOWHERE) + 1)

    @property
    def free(self) -> NDArray[np.bool_]:
        """Which statements may stand anywhere."""
        nowhere: NDArray[np.bool_] = self.groups == NOWHERE
        return nowhere

    def of(self, rows: Numbers) -> "Bound":
        """Return the same for some of the statements, or for bundles by one statement of each."""
        return Bound(self.groups[rows], self.themes, self.apart)

    def constrain(self, distances: Matrix) -> Matrix:
        """Return the m × m distances so that a tree of merges cannot but respect what binds."""
        found, groups = distances.copy(), self.groups
        held = ~self.free
        found[np.equal.outer(groups, groups) & np.logical_and.outer(held, held)] = -FAR
        theme = held & (groups < self.themes)
        found[np.not_equal.outer(groups, groups) & np.logical_and.outer(theme, theme)] = FAR
        for one, other in self.apart:
            across = np.logical_and.outer(groups == one, groups == other)
            found[across | across.T] = FAR
        np.fill_diagonal(found, 0)
        return found


def unbound(points: int) -> Bound:
    """Return what binds that many statements where nobody decided anything."""
    return Bound(np.full(points, NOWHERE, dtype=np.intp), 0, ())


def bound(decided: Decided, points: Sequence[Sequence[int]]) -> Bound:
    """Say for m distinct statements what binds them; `points`: the rows of each.

    Equal texts that people put into different themes are bound by none of these. A pair that asks
    for what a placement rules out counts for nothing, nor does one that ties a statement to itself.
    """
    at = {row: point for point, rows in enumerate(points) for row in rows}
    stands = [{decided.themes[row] for row in rows} - {NOWHERE} for rows in points]
    theme = [each.pop() if len(each) == 1 else NOWHERE for each in stands]
    known = dict.fromkeys(each for each in theme if each != NOWHERE)
    numbers = {old: new for new, old in enumerate(known)}
    sets = DisjointSet(range(len(points)))
    first: dict[int, int] = {}
    for point, each in enumerate(theme):
        if each != NOWHERE:
            sets.merge(first.setdefault(each, point), point)
    of = {sets[point]: numbers[each] for each, point in first.items()}
    for one, other in _at_points(decided.together, at):
        theirs = {of[root] for root in (sets[one], sets[other]) if root in of}
        if len(theirs) < 2:
            sets.merge(one, other)
            if theirs:
                of[sets[one]] = theirs.pop()
    apart = _at_points(decided.apart, at)
    alone = {sets[point] for pair in apart for point in pair}
    groups = np.full(len(points), NOWHERE, dtype=np.intp)
    fresh = count(len(numbers))
    for members in sorted(map(sorted, sets.subsets())):
        root = sets[members[0]]
        if root in of or root in alone or len(members) > 1:
            groups[members] = of[root] if root in of else next(fresh)
    pairs = {tuple(sorted((int(groups[one]), int(groups[other])))) for one, other in apart}
    return Bound(groups, len(numbers), tuple(sorted((a, b) for a, b in pairs if a != b)))


def _at_points(pairs: Pairs, at: dict[int, int]) -> list[tuple[int, int]]:
    """Return pairs of rows as pairs of statements; those of texts that say nothing are left out."""
    found = [(at[one], at[other]) for one, other in pairs if one in at and other in at]
    return sorted({(min(pair), max(pair)) for pair in found if pair[0] != pair[1]})
