"""Promise 7: whatever others do after the drawing, an act does what was drawn or nothing.

Every button of every page is pressed after somebody else changed, moved, merged, removed, reworded
or replaced its object in every way the house knows. What is recorded must be what is recorded if
nobody meddles, and else there must be a sentence, and what was typed must still be there.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import DoorState, Kind, Role
from hrgl.core.models import AuditEntry, Member
from hrgl.errors import HrglError
from hrgl.notes.door import inputs
from hrgl.ui.shell import page, presses
from hrgl.ui.shell.presses import AtPress, Offer
from tests.core.test_permissions import ACTS
from tests.ui import meddling
from tests.ui.rewound import Attributes, Night
from tests.ui.scenes import TYPED, Here, Scene, scenes

ROOT = Path(__file__).resolve().parents[2]
# what is chosen in fields besides what is typed, by what the act calls it
CHOSEN = {"place": 5, "kind": Kind.NEED, "state": DoorState.CLOSED, "role": Role.FACILITATOR}
# acts that no button of a page does: the editor, the door, the worker and the command line do
NO_BUTTON = {
    "drafts.keep_draft",
    "drafts.save_note",
    "notes.add_note",
    "inputs.send",
    "inputs.correct",
    "inputs.withdraw_input",
    "memory.start_from",  # where an earlier edition has themes (tests/ui/test_memory_view.py)
    "proposals.store",
    "proposals.adopt_proposal",  # of the proposal's own part, which is no run of the page either
    "proposals.discard_proposal",
    "themes.merge_all",  # of the desk, which is no part of a run of the page
    "splitting.split_theme",
    "flags.flag_theme",
    "taking_up.not_take_up",
    "attention.attend",
    "erasure.erase",
    "commenting.say",  # of participants, who have pages of their own
    "reacting.react",
    "reacting.withdraw_comment",
    "imports.bring_in",
    "reporting_back.ask_for_report",  # of participants too
    "reporting_back.forget_reported",  # after the mails of the button below
    "translating.translate",  # bound to the words beside it (tests/outcome/test_translating.py)
    "translating.check_translation",
    "report_mail.send_report_back",  # where mail is set up (tests/ui/test_report_view.py)
    "reminders.remind_members",  # where mail is set up (tests/ui/test_reminding.py)
    "returning.bring_back",
    "returning.bring_all_back",
}
# all acts on encouragements, and all that is said of them, go by the routes of their pages
# (tests/web/test_wording.py, test_reviewing.py, test_meeting.py)
BY_ROUTES = (
    "candidates.",
    "closing.",
    "concluding.",
    "deciding.",
    "encouragements.",
    "evidence.",
    "floor.",
    "groups.",
    "meetings.",
    "objections.",
    "places.",
    "presence.",
    "proposing.",
    "recommending.",
    "reviews.",
    "submitting.",
    "turning.",
    "wording_drafts.",
    "wordings.",
)
Entry = tuple[str, str, int, dict[str, Any]]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    return Night(tmp_path_factory.mktemp("night"))


@pytest.fixture(autouse=True)
def here(night: Night, monkeypatch: pytest.MonkeyPatch) -> Iterator[Here]:
    monkeypatch.setenv("HRGL_DATABASE_URL", night.url)
    page.engine.cache_clear()
    yield night.here
    page.engine().dispose()
    page.engine.cache_clear()


def _draw(night: Night, scene: Scene) -> AppTest:
    """The page, as its scene has it."""
    night.back_to(scene.stage)
    at = AppTest.from_file(ROOT / "hrgl" / "ui" / "shell" / "frame.py", default_timeout=60)
    at.user = {"sid": night.here.tokens[scene.role]}
    at.run()
    for key, value in scene.state.items():
        at.session_state[key] = value
    at.switch_page(str(ROOT / "pages" / f"{scene.page}.py")).run()
    if scene.picks:
        for beginning, rows in scene.picks.items():
            at.session_state[_table(at, beginning)] = {
                "selection": {"rows": rows, "columns": [], "cells": []}
            }
        at.run()
    if scene.fields:
        for key, value in scene.fields.items():
            full = next(
                k
                for k in _keys(at)
                if k == key
                or (key == "second_look" and k.startswith("second_look-") and k.endswith("-theme"))
            )
            at.session_state[full] = value
        at.run()
    assert not at.exception, at.exception
    return at


def _keys(at: AppTest) -> list[str]:
    kinds = (at.selectbox, at.radio, at.multiselect, at.checkbox)
    return [str(each.key) for kind in kinds for each in kind]


def _table(at: AppTest, beginning: str) -> str:
    ids = [str(each.proto.id) for each in at.dataframe]
    keys = [each.split("-", 2)[-1] for each in ids if each]
    return next(key for key in keys if key.startswith(beginning))


def _offers(at: AppTest) -> dict[str, Offer[Any]]:
    """The buttons that are drawn and can be pressed, each with what was bound to it."""
    shown = {each.key for each in at.button if not each.disabled}
    offered: Mapping[str, Offer[Any] | None] = at.session_state["offered"]
    return {key: offer for key, offer in offered.items() if offer and key in shown}


def _state(at: AppTest, offer: Offer[Any]) -> dict[str, Any]:
    """The page's state with something typed into every field the act reads."""
    state = at.session_state.to_dict()
    state |= {key: copy(value) for key, value in state.items() if isinstance(value, dict)}
    for name, value in offer.bound.drawn.items():
        if isinstance(value, AtPress) and value.name in state:
            written = TYPED.get(name, CHOSEN.get(name))
            if written is not None:
                state[value.name] = written
    if any(
        isinstance(value, AtPress) and value.name == "plan" for value in offer.bound.drawn.values()
    ):
        for key in [
            k for k in state if k.endswith(("-title", "-code")) and k.startswith("workshop")
        ]:
            state[key] = {"title": "My title", "code": "C3"}[key.rsplit("-", 1)[1]]
    return state


