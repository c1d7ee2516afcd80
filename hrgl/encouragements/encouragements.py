"""Encouragements: worded by facilitators from themes, for the places there are."""

from sqlmodel import Session, col, func, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.enums import Stage, Support
from hrgl.core.models import Edition, Encouragement, EncouragementTheme, Evidence, Member
from hrgl.core.permissions import Permission, require
from hrgl.encouragements import evidence
from hrgl.encouragements.guards import current_wording, encouragement_then, open_encouragement
from hrgl.errors import NotNow, NotValid


def give_place(
    session: Session, actor: Member, *, encouragement_id: int, place: int | None, seen_version: int
) -> Encouragement:
    """Put an encouragement at a place of the document, or (with none) back among the candidates."""
    require(actor, Permission.WORD)
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    if encouragement.place == place:
        there = f"at place {place}" if place else "among the candidates"
        raise NotNow(f"It stands {there} already. Choose another place.")
    if place is not None:
        _check_place(session, edition, encouragement, place)
    before, encouragement.place = encouragement.place, place
    audit.record(
        session,
        actor,
        "encouragement.placed",
        encouragement,
        **encouragement_then(session, encouragement),
        before=before,
    )
    return encouragement


def _check_place(
    session: Session, edition: Edition, encouragement: Encouragement, place: int
) -> None:
    if edition.places is None:
        raise NotNow("It is not yet set how many encouragements there shall be. Ask an organiser.")
    if not 1 <= place <= edition.places:
        raise NotValid(
            f"There are {edition.places} places, so {place} is none of them. Merge this one into "
            "another, set one aside, or ask an organiser for another number of places.",
            "place",
        )
    holder = session.exec(
        select(Encouragement).where(
            Encouragement.edition_id == edition.id, Encouragement.place == place
        )
    ).first()
    if holder is not None and holder.id != encouragement.id:
        heading = current_wording(session, holder).heading
        raise NotValid(f"Place {place} is taken by “{heading}”. Free it first.", "place")


def submit(
    session: Session, actor: Member, *, encouragement_id: int, seen_version: int
) -> Encouragement:
    """Hand the current wording to the steering group."""
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    if encouragement.place is None:
        raise NotNow("Give it a place first: the steering group reviews what is to be printed.")
    if not current_wording(session, encouragement).explanation:
        raise NotNow("Write its explanation first; a heading alone cannot be reviewed.")
    supported = session.exec(
        select(func.count(col(Evidence.id))).where(
            Evidence.encouragement_id == encouragement.id,
            col(Evidence.support).in_([Support.SUPPORTS, Support.EXAMPLE]),
        )
    ).one()
    if not supported:
        raise NotNow("Cite at least one statement that supports it first.")
    encouragement.stage = Stage.SUBMITTED
    audit.record(
        session,
        actor,
        "encouragement.submitted",
        encouragement,
        **encouragement_then(session, encouragement),
        wording=encouragement.wording,
    )
    return encouragement


def set_aside_encouragement(
    session: Session, actor: Member, *, encouragement_id: int, seen_version: int
) -> Encouragement:
    """Take an encouragement out of the running; its statements are free again."""
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    stood = encouragement_then(session, encouragement)
    for citation in evidence.evidence_of(session, encouragement.id):
        session.delete(citation)
    encouragement.place, encouragement.stage = None, Stage.SET_ASIDE
    audit.record(session, actor, "encouragement.set_aside", encouragement, **stood)
    return encouragement


def bring_back_encouragement(
    session: Session, actor: Member, *, encouragement_id: int, seen_version: int
) -> Encouragement:
    """Make an encouragement that was set aside a candidate again; its evidence is chosen anew."""
    require(actor, Permission.WORD)
    encouragement = fetch(
        session, Encouragement, encouragement_id, actor=actor, seen_version=seen_version
    )
    if encouragement.stage is not Stage.SET_ASIDE:
        raise NotNow("This encouragement is already among the candidates.")
    encouragement.stage = Stage.DRAFT
    audit.record(
        session,
        actor,
        "encouragement.brought_back",
        encouragement,
        **encouragement_then(session, encouragement),
    )
    return encouragement


def themes_of(session: Session, *, encouragement_id: int) -> list[int]:
    """The themes an encouragement was worded from."""
    query = select(EncouragementTheme.theme_id).where(
        EncouragementTheme.encouragement_id == encouragement_id
    )
    return list(session.exec(query).all())
