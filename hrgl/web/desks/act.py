"""What every act of a desk has: a name of its own, and what it is done on, as it was seen."""

from abc import abstractmethod
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.models import Member
from hrgl.errors import NotFound
from hrgl.operations.undo import undo

Number = Annotated[int, Field(ge=0, lt=2**31)]
Name = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]  # a random UUID
Words = Annotated[str, Field(max_length=4000)]
Seen = tuple[Number, Number, Number | None]  # a statement, its version, the theme it stood in
MOST_PICKED = 20_000  # statements in one act


class DeskAct(BaseModel):
    """One act, by the name that a browser gave it."""

    model_config = ConfigDict(strict=True, extra="forbid")
    act: Name

    @abstractmethod
    def carry_out(self, session: Session, actor: Member) -> None:
        """Do it, or say why not."""


class TakingBack(DeskAct):
    """An act of this desk, by the name it had, is taken back."""

    do: Literal["undo"]
    of: Name

    def carry_out(self, session: Session, actor: Member) -> None:
        found = audit.sent_as(session, self.of)
        if found is None:
            raise NotFound("What you want to take back was not done.")
        undo(session, actor, entry_id=found.id)
