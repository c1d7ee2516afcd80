"""What a page shows while many are drawn: others' acts a second late at most, one's own at once."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Member
from hrgl.operations import demonstration as sample
from hrgl.themes import themes
from hrgl.ui.shell import page
from tests.ui.conftest import Open, button


def _another_begins_a_theme(engine: Engine, name: str) -> None:
    with transaction(engine) as session:
        themes.create(session, _organiser(session), name=name)


def _organiser(session: Session) -> Member:
    query = (
        select(Member)
        .join(Edition)
        .where(Edition.code == sample.CODE, Member.role == Role.ORGANISER)
    )
    found = session.exec(query).first()
    assert found is not None
    return found


def _names(at: AppTest) -> str:
    return " ".join(at.radio(key="rail").options)


def test_what_others_did_shows_at_the_next_click(demonstration: Engine, open_page: Open) -> None:
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    _another_begins_a_theme(demonstration, "Lamps on the way home")
    assert "Lamps on the way home" in _names(at.run())


def test_while_others_are_drawn_it_may_come_late_but_never_what_one_did_oneself(
    demonstration: Engine, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "_LATE_AT_MOST", 3600.0)
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    with page.render_queue.turn():
        _another_begins_a_theme(demonstration, "Lamps on the way home")
        assert "Lamps on the way home" not in _names(at.run())
        name = next(each for each in at.text_input if str(each.key).startswith("empty-"))
        name.input("Benches for old people")
        button(at, "create_empty").click().run()
        assert "Benches for old people" in _names(at)
        assert "Lamps on the way home" in _names(at)


def test_late_is_no_later_than_a_second(
    demonstration: Engine, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page._LATE_AT_MOST <= 1.0
    monkeypatch.setattr(page, "_LATE_AT_MOST", 0.0)
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    with page.render_queue.turn():
        _another_begins_a_theme(demonstration, "Lamps on the way home")
        assert "Lamps on the way home" in _names(at.run())
