"""Proposals: what the machine would group together, and what people take over from it."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.models import Clustering, Member, Placement, Theme
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.themes.placing import live
from hrgl.themes.proposals.comparison import Proposal, ProposedTheme, compare


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


@from_all_statements
def latest_proposal(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> Proposal | None:
    """The newest proposal, if one was ever made."""
    clustering = newest_clustering(session, edition_id=edition_id)
    return _beside_today(session, clustering, rows) if clustering else None


def _beside_today(
    session: Session, clustering: Clustering, rows: Sequence[StatementView] | None = None
) -> Proposal:
    now = material(session, edition_id=clustering.edition_id, rows=rows)
    themes = live(session, edition_id=clustering.edition_id)
    old = material_digest(now) != clustering.statements_sha256
    return compare(clustering, now, themes, out_of_date=old)


def adopt_proposal(
    session: Session,
    actor: Member,
    *,
    clustering_id: int,
    numbers: Sequence[int] | None = None,
    seen: Mapping[int, str] | None = None,
) -> list[Theme]:
    """Take over a proposal, whole or the groups of these numbers; pinned statements stay put.

    `seen` has the token of each group as it was looked at.
    """
    require(actor, Permission.PLACE)
    clustering = fetch(session, Clustering, clustering_id, actor=actor)
    fit = clustering.result["fit"]
    adopted = [
        _adopt_one(session, actor, clustering, theme, fit)
        for theme in _chosen(_beside_today(session, clustering), numbers, seen)
        if not theme.changes_nothing
    ]
    _end_the_empty(session, actor.edition_id)
    audit.record(
        session,
        actor,
        "proposal.adopted",
        clustering,
        themes=[theme.id for theme in adopted],
        names=[theme.name for theme in adopted],
    )
    return adopted


def _chosen(
    proposal: Proposal, numbers: Sequence[int] | None, seen: Mapping[int, str] | None
) -> list[ProposedTheme]:
    """The groups of these numbers, if they are as they were looked at and change anything."""
    chosen = [t for t in proposal.themes if numbers is None or t.number in set(numbers)]
    if not chosen:
        raise NotValid("Pick at least one of the proposed themes.")
    _refuse_if_changed(chosen, seen)
    if all(t.changes_nothing for t in chosen):
        raise NotNow("These themes are already as proposed.")
    return chosen


def _refuse_if_changed(chosen: Sequence[ProposedTheme], seen: Mapping[int, str] | None) -> None:
    changed = [t.name for t in chosen if seen is not None and seen.get(t.number) != t.token]
    if changed:
        named = ", ".join(f"“{name}”" for name in changed[:3])
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        raise OutOfDate(
            f"What would become of {named}{more} has changed since you looked, because somebody "
            "decided something. Nothing was taken over: look again, then repeat what you did."
        )


def _adopt_one(
    session: Session,
    actor: Member,
    clustering: Clustering,
    proposed: ProposedTheme,
    fit: dict[str, float],
) -> Theme:
    theme = proposed.into
    if theme is None:
        theme = Theme(
            edition_id=actor.edition_id,
            name=_free_name(session, actor.edition_id, proposed.title),
            clustering_id=clustering.id,
        )
        session.add(theme)
        session.flush()
    moved = {s.id for s in proposed.moving}
    placed = select(Placement).where(col(Placement.statement_id).in_(moved))
    for placement in session.exec(placed).all():
        session.delete(placement)
    session.flush()
    for statement in (*proposed.joining, *proposed.moving):
        session.add(
            Placement(
                statement_id=statement.id,
                theme_id=theme.id,
                member_id=actor.id,
                clustering_id=clustering.id,
                fit=fit.get(statement.reference),
            )
        )
    session.flush()
    return theme


def _free_name(session: Session, edition_id: int, title: str) -> str:
    names = {theme.name.casefold() for theme in live(session, edition_id=edition_id)}
    name, number = title, 2
    while name.casefold() in names:
        name, number = f"{title} ({number})", number + 1
    return name


def _end_the_empty(session: Session, edition_id: int) -> None:
    """A theme that only the machine knew and that has lost all its statements is dissolved."""
    filled = set(session.exec(select(Placement.theme_id).distinct()).all())
    for theme in live(session, edition_id=edition_id):
        untouched = not theme.named_by_person and not theme.reviewed
        if untouched and theme.clustering_id is not None and theme.id not in filled:
            theme.dissolved = True


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
