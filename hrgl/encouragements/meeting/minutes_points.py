"""What the minutes say of each encouragement that a meeting took up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core.columns import now
from hrgl.core.enums import MeetingWord, RulingWord, Verdict
from hrgl.core.models import (
    Amendment,
    Encouragement,
    Meeting,
    MeetingDecision,
    Review,
    Ruling,
    Wording,
)
from hrgl.core.zones import clock_time, in_zone
from hrgl.encouragements.amending.amendments import OUTCOME_WORDS
from hrgl.encouragements.meeting.agenda import decisions
from hrgl.encouragements.meeting.floor import turns
from hrgl.formats.writers.minutes import MinutesPoint

_ENDED = {MeetingWord.AGREED: "Agreed", MeetingWord.LEFT_OPEN: "Left open"}
_SAYING = {
    Verdict.AGREE: "agree",
    Verdict.LIVE_WITH: "can live with it",
    Verdict.OBJECT: "object",
    Verdict.ABSTAIN: "abstain",
}


@dataclass(frozen=True)
class PointTold:
    """What is told of one encouragement."""

    encouragement_id: int
    point: MinutesPoint


@dataclass(frozen=True)
class _About:
    """An encouragement in a meeting, with the names of people and the zone of its moments."""

    meeting: Meeting
    encouragement: Encouragement
    wordings: dict[int, Wording]
    reviews: list[Review]
    names: dict[int, str]
    zone: str

    def who(self, member_id: int) -> str:
        return self.names.get(member_id, "a member")

    def clock(self, at: datetime) -> str:
        return clock_time(in_zone(at, self.zone))


def minutes_points(
    session: Session, meeting: Meeting, taken_up: Sequence[int], zone: str, names: dict[int, str]
) -> list[PointTold]:
    """What is told of each of these encouragements."""
    made = decisions(session, meeting)
    found = []
    for key in taken_up:
        about = _about(session, meeting, session.get_one(Encouragement, key), zone, names)
        concluded = [each for each in made if each.encouragement_id == key]
        found.append(PointTold(key, _point(session, about, concluded)))
    return found


def _about(
    session: Session, meeting: Meeting, one: Encouragement, zone: str, names: dict[int, str]
) -> _About:
    until = meeting.closed_at or now()
    wordings = session.exec(
        select(Wording)
        .where(Wording.encouragement_id == one.id, Wording.created_at <= until)
        .order_by(col(Wording.number))
    ).all()
    reviews = session.exec(
        select(Review)
        .join(Wording, col(Wording.id) == Review.wording_id)
        .where(Wording.encouragement_id == one.id, Review.created_at <= until)
        .order_by(col(Review.id))
    ).all()
    by_id = {each.id: each for each in wordings}
    return _About(meeting, one, by_id, list(reviews), names, zone)


def _point(session: Session, about: _About, made: list[MeetingDecision]) -> MinutesPoint:
    wording = list(about.wordings.values())[-1]
    last = made[-1] if made else None
    if last is not None:
        wording = about.wordings[last.wording_id]
    spoken = [
        each
        for each in turns(session, about.meeting)
        if each.spoke_at is not None and each.encouragement_id == about.encouragement.id
    ]
    return MinutesPoint(
        place=about.encouragement.place,
        heading=wording.heading,
        explanation=wording.explanation,
        examples=wording.examples,
        wording=wording.number,
        outcome=_ENDED[last.word] if last else "Not decided",
        concluded=tuple(_concluded(about, each) for each in made),
        amendments=_amendments(session, about),
        objections=_said(about),
        rulings=_rulings(session, about),
        spoke=tuple(each.who for each in sorted(spoken, key=lambda each: str(each.spoke_at))),
    )


def _concluded(about: _About, made: MeetingDecision) -> str:
    """ "21:48 CET, with 7 present: agreed to wording 3 (6 agree, 1 abstains)."."""
    number = about.wordings[made.wording_id].number
    latest = {
        each.member_id: each.verdict
        for each in about.reviews
        if each.wording_id == made.wording_id and each.created_at <= made.decided_at
    }
    counts = {verdict: list(latest.values()).count(verdict) for verdict in Verdict}
    said = [f"{many} {_SAYING[each]}" for each, many in counts.items() if many]
    said += [f"{who} objects still" for who in _objecting_before(about, made)]
    figures = ", ".join(said)
    what = "agreed to" if made.word is MeetingWord.AGREED else "left open at"
    because = f": {made.reason}" if made.reason else ""
    told = f"{about.clock(made.decided_at)}, with {made.present} present: {what} wording {number}"
    return f"{told}{f' ({figures})' if figures else ''}{because}"


def _objecting_before(about: _About, made: MeetingDecision) -> list[str]:
    """Whose objection to an earlier wording stood at that moment."""
    latest = {each.member_id: each for each in about.reviews if each.created_at <= made.decided_at}
    return [
        about.who(key)
        for key, each in latest.items()
        if each.verdict is Verdict.OBJECT and each.wording_id != made.wording_id
    ]


def _amendments(session: Session, about: _About) -> tuple[str, ...]:
    """What the meeting made of amendments."""
    query = (
        select(Amendment)
        .where(
            Amendment.encouragement_id == about.encouragement.id,
            Amendment.meeting_id == about.meeting.id,
            col(Amendment.outcome).is_not(None),
        )
        .order_by(col(Amendment.number))
    )
    return tuple(_amendment(about, each) for each in session.exec(query).all())


def _amendment(about: _About, row: Amendment) -> str:
    before = getattr(about.wordings[row.wording_id], row.field.value)[row.start : row.end]
    outcome = OUTCOME_WORDS[row.outcome] if row.outcome else "open"
    taken = f" “{row.taken_words}”" if row.taken_words is not None else ""
    because = f": {row.outcome_reason}" if row.outcome_reason else ""
    return (
        f"Amendment {row.number} ({row.author or about.who(row.member_id)}), {row.field.value}: "
        f"“{before}” → “{row.after}” – {outcome}{taken}{because}"
    )


def _said(about: _About) -> tuple[str, ...]:
    """The objections that stood, and what was said in the meeting other than that one agrees."""
    latest: dict[int, Review] = {}
    told = []
    for each in about.reviews:
        before = latest.get(each.member_id)
        latest[each.member_id] = each
        if each.meeting_id != about.meeting.id:
            continue
        if before is not None and before.verdict is Verdict.OBJECT:
            told.append(_settled(about, before, each))
        elif each.verdict is not Verdict.AGREE:
            told.append(_word_of(about, each))
    still = (each for each in latest.values() if each.verdict is Verdict.OBJECT)
    return (
        *(_word_of(about, each) for each in still if each.meeting_id != about.meeting.id),
        *told,
    )


def _word_of(about: _About, review: Review) -> str:
    number = about.wordings[review.wording_id].number
    because = f": {review.reason}" if review.reason else ""
    settles = f" – would settle it: {review.would_settle}" if review.would_settle else ""
    verb = {Verdict.OBJECT: "objects to", Verdict.ABSTAIN: "abstains on"}.get(
        review.verdict, "can live with"
    )
    return f"{about.who(review.member_id)} {verb} wording {number}{because}{settles}"


def _settled(about: _About, before: Review, after: Review) -> str:
    if after.verdict is Verdict.OBJECT:
        return _word_of(about, after)
    now_says = {Verdict.AGREE: "agrees", Verdict.ABSTAIN: "abstains"}.get(
        after.verdict, "can live with it"
    )
    number = about.wordings[after.wording_id].number
    because = f": {after.reason}" if after.reason else ""
    return (
        f"{about.who(after.member_id)}, who had objected ({before.reason}), {now_says} at "
        f"wording {number}{because}"
    )


def _rulings(session: Session, about: _About) -> tuple[str, ...]:
    """What the rule made of objections, with the figures of that moment."""
    query = (
        select(Ruling, Review.member_id)
        .join(Review, col(Review.id) == Ruling.review_id)
        .where(
            Ruling.encouragement_id == about.encouragement.id, Ruling.meeting_id == about.meeting.id
        )
        .order_by(col(Ruling.id))
    )
    word = {RulingWord.UPHELD: "upheld", RulingWord.OVERRULED: "overruled"}
    return tuple(
        f"{about.who(who)}’s objection was {word[each.ruling]}, with {each.in_favour} in favour "
        f"and {each.against} against: {each.reason}"
        for each, who in session.exec(query).all()
    )
