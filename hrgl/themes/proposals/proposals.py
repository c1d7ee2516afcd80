"""Proposals: what the machine would group together, and what people take over from it."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.models import Clustering, DiscardedProposal, Member, Theme
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.themes.placing import live
from hrgl.themes.proposals import constraints, taking_over
from hrgl.themes.proposals.comparison import Proposal, compare
from hrgl.themes.proposals.taking_over import TakenGroup


@from_all_statements
def material(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> list[StatementView]:
    """The statements a proposal is made of: all that were not left out, in order of reference."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    return [s for s in rows if not s.left_out]


def material_digest(statements: Sequence[StatementView]) -> str:
    """What tells one state of the material from another: references and texts."""
    lines = sorted(f"{s.reference}\t{s.text}" for s in statements)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def store(
    session: Session,
    actor: Member,
    *,
    model: str,
    parameters: dict[str, Any],
    statements_sha256: str,
    result: dict[str, Any],
) -> Clustering:
    """Keep what one run of the machine gave: themes, typical statements, queue, fit."""
    require(actor, Permission.PROPOSE)
    clustering = Clustering(
        edition_id=actor.edition_id,
        member_id=actor.id,
        model=model,
        parameters=parameters,
        statements_sha256=statements_sha256,
        result=result,
    )
    session.add(clustering)
    audit.record(session, actor, "themes.proposed", clustering, themes=len(result["themes"]))
    return clustering


def newest_clustering(session: Session, *, edition_id: int) -> Clustering | None:
    """The latest run of the machine as it was kept, if one was ever made."""
    return session.exec(
        select(Clustering)
        .where(Clustering.edition_id == edition_id)
        .order_by(col(Clustering.id).desc())
        .limit(1)
    ).first()


def offered_clustering(session: Session, *, edition_id: int) -> Clustering | None:
    """The same, unless it was discarded."""
    made = newest_clustering(session, edition_id=edition_id)
    discarded = made is not None and session.get(DiscardedProposal, made.id) is not None
    return None if discarded else made


@from_all_statements
def latest_proposal(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> Proposal | None:
    """The newest proposal, if one was ever made and it was not discarded."""
    clustering = offered_clustering(session, edition_id=edition_id)
    if clustering is None:
        return None
    now = material(session, edition_id=edition_id, rows=rows)
    return _beside_today(session, clustering, now)[0]


def discarding(session: Session, *, edition_id: int) -> audit.Happening | None:
    """How the newest proposal was discarded, if it was."""
    clustering = newest_clustering(session, edition_id=edition_id)
    if clustering is None or session.get(DiscardedProposal, clustering.id) is None:
        return None
    found = audit.history(session, edition_id=edition_id, nouns=["proposal.discarded"])
    return next((each for each in found if each.subject_id == clustering.id), None)


def _beside_today(
    session: Session, clustering: Clustering, now: Sequence[StatementView]
) -> tuple[Proposal, set[int]]:
    """A proposal compared with this moment, and the themes in which people decided something."""
    edition_id = clustering.edition_id
    shaped = constraints.shaped_by_people(session, edition_id=edition_id, material=now)
    old = material_digest(now) != clustering.statements_sha256
    themes = live(session, edition_id=edition_id)
    return compare(clustering, now, themes, out_of_date=old, shaped=shaped), shaped


def adopt_proposal(
    session: Session,
    actor: Member,
    *,
    clustering_id: int,
    taken: Mapping[int, TakenGroup] | None = None,
) -> list[Theme]:
    """Take over a proposal, whole or what is `taken` of the groups of these numbers.

    What people decided since it was made holds: pinned statements stay put, and nothing leaves a
    theme in which a person has decided anything.
    """
    require(actor, Permission.PLACE)
    clustering = fetch(session, Clustering, clustering_id, actor=actor)
    _refuse_if_discarded(session, clustering)
    now = material(session, edition_id=actor.edition_id)
    found, shaped = _beside_today(session, clustering, now)
    adopted = [
        taking_over.place(session, actor, clustering, theme, statements)
        for theme, statements in taking_over.chosen(session, actor, found, taken)
    ]
    taking_over.end_the_empty(session, edition_id=actor.edition_id, shaped=shaped)
    audit.record(
        session,
        actor,
        "proposal.adopted",
        clustering,
        themes=[theme.id for theme in adopted],
        names=[theme.name for theme in adopted],
    )
    return adopted


def discard_proposal(session: Session, actor: Member, *, clustering_id: int) -> Clustering:
    """Want nothing of a proposal, or nothing more: it is shown no longer; what was taken stays."""
    require(actor, Permission.PLACE)
    clustering = fetch(session, Clustering, clustering_id, actor=actor)
    _refuse_if_discarded(session, clustering)
    session.add(DiscardedProposal(clustering_id=clustering.id, member_id=actor.id))
    audit.record(
        session, actor, "proposal.discarded", clustering, themes=len(clustering.result["themes"])
    )
    return clustering


def _refuse_if_discarded(session: Session, clustering: Clustering) -> None:
    row = session.get(DiscardedProposal, clustering.id)
    if row is not None:
        who = session.get_one(Member, row.member_id).name
        raise NotNow(
            f"{who} has discarded this proposal. Take that back first, or ask for another one."
        )


def proposal_as_json(proposal: Proposal) -> dict[str, Any]:
    """A proposal in the shape that other programs rely on."""
    return {
        "themes": [
            {
                "title": theme.title,
                "statements": [s.reference for s in theme.statements],
                "typical": [s.reference for s in theme.typical],
            }
            for theme in proposal.themes
        ],
        "queue": [s.reference for s in proposal.queue],
    }
