"""The participants' round: two rooms speak at once, each comment is answered, a sender agrees."""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Encouragement, Member
from hrgl.editions import workshops
from hrgl.editions.workshops import Plan
from hrgl.encouragements import wordings
from hrgl.encouragements.commenting import comments
from hrgl.notes.door import rounds
from hrgl.people import accounts, passwords
from tests.builders import statement_ids, submitted, world
from tests.e2e.conftest import PASSWORD, Enter, Server, settled
from tests.e2e.evening import new_code
from tests.e2e.test_screens import NOT_OURS

pytestmark = pytest.mark.e2e
PHONE = {"width": 390, "height": 844}


@dataclass
class Evening:
    """An edition of this journey's own: the links of two rooms, and its first encouragement."""

    links: list[str]
    edition_id: int
    facilitator_id: int
    draft_id: int


@pytest.fixture(scope="module")
def evening(server: Server) -> Evening:
    with transaction(server.engine) as session:
        here = world(session, code=new_code(), places=2)
        accounts.add_member(
            session,
            here.organiser,
            email="rona@city.example",
            name="Rona",
            role=Role.FACILITATOR,
            password_hash=passwords.hashed(PASSWORD),
        )
        other = workshops.add_workshop(session, here.organiser, plan=Plan("B2", "Another room"))
        ids = statement_ids(session, here)
        draft = submitted(session, here, ids[:2])
        submitted(session, here, ids[2:4], place=2)
        links = []
        for room_id in (here.workshop.id, other.id):
            held = rounds.set_round(
                session, here.facilitator, workshop_id=room_id, is_open=True, seen_version=0
            )
            links.append(f"{server.url}/in/{held.code}/drafts")
        return Evening(links, here.edition.id, here.facilitator.id, draft.id)


def _reword(server: Server, evening: Evening) -> None:
    """The facilitators reword what stands at the first place."""
    with transaction(server.engine) as session:
        row = session.get_one(Encouragement, evening.draft_id)
        wordings.reword(
            session,
            session.get_one(Member, evening.facilitator_id),
            encouragement_id=row.id,
            heading="publish what they decide in words that everybody understands",
            explanation="People who read a decision can speak of it.",
            seen_version=row.version,
        )


def _sound(page: Page, *, streamlit: bool = False) -> None:
    own = NOT_OURS if streamlit else set()
    found = [
        (each["id"], node["html"][:160], node["failureSummary"][:200])
        for each in Axe().run(page).response["violations"]
        for node in each["nodes"][:3]
        if each["id"] not in own
    ]
    assert found == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url


def test_two_rooms_comment_at_once_each_is_answered_and_a_sender_agrees(
    chromium: Browser, enter: Enter, server: Server, evening: Evening
) -> None:
    light, dark = (
        chromium.new_context(viewport=PHONE, color_scheme=scheme).new_page()  # type: ignore[arg-type]
        for scheme in ("light", "dark")
    )
    for phone, link in zip((light, dark), evening.links, strict=True):
        phone.goto(link)
        _sound(phone)
        phone.locator("article textarea").first.fill(f"The elders are missing, say we {link[-13:]}")
    for phone in (light, dark):
        phone.locator("article").first.get_by_role("button", name="Something is missing").click()
    receipts = [phone.locator("p.receipt").inner_text() for phone in (light, dark)]
    light.locator("article").nth(1).get_by_role("button", name="Supports my experience").click()
    expect(light.locator("p.receipt")).to_have_text(receipts[0])
    _sound(light)
    _reword(server, evening)
    desk = enter("rona", path="/comments", viewport=PHONE)
    drawn = desk.locator("[class*=st-key-comments-] .dvn-scroller").first
    drawn.scroll_into_view_if_needed()
    for row in (0, 1):
        drawn.click(position={"x": 17, "y": 36 + 68 * row + 34})
        settled(desk)
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        settled(desk)
        _sound(desk, streamlit=True)
    desk.get_by_role("button", name="Answer 2").click()
    expect(desk.get_by_text("Nothing waits for an answer here.")).to_be_visible()
    both = zip((light, dark), receipts, ("Agreed", "Not agreed"), strict=True)
    for phone, receipt, reaction in both:
        phone.goto(f"{server.url}/trace")
        phone.get_by_label("Your receipt").fill(receipt.lower())
        phone.get_by_role("button", name="Look").click()
        expect(phone.get_by_text("Answer: taken up in wording")).to_be_visible()
        _sound(phone)
        phone.get_by_role("button", name=reaction, exact=True).click()
        expect(phone.get_by_role("status")).to_contain_text("It is kept that you")
        _sound(phone)
    with reading(server.engine) as session:
        found = comments.of(session, edition_id=evening.edition_id)
    states = sorted(each.state for about in found for each in about.comments)
    assert states == ["agreed", "counted", "not agreed"]
    for phone in (light, dark):
        phone.context.close()
