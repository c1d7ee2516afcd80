"""The walks in docs/ARCHITECTURE.md are the ways that the program takes, and go down only."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role, Support, Verdict
from hrgl.core.models import AuditEntry
from hrgl.encouragements import evidence, places, submitting, wordings
from hrgl.encouragements.consenting import reviews
from hrgl.formats.writers.frozen import parse
from hrgl.formats.writers.writing import write_document
from hrgl.notes import notes
from hrgl.notes.statements import list_statements
from hrgl.operations import undo
from hrgl.outcome.publishing import publish
from hrgl.themes import themes
from tests.builders import World, statement_ids, submitted, wording_id, world
from tests.following import Step, as_called, followed, walk_of_the_page, what_to_write
from tests.ui import conftest as pages
from tests.ui.conftest import Open, button, field
from tools.picture import contract_layers

# on one database, as the pages: the way is the same on both
kind, open_page = pages.kind, pages.open_page
NOTE = "A note becomes a sentence of the document"
MOVE = "A click on *Move* on the page Themes"
UNDO = "An act is taken back"
NEVER = "hrgl/d.py:never"


@pytest.mark.parametrize("heading", [NOTE, MOVE, UNDO])
def test_a_walk_goes_down_only(heading: str) -> None:
    walk = walk_of_the_page(heading)
    assert walk
    above: list[int] = []
    for step in walk:
        level = _level(step.name)
        del above[step.depth :]
        assert len(above) == step.depth, f"{step} is called by no line above it"
        assert level >= max(above, default=0), f"{step} stands in a room above its caller's"
        above.append(level)


def _level(name: str) -> int:
    """In which layer of the import contract a function stands, from the top."""
    module = name.partition(":")[0].removesuffix(".py").replace("/", ".")
    [level] = [
        level
        for level, rooms in enumerate(contract_layers())
        for room in rooms
        if f"{module}.".startswith(f"{room}.")
    ]
    return level


def test_a_note_becomes_a_sentence_of_the_document_on_the_way_that_the_page_tells(
    session: Session,
) -> None:
    here = world(session, places=1)
    with followed() as calls:
        document = _from_note_to_document(session, here)
    assert "Publish the budget in plain words" in document
    _compare(NOTE, calls)


def _from_note_to_document(session: Session, here: World) -> str:
    line = "Publish the budget in plain words"
    taken = notes.add_note(session, here.rapporteur, workshop_id=here.workshop.id, text=line)
    ids = [statement.id for statement in taken.statements]
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids)
    row = wordings.word(
        session,
        here.facilitator,
        heading="open the books",
        explanation="People asked for it.",
        theme_ids=[theme.id],
        citations=dict.fromkeys(ids, Support.SUPPORTS),
    )
    places.give_place(
        session, here.facilitator, encouragement_id=row.id, place=1, seen_version=row.version
    )
    submitting.submit(session, here.facilitator, encouragement_id=row.id, seen_version=row.version)
    wording = wording_id(session, row)
    for member in (here.steering, here.second):
        reviews.give(session, member, wording_id=wording, verdict=Verdict.AGREE)
    published = publish(session, here.organiser, title_typed="Outcome Document")
    return write_document(parse(published.content), "md").decode()


def test_a_click_on_move_goes_the_way_that_the_page_tells(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    with reading(demonstration) as session:
        rows = list_statements(session, edition_id=at.session_state["viewer"].edition_id)
    here, there = sorted({row.theme_id for row in rows if row.theme_id is not None})[:2]
    shown = [row for row in rows if row.theme_id == here]
    at.radio(key="rail").set_value(here).run()
    at.session_state[f"rows-{here}-{hash(tuple(row.id for row in shown))}"] = {
        "selection": {"rows": [0], "columns": [], "cells": []}
    }
    at.run()
    field(at, "to").set_value(there).run()
    with followed() as calls:
        button(at, "move").click().run()
    assert not at.error
    with reading(demonstration) as session:
        [moved] = list_statements(
            session, edition_id=at.session_state["viewer"].edition_id, ids=[shown[0].id]
        )
    assert moved.theme_id == there
    _compare(MOVE, calls)


def test_an_act_is_taken_back_on_the_way_that_the_page_tells(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        first, second, *_ = statement_ids(session, here)
        row = submitted(session, here, [first])
        evidence.cite(
            session,
            here.facilitator,
            encouragement_id=row.id,
            statement_ids=[second],
            support=Support.EXAMPLE,
        )
    with transaction(engine) as session, followed() as calls:
        latest = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
        assert latest is not None
        undo.undo(session, here.facilitator, entry_id=latest.id)
    with reading(engine) as session:
        cited = [each.statement_id for each in evidence.evidence_of(session, row.id)]
    assert cited == [first]
    _compare(UNDO, calls)


def test_when_a_function_has_moved_the_test_says_what_to_write_in_the_page() -> None:
    walk = [
        Step(0, "hrgl/a.py:act", " – the act"),
        Step(1, "hrgl/b.py:ask", ""),
        Step(1, NEVER, ""),
    ]
    calls = {"hrgl/a.py:act": (), "hrgl/c.py:helper": ("hrgl/a.py:act",)}
    calls["hrgl/c.py:ask"] = ("hrgl/c.py:helper", "hrgl/a.py:act")
    told = what_to_write("A walk", walk, calls)
    assert "hrgl/b.py:ask stands in hrgl/c.py now" in told
    assert f"{NEVER} is not called: take its line out, or name what is" in told
    assert told.endswith("\n\n- `hrgl/a.py:act` – the act\n  - `hrgl/c.py:ask`\n")


def _compare(heading: str, calls: dict[str, tuple[str, ...]]) -> None:
    walk = walk_of_the_page(heading)
    assert [str(step) for step in walk] == [str(step) for step in as_called(walk, calls)], (
        what_to_write(heading, walk, calls)
    )
