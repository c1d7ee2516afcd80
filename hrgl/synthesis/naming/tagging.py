"""Which entries of a vocabulary a theme seems to touch, judged by the vectors of both.

An entry is proposed for a theme if it is *near* it (cosine of its text to the middle of the theme's
statements) and *ahead* there: the theme's statements resemble it more than the edition's do, in
standard deviations of all statements. The second question keeps out what resembles everything
said at such an Academy, such as "participation" or "human rights".

The limits were chosen on the demonstration alone: 15 themes, 88 entries, and 72 pairs that one of
us held to be right, once. 58 pairs are proposed: 39 of them are among the 72. Without *ahead* 42 of
75 are; with the names of the entries in place of their fuller text 27 of 45. Measured where they
were chosen, and with one model, the figures flatter: what is proposed reminds a person of what they
may want to say, and finds nothing out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hrgl.errors import NotValid

NEAR = 0.40  # cosine of an entry to the middle of a theme, at least
AHEAD = 0.50  # standard deviations by which a theme must be nearer than all statements are
MOST = 2  # proposals for one theme out of one list
FEWEST = 3  # statements below which a theme has no middle worth comparing


@dataclass(frozen=True)
class Likeness:
    """An entry that a theme seems to touch: row numbers of both, and their cosine."""

    theme: int
    entry: int
    similarity: float


def propose_tags(
    statements: NDArray[np.float32],
    themes: Sequence[int],
    entries: NDArray[np.float32],
    lists: Sequence[str],
) -> list[Likeness]:
    """Compare themes with entries: by theme, then list, then the clearest first.

    `statements`: n × d unit vectors; `themes`: n numbers, -1 for a statement in no theme;
    `entries`: m × d unit vectors; `lists`: for each entry the name of the list it stands in.
    Raises NotValid where the lengths do not match.
    """
    if len(statements) != len(themes) or len(entries) != len(lists):
        raise NotValid("Each row needs its theme, and each entry its list.")
    if not len(statements) or not len(entries):
        return []
    near = np.asarray(statements, np.float64) @ np.asarray(entries, np.float64).T
    spread = near.std(axis=0)
    of = np.asarray(themes)
    found = []
    for theme in sorted(set(themes) - {-1}):
        rows = of == theme
        if rows.sum() < FEWEST:
            continue
        length = float(np.linalg.norm(statements[rows].mean(axis=0)))
        means = near[rows].mean(axis=0)
        ahead = (means - near.mean(axis=0)) / np.where(spread > 0, spread, np.inf)
        found += _clearest(theme, means / max(length, 1e-9), ahead, lists)
    return found


def _clearest(
    theme: int, similarity: NDArray[np.float64], ahead: NDArray[np.float64], lists: Sequence[str]
) -> list[Likeness]:
    chosen = []
    for name in sorted(set(lists)):
        fitting = [
            at
            for at, each in enumerate(lists)
            if each == name and similarity[at] >= NEAR and ahead[at] >= AHEAD
        ]
        fitting.sort(key=lambda at: (-ahead[at], at))
        # rounding may leave a cosine a hair above one
        chosen += [Likeness(theme, at, min(float(similarity[at]), 1.0)) for at in fitting[:MOST]]
    return chosen
