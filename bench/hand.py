"""A hand at the desk, in Chromium: every click, key, drag, scroll and typed text is one act."""

import os
import time
from dataclasses import dataclass
from shutil import which
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Playwright, ViewportSize

from tests.e2e.conftest import FLAGS, PASSWORD

WINDOW: ViewportSize = {"width": 1366, "height": 768}
A_GLANCE = 120  # ms
# The rows that stand whole in the list, from the top: id, and where its text and bracket are; and
# whether there is more below.
_IN_SIGHT = """() => {
    const inside = [...document.querySelectorAll(".st-key-desk *")].find((each) => each.shadowRoot)
    const list = inside.shadowRoot.querySelector(".list")
    const box = list.getBoundingClientRect()
    const middle = (part) => {
        if (!part) return null
        const { left, top, width, height } = part.getBoundingClientRect()
        return [left + Math.min(width / 2, 60), top + height / 2]
    }
    const rows = [...list.querySelectorAll(".row")].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect()
        return top >= box.top - 1 && bottom <= box.bottom + 1
    })
    const told = rows.map((row) => ({
        id: Number(row.dataset.id),
        text: middle(row.querySelector(".text")),
        bracket: middle(row.querySelector(".mates")),
        top: row.getBoundingClientRect().top - box.top,
        bottom: row.getBoundingClientRect().bottom - box.top,
    }))
    const more = list.scrollTop + list.clientHeight < list.scrollHeight - 1
    return { rows: told, more, height: box.height }
}"""

_IN_RAIL = """(place) => {
    const inside = [...document.querySelectorAll(".st-key-desk *")].find((each) => each.shadowRoot)
    const entry = inside.shadowRoot.querySelector(`.rail button[data-place="${place}"]`)
    const { left, top, width, height } = entry.getBoundingClientRect()
    return [left + width / 2, top + height / 2]
}"""


@dataclass(frozen=True)
class Row:
    """A statement in sight, and where it is taken hold of."""

    id: int
    text: tuple[float, float]
    bracket: tuple[float, float] | None
    top: float  # pixels from the top of the list
    bottom: float


@dataclass(frozen=True)
class Sight:
    """What of the list is in sight."""

    rows: list[Row]
    more: bool  # below


class Hand:
    """Somebody at the desk, and how many acts it took so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0

    def click(self, role: Any, name: str) -> None:
        """Press what has this name."""
        self.page.get_by_role(role, name=name, exact=True).click()
        self.acts += 1

    def press(self, what: Locator) -> None:
        """Press what is there."""
        what.click()
        self.acts += 1

    def key(self, key: str) -> None:
        """A key, or several at once."""
        self.page.keyboard.press(key)
        self.acts += 1

    def type(self, words: str) -> None:
        """A text, however long."""
        self.page.keyboard.type(words)
        self.acts += 1

    def choose(self, name: str, option: str) -> None:
        """A choice from a list: it is opened, then chosen."""
        self.page.get_by_role("combobox", name=name).select_option(option)
        self.acts += 2

    def open_page(self, name: str) -> None:
        """Another page, by the menu."""
        self.page.get_by_role("link", name=name, exact=True).click()
        self.page.locator("h1", has_text=name).wait_for()
        self.acts += 1

    def open(self, place: object) -> None:
        """A theme, or what else stands in the rail."""
        self.page.locator(f'.rail button[data-place="{place}"]').click()
        self.acts += 1

    def drag(self, start: tuple[float, float], place: object) -> None:
        """What is taken hold of there, to a place of the rail."""
        target = self.page.evaluate(_IN_RAIL, str(place))
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move(start[0] - 15, start[1] + 5)
        mouse.move(*target)
        with self.page.expect_response("**/desk/acts"):
            mouse.up()
        self.page.wait_for_timeout(A_GLANCE)  # as long as it takes to see what became of it
        self.acts += 1

    def scroll(self, pixels: float) -> None:
        """Down the list."""
        self.page.locator(".list").hover()
        self.page.mouse.wheel(0, pixels)
        self.page.wait_for_timeout(A_GLANCE)
        self.acts += 1

    def themes(self) -> list[int]:
        """The themes of the rail, from the top."""
        entries = self.page.locator(".rail button[data-place]")
        places = entries.evaluate_all("all => all.map((each) => each.dataset.place)")
        return [int(place) for place in places if place.isdigit() and place != "0"]

    def sight(self) -> Sight:
        """What stands in the list now, as it can be seen."""
        found = self.page.evaluate(_IN_SIGHT)
        rows = [
            Row(
                each["id"],
                tuple(each["text"]),
                tuple(each["bracket"]) if each["bracket"] else None,
                each["top"],
                each["bottom"],
            )
            for each in found["rows"]
        ]
        return Sight(rows, found["more"])


class Stopwatch:
    """Acts and seconds of a step."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.began = (hand.acts, time.perf_counter())

    @property
    def acts(self) -> int:
        """Since it was begun."""
        return self.hand.acts - self.began[0]

    @property
    def seconds(self) -> float:
        """Since it was begun."""
        return time.perf_counter() - self.began[1]


def opened(playwright: Playwright) -> Browser:
    """Debian's Chromium."""
    chromium = os.environ.get("HRGL_CHROMIUM") or which("chromium")
    if not chromium:
        raise SystemExit("Chromium is not there: apt-get install chromium")
    return playwright.chromium.launch(executable_path=chromium, args=FLAGS)


def seated(browser: Browser, address: str, name: str) -> Hand:
    """Somebody who has signed in and sits at the desk; that took none of the acts."""
    page = browser.new_page(viewport=WINDOW)
    page.set_default_timeout(60_000)
    page.goto(address)
    page.get_by_label("E-mail address").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("h1").first.wait_for()
    page.goto(f"{address}/themes")
    page.locator(".rail button").first.wait_for()
    page.locator(".row").first.wait_for()
    return Hand(page)
