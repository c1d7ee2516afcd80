"""What a desk shows of a theme is narrowed by several things at once, and it says by how much."""

import pytest
from playwright.sync_api import Page, expect

from hrgl.core.database import transaction
from hrgl.core.enums import Kind
from hrgl.notes import statements
from tests.builders import statement_ids
from tests.e2e.conftest import Enter
from tests.e2e.evening import Evening
from tests.e2e.test_desk import _nothing_found, _sit, evening
from tests.e2e.test_screens import PHONE

pytestmark = pytest.mark.e2e
__all__ = ["evening"]
TWO_NEEDS = "* Pay the bus for those who come far\n* Open the door on Sundays"


@pytest.fixture
def marked(evening: Evening) -> Evening:
    """Two more statements, both marked as needs."""
    with transaction(evening.server.engine) as session:
        for each in statement_ids(session, evening.here, TWO_NEEDS):
            statements.mark(
                session, evening.here.facilitator, statement_id=each, kind=Kind.NEED, seen_version=1
            )
    return evening


def _shown(page: Page, words: str) -> None:
    expect(page.locator(".shown")).to_have_text(words)


def test_words_room_and_kind_narrow_each_other_until_they_are_cleared(
    enter: Enter, marked: Evening
) -> None:
    page = _sit(enter, marked, "fay")
    _shown(page, "")
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Room", exact=True).select_option("A1")
    _shown(page, "36 of 36 shown")
    page.get_by_label("Kind", exact=True).select_option("need")
    _shown(page, "2 of 36 shown")
    page.get_by_label("Find words").fill("sundays")
    _shown(page, "1 of 36 shown")
    page.get_by_role("button", name="Clear").click()
    _shown(page, "")
    expect(page.get_by_label("Room", exact=True)).to_have_value("")


def test_the_lists_stand_in_one_row_or_are_folded_and_nothing_is_cut_off(
    enter: Enter, marked: Evening
) -> None:
    page = _sit(enter, marked, "fay")
    _in_one_row(page, ".tools > :visible", 1366)
    room = page.get_by_label("Room", exact=True)
    expect(room).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    _in_one_row(page, ".filters > select", 1366)
    _nothing_found(page)
    room.select_option("A1")
    page.locator(".list").focus()
    page.keyboard.press("Escape")
    expect(room).to_be_hidden()
    expect(page.get_by_role("button", name="Filters (1)")).to_be_visible()
    page.set_viewport_size({"width": 1680, "height": 900})
    expect(room).to_be_visible()
    _in_one_row(page, ".tools > :visible", 1680)
    page.set_viewport_size(PHONE)
    expect(room).to_be_hidden()
    page.get_by_role("button", name="Filters (1)").click()
    expect(room).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    _nothing_found(page)


def _in_one_row(page: Page, selector: str, width: int) -> None:
    parts = page.locator(f"{selector}:not(.filters)").all()
    boxes = [box for each in parts if (box := each.bounding_box()) and box["width"] > 1]
    middles = [box["y"] + box["height"] / 2 for box in boxes]
    assert len(boxes) >= 4
    assert max(middles) - min(middles) < 4
    assert all(box["x"] + box["width"] <= width for box in boxes)
