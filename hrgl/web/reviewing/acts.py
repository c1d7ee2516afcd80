"""Acts on what lies before the steering group: verdicts, answers, rulings, as they were drawn."""

from typing import Annotated, Literal

from pydantic import Field
from sqlmodel import Session

from hrgl.core.enums import ObjectionAnswer, RulingWord, Verdict
from hrgl.core.models import Member
from hrgl.encouragements.consenting import objections, reviews
from hrgl.web.amending.acts import Proposing, WithdrawingAmendments
from hrgl.web.desks.act import DeskAct, Number, Words
from hrgl.web.desks.answering import SentByDesk

_MOST = 500
OrNone = Number | None  # the answer or member that stood on the screen, if one did


class Speaking(DeskAct):
    """A verdict on one wording, one's own or that of somebody one speaks for."""

    do: Literal["give"]
    wording: Number
    verdict: Verdict = Field(strict=False)
    reason: Words = ""
    would_settle: Words = ""
    reservation: Number | None = None
    member: OrNone = None
    answer: OrNone = None

    def carry_out(self, session: Session, actor: Member) -> None:
        reviews.give(
            session,
            actor,
            wording_id=self.wording,
            verdict=self.verdict,
            reason=self.reason,
            would_settle=self.would_settle,
            reservation_id=self.reservation,
            for_member_id=self.member,
            seen_answer_id=self.answer,
        )


class AgreeingToAll(DeskAct):
    """Agreement to each of these wordings, which nobody contests."""

    do: Literal["agree_to_all"]
    wordings: list[Number] = Field(min_length=1, max_length=_MOST)
    member: OrNone = None

    def carry_out(self, session: Session, actor: Member) -> None:
        reviews.agree_to_all(session, actor, wording_ids=self.wordings, for_member_id=self.member)


class AnsweringObjection(DeskAct):
    """What was done about an objection or a condition, in a fixed word, and why."""

    do: Literal["answer_objection"]
    review: Number
    answer: ObjectionAnswer = Field(strict=False)
    reason: Words = ""
    seen: OrNone = None

    def carry_out(self, session: Session, actor: Member) -> None:
        objections.answer_objection(
            session,
            actor,
            review_id=self.review,
            answer=self.answer,
            reason=self.reason,
            seen_answer_id=self.seen,
        )


class RulingOnObjection(DeskAct):
    """An objection upheld or overruled, on the wording that stood on the screen."""

    do: Literal["rule_on_objection"]
    review: Number
    wording: Number
    ruling: RulingWord = Field(strict=False)
    reason: Words = ""

    def carry_out(self, session: Session, actor: Member) -> None:
        objections.rule_on_objection(
            session,
            actor,
            review_id=self.review,
            wording_id=self.wording,
            ruling=self.ruling,
            reason=self.reason,
        )


AnyReviewingAct = Annotated[
    Speaking
    | AgreeingToAll
    | AnsweringObjection
    | RulingOnObjection
    | Proposing
    | WithdrawingAmendments,
    Field(discriminator="do"),
]


class ReviewingPost(SentByDesk):
    """What the page sends: its acts in order, and the moment it shows."""

    acts: list[AnyReviewingAct] = Field(min_length=1, max_length=100)
