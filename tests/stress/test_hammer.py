"""Sixteen people edit the same few things at once: nothing is lost (promises 1, 3, 7)."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, func, select

from hrgl.core.database import reading, transaction
from hrgl.core.models import (
    AuditEntry,
    Encouragement,
    Evidence,
    Note,
    Placement,
    Statement,
    Theme,
    Wording,
    Workshop,
)
from hrgl.encouragements import guards, wordings
from hrgl.notes import statements
from hrgl.themes import themes
from tests.builders import World, statement_ids, world
from tests.stress.hammer import Made, Things

ROOT = Path(__file__).resolve().parents[2]
PEOPLE, EDITS = 16, 50
pytestmark = pytest.mark.stress
MODELS: dict[str, type[SQLModel]] = {
    model.__name__.lower(): model for model in (Encouragement, Statement, Theme, Workshop)
}
ACTS = {
    "reword": "encouragement.reworded",
    "remark": "encouragement.remarked",
    "give_place": "encouragement.placed",
    "rename": "theme.renamed",
    "mark_reviewed": "theme.reviewed",
    "summarise": "workshop.summarised",
    "mark": "statement.marked",
    "revise": "note.revised",
    "add_note": "note.added",
    "move": "statements.moved",
    "cite": "encouragement.cited",
    "set_aside_statements": "statements.set_aside",
    "bring_back_statements": "statements.brought_back",
}


@dataclass
class Hammered:
    """What sixteen people did, and the database they left."""

    engine: Engine
    here: World
    things: Things
    entries_before: int
    made: list[Made]
    refused: list[str]
    seconds: float


def _things(session: Session, here: World) -> Things:
    shared = statement_ids(session, here, "* One budget\n* Two clauses\n* Three rooms\n* Four ways")
    own = statement_ids(session, here, "\n".join(f"* Matter number {n}" for n in range(PEOPLE)))
    lines = statement_ids(session, here, "* A line that stays\n* An idea in the first words")
    facilitator = here.facilitator
    made = [themes.create(session, facilitator, name=f"Theme {n}") for n in range(3)]
    worded = [wordings.word(session, facilitator, heading=f"begin {n}") for n in range(2)]
    return Things(
        facilitator.id,
        here.workshop.id,
        session.get_one(Statement, lines[0]).note_id,
        [row.id for row in worded],
        [row.id for row in made],
        shared,
        own,
    )


def _run(url: str, things: Things, folder: Path) -> Iterator[dict[str, list[Made]]]:
    """Start everybody, let them begin together, and read what they wrote down."""
    starts = folder / "starts"
    outs = [folder / f"{number}.json" for number in range(PEOPLE)]
    argument = json.dumps(asdict(things))
    people = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.stress.hammer",
                url,
                argument,
                str(number),
                str(EDITS),
                str(starts),
                str(out),
            ],
            cwd=ROOT,
        )
        for number, out in enumerate(outs)
    ]
    try:
        while not all(out.with_suffix(".ready").exists() for out in outs):
            assert all(person.poll() is None for person in people), "somebody could not begin"
            time.sleep(0.05)
        starts.touch()
        assert [person.wait(300) for person in people] == [0] * PEOPLE
    finally:
        for person in people:
            person.kill()
    yield from (json.loads(out.read_text()) for out in outs)


@pytest.fixture
def hammered(engine: Engine, tmp_path: Path) -> Hammered:
    with transaction(engine) as session:
        here = world(session)
        things = _things(session, here)
    with reading(engine) as session:
        before = session.exec(select(func.count(col(AuditEntry.id)))).one()
    engine.dispose()
    began = time.monotonic()
    done = list(_run(engine.url.render_as_string(hide_password=False), things, tmp_path))
    made = [each for person in done for each in person["made"]]
    refused = [str(each) for person in done for each in person["refused"]]
    return Hammered(engine, here, things, before, made, refused, time.monotonic() - began)


def test_sixteen_people_who_edit_the_same_things_lose_nothing(hammered: Hammered) -> None:
    kinds = Counter(hammered.refused)
    print(
        f"\n{hammered.engine.dialect.name}: {len(hammered.made)} edits made, "
        f"{len(hammered.refused)} refused, {hammered.seconds:.0f} s with the start of all"
    )
    assert set(kinds) <= {"OutOfDate"}, kinds
    assert len(hammered.made) > PEOPLE * EDITS / 3
    assert kinds["OutOfDate"] > 0, "nobody met anybody: this tested nothing"
    with reading(hammered.engine) as session:
        _as_many_entries_as_acts(session, hammered)
        _versions_form_an_unbroken_chain(session, hammered)
        _the_last_writer_s_words_stand(session, hammered)
        _every_wording_and_note_is_kept(session, hammered)
        _placements_and_evidence_are_as_last_decided(session, hammered)
        _dispositions_add_up(session, hammered)


def _entries(session: Session, hammered: Hammered) -> list[AuditEntry]:
    query = select(AuditEntry).order_by(col(AuditEntry.id)).offset(hammered.entries_before)
    return list(session.exec(query).all())


def _as_many_entries_as_acts(session: Session, hammered: Hammered) -> None:
    recorded = Counter(entry.act for entry in _entries(session, hammered))
    assert recorded == Counter(ACTS[each["act"]] for each in hammered.made)


def _chains(hammered: Hammered) -> dict[str, list[Made]]:
    found: dict[str, list[Made]] = {}
    for each in hammered.made:
        if "subject" in each:
            found.setdefault(each["subject"], []).append(each)
    return {subject: sorted(rows, key=lambda r: r["version"]) for subject, rows in found.items()}


def _versions_form_an_unbroken_chain(session: Session, hammered: Hammered) -> None:
    chains = _chains(hammered)
    assert len(chains) == 2 + 3 + 1 + 4
    for subject, rows in chains.items():
        name, row_id = subject.split()
        last = getattr(session.get_one(MODELS[name], int(row_id)), "version")  # noqa: B009
        made = [row["version"] for row in rows]
        assert made == list(range(last - len(rows) + 1, last + 1)), subject
        # whoever saw a version and was let through made the very next one
        assert all(row["seen"] == row["version"] - 1 for row in rows), subject


def _the_last_writer_s_words_stand(session: Session, hammered: Hammered) -> None:
    for subject, rows in _chains(hammered).items():
        name, row_id = subject.split()
        row = session.get_one(MODELS[name], int(row_id))
        last: dict[str, object] = {}
        for each in rows:
            last |= each["wanted"]
        assert {field: _stands(session, row, field) for field in last} == last, subject


def _stands(session: Session, row: SQLModel, field: str) -> object:
    if isinstance(row, Encouragement) and field in {"heading", "explanation"}:
        row = guards.current_wording(session, row)
    return getattr(row, field)


def _every_wording_and_note_is_kept(session: Session, hammered: Hammered) -> None:
    acts = Counter(each["act"] for each in hammered.made)
    wordings = session.exec(select(func.count(col(Wording.id)))).one()
    assert wordings == acts["reword"] + len(hammered.things.encouragements)
    assert (
        session.exec(select(func.count(col(Note.id)))).one()
        == 3 + acts["add_note"] + acts["revise"]
    )
    note, length = session.get_one(Note, hammered.things.note), 0
    while note.replaced_by_id is not None:
        note, length = session.get_one(Note, note.replaced_by_id), length + 1
    assert length == acts["revise"]
    numbers = session.exec(select(Statement.number).order_by(col(Statement.number))).all()
    workshop = session.get_one(Workshop, hammered.things.workshop)
    assert list(numbers) == list(range(1, workshop.last_number + 1))


def _placements_and_evidence_are_as_last_decided(session: Session, hammered: Hammered) -> None:
    placed: dict[int, int] = {}
    cited: dict[tuple[int, int], str] = {}
    for entry in _entries(session, hammered):
        ids = entry.detail.get("statements")
        if entry.act == "statements.moved":
            placed |= dict.fromkeys(ids, entry.subject_id)
        if entry.act == "encouragement.cited":
            cited |= {(entry.subject_id, each): entry.detail["support"] for each in ids}
    assert placed == {p.statement_id: p.theme_id for p in session.exec(select(Placement)).all()}
    rows = session.exec(select(Evidence)).all()
    assert cited == {(e.encouragement_id, e.statement_id): e.support.value for e in rows}


def _dispositions_add_up(session: Session, hammered: Hammered) -> None:
    account = statements.ledger(session, edition_id=hammered.here.edition.id)
    stored = session.exec(select(func.count(col(Statement.id)))).one()
    assert account.statements == stored == sum(account.dispositions.values())
    for row in session.exec(select(Statement)).all():
        text = session.get_one(Note, row.note_id).text
        assert 0 <= row.start < row.end <= len(text)
    out = Counter(each["act"] for each in hammered.made)
    assert (
        account.dispositions["set aside"]
        == out["set_aside_statements"] - out["bring_back_statements"]
    )
