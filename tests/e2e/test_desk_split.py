"""Splitting a theme on the desk: its parts are read whole, named, and split as they stood."""

import pytest
from playwright.sync_api import Page, expect

from hrgl.core.models import Member
from hrgl.operations import worker
from hrgl.themes import themes
from tests.e2e.conftest import Enter
from tests.e2e.evening import Evening
from tests.e2e.test_desk import (
    _nothing_found,
    _place,
    _press,
    _sit,
    _stands,
    _statement,
    _theme_id,
    _told,
    evening,
)
from tests.e2e.test_screens import PHONE
from tests.fakes import FakeEmbedder

pytestmark = pytest.mark.e2e
__all__ = ["evening"]


@pytest.fixture
def read(evening: Evening) -> Evening:
    """A proposal has read the statements; it changes nothing."""
    fay = evening.asks(lambda session: session.get_one(Member, evening.members["fay"]))
    worker.propose_themes(
        evening.server.engine, fay, themes=2, progress=lambda *_: None, load=FakeEmbedder
    )
    return evening


def _open(page: Page, number: int = 2) -> None:
    _place(page, "Money").click()
    expect(page.get_by_role("textbox", name="Name of the theme")).to_have_value("Money")
    _press(page, "i")
    expect(page.locator(".parts section")).to_have_count(number)


def test_a_theme_is_split_by_keys_into_parts_that_were_read_and_named(
    enter: Enter, read: Evening
) -> None:
    page = _sit(enter, read, "fay")
    before = _stands(read)
    _open(page)
    shown = page.locator(".parts li .text").all_inner_texts()
    assert len(shown) == 3
    assert all(text.endswith("to do for them") for text in shown)
    _press(page, "3")
    expect(page.locator(".parts section")).to_have_count(3)
    _press(page, "2", "j", "s")  # the desk behind rests
    expect(page.locator(".parts section")).to_have_count(2)
    names = page.locator(".parts input")
    names.nth(0).fill("Paid time")
    names.nth(1).fill("Plain words")
    goes = page.locator(".parts section").nth(1).locator("li").count()
    _press(page, "Control+Enter")
    _told(page, "Split “Money”, now “Paid time”")
    stands = _stands(read)
    assert "Money" not in stands
    assert len(stands["Plain words"]) == goes
    assert sorted(stands["Paid time"] + stands["Plain words"]) == before["Money"]
    _press(page, "u")
    _told(page, "Took back")
    assert _stands(read) == before


def test_parts_of_a_theme_that_changes_while_they_are_read_are_worked_out_anew(
    enter: Enter, read: Evening
) -> None:
    page = _sit(enter, read, "fay")
    _open(page)
    page.locator(".parts input").nth(0).fill("Not lost")
    split = page.get_by_role("button", name="Split into 2 themes")
    money = _theme_id(read, "Money")
    read.does("bo", themes.move, statement_ids=[_statement(read, 9)], theme_id=money)
    expect(page.locator(".said")).to_contain_text("The theme has changed")
    expect(split).to_be_disabled()
    expect(page.locator(".parts input").nth(0)).to_have_value("Not lost")
    page.get_by_role("button", name="Work the parts out anew").click()
    expect(page.locator(".parts li")).to_have_count(4)
    expect(split).to_be_enabled()


def test_a_refused_split_is_told_beside_the_parts_and_what_was_typed_stays(
    enter: Enter, read: Evening
) -> None:
    page = _sit(enter, read, "fay")
    before = _stands(read)
    _open(page)
    page.locator(".parts input").nth(1).fill("People")  # a theme of this name is there
    page.get_by_role("button", name="Split into 2 themes").click()
    expect(page.locator(".said")).to_contain_text("There is a theme called")
    expect(page.locator(".parts input").nth(1)).to_have_value("People")
    _press(page, "Escape")
    expect(page.locator(".split")).to_be_hidden()
    assert _stands(read) == before


def test_axe_finds_nothing_in_the_parts_and_a_telephone_shows_them(
    enter: Enter, read: Evening
) -> None:
    page = _sit(enter, read, "fay")
    _open(page)
    _nothing_found(page)
    page.set_viewport_size(PHONE)
    expect(page.locator(".parts input").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    _nothing_found(page)


def test_the_nearest_themes_follow_what_was_decided(enter: Enter, read: Evening) -> None:
    read.does("bo", themes.dissolve, theme_id=_theme_id(read, "Time"), seen_version=1)
    page = _sit(enter, read, "fay")
    offered = page.locator(".bar .near .name")
    expect(offered).to_have_count(2)
    _press(page, "x", "n")
    page.keyboard.type("Brand new")
    _press(page, "Enter")
    _told(page, "Began the theme “Brand new”")
    expect(offered).to_have_count(3)
    assert "Brand new" in offered.all_inner_texts()
    # and what is told of the open theme, when somebody else has added to it
    _place(page, "Brand new").click()
    expect(page.locator(".aside")).to_contain_text("1 statement from 1 workshop")
    new = _theme_id(read, "Brand new")
    read.does("bo", themes.move, statement_ids=[_statement(read, 12)], theme_id=new)
    expect(page.locator(".aside")).to_contain_text("2 statements from 1 workshop")
