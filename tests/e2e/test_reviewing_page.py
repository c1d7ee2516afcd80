"""The page Reviews by keys, by thumb, for every role: nothing typed is lost, axe finds nothing."""

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session, select

from hrgl.core.database import transaction
from hrgl.core.enums import ObjectionAnswer, Role, Support, Verdict
from hrgl.core.models import Encouragement, Member, Proxy, Review
from hrgl.encouragements import evidence, wordings
from hrgl.encouragements.amending import proposing
from hrgl.encouragements.consenting import objections, reviews
from hrgl.encouragements.texts import WordingText
from tests.builders import statement_ids, submitted, wording_id
from tests.e2e.conftest import Enter, Server
from tests.e2e.evening import Evening, begin, comes_to
from tests.e2e.looking import violations
from tests.e2e.test_screens import PHONE

pytestmark = pytest.mark.e2e

LAPTOP = {"width": 1366, "height": 768}
PEOPLE = {
    "sol": Role.STEERING,
    "sia": Role.STEERING,
    "fay": Role.FACILITATOR,
    "rob": Role.RAPPORTEUR,
}
NOW = "do the thing number 3 by 2030"


@pytest.fixture
def evening(server: Server) -> Evening:
    """Two that nobody contests, one whose objection was answered, one with amendments."""
    with transaction(server.engine) as session:
        made = begin(session, server, PEOPLE, places=4, quorum=2)
        ids = statement_ids(session, made.here)
        rows = [submitted(session, made.here, [ids[at]], place=at + 1) for at in range(4)]
        sol, sia, fay = (session.get_one(Member, made.members[n]) for n in ("sol", "sia", "fay"))
        _answered(session, sol, fay, rows[2])
        _amended(session, sia, fay, rows[3], ids[5])
    return made


def _answered(session: Session, sol: Member, fay: Member, row: Encouragement) -> None:
    wording = wording_id(session, row)
    given = reviews.give(session, sol, wording_id=wording, verdict=Verdict.OBJECT, reason="When?")
    session.flush()
    objections.answer_objection(
        session, fay, review_id=given.id, answer=ObjectionAnswer.ACCEPTED, reason="By 2030 now."
    )
    wordings.reword(
        session,
        fay,
        encouragement_id=row.id,
        heading=NOW,
        explanation="Because it works.",
        seen_version=row.version,
    )


def _amended(session: Session, sia: Member, fay: Member, row: Encouragement, against: int) -> None:
    wording = wording_id(session, row)
    reviews.give(session, sia, wording_id=wording, verdict=Verdict.OBJECT, reason="Too soft.")
    for words in ("do the whole thing number 4", "do the very thing number 4"):
        text = WordingText(words, "Because it works.")
        proposing.propose(session, sia, wording_id=wording, text=text)
    evidence.cite(
        session, fay, encouragement_id=row.id, statement_ids=[against], support=Support.RESERVATION
    )


def _sit(enter: Enter, evening: Evening, name: str, **kind: object) -> Page:
    kind.setdefault("viewport", LAPTOP)
    page = enter(f"{name}.{evening.here.edition.code}", path="/reviews", **kind)
    expect(page.locator(".rail .one").first).to_be_visible()
    return page


def _keys(page: Page, *keys: str) -> None:
    page.wait_for_timeout(500)  # nobody presses the moment that something has changed
    for key in keys:
        page.keyboard.press(key)


def _words(evening: Evening, name: str) -> list[tuple[Verdict, str, str]]:
    query = select(Review).where(Review.member_id == evening.members[name]).order_by(Review.id)
    found = evening.asks(lambda session: session.exec(query).all())
    return [(each.verdict, each.reason, each.would_settle) for each in found]


def _open(page: Page, words: str) -> None:
    page.locator(".rail .one").filter(has_text=words).click()
    expect(page.locator("article .lead")).to_be_visible()


