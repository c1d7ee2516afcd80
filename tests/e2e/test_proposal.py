"""A proposal as a difference: read, skipped from and taken over; bound to what was drawn."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Member
from hrgl.themes import board, themes
from hrgl.themes.proposals import proposals
from tests.builders import statement_ids
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import Evening, begin
from tests.e2e.looking import violations
from tests.e2e.test_screens import LAPTOP, NOT_OURS, PHONE

pytestmark = pytest.mark.e2e

PEOPLE = {"fay": Role.FACILITATOR, "bo": Role.FACILITATOR}
STATEMENTS = 400
LINES = "\n".join(
    f"* Statement {number:03} tells how a town paid people for the time they gave, and how it "
    "wrote down in plain words what became of what they had asked it to do for them"
    for number in range(1, STATEMENTS + 1)
)


@pytest.fixture
def evening(server: Server) -> Evening:
    """Two themes of the machine, and a proposal in which one falls apart and all others come in."""
    with transaction(server.engine) as session:
        made = begin(session, server, PEOPLE)
        ids = statement_ids(session, made.here, LINES)
    _propose(made, {"Money": ids[:6], "People": ids[6:10]})
    made.does("bo", proposals.adopt_proposal, clustering_id=_newest(made))
    groups = {f"Group {at}": ids[10 + 39 * at : 49 + 39 * at] for at in range(10)}
    groups["Group 0"] = [*groups["Group 0"], *ids[:2]]
    groups["Group 1"] = [*groups["Group 1"], *ids[2:4]]
    _propose(made, {**groups, "People": ids[4:10]}, unsure=ids[10:13])
    return made


def _newest(evening: Evening) -> int:
    edition_id = evening.here.edition.id
    found = evening.asks(lambda s: proposals.newest_clustering(s, edition_id=edition_id))
    assert found is not None
    return int(found.id)


def _propose(
    evening: Evening, groups: dict[str, list[int]], unsure: list[int] | None = None
) -> None:
    with transaction(evening.server.engine) as session:
        rows = proposals.material(session, edition_id=evening.here.edition.id)
        reference = {s.id: s.reference for s in rows}
        found = {title: [reference[each] for each in group] for title, group in groups.items()}
        proposals.store(
            session,
            session.get_one(Member, evening.members["bo"]),
            model="m",
            parameters={"themes": 12},
            statements_sha256=proposals.material_digest(rows),
            result={
                "themes": [
                    {"title": title, "statements": group, "typical": group[:3]}
                    for title, group in found.items()
                ],
                "queue": [],
                "fit": {},
                "torn": {reference[each]: 1 for each in unsure or ()},
            },
        )


@pytest.fixture
def page(enter: Enter, evening: Evening) -> Page:
    return _open(enter, evening)


def _open(enter: Enter, evening: Evening, **kind: Any) -> Page:
    code = evening.here.edition.code
    made = enter(f"fay.{code}", path="/themes", **{"viewport": LAPTOP, **kind})
    _look(made)
    expect(made.locator(".groups article").first).to_be_visible()
    return made


def _look(page: Page) -> None:
    settled(page)
    page.get_by_role("tab", name="Proposal").click()
    expect(page.locator(".say")).not_to_be_empty()
    settled(page)


def _sizes(evening: Evening) -> dict[str, int]:
    now = evening.asks(lambda s: board.board(s, edition_id=evening.here.edition.id))
    return {theme.name: len(theme.statements) for theme in now.themes}


def test_it_is_read_and_taken_over_with_one_press_and_taken_back_with_another(
    page: Page, evening: Evening
) -> None:
    before = _sizes(evening)
    expect(page.locator(".say")).to_contain_text("begins 9 themes, places 390 statements")
    expect(page.locator(".say")).to_contain_text("“Money” falls apart")
    expect(page.locator(".number")).to_contain_text("12 asked, 11 proposed, because there are too")
    page.get_by_role("button", name="Take over all 394").click()
    expect(page.locator(".told")).to_contain_text("Took over “")
    expect(page.locator(".say")).to_contain_text("nothing to take over")
    others = {f"Group {at}": 39 for at in range(2, 10)}
    assert _sizes(evening) == {"Money": 41, "Group 1": 41, "People": 6, **others}
    page.get_by_role("tab", name="Coverage").click()
    settled(page)
    _look(page)
    expect(page.locator(".told")).to_contain_text("Took over “")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Take over all 394")).to_be_enabled()
    assert _sizes(evening) == before


def test_what_is_skipped_by_theme_or_by_statement_is_left_and_a_reload_keeps_it(
    page: Page, evening: Evening
) -> None:
    page.get_by_role("checkbox", name="Group 9").uncheck()
    page.get_by_role("checkbox", name="A1-12 Statement 012").uncheck()
    page.get_by_role("checkbox", name="Money 2 to").uncheck()  # it stays together
    expect(page.get_by_role("button", name="Take over 350 of 394")).to_be_visible()
    page.reload()
    _look(page)
    take = page.get_by_role("button", name="Take over 350 of 394")
    expect(take).to_be_visible()
    page.get_by_role("button", name="Tick all again").click()
    expect(page.get_by_role("button", name="Take over all 394")).to_be_visible()
    for name in ("Group 9", "A1-12 Statement 012", "Money 2 to"):
        page.get_by_role("checkbox", name=name).uncheck()
    acts = evening.acts()
    take.dblclick()
    expect(page.locator(".told")).to_contain_text("Took over")
    expect(page.get_by_role("button", name="Nothing is ticked")).to_be_disabled()
    assert evening.acts() == acts + 1
    now = _sizes(evening)
    assert (now["Group 1"], now["Money"], now["People"]) == (39, 44, 4)
    assert "Group 9" not in now


def test_only_the_unsure_are_shown_and_skipped_together(page: Page, evening: Evening) -> None:
    page.get_by_role("button", name="Only unsure (3)").click()
    expect(page.locator(".groups .row")).to_have_count(3)
    expect(page.locator(".groups .chip").first).to_have_text("unsure: or “Group 1”?")
    page.get_by_role("button", name="Skip these 3").click()
    page.get_by_role("button", name="Show all 394").click()
    page.get_by_role("button", name="Take over 391 of 394").click()
    expect(page.locator(".told")).to_contain_text("Took over")
    assert _sizes(evening)["Money"] == 38


def test_what_somebody_decided_meanwhile_is_refused_shown_anew_and_the_skips_hold(
    page: Page, evening: Evening
) -> None:
    page.get_by_role("checkbox", name="A1-12 Statement 012").uncheck()
    now = evening.asks(lambda s: board.board(s, edition_id=evening.here.edition.id))
    pinned = next(row.id for row in now.queue if "Statement 020" in row.text)
    evening.does("bo", themes.create, name="Ours", statement_ids=[pinned])
    before = _sizes(evening)
    page.get_by_role("button", name="Take over 393 of 394").click()
    expect(page.locator(".told.bad")).to_contain_text("has changed since you looked")
    assert _sizes(evening) == before
    expect(page.get_by_role("checkbox", name="A1-12 Statement 012")).not_to_be_checked()
    page.get_by_role("button", name="Take over 3").click()
    expect(page.locator(".told")).to_contain_text("Took over")
    assert _sizes(evening)["Ours"] >= 1


def test_a_discarded_proposal_is_gone_and_undo_brings_it_back(page: Page, evening: Evening) -> None:
    page.get_by_role("button", name="Discard").click()
    expect(page.locator(".say")).to_contain_text("Fay discarded the proposal of 11 themes.")
    expect(page.locator(".groups article")).to_have_count(0)
    page.reload()
    _look(page)
    expect(page.locator(".say")).to_contain_text("Fay discarded the proposal of 11 themes.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Take over all 394")).to_be_visible()


def test_a_tick_among_four_hundred_runs_no_page(page: Page) -> None:
    for each in page.get_by_role("button", name="Show").all():
        each.click()
    sent: list[object] = []
    page.on("request", lambda request: sent.append(request.url))
    page.locator(".groups input[data-card]").first.click()
    expect(page.get_by_role("button", name="Take over 35", exact=False)).to_be_visible()
    assert sent == []


def test_a_proposal_fits_a_telephone_and_axe_finds_nothing(enter: Enter, evening: Evening) -> None:
    page = _open(enter, evening)
    for size in (LAPTOP, PHONE):
        page.set_viewport_size(size)
        assert violations(page, NOT_OURS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        expect(page.get_by_role("button", name="Take over all 394")).to_be_in_viewport()
        for part in (".text", ".about"):
            drawn = page.locator(f".row {part}").first.bounding_box()
            assert drawn
            assert drawn["width"] > 140, part
