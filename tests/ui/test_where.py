"""The page Where did it go?: what each role may open from it, its address, and its files."""

import csv
import io
from collections.abc import Callable

import pytest
import streamlit
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from hrgl.core import audit
from hrgl.core.database import reading, transaction
from hrgl.core.enums import DoorState, Role
from hrgl.core.models import Door, Member
from hrgl.editions import editions, workshops
from hrgl.encouragements.tracing import ledgers
from hrgl.encouragements.tracing.destinations import destinations
from hrgl.formats.writers.document import DEMONSTRATION
from hrgl.notes.door import doors
from hrgl.notes.statements import Disposition, StatementView, list_statements
from hrgl.people.accounts import participant_of
from tests.builders import World
from tests.sending import send
from tests.ui.conftest import Open


def _rows(engine: Engine) -> list[StatementView]:
    with reading(engine) as session:
        edition_id = editions.by_code(session, "2023-demo").id
        return list_statements(session, edition_id=edition_id)


def _cited(engine: Engine) -> StatementView:
    return next(row for row in _rows(engine) if row.disposition is Disposition.CITED)


def _plain(texts: object) -> list[str]:
    return [each.value.replace("\\", "") for each in texts]  # type: ignore[attr-defined]


def _buttons(at: AppTest) -> list[str]:
    return [str(each.key) for each in at.button]


def _look_for(at: AppTest, wanted: str) -> AppTest:
    at.text_input(key="where_wanted").set_value(wanted).run()
    assert not at.exception, at.exception
    return at


def test_an_address_opens_the_page_at_a_statement_or_an_encouragement(
    open_page: Open, demonstration: Engine
) -> None:
    cited = _cited(demonstration)
    at = open_page(Role.STEERING, "where")
    at.query_params["ref"] = f"{{{cited.short.lower()}}}"
    at.run()
    assert at.header[0].value == cited.short
    assert at.query_params["ref"] == cited.short
    assert cited.text in _plain(at.text)
    _look_for(at, "")
    assert "ref" not in at.query_params
    with reading(demonstration) as session:
        key = list(destinations(session, edition_id=at.session_state["viewer"].edition_id))[2]
    at.query_params["encouragement"] = str(key)
    at.run()
    assert at.selectbox(key="where_draft").value == key


@pytest.mark.parametrize("odd", ["<b>x</b>", "'; drop table statement", "A" * 400, "B9-99", "٣-٤"])
def test_an_address_that_leads_nowhere_says_so(open_page: Open, odd: str) -> None:
    at = open_page(Role.RAPPORTEUR, "where")
    at.query_params["ref"] = odd
    at.query_params["encouragement"] = odd
    at.run()
    assert not at.exception
    assert not at.header
    assert any("no statement" in each for each in _plain(at.text))


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.RAPPORTEUR, Role.STEERING])
def test_the_ways_from_a_statement_are_those_that_are_open_to_the_role(
    open_page: Open, demonstration: Engine, role: Role
) -> None:
    cited = _cited(demonstration)
    at = _look_for(open_page(role, "where"), cited.reference)
    leads = _buttons(at)
    assert any(key.startswith("cited_down-") for key in leads)
    on_the_desk = [key for key in leads if key.startswith("story_theme-")]
    assert bool(on_the_desk) == (role is Role.FACILITATOR)
    [to] = [each for each in at.button if str(each.key).startswith("cited_page-")]
    to.click().run()
    assert not at.exception
    opened = "Encouragements" if role is Role.FACILITATOR else "Reviews"
    assert at.title[0].value == opened


def test_the_way_to_a_theme_leads_to_the_desk(open_page: Open, demonstration: Engine) -> None:
    cited = _cited(demonstration)
    at = _look_for(open_page(Role.FACILITATOR, "where"), cited.short)
    [to] = [each for each in at.button if each.key == f"story_theme-{cited.theme_id}"]
    to.click().run()
    assert not at.exception
    assert at.title[0].value == "Themes"
    assert at.session_state["themes_view"] == "Desk"


def test_words_that_many_have_are_a_list_to_choose_from(
    open_page: Open, demonstration: Engine
) -> None:
    at = _look_for(open_page(Role.RAPPORTEUR, "where"), "budget")
    found = [row for row in _rows(demonstration) if "budget" in row.text.casefold()]
    [rail] = at.radio
    assert len(rail.options) == len(found)
    rail.set_value(found[3].id).run()
    assert at.header[0].value == found[3].short
    down = next(each for each in at.button if "_down-" in str(each.key)) if at.button else None
    assert down is not None
    down.click().run()
    assert at.session_state["where_view"] == "Encouragement"
    assert not at.exception


