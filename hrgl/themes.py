"""Themes: what people decided belongs together, and what they set aside."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from hrgl import audit, tags
from hrgl.db import fetch, fetch_statements
from hrgl.errors import NotNow, NotValid
from hrgl.models import EncouragementTheme, Member, Placement, Statement, Theme
from hrgl.roles import Permission, require
from hrgl.statements import placements, refuse_if_cited

LONGEST_NAME = 80


def create(
    session: Session,
    actor: Member,
    *,
    name: str,
    statement_ids: Sequence[int] = (),
    description: str = "",
) -> Theme:
    """Begin a theme, with these statements pinned to it."""
    require(actor, Permission.PLACE)
    theme = Theme(
        edition_id=actor.edition_id,
        name=_new_name(session, actor.edition_id, name),
        description=description.strip(),
        named_by_person=True,
    )
    session.add(theme)
    session.flush()
    _pin(session, actor, theme, statement_ids)
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
    theme = _live(session, actor, theme_id, seen_version)
    before = theme.name
    theme.name = _new_name(session, actor.edition_id, name, other_than=theme.id)
    theme.named_by_person = True
    if description is not None:
        theme.description = description.strip()
    audit.record(session, actor, "theme.renamed", theme, name=theme.name, before=before)
    return theme


def move(
    session: Session, actor: Member, *, statement_ids: Sequence[int], theme_id: int | None
) -> int:
    """Pin statements to a theme, or (with none) put them back into the queue; how many moved."""
    require(actor, Permission.PLACE)
    if not statement_ids:
        raise NotValid("Pick at least one statement first.")
    if theme_id is None:
        _open(session, actor, statement_ids)
        _unplace(session, statement_ids)
        first = session.get_one(Statement, statement_ids[0])
        audit.record(session, actor, "statements.queued", first, statements=list(statement_ids))
        return len(statement_ids)
    theme = _live(session, actor, theme_id)
    _pin(session, actor, theme, statement_ids)
    audit.record(
        session, actor, "statements.moved", theme, name=theme.name, statements=list(statement_ids)
    )
    return len(statement_ids)


def merge(
    session: Session, actor: Member, *, theme_id: int, into_id: int, seen_version: int
) -> Theme:
    """Put one theme's statements into another; pins stay pins, and what fed on it feeds on both."""
    require(actor, Permission.PLACE)
    if theme_id == into_id:
        raise NotValid("Choose another theme to merge into.", "into")
    theme = _live(session, actor, theme_id, seen_version)
    into = _live(session, actor, into_id)
    moved = _placed_in(session, theme.id)
    for placement in moved:
        placement.theme_id = into.id
    _feed_instead(session, theme, into)
    tags.carry_over(session, theme_id=theme.id, into_id=into.id)
    theme.merged_into_id = into.id
    into.reviewed = False
    audit.record(
        session, actor, "theme.merged", theme,
        name=theme.name, into=into.name, into_id=into.id, statements=len(moved),
    )  # fmt: skip
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


def dissolve(session: Session, actor: Member, *, theme_id: int, seen_version: int) -> Theme:
    """End a theme; its statements go back into the queue."""
    require(actor, Permission.PLACE)
    theme = _live(session, actor, theme_id, seen_version)
    placed = _placed_in(session, theme.id)
    for placement in placed:
        session.delete(placement)
    theme.dissolved = True
    audit.record(session, actor, "theme.dissolved", theme, name=theme.name, statements=len(placed))
    return theme


def mark_reviewed(
    session: Session, actor: Member, *, theme_id: int, reviewed: bool, seen_version: int
) -> Theme:
    """Say that a person has looked a theme through."""
    require(actor, Permission.PLACE)
    theme = _live(session, actor, theme_id, seen_version)
    theme.reviewed = reviewed
    audit.record(session, actor, "theme.reviewed", theme, name=theme.name, reviewed=reviewed)
    return theme


def set_aside(
    session: Session, actor: Member, *, statement_ids: Sequence[int], because: str
) -> list[Statement]:
    """Leave statements out of the synthesis, saying why; they stay in the account."""
    require(actor, Permission.PLACE)
    if not statement_ids:
        raise NotValid("Pick at least one statement first.")
    if not because.strip():
        raise NotValid("Please say why: every statement that is set aside has a reason.", "because")
    rows = _open(session, actor, statement_ids)
    refuse_if_cited(session, rows)
    for row in rows:
        row.set_aside_because = because.strip()
    _unplace(session, statement_ids)
    audit.record(
        session, actor, "statements.set_aside", rows[0],
        statements=list(statement_ids), because=because.strip(),
    )  # fmt: skip
    return rows


