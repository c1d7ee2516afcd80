"""What a statement as it is shown is made of, gathered for a whole edition, as rows for speed."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from hrgl.core.columns import table_of
from hrgl.core.models import Encouragement, Evidence, Note, Placement, Statement, Theme, Workshop


def notes(session: Session, edition_id: int, workshop_id: int | None) -> dict[int, Any]:
    """The notes by id; rows rather than objects, as with the statements."""
    query = (
        columns(*table_of(Note).c)
        .join(Workshop, col(Workshop.id) == Note.workshop_id)
        .where(col(Workshop.edition_id) == edition_id)
    )
    if workshop_id is not None:
        query = query.where(col(Workshop.id) == workshop_id)
    return {note.id: note for note in session.connection().execute(query).all()}


def live_notes(session: Session, edition_id: int) -> set[int]:
    """The notes that somebody stands behind: a statement of theirs is not withdrawn."""
    query = (
        columns(col(Statement.note_id))
        .join(Workshop, col(Workshop.id) == Statement.workshop_id)
        .where(col(Workshop.edition_id) == edition_id, col(Statement.withdrawn_because).is_(None))
        .distinct()
    )
    return set(session.connection().execute(query).scalars())


def statements(
    session: Session, edition_id: int, workshop_id: int | None, ids: Sequence[int]
) -> list[Any]:
    """The columns of the statements and the code of their workshop; not objects, for speed."""
    query = (
        columns(*table_of(Statement).c, col(Workshop.code))
        .join(Workshop, col(Workshop.id) == Statement.workshop_id)
        .where(col(Workshop.edition_id) == edition_id)
        .order_by(col(Workshop.code), col(Statement.number))
    )
    if workshop_id is not None:
        query = query.where(col(Workshop.id) == workshop_id)
    if ids:
        query = query.where(col(Statement.id).in_(ids))
    return list(session.connection().execute(query).all())


def placed_statements(
    session: Session, edition_id: int
) -> dict[int, tuple[int, str, bool, float | None]]:
    """Theme, its name, pin and fit of every statement that stands in one."""
    query = (
        columns(
            col(Placement.statement_id),
            col(Placement.theme_id),
            col(Theme.name),
            col(Placement.pinned),
            col(Placement.fit),
        )
        .join(Theme, col(Theme.id) == Placement.theme_id)
        .where(col(Theme.edition_id) == edition_id)
    )
    rows = session.connection().execute(query).all()
    return {statement_id: (theme, name, pin, fit) for statement_id, theme, name, pin, fit in rows}


def cited(session: Session, edition_id: int) -> dict[int, list[str]]:
    """The encouragements that cite a statement, those with a place first."""
    query = (
        select(Evidence.statement_id, Encouragement.id, Encouragement.place)
        .join(Encouragement, col(Encouragement.id) == Evidence.encouragement_id)
        .where(Encouragement.edition_id == edition_id)
        .order_by(col(Encouragement.place).nulls_last(), col(Encouragement.id))
    )
    cited: dict[int, list[str]] = defaultdict(list)
    for statement_id, encouragement_id, place in session.exec(query).all():
        cited[statement_id].append(str(place) if place else f"candidate {encouragement_id}")
    return cited
