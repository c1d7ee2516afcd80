"""Pages as scripts: each role sees its own, a refusal keeps what was typed, conflicts are told."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from hrgl import accounts, audit, editions, encouragements, reviews, undo
from hrgl.db import reading, transaction
from hrgl.models import Member
from hrgl.ui import sentences, shell
from hrgl.words import Role

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., AppTest]


@pytest.fixture(params=["sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """The pages are the same on both databases; what they ask and do is tested on both."""
    return str(request.param)


@pytest.fixture
def open_page(demonstration: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """The frame with one page, as somebody of a role in the demonstration edition."""
    monkeypatch.setenv("HRGL_DATABASE_URL", demonstration.url.render_as_string(False))
    shell.engine.cache_clear()

    def _open(role: Role, page: str = "home") -> AppTest:
        with transaction(demonstration) as session:
            token = accounts.enter_demonstration(session, role=role)
        at = AppTest.from_file(ROOT / "hrgl" / "ui" / "frame.py", default_timeout=30)
        at.user = {"sid": accounts.token_digest(token)}
        at.run()
        if page != "home":
            at.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
        assert not at.exception, at.exception
        return at

    yield _open
    shell.engine().dispose()
    shell.engine.cache_clear()


ALL = ["home", "notes", "themes", "encouragements", "reviews", "outcome", "history"]
OFFERED = {
    Role.RAPPORTEUR: {"home", "notes", "reviews", "outcome", "history"},
    Role.STEERING: {"home", "notes", "reviews", "outcome", "history"},
    Role.FACILITATOR: set(ALL),
    Role.ORGANISER: set(ALL),
}


@pytest.mark.parametrize("role", list(OFFERED))
def test_each_role_is_offered_exactly_its_pages(open_page: Open, role: Role) -> None:
    for page in ALL:
        if page in OFFERED[role]:
            at = open_page(role, page)
            assert at.title[0].value
            shown = " ".join(caption.value for caption in at.caption)
            assert "demonstration data – not the published Outcome Document" in shown
        else:
            with pytest.raises(ValueError, match=page):
                open_page(role, page)


def test_a_stranger_sees_that_they_are_signed_out(open_page: Open) -> None:
    at = AppTest.from_file(ROOT / "hrgl" / "ui" / "frame.py", default_timeout=30).run()
    assert at.title[0].value == "You are signed out"
    with pytest.raises(ValueError, match="themes"):
        at.switch_page(str(ROOT / "pages" / "themes.py")).run()


def test_a_saved_note_appears_as_statements_and_the_editor_is_empty(open_page: Open) -> None:
    at = open_page(Role.RAPPORTEUR, "notes")
    before = int(at.header[-1].value.split()[0])
    at.text_area[0].set_value("* A new idea from the room\n* And one more of them").run()
    at.button(key="save_note").click().run()
    assert int(at.header[-1].value.split()[0]) == before + 2
    assert at.text_area[0].value == ""


def test_a_refused_note_stays_typed_and_the_reason_is_told(open_page: Open) -> None:
    at = open_page(Role.RAPPORTEUR, "notes")
    at.text_area[0].set_value("Hello everyone!").run()
    at.button(key="save_note").click().run()
    assert "Nothing in this note is a statement" in at.error[0].value
    assert at.text_area[0].value == "Hello everyone!"


def _first_draft(demonstration: Engine, at: AppTest) -> reviews.Draft:
    edition_id = at.session_state["viewer"].edition_id
    with reading(demonstration) as session:
        return reviews.drafts(session, edition_id=edition_id)[0]


def test_a_stale_wording_is_refused_named_and_kept_beside_the_newer_one(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.FACILITATOR, "encouragements")
    draft = _first_draft(demonstration, at)
    at.text_input[0].set_value("my own words").run()
    with transaction(demonstration) as session:
        other = session.get_one(Member, at.session_state["viewer"].member_id)
        encouragements.reword(
            session, other, encouragement_id=draft.id, heading="their words",
            explanation="Theirs.", seen_version=draft.version,
        )  # fmt: skip
    at.button(key="reword").click().run()
    assert "changed this" in at.error[0].value
    assert at.text_input[0].value == "my own words"
    at.run()
    assert any("their words" in text.value for text in at.text)
    at.button(key="mine").click().run()
    at.button(key="reword").click().run()
    assert not at.error
    assert _first_draft(demonstration, at).heading == "my own words"


def test_a_steering_member_speaks_once_and_the_queue_shrinks(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.STEERING, "reviews")
    member_id = at.session_state["viewer"].member_id

    def waiting() -> int:
        with reading(demonstration) as session:
            return len(reviews.waiting_for(session, member_id=member_id))

    before = waiting()
    assert before
    at.button(key="verdict-object").click().run()
    assert "give the reason" in at.error[0].value
    assert waiting() == before
    at.button(key="verdict-agree").click().run()
    assert waiting() == before - 1


def test_a_member_who_is_deactivated_with_a_page_open_can_do_nothing_more(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.STEERING, "reviews")
    with transaction(demonstration) as session:
        session.get_one(Member, at.session_state["viewer"].member_id).active = False
    at.button(key="verdict-agree").click().run()
    assert at.title[0].value == "You are signed out"


def test_what_stands_in_the_way_of_publishing_is_said_before_anybody_tries(
    open_page: Open,
) -> None:
    at = open_page(Role.ORGANISER, "outcome")
    assert any("Places 3, 9 and 12 are empty." in text.value for text in at.markdown)
    at.button(key="publish").click().run()
    assert "are empty" in at.error[0].value


def test_an_act_is_taken_back_on_the_history_page(open_page: Open, demonstration: Engine) -> None:
    at = open_page(Role.FACILITATOR, "history")
    edition_id = at.session_state["viewer"].edition_id
    with reading(demonstration) as session:
        entries = audit.history(session, edition_id=edition_id)
    at.session_state[f"acts-{len(entries)}-{entries[0].id}"] = {
        "selection": {"rows": [0], "columns": [], "cells": []}
    }
    at.run()
    at.button(key="undo").click().run()
    assert not at.error
    with reading(demonstration) as session:
        assert audit.history(session, edition_id=edition_id)[0].act == "act.undone"


def test_every_act_that_is_recorded_is_told_in_a_sentence_of_its_own(
    demonstration: Engine,
) -> None:
    acts = set()
    for path in (ROOT / "hrgl").glob("*.py"):
        source = path.read_text("utf-8")
        acts |= set(re.findall(r'audit\.record\(\s*session,\s*actor,\s*"([a-z_.]+)"', source))
    assert len(acts) > 30
    assert acts == set(sentences.TOLD)
    assert set(sentences.TAKEN_BACK) == {act for act in acts if not undo.reason_against(act, True)}
    with reading(demonstration) as session:
        edition_id = editions.by_code(session, "2023-demo").id
        told = {sentences.sentence(e) for e in audit.history(session, edition_id=edition_id)}
    assert not any("…" in sentence or "{" in sentence for sentence in told)
