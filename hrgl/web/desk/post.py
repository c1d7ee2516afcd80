"""What a desk sends: its acts in order, and the moment it shows."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hrgl.web.desk.act import Number, TakingBack
from hrgl.web.desk.proposal_acts import Adopting, Discarding
from hrgl.web.desk.statement_acts import (
    Beginning,
    BringingBack,
    Equalling,
    Marking,
    Moving,
    SettingAside,
    Tying,
)
from hrgl.web.desk.theme_acts import (
    Dissolving,
    Dividing,
    Flagging,
    LookingThrough,
    Merging,
    Renaming,
    WordingFrom,
)

AnyAct = Annotated[
    Moving
    | Beginning
    | SettingAside
    | BringingBack
    | Equalling
    | Tying
    | Marking
    | Renaming
    | LookingThrough
    | Flagging
    | Dissolving
    | Merging
    | Adopting
    | Discarding
    | Dividing
    | WordingFrom
    | TakingBack,
    Field(discriminator="do"),
]


class DeskPost(BaseModel):
    """What a desk sends: its acts in order, and the moment it shows."""

    model_config = ConfigDict(strict=True, extra="forbid")
    edition: Number
    since: tuple[Number, Number]
    acts: list[AnyAct] = Field(min_length=1, max_length=100)
