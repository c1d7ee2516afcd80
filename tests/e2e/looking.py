"""What axe finds on a page, in its light and in its dark scheme."""

from collections.abc import Collection
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

OF_COLOURS = ["color-contrast", "link-in-text-block"]
Violation = tuple[str, str, str, str]


def violations(page: Page, but: Collection[str] = ()) -> list[Violation]:
    """What axe finds when a device turns dark and light again, as it may in an evening.

    In the dark only colours are another: what does not depend on them is looked at once.
    """
    whole: dict[str, object] = {"resultTypes": ["violations"]}
    colours = {**whole, "runOnly": {"type": "rule", "values": OF_COLOURS}}
    return [*_worn(page, "dark", but, colours), *_worn(page, "light", but, whole)]


def _worn(
    page: Page, scheme: str, but: Collection[str], options: dict[str, object]
) -> list[Violation]:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    app = page.locator(".stApp")
    if app.count():
        expect(app).to_have_css("color-scheme", scheme)
    return [
        (scheme, found["id"], node["html"][:160], node["failureSummary"][:300])
        for found in _looked_at(page, options)
        if found["id"] not in but
        for node in found["nodes"][:3]
    ]


def _looked_at(page: Page, options: dict[str, object]) -> list[dict[str, Any]]:
    """What axe finds on a page that stands still: what is about to be drawn anew is dimmed."""
    for _ in range(5):
        expect(page.locator(DRAWING)).to_have_count(0, timeout=30_000)
        page.evaluate(_NOTE_WHETHER_IT_IS_DRAWN)
        found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
        if not found or page.evaluate("document.documentElement.dataset.drawn") == "no":
            break
    return found


DRAWING = ".stApp:not([data-test-script-state=notRunning]), [data-stale=true]"
_NOTE_WHETHER_IT_IS_DRAWN = """() => {
  document.getAnimations()
    .filter((each) => each instanceof CSSTransition)
    .forEach((each) => each.finish())
  const app = document.querySelector(".stApp")
  document.documentElement.dataset.drawn = "no"
  if (!app) return
  new MutationObserver((_, watch) => {
    watch.disconnect()
    document.documentElement.dataset.drawn = "yes"
  }).observe(app, {attributeFilter: ["data-test-script-state"]})
}"""
