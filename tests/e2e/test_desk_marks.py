"""What people leave on themes for each other, what each has read, and who is where."""

import pytest
from playwright.sync_api import Locator, Page, expect

from hrgl.core.database import transaction
from hrgl.themes import attention, flags, themes
from tests.builders import statement_ids
from tests.e2e.conftest import Enter
from tests.e2e.evening import Evening
from tests.e2e.test_desk import (
    _nothing_found,
    _place,
    _press,
    _sit,
    _statement,
    _theme_id,
    _told,
    evening,
)

pytestmark = pytest.mark.e2e
__all__ = ["evening"]
A_BEAT = 45_000  # ms in which a desk tells where it is, and another hears of it


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


def _entry(page: Page, name: str) -> Locator:
    return page.locator(".rail button[data-place]").filter(has_text=name)


def _kept(evening: Evening, name: str) -> attention.Attention:
    member = evening.members[name]
    return evening.asks(lambda session: attention.attention_of(session, member_id=member))


def test_what_was_in_sight_for_a_second_is_read_by_that_person_and_counted(
    enter: Enter, evening: Evening
) -> None:
    page = _sit(enter, evening, "fay")
    before = evening.acts()
    money = _entry(page, "Money")
    expect(money.locator(".count")).to_have_text("0 of 3 read")
    money.click()
    expect(money.locator(".count")).to_have_text("3")
    expect(_entry(page, "People").locator(".count")).to_have_text("0 of 2 read")
    _reading(page, "unread")
    expect(page.locator(".shown")).to_have_text("0 of 3 shown")
    _press(page, "[")  # past the lane of the unsure, to the queue, which is longer than the window
    _place(page, "In no theme").click()
    _reading(page, "unread")
    expect(page.locator(".row")).not_to_have_count(0)
    page.reload()  # what was not handed over yet goes with it
    expect(_entry(page, "Money").locator(".count")).to_have_text("3")
    read = _kept(evening, "fay").read
    assert {_statement(evening, number) for number in (1, 2, 3)} <= set(read)
    assert _statement(evening, 40) not in read
    assert _kept(evening, "bo").read == ()
    assert evening.acts() == before


def test_what_came_since_one_looked_is_marked_until_one_has_seen_it(
    enter: Enter, evening: Evening
) -> None:
    page = _sit(enter, evening, "fay")
    people = _entry(page, "People")
    people.click()
    page.wait_for_timeout(1200)
    _entry(page, "Time").click()
    expect(page.locator(".fresh")).to_have_count(0)
    evening.does(
        "bo",
        themes.move,
        statement_ids=[_statement(evening, 9)],
        theme_id=_theme_id(evening, "People"),
    )
    expect(people.locator(".fresh")).to_have_text(", 1 new since you looked")
    _press(page, "[")
    expect(page.locator(".row .fresh")).to_have_count(1)
    _reading(page, "fresh")
    expect(page.locator(".shown")).to_have_text("1 of 3 shown")
    _nothing_found(page)
    page.wait_for_timeout(1200)
    _entry(page, "Time").click()
    expect(page.locator(".fresh")).to_have_count(0)


def test_two_facilitators_see_who_has_which_theme_open(enter: Enter, evening: Evening) -> None:
    page, other = _sit(enter, evening, "fay"), _sit(enter, evening, "bo")
    _entry(page, "Money").click()
    _entry(other, "Money").click()
    here = _entry(page, "Money").locator(".here")
    expect(here).to_have_text("B, Bo is here", timeout=A_BEAT)
    expect(page.locator(".aside")).to_contain_text("Bo is here.")
    _nothing_found(page)
    expect(_entry(other, "Money").locator(".here")).to_have_text("F, Fay is here", timeout=A_BEAT)
    other.close()
    expect(here).to_have_count(0, timeout=A_BEAT)


def _reading(page: Page, choice: str) -> None:
    if page.get_by_label("Reading").is_hidden():
        page.get_by_role("button", name="Filters").click()
    page.get_by_label("Reading").select_option(choice)


def test_what_was_said_more_than_once_is_told_and_picked_together(
    enter: Enter, evening: Evening
) -> None:
    with transaction(evening.server.engine) as session:
        ids = statement_ids(
            session,
            evening.here,
            "* Pay for the bus\n* Open the library on Sundays\n* pay for the bus!",
        )
        themes.create(session, evening.here.facilitator, name="Bus", statement_ids=ids)
    page = _sit(enter, evening, "fay")
    _entry(page, "Bus").click()
    again = page.locator(".said-again")
    expect(again).to_have_text("said 2 times in 1 workshop")
    _nothing_found(page)
    again.click()
    expect(page.locator(".row.picked")).to_have_count(2)
    _press(page, "Escape", "z")
    expect(page.locator(".bar b")).to_have_text("2 picked")
    _press(page, "=")
    _told(page, "same")
    _press(page, "u")
    _told(page, "Took back")


def test_an_encouragement_is_begun_from_the_open_theme(enter: Enter, evening: Evening) -> None:
    page = _sit(enter, evening, "fay")
    _entry(page, "Money").click()
    _press(page, "o")
    page.get_by_role("combobox", name="We encourage local governments to …").fill("pay people")
    _press(page, "Enter")
    _told(page, "pay people")
    expect(page.locator(".aside")).to_contain_text("worded in candidate")
