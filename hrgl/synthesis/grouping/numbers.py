"""How many themes are sensible, where nobody said how many are wanted.

The silhouette (Rousseeuw, 1987) says of a cut how much nearer statements stand to their own group
than to the next. Alone it says "as many as you like" of a large pile, and the square root of the
statements alone says twelve for any six hundred; together they come nearest to what people make.
"""

import math

import numpy as np
from scipy.cluster.hierarchy import linkage

from hrgl.synthesis.grouping.neighbours import Matrix, smoothed
from hrgl.synthesis.grouping.tree import MOST_ASKED, Labels, cut_tree

FEWEST_CUT = 8  # statements that are more than one theme
WITHIN = 0.5, 3.0  # least and greatest number that is looked at, times the usual one
NUMBERS_TRIED = 25  # numbers at most, in equal ratios
DISCOUNT = 0.04  # silhouette that it costs to be twice the usual number or half of it


def propose_number(points: Matrix, alike: Matrix, statements: int) -> int:
    """Propose a number of themes for m unit points (m × d) that stand for so many statements.

    `alike`: m × m, their likeness. Ward's tree over points drawn towards their like is cut into
    half the usual number of groups up to three times as many: the number with the greatest mean
    silhouette, less a discount that grows with the square of the doublings between it and the usual
    one. Between 2 and min(60, m / 3); 1 for fewer than eight points.
    """
    if len(points) < FEWEST_CUT:
        return 1
    about = usual(statements)
    least, most = (max(2.0, min(times * about, len(points) // 3, MOST_ASKED)) for times in WITHIN)
    merges = linkage(smoothed(points).round(9), "ward")[:, :2].astype(int)
    numbers = sorted({int(each) for each in np.geomspace(least, most, NUMBERS_TRIED).round()})
    worth = {
        number: _silhouette(alike, cut_tree(merges, len(points), number))
        - DISCOUNT * math.log2(number / about) ** 2
        for number in numbers
    }
    return max(numbers, key=lambda number: round(worth[number], 6))


def usual(statements: int) -> float:
    """Return the number of themes that is sensible for so many statements, not yet whole."""
    return math.sqrt(statements) / 2


def _silhouette(alike: Matrix, labels: Labels) -> float:
    """Return the mean over all points, 0 for one that is a group alone."""
    members = np.eye(int(labels.max()) + 1)[labels]
    sizes, own = members.sum(axis=0), members.astype(bool)
    sums = alike @ members
    rest = sizes[labels] - 1
    inside = 1 - (sums[own] - alike.diagonal()) / np.maximum(rest, 1)
    outside = 1 - np.where(own, -np.inf, sums / sizes).max(axis=1)
    found = (outside - inside) / np.maximum(np.maximum(inside, outside), 1e-9)
    return float(np.where(rest > 0, found, 0).mean())
