"""Taking an act back: itself an act, with an entry of its own that can be taken back in turn."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col, or_, select

from hrgl.core import audit, changes
from hrgl.core.acts import ACTS
from hrgl.core.changes import Change
from hrgl.core.columns import table_of
from hrgl.core.database import fetch
from hrgl.core.models import AuditEntry, Evidence, Member, Note, Placement, Statement, Theme
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.guards import refuse_if_named, refuse_if_published
from hrgl.errors import NotNow
from hrgl.notes.imports import imports
from hrgl.synthesis.cutting.cutting import cut

_FROZEN = {"encouragement", "evidence", "groupheading", "amendment"}  # once the document is out


def undo(session: Session, actor: Member, *, entry_id: int) -> AuditEntry:
    """Put everything back as it was before an act, if nothing has been built on it since."""
    require(actor, Permission.UNDO)
    entry = fetch(session, AuditEntry, entry_id, actor=actor)
    why_not = reason_against(entry.act, bool(entry.changes))
    if why_not:
        raise NotNow(why_not)
    _refuse_before_erasure(session, entry)
    noted = changes.as_noted_now(entry.changes)
    if any(change["table"] in _FROZEN for change in noted):
        refuse_if_published(session, actor.edition_id)
    imports.make_way(session, imports.leaving(noted))
    try:
        for change in reversed(noted):
            _put_back(session, change)
            session.flush()
    except IntegrityError as error:
        raise NotNow("Something was built on this since. Undo that first.") from error
    _refuse_if_given_up(session, noted)
    _refuse_if_left_out(session, noted)
    return audit.record(session, actor, "act.undone", entry, what=entry.act)


def reason_against(act: str, has_changes: bool) -> str:
    """Why an act cannot be taken back; empty if it can."""
    if act in ACTS and ACTS[act].why_it_stays:
        return ACTS[act].why_it_stays
    return "" if has_changes else "There is nothing to take back."


def _refuse_before_erasure(session: Session, entry: AuditEntry) -> None:
    """Former words may name a person who was erased since: no undo brings them back."""
    query = select(AuditEntry.id).where(
        AuditEntry.edition_id == entry.edition_id,
        AuditEntry.act == "person.erased",
        col(AuditEntry.id) > entry.id,
    )
    if session.exec(query.limit(1)).first() is not None:
        raise NotNow(
            "A person's words were erased since. What was done before that is not taken back: "
            "decide anew instead."
        )


def _refuse_if_given_up(session: Session, noted: Sequence[Change]) -> None:
    """No statement comes back into a theme that was merged or dissolved meanwhile."""
    placed = [change["before"] or {} for change in noted if change["table"] == "placement"]
    query = select(Theme.name).where(
        col(Theme.id).in_({before["theme_id"] for before in placed if "theme_id" in before}),
        or_(col(Theme.dissolved), col(Theme.merged_into_id).is_not(None)),
    )
    gone = session.exec(query.order_by(Theme.name)).first()
    if gone is not None:
        raise NotNow(f"The theme “{gone}” was given up since. Take that back first.")


def _refuse_if_left_out(session: Session, noted: Sequence[Change]) -> None:
    """What was left out meanwhile is neither cited nor placed again, nor stands for another."""
    ids = {change["key"][0] for change in noted if change["table"] == "statement"}
    for change in noted:
        sides = (change["before"] or {}, change["after"] or {})
        ids |= {side["statement_id"] for side in sides if "statement_id" in side}
    other = aliased(Statement)
    gone = (
        col(Statement.withdrawn_because).is_not(None)
        | col(Statement.set_aside_because).is_not(None)
        | col(Statement.same_as_id).is_not(None)
    )
    stands = (
        exists().where(col(Evidence.statement_id) == Statement.id)
        | exists().where(col(Placement.statement_id) == Statement.id)
        | exists().where(col(other.same_as_id) == Statement.id)
    )
    touched = col(Statement.id).in_(ids) | exists().where(
        col(other.same_as_id) == Statement.id, col(other.id).in_(ids)
    )
    query = select(Statement.reference).where(gone, stands, touched)
    found = session.exec(query.order_by(Statement.reference)).first()
    if found is not None:
        raise NotNow(f"{found} was left out since. Bring it back first.")


def _put_back(session: Session, change: Change) -> None:
    model, before, after = changes.model_of(change), change["before"], change["after"]
    key = change["key"][0] if len(change["key"]) == 1 else tuple(change["key"])
    row = session.get(model, key, with_for_update=True)
    if after is None:
        _expect(row is None)
        again = _again(session, model(**_typed(model, before)))
        session.add(again)
        if isinstance(again, Statement):
            changes.note_new(session, [again])
    elif row is None or changes.columns(row, after) != after:
        _expect(False)
    elif before is None:
        if isinstance(row, Statement):
            refuse_if_named(session, row)
        session.delete(row)
    else:
        was = changes.columns(row, before)
        for name, value in _typed(model, before).items():
            setattr(row, name, value)
        changes.note_put_back(session, row, was)


def _again(session: Session, row: SQLModel) -> SQLModel:
    """A row as it was; what a statement had from its note besides its place is read there."""
    if isinstance(row, Statement):
        note = session.get_one(Note, row.note_id)
        _expect(note.replaced_by_id is None)
        inside = [span for span in cut(note.text).statements if span.start <= row.start < span.end]
        row.context = inside[0].context if inside else ""
    return row


def _expect(as_it_was_left: bool) -> None:
    if not as_it_was_left:
        raise NotNow("This has been changed since. Undo the later changes first.")


def _typed(model: type[SQLModel], values: dict[str, Any]) -> dict[str, Any]:
    """Values from JSON as the columns want them."""
    fields = table_of(model).c
    return {name: _value(fields[name].type.python_type, value) for name, value in values.items()}


def _value(kind: Any, value: Any) -> Any:
    if value is None or isinstance(value, kind):
        return value
    return kind.fromisoformat(value) if hasattr(kind, "fromisoformat") else kind(value)
