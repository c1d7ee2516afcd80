"""The head of every page: its title, which edition this is, and what is next for whoever looks."""

import re
import tomllib

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import AuditEntry, Edition, Theme
from hrgl.encouragements.consenting.waiting import what_waits
from hrgl.operations import next_step
from hrgl.operations.next_step import Next
from hrgl.ui.parts import moments
from tests.publishing import brought_to_approval, publish_as_read
from tests.ui.conftest import ROOT, Open, button

TITLES = {
    "notes": "Notes",
    "themes": "Themes",
    "encouragements": "Encouragements",
    "comments": "Comments",
    "reviews": "Reviews",
    "outcome": "Outcome document",
    "where": "Where did it go?",
    "history": "History",
    "programme": "Programme",
    "setup": "Setup",
}
STEP = Next("That one waits.", "Open it", "reviews")


def _told(at: AppTest) -> list[str]:
    return [each.value.replace("\\", "") for each in at.markdown if "Next: " in each.value]


def _leads(at: AppTest) -> list[str]:
    return [str(each.key) for each in at.button if str(each.key).startswith("next_step-")]


@pytest.mark.parametrize("page", list(TITLES))
def test_a_page_has_one_title_and_says_what_is_next(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr(next_step, "next_for", lambda *_, **__: STEP)
    at = open_page(Role.ORGANISER, page)
    assert [each.value for each in at.title] == [TITLES[page]]
    assert _told(at) == ["Next: That one waits."]


def test_the_home_page_is_called_like_the_edition_and_says_once_what_is_next(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.FACILITATOR)
    with reading(demonstration) as session:
        title = session.exec(select(Edition.title).where(Edition.code == "2023-demo")).one()
    assert [each.value.replace("\\", "") for each in at.title] == [title]
    assert (_told(at), _leads(at)) == ([], [])
    assert any("Next for you" in each.value for each in at.markdown)


def test_the_button_beside_the_title_leads_to_the_very_thing(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.STEERING, "history")
    with reading(demonstration) as session:
        member_id = at.session_state["viewer"].member_id
        unspoken = [
            draft.id
            for draft in what_waits(
                session, edition_id=at.session_state["viewer"].edition_id, member_id=member_id
            ).all
        ]
    button(at, "next_step").click().run()
    assert not at.exception
    assert at.title[0].value == "Reviews"
    assert at.session_state["review"] == unspoken[0]


@pytest.mark.parametrize("page", ["encouragements", "history"])
def test_what_is_next_is_told_as_it_is_now(
    open_page: Open, demonstration: Engine, page: str
) -> None:
    at = open_page(Role.ORGANISER, page)
    before = _told(at)
    with transaction(demonstration) as session:
        publish_as_read(session, brought_to_approval(session).organiser)
    at.run()
    assert _told(at) != before
    assert "is published" in _told(at)[0]
    button(at, "next_step").click().run()
    assert not at.exception
    assert at.title[0].value == "Outcome document"


def test_no_button_leads_to_where_one_is(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, demonstration: Engine
) -> None:
    with reading(demonstration) as session:
        first, other = session.exec(select(Theme.id).order_by(Theme.id)).all()[:2]
    opens = {"themes_view": "In depth", "rail": first}
    step = Next("That one waits.", "Open it", "themes", opens)
    monkeypatch.setattr(next_step, "next_for", lambda *_, **__: step)
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    at.radio(key="rail").set_value(first).run()
    assert _told(at)
    assert _leads(at) == []
    at.radio(key="rail").set_value(other).run()
    assert len(_leads(at)) == 1


def test_a_page_on_which_nothing_is_chosen_says_what_is_next_too(open_page: Open) -> None:
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    button(at, "back_to-rail").click().run()
    assert any("Choose a theme" in each.value for each in at.info)
    assert _told(at)


def test_a_list_is_led_back_to_and_any_of_it_can_be_chosen_anew(open_page: Open) -> None:
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    first = at.radio(key="rail").value
    assert first is not None
    button(at, "back_to-rail").click().run()
    assert not at.exception
    assert at.radio(key="rail").value is None
    assert not [each for each in at.button if str(each.key).startswith("back_to-")]
    at.radio(key="rail").set_value(first).run()
    assert at.radio(key="rail").value == first


def test_times_are_told_in_the_zone_of_the_edition(open_page: Open, demonstration: Engine) -> None:
    with transaction(demonstration) as session:
        edition = session.exec(select(Edition).where(Edition.code == "2023-demo")).one()
        edition.time_zone = "Asia/Seoul"
    at = open_page(Role.ORGANISER, "history")
    with reading(demonstration) as session:
        latest = session.exec(
            select(AuditEntry.at)
            .where(AuditEntry.edition_id == at.session_state["viewer"].edition_id)
            .order_by(AuditEntry.id.desc())
        ).first()
    shown = at.dataframe[0].value["When"].iloc[0]
    assert shown == latest
    assert str(shown.tz) == "Asia/Seoul"


def test_no_page_names_utc_of_its_own() -> None:
    files = [*(ROOT / "pages").glob("*.py"), *(ROOT / "hrgl" / "ui").rglob("*.py")]
    files += [*(ROOT / "hrgl" / "web" / "templates").glob("*.html")]
    assert moments.__file__ in map(str, files)
    named = re.compile(r"""( UTC|\(UTC\))["'<]""")
    assert [path.name for path in files if named.search(path.read_text("utf-8"))] == []


def test_what_lies_over_a_page_has_the_ground_of_the_theme() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    ground = f"light-dark({theme['light']['backgroundColor']}, {theme['dark']['backgroundColor']})"
    style = (ROOT / "hrgl" / "ui" / "shell" / "frame.css").read_text("utf-8")
    assert set(re.findall(r"background: (light-dark.*?);", style)) == {ground}
