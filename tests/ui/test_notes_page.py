"""The statements of a room on the page Notes: cut anew, withdrawn, drawn into its summary."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Member, Workshop
from hrgl.editions import deliveries
from hrgl.notes import leaving_out, notes, statements
from hrgl.notes.statements import StatementView
from hrgl.ui.notes import notes_summary
from tests.ui.conftest import Open, button, field, names

TEXT = "* Publish the budget. Train the staff\n* Pay people\n* Ask the young"


@pytest.fixture
def at(open_page: Open) -> AppTest:
    return open_page(Role.RAPPORTEUR, "notes")


@pytest.fixture
def ids(at: AppTest, demonstration: Engine) -> list[int]:
    """Four statements of a note by the person on the page."""
    with transaction(demonstration) as session:
        member = session.get_one(Member, at.session_state["viewer"].member_id)
        workshop_id = at.selectbox(key="workshop").value
        taken = notes.add_note(session, member, workshop_id=workshop_id, text=TEXT)
        found = [statement.id for statement in taken.statements]
    at.run()
    return found


def _rows(at: AppTest, demonstration: Engine) -> list[StatementView]:
    with reading(demonstration) as session:
        return statements.list_statements(
            session,
            edition_id=at.session_state["viewer"].edition_id,
            workshop_id=at.selectbox(key="workshop").value,
        )


def _pick(at: AppTest, demonstration: Engine, ids: Sequence[int]) -> list[StatementView]:
    rows = _rows(at, demonstration)
    shown = hash(tuple(row.id for row in rows))
    places = [place for place, row in enumerate(rows) if row.id in ids]
    at.session_state[f"statements-{shown}"] = {
        "selection": {"rows": places, "columns": [], "cells": []}
    }
    at.run()
    assert not at.exception
    return [rows[place] for place in places]


def test_a_statement_is_split_where_a_sentence_ends_and_joined_again(
    at: AppTest, demonstration: Engine
) -> None:
    with transaction(demonstration) as session:
        member = session.get_one(Member, at.session_state["viewer"].member_id)
        workshop_id = at.selectbox(key="workshop").value
        [one] = notes.add_note(
            session, member, workshop_id=workshop_id, text="Publish the budget, then train"
        ).statements
    at.run()
    [row] = _pick(at, demonstration, [one.id])
    places = at.selectbox(key=f"split-{row.id}-{row.version}")
    assert places.options[0] == "Publish the budget, | then train"
    button(at, "split").click().run()
    assert not at.error
    made = [each for each in _rows(at, demonstration) if each.id > one.id]
    assert [each.text for each in made] == ["Publish the budget,", "then train"]
    _pick(at, demonstration, [each.id for each in made])
    button(at, "join").click().run()
    assert not at.error
    assert _rows(at, demonstration)[-1].text == "Publish the budget, then train"
    _pick(at, demonstration, [one.id])
    told = " ".join(caption.value for caption in at.caption).replace("\\", "")
    assert "withdrawn: split into" in told
    [joined] = _pick(at, demonstration, [_rows(at, demonstration)[-1].id])
    told = " ".join(caption.value for caption in at.caption).replace("\\", "")
    assert f"cut anew from {made[0].short}, {made[1].short}" in told
    assert joined.disposition == "open"


def test_what_cannot_be_joined_is_told_and_nothing_changes(
    at: AppTest, demonstration: Engine, ids: list[int]
) -> None:
    _pick(at, demonstration, [ids[0], ids[-1]])
    before = _rows(at, demonstration)
    button(at, "join").click().run()
    assert "follow one another" in at.error[0].value
    assert _rows(at, demonstration) == before


def test_a_withdrawn_statement_shows_why_and_offers_nothing_more(
    at: AppTest, demonstration: Engine, ids: list[int]
) -> None:
    _pick(at, demonstration, ids[-1:])
    button(at, "withdraw").click().run()
    assert "why it is withdrawn" in at.error[0].value
    field(at, f"withdraw-{ids[-1]}-0-because").set_value("The speaker asked for it").run()
    button(at, "withdraw").click().run()
    _pick(at, demonstration, ids[-1:])
    told = " ".join(caption.value for caption in at.caption).replace("\\", "")
    assert "withdrawn: The speaker asked for it" in told
    assert not {"split", "withdraw", "mark", "put_in"} & names(at)


def test_a_reason_typed_for_a_statement_that_somebody_withdraws_meanwhile_is_handed_back(
    at: AppTest, demonstration: Engine, ids: list[int]
) -> None:
    [row] = _pick(at, demonstration, ids[-1:])
    field(at, f"withdraw-{row.id}-0-because").set_value("The speaker asked for it").run()
    assert "The speaker asked for it" not in [code.value for code in at.code]
    with transaction(demonstration) as session:
        member = session.get_one(Member, at.session_state["viewer"].member_id)
        leaving_out.withdraw_statement(
            session, member, statement_id=row.id, because="Said twice", seen_version=row.version
        )
    at.run()
    assert "The speaker asked for it" in [code.value for code in at.code]
    at.button(key="put_away-gone").click().run()
    assert not at.code


def test_picked_statements_are_put_into_the_summary_and_kept_when_it_is_saved(
    at: AppTest, demonstration: Engine, ids: list[int]
) -> None:
    workshop_id = at.selectbox(key="workshop").value
    with reading(demonstration) as session:
        before = session.get_one(Workshop, workshop_id).summary
    picked = _pick(at, demonstration, ids[-2:])
    button(at, "put_in").click().run()
    assert at.session_state[notes_summary.TABS] == notes_summary.SUMMARY_TITLE
    area = f"workshop-{workshop_id}-0-summary"
    lines = [f"– {row.text} ({row.short})" for row in picked]
    assert at.text_area(key=area).value == "\n".join([before, *lines])
    # once more, with one that is there already
    _pick(at, demonstration, ids[-3:])
    button(at, "put_in").click().run()
    assert at.text_area(key=area).value.count(picked[0].text) == 1
    button(at, "save_summary").click().run()
    assert not at.error
    with reading(demonstration) as session:
        saved = session.get_one(Workshop, workshop_id).summary
    assert saved.startswith(before)
    assert all(line in saved for line in lines)


def test_a_steering_member_sees_the_statements_and_can_change_none(open_page: Open) -> None:
    at = open_page(Role.STEERING, "notes")
    assert "statements from" in at.header[-1].value
    assert not {"mark", "withdraw", "split", "join", "put_in", "save_summary"} & names(at)


def test_the_delivery_board_has_rooms_with_nothing_first_and_is_for_organisers(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER)
    [board] = [each.value for each in at.dataframe if {"Last note", "Notes"} <= {*each.value}]
    with reading(demonstration) as session:
        rooms = deliveries.list_deliveries(
            session, edition_id=at.session_state["viewer"].edition_id
        )
    by_code = {room.code: room for room in rooms}
    shown = [by_code[code] for code in board["Room"]]
    assert len(shown) == len(rooms)
    assert [bool(room.statements) for room in shown] == sorted(bool(r.statements) for r in rooms)
    assert list(board["Notes"]) == [room.notes for room in shown]
    assert board["Last note"][0] == "nothing yet"
    assert all(room.notes <= room.statements for room in shown)
    for role in (Role.RAPPORTEUR, Role.FACILITATOR):
        assert not [e for e in open_page(role).dataframe if "Notes" in e.value]
