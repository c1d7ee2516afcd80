"""Statements left out by people, with a reason: set aside, counted as another, withdrawn."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch, fetch_statements
from hrgl.core.enums import Withdrawal
from hrgl.core.models import Member, Statement
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, NotValid
from hrgl.notes.standing import (
    Stand,
    fetch_open,
    placements,
    refuse_if_changed,
    refuse_if_cited,
    unplace,
)


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
    if other.left_out:
        raise NotNow(f"{other.reference} does not stand for itself. Choose another statement.")
    refuse_if_changed(session, [other], seen)
    for row in rows:
        standing_for = session.exec(
            select(Statement.reference)
            .where(Statement.same_as_id == row.id)
            .order_by(col(Statement.id))
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


def withdraw_statement(
    session: Session, actor: Member, *, statement_id: int, because: str, seen_version: int
) -> Statement:
    """Take a statement out of the synthesis; its reference stays taken."""
    require(actor, Permission.MARK)
    statement = fetch(session, Statement, statement_id, actor=actor, seen_version=seen_version)
    if not because.strip():
        raise NotValid("Please say in a few words why it is withdrawn.", "because")
    refuse_if_cited(session, [statement])
    leave_out(session, statement, Withdrawal.PERSON, because.strip())
    audit.record(session, actor, "statement.withdrawn", statement, reference=statement.reference)
    return statement


def leave_out(session: Session, statement: Statement, how: Withdrawal, because: str) -> None:
    """Withdraw one; what was counted as the same as it stands for itself again."""
    statement.withdrawal, statement.withdrawn_because = how, because
    for placement in placements(session, [statement.id]):
        session.delete(placement)
    query = select(Statement).where(Statement.same_as_id == statement.id)
    for other in session.exec(query).all():
        other.same_as_id = None
