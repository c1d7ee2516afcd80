"""Encouragements in three panes: an evening by keys and by mouse; the screen is the record."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Encouragement, Statement, Workshop
from hrgl.encouragements import groups, panes, wordings
from hrgl.themes import themes
from tests.builders import statement_ids
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import Evening, begin, comes_to
from tests.e2e.test_screens import NOT_OURS, PHONE

pytestmark = pytest.mark.e2e

PEOPLE = {"fay": Role.FACILITATOR, "bo": Role.FACILITATOR}
LAPTOP = {"width": 1366, "height": 768}
FIRST = """* Pay people for the time they give to the budget
* Publish the budget in plain words
* Ask what a budget does to people before it is adopted"""
SECOND = """* Childcare makes it possible to take part
* Write back to everybody what became of their words"""


@pytest.fixture
def evening(server: Server) -> Evening:
    """Two themes over two rooms, three places, and nothing worded yet."""
    with transaction(server.engine) as session:
        made = begin(session, server, PEOPLE, places=3)
        other = Workshop(edition_id=made.here.edition.id, code="B2", title="People", question="?")
        session.add(other)
        session.flush()
        ids = statement_ids(session, made.here, FIRST)
        room, made.here.workshop = made.here.workshop, other
        more = statement_ids(session, made.here, SECOND)
        made.here.workshop = room
        by = made.here.facilitator
        themes.create(session, by, name="Money", statement_ids=[*ids[:2], more[0]])
        themes.create(session, by, name="Answers", statement_ids=[ids[2], more[1]])
    return made


def _sit(enter: Enter, evening: Evening, name: str, **kind: object) -> Page:
    code = evening.here.edition.code
    page = enter(f"{name}.{code}", path="/encouragements", **{"viewport": LAPTOP, **kind})
    expect(page.locator(".sum")).to_contain_text("places")
    return page


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _told(page: Page, words: str) -> None:
    expect(page.locator(".told")).to_contain_text(words)


def _field(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label, exact=True)


def _entry(page: Page, words: str) -> Locator:
    return page.locator(".entry").filter(has_text=words)


def _said(page: Page, words: str) -> Locator:
    return page.locator(".said").filter(has_text=words)


def _question(page: Page) -> Locator:
    return page.locator(".popup").get_by_role("combobox")


def _record(evening: Evening) -> list[tuple[Any, ...]]:
    """Place, heading, wording, stage, and as what each statement is cited, as recorded."""
    here = evening.here.edition.id
    found = evening.asks(lambda session: panes.panes(session, edition_id=here))
    refs = evening.asks(
        lambda session: {s.id: s.reference[-5:] for s in session.exec(select(Statement)).all()}
    )
    return [
        (
            pane.view.place,
            pane.view.heading,
            pane.view.wording,
            pane.view.stage.value,
            {refs[key]: support.value for key, support in pane.cited},
        )
        for pane in found
    ]


def _axe(page: Page) -> list[object]:
    return [
        (found["id"], node["html"][:160], node["failureSummary"][:200])
        for found in Axe().run(page).response["violations"]
        if found["id"] not in NOT_OURS
        for node in found["nodes"][:3]
    ]


def test_an_evening_by_keys_and_everything_taken_back(enter: Enter, evening: Evening) -> None:
    page = _sit(enter, evening, "fay")
    _press(page, "b")
    _told(page, "Began")
    comes_to(lambda: [row[:2] for row in _record(evening)], [(1, ""), (2, "")])
    outline = _field(page, "Explanation").input_value()
    assert "{B2-01}" in outline
    _press(page, "2")
    page.keyboard.type("pay people for their time. ")
    _press(page, "Tab")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Nobody works for nothing")
    expect(page.locator(".label .hint").nth(1)).to_contain_text("9 words with the heading")
    _press(page, "Escape", "3", "ArrowDown", "i")
    expect(_field(page, "Explanation")).to_have_value(r"Nobody works for nothing {B2-01}")
    expect(page.locator(".named")).to_have_text("{B2-01}")
    page.keyboard.type(", nor should they.")
    expect(page.locator(".label .hint").nth(1)).to_contain_text("kept")

    # What is typed is there again after the page is loaded anew, and on another device.
    page.reload()
    settled(page)
    expect(_field(page, "Explanation")).to_have_value(
        "Nobody works for nothing {B2-01}, nor should they."
    )
    assert _record(evening)[0][1:3] == ("", 1)
    _press(page, "2", "ControlOrMeta+Enter")
    _told(page, "Wrote wording 2 of place 1")
    comes_to(lambda: _record(evening)[0][1:3], ("pay people for their time", 2))
    expect(_field(page, "We encourage local governments to …")).to_have_value(
        "pay people for their time"
    )

    # Cited, as something else, and out again; the screen says what is recorded.
    page.get_by_role("textbox", name="Explanation").click()
    _press(page, "Escape", "/")
    expect(page.locator("#find")).to_have_value("Nobody works for nothing, nor should they.")
    _press(page, "Enter")
    found = page.locator(".list .heading").filter(has_text="from all rooms for “Nobody works")
    expect(found).to_be_visible()
    expect(page.locator(".checks summary")).to_contain_text("to look at")
    _press(page, "Escape", "3", "e")
    _told(page, "as example")
    _press(page, "u")
    _told(page, "Took back")
    _said(page, "Publish the budget").get_by_role("button", name="as reservation").click()
    _told(page, "as reservation")
    pressed = _said(page, "Publish the budget").get_by_role("button", name="as reservation")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    comes_to(lambda: _record(evening)[0][4].get("A1-02"), "reservation")
    pressed.click()
    _told(page, "Took A1-02 out")
    comes_to(lambda: "A1-02" in _record(evening)[0][4], False)

    # One place down, which swaps; then all that is ready is handed over at once.
    _press(page, "Alt+ArrowDown")
    _told(page, "wap")
    comes_to(lambda: [row[0] for row in _record(evening) if row[1]], [2])
    _press(page, "g")
    _told(page, "Submitted")
    comes_to(lambda: [row[3] for row in _record(evening)], ["draft", "submitted"])
    expect(_entry(page, "pay people for their time")).to_contain_text("in review, 0 of 2")
    expect(page.get_by_role("button", name="1 draft not ready: why?")).to_be_visible()
    for _ in range(2):
        _press(page, "u")
    _told(page, "Took back")
    comes_to(lambda: [(row[0], row[3]) for row in _record(evening) if row[1]], [(1, "draft")])
    assert _axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert _axe(page) == []


def test_an_evening_by_mouse_and_two_facilitators(enter: Enter, evening: Evening) -> None:
    for heading in ("publish budgets", "answer everybody"):
        evening.does("bo", wordings.word, heading=heading)
    page = _sit(enter, evening, "fay")
    _entry(page, "publish budgets").drag_to(page.locator(".free").nth(1))
    _told(page, "to place 2")
    page.locator(".free").first.click()
    page.get_by_role("option", name="“answer everybody”").click()
    _told(page, "to place 1")
    _entry(page, "publish budgets").drag_to(_entry(page, "answer everybody"))
    _told(page, "wap")
    comes_to(
        lambda: [row[:2] for row in _record(evening)],
        [(1, "publish budgets"), (2, "answer everybody")],
    )
    _entry(page, "answer everybody").click()
    page.get_by_role("button", name="What else can be done").click()
    page.get_by_role("option", name="Heading above this place").click()
    _question(page).fill("How we answer")
    _question(page).press("Enter")
    expect(page.get_by_role("heading", name="How we answer")).to_be_visible()
    here = evening.here.edition.id
    comes_to(
        lambda: [
            (g.place, g.heading)
            for g in evening.asks(lambda s: groups.group_headings(s, edition_id=here))
        ],
        [(2, "How we answer")],
    )

    # Somebody else rewords what is being typed into: both stand, and nothing is lost.
    _field(page, "Explanation").fill("Everybody hears what became of it.")
    one = evening.asks(lambda session: _at_place(session, evening, 2))
    evening.does(
        "bo",
        wordings.reword,
        encouragement_id=one.id,
        heading="answer everybody soon",
        explanation="Theirs.",
        seen_version=one.version,
    )
    page.get_by_role("button", name="Save wording 2").click()
    expect(page.get_by_text("Bo saved wording 2 while you went on")).to_be_visible()
    expect(page.locator(".notice ins").first).to_contain_text("soon")
    expect(_field(page, "Explanation")).to_have_value("Everybody hears what became of it.")
    page.get_by_role("button", name="Go on with mine").click()
    page.get_by_role("textbox", name="Why it is changed").fill("said more plainly")
    page.get_by_role("button", name="Save wording 3").click()
    _told(page, "Wrote wording 3")
    page.get_by_role("tab", name="Changes").click()
    expect(page.locator(".wordings")).to_contain_text("said more plainly")
    expect(page.locator(".between ins")).to_contain_text("Everybody hears")
    page.get_by_role("button", name="Restore wording 1 as a new wording").click()
    _told(page, "wording 1")
    comes_to(lambda: _record(evening)[1][1:3], ("answer everybody", 4))

    # The other candidate goes into this one, is listed with what became of it, and comes back.
    page.get_by_role("button", name="What else can be done").click()
    page.get_by_role("option", name="Merge another into this").click()
    page.get_by_role("option", name="publish budgets").click()
    expect(page.get_by_role("region", name="Set aside")).to_contain_text("merged into")
    _entry(page, "publish budgets").click()
    page.get_by_role("button", name="Bring it back").click()
    _told(page, "back")
    page.get_by_role("button", name="What else can be done").click()
    page.get_by_role("option", name="Set aside").click()
    _question(page).fill("said in another one")
    _question(page).press("Enter")
    comes_to(lambda: _record(evening)[-1][1::2], ("publish budgets", "set_aside"))
    expect(_entry(page, "publish budgets")).to_contain_text("set aside: said in another one")


def _at_place(session: Any, evening: Evening, place: int) -> Encouragement:
    here = Encouragement.edition_id == evening.here.edition.id
    found: Encouragement = session.exec(
        select(Encouragement).where(here, Encouragement.place == place)
    ).one()
    return found


def test_on_a_telephone_the_wording_opens_over_the_list_and_saves_at_the_edge(
    enter: Enter, evening: Evening
) -> None:
    evening.does("bo", wordings.word, heading="publish budgets")
    page = _sit(enter, evening, "fay", viewport=PHONE)
    _entry(page, "publish budgets").locator("button").click()
    expect(page.locator(".rail")).to_be_hidden()
    _field(page, "Explanation").fill("So that everybody can read them.")
    save = page.get_by_role("button", name="Save wording 2")
    box = save.bounding_box()
    assert box is not None
    assert PHONE["height"] - 140 < box["y"] < PHONE["height"]
    save.click()
    comes_to(lambda: _record(evening)[0][2], 2)
    page.get_by_role("button", name="Evidence").click()
    _said(page, "Childcare").get_by_role("button", name="as support").click()
    comes_to(lambda: _record(evening)[0][4], {"B2-01": "supports"})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert _axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert _axe(page) == []
    page.get_by_role("button", name="← All places").click()
    expect(_entry(page, "publish budgets")).to_be_visible()
