"""The pictures of docs/guide, taken of the demonstration; `make pictures` takes them anew.

Beside the pictures is kept which words stood in each (`texts.json`). A test opens the same screens
and compares the words, not the dots: a screen that says something else fails with what to do.
"""

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from hrgl.settings import GUIDE
from tools.evening import DOOR, evening

FOLDER = GUIDE / "pictures"
TEXTS = FOLDER / "texts.json"
WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 390, "height": 760}
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
_COLOURS = 48
# what is another one each time: receipts, links, the port, the day and hour of whoever takes them
_BY_CHANCE = re.compile(
    r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b|(?<=/)[\w-]{20,}|(?<=127\.0\.0\.1:)\d+"
    r"|\d{1,2} [A-Z][a-z]+ 20\d\d"
    r"|(?:\d{1,2} [A-Z][a-z]+, )?(?<![.\d])\d{1,2}:\d\d(?!\d)(?: CES?T)?"
)
_NUMBER = re.compile(r"\d+(?: of \d+)?")
# what stands wholly in the window, less a border below; also what components draw in their shadow
_WORDS = """([below]) => {
  const found = [];
  const look = (node) => {
    for (const each of node.childNodes) {
      if (each.nodeType === Node.TEXT_NODE) {
        const words = each.textContent.replace(/\\s+/g, " ").trim();
        const parent = each.parentElement;
        if (!words || !parent || !parent.checkVisibility({visibilityProperty: true})) continue;
        if (parent.closest("style, script, [aria-hidden=true], [data-testid=stIconMaterial]"))
          continue;
        const range = document.createRange();
        range.selectNodeContents(each);
        const box = range.getBoundingClientRect();
        if (box.width < 2 || box.height < 2) continue;
        const inside = box.top >= 0 && box.left >= 0 && box.right <= innerWidth
          && box.bottom <= innerHeight - below;
        if (below < 0 || inside) found.push(words);
      } else {
        look(each);
        if (each.shadowRoot) look(each.shadowRoot);
      }
    }
  };
  look(document.body);
  return found;
}"""
_EVERYWHERE, _BORDER = -1, 40


def _nothing(_: Page) -> None:
    """The screen as it opens."""


@dataclass(frozen=True)
class Picture:
    """One picture: whose screen, which page, and what is done there first."""

    name: str
    role: str
    path: str
    do: Callable[[Page], None] = _nothing
    narrow: bool = False


def _settled(page: Page) -> None:
    drawn = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(drawn).to_be_visible(timeout=30_000)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)


def _tab(name: str) -> Callable[[Page], None]:
    def choose(page: Page) -> None:
        page.get_by_role("tab", name=name).click()
        _settled(page)

    return choose


def _write(page: Page) -> None:
    lines = page.get_by_label("One idea a line")
    lines.fill("")
    lines.press_sequentially(
        "/w The housing office answers within ten days\n"
        "Residents read the budget together before it is decided\n"
        "Interpreters are paid, also in the evening"
    )
    cut = page.get_by_role("listitem").filter(has_text="Interpreters are paid")
    expect(cut).to_have_count(1)
    kept = page.get_by_role("status").filter(has_text=re.compile("^saved|^Your draft"))
    expect(kept).to_have_count(1)


def _who_was_heard(page: Page) -> None:
    _tab("Coverage")(page)
    expect(page.locator(".js-plotly-plot")).to_be_visible()


def _open(words: str) -> Callable[[Page], None]:
    def choose(page: Page) -> None:
        page.get_by_text(words).first.click()
        _settled(page)

    return choose


def _say(page: Page) -> None:
    page.locator("textarea").first.fill("Our youth council reads the budget before it is voted on")


def _send_in(page: Page) -> None:
    _say(page)
    page.get_by_role("button", name="Send").click()


