"""A meeting: the chair's screen for the room, a telephone that follows, and the record of both."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session, select

from hrgl.core.database import transaction
from hrgl.core.enums import Overruling, Verdict
from hrgl.core.models import Account, Encouragement, Member, Review
from hrgl.encouragements import wordings
from hrgl.encouragements.amending import proposing
from hrgl.encouragements.consenting import reviews
from hrgl.encouragements.meeting import meetings
from hrgl.encouragements.meeting.agenda import decisions
from hrgl.encouragements.meeting.minutes import minutes_of
from hrgl.encouragements.texts import WordingText
from hrgl.people import accounts, passwords
from tests.builders import wording_id
from tests.e2e.conftest import PASSWORD, Enter, Server
from tests.e2e.evening import Evening, comes_to, new_code
from tests.e2e.looking import violations
from tests.e2e.test_screens import NOT_OURS, PHONE
from tests.meeting_room import Hall, hall

pytestmark = pytest.mark.e2e

ROOM = {"width": 1920, "height": 1080}
WORDS = (
    "Contracts name the rights of those who make what is bought; the city looks at what was "
    "promised while the contract runs, and says in public what it found."
)


@pytest.fixture
def evening(server: Server) -> Evening:
    """Three drafts, of which the third is objected to, and amended as would settle it."""
    with transaction(server.engine) as session:
        there = hall(session, code=new_code(), drafts=3, overruling=Overruling.TWO_THIRDS)
        _let_in(session, there)
        for row in there.drafts:
            wordings.reword(
                session,
                there.here.facilitator,
                encouragement_id=row.id,
                heading=f"buy with rights in mind {row.place}",
                explanation=WORDS,
                seen_version=row.version,
            )
        last = there.drafts[2]
        objection = reviews.give(
            session,
            there.members["Sven"],
            wording_id=wording_id(session, last),
            verdict=Verdict.OBJECT,
            reason="Nobody would have to do anything",
            would_settle="checks in place of looks at",
        )
        session.flush()
        proposing.propose(
            session,
            there.members["Sven"],
            wording_id=wording_id(session, last),
            text=WordingText("buy with rights in mind 3", WORDS.replace("looks at", "checks"), ""),
            review_id=objection.id,
        )
        members = {name.lower(): member.id for name, member in there.members.items()}
        members |= {"fadi": there.here.facilitator.id, "olga": there.here.organiser.id}
    return Evening(server, there.here, members)


def _let_in(session: Session, there: Hall) -> None:
    hashed = passwords.hashed(PASSWORD)
    for member in (there.here.facilitator, there.here.organiser, *there.members.values()):
        session.get_one(Account, member.account_id).password_hash = hashed


def _sit(enter: Enter, evening: Evening, name: str, **kind: object) -> Page:
    """Before the page of the meeting, signed in by the address of the world's people."""
    page = enter(name, path="/meeting", edition=evening.here.edition.code, **kind)
    expect(page.locator(".line")).not_to_be_empty()
    return page


@pytest.fixture
def enter(chromium: Any, server: Server) -> Any:
    """Open a browser of one's own and sign in as one of the world's people."""
    contexts = []

    def _enter(name: str, *, path: str, edition: str, **kind: object) -> Page:
        context = chromium.new_context(**kind)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"{server.url}{path}")
        page.get_by_label("E-mail address").fill(f"{name}@{edition}.example")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        return page

    yield _enter
    for context in contexts:
        context.close()


def _told(page: Page, words: str) -> None:
    expect(page.locator(".told")).to_contain_text(words)


def _press(page: Page, key: str, told: str) -> None:
    page.keyboard.press(key)
    _told(page, told)


def _question(page: Page, key: str, *answers: str) -> None:
    """A key that asks, and what is typed and taken by Enter, one after another."""
    page.keyboard.press(key)
    for answer in answers:
        expect(page.locator(".popup input")).to_be_focused()
        expect(page.locator(".popup input")).to_have_value("")
        page.keyboard.type(answer)
        page.keyboard.press("Enter")


