"""Room for the work: where it begins on a laptop, and what lies under the thumb on a telephone."""

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.e2e.conftest import Enter, settled
from tests.e2e.evening import comes_to
from tests.e2e.looking import violations
from tests.e2e.test_screens import NOT_OURS, PHONE

pytestmark = pytest.mark.e2e

LAPTOP = {"width": 1366, "height": 768}
# what the work on a page begins with
WORK = {"themes": "[role=grid]", "encouragements": ".rail", "reviews": ".rail"}
WORK_BEGINS_ABOVE = 190


def _box(part: Locator) -> FloatRect:
    expect(part).to_be_visible()
    box = part.bounding_box()
    assert box is not None
    return box


def _drawn(page: Page) -> None:
    expect(page.get_by_text("Next: ")).to_be_visible()


@pytest.mark.parametrize("name", list(WORK))
def test_the_work_begins_near_the_top(enter: Enter, name: str) -> None:
    page = enter("facilitator", demonstration=True, viewport=LAPTOP, path=f"/{name}")
    _drawn(page)
    begins = _box(page.locator(f".stMain {WORK[name]}").first)["y"]
    assert begins < WORK_BEGINS_ABOVE, begins


def test_the_title_stands_in_the_same_row_as_the_next_step(enter: Enter) -> None:
    page = enter("steering", demonstration=True, viewport=LAPTOP, path="/history")
    _drawn(page)
    title = _box(page.get_by_role("heading", level=1, name="History"))
    edition = _box(page.get_by_text("demonstration data – not the published"))
    leads = _box(page.get_by_role("button", name="Start reviewing"))
    assert title["x"] + title["width"] <= edition["x"]
    assert edition["x"] + edition["width"] <= leads["x"]
    middle = title["y"] + title["height"] / 2
    for part in (edition, leads):
        assert part["y"] < middle < part["y"] + part["height"] + 20
    assert leads["x"] + leads["width"] <= LAPTOP["width"]
    page.get_by_role("button", name="Start reviewing").click()
    expect(page.get_by_role("heading", level=1, name="Reviews")).to_be_visible()


def test_a_folded_menu_stays_folded_and_its_button_hides_nothing(enter: Enter) -> None:
    page = enter("facilitator", demonstration=True, viewport=LAPTOP, path="/reviews")
    _drawn(page)
    menu = page.get_by_test_id("stSidebar")
    assert _box(menu)["width"] == 208
    menu.hover()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expands = page.get_by_test_id("stExpandSidebarButton")
    title = page.get_by_role("heading", level=1)

    def beside_the_title() -> bool:  # once the menu has gone
        return _box(expands)["x"] + _box(expands)["width"] <= _box(title)["x"]

    comes_to(beside_the_title, True)
    page.reload()
    settled(page)
    expect(expands).to_be_visible()


def test_on_a_telephone_what_is_chosen_stands_over_the_list(enter: Enter) -> None:
    page = enter("steering", demonstration=True, viewport=PHONE, path="/reviews")
    _drawn(page)
    entries = page.get_by_role("navigation", name="Reviews")
    expect(entries).to_be_visible()
    entries.get_by_role("button").first.click()
    expect(entries).to_be_hidden()
    page.get_by_role("button", name="← All reviews").click()
    expect(entries).to_be_visible()
    # also the one that was open before can be chosen
    entries.get_by_role("button").first.click()
    expect(entries).to_be_hidden()
    expect(page.get_by_role("button", name="Agree", exact=True)).to_be_visible()


def test_on_a_laptop_list_and_detail_stand_side_by_side(enter: Enter) -> None:
    page = enter("facilitator", demonstration=True, viewport=LAPTOP, path="/encouragements")
    _drawn(page)
    places, wording = _box(page.locator(".rail")), _box(page.locator(".sheet"))
    evidence = _box(page.get_by_role("grid", name="Statements"))
    assert places["x"] + places["width"] <= wording["x"]
    assert wording["x"] + wording["width"] <= evidence["x"]
    expect(page.get_by_role("button", name="← All places")).to_be_hidden()


@pytest.mark.parametrize(
    ("role", "name", "button"),
    [
        ("rapporteur", "notes", "Save the note"),
        ("steering", "reviews", "Agree"),
        ("organiser", "outcome", "Publish"),
    ],
)
def test_on_a_telephone_the_act_of_the_page_lies_at_the_lower_edge(
    enter: Enter, role: str, name: str, button: str
) -> None:
    page = enter(role, demonstration=True, viewport=PHONE, path=f"/{name}")
    _drawn(page)
    if name == "reviews":
        page.get_by_role("navigation", name="Reviews").get_by_role("button").first.click()
    act = page.get_by_role("button", name=button, exact=True)
    expect(act).to_be_in_viewport(ratio=1)
    assert _box(act)["y"] > PHONE["height"] - 160
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page, NOT_OURS) == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_labels_of_the_flow_are_as_clear_as_all_other_text(
    enter: Enter, size: dict[str, int], scheme: str
) -> None:
    page = enter("facilitator", demonstration=True, viewport=size, color_scheme=scheme)
    labels = page.locator(".stPlotlyChart text.node-label")
    expect(labels.first).to_be_attached()
    text = page.locator(".stMain").evaluate("each => getComputedStyle(each).color")
    fills = labels.evaluate_all("all => all.map(each => getComputedStyle(each).fill)")
    assert set(fills) == {text}
    for label in labels.all():
        box = _box(label)
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