PICTURES = [
    Picture("home", "facilitator", "/"),
    Picture("where", "facilitator", "/where?ref=B2-07"),
    Picture("history", "facilitator", "/history"),
    Picture("notes", "rapporteur", "/notes", _write),
    Picture("notes-phone", "rapporteur", "/notes", _write, narrow=True),
    Picture("summary", "rapporteur", "/notes", _tab("Summary for the plenary")),
    Picture("desk", "facilitator", "/themes", _open("Participatory budgeting")),
    Picture("coverage", "facilitator", "/themes", _who_was_heard),
    Picture("words", "facilitator", "/encouragements"),
    Picture("round", "facilitator", "/comments", _tab("Round")),
    Picture("reviews", "steering", "/reviews"),
    Picture("reviews-phone", "steering", "/reviews", _open("buy with human rights"), narrow=True),
    Picture("edition", "organiser", "/setup"),
    Picture("consent", "organiser", "/setup", _tab("Consent")),
    Picture("people", "organiser", "/setup", _tab("People")),
    Picture("form", "organiser", "/setup", _tab("Document")),
    Picture("outcome", "organiser", "/outcome"),
    Picture("door", "", f"/in/{DOOR}", _say, narrow=True),
    Picture("receipt", "", f"/in/{DOOR}", _send_in, narrow=True),
    Picture("drafts", "", f"/in/{DOOR}/drafts", narrow=True),
]


@dataclass(frozen=True)
class Taken:
    """A screen as it was found: its picture, the words in it, and all words of the page."""

    picture: Picture
    png: bytes
    within: list[str]
    inner: list[str]
    everywhere: list[str]


def take(browser: Browser, address: str) -> Iterator[Taken]:
    """Every screen in turn, light, still, and at the same size and hour."""
    people: dict[tuple[str, bool], BrowserContext] = {}
    for picture in PICTURES:
        key = (picture.role, picture.narrow)
        if key not in people:
            people[key] = _somebody(browser, address, *key)
        page = people[key].pages[0]
        page.goto(f"{address}{picture.path}")
        if picture.do is not _nothing:
            _still(page, picture)
            picture.do(page)
        page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)")
        _still(page, picture)
        yield Taken(
            picture,
            _small(page.screenshot(animations="disabled", caret="hide")),
            _words(page, 0),
            _words(page, _BORDER),
            _words(page, _EVERYWHERE),
        )
    for context in people.values():
        context.close()


def _somebody(browser: Browser, address: str, role: str, narrow: bool) -> BrowserContext:
    context = browser.new_context(
        viewport=NARROW if narrow else WIDE,  # type: ignore[arg-type]  # a TypedDict of playwright
        timezone_id="Europe/Vienna",
        locale="en-GB",
        reduced_motion="reduce",
        color_scheme="light",
    )
    page = context.new_page()
    if role:
        page.goto(f"{address}/sign-in")
        page.locator(f"form:has(input[value={role}]) button").click()
        _settled(page)
    return context


def _still(page: Page, picture: Picture) -> None:
    if picture.role:
        _settled(page)
    # what comes later than its page: a field whose script is fetched, a typeface
    expect(page.locator("[data-testid^=stSkeleton]")).to_have_count(0)
    page.evaluate("document.fonts.ready.then(() => true)")
    before: tuple[list[str], int] | None = None
    for _ in range(20):
        now = _words(page, 0), page.evaluate("document.body.innerText.length")
        if now == before:
            return
        before = now
        page.wait_for_timeout(150)


def _words(page: Page, below: int) -> list[str]:
    found: list[str] = page.evaluate(_WORDS, [below])
    plain = (_BY_CHANCE.sub("…", words) for words in found)
    # a mere number is content, and some of them go on counting: what was read, what is there
    return [words for words in plain if not _NUMBER.fullmatch(words)]


def _small(png: bytes) -> bytes:
    drawn = Image.open(io.BytesIO(png)).convert("RGB")
    out = io.BytesIO()
    drawn.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def differences(taken: Taken, kept: list[str]) -> list[str]:
    """How a screen differs from its picture, in words; what stands at the very edge may."""
    gone = [f"no longer there: {words}" for words in kept if words not in taken.everywhere]
    come = [f"new: {words}" for words in taken.inner if words not in kept]
    return gone + come


def _chromium() -> str | None:
    return os.environ.get("HRGL_CHROMIUM") or which("chromium")


def main(only: list[str]) -> None:
    """Take all pictures, or those that are named, and write down their words."""
    kept = json.loads(TEXTS.read_text("utf-8")) if TEXTS.exists() else {}
    with (
        TemporaryDirectory() as folder,
        evening(Path(folder)) as address,
        sync_playwright() as made,
    ):
        browser = made.chromium.launch(executable_path=_chromium(), args=_FLAGS)
        for taken in take(browser, address):
            name = taken.picture.name
            if only and name not in only:
                continue
            (FOLDER / f"{name}.png").write_bytes(taken.png)
            kept[name] = taken.within
        browser.close()
    names = [picture.name for picture in PICTURES]
    kept = {name: kept[name] for name in names if name in kept}
    TEXTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