def _pixels(page: Page, selector: str) -> float:
    """How large a text is drawn."""
    size = "each => Number.parseFloat(getComputedStyle(each).fontSize)"
    return float(page.locator(selector).first.evaluate(size))


def _recorded(evening: Evening, place: int) -> dict[str, str]:
    """What each has said last on the words that stand at a place."""

    def look(session: Session) -> dict[str, str]:
        row = session.exec(
            select(Encouragement).where(
                Encouragement.edition_id == evening.here.edition.id, Encouragement.place == place
            )
        ).one()
        query = (
            select(Member.name, Review.verdict)
            .join(Review, Review.member_id == Member.id)  # type: ignore[arg-type]  # a column to SQLAlchemy
            .where(Review.wording_id == wording_id(session, row))
            .order_by(Review.id)  # type: ignore[arg-type]  # a column to SQLAlchemy
        )
        return {name: Verdict(verdict).value for name, verdict in session.exec(query).all()}

    found: dict[str, str] = evening.asks(look)
    return found


def test_a_room_decides_by_keys_a_telephone_follows_and_the_record_says_the_same(
    enter: Enter, evening: Evening
) -> None:
    chair = _sit(enter, evening, "fadi", viewport=ROOM)
    phone = _sit(enter, evening, "ana", viewport=PHONE, has_touch=True)
    _press(chair, "y", "Opened meeting 1")
    chair.keyboard.press("p")
    for name in ("Sara", "Sven"):
        chair.get_by_label(name).check()
        expect(chair.get_by_label(f"{name}, since")).to_be_checked()
    chair.keyboard.press("Escape")
    phone.get_by_role("button", name="I am here").click()
    line = "Meeting 1 · 3 of 5 present, 1 spoken for, quorum 3"
    for page in (chair, phone):
        expect(page.locator(".line")).to_contain_text(line)

    _press(chair, "ArrowRight", "Turned meeting 1 to place 3")
    expect(chair.locator(".line")).to_contain_text("number 1 of 3 · 1 contested left")
    expect(chair.locator(".lined-numbers span").first).to_have_text("1")
    expect(chair.locator(".amendment.on")).to_contain_text("“checks” for “looks at”")
    expect(chair.locator(".standing")).to_contain_text("Would settle it: checks in place of")
    expect(phone.locator("del")).to_contain_text("looks at")
    expect(phone.locator("ins")).to_contain_text("checks")
    assert _pixels(chair, ".of-heading") > 36
    assert _pixels(chair, ".of-explanation") > 30
    assert violations(chair, NOT_OURS) == []
    assert violations(phone, NOT_OURS) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    _press(chair, "a", "Took amendment 1 into wording 3")
    _press(chair, "y", "Lay the clean text before the meeting first")
    _press(chair, "ArrowRight", "Laid the clean text of place 3")
    for page in (chair, phone):
        expect(page.locator(".stage[data-shows=clean] .of-explanation")).to_contain_text(
            "city checks"
        )
        expect(page.locator(".became")).to_have_text("1 amendment: 1 taken in.")
        expect(page.locator("del, ins, mark")).to_have_count(0)
    _question(chair, "b", "Sven agrees", "The words are mine")
    expect(chair.locator(".popup li").first).to_have_text("That is all: Sven agrees")
    chair.keyboard.press("Enter")
    _told(chair, "agreed")
    expect(phone.locator(".outcome")).to_contain_text("✓ Agreed – 4 in favour")
    assert _recorded(evening, 3) == dict.fromkeys(("Ana", "Ben", "Sara", "Sven"), "agree")
    assert violations(chair, NOT_OURS) == []
    assert violations(phone, NOT_OURS) == []

    phone.get_by_role("button", name="Ask to speak").click()
    expect(chair.get_by_role("button", name="Speaking 1")).to_be_visible()
    chair.keyboard.press("s")
    chair.get_by_role("button", name="Has the floor").click()
    _told(chair, "Gave the floor")
    chair.keyboard.press("Escape")

    chair.close()  # in the middle of it
    other = _sit(enter, evening, "olga", viewport=ROOM)
    expect(other.locator(".outcome")).to_contain_text("✓ Agreed")
    _press(other, "c", "Took the chair of meeting 1")
    sven = evening.asks(lambda s: s.get_one(Member, evening.members["sven"]).version)
    evening.does("olga", accounts.close, member_id=evening.members["sven"], seen_version=sven)
    expect(other.locator(".line")).to_contain_text("2 of 4 present, 1 spoken for")
    _press(other, "ArrowRight", "Turned meeting 1 to place 1")
    _press(other, "ArrowRight", "Laid the clean text of place 1")
    _question(other, "n", "Ask the rooms first")
    _told(other, "left open")
    _press(other, "ArrowRight", "Turned meeting 1 to place 2")
    _question(other, "x", "Close it")
    _told(other, "Closed meeting 1")
    for page in (other, phone):
        expect(page.locator(".stage h2")).to_have_text("No meeting is open")
    other.keyboard.press("m")
    expect(other.locator(".stage")).to_contain_text("Ask the rooms first")
    expect(other.locator(".stage")).to_contain_text("3 buy with rights in mind 3")
    assert violations(other, NOT_OURS) == []
    _minutes_say(evening)


