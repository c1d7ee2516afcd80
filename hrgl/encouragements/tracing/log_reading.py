"""The log of acts as a trace reads it: only the entries that speak of a statement or encouragement.

What an act did to a row is noted as JSON; a row that was changed tells only the columns that
changed, so that the entries in which it came or went have to be known first.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, cast, or_
from sqlmodel import Session, col, select

from hrgl.core.changes import Change
from hrgl.core.models import AuditEntry, Evidence, Placement

ROWS_OF_STATEMENTS = ("placement", "evidence")


class LogEntry(NamedTuple):
    """One act, and what it did to which rows."""

    at: datetime
    act: str
    subject: str
    subject_id: int
    detail: dict[str, Any]
    changes: Sequence[Change]


def whole_log(session: Session, *, edition_id: int) -> list[LogEntry]:
    """Every entry of an edition, in order."""
    return _entries(session, edition_id, None)


def log_of_statement(session: Session, *, edition_id: int, statement_id: int) -> list[LogEntry]:
    """The entries in which anything happened to a statement, in order."""
    rows = [("statement", statement_id)]
    for table in (Placement, Evidence):
        query = select(table.id).where(table.statement_id == statement_id)
        rows += [(table.__name__.lower(), key) for key in session.exec(query).all()]
    return _about(session, edition_id, ("statement_id", statement_id), rows)


def log_of_evidence(session: Session, *, edition_id: int, encouragement_id: int) -> list[LogEntry]:
    """The entries in which anything happened to the evidence of an encouragement, in order."""
    query = select(Evidence.id).where(Evidence.encouragement_id == encouragement_id)
    rows = [("evidence", key) for key in session.exec(query).all()]
    return _about(session, edition_id, ("encouragement_id", encouragement_id), rows)


def _about(
    session: Session, edition_id: int, owner: tuple[str, int], rows: Sequence[tuple[str, int]]
) -> list[LogEntry]:
    name, number = owner
    words = [f'"{name}": {number}', *_spoken_of(rows)]
    first = _entries(session, edition_id, words)
    known = {
        (change["table"], int(change["key"][0]))
        for entry in first
        for change in entry.changes
        if change["table"] in ROWS_OF_STATEMENTS and number in _owners(change, name)
    }
    more = _spoken_of(sorted(known - set(rows)))
    return _entries(session, edition_id, [*words, *more]) if more else first


def _owners(change: Change, name: str) -> set[int | None]:
    """To what a row belonged before and after."""
    return {(change[side] or {}).get(name) for side in ("before", "after")}


def _spoken_of(rows: Iterable[tuple[str, int]]) -> list[str]:
    return [f'"table": "{table}", "key": [{key}]' for table, key in rows]


def _entries(session: Session, edition_id: int, words: Sequence[str] | None) -> list[LogEntry]:
    wanted: list[ColumnElement[bool]] = [col(AuditEntry.edition_id) == edition_id]
    if words is not None:
        noted = cast(AuditEntry.changes, String)
        wanted.append(or_(*(noted.contains(each, autoescape=True) for each in words)))
    columns = (getattr(AuditEntry, name) for name in LogEntry._fields)
    query = select(*columns).where(*wanted).order_by(col(AuditEntry.id))
    return [LogEntry(*row) for row in session.exec(query).all()]
