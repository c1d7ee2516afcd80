"""What must hold before an encouragement is changed, and what it is called at that moment."""

from sqlmodel import Session, col, or_, select

from hrgl.core.database import fetch
from hrgl.core.enums import Stage
from hrgl.core.models import Edition, Encouragement, Meeting, Member, Statement, Wording, Workshop
from hrgl.core.telling import Told
from hrgl.editions.editions import has_document
from hrgl.errors import NotNow
from hrgl.notes.references import short


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
    """The encouragement, if it may be changed: not set aside, and no published number binds."""
    refuse_if_published(session, actor.edition_id)
    encouragement = fetch(
        session, Encouragement, encouragement_id, actor=actor, seen_version=seen_version
    )
    if encouragement.stage is Stage.SET_ASIDE:
        raise NotNow("This encouragement was set aside. Bring it back first.")
    return encouragement


def refuse_if_published(session: Session, edition_id: int) -> None:
    """While a published number binds the encouragements are frozen; only remarks go on growing."""
    if has_document(session, session.get_one(Edition, edition_id)):
        raise NotNow("The outcome document has been published: only remarks may still be added.")


def refuse_if_named(session: Session, statement: Statement) -> None:
    """A reference in any wording leads somewhere for ever: what it names does not vanish."""
    named = f"{{{short(statement.reference)}}}"
    query = (
        select(Wording.id)
        .join(Encouragement, col(Encouragement.id) == Wording.encouragement_id)
        .join(Workshop, col(Workshop.edition_id) == Encouragement.edition_id)
        .where(
            Workshop.id == statement.workshop_id,
            or_(
                *(
                    col(words).icontains(named, autoescape=True)
                    for words in (Wording.heading, Wording.explanation, Wording.examples)
                )
            ),
        )
    )
    if session.exec(query.limit(1)).first() is not None:
        raise NotNow(f"{short(statement.reference)} is named in a wording, so it has to stay.")


def meeting_before(session: Session, encouragement: Encouragement) -> int | None:
    """The meeting that has this encouragement before it now: its minutes keep what is decided."""
    query = select(Meeting.id).where(
        Meeting.encouragement_id == encouragement.id, col(Meeting.closed_at).is_(None)
    )
    return session.exec(query).first()


def encouragement_then(session: Session, encouragement: Encouragement) -> Told:
    """What the history calls an encouragement: its place and heading at this moment."""
    heading = current_wording(session, encouragement).heading
    return {"place": encouragement.place, "heading": heading}
