"""Acts of a meeting, each on what stood on the screen: the chair's, and those of who follows."""

from typing import Annotated, Literal

from pydantic import Field
from sqlmodel import Session

from hrgl.core.enums import MeetingWord, Verdict
from hrgl.core.models import Member
from hrgl.encouragements.meeting import closing, concluding, floor, meetings, presence, turning
from hrgl.web.desks.act import DeskAct, Number, Words

_MOST_MEMBERS = 500
_Verdict = Annotated[Verdict, Field(strict=False)]
_SaidOf = tuple[Number, _Verdict, Words, Words]  # a member, verdict, reason, what would settle it


class OpeningMeeting(DeskAct):
    """A new meeting, with these members there."""

    do: Literal["open_meeting"]
    present: list[Number] = Field(default=[], max_length=_MOST_MEMBERS)

    def carry_out(self, session: Session, actor: Member) -> None:
        meetings.open_meeting(session, actor, present=self.present)


class InMeeting(DeskAct):
    """An act in a meeting."""

    meeting: Number


class OfTheChair(InMeeting):
    """An act of the chair, on what was before the meeting as it was drawn."""

    version: Number


class TakingChair(OfTheChair):
    """Going on as its chair."""

    do: Literal["take_chair"]

    def carry_out(self, session: Session, actor: Member) -> None:
        meetings.take_chair(session, actor, meeting_id=self.meeting, seen_version=self.version)


class TurningTo(OfTheChair):
    """To an encouragement, or back to what is marked in it."""

    do: Literal["turn_to"]
    encouragement: Number

    def carry_out(self, session: Session, actor: Member) -> None:
        turning.turn_to(
            session,
            actor,
            meeting_id=self.meeting,
            encouragement_id=self.encouragement,
            seen_version=self.version,
        )


class LayingClean(OfTheChair):
    """The clean text of a wording."""

    do: Literal["lay_clean"]
    wording: Number

    def carry_out(self, session: Session, actor: Member) -> None:
        turning.lay_clean(
            session,
            actor,
            meeting_id=self.meeting,
            wording_id=self.wording,
            seen_version=self.version,
        )


class Concluding(OfTheChair):
    """Agreed but for what some say, or left open."""

    do: Literal["decide_in_meeting"]
    wording: Number
    word: MeetingWord = Field(strict=False)
    others: list[_SaidOf] = Field(default=[], max_length=_MOST_MEMBERS)
    reason: Words = ""

    def carry_out(self, session: Session, actor: Member) -> None:
        concluding.decide_in_meeting(
            session,
            actor,
            meeting_id=self.meeting,
            wording_id=self.wording,
            word=self.word,
            others={member: said for member, *said in self.others},
            reason=self.reason,
            seen_version=self.version,
        )


class ClosingMeeting(OfTheChair):
    """The end of it."""

    do: Literal["close_meeting"]

    def carry_out(self, session: Session, actor: Member) -> None:
        closing.close_meeting(session, actor, meeting_id=self.meeting, seen_version=self.version)


class NotingPresent(InMeeting):
    """Who has come, and who has left."""

    do: Literal["note_present"]
    present: list[tuple[Number, bool]] = Field(min_length=1, max_length=_MOST_MEMBERS)

    def carry_out(self, session: Session, actor: Member) -> None:
        presence.note_present(session, actor, meeting_id=self.meeting, present=dict(self.present))


class Joining(InMeeting):
    """That one is there oneself."""

    do: Literal["join_meeting"]

    def carry_out(self, session: Session, actor: Member) -> None:
        presence.join_meeting(session, actor, meeting_id=self.meeting)


class AskingToSpeak(InMeeting):
    """One's hand is up."""

    do: Literal["ask_to_speak"]

    def carry_out(self, session: Session, actor: Member) -> None:
        floor.ask_to_speak(session, actor, meeting_id=self.meeting)


class GivingFloor(DeskAct):
    """Who asked speaks now."""

    do: Literal["give_floor"]
    turn: Number

    def carry_out(self, session: Session, actor: Member) -> None:
        floor.give_floor(session, actor, turn_id=self.turn)
