"""What must hold before an encouragement is changed, and what it is called at that moment."""

from sqlmodel import Session, select

from hrgl.core.database import fetch
from hrgl.core.enums import Stage
from hrgl.core.models import Encouragement, Member, OutcomeDocument, Wording
from hrgl.core.telling import Told
from hrgl.errors import NotNow


def current_wording(session: Session, encouragement: Encouragement) -> Wording:
    """The text an encouragement has now."""
    return session.exec(
        select(Wording).where(
            Wording.encouragement_id == encouragement.id, Wording.number == encouragement.wording
        )
    ).one()


def open_encouragement(
    session: Session, actor: Member, encouragement_id: int, seen_version: int | None = None
) -> Encouragement:
    """The encouragement, if it may still be changed: not set aside, and nothing published yet."""
    refuse_if_published(session, actor.edition_id)
    encouragement = fetch(
        session, Encouragement, encouragement_id, actor=actor, seen_version=seen_version
    )
    if encouragement.stage is Stage.SET_ASIDE:
        raise NotNow("This encouragement was set aside. Bring it back first.")
    return encouragement


def refuse_if_published(session: Session, edition_id: int) -> None:
    """After publication the encouragements are frozen; only remarks go on growing."""
    query = select(OutcomeDocument.number).where(OutcomeDocument.edition_id == edition_id)
    if session.exec(query).first() is not None:
        raise NotNow("The outcome document has been published: only remarks may still be added.")


def encouragement_then(session: Session, encouragement: Encouragement) -> Told:
    """What the history calls an encouragement: its place and heading at this moment."""
    heading = current_wording(session, encouragement).heading
    return {"place": encouragement.place, "heading": heading}
