"""The plenary view on the screen of a hall: large, led by the keys, without anybody's name."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Enter, settled
from tests.e2e.looking import violations

pytestmark = pytest.mark.e2e
HALL = {"width": 1920, "height": 1080}


@pytest.mark.parametrize("role", ["facilitator", "organiser"])
def test_each_room_fills_a_screen_that_can_be_read_from_the_back(enter: Enter, role: str) -> None:
    page = enter(role, demonstration=True, viewport=HALL)
    settled(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Plenary view").click()
    hall = opened.value
    expect(hall.get_by_role("heading", name="Concepts and instruments in use")).to_be_in_viewport()
    screens = hall.locator("section")
    heights = screens.evaluate_all("all => all.map((each) => each.offsetHeight)")
    assert heights == [HALL["height"]] * len(heights)
    small = hall.locator("h1, li, .question, .lead, footer p:not(.notice)").evaluate_all(
        """all => all
          .filter((each) => parseFloat(getComputedStyle(each).fontSize) < innerWidth * 0.022)
          .map((each) => each.textContent)"""
    )
    assert small == []
    assert violations(hall) == []


def test_the_keys_lead_from_room_to_room_and_stop_at_both_ends(enter: Enter) -> None:
    page = enter("organiser", demonstration=True, viewport=HALL)
    address = page.get_by_role("link", name="Plenary view").get_attribute("href")
    page.goto(f"{page.url.rstrip('/')}{address}")
    count = page.locator("section").count()
    for key, number in [
        ("ArrowRight", 2),
        ("PageDown", 3),
        ("ArrowLeft", 2),
        ("Home", 1),
        ("ArrowLeft", 1),
        ("End", count),
        ("ArrowRight", count),
        ("ArrowUp", count - 1),
        (" ", count),
    ]:
        page.keyboard.press(key)
        expect(page.locator(f"#s{number} h1")).to_be_focused()
        expect(page.locator(f"#s{number} h1")).to_be_in_viewport()
    page.get_by_role("link", name="← previous").last.click()
    expect(page.locator(f"#s{count - 1} h1")).to_be_in_viewport()