def bring_back(session: Session, actor: Member, *, statement_ids: Sequence[int]) -> list[Statement]:
    """Put statements that were set aside, or counted as the same, back into the queue."""
    require(actor, Permission.PLACE)
    rows = fetch_statements(session, statement_ids, actor=actor)
    if not rows:
        raise NotValid("Pick at least one statement first.")
    for row in rows:
        row.set_aside_because, row.same_as_id = None, None
    audit.record(session, actor, "statements.brought_back", rows[0], statements=list(statement_ids))
    return rows


def same_as(session: Session, actor: Member, *, statement_id: int, of_id: int) -> Statement:
    """Count a statement as saying the same as another, which stands for both."""
    require(actor, Permission.PLACE)
    [row], other = _count_as(session, actor, [statement_id], of_id)
    audit.record(
        session, actor, "statement.same_as", row, reference=row.reference, other=other.reference
    )
    return row


def same_as_all(
    session: Session, actor: Member, *, statement_ids: Sequence[int], of_id: int
) -> list[Statement]:
    """Count several statements as saying the same as another, which stands for all of them."""
    require(actor, Permission.PLACE)
    if not statement_ids:
        raise NotValid("Pick at least one statement first.")
    rows, other = _count_as(session, actor, statement_ids, of_id)
    audit.record(
        session, actor, "statements.same_as", rows[0],
        statements=list(statement_ids), other=other.reference,
    )  # fmt: skip
    return rows


def _count_as(
    session: Session, actor: Member, statement_ids: Sequence[int], of_id: int
) -> tuple[list[Statement], Statement]:
    """The statements, from now on counted as the other one, and that one."""
    if of_id in statement_ids:
        raise NotValid("Choose another statement: this is the same one.", "of")
    rows = _open(session, actor, statement_ids)
    other = fetch(session, Statement, of_id, actor=actor)
    if other.same_as_id is not None or other.set_aside_because or other.withdrawn_because:
        raise NotNow(f"{other.reference} does not stand for itself. Choose another statement.")
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
    _unplace(session, statement_ids)
    return rows, other


def _new_name(session: Session, edition_id: int, name: str, other_than: int | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise NotValid("Please give the theme a name.", "name")
    if len(name) > LONGEST_NAME:
        raise NotValid(f"The name is too long: at most {LONGEST_NAME} characters.", "name")
    for theme in live(session, edition_id=edition_id):
        if theme.name.casefold() == name.casefold() and theme.id != other_than:
            raise NotValid(f"There is a theme called {theme.name!r} already.", "name")
    return name


def _live(session: Session, actor: Member, theme_id: int, seen_version: int | None = None) -> Theme:
    theme = fetch(session, Theme, theme_id, actor=actor, seen_version=seen_version)
    if theme.dissolved or theme.merged_into_id is not None:
        raise NotNow(f"The theme {theme.name!r} is no more. Load the page again.")
    return theme


def _open(session: Session, actor: Member, statement_ids: Sequence[int]) -> list[Statement]:
    """The statements, none of them withdrawn, set aside or counted as another."""
    rows = fetch_statements(session, statement_ids, actor=actor)
    for row in rows:
        if row.withdrawn_because or row.set_aside_because or row.same_as_id is not None:
            raise NotNow(f"{row.reference} has been left out. Bring it back first.")
    return rows


def _pin(session: Session, actor: Member, theme: Theme, statement_ids: Sequence[int]) -> None:
    _open(session, actor, statement_ids)
    placed = {p.statement_id: p for p in placements(session, statement_ids)}
    for statement_id in dict.fromkeys(statement_ids):
        placement = placed.get(statement_id)
        if placement is None:
            placement = Placement(statement_id=statement_id, theme_id=theme.id, member_id=actor.id)
            session.add(placement)
        placement.theme_id, placement.member_id = theme.id, actor.id
        placement.pinned, placement.clustering_id, placement.fit = True, None, None


def _unplace(session: Session, statement_ids: Sequence[int]) -> None:
    for placement in placements(session, statement_ids):
        session.delete(placement)


def _placed_in(session: Session, theme_id: int) -> list[Placement]:
    return list(session.exec(select(Placement).where(Placement.theme_id == theme_id)).all())


def live(session: Session, *, edition_id: int) -> list[Theme]:
    """The themes that are neither merged nor dissolved."""
    return list(
        session.exec(
            select(Theme)
            .where(
                Theme.edition_id == edition_id,
                col(Theme.dissolved).is_(False),
                col(Theme.merged_into_id).is_(None),
            )
            .order_by(col(Theme.id))
        ).all()
    )
