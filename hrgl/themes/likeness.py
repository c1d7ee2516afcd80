"""Likeness on the desk: what is like one statement, and what is alike stands together."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from hrgl.core import vector_store
from hrgl.errors import NotFound
from hrgl.notes.statements import StatementView, list_statements
from hrgl.synthesis.grouping.alike import alike_together
from hrgl.synthesis.grouping.doubts import most_alike

_MOST_ALIKE = 60


def like(session: Session, *, edition_id: int, statement_id: int) -> list[int]:
    """The statements that mean most nearly the same as one, by their ids, itself first."""
    rows = [s for s in list_statements(session, edition_id=edition_id) if not s.left_out]
    at = next((at for at, row in enumerate(rows) if row.id == statement_id), None)
    if at is None:
        raise NotFound("This statement is not there any more.")
    vectors = vector_store.latest_of(session, [row.text for row in rows], edition_id=edition_id)
    order = most_alike(vectors, at, _MOST_ALIKE)
    return [rows[each].id for each in order]


def standing_together(session: Session, *, edition_id: int, place: int | None) -> list[list[int]]:
    """The statements of a theme (0: of the queue; none: of each), by their ids in small groups.

    What is alike stands together; no group holds statements of two themes.
    """
    there: dict[int, list[StatementView]] = {}
    for row in list_statements(session, edition_id=edition_id):
        if not row.left_out and place in (None, row.theme_id or 0):
            there.setdefault(row.theme_id or 0, []).append(row)
    texts = [row.text for rows in there.values() for row in rows]
    known = dict(
        zip(texts, vector_store.latest_of(session, texts, edition_id=edition_id), strict=True)
    )
    return [group for rows in there.values() for group in _together(rows, known)]


def _together(
    rows: Sequence[StatementView], known: Mapping[str, NDArray[np.float32]]
) -> Iterator[list[int]]:
    texts = [row.text for row in rows]
    for group in alike_together(texts, vector_store.stack(texts, known)):
        yield [rows[at].id for at in group]
