"""What a page still says where it ends early, and what a list means by a label of before."""

import pytest
import streamlit as st
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Member
from hrgl.operations import demonstration as sample
from hrgl.themes import placing, themes
from hrgl.ui.shell import choices
from tests.ui.conftest import Open, button


def _facilitator(session: Session) -> Member:
    query = (
        select(Member)
        .join(Edition)
        .where(Edition.code == sample.CODE, Member.role == Role.FACILITATOR)
    )
    found = session.exec(query).first()
    assert found is not None
    return found


def _merge_away(engine: Engine, theme_id: int) -> None:
    with transaction(engine) as session:
        fay = _facilitator(session)
        found = {each.id: each for each in placing.live(session, edition_id=fay.edition_id)}
        away = found.pop(theme_id)
        into = next(iter(found))
        themes.merge(session, fay, theme_id=away.id, into_id=into, seen_version=away.version)


def test_a_refusal_is_told_where_nothing_is_chosen_any_more(
    demonstration: Engine, open_page: Open
) -> None:
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    with reading(demonstration) as session:
        edition_id = _facilitator(session).edition_id
        chosen = placing.live(session, edition_id=edition_id)[0].id
    at.radio(key="rail").set_value(chosen).run()
    at.text_input(key=f"theme-{chosen}-0-name").input("A name of my own")
    _merge_away(demonstration, chosen)
    button(at, "rename").click().run()
    assert len(at.error) == 1
    assert "merged" in at.error[0].value
    assert at.radio(key="rail").value is None
    assert "A name of my own" in [each.value for each in at.code]
    button(at, "put_away").click().run()
    assert not at.code


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
