"""What a page still says where it ends early, and what a list means by a label of before."""

import pytest
import streamlit as st
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core.database import transaction
from hrgl.core.enums import Role, Stage
from hrgl.core.models import Edition, Member
from hrgl.encouragements import encouragements, views
from hrgl.operations import demonstration as sample
from hrgl.ui.shell import choices
from tests.ui.conftest import Open, button, field


def _facilitator(session: Session) -> Member:
    query = (
        select(Member)
        .join(Edition)
        .where(Edition.code == sample.CODE, Member.role == Role.FACILITATOR)
    )
    found = session.exec(query).first()
    assert found is not None
    return found


def _set_aside(engine: Engine, draft_id: int) -> None:
    with transaction(engine) as session:
        fay = _facilitator(session)
        draft = views.view_encouragement(
            session, edition_id=fay.edition_id, encouragement_id=draft_id
        )
        encouragements.set_aside_encouragement(
            session,
            fay,
            encouragement_id=draft_id,
            because="said elsewhere",
            seen_version=draft.version,
        )


def _submitted(engine: Engine) -> list[int]:
    with transaction(engine) as session:
        found = views.list_encouragements(session, edition_id=_facilitator(session).edition_id)
        return [draft.id for draft in found if draft.stage is Stage.SUBMITTED]


def test_a_refusal_is_told_where_nothing_is_chosen_any_more(
    demonstration: Engine, open_page: Open
) -> None:
    at = open_page(Role.STEERING, "reviews")
    chosen = at.radio(key="review").value
    field(at, "reason").input("Only with money for it")
    _set_aside(demonstration, chosen)
    button(at, "verdict-agree").click().run()
    assert [each.value for each in at.error] == [
        "This encouragement is not submitted for review at the moment\\."
    ]
    assert at.radio(key="review").value is None
    assert [each.value for each in at.code] == ["Only with money for it"]
    button(at, "put_away").click().run()
    assert not at.code


def test_a_refusal_is_told_where_nothing_is_left_to_show(
    demonstration: Engine, open_page: Open
) -> None:
    at = open_page(Role.STEERING, "reviews")
    for draft_id in _submitted(demonstration):
        _set_aside(demonstration, draft_id)
    button(at, "verdict-live_with").click().run()
    assert len(at.error) == 1
    assert "submit" in at.info[0].value


def test_a_list_knows_its_entry_by_the_label_it_had_before(monkeypatch: pytest.MonkeyPatch) -> None:
    # a browser that has not yet drawn a new label still says the old one
    monkeypatch.setattr(st, "session_state", {"rail": 1})
    choices.tell("rail", [1, 2], {1: "Parks · 3", 2: "Roads · 1"}.__getitem__)
    choices.tell("rail", [1, 2], {1: "Parks · 2", 2: "Roads · 1"}.__getitem__)
    st.session_state["rail"] = "Parks · 3"
    assert choices.hold({"rail": 1})
    assert choices.keep_choice("rail", [1, 2]) is None
    assert st.session_state["rail"] == 1
    st.session_state["rail"] = "Parks · 3"
    assert choices.keep_choice("rail", [2]) == 1
    assert st.session_state["rail"] is None
