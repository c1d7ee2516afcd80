"""Encouragements as they are read: wording, stage, and what the steering group said of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core.enums import Stage, Verdict
from hrgl.core.models import Answer, Edition, Encouragement, Member, Review, Wording
from hrgl.errors import NotFound


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
class EncouragementView:
    """An encouragement as it stands, with its wording and what the steering group said."""

    id: int
    version: int
    place: int | None
    stage: Stage
    wording: int
    wording_id: int
    heading: str
    explanation: str
    examples: str
    remarks: str
    set_aside_because: str
    merged_into_id: int | None
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


def list_encouragements(session: Session, *, edition_id: int) -> list[EncouragementView]:
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
    found = [
        _draft(e, wording, opinions.get(e.id, []), quorum)
        for e, wording in session.exec(query).all()
    ]
    aside = Stage.SET_ASIDE
    return sorted(found, key=lambda d: (d.stage is aside, d.place is None, d.place or 0, d.id))


def _draft(
    e: Encouragement, wording: Wording, opinions: list[Opinion], quorum: int
) -> EncouragementView:
    return EncouragementView(
        e.id,
        e.version,
        e.place,
        e.stage,
        e.wording,
        wording.id,
        wording.heading,
        wording.explanation,
        wording.examples,
        e.remarks,
        e.set_aside_because,
        e.merged_into_id,
        tuple(o for o in opinions if o.wording == e.wording),
        tuple(o for o in opinions if o.wording != e.wording),
        quorum,
    )


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
        key = wording.encouragement_id, wording.number, review.member_id
        latest[key] = _opinion(review, who, wording, reply)
    grouped: dict[int, list[Opinion]] = defaultdict(list)
    for (encouragement_id, _, _), opinion in latest.items():
        grouped[encouragement_id].append(opinion)
    return grouped


def _opinion(review: Review, who: str, wording: Wording, reply: Answer | None) -> Opinion:
    return Opinion(
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


def view_encouragement(
    session: Session, *, edition_id: int, encouragement_id: int
) -> EncouragementView:
    """One encouragement as it stands."""
    for found in list_encouragements(session, edition_id=edition_id):
        if found.id == encouragement_id:
            return found
    raise NotFound("This encouragement is not there any more. Load the page again.")


def waiting_for(session: Session, *, member_id: int) -> list[EncouragementView]:
    """The submitted wordings on which this steering member has not spoken yet."""
    member = session.get_one(Member, member_id)
    return [
        d
        for d in list_encouragements(session, edition_id=member.edition_id)
        if d.stage is Stage.SUBMITTED and d.opinion_of(member.id) is None
    ]
