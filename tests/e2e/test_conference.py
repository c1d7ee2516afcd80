"""The Conference: presented by keys, proposed for by telephone, adopted by one press, reported."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.encouragements import groups
from hrgl.notes.door import rounds
from hrgl.people import accounts, passwords
from tests.builders import approved, statement_ids, world
from tests.e2e.conftest import PASSWORD, Enter, Server, drawn_anew, settled
from tests.e2e.evening import new_code
from tests.e2e.looking import violations
from tests.e2e.test_screens import NOT_OURS
from tests.publishing import publish_as_read

pytestmark = pytest.mark.e2e
HALL, OLD = {"width": 1920, "height": 1080}, {"width": 1024, "height": 768}
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}


@dataclass
class Evening:
    """An edition of this journey's own, published, and the link to propose by."""

    edition_id: int
    link: str


@pytest.fixture(scope="module")
def evening(server: Server) -> Evening:
    with transaction(server.engine) as session:
        here = world(session, code=new_code(), places=2)
        for name, role in (("olaf", Role.ORGANISER), ("finn", Role.FACILITATOR)):
            accounts.add_member(
                session,
                here.organiser,
                email=f"{name}@city.example",
                name=name.title(),
                role=role,
                password_hash=passwords.hashed(PASSWORD),
            )
        ids = statement_ids(session, here)
        approved(session, here, ids[:2])
        approved(session, here, ids[2:4], place=2)
        groups.head_group(session, here.facilitator, place=2, heading="People")
        publish_as_read(session, here.organiser)
        code = rounds.set_round(
            session, here.facilitator, workshop_id=None, is_open=True, seen_version=0
        ).code
        return Evening(here.edition.id, f"{server.url}/in/{code}/drafts")


def _on(hall: Page, screen: str) -> None:
    expect(hall.locator(f"#{screen} h1")).to_be_focused()
    expect(hall.locator(f"#{screen} h1")).to_be_in_viewport()


def test_the_document_is_presented_proposed_for_adopted_and_reported(
    chromium: Browser, enter: Enter, server: Server, evening: Evening
) -> None:
    hall = enter("finn", viewport=HALL)
    hall.goto(f"{server.url}/present?edition={evening.edition_id}")
    for key, screen in [
        ("ArrowRight", "e1"),
        ("ArrowRight", "group-2"),
        ("End", "adoption"),
        ("Home", "title"),
    ]:
        hall.keyboard.press(key)
        _on(hall, screen)
    hall.keyboard.press("2")
    expect(hall.locator("#typed")).to_have_text("2")
    hall.keyboard.press("Enter")
    _on(hall, "e2")
    hall.keyboard.press("e")
    expect(hall.get_by_role("region", name="Evidence for 2")).to_be_visible()
    hall.keyboard.press("p")
    proposals = hall.get_by_role("region", name="Proposals for local implementation of 2")
    expect(proposals).to_contain_text("Nobody has proposed anything yet.")
    _propose(chromium, evening)
    expect(proposals.get_by_text("With the libraries of our town")).to_be_visible()
    expect(hall.locator("[data-count='2']")).to_have_text("1")
    hall.keyboard.press("Escape")
    hall.keyboard.press("End")
    expect(hall.get_by_text("Before the Conference.")).to_be_visible()
    desk = enter("olaf", path="/outcome", viewport=DESK)
    _adopt(desk)
    sentence = "Adopted by the Conference in Graz on"
    expect(desk.get_by_role("heading", name=sentence)).to_be_visible()
    expect(hall.locator("[data-adoption]")).to_contain_text(sentence)
    expect(hall.get_by_text("Before the Conference.")).to_be_hidden()
    link = desk.get_by_role("link", name="Show it to the room")
    assert (link.get_attribute("href") or "").endswith("#adoption")
    _copy_the_report(desk, sentence)


def _propose(chromium: Browser, evening: Evening) -> None:
    phone = chromium.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type]
    phone.goto(evening.link)
    second = phone.locator("article").nth(1)
    second.get_by_label("How we could do it here").fill("With the libraries of our town")
    second.get_by_role("button", name="Send my proposal").click()
    expect(phone.locator("p.receipt")).to_be_visible()
    assert violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.context.close()


def _adopt(desk: Page) -> None:
    desk.get_by_role("tab", name="Conference").click()
    desk.get_by_label("Where").fill("Graz")
    with drawn_anew(desk):
        desk.get_by_label("Where").press("Enter")
    assert violations(desk, NOT_OURS) == []
    desk.get_by_role("button", name="Note that number 1 is adopted").click()
    settled(desk)


def _copy_the_report(desk: Page, sentence: str) -> None:
    desk.get_by_role("tab", name="Report back").click()
    text = desk.locator("[data-testid=stCode]").filter(has_text="What became of")
    expect(text).to_contain_text(sentence)
    expect(text).to_contain_text("2 statements from here")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text.hover()
    text.get_by_role("button", name="Copy to clipboard").click()
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("What became of what was said at “Title”")


@pytest.mark.parametrize("size", [HALL, OLD, PHONE])
def test_no_word_of_a_screen_runs_out_of_it_in_light_and_dark(
    enter: Enter, server: Server, size: dict[str, int]
) -> None:
    page = enter("organiser", demonstration=True, viewport=size)
    address = page.get_by_role("link", name="Plenary view").get_attribute("href") or ""
    page.goto(f"{server.url}{address.replace('plenary', 'present')}")
    page.evaluate("document.fonts.ready")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    if size is not PHONE:
        heights = page.locator("section").evaluate_all("all => all.map((s) => s.offsetHeight)")
        assert heights == [size["height"]] * len(heights)


def test_an_explanation_that_is_longer_than_a_screen_makes_way_and_is_read_with_the_evidence(
    enter: Enter, server: Server, evening: Evening
) -> None:
    hall = enter("finn", viewport=OLD)
    hall.goto(f"{server.url}/present?edition={evening.edition_id}#e1")
    explanation = hall.locator("#e1 .explanation")
    explanation.evaluate("(each) => { each.textContent = 'Many words. '.repeat(400) }")
    hall.set_viewport_size({"width": OLD["width"], "height": OLD["height"] - 1})
    expect(explanation).to_be_hidden()
    expect(hall.locator("#e1 .more")).to_be_visible()
    assert hall.locator("#e1").evaluate("(each) => each.offsetHeight") == OLD["height"] - 1
    hall.keyboard.press("1")
    hall.keyboard.press("Enter")
    hall.keyboard.press("e")
    expect(hall.locator("#e1 .again")).to_be_visible()


def test_a_swipe_turns_the_screen(chromium: Browser, enter: Enter, server: Server) -> None:
    page = enter("organiser", demonstration=True, viewport=PHONE, has_touch=True)
    address = page.get_by_role("link", name="Plenary view").get_attribute("href") or ""
    page.goto(f"{server.url}{address.replace('plenary', 'present')}")
    page.evaluate(
        """() => {
          const target = document.body
          const at = (x) => new Touch({ identifier: 1, target, clientX: x, clientY: 300 })
          const tell = (kind, x) => target.dispatchEvent(new TouchEvent(kind, {
            bubbles: true, touches: kind === "touchend" ? [] : [at(x)], changedTouches: [at(x)] }))
          tell("touchstart", 300)
          tell("touchend", 120)
        }"""
    )
    expect(page.locator("section h1").nth(1)).to_be_focused()
