"""From a proposal of the real model to twelve agreed themes, and all the way back.

The notes are those of the demonstration edition; every act is done by mouse, then by keys alone.
"""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.notes import notes
from hrgl.settings import DATA
from hrgl.themes import board
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import Evening, begin, comes_to
from tests.e2e.test_desk import _place, _press, _told
from tests.e2e.test_screens import LAPTOP

pytestmark = pytest.mark.e2e
WAIT = 240_000  # ms, for the model


@pytest.fixture
def evening(server: Server) -> Evening:
    """The demonstration's notes, in no theme."""
    with transaction(server.engine) as session:
        made = begin(session, server, {"fay": Role.FACILITATOR}, places=12)
        for text in _texts(DATA / "demonstration/notes"):
            notes.add_note(
                session, made.here.rapporteur, workshop_id=made.here.workshop.id, text=text
            )
    return made


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.yaml")):
        for note in yaml.safe_load(path.read_text("utf-8"))["notes"]:
            yield note["text"]


Act = Callable[[], None]
State = tuple[dict[str, tuple[bool, frozenset[int]]], frozenset[int], frozenset[int]]


def _state(evening: Evening) -> State:
    """The themes by name, looked through or not, with what they hold; the queue; what is out."""
    now = evening.asks(lambda s: board.board(s, edition_id=evening.here.edition.id))
    themes = {
        each.name: (each.reviewed, frozenset(row.id for row in each.statements))
        for each in now.themes
    }
    assert len(themes) == len(now.themes)
    queue, out = (frozenset(row.id for row in rows) for rows in (now.queue, now.left_out))
    return themes, queue, out


def _count(page: Page, name: str) -> int:
    return int(_place(page, name).locator(".count").inner_text())


def _agreed(evening: Evening, page: Page) -> None:
    """Twelve themes, each looked through; nothing waits, nothing is unsure, one was set aside."""
    themes, queue, out = _state(evening)
    assert len(themes) == 12
    assert all(reviewed for reviewed, _ in themes.values())
    assert (len(queue), len(out)) == (0, 1)
    assert "What pays for it" in themes
    assert _count(page, "Unsure") == 0


def _undone(page: Page, undo: Act) -> None:
    """Step by step, until there is nothing more."""
    told = page.locator(".told")
    while "Nothing was done here yet" not in told.inner_text():
        undo()
        page.wait_for_timeout(60)
    expect(page.locator(".told")).to_contain_text("Nothing was done here yet")


def _sure(page: Page, *, look: Act, answers: tuple[Act, Act], leave: Act) -> None:
    """Nothing is unsure, not even when the doubts have followed what was decided."""
    while True:
        look()
        for turn in count():
            if not _count(page, "Unsure"):
                break
            answers[turn % 2]()
        with page.expect_response(lambda answer: "/desk/doubts" in answer.url):
            leave()
        page.wait_for_timeout(300)
        if not _count(page, "Unsure"):
            return


def _smallest_two(evening: Evening) -> list[str]:
    themes, _, _ = _state(evening)
    return sorted(themes, key=lambda name: len(themes[name][1]))[:2]


def _largest(evening: Evening) -> str:
    themes, _, _ = _state(evening)
    return max(themes, key=lambda name: len(themes[name][1]))


