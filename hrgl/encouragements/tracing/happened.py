"""What happened to statements, act by act, as the log of acts noted it row by row."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from hrgl.core.acts import UNDONE
from hrgl.core.changes import Change
from hrgl.core.enums import Kind, Support
from hrgl.core.models import Statement
from hrgl.editions.attribution import vocabulary
from hrgl.encouragements.tracing.destinations import Whereto, named_destination
from hrgl.encouragements.tracing.endings import AS_WHAT
from hrgl.encouragements.tracing.log_reading import (
    ROWS_OF_STATEMENTS,
    LogEntry,
    log_of_evidence,
    log_of_statement,
    whole_log,
)
from hrgl.notes.references import short


class Happened(NamedTuple):
    """One thing that happened to a statement."""

    at: datetime
    what: str


class CitedFrom(NamedTuple):
    """That an encouragement cites a statement, or did: as what, since when and until when."""

    encouragement_id: int
    support: Support
    since: datetime
    until: datetime | None = None


@dataclass
class Course:
    """All that happened to one statement, and every citation of it, both in order."""

    happened: list[Happened] = field(default_factory=list)
    cited: list[CitedFrom] = field(default_factory=list)


def course_of(session: Session, *, edition_id: int, statement_id: int, there: Whereto) -> Course:
    """What happened to one statement; of the log only what speaks of it is read."""
    entries = log_of_statement(session, edition_id=edition_id, statement_id=statement_id)
    return courses(session, entries, there, only=[statement_id]).get(statement_id, Course())


def courses_to(
    session: Session, *, edition_id: int, encouragement_id: int, there: Whereto
) -> dict[int, Course]:
    """What happened to the statements that an encouragement cites or once cited, as far as that."""
    log = log_of_evidence(session, edition_id=edition_id, encouragement_id=encouragement_id)
    return courses(session, log, there)


def courses_of_all(session: Session, *, edition_id: int, there: Whereto) -> dict[int, Course]:
    """What happened to every statement of an edition; the whole log is read once."""
    return courses(session, whole_log(session, edition_id=edition_id), there)


def courses(
    session: Session,
    entries: Sequence[LogEntry],
    there: Whereto,
    only: Collection[int] | None = None,
) -> dict[int, Course]:
    """What these entries of the log, in their order, did to statements (or to some of them)."""
    telling = _Telling(session, there, only)
    for entry in entries:
        telling.read(entry)
    return telling.found


class _Telling:
    """Entry by entry, who reads the log knows of each row to which statement it belongs."""

    def __init__(self, session: Session, there: Whereto, only: Collection[int] | None) -> None:
        self.session, self.there, self.only = session, there, only
        self.found: dict[int, Course] = defaultdict(Course)
        self.rows: dict[tuple[str, int], dict[str, Any]] = {}
        self.references: dict[int, str] = {}

    def read(self, entry: LogEntry) -> None:
        told: dict[int, dict[str, str]] = defaultdict(dict)
        for change in entry.changes:
            statement_id, what = self._of(entry, change)
            if statement_id is not None and what and self._wanted(statement_id):
                told[statement_id][change["table"]] = what
        undone = " (an act was taken back)" if entry.act == UNDONE.name else ""
        for statement_id, parts in told.items():
            # a statement that is left out leaves its theme, too: that goes without saying
            words = [parts.pop("statement")] if "statement" in parts else list(parts.values())
            course = self.found[statement_id]
            course.happened += [Happened(entry.at, f"{each}{undone}") for each in words]

    def _wanted(self, statement_id: int) -> bool:
        return self.only is None or statement_id in self.only

    def _of(self, entry: LogEntry, change: Change) -> tuple[int | None, str]:
        table, before, after = change["table"], change["before"], change["after"]
        if table == "statement":
            return int(change["key"][0]), self._statement(entry, before, after)
        if table not in ROWS_OF_STATEMENTS:
            return None, ""
        key = table, int(change["key"][0])
        was = self.rows.get(key, {})
        known = {**was, **(before or {}), **(after or {})}
        self.rows[key] = known
        if "statement_id" not in known:
            return None, ""
        tell = self._placement if table == "placement" else self._evidence
        return int(known["statement_id"]), tell(entry, {**known, **(before or {})}, change, known)

    def _statement(
        self, entry: LogEntry, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> str:
        if before is None:
            return "Made by splitting or joining others"
        now = after or {}
        if entry.act == "notes.imported":
            return "Came with an import"
        if because := now.get("withdrawn_because"):
            return f"Withdrawn: {because}"
        if because := now.get("set_aside_because"):
            return f"Set aside because: {because}"
        if now.get("same_as_id") is not None:
            return f"Counted as the same as {self._short(int(now['same_as_id']))}"
        if {"withdrawn_because", "set_aside_because", "same_as_id"} & now.keys():
            return "Stands for itself again"
        return _marked(now["kind"]) if "kind" in now else ""

    def _short(self, statement_id: int) -> str:
        if statement_id not in self.references:
            other = self.session.get(Statement, statement_id)
            self.references[statement_id] = short(other.reference) if other else "another"
        return self.references[statement_id]

    def _placement(
        self, _: LogEntry, was: dict[str, Any], change: Change, now: dict[str, Any]
    ) -> str:
        before, after = change["before"], change["after"]
        if after is None:
            return f"Taken out of the theme {self._theme(was)}"
        if "theme_id" not in after:
            return ""
        if before is None:
            by = " by a proposal" if now.get("clustering_id") and not now.get("pinned") else ""
            return f"Put into the theme {self._theme(now)}{by}"
        return f"Moved from the theme {self._theme(was)} to {self._theme(now)}"

    def _theme(self, placed: dict[str, Any]) -> str:
        theme = self.there.themes.get(int(placed.get("theme_id") or 0))
        return f"“{theme.name}”" if theme else "that was begun there"

    def _evidence(
        self, entry: LogEntry, was: dict[str, Any], change: Change, now: dict[str, Any]
    ) -> str:
        key, support = int(now["encouragement_id"]), Support(now["support"])
        former = int(was["encouragement_id"])
        if self._wanted(int(now["statement_id"])):
            self._cite(int(now["statement_id"]), (former, key), support, entry.at, change)
        name = self._named(entry, key)
        if change["after"] is None:
            return f"Taken out of the evidence for {name}"
        if change["before"] is None:
            return f"Cited as {AS_WHAT[support]} for {name}"
        if former != key:
            gone = self._named(entry, former)
            return f"Cited as {AS_WHAT[support]} for {name}, no longer for {gone}"
        changed = was.get("support") != now["support"]
        return f"Cited for {name} as {AS_WHAT[support]} from here on" if changed else ""

    def _cite(
        self,
        statement_id: int,
        keys: tuple[int, int],
        support: Support,
        at: datetime,
        change: Change,
    ) -> None:
        former, key = keys
        cited = self.found[statement_id].cited
        new = change["before"] is None or former != key
        for place, each in enumerate(cited):
            if change["before"] and each.encouragement_id == former and each.until is None:
                gone = change["after"] is None or new
                as_what = each.support if gone else support
                cited[place] = each._replace(support=as_what, until=at if gone else None)
        if new and change["after"] is not None:
            cited.append(CitedFrom(key, support, at))

    def _named(self, entry: LogEntry, key: int) -> str:
        """The encouragement as it was called then, as far as is known."""
        own = entry.subject == "encouragement" and entry.subject_id == key
        if own and {"place", "heading"} <= entry.detail.keys():
            place = entry.detail["place"]
            return named_destination(key, place, str(entry.detail["heading"]))
        there = self.there.encouragements.get(key)
        if there is None:
            return "an encouragement that was taken back"
        return named_destination(key, None, there.then(entry.at).heading)


def _marked(kind: str | None) -> str:
    return f"Marked as: {vocabulary('kinds')[Kind(kind)]}" if kind else "No longer marked"
