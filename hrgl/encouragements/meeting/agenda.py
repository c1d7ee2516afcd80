"""In which order a meeting goes through what was submitted, and what it made of each so far."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core.enums import MeetingWord, Stage, Verdict
from hrgl.core.models import Answer, Encouragement, Meeting, MeetingDecision, Review, Wording
from hrgl.encouragements.views import EncouragementView, list_encouragements


@dataclass(frozen=True)
class AgendaItem:
    """An encouragement on the agenda; `against` is how many objected when the meeting began."""

    view: EncouragementView
    against: int
    word: MeetingWord | None
    decided_at: datetime | None


def agenda(session: Session, meeting: Meeting) -> list[AgendaItem]:
    """The contested first, easiest first, then the others by place; as it was at the beginning.

    What happens in the meeting does not move it about, so that *next* leads where one expects.
    """
    against = _against_then(session, meeting)
    decided = {each.encouragement_id: each for each in decisions(session, meeting)}
    points = [
        _point(view, against.get(view.id, (0, 0))[0], decided.get(view.id))
        for view in list_encouragements(session, edition_id=meeting.edition_id)
        if view.stage is Stage.SUBMITTED
    ]

    def hardness(point: AgendaItem) -> tuple[bool, int, int, int, int]:
        objections, unanswered = against.get(point.view.id, (0, 0))
        place = point.view.place or 0
        return not objections, objections, unanswered, place, point.view.id

    return sorted(points, key=hardness)


def _point(view: EncouragementView, against: int, made: MeetingDecision | None) -> AgendaItem:
    """The meeting's latest word, as long as it is on the words that stand now."""
    if made is None or made.wording_id != view.wording_id:
        return AgendaItem(view, against, None, None)
    return AgendaItem(view, against, made.word, made.decided_at)


def decisions(session: Session, meeting: Meeting) -> list[MeetingDecision]:
    """All that a meeting concluded, in order."""
    query = (
        select(MeetingDecision)
        .where(MeetingDecision.meeting_id == meeting.id)
        .order_by(col(MeetingDecision.id))
    )
    return list(session.exec(query).all())


def _against_then(session: Session, meeting: Meeting) -> dict[int, tuple[int, int]]:
    """Per encouragement, how many objected when the meeting began, and how many unanswered."""
    query = (
        select(Wording.encouragement_id, Review.member_id, Review.id, Review.verdict)
        .join(Wording, col(Wording.id) == Review.wording_id)
        .join(Encouragement, col(Encouragement.id) == Wording.encouragement_id)
        .where(
            Encouragement.edition_id == meeting.edition_id, Review.created_at <= meeting.opened_at
        )
        .order_by(col(Review.id))
    )
    latest = {(one, who): (key, verdict) for one, who, key, verdict in session.exec(query).all()}
    answered = set(
        session.exec(select(Answer.review_id).where(Answer.created_at <= meeting.opened_at)).all()
    )
    found: dict[int, list[bool]] = defaultdict(list)
    for (one, _), (key, verdict) in latest.items():
        if verdict is Verdict.OBJECT:
            found[one].append(key in answered)
    return {one: (len(each), each.count(False)) for one, each in found.items()}
