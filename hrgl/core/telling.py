"""What entries of the history are about, as far as they say it by a number only.

References never change. Names of people are looked up and never copied into an entry, so that who
is erased is gone from the history too. What entries of an earlier version of the program do not
tell is told as it stands today.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core.models import (
    AuditEntry,
    Encouragement,
    Input,
    Member,
    Note,
    Statement,
    Theme,
    Wording,
    Workshop,
)

Detail = str | int | float | bool | None | list[int] | list[str]
Told = dict[str, Detail]
MOST_NAMED = 3  # statements or themes of an act that are named one by one
_CHUNK = 500
_ROOMS: dict[str, Any] = {
    "workshop": (Workshop.id, select(Workshop.id, Workshop.code)),
    "note": (Note.id, select(Note.id, Workshop.code).where(Note.workshop_id == Workshop.id)),
    "input": (Input.id, select(Input.id, Workshop.code).where(Input.workshop_id == Workshop.id)),
}


def details_of(session: Session, entries: Sequence[AuditEntry]) -> dict[int, Told]:
    """By entry, what its sentence needs besides its own detail."""
    found: dict[int, Told] = defaultdict(dict)
    for question in (_statements, _themes, _people, _rooms, _encouragements):
        for entry_id, told in question(session, entries):
            found[entry_id] |= told
    return found


def _statements(session: Session, entries: Sequence[AuditEntry]) -> Iterable[tuple[int, Told]]:
    first = {entry.id: _ids(entry, "statements")[:MOST_NAMED] for entry in entries}
    query = select(Statement.id, Statement.reference)
    references = dict(_rows(session, query, Statement.id, _every(first)))
    for entry_id, ids in first.items():
        if ids:
            yield entry_id, {"references": [references[each] for each in ids if each in references]}


def _themes(session: Session, entries: Sequence[AuditEntry]) -> Iterable[tuple[int, Told]]:
    of_entry = {e.id: _ids(e, "themes") for e in entries if "names" not in e.detail}
    names = dict(_rows(session, select(Theme.id, Theme.name), Theme.id, _every(of_entry)))
    for entry_id, ids in of_entry.items():
        if ids:
            yield entry_id, {"names": [names[each] for each in ids if each in names]}


def _ids(entry: AuditEntry, key: str) -> list[int]:
    ids = entry.detail.get(key)
    return ids if isinstance(ids, list) else []


def _every(of_entry: dict[int, list[int]]) -> set[int]:
    return {each for ids in of_entry.values() for each in ids}


def _people(session: Session, entries: Sequence[AuditEntry]) -> Iterable[tuple[int, Told]]:
    about = {e.id: ("member", e.subject_id) for e in entries if e.subject == "member"}
    told = [(entry_id, key, member_id) for entry_id, (key, member_id) in about.items()]
    for key, called in (("objector_id", "objector"), ("for_id", "for"), ("speaker_id", "speaker")):
        told += [(e.id, called, e.detail[key]) for e in entries if key in e.detail]
    wanted = {member_id for *_, member_id in told}
    names = dict(_rows(session, select(Member.id, Member.name), Member.id, wanted))
    for entry_id, key, member_id in told:
        if member_id in names:
            yield entry_id, {key: names[member_id]}


def _rooms(session: Session, entries: Sequence[AuditEntry]) -> Iterable[tuple[int, Told]]:
    for subject, (key, query) in _ROOMS.items():
        about = {
            entry.id: entry.subject_id
            for entry in entries
            if entry.subject == subject and "code" not in entry.detail
        }
        codes = dict(_rows(session, query, key, set(about.values())))
        for entry_id, subject_id in about.items():
            if subject_id in codes:
                yield entry_id, {"code": codes[subject_id]}


def _encouragements(session: Session, entries: Sequence[AuditEntry]) -> Iterable[tuple[int, Told]]:
    about = [
        entry
        for entry in entries
        if entry.subject == "encouragement" and not {"place", "heading"} <= entry.detail.keys()
    ]
    ids = {entry.subject_id for entry in about}
    query = select(Encouragement.id, Encouragement.place)
    places = dict(_rows(session, query, Encouragement.id, ids))
    wordings: dict[int, list[Wording]] = defaultdict(list)
    for wording in _rows(session, select(Wording), Wording.encouragement_id, ids):
        wordings[wording.encouragement_id].append(wording)
    for entry in about:
        if entry.subject_id in places:
            heading = _heading_then(entry, wordings[entry.subject_id])
            yield entry.id, {"place": places[entry.subject_id], "heading": heading}


def _heading_then(entry: AuditEntry, wordings: Sequence[Wording]) -> str:
    """The heading of the wording that an act was about, or else of the one of that time."""
    ordered = sorted(wordings, key=lambda wording: wording.number)
    spoken = [each for each in ordered if each.number == entry.detail.get("wording")]
    before = [each for each in ordered if each.created_at <= entry.at]
    return (spoken or before or ordered)[-1].heading


def _rows(session: Session, query: Any, key: Any, ids: Collection[int]) -> list[Any]:
    """The answers to a query for these ids, however many they are."""
    ordered, found = sorted(ids), []
    for start in range(0, len(ordered), _CHUNK):
        some = col(key).in_(ordered[start : start + _CHUNK])
        found += session.exec(query.where(some)).all()
    return found
