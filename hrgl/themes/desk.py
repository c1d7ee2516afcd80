"""The desk: every statement with where it stands, and what has changed since somebody looked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from hrgl.core import audit
from hrgl.core.acts import ACTS
from hrgl.core.acts.act import Counted
from hrgl.core.changes import Change
from hrgl.core.columns import table_of
from hrgl.core.enums import Kind
from hrgl.core.models import AuditEntry, Evidence, Placement, Statement
from hrgl.errors import NotFound
from hrgl.notes import gathered
from hrgl.notes.statements import Disposition, StatementView, list_statements
from hrgl.themes.board import ThemeRow, board, worded_from
from hrgl.themes.doubts import OtherThemes, nearest_themes, other_themes
from hrgl.themes.placing import live
from hrgl.themes.points import Point, points_of
from hrgl.themes.tags import tags_of

NO_THEME, LEFT_OUT, ELSEWHERE = 0, -1, -2  # beside the ids of themes: where else a statement stands
_MOST_ENTRIES, _MOST_CHANGED = 200, 500  # beyond that all is read anew
# what brings statements, or changes the words, the room or the speaker of some, is read anew
_READ_ANEW = frozenset(
    {
        Counted.INPUT,
        Counted.IMPORT,
        Counted.NOTE,
        Counted.NOTE_ADDED,
        Counted.EDITION,
        Counted.OTHER,
    }
)


@dataclass(frozen=True)
class DeskPlace:
    """Where a statement stands, and what was decided about it: all that an act can change."""

    id: int
    version: int
    kind: Kind | None
    at: int  # a theme's id, or one of the three places beside
    because: str  # why it was left out
    used: tuple[str, ...]  # the encouragements that cite it
    pinned: bool


@dataclass(frozen=True)
class DeskTheme:
    """A theme in the rail."""

    id: int
    version: int
    name: str
    description: str
    reviewed: bool
    used: tuple[str, ...]  # the encouragements that were worded from it
    flag: str


@dataclass(frozen=True)
class Desk:
    """All that a desk shows, as of one moment."""

    revision: audit.Revision
    statements: tuple[StatementView, ...]
    places: tuple[DeskPlace, ...]
    themes: tuple[DeskTheme, ...]
    others: dict[int, OtherThemes]


@dataclass(frozen=True)
class DeskChanges:
    """What brings a desk from one moment to a later one."""

    revision: audit.Revision
    places: tuple[DeskPlace, ...]
    themes: tuple[DeskTheme, ...]


def desk(session: Session, *, edition_id: int) -> Desk:
    """The whole desk of an edition."""
    rows = list_statements(session, edition_id=edition_id)
    return Desk(
        audit.revision(session, edition_id=edition_id),
        tuple(rows),
        tuple(map(place_shown, rows)),
        _themes(session, edition_id),
        other_themes(session, edition_id=edition_id, rows=rows),
    )


def desk_changes(session: Session, *, edition_id: int, since: audit.Revision) -> DeskChanges | None:
    """What changed since a moment; none if the whole desk has to be read anew."""
    now = audit.revision(session, edition_id=edition_id)
    if now == since:
        return DeskChanges(now, (), _themes(session, edition_id))
    entries = _entries_since(session, edition_id, since)
    if entries is None or any(ACTS[e.act].counted in _READ_ANEW for e in entries if e.act in ACTS):
        return None
    noted = [change for entry in entries for change in entry.changes]
    touched = None if _needs_all(noted) else _touched(session, noted)
    if touched is None or len(touched) > _MOST_CHANGED:
        return None
    places = places_of(session, edition_id=edition_id, statement_ids=touched)
    return DeskChanges(now, tuple(places), _themes(session, edition_id))


def places_of(
    session: Session, *, edition_id: int, statement_ids: Iterable[int]
) -> list[DeskPlace]:
    """Where these statements stand at this moment, in the order of their ids."""
    other = table_of(Statement).alias()
    query = (
        columns(
            *table_of(Statement).c,
            other.c.reference.label("same"),
            col(Placement.theme_id),
            col(Placement.pinned),
        )
        .outerjoin(Placement, col(Placement.statement_id) == Statement.id)
        .outerjoin(other, other.c.id == Statement.same_as_id)
        .where(col(Statement.id).in_(list(statement_ids)))
        .order_by(col(Statement.id))
    )
    cited = gathered.cited(session, edition_id)
    found = session.connection().execute(query).all()
    return [_place(row, tuple(cited.get(row.id, ()))) for row in found]


def _place(row: Any, used: tuple[str, ...]) -> DeskPlace:
    """As in the statements' views: withdrawn before set aside, cited before the same as another."""
    reasons = (row.withdrawn_because, row.set_aside_because, None if used else row.same)
    why = next((each for each in reasons if each is not None), None)
    at = LEFT_OUT if why is not None else _at(row.theme_id, cited=bool(used))
    return DeskPlace(row.id, row.version, row.kind, at, why or "", used, bool(row.pinned))


