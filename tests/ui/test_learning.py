"""A facilitator moves several at once, keeps statements together or apart, and splits a theme."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Member
from hrgl.notes.statements import StatementView, list_statements
from hrgl.operations import worker
from hrgl.themes import themes, ties
from hrgl.themes.proposals import constraints
from tests.fakes import FakeEmbedder
from tests.ui.conftest import Open, button, field

QUEUE = "queue"


def _edition(session: Session) -> int:
    return session.exec(select(Edition)).one().id


def _rows(session: Session, theme_id: int | None = None) -> list[StatementView]:
    rows = list_statements(session, edition_id=_edition(session))
    return [row for row in rows if (row.theme_id == theme_id if theme_id else row.waiting)]


@pytest.fixture
def theme_id(demonstration: Engine) -> int:
    """A theme of eight statements, and many that wait, after the machine has read all."""
    with transaction(demonstration) as session:
        actor = session.exec(select(Member).where(Member.role == Role.FACILITATOR)).first()
        assert actor is not None
        ids = [row.id for row in _rows(session)]
        theme = themes.create(session, actor, name="Eight", statement_ids=ids[:8])
    worker.propose_themes(
        demonstration, actor, themes=3, progress=lambda *_: None, load=FakeEmbedder
    )
    return theme.id


def _at(open_page: Open, place: int | str) -> AppTest:
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    at.radio(key="rail").set_value(place).run()
    return at


def _pick(at: AppTest, key: str, rows: Sequence[StatementView], places: Sequence[int]) -> AppTest:
    shown = hash(tuple(row.id for row in rows))
    picked = {"rows": list(places), "columns": [], "cells": []}
    at.session_state[f"{key}-{shown}"] = {"selection": picked}
    return at.run()


def _press(at: AppTest, key: str) -> None:
    button(at, key).click().run()
    assert not at.exception, at.exception
    assert not at.error


def test_those_that_go_along_are_offered_and_moved_in_the_same_act(
    open_page: Open, demonstration: Engine, theme_id: int
) -> None:
    with reading(demonstration) as session:
        waiting = _rows(session)
        likely = constraints.likely_to_go_along(
            session, edition_id=_edition(session), statement_ids=[waiting[0].id], into_id=theme_id
        )
    assert len(likely) == constraints.MOST_ALONG
    at = _pick(_at(open_page, QUEUE), "rows-0", waiting, [0])
    field(at, "to").set_value(theme_id).run()
    assert "These may belong there too. Pick those that do: they move in the same act." in [
        caption.value for caption in at.caption
    ]
    _pick(at, f"along-{theme_id}", likely, [1, 3])
    _press(at, "move")
    with reading(demonstration) as session:
        here = {row.id for row in _rows(session, theme_id)}
    assert {waiting[0].id, likely[1].id, likely[3].id} <= here
    assert len(here) == 8 + 3


def test_what_is_kept_apart_is_told_and_can_be_let_go(
    open_page: Open, demonstration: Engine, theme_id: int
) -> None:
    with reading(demonstration) as session:
        rows = _rows(session, theme_id)
    at = _pick(_at(open_page, theme_id), f"rows-{theme_id}", rows, [0, 1])
    _press(at, "keep_apart")
    with reading(demonstration) as session:
        [tied] = ties.ties_of(session, edition_id=_edition(session))
    assert not tied.together
    at.session_state[f"ties-{tied.id}"] = True
    at.run()
    assert any(caption.value.endswith(": apart") for caption in at.caption)
    _press(at, "untie")
    with reading(demonstration) as session:
        assert ties.ties_of(session, edition_id=_edition(session)) == []