def test_a_proposal_becomes_twelve_agreed_themes_by_mouse(enter: Enter, evening: Evening) -> None:
    page = enter(f"fay.{evening.here.edition.code}", viewport=LAPTOP, path="/themes")
    page.get_by_role("tab", name="Proposal").click()
    page.get_by_label("How many themes").fill("12")
    page.get_by_label("How many themes").press("Enter")
    settled(page)
    page.get_by_role("button", name="Propose themes").click()
    take_over = page.get_by_role("button", name="Take over all")
    expect(take_over).to_be_visible(timeout=WAIT)
    before = _state(evening)
    take_over.click()
    expect(page.locator(".told")).to_contain_text("Took over")
    taken = _state(evening)
    assert len(taken[0]) == 12

    page.get_by_role("tab", name="Desk").click()
    expect(page.locator(".rail button").first).to_be_visible()
    _place(page, "In no theme").click()
    while _count(page, "In no theme"):
        page.locator(".row .chip").first.click()
    one, other = _smallest_two(evening)
    for name in (one, other):
        _place(page, name).click(modifiers=["Control"])
    page.get_by_role("button", name="Merge these 2").click()
    _told(page, "Merged")
    _place(page, _largest(evening)).click()
    page.get_by_role("button", name="Split …").click()
    page.locator(".parts input").nth(1).fill("What pays for it")
    page.get_by_role("button", name="Split into 2 themes").click()
    _told(page, "Split")
    _place(page, "What pays for it").click()
    page.locator(".list .row").first.click()
    page.get_by_role("button", name="Set aside …").click()
    page.get_by_role("combobox").last.fill("a remark on the room")
    page.get_by_role("option", name="a remark on the room").click()
    _told(page, "aside")
    _sure(
        page,
        look=_place(page, "Unsure").click,
        answers=(
            page.get_by_role("button", name="Stays").click,
            page.locator(".row .chip").first.click,
        ),
        leave=_place(page, "In no theme").click,
    )
    for name in _state(evening)[0]:
        _place(page, name).click()
        page.get_by_role("button", name="Looked through", exact=True).click()
        _told(page, f"“{name}”")
    _agreed(evening, page)

    _undone(page, page.get_by_role("button", name="Undo").click)
    comes_to(lambda: _state(evening), taken)
    page.get_by_role("tab", name="Proposal").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Take over all")).to_be_visible()
    comes_to(lambda: _state(evening), before)


def _reach(page: Page, name: str) -> None:
    """Go on with Tab until what has this name has the keyboard."""
    for _ in range(80):
        if page.evaluate(_FOCUSED).startswith(name):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{name} is not reached with Tab")


_FOCUSED = """() => {
    let at = document.activeElement
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
    return (at?.getAttribute("aria-label") ?? at?.textContent ?? "").trim()
}"""


def test_a_proposal_becomes_twelve_agreed_themes_by_keys_alone(
    enter: Enter, evening: Evening
) -> None:
    page = enter(f"fay.{evening.here.edition.code}", viewport=LAPTOP, path="/themes")
    _reach(page, "Desk")
    _press(page, "ArrowRight", "ArrowRight")
    _reach(page, "How many themes")
    page.keyboard.type("12")
    _press(page, "Enter")
    settled(page)
    _reach(page, "Propose themes")
    _press(page, "Enter")
    expect(page.get_by_role("button", name="Take over all")).to_be_visible(timeout=WAIT)
    _reach(page, "Take over all")
    _press(page, "Enter")
    expect(page.locator(".told")).to_contain_text("Took over")
    taken = _state(evening)
    assert len(taken[0]) == 12

    page.reload()
    settled(page)
    expect(page.locator(".list")).to_be_focused()
    while _count(page, "In no theme"):
        _press(page, "1")
    _to(page, _smallest_two(evening)[0])
    _press(page, "g")
    page.keyboard.type(_smallest_two(evening)[1])
    _press(page, "Enter")
    _told(page, "Merged")
    _to(page, _largest(evening))
    _press(page, "i")
    expect(page.locator(".parts section")).to_have_count(2)
    _reach(page, "Name of the part")
    page.keyboard.press("Tab")
    _reach(page, "Name of the part")  # the second
    page.keyboard.press("Control+a")
    page.keyboard.type("What pays for it")
    _press(page, "Control+Enter")
    _told(page, "Split")
    _to(page, "What pays for it")
    _press(page, "j", "s")
    page.keyboard.type("a remark on the room")
    _press(page, "Enter")
    _told(page, "aside")
    _sure(
        page,
        look=lambda: _to(page, "Unsure"),
        answers=(lambda: _press(page, "Enter"), lambda: _press(page, "1")),
        leave=lambda: _press(page, "["),
    )
    _to(page, next(iter(_state(evening)[0])), first=True)
    for _ in range(12):
        _press(page, "d")
        _told(page, f"“{page.locator('.rail button[aria-current] .name').inner_text()}”")
        _press(page, "]")
    _agreed(evening, page)

    _undone(page, lambda: _press(page, "u"))
    comes_to(lambda: _state(evening), taken)


def _to(page: Page, name: str, *, first: bool = False) -> None:
    """Step through the rail to a place; `first`: to the first theme there is."""
    current = page.locator(".rail button[aria-current]")
    for key in ["["] * 20 + ["]"] * 40:
        at = current.locator(".name").inner_text()
        place = current.get_attribute("data-place") or ""
        if at == name or (first and key == "]" and place.isdigit() and place != "0"):
            return
        _press(page, key)
    pytest.fail(f"{name} is not in the rail")
