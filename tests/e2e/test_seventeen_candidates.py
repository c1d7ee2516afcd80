"""Two facilitators bring seventeen candidates to twelve, and two rooms comment on these."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlmodel import col, select

from hrgl.core.database import transaction
from hrgl.core.enums import Role, Stage, Support
from hrgl.core.models import Member, Workshop
from hrgl.encouragements import views, wordings
from hrgl.encouragements.commenting import comments
from hrgl.notes.door import rounds
from tests.builders import statement_ids
from tests.e2e.conftest import Enter, Server
from tests.e2e.evening import Evening, begin, comes_to

pytestmark = pytest.mark.e2e

PEOPLE = {"fay": Role.FACILITATOR, "bo": Role.FACILITATOR}
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
CANDIDATES, PLACES = 17, 12


@pytest.fixture
def evening(server: Server) -> Evening:
    """Twelve places, and seventeen candidates that are worded and cite what was said."""
    said = "\n".join(f"* Budget line {number} is explained to residents" for number in range(34))
    with transaction(server.engine) as session:
        made = begin(session, server, PEOPLE, places=PLACES)
        session.add(Workshop(edition_id=made.here.edition.id, code="B2", title="People"))
        ids = statement_ids(session, made.here, said)
        for number in range(CANDIDATES):
            wordings.word(
                session,
                made.here.facilitator,
                heading=f"explain line {number + 1:02}",
                explanation="People who understand a line can speak of it.",
                citations=dict.fromkeys(ids[2 * number : 2 * number + 2], Support.SUPPORTS),
            )
    return made


def _sit(enter: Enter, evening: Evening, name: str) -> Page:
    code = evening.here.edition.code
    page = enter(f"{name}.{code}", path="/encouragements", viewport=LAPTOP)
    expect(page.locator(".sum")).to_contain_text("places")
    return page


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _told(page: Page, words: str) -> None:
    expect(page.locator(".told")).to_contain_text(words)


def _open(page: Page, number: int) -> None:
    named = re.compile(rf"^\S+ explain line {number:02} ")
    page.locator(".entry").get_by_role("button", name=named).click()


def _question(page: Page) -> Locator:
    return page.locator(".popup").get_by_role("combobox")


def _drafts(evening: Evening) -> list[views.EncouragementView]:
    here = evening.here.edition.id
    found: list[views.EncouragementView] = evening.asks(
        lambda session: views.list_encouragements(session, edition_id=here)
    )
    return found


def _placed(evening: Evening) -> dict[int | None, str]:
    return {draft.place: draft.heading for draft in _drafts(evening) if draft.place}


def _comments(evening: Evening) -> list[str]:
    here = evening.here.edition.id
    found = evening.asks(lambda session: comments.of(session, edition_id=here))
    return sorted(each.state.value for about in found for each in about.comments)


def _open_rounds(evening: Evening) -> list[str]:
    """The drafts are shown to both rooms; the links that lead there."""
    by = {"is_open": True, "seen_version": 0}
    with transaction(evening.server.engine) as session:
        rooms = select(Workshop.id).where(Workshop.edition_id == evening.here.edition.id)
        bo = session.get_one(Member, evening.members["bo"])
        held = [
            rounds.set_round(session, bo, workshop_id=room_id, **by)
            for room_id in session.exec(rooms.order_by(col(Workshop.code))).all()
        ]
        return [f"{evening.server.url}/in/{each.code}/drafts" for each in held]


def test_seventeen_candidates_come_to_twelve_which_two_rooms_comment_on(
    chromium: Browser, enter: Enter, server: Server, evening: Evening
) -> None:
    fay, bo = _sit(enter, evening, "fay"), _sit(enter, evening, "bo")

    # One merges two into others while the other one sets three aside.
    for into, other in ((1, 13), (2, 14)):
        _open(fay, into)
        _press(fay, "o")
        _question(fay).fill(f"line {other}")
        _question(fay).press("Enter")
        _told(fay, "Merged")
    for number in (15, 16, 17):
        _open(bo, number)
        _press(bo, "x")
        _question(bo).fill("said in another one")
        _question(bo).press("Enter")
        _told(bo, "aside")
    comes_to(
        lambda: [draft.stage for draft in _drafts(evening)].count(Stage.SET_ASIDE),
        CANDIDATES - PLACES,
    )

    # Both give places, from both ends; each sees what the other one has taken.
    for page, numbers in ((fay, range(1, 7)), (bo, range(12, 6, -1))):
        for number in numbers:
            _open(page, number)
            _press(page, "p")
            _question(page).fill(str(number))
            _question(page).press("Enter")
            _told(page, f"to place {number}")
    expect(fay.locator(".sum")).to_contain_text(f"{PLACES} of {PLACES} places")
    wanted = {number: f"explain line {number:02}" for number in range(1, PLACES + 1)}
    comes_to(lambda: _placed(evening), wanted)
    expect(bo.get_by_role("button", name=f"Submit all that are ready · {PLACES}")).to_be_visible()
    _press(bo, "g")
    _told(bo, "Submitted")
    comes_to(lambda: [draft.stage for draft in _drafts(evening)].count(Stage.SUBMITTED), PLACES)

    # Participants of two rooms comment on what stands there, at the same time.
    links = _open_rounds(evening)
    phones = [chromium.new_context(viewport=PHONE).new_page() for _ in links]
    for at, (phone, link) in enumerate(zip(phones, links, strict=True)):
        phone.goto(link)
        expect(phone.locator("article")).to_have_count(PLACES)
        phone.locator("article textarea").nth(at).fill(f"What of the elders, room {at}?")
    for at, phone in enumerate(phones):
        button = phone.locator("article").nth(at).get_by_role("button", name="Something is missing")
        button.click()
    receipt = phones[0].locator("p.receipt").inner_text()
    assert _comments(evening) == ["waiting", "waiting"]

    # Each is answered beside the wording, by another facilitator each.
    for page, number in ((fay, 1), (bo, 2)):
        page.reload()
        expect(page.locator(".sum")).to_contain_text("places")
        _open(page, number)
        page.get_by_role("tab", name="Comments").click()
        page.get_by_role("button", name="Dealt with elsewhere").click()
        _question(page).fill("place 3 is about the elders")
        _question(page).press("Enter")
        expect(page.get_by_text("place 3 is about the elders").first).to_be_visible()
    comes_to(lambda: _comments(evening), ["answered", "answered"])

    # The sender reads the answer, and agrees.
    phone = phones[0]
    phone.goto(f"{server.url}/trace")
    phone.get_by_label("Your receipt").fill(receipt)
    phone.get_by_role("button", name="Look").click()
    expect(phone.get_by_text("place 3 is about the elders")).to_be_visible()
    phone.get_by_role("button", name="Agreed", exact=True).click()
    expect(phone.get_by_role("status")).to_contain_text("It is kept that you")
    assert _comments(evening) == ["agreed", "answered"]
    for each in phones:
        each.context.close()
