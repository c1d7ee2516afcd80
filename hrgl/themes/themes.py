"""Themes: what people decided belongs together, and what they set aside."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch, fetch_statements
from hrgl.core.models import EncouragementTheme, Member, Statement, Theme
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, NotValid
from hrgl.notes.seen import refuse_if_changed
from hrgl.notes.statements import Stand, refuse_if_cited
from hrgl.themes import tags
from hrgl.themes.placing import (
    begin_theme,
    count_cited,
    fetch_live,
    fetch_open,
    new_name,
    pin,
    placed_in,
    unplace,
)


def create(
    session: Session,
    actor: Member,
    *,
    name: str,
    statement_ids: Sequence[int] = (),
    description: str = "",
    seen: Mapping[int, Stand] | None = None,
) -> Theme:
    """Begin a theme, with these statements pinned to it."""
    require(actor, Permission.PLACE)
    fetch_open(session, actor, statement_ids, seen)
    theme = begin_theme(
        session, actor, name=name, statement_ids=statement_ids, description=description
    )
    audit.record(
        session, actor, "theme.created", theme, name=theme.name, statements=len(statement_ids)
    )
    return theme


def rename(
    session: Session,
    actor: Member,
    *,
    theme_id: int,
    name: str,
    description: str | None = None,
    seen_version: int,
) -> Theme:
    """Give a theme a person's name; no proposal will touch it."""
    require(actor, Permission.PLACE)
    theme = fetch_live(session, actor, theme_id, seen_version)
    before = theme.name
    theme.name = new_name(session, actor.edition_id, name, other_than=theme.id)
    theme.named_by_person = True
    if description is not None:
        theme.description = description.strip()
    audit.record(session, actor, "theme.renamed", theme, name=theme.name, before=before)
    return theme


def move(
    session: Session,
    actor: Member,
    *,
    statement_ids: Sequence[int],
    theme_id: int | None,
    seen: Mapping[int, Stand] | None = None,
    theme_seen_version: int | None = None,
) -> int:
    """Pin statements to a theme, or (with none) put them back into the queue; how many moved."""
    require(actor, Permission.PLACE)
    if not statement_ids:
        raise NotValid("Pick at least one statement first.")
    fetch_open(session, actor, statement_ids, seen)
    if theme_id is None:
        unplace(session, statement_ids)
        first = session.get_one(Statement, statement_ids[0])
        audit.record(
            session,
            actor,
            "statements.queued",
            first,
            statements=list(statement_ids),
            cited=count_cited(session, statement_ids),
        )
        return len(statement_ids)
    theme = fetch_live(session, actor, theme_id, theme_seen_version)
    pin(session, actor, theme, statement_ids)
    audit.record(
        session, actor, "statements.moved", theme, name=theme.name, statements=list(statement_ids)
    )
    return len(statement_ids)


def merge(
    session: Session,
    actor: Member,
    *,
    theme_id: int,
    into_id: int,
    seen_version: int,
    seen_content: str | None = None,
    into_seen_version: int | None = None,
) -> Theme:
    """Put one theme's statements into another; pins stay pins, and what fed on it feeds on both."""
    require(actor, Permission.PLACE)
    if theme_id == into_id:
        raise NotValid("Choose another theme to merge into.", "into")
    theme = fetch_live(session, actor, theme_id, seen_version, seen_content)
    into = fetch_live(session, actor, into_id, into_seen_version)
    moved = placed_in(session, theme.id)
    for placement in moved:
        placement.theme_id = into.id
    _feed_instead(session, theme, into)
    tags.carry_over(session, theme_id=theme.id, into_id=into.id)
    theme.merged_into_id = into.id
    into.reviewed = False
    audit.record(
        session,
        actor,
        "theme.merged",
        theme,
        name=theme.name,
        into=into.name,
        into_id=into.id,
        statements=len(moved),
    )
    return into


def _feed_instead(session: Session, theme: Theme, into: Theme) -> None:
    query = select(EncouragementTheme).where(
        col(EncouragementTheme.theme_id).in_([theme.id, into.id])
    )
    links = session.exec(query).all()
    already = {link.encouragement_id for link in links if link.theme_id == into.id}
    for link in links:
        if link.theme_id == theme.id and link.encouragement_id not in already:
            session.add(
                EncouragementTheme(encouragement_id=link.encouragement_id, theme_id=into.id)
            )