def test_an_evening_by_keys(enter: Enter, evening: Evening) -> None:
    page = _sit(enter, evening, "sol")
    expect(page.locator(".sum")).to_have_text("4 of 4 wait for you")
    # the second of the list is objected to without leaving the keys; what is typed is kept
    _keys(page, "j", "o")
    expect(page.locator(".form h3")).to_contain_text("do the thing number 2")
    page.keyboard.insert_text("a o l b")
    _keys(page, "Escape", "o")
    expect(page.get_by_label("Reason")).to_have_value("a o l b")
    assert violations(page) == []
    page.reload()
    expect(page.locator(".rail .one").filter(has_text="number 2")).to_contain_text("not sent yet")
    _keys(page, "j", "o", "Control+Enter")
    comes_to(lambda: _words(evening, "sol")[1:], [(Verdict.OBJECT, "a o l b", "")])
    # one is left on the list: it is taken out, put back and agreed to; then the objection that
    # was answered, marked against what was objected to
    expect(page.get_by_role("button", name="Agree to this one")).to_be_visible()
    _keys(page, "x")
    expect(page.get_by_role("region", name="Taken out of the list")).to_contain_text("number 1")
    expect(page.locator("article .lead")).to_contain_text("1 · ")
    page.get_by_role("button", name="Back on the list").click()
    _keys(page, "1", "a")
    comes_to(lambda: len(_words(evening, "sol")), 3)
    expect(page.locator("article h2 ins")).to_contain_text("by 2030")
    expect(page.locator(".contract")).to_contain_text("Answer, accepted: By 2030 now.")
    _keys(page, "c")
    expect(page.locator("article h2")).to_have_text(NOW)
    expect(page.get_by_role("button", name="It does not …")).to_be_visible()
    assert violations(page) == []
    _keys(page, "a")
    comes_to(lambda: _words(evening, "sol")[3:], [(Verdict.AGREE, "", "")])
    # the next has amendments that collide: side by side, in brackets, then the clean text
    expect(page.locator(".collision")).to_contain_text("Amendments 1 and 2 change the same words")
    expect(page.locator("mark.bracket")).to_be_visible()
    assert violations(page) == []
    _keys(page, "d")
    expect(page.locator(".collision")).to_have_count(0)
    _keys(page, "i")
    page.keyboard.insert_text("a year is named")
    expect(page.get_by_label("Does it stand on a reservation")).to_contain_text("A1-06")
    _keys(page, "Control+Enter")
    comes_to(lambda: _words(evening, "sol")[4:], [(Verdict.LIVE_WITH, "", "a year is named")])
    expect(page.locator(".nothing")).to_have_text("Nothing waits for you.")
    _keys(page, "?")
    expect(page.locator(".help")).to_contain_text("that settles it")
    _keys(page, "Escape", "w")
    expect(page.locator(".rule li").first).to_be_visible()
    assert violations(page) == []


def test_by_thumb_the_list_comes_first_and_what_is_chosen_opens_over_it(
    enter: Enter, evening: Evening
) -> None:
    page = _sit(enter, evening, "sol", viewport=PHONE, has_touch=True)
    assert violations(page) == []
    page.get_by_role("button", name="Read and agree to these 2").tap()
    expect(page.locator(".rail")).to_be_hidden()
    agree = page.locator(".acts").get_by_role("button", name="Agree to these 2")
    _at_the_lower_edge(page)
    assert violations(page) == []
    page.wait_for_timeout(500)
    agree.tap()
    comes_to(lambda: len(_words(evening, "sol")), 3)
    expect(page.get_by_role("button", name="That settles it")).to_be_in_viewport(ratio=1)
    _at_the_lower_edge(page)
    assert violations(page) == []
    page.get_by_role("button", name="← All reviews").tap()
    expect(page.locator(".rail")).to_be_visible()
    _open(page, "number 4")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Object …").tap()
    assert violations(page) == []


def _at_the_lower_edge(page: Page) -> None:
    box = page.locator(".acts").bounding_box()
    assert box is not None
    assert PHONE["height"] - 170 < box["y"]
    assert box["y"] + box["height"] <= PHONE["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_proxy_says_a_word_of_their_own_and_one_for_whom_they_speak(
    enter: Enter, evening: Evening
) -> None:
    with transaction(evening.server.engine) as session:
        here = evening.here.edition.id
        mine, theirs = evening.members["sol"], evening.members["sia"]
        session.add(Proxy(edition_id=here, member_id=mine, for_id=theirs))
    page = _sit(enter, evening, "sol")
    _keys(page, "a")
    comes_to(lambda: len(_words(evening, "sol")), 3)
    page.get_by_label("For whom you speak").select_option("for Sia")
    expect(page.locator(".sum")).to_have_text("3 of 4 wait for Sia")
    page.get_by_label("For whom you speak").blur()
    _keys(page, "a")
    comes_to(lambda: len(_words(evening, "sia")), 3)
    query = select(Review.by_id).where(Review.member_id == evening.members["sia"])
    by = evening.asks(lambda session: session.exec(query.order_by(Review.id)).all())
    assert by == [None, evening.members["sol"], evening.members["sol"]]
    assert len(_words(evening, "sol")) == 3


def test_who_only_reads_is_offered_nothing_and_who_answers_sees_who_has_not_spoken(
    enter: Enter, evening: Evening
) -> None:
    reader = _sit(enter, evening, "rob")
    _open(reader, "number 4")
    expect(reader.locator(".contract")).to_contain_text("Sia objects")
    for name in ("Agree", "Answer …", "Uphold …", "propose other words"):
        expect(reader.get_by_role("button", name=name)).to_have_count(0)
    assert violations(reader) == []
    page = _sit(enter, evening, "fay")
    expect(page.locator("article .lead")).to_contain_text("4 · ")
    expect(page.locator(".read > article")).to_contain_text("Not spoken yet: Sara, Sol, Sven.")
    expect(page.locator(".computed")).to_contain_text("overrules no objection")
    expect(page.get_by_role("button", name="Overrule …")).to_have_count(0)
    _keys(page, "r")
    assert violations(page) == []
    page.get_by_label("Accepted in part").check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("alert").filter(has_text="what was done")).to_be_visible()
    page.get_by_label("What was done, and why").fill("It says whole now.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator(".contract").first).to_contain_text("Answer, accepted in part: It says")
    expect(page.locator(".told")).to_contain_text("Answered Sia’s objection")
    page.get_by_role("button", name="Reword it …").click()
    expect(page.get_by_role("heading", level=1, name="Encouragements")).to_be_visible()
    expect(page.locator(".entry:has([aria-current])")).to_contain_text("number 4")
