"""The board of the desk: the same statements, picks, keys and acts as in the list, in columns."""

import pytest
from playwright.sync_api import Locator, Page, expect

from hrgl.themes import themes
from tests.e2e.conftest import Enter
from tests.e2e.evening import Evening
from tests.e2e.test_desk import (
    _nothing_found,
    _place,
    _press,
    _row,
    _sit,
    _stands,
    _statement,
    _theme_id,
    _told,
    evening,
)
from tests.e2e.test_screens import PHONE

__all__ = ["evening"]
pytestmark = pytest.mark.e2e


@pytest.fixture
def board(enter: Enter, evening: Evening) -> Page:
    """Fay at the board, on a laptop."""
    page = _sit(enter, evening, "fay")
    page.get_by_role("button", name="Board").click()
    expect(page.locator(".column").first).to_be_visible()
    return page


def _column(page: Page, name: str) -> Locator:
    return page.locator(".column").filter(has=page.locator(".head", has_text=name))


def _shown(page: Page) -> dict[str, list[str]]:
    """The references of the cards in each column that is drawn, and what its head counts."""
    return {
        column.locator(".head span span").first.inner_text(): [
            column.locator(".head span span").last.inner_text(),
            *column.locator(".ref").all_inner_texts(),
        ]
        for column in page.locator(".column").all()
    }


def test_cards_are_dragged_from_column_to_column_and_the_record_says_the_same(
    board: Page, evening: Evening
) -> None:
    _row(board, 4).drag_to(_column(board, "Money"))
    _told(board, "Moved A1-04 to “Money”.")
    _row(board, 7).click()
    _row(board, 9).click()
    _row(board, 7).drag_to(_column(board, "Money"))
    _told(board, "Moved A1-07 and A1-09 to “Money”.")
    assert _stands(evening)["Money"] == [1, 2, 3, 4, 7, 9]
    told = _shown(board)["Money"]
    assert told == ["6", *(f"A1-0{number}" for number in (1, 2, 3, 4, 7, 9))]
    for _ in range(2):
        _press(board, "u")
        _told(board, "Took back")
        board.wait_for_timeout(150)
    assert _shown(board)["People"] == ["2", "A1-04", "A1-05"]
    assert _stands(evening)["People"] == [4, 5]