def dissolve(
    session: Session,
    actor: Member,
    *,
    theme_id: int,
    seen_version: int,
    seen_content: str | None = None,
) -> Theme:
    """End a theme; its statements go back into the queue, but for those that stay cited."""
    require(actor, Permission.PLACE)
    theme = fetch_live(session, actor, theme_id, seen_version, seen_content)
    placed = placed_in(session, theme.id)
    for placement in placed:
        session.delete(placement)
    theme.dissolved = True
    cited = count_cited(session, [placement.statement_id for placement in placed])
    audit.record(
        session,
        actor,
        "theme.dissolved",
        theme,
        name=theme.name,
        statements=len(placed) - cited,
        cited=cited,
    )
    return theme


def mark_reviewed(
    session: Session,
    actor: Member,
    *,
    theme_id: int,
    reviewed: bool,
    seen_version: int,
    seen_content: str | None = None,
) -> Theme:
    """Say that a person has looked a theme through, as it stood before them."""
    require(actor, Permission.PLACE)
    theme = fetch_live(session, actor, theme_id, seen_version, seen_content)
    theme.reviewed = reviewed
    audit.record(session, actor, "theme.reviewed", theme, name=theme.name, reviewed=reviewed)
    return theme


def set_aside_statements(
    session: Session,
    actor: Member,
    *,
    statement_ids: Sequence[int],
    because: str,
    seen: Mapping[int, Stand] | None = None,
) -> list[Statement]:
    """Leave statements out of the synthesis, saying why; they stay in the account."""
    require(actor, Permission.PLACE)
    if not statement_ids:
        raise NotValid("Pick at least one statement first.")
    if not because.strip():
        raise NotValid("Please say why: every statement that is set aside has a reason.", "because")
    rows = fetch_open(session, actor, statement_ids, seen)
    refuse_if_cited(session, rows)
    for row in rows:
        row.set_aside_because = because.strip()
    unplace(session, statement_ids)
    audit.record(
        session,
        actor,
        "statements.set_aside",
        rows[0],
        statements=list(statement_ids),
        because=because.strip(),
    )
    return rows


def bring_back_statements(
    session: Session,
    actor: Member,
    *,
    statement_ids: Sequence[int],
    seen: Mapping[int, Stand] | None = None,
) -> list[Statement]:
    """Put statements that were set aside, or counted as the same, back into the queue."""
    require(actor, Permission.PLACE)
    rows = fetch_statements(session, statement_ids, actor=actor)
    refuse_if_changed(session, rows, seen)
    if not rows:
        raise NotValid("Pick at least one statement first.")
    for row in rows:
        row.set_aside_because, row.same_as_id = None, None
    audit.record(session, actor, "statements.brought_back", rows[0], statements=list(statement_ids))
    return rows


def same_as(
    session: Session,
    actor: Member,
    *,
    statement_id: int,
    of_id: int,
    seen: Mapping[int, Stand] | None = None,
) -> Statement:
    """Count a statement as saying the same as another, which stands for both."""
    require(actor, Permission.PLACE)
    [row], other = _count_as(session, actor, [statement_id], of_id, seen)
    audit.record(
        session, actor, "statement.same_as", row, reference=row.reference, other=other.reference
    )
    return row


def same_as_all(
    session: Session,
    actor: Member,
    *,
    statement_ids: Sequence[int],
    of_id: int,
    seen: Mapping[int, Stand] | None = None,
) -> list[Statement]:
    """Count several statements as saying the same as another, which stands for all of them."""
    require(actor, Permission.PLACE)
    if not statement_ids:
        raise NotValid("Pick at least one statement first.")
    rows, other = _count_as(session, actor, statement_ids, of_id, seen)
    audit.record(
        session,
        actor,
        "statements.same_as",
        rows[0],
        statements=list(statement_ids),
        other=other.reference,
    )
    return rows


def _count_as(
    session: Session,
    actor: Member,
    statement_ids: Sequence[int],
    of_id: int,
    seen: Mapping[int, Stand] | None,
) -> tuple[list[Statement], Statement]:
    """The statements, from now on counted as the other one, and that one."""
    if of_id in statement_ids:
        raise NotValid("Choose another statement: this is the same one.", "of")
    rows = fetch_open(session, actor, statement_ids, seen)
    other = fetch(session, Statement, of_id, actor=actor)
    if other.same_as_id is not None or other.set_aside_because or other.withdrawn_because:
        raise NotNow(f"{other.reference} does not stand for itself. Choose another statement.")
    refuse_if_changed(session, [other], seen)
    for row in rows:
        standing_for = session.exec(
            select(Statement.reference).where(Statement.same_as_id == row.id)
        ).all()
        if standing_for:
            raise NotNow(
                f"{row.reference} stands for {', '.join(standing_for)}. Mark those instead."
            )
    refuse_if_cited(session, rows)
    for row in rows:
        row.same_as_id = other.id
    unplace(session, statement_ids)
    return rows, other
