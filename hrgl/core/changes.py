"""What an act did to which rows, noted as it happens, so that it can be taken back."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import SQLModel

from hrgl.core.enums import InputState, Withdrawal
from hrgl.core.models import (
    Amendment,
    Comment,
    DiscardedProposal,
    Encouragement,
    EncouragementTheme,
    Evidence,
    GroupHeading,
    Input,
    Lineage,
    Placement,
    Statement,
    Tag,
    Theme,
    Tie,
    Wording,
)

Change = dict[str, Any]
NOTED: tuple[type[SQLModel], ...] = (
    Theme,
    Tag,
    Placement,
    Statement,
    Lineage,
    Tie,
    Encouragement,
    Wording,
    EncouragementTheme,
    Evidence,
    GroupHeading,
    DiscardedProposal,
)
# Not a decision: the row's own count, and what a statement has from its note, words included.
_NOT_NOTED = frozenset({"version", "note_id", "start", "end", "context"})
_NEVER = frozenset({"version", "context"})
# Up to schema 0004 only the reason told how a statement was withdrawn, and entries never change.
_IN_WORDS = (
    ("the import was taken back", Withdrawal.IMPORT),
    ("taken out when the note was edited", Withdrawal.EDITED),
    ("split into ", Withdrawal.SPLIT),
    ("joined into ", Withdrawal.JOINED),
    ("withdrawn by the sender", Withdrawal.SENDER),
    ("erased at the person’s request", Withdrawal.ERASED),
)
# of an amendment: what facilitators and meetings make of it; its own words never change
DECIDED = (
    "recommendation",
    "recommendation_reason",
    "recommended_by_id",
    "outcome",
    "outcome_reason",
    "taken_words",
    "taken_into_id",
    "decided_by_id",
    "decided_at",
    "meeting_id",
)
_TAKEN_BACK: tuple[type[SQLModel], ...] = (*NOTED, Input, Comment, Amendment)
_BY_NAME = {model.__name__.lower(): model for model in _TAKEN_BACK}


def model_of(change: Change) -> type[SQLModel]:
    """The table a change belongs to."""
    return _BY_NAME[change["table"]]


def take_changes(session: OrmSession) -> list[Change]:
    """The changes noted in this transaction since they were last taken, in order."""
    noted: list[Change] = session.info.pop("changes", [])
    return noted


def note_new(session: OrmSession, statements: Iterable[Statement]) -> None:
    """Note statements that came by a decision of people, and not with their note."""
    noted: list[Change] = session.info.setdefault("changes", [])
    noted.extend(_change(row, None, columns(row)) for row in statements)


def note_arrived(session: OrmSession, statements: Iterable[Statement], because: str) -> None:
    """Note statements that came with their notes in an act that can be taken back.

    Taken back they are withdrawn, so that no reference is ever free again, as long as each is
    still of the kind and in the note it came with.
    """
    noted: list[Change] = session.info.setdefault("changes", [])
    for row in statements:
        as_it_came = columns(row, ("withdrawn_because", "withdrawal", "kind", "note_id"))
        gone = {"withdrawn_because": because, "withdrawal": Withdrawal.IMPORT.value}
        noted.append(_change(row, gone, as_it_came))


def as_noted_now(noted: Iterable[Change]) -> list[Change]:
    """Changes as they are noted now: older entries say only in words how one was withdrawn."""
    return [
        {**change, "before": {**change["before"], "withdrawal": _how(change["before"])}}
        if "withdrawn_because" in (change["before"] or {}) and "withdrawal" not in change["before"]
        else change
        for change in noted
    ]


def _how(before: dict[str, Any]) -> str | None:
    because = before["withdrawn_because"]
    found = (how for words, how in _IN_WORDS if because and because.startswith(words))
    return None if because is None else next(found, Withdrawal.PERSON).value


def note_declined(session: OrmSession, inputs: Iterable[Input]) -> None:
    """Note inputs that waited and were declined; of their words nothing is noted."""
    noted: list[Change] = session.info.setdefault("changes", [])
    noted.extend(
        _change(row, {"state": InputState.WAITING.value}, columns(row, ("state",)))
        for row in inputs
    )


def note_answered(session: OrmSession, comments: Iterable[Comment]) -> None:
    """Note comments that waited and were answered; of anybody's words nothing is noted.

    Taken back they wait again, as long as their senders have not said what they think of it.
    """
    noted: list[Change] = session.info.setdefault("changes", [])
    open_again = dict.fromkeys(
        ("answer", "taken_up_in_id", "member_id", "answered_at", "reaction"), None
    )
    noted.extend(_change(row, open_again, columns(row, open_again)) for row in comments)


def note_decided(session: OrmSession, amendments: Iterable[Amendment], was: list[Change]) -> None:
    """Note what was recommended or decided of amendments, which were so before; words stay.

    `was` are the same columns of each as they were (`columns(row, DECIDED)`).
    """
    noted: list[Change] = session.info.setdefault("changes", [])
    noted.extend(
        _change(row, before, columns(row, DECIDED))
        for row, before in zip(amendments, was, strict=True)
    )


def note_put_back(session: OrmSession, row: SQLModel, was: dict[str, Any]) -> None:
    """Note what an undo did to a row whose changes are not noted by themselves."""
    if not isinstance(row, NOTED):
        noted: list[Change] = session.info.setdefault("changes", [])
        noted.append(_change(row, was, columns(row, was)))


def columns(row: SQLModel, names: Iterable[str] | None = None) -> dict[str, Any]:
    """The values of a row (or of some of its columns) as JSON can hold them."""
    wanted = (
        names
        if names is not None
        else [attribute.key for attribute in inspect(row).mapper.column_attrs]
    )
    return {name: _plain(getattr(row, name)) for name in wanted if name not in _NEVER}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if hasattr(value, "isoformat") else value


@event.listens_for(OrmSession, "after_flush")
def _note(session: OrmSession, _context: object) -> None:
    noted: list[Change] = session.info.setdefault("changes", [])
    for row in session.new:
        # new statements come with their note, and notes stay
        if isinstance(row, NOTED) and not isinstance(row, Statement):
            noted.append(_change(row, None, columns(row)))
    for row in session.dirty:
        if isinstance(row, NOTED):
            before = _before(row)
            if before:
                noted.append(_change(row, before, columns(row, before)))
    for row in session.deleted:
        if isinstance(row, NOTED):
            noted.append(_change(row, {**columns(row), **_before(row)}, None))


def _change(row: SQLModel, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Change:
    key = [getattr(row, column.name) for column in inspect(type(row)).primary_key]
    return {"table": type(row).__name__.lower(), "key": key, "before": before, "after": after}


def _before(row: SQLModel) -> dict[str, Any]:
    """The former values of the columns that an act changed."""
    state = inspect(row)
    histories = {
        attribute.key: state.attrs[attribute.key].history for attribute in state.mapper.column_attrs
    }
    return {
        name: _plain(history.deleted[0])
        for name, history in histories.items()
        if name not in _NOT_NOTED and history.deleted and history.has_changes()
    }