def _at(theme_id: int | None, *, cited: bool) -> int:
    if theme_id is not None:
        return theme_id
    return ELSEWHERE if cited else NO_THEME


def place_shown(row: StatementView) -> DeskPlace:
    """Where a statement stands, as its view says it."""
    cited = row.disposition is Disposition.CITED
    at = LEFT_OUT if row.left_out else _at(row.theme_id, cited=cited)
    return DeskPlace(row.id, row.version, row.kind, at, row.because, row.encouragements, row.pinned)


def _themes(session: Session, edition_id: int) -> tuple[DeskTheme, ...]:
    used = worded_from(session, edition_id)
    return tuple(
        DeskTheme(
            t.id, t.version, t.name, t.description, t.reviewed, tuple(used.get(t.id, ())), t.flag
        )
        for t in live(session, edition_id=edition_id)
    )


@dataclass(frozen=True)
class DeskThemeMore:
    """What is told of a theme that is open."""

    row: ThemeRow
    near: tuple[int, ...]  # the other themes, nearest first
    points: tuple[Point, ...]  # what was said more than once
    touches: tuple[str, ...]  # the entries it was tagged with


def theme_more(session: Session, *, edition_id: int, theme_id: int) -> DeskThemeMore:
    """Who is behind a theme, its typical statements, and which others come near."""
    rows = list_statements(session, edition_id=edition_id)
    found = board(session, edition_id=edition_id, rows=rows)
    row = found.theme(theme_id)
    if row is None:
        raise NotFound("This theme is not there any more.")
    near = nearest_themes(session, edition_id=edition_id, rows=rows, theme_id=theme_id)
    said = points_of(session, edition_id=edition_id, theme_id=theme_id, rows=rows)
    decided = tags_of(session, edition_id=edition_id).get(theme_id)
    touches = tuple(tag.label for tag in decided.confirmed) if decided else ()
    return DeskThemeMore(row, near, tuple(said), touches)


def _entries_since(
    session: Session, edition_id: int, since: audit.Revision
) -> Sequence[AuditEntry] | None:
    """The acts since then; none if they are too many, or an earlier one was committed later."""
    count, latest = since
    here = AuditEntry.edition_id == edition_id
    before = select(func.count(col(AuditEntry.id))).where(here, col(AuditEntry.id) <= latest)
    if session.exec(before).one() != count:
        return None
    query = select(AuditEntry).where(here, col(AuditEntry.id) > latest).limit(_MOST_ENTRIES + 1)
    found = session.exec(query).all()
    return found if len(found) <= _MOST_ENTRIES else None


def _needs_all(noted: Iterable[Change]) -> bool:
    """Whether statements came, or were withdrawn, which may change who is shown elsewhere."""
    return any(
        change["table"] == "statement"
        and (not change["before"] or not change["after"] or "withdrawal" in change["after"])
        for change in noted
    )


def _touched(session: Session, noted: Sequence[Change]) -> set[int]:
    """The statements whose standing these changes may have touched."""
    keys: dict[str, set[int]] = {}
    found: set[int] = set()
    for change in noted:
        keys.setdefault(change["table"], set()).add(change["key"][0])
        for side in (change["before"], change["after"]):
            if change["table"] in {"placement", "evidence"} and side and "statement_id" in side:
                found.add(side["statement_id"])
    found |= keys.get("statement", set())
    for query in (
        select(Placement.statement_id).where(col(Placement.id).in_(keys.get("placement", ()))),
        select(Evidence.statement_id).where(
            col(Evidence.encouragement_id).in_(keys.get("encouragement", ()))
        ),
    ):
        found |= set(session.exec(query).all())
    return found
