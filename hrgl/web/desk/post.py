"""What a desk sends: its acts in order, and the moment it shows."""

from typing import Annotated

from pydantic import Field

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
from hrgl.web.desks.act import TakingBack
from hrgl.web.desks.answering import SentByDesk

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


class DeskPost(SentByDesk):
    """What a desk sends: its acts in order, and the moment it shows."""

    acts: list[AnyAct] = Field(min_length=1, max_length=100)
