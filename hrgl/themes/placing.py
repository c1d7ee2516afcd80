"""Placing: which statements stand in which themes; what the acts on themes are made of."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core.database import fetch, last_change
from hrgl.core.models import AuditEntry, Edition, Evidence, Member, Placement, Theme
from hrgl.core.zones import clock_time, in_zone
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.notes.standing import fetch_open, placements

LONGEST_THEME_NAME = 80


def begin_theme(
    session: Session,
    actor: Member,
    *,
    name: str,
    statement_ids: Sequence[int],
    description: str = "",
) -> Theme:
    """Begin a theme of a person's, with these statements pinned to it."""
    theme = Theme(
        edition_id=actor.edition_id,
        name=new_name(session, actor.edition_id, name),
        description=description.strip(),
        named_by_person=True,
    )
    session.add(theme)
    session.flush()
    pin(session, actor, theme, statement_ids)
    return theme


def new_name(session: Session, edition_id: int, name: str, other_than: int | None = None) -> str:
    """A theme's name on one line, or the sentence why it cannot have it."""
    name = " ".join(name.split())
    if not name:
        raise NotValid("Please give the theme a name.", "name")
    if len(name) > LONGEST_THEME_NAME:
        raise NotValid(f"The name is too long: at most {LONGEST_THEME_NAME} characters.", "name")
    for theme in live(session, edition_id=edition_id):
        if theme.name.casefold() == name.casefold() and theme.id != other_than:
            raise NotValid(f"There is a theme called {theme.name!r} already.", "name")
    return name


def fetch_live(
    session: Session,
    actor: Member,
    theme_id: int,
    seen_version: int | None = None,
    seen_content: str | None = None,
) -> Theme:
    """The theme for an act, neither merged nor dissolved; as it was seen, and with what it held."""
    theme = fetch(session, Theme, theme_id, actor=actor)
    if theme.dissolved or theme.merged_into_id is not None:
        raise NotNow(f"The theme “{theme.name}” no longer exists. {_what_became(session, theme)}")
    theme = fetch(session, Theme, theme_id, actor=actor, seen_version=seen_version)
    if seen_content is not None and seen_content != _content_now(session, theme):
        raise OutOfDate(
            f"Statements came to “{theme.name}” or left it after you had looked at it. Nothing "
            "was done: look at it again, then repeat what you did."
        )
    return theme


def became(session: Session, *, theme_id: int) -> str:
    """What became of a theme that no longer exists, and by whom, as a sentence."""
    theme = session.get(Theme, theme_id)
    return _what_became(session, theme) if theme else "It was taken back."


def theme_then(session: Session, *, theme_id: int) -> tuple[int, str, str]:
    """A theme's version, name and description at this moment."""
    theme = session.get_one(Theme, theme_id)
    return theme.version, theme.name, theme.description


def _what_became(session: Session, theme: Theme) -> str:
    if theme.merged_into_id is None:
        return f"{_who(*last_change(session, 'theme', theme.id), 'dissolved it')}."
    into = session.get_one(Theme, theme.merged_into_id)
    who, when = _merged_with_others(session, theme) or last_change(session, "theme", theme.id)
    return f"{_who(who, when, f'merged it into “{into.name}”')}."


def _who(who: str, when: datetime | None, did: str) -> str:
    return f"{who} {did}{f' at {clock_time(when)}' if when else ''}"


def _merged_with_others(session: Session, theme: Theme) -> tuple[str, datetime] | None:
    """Who merged it together with others, which is told of the theme they went into."""
    query = (
        select(AuditEntry, Member.name)
        .join(Member, col(Member.id) == AuditEntry.member_id)
        .where(AuditEntry.act == "themes.merged", AuditEntry.subject_id == theme.merged_into_id)
        .order_by(col(AuditEntry.id).desc())
    )
    zone = session.get_one(Edition, theme.edition_id).time_zone
    merged = ((e, name) for e, name in session.exec(query) if theme.id in e.detail["themes"])
    return next(((name, in_zone(e.at, zone)) for e, name in merged), None)


def _content_now(session: Session, theme: Theme) -> str:
    return content(placement.statement_id for placement in placed_in(session, theme.id))


def content(statement_ids: Iterable[int]) -> str:
    """What tells one content of a theme from another: which statements stand in it."""
    ids = ",".join(map(str, sorted(statement_ids)))
    return hashlib.sha256(ids.encode()).hexdigest()[:16]


def pin(session: Session, actor: Member, theme: Theme, statement_ids: Sequence[int]) -> None:
    """Place statements in a theme, by a person: no proposal moves them."""
    fetch_open(session, actor, statement_ids)
    placed = {p.statement_id: p for p in placements(session, statement_ids)}
    for statement_id in dict.fromkeys(statement_ids):
        placement = placed.get(statement_id)
        if placement is None:
            placement = Placement(statement_id=statement_id, theme_id=theme.id, member_id=actor.id)
            session.add(placement)
        placement.theme_id, placement.member_id = theme.id, actor.id
        placement.pinned, placement.clustering_id, placement.fit = True, None, None


def placed_in(session: Session, theme_id: int) -> list[Placement]:
    """The placements of a theme's statements, in the order of these."""
    query = (
        select(Placement)
        .where(Placement.theme_id == theme_id)
        .order_by(col(Placement.statement_id))
    )
    return list(session.exec(query).all())


def count_cited(session: Session, statement_ids: Sequence[int]) -> int:
    """How many of these are cited: they wait nowhere, even where they stand in no theme."""
    query = select(Evidence.statement_id).where(col(Evidence.statement_id).in_(statement_ids))
    return len(session.exec(query.distinct()).all())


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
