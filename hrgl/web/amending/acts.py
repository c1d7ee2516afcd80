"""Acts on amendments, each on what was seen: any desk can join them to its own."""

from typing import Annotated, Literal

from pydantic import Field
from sqlmodel import Session

from hrgl.core.enums import AmendmentOutcome, Recommendation
from hrgl.core.models import Member
from hrgl.encouragements.amending import deciding, proposing, recommending
from hrgl.encouragements.amending.seen_amendments import MOST_DECIDED_AT_ONCE
from hrgl.encouragements.texts import WordingText
from hrgl.web.desks.act import DeskAct, Number, Words

_Long = Annotated[str, Field(max_length=20_000)]
_Rows = Annotated[
    list[tuple[Number, Number]], Field(min_length=1, max_length=MOST_DECIDED_AT_ONCE)
]  # rows, each with its version


class Proposing(DeskAct):
    """Other words for parts of a wording."""

    do: Literal["amend"]
    wording: Number
    heading: _Long
    explanation: _Long
    examples: _Long
    reason: Words = ""
    review: Number | None = None

    def carry_out(self, session: Session, actor: Member) -> None:
        proposing.propose(
            session,
            actor,
            wording_id=self.wording,
            text=WordingText(self.heading, self.explanation, self.examples),
            reason=self.reason,
            review_id=self.review,
        )


class OnAmendments(DeskAct):
    """An act on amendments as they were seen."""

    amendments: _Rows

    @property
    def seen(self) -> dict[int, int]:
        """By amendment, the version that was seen."""
        return dict(self.amendments)


class WithdrawingAmendments(OnAmendments):
    """Taken back by whoever proposed them."""

    do: Literal["withdraw_amendments"]
    reason: Words = ""

    def carry_out(self, session: Session, actor: Member) -> None:
        proposing.withdraw_amendments(session, actor, seen=self.seen, reason=self.reason)


class Recommending(OnAmendments):
    """What facilitators recommend to do with them, or nothing any more."""

    do: Literal["recommend"]
    recommendation: Annotated[Recommendation, Field(strict=False)] | None
    reason: Words = ""

    def carry_out(self, session: Session, actor: Member) -> None:
        recommending.recommend(
            session, actor, seen=self.seen, recommendation=self.recommendation, reason=self.reason
        )


class AcceptingAmendments(OnAmendments):
    """Into the next wording; a single one, if wished, with other words."""

    do: Literal["accept_amendments"]
    encouragement: Number
    version: Number
    words: _Long | None = None
    reason: Words = ""

    def carry_out(self, session: Session, actor: Member) -> None:
        deciding.accept_amendments(
            session,
            actor,
            encouragement_id=self.encouragement,
            seen=self.seen,
            seen_version=self.version,
            words=self.words,
            reason=self.reason,
        )


class DecidingAmendments(OnAmendments):
    """Declined, or dealt with elsewhere."""

    do: Literal["decide_amendments"]
    outcome: AmendmentOutcome = Field(strict=False)
    reason: Words

    def carry_out(self, session: Session, actor: Member) -> None:
        deciding.decide_amendments(
            session, actor, seen=self.seen, outcome=self.outcome, reason=self.reason
        )


class FollowingRecommendations(OnAmendments):
    """What is recommended for all that nothing stands against."""

    do: Literal["follow_recommendations"]
    encouragements: _Rows

    def carry_out(self, session: Session, actor: Member) -> None:
        recommending.follow_recommendations(
            session, actor, seen=self.seen, versions=dict(self.encouragements)
        )