def test_a_receipt_is_followed_and_stands_in_no_address(
    open_page: Open, demonstration: Engine
) -> None:
    with transaction(demonstration) as session:
        edition = editions.by_code(session, "2023-demo")
        room = workshops.workshop_by_code(session, edition, "B2")
        organiser = session.get_one(Member, _organiser(demonstration))
        doors.set_state(
            session,
            organiser,
            workshop_id=room.id,
            state=DoorState.OPEN,
            seen_version=_door_version(session, room.id),
        )
        here = World(edition, room, *[organiser] * 5, participant_of(session, room))
        _, receipt = send(session, here, text="Ask the wisteria")
    at = _look_for(open_page(Role.FACILITATOR, "where"), receipt)
    assert "Ask the wisteria" in _plain(at.text)
    assert dict(at.query_params) == {}
    assert any("The input was sent in B2" in each for each in _plain(at.text))


def _door_version(session: Session, workshop_id: int) -> int:
    door = session.exec(select(Door).where(Door.workshop_id == workshop_id)).first()
    return door.version if door else 0


def _organiser(engine: Engine) -> int:
    with reading(engine) as session:
        edition = editions.by_code(session, "2023-demo")
        query = select(Member.id).where(
            Member.edition_id == edition.id, Member.role == Role.ORGANISER
        )
        return session.exec(query).first() or 0


def test_the_account_shows_its_sums_and_is_narrowed(open_page: Open, demonstration: Engine) -> None:
    at = open_page(Role.STEERING, "where", view="Account")
    rows = _rows(demonstration)
    with reading(demonstration) as session:
        edition_id = at.session_state["viewer"].edition_id
        told = ledgers.ledger_by_room(session, edition_id=edition_id).told
    assert told in _plain(at.caption)
    assert len(at.dataframe[0].value) == len(rows)
    at.selectbox(key="ended").set_value("set aside").run()
    aside = [row for row in rows if row.disposition is Disposition.SET_ASIDE]
    assert len(at.dataframe[0].value) == len(aside)
    at.selectbox(key="in_room").set_value(aside[0].workshop).run()
    of_room = [row for row in aside if row.workshop == aside[0].workshop]
    assert len(at.dataframe[0].value) == len(of_room)


def test_every_file_of_the_demonstration_says_in_every_row_that_it_is_one(
    open_page: Open, demonstration: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: dict[str, bytes] = {}

    def keep(label: str, data: Callable[[], bytes], name: str, **_: object) -> bool:
        if name.endswith(".csv"):
            handed[name] = data()
        return False

    monkeypatch.setattr(streamlit, "download_button", keep)
    open_page(Role.FACILITATOR, "where")
    assert set(handed) == {f"{name}-2023-demo.csv" for name in ("trace", "account", "flow")}
    for content in handed.values():
        [header, *rows] = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        assert header[-1] == "Notice"
        assert {row[-1] for row in rows} == {DEMONSTRATION}
    [_, *traces] = csv.reader(io.StringIO(handed["trace-2023-demo.csv"].decode("utf-8-sig")))
    assert [row[0] for row in traces] == [row.reference for row in _rows(demonstration)]


def test_the_outcome_document_and_the_history_lead_here(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.STEERING, "outcome")
    next(each for each in at.button if each.key == "stands-5").click().run()
    assert (at.title[0].value, at.session_state["where_view"]) == (
        "Where did it go?",
        "Encouragement",
    )
    with reading(demonstration) as session:
        there = destinations(session, edition_id=at.session_state["viewer"].edition_id)
        entries = audit.history(session, edition_id=at.session_state["viewer"].edition_id)
    assert there[at.selectbox(key="where_draft").value].place == 5
    line = next(n for n, each in enumerate(entries) if each.detail.get("references"))
    at = open_page(Role.STEERING, "history")
    at.session_state[f"acts-{len(entries)}-{entries[0].id}"] = {
        "selection": {"rows": [line], "columns": [], "cells": []}
    }
    at.run()
    next(each for each in at.button if str(each.key).startswith("went-")).click().run()
    assert at.title[0].value == "Where did it go?"
    assert at.header[0].value
