"""Statements: what people said, where each one ended, and who may be shown to have said it."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.enums import Kind, Withdrawal
from hrgl.core.models import Edition, Member, Note, Statement
from hrgl.core.permissions import Permission, require
from hrgl.editions.attribution import Shown, attributed
from hrgl.notes import gathered
from hrgl.notes.standing import Stand


class Disposition(StrEnum):
    """Where a statement ended: exactly one each."""

    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set aside"
    SAME_AS = "same as"
    CITED = "cited"
    OPEN = "open"


class StatementView(NamedTuple):
    """One statement as it may be shown, with everything that was decided about it.

    Actor type, region and person stand here only where the attribution shows something of who said
    it, so that no count tells more than the list; `by_itself` where that is a name or organisation.
    A named tuple, because ten thousand of them are made for a page.
    """

    id: int
    version: int
    note_id: int
    reference: str
    text: str
    context: str
    workshop: str
    kind: Kind | None
    who: str
    actor_type: str | None
    region: str | None
    theme_id: int | None
    theme: str | None
    pinned: bool
    fit: float | None
    disposition: Disposition
    because: str
    withdrawal: Withdrawal | None
    encouragements: tuple[str, ...]
    person: Hashable = None
    by_itself: bool = False

    @property
    def short(self) -> str:
        """Its reference within the edition: A1-07."""
        return f"{self.workshop}-{self.reference.rsplit('-', 1)[1]}"

    @property
    def stand(self) -> Stand:  # what an act on it takes for granted
        return self.version, self.theme_id

    @property
    def left_out(self) -> bool:
        """Whether it was withdrawn, set aside or counted as another."""
        return self.disposition not in (Disposition.OPEN, Disposition.CITED)

    @property
    def waiting(self) -> bool:
        """Whether it stands in the queue: open, and in no theme."""
        return self.disposition is Disposition.OPEN and self.theme_id is None


_Query = TypeVar("_Query", bound=Callable[..., Any])
_from_all: set[Callable[..., Any]] = set()


def from_all_statements(query: _Query) -> _Query:
    """Declare a query to be made of all statements of an edition, which may be given as `rows`."""
    _from_all.add(query)
    return query


def is_from_all_statements(query: Callable[..., Any]) -> bool:
    """Whether a query takes all statements of its edition as `rows`."""
    return query in _from_all


def list_statements(
    session: Session, *, edition_id: int, workshop_id: int | None = None, ids: Sequence[int] = ()
) -> list[StatementView]:
    """The statements of an edition (or of one workshop, or of these ids), in order of reference."""
    edition = session.get_one(Edition, edition_id)
    notes = gathered.notes(session, edition_id, workshop_id)
    found = gathered.statements(session, edition_id, workshop_id, ids)
    themes = gathered.placed_statements(session, edition_id)
    cited = gathered.cited(session, edition_id)
    shown = attributed(notes.values(), gathered.live_notes(session, edition_id), edition)
    references = {s.id: s.reference for s in found}
    return [
        _said(
            s,
            notes[s.note_id].text,
            shown[s.note_id],
            themes.get(s.id, (None, None, False, None)),
            _ended(s, cited, references),
            cited.get(s.id, ()),
        )
        for s in found
    ]


def statement_then(session: Session, *, statement_id: int) -> tuple[int, Kind | None, str]:
    """A statement's version, kind and text at this moment."""
    statement = session.get_one(Statement, statement_id)
    note = session.get_one(Note, statement.note_id)
    return statement.version, statement.kind, note.text[statement.start : statement.end]


def _said(
    s: Any,
    note: str,
    by: Shown,
    placed: tuple[int | None, str | None, bool, float | None],
    ended: tuple[Disposition, str],
    encouragements: Iterable[str],
) -> StatementView:
    theme_id, theme, pinned, fit = placed
    return StatementView(
        id=s.id,
        version=s.version,
        note_id=s.note_id,
        reference=s.reference,
        text=note[s.start : s.end],
        context=s.context,
        workshop=s.code,
        kind=s.kind,
        who=by.who,
        actor_type=by.actor_type,
        region=by.region,
        theme_id=theme_id,
        theme=theme,
        pinned=pinned,
        fit=fit,
        disposition=ended[0],
        because=ended[1],
        withdrawal=s.withdrawal,
        encouragements=tuple(encouragements),
        person=by.person,
        by_itself=by.by_itself,
    )


def _ended(
    s: Any, cited: dict[int, list[str]], references: dict[int, str]
) -> tuple[Disposition, str]:
    if s.withdrawn_because is not None:
        return Disposition.WITHDRAWN, s.withdrawn_because
    if s.set_aside_because is not None:
        return Disposition.SET_ASIDE, s.set_aside_because
    if s.id in cited:
        return Disposition.CITED, ""
    if s.same_as_id is not None:
        return Disposition.SAME_AS, references.get(s.same_as_id, "another statement")
    return Disposition.OPEN, ""


@dataclass(frozen=True)
class Ledger:
    """Every statement with where it ended; the counts add up to the number of statements."""

    statements: int
    dispositions: dict[str, int]
    rows: tuple[StatementView, ...]


@from_all_statements
def ledger(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> Ledger:
    """The account of an edition: nothing is lost without a word."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    counted = Counter(row.disposition for row in rows)
    counts = {disposition.value: counted[disposition] for disposition in Disposition}
    return Ledger(len(rows), counts, tuple(rows))


def ledger_as_json(account: Ledger) -> dict[str, Any]:
    """The ledger in the shape that other programs rely on."""
    counted = {"statements": account.statements, "dispositions": account.dispositions}
    return counted | {
        "rows": [
            {
                "reference": row.reference,
                "text": row.text,
                "disposition": row.disposition.value,
                "theme": row.theme,
                "encouragements": list(row.encouragements),
            }
            for row in account.rows
        ]
    }


def mark(
    session: Session, actor: Member, *, statement_id: int, kind: Kind | None, seen_version: int
) -> Statement:
    """Say of which kind a statement is; only a person does."""
    require(actor, Permission.MARK)
    statement = fetch(session, Statement, statement_id, actor=actor, seen_version=seen_version)
    statement.kind = kind
    audit.record(session, actor, "statement.marked", statement, reference=statement.reference)
    return statement
