"""What members say of what is before a meeting: by themselves, and what the rule makes of it."""

from typing import Literal

from pydantic import Field
from sqlmodel import Session

from hrgl.core.enums import RulingWord, Verdict
from hrgl.core.models import Member
from hrgl.encouragements.consenting import objections, reviews
from hrgl.web.desks.act import DeskAct, Number, Words


class Voting(DeskAct):
    """A member's own word on the clean text, from their own device."""

    do: Literal["give"]
    wording: Number
    verdict: Verdict = Field(strict=False)
    reason: Words = ""
    would_settle: Words = ""
    member: Number | None = None

    def carry_out(self, session: Session, actor: Member) -> None:
        reviews.give(
            session,
            actor,
            wording_id=self.wording,
            verdict=self.verdict,
            reason=self.reason,
            would_settle=self.would_settle,
            for_member_id=self.member,
        )


class RulingThere(DeskAct):
    """An objection that stands is upheld, or overruled where the rule lets one."""

    do: Literal["rule_on_objection"]
    review: Number
    wording: Number
    ruling: RulingWord = Field(strict=False)
    reason: Words

    def carry_out(self, session: Session, actor: Member) -> None:
        objections.rule_on_objection(
            session,
            actor,
            review_id=self.review,
            wording_id=self.wording,
            ruling=self.ruling,
            reason=self.reason,
        )
