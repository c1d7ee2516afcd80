"""What people leave on themes for each other: a flag with a word."""

import pytest
from playwright.sync_api import expect

from hrgl.themes import flags
from tests.e2e.conftest import Enter
from tests.e2e.evening import Evening
from tests.e2e.test_desk import _nothing_found, _place, _press, _sit, _theme_id, _told, evening

pytestmark = pytest.mark.e2e
__all__ = ["evening"]


def test_a_flag_is_put_on_by_keys_seen_by_others_and_taken_off(
    enter: Enter, evening: Evening
) -> None:
    page = _sit(enter, evening, "fay")
    place = page.locator(".rail button").filter(has_text="Money")
    place.click()
    _press(page, "f")
    page.keyboard.type("ask <b>Bo</b>")
    _press(page, "Enter")
    _told(page, "Flagged “Money”: ask <b>Bo</b>.")
    expect(place.locator(".word")).to_have_text(", flagged: ask <b>Bo</b>")
    expect(page.locator(".flagged")).to_have_text("⚑ ask <b>Bo</b>")
    _nothing_found(page)
    other = _sit(enter, evening, "bo")
    expect(other.locator(".rail .word")).to_have_text(", flagged: ask <b>Bo</b>")
    _press(page, "f", "Enter")
    _told(page, "Took the flag off “Money”.")
    expect(other.locator(".rail .word")).to_have_count(0)
    _press(page, "u")
    _told(page, "Took back")
    expect(place.locator(".word")).to_be_visible()


def test_a_flag_that_somebody_was_quicker_to_put_on_is_not_written_over(
    enter: Enter, evening: Evening
) -> None:
    page = _sit(enter, evening, "fay")
    _place(page, "Time").click()
    _press(page, "f")
    evening.does(
        "bo", flags.flag_theme, theme_id=_theme_id(evening, "Time"), flag="mine", seen_version=1
    )
    page.keyboard.type("too broad")
    _press(page, "Enter")
    _told(page, "Bo changed this")
    expect(page.locator(".rail .word")).to_have_text(", flagged: mine")
