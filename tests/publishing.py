"""Documents for the tests: published as if they had been read, and the demonstration adopted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core.enums import (
    AdoptionMode,
    DocumentMark,
    ObjectionAnswer,
    Role,
    RulingWord,
    Stage,
    Verdict,
)
from hrgl.core.models import Edition, Encouragement, Member, OutcomeDocument
from hrgl.core.permissions import Permission
from hrgl.encouragements import places, submitting, views, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.encouragements.views import EncouragementView
from hrgl.operations.demonstration import CODE
from hrgl.outcome import adopting, marking, publishing
from hrgl.outcome.adopting import record_adoption
from hrgl.outcome.publishing import next_number, publish

PUBLISHING_MODULES = (publishing, adopting, marking)
PUBLISHING_ACTS: dict[str, tuple[Permission, dict[str, Any]]] = {
    "publishing.publish": (Permission.PUBLISH, {"title_typed": "Outcome Document"}),
    "adopting.record_adoption": (
        Permission.PUBLISH,
        {
            "number": 1,
            "adopted_by": "The Conference",
            "mode": AdoptionMode.ADOPTED,
            "adopted_on": date(2023, 2, 8),
        },
    ),
    "marking.mark_number": (
        Permission.PUBLISH,
        {"number": 1, "mark": DocumentMark.WITHDRAWN, "because": "The wrong text."},
    ),
}


@dataclass
class Adopted:
    """An edition whose document was adopted: its number, and people of every role."""

    edition: Edition
    number: OutcomeDocument
    organiser: Member
    facilitator: Member
    steering: list[Member]


def publish_as_read(session: Session, organiser: Member) -> OutcomeDocument:
    """Publish the document as it stands, its title typed as it reads."""
    session.flush()
    coming = next_number(session, edition_id=organiser.edition_id)
    title = coming.document.form.name
    return publish(session, organiser, title_typed=title, seen=coming.seen)


def brought_to_approval(session: Session) -> Adopted:
    """The demonstration edition with all its places approved, by the acts that people use.

    Its `number` is none yet. One objection was overruled, so that a minority is printed.
    """
    edition = session.exec(select(Edition).where(Edition.code == CODE)).one()
    people = session.exec(
        select(Member)
        .where(Member.edition_id == edition.id, Member.active)
        .order_by(col(Member.id))
    ).all()

    def of(role: Role) -> list[Member]:
        return [each for each in people if each.role is role and each.account_id is not None]

    made = Adopted(
        edition,
        None,  # type: ignore[arg-type]  # nothing is published yet
        of(Role.ORGANISER)[0],
        of(Role.FACILITATOR)[0],
        of(Role.STEERING),
    )
    _fill_places(session, made)
    for view in _placed(session, made):
        _settle(session, made, view)
    return made


def brought_to_adoption(session: Session) -> Adopted:
    """The demonstration edition adopted by the Conference, by the acts that people use."""
    made = brought_to_approval(session)
    made.number = publish_as_read(session, made.organiser)
    assert made.edition.ends is not None
    record_adoption(
        session,
        made.organiser,
        number=made.number.number,
        adopted_by="the Conference",
        mode=AdoptionMode.ADOPTED,
        adopted_on=made.edition.ends,
        place="Graz and online",
        as_what="a guideline for local governments",
    )
    return made


def _fill_places(session: Session, made: Adopted) -> None:
    taken = {view.place for view in _placed(session, made)}
    free = [each for each in range(1, (made.edition.places or 0) + 1) if each not in taken]
    every = views.list_encouragements(session, edition_id=made.edition.id)
    candidates = [view for view in every if view.stage is Stage.DRAFT and not view.place]
    for place, view in zip(free, candidates, strict=False):
        places.give_place(
            session,
            made.facilitator,
            encouragement_id=view.id,
            place=place,
            seen_version=view.version,
        )
    for view in _placed(session, made):
        if view.stage is Stage.DRAFT:
            submitting.submit(
                session, made.facilitator, encouragement_id=view.id, seen_version=view.version
            )


def _settle(session: Session, made: Adopted, view: EncouragementView) -> None:
    """The objections to one are answered, with other words; on the other the rule decides."""
    unanswered = [each for each in view.objections if not each.answer]
    for objection in unanswered:
        objections.answer_objection(
            session,
            made.facilitator,
            review_id=objection.review_id,
            answer=ObjectionAnswer.ACCEPTED,
            reason="The check is public now, gives reasons and hears whoever made the proposal.",
        )
        wordings.reword(
            session,
            made.facilitator,
            encouragement_id=view.id,
            heading=view.heading,
            explanation=f"{view.explanation} It is public, and hears whoever made the proposal.",
            examples=view.examples,
            seen_version=session.get_one(Encouragement, view.id).version,
        )
    standing = () if unanswered else view.objections
    against = {each.member_id for each in standing}
    view = _again(session, made, view)
    for member in made.steering:
        if member.id not in against and view.opinion_of(member.id) is None:
            reviews.give(session, member, wording_id=view.wording_id, verdict=Verdict.AGREE)
    for objection in standing:
        objections.rule_on_objection(
            session,
            made.facilitator,
            review_id=objection.review_id,
            wording_id=view.wording_id,
            ruling=RulingWord.OVERRULED,
            reason="Two thirds of the group agree.",
        )


def _again(session: Session, made: Adopted, view: EncouragementView) -> EncouragementView:
    session.flush()
    return views.view_encouragement(session, edition_id=made.edition.id, encouragement_id=view.id)


def _placed(session: Session, made: Adopted) -> list[EncouragementView]:
    session.flush()
    every = views.list_encouragements(session, edition_id=made.edition.id)
    return [view for view in every if view.place]