def _press(state: dict[str, Any], key: str, monkeypatch: pytest.MonkeyPatch, sid: str) -> str:
    """Press a button as the browser would; the sentence of a refusal, if there is one."""
    with monkeypatch.context() as patch:
        patch.setattr("streamlit.session_state", Attributes(state))
        patch.setattr(page, "sid", lambda: sid)
        presses.press(key)
    refusal = state.pop("refusal", None)
    return refusal.sentence if refusal else ""


def _recorded(engine: Engine, member_id: int, after: int) -> list[Entry]:
    with reading(engine) as session:
        query = select(AuditEntry).where(
            AuditEntry.member_id == member_id, col(AuditEntry.id) > after
        )
        rows = session.exec(query.order_by(col(AuditEntry.id))).all()
        return [(e.act, e.subject, e.subject_id, dict(e.detail)) for e in rows]


def _last(engine: Engine) -> int:
    with reading(engine) as session:
        return session.exec(select(AuditEntry.id).order_by(col(AuditEntry.id).desc())).first() or 0


def _told(entry: Entry) -> dict[str, Any]:
    """What an act was about; heading and place stand in the log only to name its object."""
    act, _, _, detail = entry
    names = {"heading", "place"} - ({"place"} if act == "encouragement.placed" else set())
    return {what: value for what, value in detail.items() if what not in names}


def _meddle(night: Night, each: meddling.Meddling) -> bool:
    """Somebody else acts; whether that could be done at all."""
    try:
        with transaction(night.engine) as session:
            each.do(session, session.get_one(Member, night.here.meddler_id))
    except (HrglError, StopIteration, IndexError):
        return False
    return True


def _same(recorded: list[Entry], expected: list[Entry]) -> bool:
    """Whether the same was recorded; what an act makes anew may have another number."""
    mine, theirs = ([(act, on) for act, on, _, _ in each] for each in (recorded, expected))
    return mine == theirs and [_told(e) for e in recorded] == [_told(e) for e in expected]


