"""Doubts: which other themes statements come nearest to, and which could as well stand there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlmodel import Session

from hrgl.core import vector_store
from hrgl.notes.statements import StatementView
from hrgl.synthesis.grouping.doubts import NO_DOUBT, NO_GROUP, most_doubted, other_groups

_NEAREST_SHOWN = 3


@dataclass(frozen=True)
class OtherThemes:
    """The themes a statement does not stand in, nearest first, and the doubt about its own.

    `doubt`: −1 to 1, the greater, the more likely a person would move it; `unsure`: whether it is
    among those to be looked at first.
    """

    nearest: tuple[int, ...] = ()
    doubt: float = NO_DOUBT
    unsure: bool = False


def other_themes(
    session: Session, *, edition_id: int, rows: Sequence[StatementView]
) -> dict[int, OtherThemes]:
    """Which other themes statements come nearest to; what a person placed is in no doubt.

    Unsure is the tenth that is doubted most, of what the machine placed, as far as another theme
    comes as near as their own, or nearly.
    """
    there = [row for row in rows if not row.left_out]
    numbers = sorted({row.theme_id for row in there if row.theme_id is not None})
    if not numbers:
        return {}
    vectors = vector_store.latest_of(session, [row.text for row in there], edition_id=edition_id)
    place = {theme_id: number for number, theme_id in enumerate(numbers)}
    labels = np.array([NO_GROUP if r.theme_id is None else place[r.theme_id] for r in there])
    found = other_groups(vectors, labels, len(numbers))
    asked = np.array([row.theme_id is not None and not row.pinned for row in there])
    unsure = set(most_doubted(found.doubt, asked).tolist())
    return {
        row.id: OtherThemes(
            tuple(numbers[each] for each in found.nearest[at].tolist() if each != NO_GROUP),
            round(float(found.doubt[at]), 2) if asked[at] else NO_DOUBT,
            at in unsure,
        )
        for at, row in enumerate(there)
    }


def nearest_themes(
    session: Session, *, edition_id: int, rows: Sequence[StatementView], theme_id: int
) -> tuple[int, ...]:
    """The themes that the statements of a theme come nearest to, nearest first."""
    others = other_themes(session, edition_id=edition_id, rows=rows)
    votes = Counter(
        theme
        for row in rows
        if row.theme_id == theme_id and row.id in others
        for theme in others[row.id].nearest[:1]
    )
    return tuple(theme for theme, _ in sorted(votes.items(), key=lambda each: (-each[1], each[0])))[
        :_NEAREST_SHOWN
    ]
