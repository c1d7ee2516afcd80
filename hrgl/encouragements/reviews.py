"""Reviews: the steering group's verdicts on a wording, and what was answered to objections."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch, last_change
from hrgl.core.enums import Stage, Verdict
from hrgl.core.models import Answer, Edition, Encouragement, Member, Review, Wording
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.evidence import encouragement_then, refuse_if_published
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate

LONGEST_REASON = 2000


def give(
    session: Session,
    actor: Member,
    *,
    wording_id: int,
    verdict: Verdict,
    reason: str = "",
) -> Review:
    """Agree to a wording, say that one can live with it, or object with a reason."""
    require(actor, Permission.REVIEW)
    refuse_if_published(session, actor.edition_id)
    wording = fetch(session, Wording, wording_id, actor=actor)
    encouragement = fetch(session, Encouragement, wording.encouragement_id, actor=actor)
    if encouragement.wording != wording.number:
        who, _ = last_change(session, "encouragement", encouragement.id)
        raise OutOfDate(
            f"{who} reworded it after you had looked. Read the new wording, then decide.",
            changed_by=who,
        )
    if encouragement.stage is not Stage.SUBMITTED:
        raise NotNow("This encouragement is not submitted for review at the moment.")
    reason = reason.strip()
    if verdict is Verdict.OBJECT and not reason:
        raise NotValid("Please give the reason: every objection is answered.", "reason")
    if len(reason) > LONGEST_REASON:
        raise NotValid(f"The reason is too long: at most {LONGEST_REASON} characters.", "reason")
    before = _latest_of(session, wording, actor)
    if before is not None and (before.verdict, before.reason) == (verdict, reason):
        raise NotNow("You have said so already on this wording; it is noted.")
    review = Review(wording_id=wording.id, member_id=actor.id, verdict=verdict, reason=reason)
    session.add(review)
    audit.record(
        session,
        actor,
        "review.given",
        encouragement,
        **encouragement_then(session, encouragement),
        verdict=verdict.value,
        wording=wording.number,
    )
    return review


def _latest_of(session: Session, wording: Wording, member: Member) -> Review | None:
    query = (
        select(Review)
        .where(Review.wording_id == wording.id, Review.member_id == member.id)
        .order_by(col(Review.id).desc())
    )
    return session.exec(query.limit(1)).first()


def answer_objection(
    session: Session, actor: Member, *, review_id: int, accepted: bool, reason: str
) -> Answer:
    """Say what was done about an objection, and why; the objector reads it."""
    require(actor, Permission.ANSWER)
    review = fetch(session, Review, review_id, actor=actor)
    if review.verdict is not Verdict.OBJECT:
        raise NotValid("Only objections are answered.")
    if not reason.strip():
        raise NotValid("Please say what was done about it, and why.", "reason")
    if session.exec(select(Answer).where(Answer.review_id == review_id)).first():
        raise NotNow("This objection has been answered already. Load the page again.")
    if _superseded(session, review):
        raise NotNow("Whoever objected has spoken again since. Read that first.")
    reply = Answer(
        review_id=review.id, accepted=accepted, reason=reason.strip(), member_id=actor.id
    )
    session.add(reply)
    wording = session.get_one(Wording, review.wording_id)
    encouragement = session.get_one(Encouragement, wording.encouragement_id)
    audit.record(
        session,
        actor,
        "objection.answered",
        encouragement,
        **encouragement_then(session, encouragement),
        accepted=accepted,
        wording=wording.number,
        objector_id=review.member_id,
    )
    return reply


def _superseded(session: Session, review: Review) -> bool:
    """Whether the same member has spoken again on the same encouragement."""
    wording = session.get_one(Wording, review.wording_id)
    query = (
        select(Review.id)
        .join(Wording, col(Wording.id) == Review.wording_id)
        .where(
            Review.member_id == review.member_id,
            Wording.encouragement_id == wording.encouragement_id,
            col(Review.id) > review.id,
        )
    )
    return session.exec(query.limit(1)).first() is not None


@dataclass(frozen=True)
class Opinion:
    """One member's latest verdict on one wording, with the answer if there is one."""

    review_id: int
    member_id: int
    who: str
    wording: int
    verdict: Verdict
    reason: str
    at: datetime
    accepted: bool | None
    answer: str

    @property
    def unanswered(self) -> bool:
        return self.verdict is Verdict.OBJECT and not self.answer


