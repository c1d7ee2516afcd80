"""Acts on one encouragement, as it was seen: its words, its stage, and what it stands on."""

from typing import Annotated, Literal

from pydantic import Field
from sqlmodel import Session

from hrgl.core.enums import Support
from hrgl.core.models import Member
from hrgl.encouragements import encouragements, evidence, submitting, wordings
from hrgl.web.desks.act import DeskAct, Number, Words

_LONGEST, _MOST_CITED = 20_000, 500
Long = Annotated[str, Field(max_length=_LONGEST)]
AsWhat = Annotated[Support, Field(strict=False)]
SeenSupport = tuple[Number, AsWhat | None]  # a statement, and as what it was cited here


class OnEncouragement(DeskAct):
    """An act on an encouragement as it was seen."""

    encouragement: Number
    version: Number


class Rewording(OnEncouragement):
    """The next wording."""

    do: Literal["reword"]
    heading: Long
    explanation: Long
    examples: Long = ""
    why: Words = ""

    def carry_out(self, session: Session, actor: Member) -> None:
        wordings.reword(
            session,
            actor,
            encouragement_id=self.encouragement,
            heading=self.heading,
            explanation=self.explanation,
            examples=self.examples,
            why=self.why,
            seen_version=self.version,
        )


class Restoring(OnEncouragement):
    """An earlier wording, as the next one."""

    do: Literal["restore"]
    number: Number

    def carry_out(self, session: Session, actor: Member) -> None:
        wordings.restore_wording(
            session,
            actor,
            encouragement_id=self.encouragement,
            number=self.number,
            seen_version=self.version,
        )


class Remarking(OnEncouragement):
    """The explanatory remarks, which may also grow after adoption."""

    do: Literal["remark"]
    remarks: Long

    def carry_out(self, session: Session, actor: Member) -> None:
        wordings.remark(
            session,
            actor,
            encouragement_id=self.encouragement,
            remarks=self.remarks,
            seen_version=self.version,
        )


class Submitting(OnEncouragement):
    """Handed to the steering group."""

    do: Literal["submit"]

    def carry_out(self, session: Session, actor: Member) -> None:
        submitting.submit(
            session, actor, encouragement_id=self.encouragement, seen_version=self.version
        )


class PuttingAside(OnEncouragement):
    """Out of the running, because …"""

    do: Literal["set_aside"]
    because: Words

    def carry_out(self, session: Session, actor: Member) -> None:
        encouragements.set_aside_encouragement(
            session,
            actor,
            encouragement_id=self.encouragement,
            because=self.because,
            seen_version=self.version,
        )


class TakingUpAgain(OnEncouragement):
    """A candidate again."""

    do: Literal["bring_back"]

    def carry_out(self, session: Session, actor: Member) -> None:
        encouragements.bring_back_encouragement(
            session, actor, encouragement_id=self.encouragement, seen_version=self.version
        )


class OnCited(DeskAct):
    """An act on statements beside an encouragement, each as it was cited there."""

    encouragement: Number
    statements: list[SeenSupport] = Field(min_length=1, max_length=_MOST_CITED)

    @property
    def seen(self) -> dict[int, Support | None]:
        """As what each was cited when it was looked at."""
        return dict(self.statements)


class Citing(OnCited):
    """As support, example or reservation; citing again changes as what."""

    do: Literal["cite"]
    support: AsWhat

    def carry_out(self, session: Session, actor: Member) -> None:
        evidence.cite(
            session,
            actor,
            encouragement_id=self.encouragement,
            statement_ids=list(self.seen),
            support=self.support,
            seen=self.seen,
        )


class TakingOut(OnCited):
    """Out of the evidence."""

    do: Literal["uncite"]

    def carry_out(self, session: Session, actor: Member) -> None:
        evidence.uncite(
            session,
            actor,
            encouragement_id=self.encouragement,
            statement_ids=list(self.seen),
            seen=self.seen,
        )
