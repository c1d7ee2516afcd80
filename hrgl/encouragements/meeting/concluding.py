"""What a meeting makes of a clean text: agreed by who is there, or left open."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.enums import MeetingWord, Verdict
from hrgl.core.models import (
    Amendment,
    Encouragement,
    Meeting,
    MeetingDecision,
    Member,
    Review,
    Wording,
)
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.consenting.reviews import (
    LONGEST_REASON,
    checked_review,
    latest_word,
    lying_before,
)
from hrgl.encouragements.guards import encouragement_then, refuse_if_published
from hrgl.encouragements.meeting.meetings import chaired
from hrgl.encouragements.meeting.presence import Seat, seats, sit_there
from hrgl.encouragements.views import EncouragementView, view_encouragement
from hrgl.errors import NotNow, NotValid


class SaidThere(NamedTuple):
    """What a member says other than that they agree."""

    verdict: Verdict
    reason: str = ""
    would_settle: str = ""


def decide_in_meeting(
    session: Session,
    actor: Member,
    *,
    meeting_id: int,
    wording_id: int,
    word: MeetingWord,
    others: Mapping[int, Sequence[str]] | None = None,
    reason: str = "",
    seen_version: int,
) -> MeetingDecision:
    """Conclude on a wording whose clean text lies before the meeting.

    AGREED notes that each who is there, or is spoken for by somebody there, agrees: but for what
    `others` say (the fields of `SaidThere`), and what was said on this very wording before. It is
    left open after all where that does not approve it. Where members vote themselves nothing is
    noted for them.
    """
    require(actor, Permission.CHAIR)
    refuse_if_published(session, actor.edition_id)
    encouragement, wording = lying_before(session, actor, wording_id)
    meeting = chaired(session, actor, meeting_id, seen_version)
    _refuse_if_not_laid_clean(session, meeting, wording)
    here = sit_there(session, meeting)
    word = _heard(session, actor, meeting, encouragement, wording, word, others or {})
    made = MeetingDecision(
        meeting_id=meeting.id,
        encouragement_id=encouragement.id,
        wording_id=wording.id,
        word=word,
        reason=_checked_reason(reason),
        present=len(here),
        member_id=actor.id,
    )
    session.add(made)
    told = {"wording": wording.number, "word": word.value, "present": len(here)}
    then = encouragement_then(session, encouragement)
    audit.record(session, actor, "meeting.decided", meeting, number=meeting.number, **then, **told)
    return made


def _heard(
    session: Session,
    actor: Member,
    meeting: Meeting,
    encouragement: Encouragement,
    wording: Wording,
    word: MeetingWord,
    others: Mapping[int, Sequence[str]],
) -> MeetingWord:
    """What came out of what members say; it is noted."""
    if word is MeetingWord.AGREED:
        _refuse_if_amendments_are_open(session, encouragement)
    _hear(session, actor, meeting, wording, word, others)
    if word is MeetingWord.LEFT_OPEN:
        return word
    return _as_it_came_out(_view(session, actor, encouragement), seats(session, meeting))


def _view(session: Session, actor: Member, encouragement: Encouragement) -> EncouragementView:
    session.flush()
    return view_encouragement(
        session, edition_id=actor.edition_id, encouragement_id=encouragement.id
    )


def _refuse_if_not_laid_clean(session: Session, meeting: Meeting, wording: Wording) -> None:
    if meeting.clean_id != wording.id:
        raise NotNow("Lay the clean text before the meeting first: the arrow to the right does.")
    agreed = session.exec(
        select(MeetingDecision.id).where(
            MeetingDecision.meeting_id == meeting.id,
            MeetingDecision.wording_id == wording.id,
            MeetingDecision.word == MeetingWord.AGREED,
        )
    ).first()
    if agreed is not None:
        raise NotNow("The meeting has agreed to this wording already.")


def _refuse_if_amendments_are_open(session: Session, encouragement: Encouragement) -> None:
    query = (
        select(Amendment.number)
        .where(Amendment.encouragement_id == encouragement.id, col(Amendment.outcome).is_(None))
        .order_by(col(Amendment.number))
    )
    numbers = [str(each) for each in session.exec(query).all()]
    if numbers:
        which = f"Amendment{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"
        raise NotNow(
            f"{which} to this wording {'are' if len(numbers) > 1 else 'is'} open. Decide on "
            f"{'them' if len(numbers) > 1 else 'it'} first, or leave the encouragement open."
        )


def _hear(
    session: Session,
    actor: Member,
    meeting: Meeting,
    wording: Wording,
    word: MeetingWord,
    others: Mapping[int, Sequence[str]],
) -> None:
    """Note what members say, each as a review of this wording."""
    group = seats(session, meeting)
    view = _view(session, actor, session.get_one(Encouragement, wording.encouragement_id))
    said = {key: SaidThere(Verdict(each[0]), *each[1:]) for key, each in others.items()}
    if view.rule.members_vote and said:
        raise NotNow("By the rule of this edition members speak for themselves, on their device.")
    _refuse_strangers(group, said)
    if word is MeetingWord.AGREED:
        _refuse_without_quorum(group, view)
        if not view.rule.members_vote:
            said = {**dict.fromkeys(_agreeing(session, group, view, wording), AGREES), **said}
    for member_id, each in said.items():
        before = latest_word(session, wording, member_id)
        if before is None or (before.verdict, before.reason, before.would_settle) != each:
            session.add(_review(session, actor, meeting, wording, member_id, each))


AGREES = SaidThere(Verdict.AGREE)


def _agreeing(
    session: Session, group: Sequence[Seat], view: EncouragementView, wording: Wording
) -> list[int]:
    """Who is taken to agree: who is heard, has said nothing on these words, and does not object."""
    against = {each.member_id for each in view.standing}
    heard = [each.member_id for each in group if each.counts and each.member_id not in against]
    return [key for key in heard if latest_word(session, wording, key) is None]


def _review(
    session: Session,
    actor: Member,
    meeting: Meeting,
    wording: Wording,
    member_id: int,
    said: SaidThere,
) -> Review:
    return checked_review(
        session,
        wording,
        Review(
            wording_id=wording.id,
            member_id=member_id,
            verdict=said.verdict,
            reason=said.reason,
            would_settle=said.would_settle,
            by_id=actor.id,
            meeting_id=meeting.id,
        ),
    )


def _refuse_strangers(group: Sequence[Seat], said: Mapping[int, SaidThere]) -> None:
    heard = {each.member_id for each in group if each.counts}
    for key in said:
        if key not in heard:
            name = next((each.name for each in group if each.member_id == key), "This member")
            raise NotValid(f"{name} is not present, and nobody here speaks for them.")


def _refuse_without_quorum(group: Sequence[Seat], view: EncouragementView) -> None:
    heard = sum(each.counts for each in group)
    if heard < view.quorum:
        raise NotNow(
            f"Without a quorum nothing is agreed: {heard} of {len(group)} are present or spoken "
            f"for, and {view.quorum} are needed."
        )


def _as_it_came_out(view: EncouragementView, group: Sequence[Seat]) -> MeetingWord:
    """Agreed where the words are approved by what everybody said; else it stays open."""
    if view.approved:
        return MeetingWord.AGREED
    if not view.rule.members_vote:
        return MeetingWord.LEFT_OPEN
    raise NotNow(f"It is not agreed: {'; '.join(what_is_missing(view, group))}.")


def what_is_missing(view: EncouragementView, group: Sequence[Seat]) -> list[str]:
    """Why a wording is not approved, in words; empty if it is."""
    missing = []
    if view.objections:
        names = ", ".join(each.who for each in view.objections)
        missing.append(f"{names} {'object' if len(view.objections) > 1 else 'objects'}")
    if view.in_favour < view.quorum:
        missing.append(f"{view.in_favour} in favour, and {view.quorum} are needed")
        spoken = {each.member_id for each in view.opinions}
        silent = [each.name for each in group if each.here and each.member_id not in spoken]
        if silent and view.rule.members_vote:
            missing.append(f"{', '.join(silent)} did not speak yet")
    return missing


def _checked_reason(reason: str) -> str:
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        raise NotValid(f"This is too long: at most {LONGEST_REASON} characters.", "reason")
    return reason
