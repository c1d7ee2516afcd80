"""What the steering group says is recorded for what stood on the screen, 36 times of 36."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session, col, select

from hrgl.core.database import transaction
from hrgl.core.enums import Role, Verdict
from hrgl.core.models import Encouragement, Member, Review, Wording
from hrgl.encouragements import wordings
from tests.builders import LINES, statement_ids, submitted
from tests.e2e.conftest import Enter, Server
from tests.e2e.evening import Evening, begin

pytestmark = pytest.mark.e2e

GROUP = ("sigrid", "samir", "stella")
TOPICS = (
    "budgets",
    "contracts",
    "childcare",
    "interpreters",
    "parks",
    "schools",
    "police",
    "housing",
    "water",
    "night buses",
    "libraries",
    "the youth council",
)
VERDICTS = (Verdict.AGREE, Verdict.LIVE_WITH, Verdict.OBJECT)


@dataclass(frozen=True)
class Word:
    """One verdict: whose, on what, which, and why."""

    who: str
    heading: str
    verdict: Verdict
    reason: str


def _fill(server: Server) -> Evening:
    """Twelve submitted encouragements; their places run against the order they were made in."""
    with transaction(server.engine) as session:
        evening = begin(session, server, dict.fromkeys(GROUP, Role.STEERING), places=12, quorum=3)
        for at, topic in enumerate(TOPICS):
            text = "\n".join(f"{line}, for {topic}" for line in LINES.splitlines()[:2])
            ids = statement_ids(session, evening.here, text)
            row = submitted(session, evening.here, ids, place=12 - at)
            if at % 3 == 0:  # not every wording is the first
                wordings.reword(
                    session,
                    evening.here.facilitator,
                    encouragement_id=row.id,
                    heading=f"think of {topic} first",
                    explanation=f"Because of {topic}.",
                    seen_version=row.version,
                )
    return evening


def _open(page: Page, place: int) -> str:
    """Open what stands at a place; which encouragement can be read, and the list marks it too."""
    entry = page.locator(".rail .one:not(.whole)").filter(
        has=page.get_by_text(str(place), exact=True)
    )
    entry.click()
    expect(page.locator("article .lead")).to_contain_text(f"{place} · ")
    return _on_screen(page)


def _on_screen(page: Page) -> str:
    """Which encouragement can be read; the list marks the same one."""
    heading = page.get_by_role("heading", level=2).and_(page.locator("article h2"))
    expect(heading).to_have_count(1)
    entry = page.locator(".rail [aria-current]")
    expect(entry.locator(".name")).to_have_text(heading.inner_text())
    return f"{entry.locator('b').inner_text()}. {heading.inner_text()}"


def _say(page: Page, who: str, verdict: Verdict, heading: str) -> Word:
    """Say one's word on what stands on the screen."""
    reason = f"{who} on {heading}" if verdict is Verdict.OBJECT else ""
    page.wait_for_timeout(500)  # nobody presses the moment that something has changed
    page.locator(f".acts [data-does={verdict}]").click()
    if reason:
        page.get_by_label("Reason").fill(reason)
        page.get_by_role("button", name="Object", exact=True).click()
    place, words = heading.split(". ", 1)
    expect(page.locator(".told")).to_contain_text(f"of place {place} “{words}”")
    return Word(who, heading, verdict, reason)


def _recorded(session: Session, evening: Evening) -> list[Word]:
    """What the reviews of the edition say, in the order in which they were given."""
    query = (
        select(Member.name, Encouragement.place, Wording.heading, Review)
        .join(Member, col(Member.id) == Review.member_id)
        .join(Wording, col(Wording.id) == Review.wording_id)
        .join(Encouragement, col(Encouragement.id) == Wording.encouragement_id)
        .where(Member.edition_id == evening.here.edition.id)
        .order_by(col(Review.id))
    )
    return [
        Word(name.lower(), f"{place}. {heading}", review.verdict, review.reason)
        for name, place, heading, review in session.exec(query).all()
    ]


def _table(screen: list[Word], record: list[Word]) -> str:
    lines = ["", "no. | who | on the screen | pressed | recorded for | recorded as | reason kept"]
    for at, (seen, kept) in enumerate(zip(screen, record, strict=False), 1):
        right = "yes" if seen == kept else "NO"
        lines.append(
            f"{at} | {seen.who} | {seen.heading} | {seen.verdict} | {kept.heading} | "
            f"{kept.verdict} | {seen.reason == kept.reason} | {right}"
        )
    return "\n".join(lines)


def test_thirty_six_verdicts_are_recorded_for_what_stood_on_the_screen(
    enter: Enter, server: Server
) -> None:
    evening = _fill(server)
    pages = {name: enter(f"{name}.{evening.here.edition.code}", path="/reviews") for name in GROUP}
    screen = []
    for turn in range(12):
        for at, name in enumerate(GROUP):
            page = pages[name]
            heading = _open(page, (5 * turn + at) % 12 + 1)
            screen.append(_say(page, name, VERDICTS[(turn + at) % 3], heading))
    record = evening.asks(lambda session: _recorded(session, evening))
    table = _table(screen, record)
    assert record == screen, table
    assert len({(word.who, word.heading) for word in record}) == 36
    for page in pages.values():
        expect(page.locator(".sum")).to_have_text("Nothing waits for you.")


def test_after_a_verdict_on_number_five_the_list_of_the_others_is_there_again(
    enter: Enter, server: Server
) -> None:
    evening = _fill(server)
    page = enter(f"sigrid.{evening.here.edition.code}", path="/reviews")
    first = _say(page, "sigrid", Verdict.AGREE, _open(page, 5))
    expect(page.locator(".rail [aria-current]")).to_have_text("Read and agree to these 11")
    expect(page.locator(".agreed .place")).to_have_text([str(n) for n in range(1, 13) if n != 5])
    assert evening.asks(lambda session: _recorded(session, evening)) == [first]


def test_a_double_click_says_one_word_and_no_word_on_the_next(enter: Enter, server: Server) -> None:
    evening = _fill(server)
    page = enter(f"samir.{evening.here.edition.code}", path="/reviews")
    heading = _open(page, 7)
    page.locator(".acts [data-does=agree]").dblclick()
    expect(page.locator(".told")).to_contain_text("greed")
    expect(page.get_by_role("button", name="Agree to these 11").last).to_be_visible()
    page.wait_for_timeout(500)
    record = evening.asks(lambda session: _recorded(session, evening))
    assert record == [Word("samir", heading, Verdict.AGREE, "")]
