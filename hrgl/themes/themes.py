"""Themes: what people decided belongs together, and what they set aside."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.models import EncouragementTheme, Member, Statement, Theme
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotValid
from hrgl.notes.standing import Stand, fetch_open, unplace
from hrgl.themes import tags
from hrgl.themes.placing import begin_theme, count_cited, fetch_live, new_name, pin, placed_in

SeenTheme = tuple[int, str]  # the version of a theme, and what it held


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
        _queue(session, actor, statement_ids)
        return len(statement_ids)
    theme = fetch_live(session, actor, theme_id, theme_seen_version)
    pin(session, actor, theme, statement_ids)
    audit.record(
        session, actor, "statements.moved", theme, name=theme.name, statements=list(statement_ids)
    )
    return len(statement_ids)


def _queue(session: Session, actor: Member, statement_ids: Sequence[int]) -> None:
    """Put statements back into the queue."""
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
    moved = _merge_into(session, theme, into)
    audit.record(
        session,
        actor,
        "theme.merged",
        theme,
        name=theme.name,
        into=into.name,
        into_id=into.id,
        statements=moved,
    )
    return into


def merge_all(
    session: Session,
    actor: Member,
    *,
    into_id: int,
    into_seen_version: int,
    others: Mapping[int, SeenTheme],
) -> Theme:
    """Put the statements of several themes into one in one act; each as it was seen."""
    require(actor, Permission.PLACE)
    if not others or into_id in others:
        raise NotValid("Tick at least two themes first.", "into")
    into = fetch_live(session, actor, into_id, into_seen_version)
    merged = [fetch_live(session, actor, key, *seen) for key, seen in sorted(others.items())]
    moved = sum(_merge_into(session, theme, into) for theme in merged)
    audit.record(
        session,
        actor,
        "themes.merged",
        into,
        themes=[theme.id for theme in merged],
        names=[theme.name for theme in merged],
        name=into.name,
        statements=moved,
    )
    return into


def _merge_into(session: Session, theme: Theme, into: Theme) -> int:
    """End a theme in another one; how many statements went."""
    moved = placed_in(session, theme.id)
    for placement in moved:
        placement.theme_id = into.id
    _feed_instead(session, theme, into)
    tags.carry_over(session, theme_id=theme.id, into_id=into.id)
    theme.merged_into_id = into.id
    into.reviewed = False
    return len(moved)


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
