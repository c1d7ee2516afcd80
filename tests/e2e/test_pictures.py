"""The pictures of the guide are as true as on the evening they were taken."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import settled
from tests.e2e.looking import violations
from tests.e2e.test_screens import NOT_OURS
from tools.evening import evening
from tools.pictures import NARROW, PICTURES, TEXTS, WIDE, differences, take

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard of which the pictures are taken."""
    with evening(tmp_path_factory.mktemp("evening")) as url:
        yield url


def test_every_picture_shows_what_stands_on_its_screen_today(
    chromium: Browser, address: str
) -> None:
    """After a screen was changed: make pictures, and look at them."""
    kept = json.loads(TEXTS.read_text("utf-8"))
    changed = {
        taken.picture.name: differences(taken, kept[taken.picture.name])
        for taken in take(chromium, address)
    }
    assert len(changed) == len(PICTURES)
    assert {name: found for name, found in changed.items() if found} == {}, "run make pictures"


def test_the_guide_lies_over_a_page_that_stays_as_it_is(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/sign-in?next=/notes")
    page.locator("form:has(input[value=rapporteur]) button").click()
    settled(page)
    lines = page.get_by_label("One idea a line")
    lines.fill("Interpreters are paid")
    door = page.get_by_role("button", name="Guide")
    door.focus()
    page.keyboard.press("Enter")
    guide = page.get_by_role("dialog")
    expect(guide.get_by_text("the right side shows how it will be cut")).to_be_visible()
    picture = guide.get_by_role("img", name="The page Notes: left the lines").first
    expect(picture).to_have_js_property("naturalWidth", WIDE["width"])
    assert violations(page, NOT_OURS) == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    guide.get_by_role("combobox").click()
    page.get_by_role("option", name="History").click()
    expect(guide.get_by_text("Every act, by person")).to_be_visible()
    page.keyboard.press("Escape")
    expect(guide).to_have_count(0)
    expect(door).to_be_focused()
    expect(lines).to_have_value("Interpreters are paid")
    context.close()
