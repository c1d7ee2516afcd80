"""The map of the desk: a lasso, a press or keys pick what the bar and the list then hold, too."""

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import delete

from hrgl.core.database import transaction
from hrgl.core.models import Spot
from hrgl.core.vector_store import text_digest
from hrgl.notes.statements import list_statements
from hrgl.synthesis.grouping.layout import SIDE
from tests.e2e.conftest import Enter
from tests.e2e.evening import Evening
from tests.e2e.test_desk import (
    _nothing_found,
    _number,
    _place,
    _press,
    _sit,
    _stands,
    _told,
    evening,
)
from tests.e2e.test_screens import PHONE

__all__ = ["evening"]
pytestmark = pytest.mark.e2e
EDGE = 28  # pixels between the square of the map and the edge of its sheet


@pytest.fixture
def laid_out(evening: Evening) -> Evening:
    """Forty statements in four rows of ten: 1 to 10 on top, 1, 11, 21 and 31 leftmost."""
    edition_id = evening.here.edition.id
    with transaction(evening.server.engine) as session:
        session.exec(delete(Spot))
        for row in list_statements(session, edition_id=edition_id):
            down, across = divmod(_number(row.text) - 1, 10)
            spot = {"x": across * SIDE // 9, "y": down * SIDE // 3, "model": "m", "later": False}
            key = text_digest(row.text)
            session.add(Spot(edition_id=edition_id, text_sha256=key, **spot))
    return evening


@pytest.fixture
def chart(enter: Enter, laid_out: Evening) -> Page:
    """Fay before the map, on a laptop."""
    return _before_the_map(_sit(enter, laid_out, "fay"))


def _before_the_map(page: Page) -> Page:
    with page.expect_response("**/desk/map*"):
        page.get_by_role("button", name="Map").click()
    expect(page.locator(".reading .ref")).to_be_visible()
    return page


def _spot(page: Page, number: int) -> tuple[float, float]:
    """Where a statement stands in the window."""
    box = page.locator(".sheet").bounding_box()
    assert box is not None
    down, across = divmod(number - 1, 10)
    room = [box["width"] - 2 * EDGE, box["height"] - 2 * EDGE]
    width, height = (min(size, 1.8 * min(room)) for size in room)
    left, top = box["x"] + (box["width"] - width) / 2, box["y"] + (box["height"] - height) / 2
    return left + width * across / 9, top + height * down / 3


def _lasso(page: Page, first: int, last: int) -> None:
    """Around all that stands between two corners."""
    (left, top), (right, low) = _spot(page, first), _spot(page, last)
    left, top, right, low = left - 12, top - 12, right + 12, low + 12
    page.mouse.move(left, top)
    page.mouse.down()
    for x, y in ((right, top), (right, low), (left, low), (left, top + 3)):
        page.mouse.move(x, y, steps=4)
    page.mouse.up()


def test_what_a_lasso_holds_is_picked_in_the_bar_and_moved_as_from_the_list(
    chart: Page, laid_out: Evening
) -> None:
    _lasso(chart, 8, 20)
    expect(chart.locator(".bar b")).to_have_text("6 picked")
    _press(chart, "7")
    picked = ["A1-08", "A1-09", "A1-10", "A1-18", "A1-19", "A1-20"]
    expect(chart.locator(".row.picked .ref")).to_have_text(picked)
    _press(chart, "9", "m")
    chart.keyboard.type("time")
    _press(chart, "Enter")
    _told(chart, "Moved 6 statements")
    assert _stands(laid_out)["Time"] == [6, 8, 9, 10, 18, 19, 20]
    expect(_place(chart, "Time").locator(".count")).to_contain_text("of 7")
    _press(chart, "u")
    _told(chart, "Took back")
    assert _stands(laid_out)["Time"] == [6]


def test_a_second_lasso_adds_and_one_around_what_is_picked_lets_go(chart: Page) -> None:
    _lasso(chart, 1, 3)
    _lasso(chart, 31, 32)
    expect(chart.locator(".bar b")).to_have_text("5 picked")
    _lasso(chart, 2, 3)
    expect(chart.locator(".bar b")).to_have_text("3 picked")
    _press(chart, "Escape")
    expect(chart.locator(".bar b")).to_have_text("A1-07")


def test_points_are_reached_picked_and_moved_by_keys_alone(chart: Page, laid_out: Evening) -> None:
    expect(chart.locator(".bar b")).to_have_text("A1-07")
    _press(chart, "ArrowRight", "x", "ArrowDown", "x", "ArrowLeft")
    expect(chart.locator(".bar b")).to_have_text("2 picked")
    expect(chart.locator(".reading .ref")).to_have_text("A1-17")
    _press(chart, "m")
    chart.keyboard.type("money")
    _press(chart, "Enter")
    _told(chart, "Moved A1-08 and A1-18 to “Money”.")
    assert _stands(laid_out)["Money"] == [1, 2, 3, 8, 18]
    _press(chart, "ArrowUp", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    expect(chart.locator(".reading .ref")).to_have_text("A1-04")
    expect(_place(chart, "People")).to_have_attribute("aria-current", "true")


def test_a_point_tells_its_words_under_the_pointer_and_opens_when_it_is_pressed(
    chart: Page, laid_out: Evening
) -> None:
    chart.mouse.move(*_spot(chart, 2))
    expect(chart.locator(".hovered")).to_contain_text("A1-02 Statement 02 tells how")
    expect(chart.locator(".hovered")).to_contain_text("Money")
    chart.mouse.click(*_spot(chart, 5))
    expect(chart.locator(".reading .text")).to_contain_text("Statement 05 tells")
    expect(chart.locator(".reading .stands")).to_have_text("People")
    expect(chart.get_by_role("textbox", name="Name of the theme")).to_have_value("People")
    chart.locator(".reading .row").click()
    expect(chart.locator(".bar b")).to_have_text("1 picked")
    chart.locator(".reading .row").drag_to(_place(chart, "Time"))
    _told(chart, "Moved A1-05 to “Time”.")
    assert _stands(laid_out)["Time"] == [5, 6]


def test_what_is_filtered_out_is_neither_pressed_nor_held_by_a_lasso(chart: Page) -> None:
    chart.locator("#words").fill("A1-1")
    expect(chart.locator(".shown")).to_have_text("10 of 40 shown")
    _lasso(chart, 1, 40)
    expect(chart.locator(".bar b")).to_have_text("10 picked")
    chart.mouse.click(*_spot(chart, 25))
    expect(chart.locator(".reading")).not_to_contain_text("A1-25")


def test_a_lane_of_the_rail_is_looked_at_amid_all_others(chart: Page) -> None:
    _press(chart, "l")
    expect(chart.locator(".told")).to_contain_text("Nothing like it is known.")
    _lasso(chart, 1, 12)
    _press(chart, "7")
    expect(_place(chart, "Picked")).to_have_attribute("aria-current", "true")
    _press(chart, "9", "Escape")
    expect(chart.locator(".only")).to_contain_text("Only “Picked”: 4 statements.")
    chart.mouse.click(*_spot(chart, 9))
    expect(chart.locator(".reading")).not_to_contain_text("A1-09")
    chart.mouse.click(*_spot(chart, 11))
    expect(chart.locator(".reading .ref")).to_have_text("A1-11")
    chart.get_by_role("button", name="Show all").click()
    expect(_place(chart, "In no theme")).to_have_attribute("aria-current", "true")


def test_one_looks_closer_and_elsewhere_and_finds_the_whole_again(chart: Page) -> None:
    x, y = _spot(chart, 14)
    chart.mouse.move(x, y)
    for _ in range(3):
        chart.mouse.wheel(0, -200)
    chart.mouse.click(x, y)  # what is under the hand stays there
    expect(chart.locator(".reading .ref")).to_have_text("A1-14")
    chart.keyboard.down("Shift")
    chart.mouse.down()
    chart.mouse.move(x + 60, y + 40, steps=3)
    chart.mouse.up()
    chart.keyboard.up("Shift")
    _press(chart, "ArrowRight")
    expect(chart.locator(".reading .ref")).to_have_text("A1-15")
    chart.mouse.click(x + 60, y + 40)
    expect(chart.locator(".reading .ref")).to_have_text("A1-14")
    _press(chart, "0", "h")
    expect(chart.get_by_role("button", name="Drag")).to_have_attribute("aria-pressed", "true")
    _lasso(chart, 1, 40)
    expect(chart.locator(".bar b")).to_have_text("A1-14")
    _press(chart, "h", "0")
    chart.wait_for_timeout(100)
    chart.mouse.click(*_spot(chart, 40))
    expect(chart.locator(".reading .ref")).to_have_text("A1-40")


def test_the_map_is_told_in_words(chart: Page) -> None:
    chart.locator("summary").focus()
    _press(chart, "Enter")
    row = chart.get_by_role("row").filter(has_text="Money")
    expect(row.get_by_role("cell").first).to_have_text("3 statements")
    expect(chart.locator("#map-line")).to_contain_text("shows the same statements")
    row.get_by_role("button", name="Money").click()
    expect(_place(chart, "Money")).to_have_attribute("aria-current", "true")
    expect(chart.locator(".reading .ref")).to_have_text("A1-02")  # in the middle of its theme


def test_without_a_map_it_is_said_how_one_comes(enter: Enter, evening: Evening) -> None:
    page = _before_the_map(_sit(enter, evening, "fay"))
    expect(page.locator(".onmap")).to_be_visible()
    expect(page.locator(".onmap")).to_contain_text("There is no map yet.")
    expect(page.locator(".onmap")).to_contain_text("with the next proposal")


def test_what_came_later_is_counted_and_nothing_else_has_moved(
    enter: Enter, laid_out: Evening
) -> None:
    with transaction(laid_out.server.engine) as session:
        rows = list_statements(session, edition_id=laid_out.here.edition.id)
        for row in rows:
            if _number(row.text) in {39, 40}:
                session.exec(delete(Spot).where(Spot.text_sha256 == text_digest(row.text)))
    page = _before_the_map(_sit(enter, laid_out, "fay"))
    expect(page.locator(".onmap")).to_have_text(
        "2 statements are not on the map yet; the next proposal puts them there."
    )
    page.mouse.click(*_spot(page, 38))
    expect(page.locator(".reading .ref")).to_have_text("A1-38")
    page.mouse.click(*_spot(page, 40))
    expect(page.locator(".reading .ref")).to_have_text("A1-38")


def test_on_a_telephone_a_point_is_reached_with_a_finger(enter: Enter, laid_out: Evening) -> None:
    page = _before_the_map(_sit(enter, laid_out, "fay", viewport=PHONE, has_touch=True))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.touchscreen.tap(*_spot(page, 31))
    expect(page.locator(".reading .ref")).to_have_text("A1-31")
    page.get_by_role("button", name="Move …").tap()
    page.get_by_role("option", name="Time").tap()
    _told(page, "Moved A1-31 to “Time”.")


def test_axe_finds_nothing_on_the_map(enter: Enter, laid_out: Evening) -> None:
    page = _before_the_map(_sit(enter, laid_out, "fay"))
    _nothing_found(page)
    page.mouse.click(*_spot(page, 5))
    _lasso(page, 11, 25)
    page.get_by_text("The map in words").click()
    expect(page.locator(".map table")).to_be_visible()
    _nothing_found(page)
