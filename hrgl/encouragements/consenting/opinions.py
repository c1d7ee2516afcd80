"""What members said of wordings, each with its answer and with what the rule made of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from hrgl.core.enums import ObjectionAnswer, RulingWord, Verdict
from hrgl.core.models import Answer, Encouragement, Member, Review, Ruling, Wording

_Recorder = aliased(Member)


@dataclass(frozen=True)
class Opinion:
    """One member's latest verdict on one wording, its latest answer, and the ruling on it.

    A ruling counts only on the wording that the encouragement has now; `by` is who gave the
    verdict for the member, as proxy or as chair of a meeting.
    """

    review_id: int
    member_id: int
    who: str
    wording: int
    verdict: Verdict
    reason: str
    at: datetime
    would_settle: str
    reservation_id: int | None
    by: str
    meeting_id: int | None
    answer_id: int | None
    answered: ObjectionAnswer | None
    answer: str
    answered_at: datetime | None
    ruling: RulingWord | None
    ruling_reason: str

    @property
    def in_favour(self) -> bool:
        return self.verdict in {Verdict.AGREE, Verdict.LIVE_WITH}


def opinions_in(session: Session, *, edition_id: int) -> dict[int, list[Opinion]]:
    """Per encouragement, the latest verdict of each member on each wording, in order."""
    query = (
        select(Review, Member.name, Wording, _Recorder.name)
        .join(Member, col(Member.id) == Review.member_id)
        .join(Wording, col(Wording.id) == Review.wording_id)
        .join(_Recorder, _Recorder.id == Review.by_id, isouter=True)  # type: ignore[arg-type]  # a column to SQLAlchemy
        .where(Member.edition_id == edition_id)
        .order_by(col(Review.id))
    )
    latest = {
        (wording.encouragement_id, wording.number, review.member_id): (review, who, wording, by)
        for review, who, wording, by in session.exec(query).all()
    }
    answers, rulings = _answers(session, edition_id), _rulings(session, edition_id)
    grouped: dict[int, list[Opinion]] = defaultdict(list)
    for review, who, wording, by in sorted(latest.values(), key=lambda row: row[0].id):
        grouped[wording.encouragement_id].append(
            _opinion(review, who, wording, by or "", answers, rulings)
        )
    return grouped


def _answers(session: Session, edition_id: int) -> dict[int, Answer]:
    query = (
        select(Answer)
        .join(Member, col(Member.id) == Answer.member_id)
        .where(Member.edition_id == edition_id)
        .order_by(col(Answer.id))
    )
    return {each.review_id: each for each in session.exec(query).all()}


def _rulings(session: Session, edition_id: int) -> dict[int, Ruling]:
    """The latest ruling on each review, if it was made on the wording that stands now."""
    query = (
        select(Ruling)
        .join(Encouragement, col(Encouragement.id) == Ruling.encouragement_id)
        .join(Wording, col(Wording.id) == Ruling.wording_id)
        .where(Encouragement.edition_id == edition_id, Wording.number == Encouragement.wording)
        .order_by(col(Ruling.id))
    )
    return {each.review_id: each for each in session.exec(query).all()}


def _opinion(
    review: Review,
    who: str,
    wording: Wording,
    by: str,
    answers: dict[int, Answer],
    rulings: dict[int, Ruling],
) -> Opinion:
    reply, ruled = answers.get(review.id), rulings.get(review.id)
    return Opinion(
        review.id,
        review.member_id,
        who,
        wording.number,
        review.verdict,
        review.reason,
        review.created_at,
        review.would_settle,
        review.reservation_id,
        by,
        review.meeting_id,
        reply.id if reply else None,
        reply.answer if reply else None,
        reply.reason if reply else "",
        reply.created_at if reply else None,
        ruled.ruling if ruled else None,
        ruled.reason if ruled else "",
    )
