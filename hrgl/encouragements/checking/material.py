"""What the checks look at, gathered for a whole edition in a few questions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlmodel import Session, col, select

from hrgl.core.enums import Attribution, Stage, Support
from hrgl.core.masking import Names
from hrgl.core.models import (
    AuditEntry,
    Edition,
    Encouragement,
    EncouragementTheme,
    Evidence,
    Note,
    Theme,
    Wording,
    Workshop,
)
from hrgl.editions.document_forms import lead_in_of
from hrgl.encouragements.checking.said import Said
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.themes.placing import live


@dataclass(frozen=True)
class Drafted:
    """An encouragement that is in the running: its wording, its themes, and what stands behind it.

    `since`: when it was worded, or submitted if that was later.
    """

    id: int
    place: int | None
    number: int
    heading: str
    explanation: str
    examples: str
    remarks: str
    worded_at: datetime
    since: datetime
    themes: frozenset[int]
    cited: tuple[tuple[StatementView, Support], ...]

    @property
    def text(self) -> str:
        """Everything that is printed of it."""
        return "\n".join((self.heading, self.explanation, self.examples, self.remarks))

    @property
    def supported_by(self) -> tuple[StatementView, ...]:
        """The statements that speak for it, as support or example."""
        return tuple(row for row, as_what in self.cited if as_what is not Support.RESERVATION)

    @property
    def cited_as_example(self) -> bool:
        """Whether a statement is cited as an example."""
        return any(as_what is Support.EXAMPLE for _, as_what in self.cited)

    @property
    def name(self) -> str:
        """What it is called among others."""
        where = f"place {self.place}" if self.place else f"candidate {self.id}"
        return f"“{self.heading}” ({where})" if self.heading else where


@dataclass(frozen=True)
class Material:
    """An edition as the checks see it.

    `hidden`: of "actor_type" and "region" what is known of some statement that is cited, but not
    shown of it. Whoever is missing there may only be hidden.
    """

    edition: Edition
    rows: Sequence[StatementView]
    drafts: tuple[Drafted, ...]
    themes: tuple[Theme, ...]
    next_generation: frozenset[str]
    names: Names
    said: Said
    hidden: frozenset[str]
    lead_in: str

    @cached_property
    def by_short(self) -> dict[str, StatementView]:
        """The statements by their reference within the edition."""
        return {row.short.upper(): row for row in self.rows}


@from_all_statements
def gather_material(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> Material:
    """An edition with its drafts, its themes and its statements."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    edition = session.get_one(Edition, edition_id)
    drafts = _drafts(session, edition_id, rows)
    workshops = session.exec(select(Workshop).where(Workshop.edition_id == edition_id)).all()
    since = min((draft.since for draft in drafts), default=None)
    return Material(
        edition=edition,
        rows=rows,
        drafts=drafts,
        themes=tuple(live(session, edition_id=edition_id)),
        next_generation=frozenset(room.code for room in workshops if room.next_generation),
        names=Names(_names(session, edition)),
        said=Said(session, edition_id, since),
        hidden=_hidden(session, [row for draft in drafts for row, _ in draft.cited]),
        lead_in=lead_in_of(session, edition_id=edition_id),
    )


def _hidden(session: Session, cited: Sequence[StatementView]) -> frozenset[str]:
    ids = {row.note_id for row in cited}
    query = select(Note.id, Note.actor_type, Note.region).where(col(Note.id).in_(ids))
    known = {key: (actor_type, region) for key, actor_type, region in session.exec(query).all()}
    found = set()
    for row in cited:
        actor_type, region = known[row.note_id]
        found |= {"actor_type"} if actor_type and not row.actor_type else set()
        found |= {"region"} if region and not row.region else set()
    return frozenset(found)


def _drafts(
    session: Session, edition_id: int, rows: Sequence[StatementView]
) -> tuple[Drafted, ...]:
    query = (
        select(Encouragement, Wording)
        .join(
            Wording,
            (col(Wording.encouragement_id) == Encouragement.id)
            & (col(Wording.number) == Encouragement.wording),
        )
        .where(Encouragement.edition_id == edition_id, Encouragement.stage != Stage.SET_ASIDE)
        .order_by(col(Encouragement.place).nulls_last(), col(Encouragement.id))
    )
    found = session.exec(query).all()
    ids = [encouragement.id for encouragement, _ in found]
    themes, cited = _themes(session, ids), _cited(session, ids, rows)
    submitted = _submitted(session, edition_id)
    return tuple(
        Drafted(
            e.id,
            e.place,
            w.number,
            w.heading,
            w.explanation,
            w.examples,
            e.remarks,
            w.created_at,
            max(w.created_at, submitted.get(e.id, w.created_at)),
            frozenset(themes[e.id]),
            tuple(cited[e.id]),
        )
        for e, w in found
    )


def _themes(session: Session, ids: Sequence[int]) -> dict[int, set[int]]:
    found = defaultdict(set)
    query = select(EncouragementTheme).where(col(EncouragementTheme.encouragement_id).in_(ids))
    for link in session.exec(query).all():
        found[link.encouragement_id].add(link.theme_id)
    return found


def _cited(
    session: Session, ids: Sequence[int], rows: Sequence[StatementView]
) -> dict[int, list[tuple[StatementView, Support]]]:
    by_id = {row.id: row for row in rows}
    query = select(Evidence).where(col(Evidence.encouragement_id).in_(ids))
    found = defaultdict(list)
    for each in session.exec(query).all():
        found[each.encouragement_id].append((by_id[each.statement_id], each.support))
    for citations in found.values():
        citations.sort(key=lambda each: each[0].reference)
    return found


def _submitted(session: Session, edition_id: int) -> dict[int, datetime]:
    """When each encouragement was last handed to the steering group, alone or with others."""
    query = (
        select(AuditEntry.subject_id, AuditEntry.at, AuditEntry.changes)
        .where(AuditEntry.edition_id == edition_id)
        .where(col(AuditEntry.act).in_(["encouragement.submitted", "encouragements.submitted"]))
        .order_by(col(AuditEntry.id))
    )
    found: dict[int, datetime] = {}
    for subject_id, at, changes in session.exec(query).all():
        changed = (c["key"][0] for c in changes if c["table"] == "encouragement")
        found |= dict.fromkeys((subject_id, *changed), at)
    return found


def _names(session: Session, edition: Edition) -> list[str]:
    """The speakers whom nobody may name: all but those who agreed to it where the edition does."""
    query = (
        select(Note.speaker)
        .join(Workshop, col(Workshop.id) == Note.workshop_id)
        .where(Workshop.edition_id == edition.id, col(Note.speaker).is_not(None))
        .distinct()
    )
    if edition.attribution is Attribution.NAMED:
        query = query.where(Note.attribution != Attribution.NAMED)
    return sorted(name for name in session.exec(query).all() if name)
