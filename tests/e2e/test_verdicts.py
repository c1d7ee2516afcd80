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
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import Evening, act, begin, choose, marked

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


def _fill(server: Server, code: str) -> Evening:
    """Twelve submitted encouragements; their places run against the order they were made in."""
    with transaction(server.engine) as session:
        evening = begin(
            session, server, code, dict.fromkeys(GROUP, Role.STEERING), places=12, quorum=3
        )
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


def _on_screen(page: Page) -> str:
    """Which encouragement can be read; the list marks the same one."""
    heading = page.get_by_role("heading", level=2)
    expect(heading).to_have_count(1)
    expect(page.locator(".st-key-review input:checked")).to_have_count(1)
    settled(page)
    text = heading.inner_text()
    assert marked(page, "review") == text
    return text


def _say(page: Page, who: str, verdict: Verdict) -> Word:
    """Read what stands on the screen, and say one's word on it."""
    heading = _on_screen(page)
    reason = f"{who} on {heading}" if verdict is Verdict.OBJECT else ""
    if reason:
        page.get_by_label("Reason (needed for an objection)").fill(reason)
    act(page, f"verdict-{verdict}").click()
    _noted(page, heading)
    return Word(who, heading, verdict, reason)


def _noted(page: Page, heading: str) -> None:
    place, words = heading.split(". ", 1)
    expect(page.get_by_text(f"Your word on {place} “{words}” is noted.")).to_be_visible()
    settled(page)


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
    evening = _fill(server, "2046")
    pages = {name: enter(f"{name}.2046", path="/reviews") for name in GROUP}
    screen = [
        _say(pages[name], name, VERDICTS[(turn + at) % 3])
        for turn in range(12)
        for at, name in enumerate(GROUP)
    ]
    record = evening.asks(lambda session: _recorded(session, evening))
    table = _table(screen, record)
    assert record == screen, table
    assert len({(word.who, word.heading) for word in record}) == 36
    for page in pages.values():
        expect(page.get_by_text("Nothing waits for you.")).to_be_visible()


def test_after_a_verdict_on_number_five_the_next_is_for_what_the_list_marks(
    enter: Enter, server: Server
) -> None:
    evening = _fill(server, "2042")
    page = enter("sigrid.2042", path="/reviews")
    choose(page, "5. ")
    first = _say(page, "sigrid", Verdict.AGREE)
    assert first.heading.startswith("5. ")
    second = _say(page, "sigrid", Verdict.AGREE)
    assert second.heading.startswith("1. ")
    assert evening.asks(lambda session: _recorded(session, evening)) == [first, second]


def test_a_double_click_says_one_word_and_no_word_on_the_next(enter: Enter, server: Server) -> None:
    evening = _fill(server, "2043")
    page = enter("samir.2043", path="/reviews")
    heading = _on_screen(page)
    act(page, "verdict-agree").dblclick()
    expect(page.get_by_role("heading", level=2)).not_to_have_text(heading)
    settled(page)
    record = evening.asks(lambda session: _recorded(session, evening))
    assert record == [Word("samir", heading, Verdict.AGREE, "")]
