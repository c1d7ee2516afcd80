"""Editions and their workshops: loaded from the facts in data/editions, set up by organisers."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import ColumnElement, Table
from sqlmodel import Session, SQLModel, col, func, select

from hrgl import audit
from hrgl.accounts import command_line_member
from hrgl.db import fetch
from hrgl.errors import NotFound, NotNow, NotValid
from hrgl.models import Edition, Member, Note, Statement, Workshop
from hrgl.roles import Permission, require
from hrgl.settings import DATA
from hrgl.words import Attribution

_COLUMNS = {
    "code", "series", "title", "question", "starts", "ends", "places", "quorum",
    "smallest_group", "attribution", "demonstration", "workshops",
}  # fmt: skip


def load_all(session: Session) -> list[str]:
    """Load every edition of data/editions that is not in the database yet; their codes."""
    known = set(session.exec(select(Edition.code)).all())
    files = [path for path in sorted((DATA / "editions").glob("*.yaml")) if path.stem not in known]
    return [load(session, path).code for path in files]


def load(session: Session, path: Path) -> Edition:
    """Make an edition, with its workshops, from a file of facts."""
    facts: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    edition = Edition(
        code=str(facts["code"]),
        series=facts["series"],
        title=facts["title"],
        question=facts.get("question") or "",
        starts=facts.get("starts"),
        ends=facts.get("ends"),
        places=facts.get("places"),
        quorum=facts.get("quorum") or 3,
        smallest_group=facts.get("smallest_group") or 3,
        attribution=Attribution(facts.get("attribution") or "group"),
        demonstration=bool(facts.get("demonstration")),
        facts=_plain({key: value for key, value in facts.items() if key not in _COLUMNS}),
    )
    session.add(edition)
    session.flush()
    for workshop in facts.get("workshops") or []:
        _add_workshop(session, edition, workshop)
    actor = command_line_member(session, edition)
    audit.record(session, actor, "edition.loaded", edition, code=edition.code)
    return edition


def _plain(value: Any) -> Any:
    """YAML's dates as text, so that the facts can be kept as JSON."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _add_workshop(session: Session, edition: Edition, facts: dict[str, Any]) -> None:
    workshop = Workshop(
        edition_id=edition.id,
        code=str(facts["code"]),
        title=facts.get("title") or "",
        question=facts.get("question") or "",
        day=facts.get("date"),
        starts=facts.get("starts") or "",
        ends=facts.get("ends") or "",
        next_generation=bool(facts.get("next_generation")),
    )
    session.add(workshop)
    session.flush()


def remove_demonstration(session: Session, code: str) -> None:
    """Take a demonstration edition with everything in it out of the database; no other can be."""
    edition = session.exec(select(Edition).where(Edition.code == code)).first()
    if edition is None:
        return
    if not edition.demonstration:
        raise NotNow(f"Edition {code} is no demonstration; it is not removed.")
    for table in reversed(SQLModel.metadata.sorted_tables):
        rows = _belonging(table, edition.id)
        if rows is not None and table.name != "edition":
            session.execute(table.delete().where(rows))
    session.expire_all()
    session.delete(session.get_one(Edition, edition.id))
    session.flush()


def _belonging(table: Table, edition_id: int) -> ColumnElement[bool] | None:
    """The condition by which a table's rows belong to an edition, along its foreign keys."""
    if "edition_id" in table.c:
        condition: ColumnElement[bool] = table.c.edition_id == edition_id
        return condition
    for column in table.c:
        for key in column.foreign_keys:
            parent = key.column.table
            if column.nullable or parent.name in {table.name, "member", "account"}:
                continue
            above = _belonging(parent, edition_id)
            if above is not None:
                return column.in_(select(parent.c.id).where(above))
    return None


def set_rules(
    session: Session, actor: Member, *, places: int | None, quorum: int, seen_version: int
) -> Edition:
    """Change how many encouragements there shall be and how many approvals each needs."""
    require(actor, Permission.SET_UP)
    edition = fetch(session, Edition, actor.edition_id, actor=actor, seen_version=seen_version)
    if places is not None and not 1 <= places <= 50:
        raise NotValid("The number of encouragements is between 1 and 50.", "places")
    if not 1 <= quorum <= 50:
        raise NotValid("The quorum is between 1 and 50 members.", "quorum")
    edition.places, edition.quorum = places, quorum
    audit.record(session, actor, "edition.rules_set", edition, places=places, quorum=quorum)
    return edition


def by_code(session: Session, code: str) -> Edition:
    """The edition of this code."""
    edition = session.exec(select(Edition).where(Edition.code == code)).first()
    if edition is None:
        known = ", ".join(session.exec(select(Edition.code).order_by(Edition.code)).all())
        raise NotFound(f"There is no edition {code!r}. Known editions: {known or 'none yet'}.")
    return edition


@dataclass(frozen=True)
class EditionFacts:
    """What pages show of an edition."""

    id: int
    version: int
    code: str
    series: str
    title: str
    question: str
    places: int | None
    quorum: int
    demonstration: bool


def facts(session: Session, *, edition_id: int) -> EditionFacts:
    """An edition as pages show it."""
    e = session.get_one(Edition, edition_id)
    return EditionFacts(
        e.id, e.version, e.code, e.series, e.title, e.question, e.places, e.quorum, e.demonstration
    )


def workshop_by_code(session: Session, edition: Edition, code: str) -> Workshop:
    """The workshop of this code in the edition."""
    found = workshops(session, edition_id=edition.id)
    for workshop in found:
        if workshop.code.lower() == code.lower():
            return workshop
    known = ", ".join(workshop.code for workshop in found)
    raise NotFound(
        f"Edition {edition.code} has no workshop {code!r}. Its workshops: {known or 'none yet'}."
    )


def workshops(session: Session, *, edition_id: int) -> list[Workshop]:
    """An edition's workshops in the order of their codes."""
    query = select(Workshop).where(Workshop.edition_id == edition_id).order_by(Workshop.code)
    return list(session.exec(query).all())


def any_notes(session: Session) -> bool:
    """Whether anybody has written a note yet, in any edition."""
    return session.exec(select(Note.id).limit(1)).first() is not None


def demonstration_title(session: Session) -> str | None:
    """The title of the demonstration edition, if it is loaded."""
    return session.exec(select(Edition.title).where(col(Edition.demonstration).is_(True))).first()


@dataclass(frozen=True)
class Room:
    """What has come out of one workshop so far."""

    code: str
    title: str
    statements: int
    last_note: datetime | None
    summary: bool
    next_generation: bool


def rooms(session: Session, *, edition_id: int) -> list[Room]:
    """Every workshop with its number of statements and its last note."""
    counted = {
        code: (count, last)
        for code, count, last in session.exec(
            select(Workshop.code, func.count(col(Statement.id)), func.max(Note.created_at))
            .join(Statement, col(Statement.workshop_id) == Workshop.id)
            .join(Note, col(Note.id) == Statement.note_id)
            .where(Workshop.edition_id == edition_id, col(Statement.withdrawn_because).is_(None))
            .group_by(Workshop.code)
        ).all()
    }
    found = []
    for workshop in workshops(session, edition_id=edition_id):
        count, last = counted.get(workshop.code, (0, None))
        found.append(
            Room(
                workshop.code,
                workshop.title,
                count,
                last,
                bool(workshop.summary),
                workshop.next_generation,
            )
        )
    return found
