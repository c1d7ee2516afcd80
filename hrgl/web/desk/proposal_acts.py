"""Acts on a proposal as a screen showed it: taken over, in part or whole, or discarded."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from hrgl.core.models import Member
from hrgl.themes.proposals import proposals
from hrgl.themes.proposals.taking_over import TakenGroup
from hrgl.web.desks.act import MOST_PICKED, DeskAct, Number, Seen


class PartTaken(BaseModel):
    """What is taken over of one group, as it was seen: the theme it continues, and statements.

    `called`: the number of the title that was chosen for a new theme.
    """

    model_config = ConfigDict(strict=True, extra="forbid")
    number: Number
    theme: tuple[Number, Number] | None
    statements: list[Seen] = Field(min_length=1, max_length=MOST_PICKED)
    called: int = Field(default=0, ge=0, le=2)


class Adopting(DeskAct):
    """Taken over: what was ticked when it was pressed."""

    do: Literal["adopt"]
    proposal: Number
    parts: list[PartTaken] = Field(min_length=1, max_length=200)

    def carry_out(self, session: Session, actor: Member) -> None:
        taken = {
            part.number: TakenGroup(
                part.theme,
                {key: (version, theme_id) for key, version, theme_id in part.statements},
                part.called,
            )
            for part in self.parts
        }
        proposals.adopt_proposal(session, actor, clustering_id=self.proposal, taken=taken)


class Discarding(DeskAct):
    """Nothing, or nothing more, is wanted of it."""

    do: Literal["discard"]
    proposal: Number

    def carry_out(self, session: Session, actor: Member) -> None:
        proposals.discard_proposal(session, actor, clustering_id=self.proposal)
