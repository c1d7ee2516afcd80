"""Pages as scripts: each role sees its own, a refusal keeps what was typed."""

import re

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from hrgl.core import audit
from hrgl.core.acts import ACTS
from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Member
from hrgl.editions import editions
from hrgl.operations import sentences
from hrgl.ui.notes import writing
from hrgl.ui.shell import page as shell
from tests.ui.conftest import ROOT, Open, button
from tests.ui.rewound import Attributes

ALL = [
    *("home", "notes", "themes", "encouragements"),
    *("reviews", "meeting", "outcome", "where", "history"),
]
OFFERED = {
    Role.RAPPORTEUR: {"home", "notes", "reviews", "outcome", "where", "history"},
    Role.STEERING: {"home", "notes", "reviews", "meeting", "outcome", "where", "history"},
    Role.FACILITATOR: set(ALL),
    Role.ORGANISER: {*ALL, "setup"},
}


@pytest.mark.parametrize("role", list(OFFERED))
def test_each_role_is_offered_exactly_its_pages(open_page: Open, role: Role) -> None:
    for page in [*ALL, "setup"]:
        if page in OFFERED[role]:
            at = open_page(role, page)
            assert at.title[0].value
            shown = " ".join(caption.value for caption in at.caption)
            assert "demonstration data – not the published Outcome Document" in shown
        else:
            with pytest.raises(ValueError, match=page):
                open_page(role, page)


def test_a_stranger_sees_that_they_are_signed_out(open_page: Open) -> None:
    at = AppTest.from_file(ROOT / "hrgl" / "ui" / "shell" / "frame.py", default_timeout=30).run()
    assert at.title[0].value == "You are signed out"
    with pytest.raises(ValueError, match="themes"):
        at.switch_page(str(ROOT / "pages" / "themes.py")).run()


def _save_note(at: AppTest, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Press the editor's button, which a test without a browser cannot draw."""
    workshop_id = at.selectbox(key="workshop").value
    key = f"note-{workshop_id}-{at.session_state['turns'].get(f'note-{workshop_id}', 0)}"
    state = at.session_state.to_dict() | {key: {"save": {"text": text, "seen": None}}}
    with monkeypatch.context() as patch:
        patch.setattr("streamlit.session_state", Attributes(state))
        patch.setattr(shell, "sid", lambda: at.user["sid"])
        writing._save(key, workshop_id)
        writing._save(key, workshop_id)  # handed over twice it is taken once
    for name in ("turns", "flash", "refusal", "refusal_readable", "moment"):
        if name in state:
            at.session_state[name] = state[name]
    at.run()


def test_a_saved_note_appears_as_statements(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_page(Role.RAPPORTEUR, "notes")
    before = int(at.header[-1].value.split()[0])
    _save_note(at, "* A new idea from the room\n* And one more of them", monkeypatch)
    assert int(at.header[-1].value.split()[0]) == before + 2
    assert not at.error


def test_a_refused_note_is_told_why_and_the_editor_keeps_its_text(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_page(Role.RAPPORTEUR, "notes")
    turns = dict(at.session_state["turns"])
    _save_note(at, "Hello everyone!", monkeypatch)
    assert "Nothing in this note is a statement" in at.error[0].value
    assert dict(at.session_state["turns"]) == turns


@pytest.mark.parametrize("sent", ["text", 7, {}, {"text": 7}, ["* A"], {"text": None, "seen": 1}])
def test_what_no_editor_of_ours_would_send_is_not_saved(sent: object) -> None:
    assert writing.typed_note(sent) is None


def test_a_moment_that_cannot_be_read_leaves_the_draft_alone() -> None:
    for seen in ("yesterday", 7, None):
        typed = writing.typed_note({"text": "* A", "seen": seen})
        assert typed is not None
        assert typed.seen is None


def test_a_member_who_is_deactivated_with_a_page_open_can_do_nothing_more(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "outcome")
    with transaction(demonstration) as session:
        session.get_one(Member, at.session_state["viewer"].member_id).active = False
    button(at, "publish").click().run()
    assert at.title[0].value == "You are signed out"


def test_what_stands_in_the_way_of_publishing_is_said_before_anybody_tries(open_page: Open) -> None:
    at = open_page(Role.ORGANISER, "outcome")
    told = [text.value for text in at.markdown]
    assert {r"Place 3 is empty\.", r"Place 9 is empty\.", r"Place 12 is empty\."} <= set(told)
    assert r"Encouragement 7 has not been submitted\." in told
    button(at, "publish").click().run()
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
    button(at, "undo").click().run()
    assert not at.error
    with reading(demonstration) as session:
        assert audit.history(session, edition_id=edition_id)[0].act == "act.undone"


def test_every_act_that_is_recorded_is_told_in_a_sentence_of_its_own(demonstration: Engine) -> None:
    acts = set()
    for path in (ROOT / "hrgl").rglob("*.py"):
        source = path.read_text("utf-8")
        acts |= set(re.findall(r'audit\.record\(\s*session,\s*actor,\s*"([a-z_.]+)"', source))
    assert len(acts) > 30
    assert acts == set(ACTS)
    with reading(demonstration) as session:
        edition_id = editions.by_code(session, "2023-demo").id
        told = {sentences.sentence(e) for e in audit.history(session, edition_id=edition_id)}
    assert not any("…" in sentence or "{" in sentence for sentence in told)
