"""Themes of an earlier edition as a starting point: what fits one goes there, the rest is cut anew.

The middle of a theme is the mean direction of its statements. A statement goes to the theme whose
middle is nearest, on two conditions. It is as near as nine in ten of those that stand there are to
the middle of all the others there: measured so, a statement of a small theme is as far from it as a
new one would be. And it is about as near as to those of its own year that it stands with when they
are cut by themselves: what is new has its like among what was said with it, and an earlier theme
that is only the nearest of all is farther. Themes that people of this edition decided on take part
by the same rule. It is nearest-centroid classification with a reject option (Chow, "On optimum
recognition error and reject tradeoff", 1970); the limits are from `bench.memory`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hrgl.synthesis.grouping.decided import NOWHERE, Bound, Numbers
from hrgl.synthesis.grouping.describing import WEAKEST, Grouping
from hrgl.synthesis.grouping.neighbours import Matrix, unit
from hrgl.synthesis.grouping.tree import Labels

FARTHER = 0.06  # cosine by which an earlier theme may be farther than one's like of the same year
TOO_FEW = (
    5  # statements; of fewer the weakest says nothing, and that of all themes together must do
)
LEAST_OF_NONE = 0.5  # cosine that is asked for where no theme has two statements
_DIGITS = 6  # cosines are rounded, so that equals are equal in any company

Fits = NDArray[np.float64]
Grouped = Callable[[Matrix, list[list[str]], int | None, Bound], Grouping]


@dataclass(frozen=True)
class Homes:
    """K themes to which statements can go: K × d unit middles, and the least fit each asks for."""

    middles: Matrix
    least: Fits


def started(
    points: Matrix,
    said: list[list[str]],
    number: int | None,
    binding: Bound,
    earlier: Sequence[NDArray[np.floating]],
    cut: Grouped,
) -> Grouping:
    """Put each of m unit points (m × d) where it fits, and `cut` those that fit nowhere.

    The pile is cut as a whole first, to see with which of its own year each stands.
    `said`: the words of content of each; `number`: how many themes are wanted in all, those that
    fill included; once so many fill, or if it is None, the rest makes as many as seem sensible.
    `earlier`: the vectors of the statements of each earlier theme, k × d.
    """
    yours = [points[binding.groups == theme] for theme in range(binding.themes)]
    before = [unit(rows) if len(rows) else points[:0] for rows in earlier]
    own = own_fits(points, cut(points, said, None, binding).labels)
    where = placed(points, binding, homes([*yours, *before]), own)
    rest = np.flatnonzero(where == NOWHERE)
    first = binding.themes
    filled = [at for at in range(first, first + len(earlier)) if (where == at).any()]
    kept = first + len(filled)
    missing = min((number or 0) - kept, max(1, len(rest) // 2))
    anew = cut(
        points[rest],
        [said[row] for row in rest],
        missing if missing > 0 else None,
        _within(binding, rest),
    )
    numbers = {at: at for at in range(first)} | {old: first + at for at, old in enumerate(filled)}
    labels = np.array([numbers.get(at, NOWHERE) for at in where.tolist()], dtype=np.intp)
    labels[rest] = kept + anew.labels
    begun = [NOWHERE] * first + [at - first for at in filled] + [NOWHERE] * len(anew.stability)
    return Grouping(labels, [1.0] * kept + anew.stability, {}, binding, tuple(begun))


def homes(themes: Sequence[Matrix]) -> Homes:
    """Find the middle of each of K themes and the least fit it asks for; `themes`: unit rows each.

    One without statements asks for more than there is.
    """
    own = [_to_others(rows) for rows in themes]
    pool = np.concatenate([each for each in own if len(each) > 1] or [np.zeros(0)])
    usual = float(np.quantile(pool, WEAKEST)) if len(pool) else LEAST_OF_NONE
    least = [_least(fits, usual) for fits in own]
    width = max((rows.shape[1] for rows in themes), default=1)
    middles = [rows.sum(axis=0) if len(rows) else np.zeros(width) for rows in themes]
    stacked = np.stack(middles) if middles else np.zeros((0, width))
    return Homes(unit(stacked), np.array(least).round(_DIGITS))


def own_fits(points: Matrix, labels: Labels) -> Fits:
    """Return the cosine of each of m unit points to the middle of the others of its cluster.

    0 where it stands alone.
    """
    found = np.zeros(len(points))
    for label in np.unique(labels):
        found[labels == label] = _to_others(points[labels == label])
    return found


def _to_others(rows: Matrix) -> Fits:
    """Return the cosine of each of k unit rows to the middle of the others."""
    others = unit(rows.sum(axis=0) - rows)
    return np.asarray((rows * others).sum(axis=1))


def _least(fits: Fits, usual: float) -> float:
    if not len(fits):
        return np.inf
    return usual if len(fits) < TOO_FEW else float(np.quantile(fits, WEAKEST))


def placed(points: Matrix, binding: Bound, among: Homes, own: Fits) -> Numbers:
    """Return the home of each of m points, -1 for none; `among`: themes of people come first.

    `own`: how near each is to its like of the same year. What is tied together goes as one, by its
    middle; of two that are tied apart the one that fits less well goes to the next theme, if it
    fits that. What stands in a theme of people stays.
    """
    where = np.where(binding.groups < binding.themes, binding.groups, NOWHERE)
    if not len(among.middles):
        return where
    free = np.flatnonzero(binding.free)
    where[free] = _nearest(points[free] @ among.middles.T, among.least, own[free])
    groups = range(binding.themes, int(binding.groups.max(initial=NOWHERE)) + 1)
    members = {group: np.flatnonzero(binding.groups == group) for group in groups}
    stands = {theme: theme for theme in range(binding.themes)}
    fits = {
        group: unit(points[rows].sum(axis=0, keepdims=True)) @ among.middles.T
        for group, rows in members.items()
    }
    for group in sorted(groups, key=lambda each: (-round(float(fits[each].max()), _DIGITS), each)):
        barred = [stands[each] for each in _apart_from(group, binding) if each in stands]
        fits[group][0, barred] = -1
        mean = own[members[group]].mean(keepdims=True)
        home = int(_nearest(fits[group], among.least, mean)[0])
        if home != NOWHERE:
            stands[group] = home
            where[members[group]] = home
    return where


def _nearest(fits: Matrix, least: Fits, own: Fits) -> Numbers:
    """Return for each of m rows of K fits the nearest theme, -1 where it does not fit it."""
    fits = fits.round(_DIGITS)
    best = fits.argmax(axis=1)
    found = fits[np.arange(len(fits)), best]
    enough = (found >= least[best]) & (found >= (own - FARTHER).round(_DIGITS))
    return np.where(enough, best, NOWHERE)


def _apart_from(group: int, binding: Bound) -> list[int]:
    pairs = [pair for pair in binding.apart if group in pair]
    return [one if other == group else other for one, other in pairs]


def _within(binding: Bound, rows: Numbers) -> Bound:
    """Return what binds these points among themselves, where none stands in a theme of people."""
    groups = binding.groups[rows]
    numbers = {old: new for new, old in enumerate(np.unique(groups[groups != NOWHERE]).tolist())}
    renumbered = [numbers.get(each, NOWHERE) for each in groups.tolist()]
    pairs = [(numbers[a], numbers[b]) for a, b in binding.apart if a in numbers and b in numbers]
    return Bound(np.array(renumbered, dtype=np.intp), 0, tuple(pairs))
