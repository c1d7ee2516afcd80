"""The order of a list on the desk: what is alike moves together, and nothing jumps meanwhile."""

import itertools
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from hrgl.core import vector_store
from hrgl.core.database import transaction
from hrgl.core.models import Clustering
from hrgl.notes import statements
from tests.e2e.conftest import Enter
from tests.e2e.evening import Evening
from tests.e2e.test_desk import _nothing_found, _place, _press, _row, _sit, _stands, _told, evening

pytestmark = pytest.mark.e2e
__all__ = ["evening"]


@pytest.fixture
def read(evening: Evening) -> Evening:
    """As after a proposal: each statement is most like the ones four before and four behind it."""
    with transaction(evening.server.engine) as session:
        edition_id = evening.here.edition.id
        member_id = evening.members["fay"]
        session.add(
            Clustering(
                edition_id=edition_id,
                member_id=member_id,
                model="order",
                parameters={},
                statements_sha256="0" * 64,
                result={},
            )
        )
        kept = {}
        for row in statements.list_statements(session, edition_id=edition_id):
            number = int(re.findall(r"Statement (\d+)", row.text)[0])
            vector = np.zeros(45, np.float32)
            vector[number % 4], vector[number + 4] = 3, 0.3 + number / 1000
            kept[row.text] = vector
        vector_store.keep_vectors(session, kept, "order")
    return evening


def _numbers(page: Page) -> list[int]:
    return [int(re.findall(r"Statement (\d+)", text)[0]) for text in _texts(page)]


def _texts(page: Page) -> list[str]:
    return page.locator(".list .row .text").all_inner_texts()


def _sorted(page: Page, order: str) -> None:
    page.get_by_role("combobox", name="Sorted").select_option(order)


def test_what_is_alike_stands_together_and_is_dragged_as_one(enter: Enter, read: Evening) -> None:
    page = _sit(enter, read, "fay")
    _sorted(page, "Alike together")
    expect(page.locator(".mates.first").first).to_be_visible()
    before = _numbers(page)
    assert sum(one % 4 != other % 4 for one, other in itertools.pairwise(before)) <= 3
    first = page.locator(".row:has(.mates.first)").first
    many = int(first.locator(".mates").inner_text())
    group = before[before.index(_number(first.inner_text())) :][:many]
    first.locator(".mates").drag_to(_place(page, "Time"))
    _told(page, "to “Time”.")
    assert sorted(_stands(read)["Time"]) == sorted([6, *group])
    assert page.evaluate("getSelection().toString()") == ""  # a drag marks no text
    rest = [each for each in before if each not in group]
    assert _numbers(page)[:10] == rest[:10]  # nothing jumped
    _press(page, "u")
    _told(page, "Took back")
    assert _stands(read)["Time"] == [6]


def _number(text: str) -> int:
    return int(re.findall(r"Statement (\d+)", text)[0])


def test_what_is_alike_is_picked_by_a_key_or_a_press_on_its_bracket(
    enter: Enter, read: Evening
) -> None:
    page = _sit(enter, read, "fay")
    _sorted(page, "Alike together")
    first = page.locator(".row:has(.mates.first)").first
    many = int(first.locator(".mates").inner_text())
    first.locator(".mates").click()
    expect(page.locator(".bar b")).to_have_text(f"{many} picked")
    page.locator(".list").focus()
    _press(page, "w")
    expect(page.locator(".row.picked")).to_have_count(0)
    _press(page, "w")
    expect(page.locator(".row.picked")).to_have_count(many)


def test_the_order_is_kept_for_the_next_time_and_all_is_one_list(
    enter: Enter, read: Evening
) -> None:
    page = _sit(enter, read, "fay")
    _sorted(page, "Newest first")
    expect(page.locator(".row").first).to_contain_text("Statement 40 ")
    page.reload()
    expect(page.locator(".row").first).to_contain_text("Statement 40 ")
    _place(page, "All").click()
    expect(_place(page, "All").locator(".count")).to_have_text("40")
    _press(page, "m")
    page.keyboard.type("people")
    _press(page, "Enter")
    _told(page, "Moved A1-40 to “People”.")
    expect(_row(page, 40).locator(".stands")).to_have_text("People")  # it stays where it was
    expect(page.locator(".row.current")).to_contain_text("Statement 39 ")


def test_names_are_given_one_after_the_other(enter: Enter, evening: Evening) -> None:
    page = _sit(enter, evening, "fay")
    _place(page, "Money").click()
    _press(page, "e")
    for name in ("Budgets", "Residents", "Hours"):
        page.keyboard.type(name)
        _press(page, "Shift+Enter")
        _told(page, f"to “{name}”.")
    assert {"Budgets", "Residents", "Hours"} <= set(_stands(evening))


def test_axe_finds_nothing_where_what_is_alike_stands_together(enter: Enter, read: Evening) -> None:
    page = _sit(enter, read, "fay")
    _sorted(page, "Alike together")
    expect(page.locator(".mates.first").first).to_be_visible()
    _nothing_found(page)
    _place(page, "All").click()
    _nothing_found(page)