def _minutes_say(evening: Evening) -> None:
    def look(session: Session) -> None:
        [meeting] = meetings.meetings(session, edition_id=evening.here.edition.id)
        told = minutes_of(session, evening.here.organiser, meeting.id)
        assert [(p.place, p.outcome, p.wording) for p in told.points] == [
            (3, "Agreed", 3),
            (1, "Left open", 2),
            (2, "Not decided", 2),
        ]
        assert told.points[0].spoke == ("Ana",)
        assert told.points[0].objections == (
            "Sven, who had objected (Nobody would have to do anything), agrees at wording 3: "
            "The words are mine",
        )
        assert told.chairs[0] == "Fadi"
        assert told.chairs[1].startswith("Olga, from ")
        assert told.not_decided == ("2  buy with rights in mind 2",)
        assert len(decisions(session, meeting)) == 2

    evening.asks(look)


def test_where_members_vote_the_telephone_speaks_and_a_stale_press_is_refused(
    enter: Enter, server: Server
) -> None:
    with transaction(server.engine) as session:
        there = hall(session, code=new_code(), members_vote=True, quorum=1)
        _let_in(session, there)
        first = there.drafts[0].id
    evening = Evening(server, there.here, {"fadi": there.here.facilitator.id})
    chair = _sit(enter, evening, "fadi", viewport=ROOM)
    phone = _sit(enter, evening, "sara", viewport=PHONE, has_touch=True, color_scheme="dark")
    _press(chair, "y", "Opened meeting 1")
    phone.get_by_role("button", name="I am here").click()
    _press(chair, "ArrowRight", "Turned meeting 1 to place 1")
    _press(chair, "ArrowRight", "Laid the clean text of place 1")
    expect(chair.locator(".voices")).to_contain_text("Sara …")
    _press(chair, "y", "It is not agreed: 0 in favour, and 1 are needed; Sara did not speak yet")
    phone.get_by_role("button", name="Agree", exact=True).click()
    expect(chair.locator(".voices")).to_contain_text("Sara agrees")
    expect(phone.locator(".said")).to_have_text("You: agrees")
    assert violations(phone, NOT_OURS) == []
    _reworded(evening, first)
    expect(chair.locator(".stage")).to_have_attribute("data-shows", "marked")
    chair.wait_for_timeout(600)  # a press in the very moment of a change is held back
    _press(chair, "y", "Lay the clean text before the meeting first")
    comes_to(lambda: chair.locator(".which").inner_text().startswith("Place 1 · wording 2"), True)


def _reworded(evening: Evening, encouragement_id: int) -> None:
    row = evening.asks(lambda s: s.get_one(Encouragement, encouragement_id).version)
    evening.does(
        "fadi",
        wordings.reword,
        encouragement_id=encouragement_id,
        heading="do it otherwise",
        explanation="Because.",
        seen_version=row,
    )
