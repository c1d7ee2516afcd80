"""The participants' door: how inputs come in without an account, and what became of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from hrgl.core import enums
from hrgl.core.columns import UtcDateTime, Versioned, choice, now


class Door(Versioned, table=True):
    """The short link of a workshop, through which participants send inputs.

    With `key` a receipt is worked out again for the page that shows it once, and for no other.
    """

    workshop_id: int = Field(foreign_key="workshop.id", unique=True)
    code: str = Field(unique=True, max_length=16)
    key: str = Field(max_length=64)
    state: enums.DoorState = Field(default=enums.DoorState.OPEN, sa_type=choice(enums.DoorState))


class Input(Versioned, table=True):
    """What a participant sent, and the note it became.

    Of the receipt only the digest is kept, and of the form that was sent another: sent twice, it
    is one input. Of the sender nothing is kept but what the form says. The text stands here until
    it becomes a note or is withdrawn; `note_id` is the first of the note's editions.
    """

    __table_args__ = (CheckConstraint("state <> 'taken' OR note_id IS NOT NULL", name="note"),)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    receipt_sha256: str = Field(unique=True, max_length=64)
    form_sha256: str = Field(unique=True, max_length=64)
    text: str
    kind: enums.Kind | None = Field(default=None, sa_type=choice(enums.Kind))
    actor_type: str | None = None
    region: str | None = None
    speaker: str | None = None
    attribution: enums.Attribution = Field(
        default=enums.Attribution.GROUP, sa_type=choice(enums.Attribution)
    )
    state: enums.InputState = Field(
        default=enums.InputState.WAITING, sa_type=choice(enums.InputState)
    )
    note_id: int | None = Field(default=None, foreign_key="note.id", index=True)
    because: str = ""
    sent_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