@dataclass(frozen=True)
class Draft:
    """An encouragement as it stands, with its wording and what the steering group said."""

    id: int
    version: int
    place: int | None
    stage: Stage
    wording: int
    wording_id: int
    heading: str
    explanation: str
    remarks: str
    opinions: tuple[Opinion, ...]
    earlier: tuple[Opinion, ...]
    quorum: int

    @property
    def in_favour(self) -> int:
        """How many agree with the current wording or can live with it."""
        return sum(1 for o in self.opinions if o.verdict is not Verdict.OBJECT)

    @property
    def objections(self) -> tuple[Opinion, ...]:
        """What is not yet answered: also an objection to an earlier wording, until superseded."""
        latest: dict[int, int] = {}
        for o in (*self.opinions, *self.earlier):
            latest[o.member_id] = max(o.review_id, latest.get(o.member_id, 0))
        everything = (*self.opinions, *self.earlier)
        return tuple(o for o in everything if o.unanswered and o.review_id == latest[o.member_id])

    @property
    def approved(self) -> bool:
        """Quorum reached on the current wording, and no objection unanswered."""
        submitted = self.stage is Stage.SUBMITTED
        return submitted and self.in_favour >= self.quorum and not self.objections

    def opinion_of(self, member_id: int) -> Opinion | None:
        return next((o for o in self.opinions if o.member_id == member_id), None)


def drafts(session: Session, *, edition_id: int) -> list[Draft]:
    """All encouragements of an edition: places first, then candidates, then those set aside."""
    quorum = session.get_one(Edition, edition_id).quorum
    query = (
        select(Encouragement, Wording)
        .join(
            Wording,
            (col(Wording.encouragement_id) == Encouragement.id)
            & (col(Wording.number) == Encouragement.wording),
        )
        .where(Encouragement.edition_id == edition_id)
    )
    opinions = _opinions(session, edition_id)
    found = []
    for e, wording in session.exec(query).all():
        mine = opinions.get(e.id, [])
        now = tuple(o for o in mine if o.wording == e.wording)
        before = tuple(o for o in mine if o.wording != e.wording)
        found.append(
            Draft(
                e.id,
                e.version,
                e.place,
                e.stage,
                e.wording,
                wording.id,
                wording.heading,
                wording.explanation,
                e.remarks,
                now,
                before,
                quorum,
            )
        )
    aside = Stage.SET_ASIDE
    return sorted(found, key=lambda d: (d.stage is aside, d.place is None, d.place or 0, d.id))


def _opinions(session: Session, edition_id: int) -> dict[int, list[Opinion]]:
    """Per encouragement, the latest review of each member on each wording."""
    query = (
        select(Review, Member.name, Wording, Answer)
        .join(Member, col(Member.id) == Review.member_id)
        .join(Wording, col(Wording.id) == Review.wording_id)
        .join(Answer, col(Answer.review_id) == Review.id, isouter=True)
        .where(Member.edition_id == edition_id)
        .order_by(col(Review.id))
    )
    latest: dict[tuple[int, int, int], Opinion] = {}
    for review, who, wording, reply in session.exec(query).all():
        latest[wording.encouragement_id, wording.number, review.member_id] = Opinion(
            review.id,
            review.member_id,
            who,
            wording.number,
            review.verdict,
            review.reason,
            review.created_at,
            reply.accepted if reply else None,
            reply.reason if reply else "",
        )
    grouped: dict[int, list[Opinion]] = defaultdict(list)
    for (encouragement_id, _, _), opinion in latest.items():
        grouped[encouragement_id].append(opinion)
    return grouped


def draft(session: Session, *, edition_id: int, encouragement_id: int) -> Draft:
    """One encouragement as it stands."""
    for found in drafts(session, edition_id=edition_id):
        if found.id == encouragement_id:
            return found
    raise NotFound("This encouragement is not there any more. Load the page again.")


def waiting_for(session: Session, *, member_id: int) -> list[Draft]:
    """The submitted wordings on which this steering member has not spoken yet."""
    member = session.get_one(Member, member_id)
    return [
        d
        for d in drafts(session, edition_id=member.edition_id)
        if d.stage is Stage.SUBMITTED and d.opinion_of(member.id) is None
    ]


@dataclass(frozen=True)
class Version:
    """One wording in the history of an encouragement."""

    number: int
    heading: str
    explanation: str
    who: str
    at: datetime


def wordings(session: Session, *, encouragement_id: int) -> list[Version]:
    """All wordings of an encouragement, latest first."""
    query = (
        select(Wording, Member.name)
        .join(Member, col(Member.id) == Wording.member_id)
        .where(Wording.encouragement_id == encouragement_id)
        .order_by(col(Wording.number).desc())
    )
    return [
        Version(w.number, w.heading, w.explanation, who, w.created_at)
        for w, who in session.exec(query).all()
    ]
