"""Evidence: which statements stand behind an encouragement, and as what."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch_statements
from hrgl.core.enums import Support
from hrgl.core.models import Encouragement, Evidence, Member, Statement
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.guards import encouragement_then, open_encouragement
from hrgl.errors import NotNow, NotValid, OutOfDate


def cite(
    session: Session,
    actor: Member,
    *,
    encouragement_id: int,
    statement_ids: Sequence[int],
    support: Support,
    seen_version: int | None = None,
    seen: Mapping[int, Support | None] | None = None,
) -> Encouragement:
    """Cite statements as support, example or reservation; citing again changes as what.

    `seen` says as what each was cited here when it was looked at.
    """
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    if not statement_ids:
        raise NotValid("Pick at least one statement first.")
    _refuse_if_changed(session, encouragement, seen)
    for statement_id in dict.fromkeys(statement_ids):
        attach(session, actor, encouragement, statement_id, support)
    audit.record(
        session,
        actor,
        "encouragement.cited",
        encouragement,
        **encouragement_then(session, encouragement),
        statements=list(statement_ids),
        support=support.value,
    )
    return encouragement


def _refuse_if_changed(
    session: Session, encouragement: Encouragement, seen: Mapping[int, Support | None] | None
) -> None:
    if seen is None:
        return
    there = {e.statement_id: e for e in evidence_of(session, encouragement.id)}
    for statement_id, as_what in seen.items():
        now = there.get(statement_id)
        if (now.support if now else None) is not as_what:
            who = session.get_one(Member, now.member_id).name if now else "Somebody"
            reference = session.get_one(Statement, statement_id).reference
            how = f"cited {reference} as {now.support.value}" if now else f"took {reference} out"
            raise OutOfDate(
                f"{who} {how} after you had looked. Nothing was done: look again, then repeat "
                "what you did.",
                changed_by=who,
            )


def uncite(
    session: Session,
    actor: Member,
    *,
    encouragement_id: int,
    statement_ids: Sequence[int],
    seen_version: int | None = None,
    seen: Mapping[int, Support | None] | None = None,
) -> Encouragement:
    """Take statements out of the evidence."""
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    _refuse_if_changed(session, encouragement, seen)
    found = [
        e for e in evidence_of(session, encouragement.id) if e.statement_id in set(statement_ids)
    ]
    if not found:
        raise NotValid("Pick at least one statement that is cited here.")
    for evidence in found:
        session.delete(evidence)
    audit.record(
        session,
        actor,
        "encouragement.uncited",
        encouragement,
        **encouragement_then(session, encouragement),
        statements=[evidence.statement_id for evidence in found],
    )
    return encouragement


def attach(
    session: Session,
    actor: Member,
    encouragement: Encouragement,
    statement_id: int,
    support: Support,
) -> None:
    """Put one statement into the evidence; part of the acts that cite."""
    [statement] = fetch_statements(session, [statement_id], actor=actor)
    _refuse_left_out(statement)
    there = session.exec(
        select(Evidence).where(
            Evidence.encouragement_id == encouragement.id, Evidence.statement_id == statement_id
        )
    ).first()
    if there is None:
        there = Evidence(
            encouragement_id=encouragement.id,
            statement_id=statement_id,
            support=support,
            member_id=actor.id,
        )
        session.add(there)
    there.support, there.member_id = support, actor.id


def _refuse_left_out(statement: Statement) -> None:
    if statement.withdrawn_because or statement.set_aside_because:
        raise NotNow(f"{statement.reference} has been left out. Bring it back before citing it.")
    if statement.same_as_id is not None:
        raise NotNow(f"{statement.reference} is counted as another one. Cite that one instead.")


def evidence_of(session: Session, encouragement_id: int) -> list[Evidence]:
    """The citations of an encouragement, in the order of the statements."""
    query = (
        select(Evidence)
        .where(Evidence.encouragement_id == encouragement_id)
        .order_by(col(Evidence.statement_id))
    )
    return list(session.exec(query).all())
