"""What the machine takes from people's decisions: what binds the next proposal, who goes along."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, select

from hrgl.core import vector_store
from hrgl.core.models import EncouragementTheme, Theme
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.synthesis.grouping.decided import NOWHERE, Decided
from hrgl.synthesis.grouping.going_along import going_along
from hrgl.themes import ties
from hrgl.themes.placing import live

MOST_ALONG = 11  # with the one that is moved a screen of twelve
MOST_COMPARED = 3000  # statements of a theme, or of the queue, that are compared while one waits


def decided(session: Session, *, edition_id: int, material: Sequence[StatementView]) -> Decided:
    """What people decided on these statements, by row.

    A theme in which a person has decided anything stays as it is: one they named, looked through,
    merged into, or worded from, or to which they moved a statement.
    """
    shaped = shaped_by_people(session, edition_id=edition_id, material=material)
    number = {theme_id: at for at, theme_id in enumerate(sorted(shaped))}
    row = {statement.id: at for at, statement in enumerate(material)}
    pairs: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for each in ties.ties_of(session, edition_id=edition_id):
        if each.statement_id in row and each.other_id in row:
            pairs[each.together].append((row[each.statement_id], row[each.other_id]))
    themes = tuple(
        number.get(s.theme_id, NOWHERE) if s.theme_id is not None else NOWHERE for s in material
    )
    return Decided(themes, tuple(pairs[True]), tuple(pairs[False]))


def shaped_by_people(
    session: Session, *, edition_id: int, material: Sequence[StatementView]
) -> set[int]:
    """The themes in which a person has decided something: no proposal takes anything out."""
    themes = live(session, edition_id=edition_id)
    merged = select(Theme.merged_into_id).where(Theme.edition_id == edition_id)
    touched = {each for each in session.exec(merged).all() if each is not None}
    touched |= set(session.exec(select(EncouragementTheme.theme_id)).all())
    touched |= {s.theme_id for s in material if s.pinned and s.theme_id is not None}
    return {
        theme.id
        for theme in themes
        if theme.named_by_person
        or theme.reviewed
        or theme.flag
        or theme.not_taken_up_because
        or theme.id in touched
    }


@from_all_statements
def likely_to_go_along(
    session: Session,
    *,
    edition_id: int,
    statement_ids: Sequence[int],
    into_id: int | None = None,
    rows: Sequence[StatementView] | None = None,
) -> list[StatementView]:
    """Up to eleven others of the place these statements leave that most likely belong with them.

    `into_id`: the theme they go to, none for a new one. Nothing is offered before a first proposal,
    nor from among more than 3,000.
    """
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    moved = [s for s in rows if s.id in set(statement_ids) and not s.left_out]
    if len({s.theme_id for s in moved}) != 1:
        return []
    return may_follow(
        session,
        edition_id=edition_id,
        statement_ids=statement_ids,
        from_id=moved[0].theme_id,
        into_id=into_id,
        rows=rows,
    )


def may_follow(
    session: Session,
    *,
    edition_id: int,
    statement_ids: Sequence[int],
    from_id: int | None,
    into_id: int | None,
    rows: Sequence[StatementView],
) -> list[StatementView]:
    """The same of statements that left a theme, or none the queue, whether they have gone yet."""
    open_rows = [s for s in rows if not s.left_out]
    moved = [s for s in open_rows if s.id in set(statement_ids)]
    model = vector_store.model_of_latest(session, edition_id=edition_id)
    if not moved or model is None:
        return []
    others = [s for s in open_rows if s.id not in set(statement_ids)]
    left = [s for s in others if s.theme_id == from_id and not s.pinned]
    there = [s for s in others if into_id is not None and s.theme_id == into_id]
    if len(left) + len(there) > MOST_COMPARED:
        return []
    known = vector_store.known_vectors(session, [s.text for s in (*moved, *left, *there)], model)
    moved, left, there = ([s for s in each if s.text in known] for each in (moved, left, there))
    return _nearest_first(moved, left, there, known)[:MOST_ALONG] if moved else []


def _nearest_first(
    moved: Sequence[StatementView],
    left: Sequence[StatementView],
    there: Sequence[StatementView],
    known: Mapping[str, Any],
) -> list[StatementView]:
    """Those who stay behind, whoever goes along most likely first."""
    every = [*moved, *left, *there]
    first, second = len(moved), len(moved) + len(left)
    order = going_along(
        vector_store.stack([s.text for s in every], known),
        moved=range(first),
        left=range(first, second),
        there=range(second, len(every)),
        pinned=[at for at in range(second, len(every)) if every[at].pinned],
    )
    return [every[at] for at in order]