def test_a_card_that_is_dragged_to_left_out_asks_for_a_reason(
    board: Page, evening: Evening
) -> None:
    _press(board, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(_column(board, "Left out")).to_be_in_viewport()
    _row(board, 6).drag_to(_column(board, "Left out"))
    board.keyboard.type("off the subject")
    _press(board, "Enter")
    _told(board, "aside")
    assert _stands(evening)["out"] == [6]
    expect(_column(board, "Left out").locator(".ref")).to_have_text("A1-06")


def test_cards_are_reached_picked_and_moved_by_keys_alone(board: Page, evening: Evening) -> None:
    expect(board.locator(".bar b")).to_have_text("A1-07")
    _press(board, "ArrowRight", "ArrowDown", "x", "ArrowRight", "j", "x")
    expect(board.locator(".bar b")).to_have_text("2 picked")
    expect(_place(board, "People")).to_have_attribute("aria-current", "true")
    _press(board, "m")
    board.keyboard.type("time")
    _press(board, "Enter")
    _told(board, "Moved A1-02 and A1-05 to “Time”.")
    expect(board.locator(".bar b")).to_have_text("A1-04")  # on with the column one was in
    _press(board, "ArrowLeft", "s")
    board.keyboard.type("said elsewhere")
    _press(board, "Enter")
    _told(board, "aside")
    assert _stands(evening) == {"Money": [3], "People": [4], "Time": [2, 5, 6], "out": [1]}
    shown = _shown(board)
    assert [shown[name][0] for name in ("Money", "People", "Time")] == ["1", "1", "3"]


def test_an_empty_column_is_reached_and_nothing_is_aimed_at_in_it(
    board: Page, evening: Evening
) -> None:
    _press(board, "ArrowRight", "ArrowRight", "ArrowRight", "q")
    _told(board, "A1-06")
    expect(board.locator(".bar b")).to_have_text("Nothing picked")
    expect(_place(board, "Time")).to_have_attribute("aria-current", "true")
    _press(board, "ArrowLeft")
    expect(board.locator(".bar b")).to_have_text("A1-04")
    _press(board, "ArrowRight")
    expect(board.locator(".bar b")).to_have_text("Nothing picked")
    assert _stands(evening)["Time"] == []


def test_list_and_board_show_one_state_and_the_one_chosen_is_remembered(
    board: Page, evening: Evening
) -> None:
    _row(board, 2).click()
    _row(board, 4).click()
    _press(board, "7")
    expect(board.locator(".row.picked .ref")).to_have_text(["A1-02", "A1-04"])
    _press(board, "8")
    expect(board.locator(".only")).to_contain_text("Only “Picked”: 2 statements.")
    board.get_by_role("button", name="Show all").click()
    expect(board.locator(".only")).to_be_hidden()
    expect(board.locator(".row.picked .ref")).to_have_text(["A1-02", "A1-04"])
    board.locator("#words").fill("statement 02")
    expect(board.locator(".row .ref")).to_have_text(["A1-02"])
    board.reload()
    expect(_column(board, "Money")).to_be_visible()
    expect(board.locator(".row.picked")).to_have_count(0)


def test_only_what_is_in_sight_is_in_the_page(board: Page, evening: Evening) -> None:
    for number in range(30):
        evening.does("fay", themes.create, name=f"Theme {number:02}", statement_ids=[])
    expect(_place(board, "Theme 29")).to_be_visible()
    assert board.locator(".column").count() <= 8
    assert board.locator(".row").count() < 34
    _press(board, *["]"] * 34)
    expect(_column(board, "Theme 28")).to_be_in_viewport()
    expect(_column(board, "In no theme")).to_have_count(0)
    assert board.locator(".column").count() <= 8


def test_what_others_move_goes_to_the_other_column_and_stays_picked(
    board: Page, evening: Evening
) -> None:
    _row(board, 4).click()
    evening.does(
        "bo",
        themes.move,
        statement_ids=[_statement(evening, 4)],
        theme_id=_theme_id(evening, "Money"),
    )
    expect(_column(board, "Money").locator(".row.picked .ref")).to_have_text("A1-04")
    _press(board, "q")
    _told(board, "Took A1-04 out")
    assert _stands(evening)["Money"] == [1, 2, 3]


def test_on_a_telephone_a_column_fills_the_screen(enter: Enter, evening: Evening) -> None:
    page = _sit(enter, evening, "fay", viewport=PHONE, has_touch=True)
    page.get_by_role("button", name="Board").tap()
    box = page.locator(".board").bounding_box()
    column = _column(page, "In no theme").bounding_box()
    assert box is not None
    assert column is not None
    assert abs(box["width"] - column["width"]) <= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    _place(page, "People").tap()
    expect(_row(page, 4)).to_be_in_viewport()
    _row(page, 4).tap()
    expect(_row(page, 4)).to_have_attribute("aria-selected", "true")
    page.get_by_role("button", name="Move …").tap()
    page.get_by_role("option", name="Time").tap()
    _told(page, "Moved A1-04 to “Time”.")
    assert _stands(evening)["Time"] == [4, 6]


def test_axe_finds_nothing_on_the_board(enter: Enter, evening: Evening) -> None:
    page = _sit(enter, evening, "fay")
    _press(page, "8", "ArrowRight", "x")
    expect(page.locator(".column .row.picked")).to_be_visible()
    _nothing_found(page)
    _place(page, "Unsure").click()
    expect(page.locator(".only")).to_be_visible()
    _nothing_found(page)
