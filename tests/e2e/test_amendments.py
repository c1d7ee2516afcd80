"""Amendments on the page Encouragements: seen beside their lines, decided, undone, as recorded."""

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Encouragement
from hrgl.encouragements.amending import proposing
from hrgl.encouragements.amending.amendments import AmendmentView
from hrgl.encouragements.guards import current_wording
from hrgl.encouragements.texts import WordingText
from tests.amending import EXPLANATION, amendable, views_of
from tests.e2e.conftest import Enter, Server
from tests.e2e.evening import Evening, begin, comes_to
from tests.e2e.looking import violations
from tests.e2e.test_screens import NOT_OURS, PHONE

pytestmark = pytest.mark.e2e

PEOPLE = {"fay": Role.FACILITATOR, "ines": Role.STEERING, "stan": Role.STEERING}
LAPTOP = {"width": 1366, "height": 768}
HOSTILE = "<img src=x onerror=alert(1)> שלום"


@pytest.fixture
def evening(server: Server) -> Evening:
    """One encouragement before the group, at its second wording."""
    with transaction(server.engine) as session:
        made = begin(session, server, PEOPLE, places=2)
        amendable(session, made.here)
    return made


def _proposes(evening: Evening, who: str, before: str, after: str, why: str = "") -> None:
    row = _row(evening)
    wording = evening.asks(lambda session: current_wording(session, row))
    text = WordingText(wording.heading, wording.explanation.replace(before, after))
    evening.does(who, _first_of_proposed, wording_id=wording.id, text=text, reason=why)


def _first_of_proposed(*given: object, **what: object) -> object:
    return proposing.propose(*given, **what)[0]  # type: ignore[arg-type]


def _row(evening: Evening) -> Encouragement:
    query = select(Encouragement).where(Encouragement.edition_id == evening.here.edition.id)
    found: Encouragement = evening.asks(lambda session: session.exec(query).one())
    return found


def _views(evening: Evening) -> list[AmendmentView]:
    row = _row(evening)
    found: list[AmendmentView] = evening.asks(lambda session: views_of(session, row))
    return found


def _recorded(evening: Evening) -> list[tuple[int, str, str, str | None]]:
    return [(v.number, v.whose, v.after.strip(), v.outcome) for v in _views(evening)]


def _reads(evening: Evening) -> str:
    row = _row(evening)
    return str(evening.asks(lambda session: current_wording(session, row).explanation))


def _sit(enter: Enter, evening: Evening, name: str, **kind: object) -> Page:
    code = evening.here.edition.code
    page = enter(f"{name}.{code}", path="/encouragements", **{"viewport": LAPTOP, **kind})
    expect(page.locator(".sum")).to_contain_text("places")
    return page


def _card(page: Page, number: int) -> Locator:
    return page.get_by_role("article", name=f"Amendment {number}", exact=True)


def _told(page: Page, words: str) -> None:
    expect(page.locator(".told")).to_contain_text(words)


def _answers(page: Page, words: str) -> None:
    question = page.locator(".popup").get_by_role("combobox")
    question.fill(words)
    question.press("Enter")


