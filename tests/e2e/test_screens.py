"""Every page as its roles see it: drawn, accessible in light and dark, nothing from elsewhere."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import pick
from tests.e2e.looking import violations

pytestmark = pytest.mark.e2e

PAGES = {
    "rapporteur": ["", "notes", "reviews", "outcome", "history"],
    "facilitator": [
        "",
        "notes",
        "themes",
        "encouragements",
        "reviews",
        "meeting",
        "outcome",
        "history",
    ],
    "steering": ["reviews", "meeting", "outcome", "programme"],
    "organiser": ["setup", "meeting", "history", "outcome", "encouragements"],
}
LAPTOP, PHONE = {"width": 1366, "height": 820}, {"width": 390, "height": 844}
# Streamlit's own markup, not ours: the grid it draws tables on is a canvas with a table behind.
NOT_OURS = {"scrollable-region-focusable"}


@pytest.mark.parametrize("role", list(PAGES))
def test_every_page_is_drawn_fits_a_telephone_and_axe_finds_nothing(
    enter: Enter, server: Server, role: str
) -> None:
    page = enter(role, demonstration=True, viewport=LAPTOP)
    elsewhere, errors = _watch(page, server)
    for name in PAGES[role]:
        page.set_viewport_size(LAPTOP)
        page.goto(f"{server.url}/{name}")
        settled(page)
        expect(page.get_by_text("Something went wrong")).to_have_count(0)
        expect(page.get_by_text("demonstration data – not the published").first).to_be_visible()
        assert violations(page, NOT_OURS) == [], f"/{name}"
        page.set_viewport_size(PHONE)
        settled(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], f"/{name}"
    assert elsewhere == []
    assert errors == []


def test_coverage_is_drawn_and_axe_finds_nothing(enter: Enter, server: Server) -> None:
    page = enter("facilitator", demonstration=True, viewport=LAPTOP)
    page.goto(f"{server.url}/themes")
    page.get_by_role("tab", name="Coverage").click()
    expect(page.get_by_role("heading", name="Who was not heard")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    settled(page)
    assert violations(page, NOT_OURS) == []
    page.set_viewport_size(PHONE)
    expect(page.locator(".js-plotly-plot")).to_be_hidden()
    expect(page.get_by_text("For the picture the screen is too narrow")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_first_visitor_of_any_page_meets_the_sign_in(chromium: Browser, server: Server) -> None:
    context = chromium.new_context()
    page = context.new_page()
    pages = ["", "notes", "themes", "encouragements", "reviews", "outcome", "where", "setup"]
    for name in pages:
        page.goto(f"{server.url}/{name}")
        expect(page.get_by_role("heading", name="From notes to encouragements")).to_be_visible()
    context.close()


def test_a_page_of_another_role_is_not_there(enter: Enter, server: Server) -> None:
    page = enter("rapporteur", demonstration=True)
    page.goto(f"{server.url}/themes")
    settled(page)
    expect(page.get_by_role("heading", level=1, name="Themes")).to_have_count(0)


def test_signing_out_in_one_tab_counts_in_the_other(enter: Enter, server: Server) -> None:
    page = enter("rapporteur", demonstration=True)
    other = page.context.new_page()
    other.goto(f"{server.url}/notes")
    settled(other)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    other.get_by_role("link", name="History").click()
    expect(other.get_by_role("heading", name="You are signed out")).to_be_visible()
    page.get_by_role("link", name="Go to the sign-in page").click()
    expect(page.get_by_label("E-mail address")).to_be_visible()


def _watch(page: Page, server: Server) -> tuple[list[str], list[str]]:
    """What the page asks of other machines, and what it complains of."""
    ours = urlsplit(server.url).netloc
    elsewhere: list[str] = []
    errors: list[str] = []

    def on_request(url: str) -> None:
        where = urlsplit(url)
        if where.scheme in {"http", "https", "ws", "wss"} and where.netloc != ours:
            elsewhere.append(url)

    def on_console(kind: str, text: str) -> None:
        # a page opened by its address asks for two files that Streamlit does not have there
        if kind == "error" and "404" not in text:
            errors.append(text)

    page.on("request", lambda request: on_request(request.url))
    page.on("console", lambda message: on_console(message.type, message.text))
    return elsewhere, errors


def test_the_rule_of_consent_is_chosen_and_proxies_named(enter: Enter, server: Server) -> None:
    page = enter("organiser", demonstration=True, viewport=LAPTOP)
    page.goto(f"{server.url}/setup")
    page.get_by_role("tab", name="Consent").click()
    words = page.get_by_role("listitem").filter(has_text="Silence is")
    expect(words).to_have_text("Silence is never taken for consent.")
    page.get_by_text("Silence is consent from a certain hour on").click()
    expect(words).to_contain_text("21:00 CE")
    settled(page)
    assert violations(page, NOT_OURS) == []
    who = page.locator(".st-key-name_proxy").get_by_role("combobox")
    for at, name in ((0, "Hana"), (1, "Kofi")):
        pick(who.nth(at), page.get_by_role("option", name=name))
        settled(page)
    page.get_by_role("button", name="Name the proxy").click()
    expect(page.get_by_text("Kofi speaks for Hana.")).to_be_visible()
    page.set_viewport_size(PHONE)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="End this").click()
    expect(page.get_by_text("Kofi speaks for Hana.")).to_have_count(0)


def test_whoever_has_not_spoken_is_named_in_a_text_to_copy(enter: Enter, server: Server) -> None:
    page = enter("facilitator", demonstration=True, viewport=LAPTOP)
    page.get_by_text("have not spoken on everything yet").click()
    expect(page.get_by_text(f"say what you think: {server.url}/reviews")).to_be_visible()
    settled(page)
    assert violations(page, NOT_OURS) == []
    page.set_viewport_size(PHONE)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
