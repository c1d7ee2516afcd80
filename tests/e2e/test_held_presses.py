"""A press that has begun is not swallowed by what others do meanwhile."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from sqlmodel import Session, select

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Encouragement
from hrgl.encouragements import wordings
from hrgl.themes import themes
from tests.builders import statement_ids, submitted
from tests.e2e.conftest import Enter, Server
from tests.e2e.evening import Evening, begin

pytestmark = pytest.mark.e2e
PEOPLE = {"fay": Role.FACILITATOR, "bo": Role.FACILITATOR, "sol": Role.STEERING}
LAPTOP = {"width": 1366, "height": 768}


def _first(session: Session, evening: Evening) -> Encouragement:
    query = select(Encouragement).where(
        Encouragement.edition_id == evening.here.edition.id, Encouragement.place == 1
    )
    return session.exec(query).one()


@pytest.fixture
def evening(server: Server) -> Evening:
    """Two themes of three statements, and two encouragements in review."""
    with transaction(server.engine) as session:
        made = begin(session, server, PEOPLE, places=2, quorum=1)
        ids = statement_ids(session, made.here)
        for at in range(2):
            submitted(session, made.here, ids[3 * at : 3 * at + 3], place=at + 1)
    return made


def _press_while_news_comes(page: Page, pressed: Locator, news: str) -> None:
    """The answer that tells what others did arrives between the two halves of a press."""
    held: list[Route] = []
    page.route(f"**/{news}/changes?**", lambda route: held.append(route))
    while not held:
        page.wait_for_timeout(100)
    pressed.hover()
    page.mouse.down()
    with page.expect_response(f"**/{news}/changes?**") as told:
        held[0].continue_()
    assert told.value.status == 200
    told.value.finished()
    page.wait_for_timeout(100)
    page.mouse.up()


def test_a_theme_is_opened_although_others_act_during_the_press(
    enter: Enter, evening: Evening
) -> None:
    page = enter(f"fay.{evening.here.edition.code}", viewport=LAPTOP, path="/themes")
    second = page.locator(".rail button").filter(has_text="Theme 2")
    expect(second).to_be_visible()
    evening.does("bo", themes.create, name="Begun meanwhile", statement_ids=[])
    _press_while_news_comes(page, second, "desk")
    expect(page.get_by_role("textbox", name="Name of the theme")).to_have_value("Theme 2")
    expect(page.locator(".rail")).to_contain_text("Begun meanwhile")


def test_a_theme_is_opened_although_what_was_read_is_marked_during_the_press(
    enter: Enter, evening: Evening
) -> None:
    page = enter(f"fay.{evening.here.edition.code}", viewport=LAPTOP, path="/themes")
    rail = page.locator(".rail button")
    rail.filter(has_text="Theme 1").click()
    expect(rail.filter(has_text="Theme 1").locator(".count")).to_have_text("0 of 3 read")
    second = rail.filter(has_text="Theme 2")
    for _ in range(3):
        second.hover()
        page.mouse.down()
        page.wait_for_timeout(600)  # as long as it is looked twice what is in sight
        page.mouse.up()
        expect(page.get_by_role("textbox", name="Name of the theme")).to_have_value("Theme 2")
        rail.filter(has_text="Theme 1").click()
        expect(page.get_by_role("textbox", name="Name of the theme")).to_have_value("Theme 1")


@pytest.mark.parametrize(
    ("who", "path", "news"),
    [("fay", "/encouragements", "wording"), ("sol", "/reviews", "reviewing")],
)
def test_an_encouragement_is_opened_although_others_reword_another_during_the_press(
    enter: Enter, evening: Evening, who: str, path: str, news: str
) -> None:
    page = enter(f"{who}.{evening.here.edition.code}", viewport=LAPTOP, path=path)
    entries = page.locator(".rail button").filter(has_text="do the thing number")
    expect(entries).to_have_count(2)
    first = evening.asks(lambda session: _first(session, evening))
    evening.does(
        "bo",
        wordings.reword,
        encouragement_id=first.id,
        heading="do something else",
        explanation="",
        seen_version=first.version,
    )
    _press_while_news_comes(page, entries.filter(has_text="number 2"), news)
    opened = page.locator(".rail [aria-current]")
    expect(opened).to_contain_text("do the thing number 2")
    expect(page.locator(".rail")).to_contain_text("do something else")