def test_amendments_are_seen_at_their_lines_decided_and_taken_back(
    enter: Enter, evening: Evening
) -> None:
    _proposes(evening, "ines", "procurement staff", "all officers", "Everybody buys.")
    _proposes(evening, "stan", "staff, so", "people, so", "Staff is too narrow.")
    _proposes(evening, "stan", "Ask why.", f"Ask {HOSTILE}.")
    page = _sit(enter, evening, "fay")
    expect(page.locator(".entry").first).to_contain_text("3 amendments to decide")
    page.keyboard.press("d")

    # The two that collide stand side by side, once; the third at its line in the text.
    both = page.get_by_role("region", name="Amendments 1 and 2 change the same words")
    expect(both.get_by_role("article")).to_have_count(2)
    expect(page.get_by_role("article")).to_have_count(3)
    expect(page.locator("mark.bracket .core")).to_have_text("procurement staff")
    expect(page.locator("ins.amended .core")).to_have_text(HOSTILE)
    expect(_card(page, 1)).to_contain_text("line 2 · Ines")
    expect(_card(page, 3)).to_contain_text(f"“{HOSTILE}” for “why”")
    lines = page.locator(".lined-numbers span").all_inner_texts()
    assert lines == [str(number + 1) for number in range(len(lines))]
    assert violations(page, NOT_OURS) == []

    # What is recommended, and stands alone, is followed; the others wait for a decision.
    _card(page, 3).get_by_role("button", name="More …").click()
    page.get_by_role("option", name="Recommend …").click()
    page.get_by_role("option", name="Accept", exact=True).click()
    expect(_card(page, 3)).to_contain_text("Facilitators: accept")
    page.keyboard.press("f")
    _told(page, "Followed the recommendations on 1 amendment")
    comes_to(lambda: [r[3] for r in _recorded(evening)], [None, None, "accepted"])
    assert _reads(evening) == EXPLANATION.replace("Ask why", f"Ask {HOSTILE}")

    # One of the two is accepted with other words; the other has lost its place, and is declined.
    _card(page, 2).get_by_role("button", name="More …").click()
    page.get_by_role("option", name="Accept with other words").click()
    page.get_by_role("textbox", name="The words for amendment 2").fill("officers")
    page.get_by_role("textbox", name="Why").last.fill("People buys nothing.")
    page.get_by_role("button", name="Accept with these words").click()
    _told(page, "Took amendment 2 into wording 4")
    assert "Train procurement officers, so" in _reads(evening)
    expect(_card(page, 1)).to_contain_text("The words it is about have changed since.")
    _card(page, 1).get_by_role("button", name="Decline …").click()
    _answers(page, "Officers is what we took.")
    comes_to(lambda: [r[3] for r in _recorded(evening)], ["declined", "modified", "accepted"])
    page.locator(".past summary").click()
    _as_recorded(page, evening)
    page.get_by_role("tab", name="Changes").click()
    expect(page.locator(".wordings li").first).to_contain_text("with amendment 2 (Stan)")

    # Step by step all of it is taken back.
    for _ in range(3):
        page.keyboard.press("u")
    comes_to(lambda: [r[3] for r in _recorded(evening)], [None, None, None])
    assert _reads(evening) == EXPLANATION


def _as_recorded(page: Page, evening: Evening) -> None:
    """Every amendment's card tells whose it is and what became of it, as the database holds it."""
    became = {
        "accepted": "accepted into wording",
        "modified": "accepted with other words into wording",
        "declined": "declined",
    }
    for view in _views(evening):
        card = _card(page, view.number)
        expect(card).to_contain_text(view.whose)
        expect(card).to_contain_text(f"“{view.after.strip()}”")
        expect(card).to_contain_text(became[str(view.outcome)])
        expect(card).to_contain_text(view.outcome_reason)
        if view.taken_into:
            expect(card).to_contain_text(f"wording {view.taken_into}")


def test_other_words_are_proposed_in_the_text_and_withdrawn_on_a_telephone_too(
    enter: Enter, evening: Evening
) -> None:
    page = _sit(enter, evening, "fay", viewport=PHONE)
    page.locator(".entry button").first.click()
    page.get_by_role("tab", name="Amendments").click()
    page.get_by_role("button", name="Propose other words").click()
    send = page.get_by_role("button", name="Propose it")
    expect(send).to_be_disabled()
    area = page.locator(".amend-explanation textarea")
    area.fill(EXPLANATION.replace("Ask why", "Ask why, and listen"))
    expect(page.locator(".difference ins")).to_contain_text("and listen")
    assert violations(page, NOT_OURS) == []

    # What is typed is there when the form is opened again.
    page.get_by_role("tab", name="Reviews").click()
    page.get_by_role("tab", name="Amendments").click()
    page.get_by_role("button", name="Propose other words").click()
    expect(area).to_have_value(EXPLANATION.replace("Ask why", "Ask why, and listen"))
    page.get_by_role("textbox", name="Why", exact=True).fill("Asking is half of it.")
    send.click()
    _told(page, "Proposed amendment 1")
    comes_to(lambda: _recorded(evening), [(1, "Fay", ", and listen", None)])
    expect(_card(page, 1)).to_contain_text("Asking is half of it.")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    _card(page, 1).get_by_role("button", name="More …").click()
    page.get_by_role("option", name="Withdraw …").click()
    page.get_by_role("option", name="Withdraw it, without more").click()
    comes_to(lambda: _recorded(evening)[0][3], "withdrawn")
    assert _reads(evening) == EXPLANATION
