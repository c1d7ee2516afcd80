"""The participants' door: how inputs come in without an account, and what became of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from hrgl import words
from hrgl.columns import UtcDateTime, Versioned, choice, now


class Door(Versioned, table=True):
    """The short link of a workshop, through which participants send inputs.

    With `key` a receipt is worked out again for the page that shows it once, and for no other.
    """

    workshop_id: int = Field(foreign_key="workshop.id", unique=True)
    code: str = Field(unique=True, max_length=16)
    key: str = Field(max_length=64)
    state: words.DoorState = Field(default=words.DoorState.OPEN, sa_type=choice(words.DoorState))


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
    kind: words.Kind | None = Field(default=None, sa_type=choice(words.Kind))
    actor_type: str | None = None
    region: str | None = None
    speaker: str | None = None
    attribution: words.Attribution = Field(
        default=words.Attribution.GROUP, sa_type=choice(words.Attribution)
    )
    state: words.InputState = Field(
        default=words.InputState.WAITING, sa_type=choice(words.InputState)
    )
    note_id: int | None = Field(default=None, foreign_key="note.id", index=True)
    because: str = ""
    sent_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
