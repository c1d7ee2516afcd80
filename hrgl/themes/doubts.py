"""Doubts: which other themes statements come nearest to, and which could as well stand there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlmodel import Session

from hrgl.core import vector_store
from hrgl.notes.statements import StatementView
from hrgl.synthesis.grouping.doubts import NO_GROUP, other_groups

_NEAREST_SHOWN = 3


@dataclass(frozen=True)
class OtherThemes:
    """The themes a statement does not stand in, nearest first; by how much the first is nearer."""

    nearest: tuple[int, ...] = ()
    doubt: float = 0.0


def other_themes(
    session: Session, *, edition_id: int, rows: Sequence[StatementView]
) -> dict[int, OtherThemes]:
    """Which other themes statements come nearest to; what a person placed is in no doubt."""
    there = [row for row in rows if not row.left_out]
    numbers = sorted({row.theme_id for row in there if row.theme_id is not None})
    if not numbers:
        return {}
    vectors = vector_store.latest_of(session, [row.text for row in there], edition_id=edition_id)
    at = {theme_id: number for number, theme_id in enumerate(numbers)}
    labels = np.array([NO_GROUP if r.theme_id is None else at[r.theme_id] for r in there])
    found = other_groups(vectors, labels, len(numbers))
    return {
        row.id: OtherThemes(
            tuple(numbers[each] for each in near if each != NO_GROUP),
            0.0 if row.pinned else round(doubt, 4),
        )
        for row, near, doubt in zip(
            there, found.nearest.tolist(), found.doubt.tolist(), strict=True
        )
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
