"""The demonstration edition: half-way through the night, made by the same acts people use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from sqlmodel import Session

from hrgl.core.enums import Attribution, Kind, ObjectionAnswer, Role, Support, Verdict
from hrgl.core.models import Edition, Encouragement, Member
from hrgl.editions import edition_files, summaries, workshops
from hrgl.encouragements import evidence, guards, places, submitting, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.errors import NotValid
from hrgl.notes import leaving_out, notes
from hrgl.people import accounts
from hrgl.settings import DATA
from hrgl.themes import tags, themes

MATERIAL_FOLDER = DATA / "demonstration"
CODE = "2023-demo"


@dataclass
class _Made:
    """What has been made so far, by the keys of the files."""

    people: dict[str, Member] = field(default_factory=dict)
    statements: dict[str, list[int]] = field(default_factory=dict)
    themes: dict[str, int] = field(default_factory=dict)

    def first(self, role: Role) -> Member:
        return next(member for member in self.people.values() if member.role is role)


def load_demonstration(
    session: Session, progress: Callable[[float], None] = lambda _: None
) -> Edition:
    """Take the demonstration edition away, if it is there, and make it anew."""
    edition_files.remove_demonstration(session, CODE)
    edition = edition_files.load_edition(session, MATERIAL_FOLDER / "edition.yaml")
    state = _read("state.yaml")
    made = _Made()
    _invite(session, edition, made, state["people"])
    files = sorted((MATERIAL_FOLDER / "notes").glob("*.yaml"))
    for at, path in enumerate(files):
        _write_notes(session, edition, made, yaml.safe_load(path.read_text("utf-8")), at)
        progress((at + 1) / (len(files) + 2))
    everything = [
        note for path in files for note in yaml.safe_load(path.read_text("utf-8"))["notes"]
    ]
    _decide(session, made, state["themes"], everything)
    for encouragement in state["encouragements"]:
        _word(session, made, encouragement)
    progress(1.0)
    return edition


def _read(name: str) -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load((MATERIAL_FOLDER / name).read_text("utf-8"))
    return raw


def _invite(session: Session, edition: Edition, made: _Made, people: list[dict[str, Any]]) -> None:
    organiser = accounts.command_line_member(session, edition)
    for person in people:
        made.people[person["key"]] = accounts.add_member(
            session,
            organiser,
            email=person["email"],
            name=person["name"],
            role=Role(person["role"]),
        )


def _write_notes(
    session: Session, edition: Edition, made: _Made, room: dict[str, Any], at: int
) -> None:
    workshop = workshops.workshop_by_code(session, edition, room["workshop"])
    rapporteurs = [m for m in made.people.values() if m.role is Role.RAPPORTEUR]
    actor = rapporteurs[at % len(rapporteurs)]
    # each note is somebody else's: else a rapporteur who writes for all would count as one person
    for voice, note in enumerate(room["notes"], 1):
        about = _about(note, voice)
        try:
            taken = notes.add_note(
                session, actor, workshop_id=workshop.id, text=note["text"], about=about
            )
        except NotValid:  # a greeting alone: real rooms have them too, and they fall out
            continue
        made.statements[note["key"]] = [s.id for s in taken.statements]
    if room["summary"]:
        summaries.summarise(
            session,
            actor,
            workshop_id=workshop.id,
            summary=room["summary"],
            seen_version=workshop.version,
        )


def _about(note: dict[str, Any], voice: int) -> notes.About:
    return notes.About(
        actor_type=note["actor_type"],
        region=note["region"],
        attribution=Attribution(note["attribution"]),
        kind=Kind(note["kind"]) if note["kind"] else None,
        voice=voice,
    )


def _decide(
    session: Session, made: _Made, found: list[dict[str, Any]], rows: list[dict[str, Any]]
) -> None:
    actor = made.first(Role.FACILITATOR)
    for theme in found:
        members = [
            statement
            for note in rows
            if note["theme"] == theme["key"]
            for statement in made.statements.get(note["key"], [])
        ]
        row = themes.create(
            session,
            actor,
            name=theme["name"],
            description=theme["description"],
            statement_ids=members,
        )
        made.themes[theme["key"]] = row.id
        for tag in theme.get("tags", []):
            tags.confirm(session, actor, theme_id=row.id, vocabulary=tag["list"], code=tag["code"])
        if theme["reviewed"]:
            themes.mark_reviewed(
                session, actor, theme_id=row.id, reviewed=True, seen_version=row.version
            )
    _leave_out(session, made, rows)


def _leave_out(session: Session, made: _Made, rows: list[dict[str, Any]]) -> None:
    actor = made.first(Role.FACILITATOR)
    for note in rows:
        ids = made.statements.get(note["key"], [])
        if ids and note["set_aside"]:
            leaving_out.set_aside_statements(
                session, actor, statement_ids=ids, because=note["set_aside"]
            )
        if ids and note["same_as"]:
            other = made.statements[note["same_as"]][0]
            leaving_out.same_as(session, actor, statement_id=ids[0], of_id=other)


def _cite(
    session: Session, made: _Made, row: Encouragement, citations: list[dict[str, Any]]
) -> None:
    for citation in citations:
        evidence.cite(
            session,
            made.first(Role.FACILITATOR),
            encouragement_id=row.id,
            statement_ids=made.statements[citation["note"]],
            support=Support(citation["as"]),
        )


def _word(session: Session, made: _Made, wanted: dict[str, Any]) -> None:
    actor = made.first(Role.FACILITATOR)
    row = wordings.word(
        session,
        actor,
        heading=wanted["heading"],
        explanation=wanted["explanation"],
        examples=wanted["examples"],
        theme_ids=[made.themes[key] for key in wanted["themes"]],
    )
    _cite(session, made, row, wanted["evidence"])
    if wanted["remarks"]:
        wordings.remark(
            session,
            actor,
            encouragement_id=row.id,
            remarks=wanted["remarks"],
            seen_version=row.version,
        )
    if wanted["place"]:
        places.give_place(
            session, actor, encouragement_id=row.id, place=wanted["place"], seen_version=row.version
        )
    if wanted["submitted"]:
        submitting.submit(session, actor, encouragement_id=row.id, seen_version=row.version)
        _review(session, made, row, wanted)


def _review(session: Session, made: _Made, row: Encouragement, wanted: dict[str, Any]) -> None:
    for opinion in wanted["reviews"]:
        given = reviews.give(
            session,
            made.people[opinion["by"]],
            wording_id=guards.current_wording(session, row).id,
            verdict=Verdict(opinion["verdict"]),
            reason=opinion["reason"] or "",
        )
        if wanted["answer"] and given.verdict is Verdict.OBJECT:
            objections.answer_objection(
                session,
                made.first(Role.FACILITATOR),
                review_id=given.id,
                answer=ObjectionAnswer(wanted["answer"]["answer"]),
                reason=wanted["answer"]["reason"],
            )
