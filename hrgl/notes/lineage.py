"""Statements cut anew by people: one split into two, neighbours joined into one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlmodel import Session, col, select

from hrgl.core import audit, changes
from hrgl.core.database import fetch, fetch_statements
from hrgl.core.enums import Withdrawal
from hrgl.core.models import Lineage, Member, Note, Placement, Statement, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, NotValid
from hrgl.notes.references import number_statements, short
from hrgl.notes.standing import (
    Stand,
    placements,
    refuse_if_changed,
    refuse_if_cited,
    refuse_if_left_out,
)
from hrgl.synthesis.cutting.cutting import Span, cut


def split_statement(
    session: Session, actor: Member, *, statement_id: int, at: int, seen_version: int
) -> tuple[Statement, ...]:
    """Cut a statement in two at a place between its words, counted in characters.

    Both parts get new references and inherit kind and theme; the old one is withdrawn.
    """
    require(actor, Permission.MARK)
    old = fetch(session, Statement, statement_id, actor=actor, seen_version=seen_version)
    _refuse_if_bound(session, [old])
    note = session.get_one(Note, old.note_id)
    spans = _parts(note.text, old, at)
    made = _replace(session, actor, note, [old], spans)
    into = " and ".join(short(new.reference) for new in made)
    old.withdrawal, old.withdrawn_because = Withdrawal.SPLIT, f"split into {into}"
    audit.record(session, actor, "statement.split", old, reference=old.reference, into=into)
    return made


def join(
    session: Session,
    actor: Member,
    *,
    statement_ids: Sequence[int],
    seen: Mapping[int, Stand] | None = None,
) -> Statement:
    """Make one statement of neighbours in a note; it gets a new reference, they are withdrawn."""
    require(actor, Permission.MARK)
    rows = fetch_statements(session, statement_ids, actor=actor)
    refuse_if_changed(session, rows, seen)
    if len(rows) < 2:
        raise NotValid("Pick two or more statements that follow one another.")
    rows.sort(key=lambda row: row.start)
    note = session.get_one(Note, rows[0].note_id)
    _refuse_if_apart(session, note, rows)
    _refuse_if_bound(session, rows)
    whole = Span(rows[0].start, rows[-1].end, rows[0].context)
    [made] = _replace(session, actor, note, rows, [whole])
    for row in rows:
        row.withdrawal = Withdrawal.JOINED
        row.withdrawn_because = f"joined into {short(made.reference)}"
    joined = " and ".join(short(row.reference) for row in rows)
    audit.record(
        session, actor, "statements.joined", made, joined=joined, into=short(made.reference)
    )
    return made


@dataclass(frozen=True)
class Descent:
    """The references a statement came from, and those it became; both empty if it is as cut."""

    came_from: tuple[str, ...] = ()
    became: tuple[str, ...] = ()


def lineage_of(session: Session, *, statement_ids: Sequence[int]) -> dict[int, Descent]:
    """Where these statements came from and what they became; only those with any lineage."""
    came_from, became = defaultdict(list), defaultdict(list)
    query = select(Lineage.statement_id, Statement.reference).join(
        Statement, col(Statement.id) == Lineage.from_id
    )
    asked = query.where(col(Lineage.statement_id).in_(statement_ids))
    for key, reference in session.exec(asked.order_by(col(Statement.number))).all():
        came_from[key].append(reference)
    query = select(Lineage.from_id, Statement.reference).join(
        Statement, col(Statement.id) == Lineage.statement_id
    )
    asked = query.where(col(Lineage.from_id).in_(statement_ids))
    for key, reference in session.exec(asked.order_by(col(Statement.number))).all():
        became[key].append(reference)
    keys = sorted({*came_from, *became})
    return {key: Descent(tuple(came_from[key]), tuple(became[key])) for key in keys}


def _parts(text: str, old: Statement, at: int) -> list[Span]:
    """Both sides of a place, without the space at their edges."""
    words = text[old.start : old.end]
    left, right = words[: max(at, 0)].rstrip(), words[max(at, 0) :].lstrip()
    if not all(any(sign.isalnum() for sign in part) for part in (left, right)):
        raise NotValid("Choose a place with words on both sides of it.", "at")
    return [
        Span(old.start, old.start + len(left), old.context),
        Span(old.end - len(right), old.end, old.context),
    ]


def _refuse_if_bound(session: Session, rows: Sequence[Statement]) -> None:
    """What was left out, cited or counted with others is what people decided on: not as it is."""
    refuse_if_left_out(rows)
    refuse_if_cited(session, rows)
    ids = [row.id for row in rows]
    query = select(Statement.reference).where(col(Statement.same_as_id).in_(ids))
    counted = sorted(session.exec(query).all())
    if counted:
        raise NotNow(
            f"{', '.join(counted)} is counted as the same as one of these. Bring it back first."
        )


def _refuse_if_apart(session: Session, note: Note, rows: Sequence[Statement]) -> None:
    """Only what follows one another: no statement and nothing that fell out may lie between."""
    apart = any(row.note_id != note.id for row in rows)
    if not apart:
        others = select(Statement.start, Statement.end).where(
            Statement.note_id == note.id, col(Statement.id).not_in([row.id for row in rows])
        )
        fallen = [(piece.start, piece.end) for piece in cut(note.text).fallen_out]
        pieces = [*session.exec(others).all(), *fallen]
        gaps = [(a.end, b.start) for a, b in pairwise(rows)]
        apart = any(gap[0] <= start and end <= gap[1] for gap in gaps for start, end in pieces)
    if apart:
        raise NotValid(
            "Only statements that follow one another in the same note can be joined. "
            "Pick neighbours, with nothing left out between them."
        )


def _replace(
    session: Session, actor: Member, note: Note, old: Sequence[Statement], spans: Sequence[Span]
) -> tuple[Statement, ...]:
    """Store the new statements with what they inherit, and unplace the old ones."""
    workshop = fetch(session, Workshop, note.workshop_id, actor=actor)
    kinds = {row.kind for row in old}
    kind = kinds.pop() if len(kinds) == 1 else None
    made = number_statements(session, workshop, note, spans, [kind] * len(spans))
    changes.note_new(session, made)
    session.add_all(Lineage(statement_id=new.id, from_id=row.id) for new in made for row in old)
    placed = placements(session, [row.id for row in old])
    heir = _inherited(placed, len(old))
    for placement in placed:
        session.delete(placement)
    session.flush()
    if heir:
        session.add_all(_placed_like(heir, new) for new in made)
    return made


def _placed_like(heir: Placement, new: Statement) -> Placement:
    return Placement(
        statement_id=new.id,
        theme_id=heir.theme_id,
        member_id=heir.member_id,
        clustering_id=heir.clustering_id,
        pinned=heir.pinned,
    )


def _inherited(placed: Sequence[Placement], statements: int) -> Placement | None:
    """The placement that goes on: people's before the machine's; none if the machine's differ."""
    pinned = [placement for placement in placed if placement.pinned]
    if len({placement.theme_id for placement in pinned}) > 1:
        raise NotNow(
            "People put these statements into different themes. Move them into one theme first, "
            "or leave them apart."
        )
    if pinned:
        return pinned[0]
    agreed = len(placed) == statements and len({each.theme_id for each in placed}) == 1
    return placed[0] if agreed else None