def _told(entry: Entry) -> dict[str, Any]:
    """What an act was about; heading and place stand in the log only to name its object."""
    act, _, _, detail = entry
    names = {"heading", "place"} - ({"place"} if act == "encouragement.placed" else set())
    return {what: value for what, value in detail.items() if what not in names}


SCENES = [each.name for each in scenes(Here.nowhere())]


@pytest.mark.parametrize("name", SCENES)
def test_an_act_does_what_was_drawn_or_nothing_with_a_sentence(
    night: Night, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = next(each for each in scenes(night.here) if each.name == name)
    at = _draw(night, scene)
    member_id, sid = night.here.world.of(scene.role).id, night.here.tokens[scene.role]
    wrong, pairs = [], 0
    offers = _offers(at)
    assert offers, "the scene shows no button"
    for key, offer in offers.items():
        night.back_to(scene.stage)
        before = _last(night.engine)
        refused = _press(_state(at, offer), key, monkeypatch, sid)
        expected = _recorded(night.engine, member_id, before)
        if refused or not expected:
            wrong.append(f"{key}: left alone it was not done: {refused}")
            continue
        for each in meddling.with_what({**offer.bound.drawn, **_ids(offer, night.here)}):
            night.back_to(scene.stage)
            if not _meddle(night, each):
                continue
            pairs += 1
            before = _last(night.engine)
            state = _state(at, offer)
            turns = dict(state.get("turns", {}))
            refused = _press(state, key, monkeypatch, sid)
            recorded = _recorded(night.engine, member_id, before)
            if refused and recorded:
                wrong.append(f"{key} / {each.name}: refused, yet recorded {recorded}")
            elif refused and state.get("turns", {}) != turns:
                wrong.append(f"{key} / {each.name}: refused, and what was typed is gone")
            elif refused and not refused.endswith("."):
                wrong.append(f"{key} / {each.name}: no sentence: {refused}")
            elif not refused and not recorded:
                wrong.append(f"{key} / {each.name}: nothing was done and nothing said")
            elif not refused and not _same(recorded, expected):
                wrong.append(f"{key} / {each.name}: {recorded} instead of {expected}")
    assert pairs, "nobody could meddle"
    assert not wrong, "\n".join(wrong)


def test_pressing_twice_does_it_once_and_says_so(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = next(each for each in scenes(night.here) if each.name == "a theme")
    at = _draw(night, scene)
    key, offer = next((k, o) for k, o in _offers(at).items() if k.startswith("reviewed-"))
    sid, before = night.here.tokens[scene.role], _last(night.engine)
    state = _state(at, offer)
    assert _press(state, key, monkeypatch, sid) == ""
    state.pop("flash")
    assert _press(state, key, monkeypatch, sid) == ""
    assert state["flash"] == "That is done already."
    assert len(_recorded(night.engine, night.here.world.facilitator.id, before)) == 1


def test_every_act_that_a_page_offers_is_pressed_in_some_scene(night: Night) -> None:
    pressed = {
        f"{offer.bound.act.__module__.rpartition('.')[2]}.{offer.bound.act.__name__}"
        for scene in scenes(night.here)
        for offer in _offers(_draw(night, scene)).values()
    }
    elsewhere = {act for act in ACTS if act.startswith(BY_ROUTES)}
    assert pressed == set(ACTS) - NO_BUTTON - elsewhere


def _ids(offer: Offer[Any], here: Here) -> dict[str, int]:
    """What an act is done on where that is found in the moment of the press only."""
    found = {}
    for name, value in offer.bound.drawn.items():
        if isinstance(value, AtPress) and name == "note_id":
            found[name] = here.note_id
    if offer.bound.act is inputs.decline_all:
        found["input_id"] = min(offer.bound.drawn["seen"])
    return found
