"""What is next, on pages that act without being drawn anew: told again by itself."""

import pytest
from playwright.sync_api import expect

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.themes import themes
from tests.builders import statement_ids, submitted
from tests.e2e.conftest import Enter, Server
from tests.e2e.evening import begin

pytestmark = pytest.mark.e2e


def test_a_member_who_has_agreed_is_not_asked_to_any_more(enter: Enter, server: Server) -> None:
    with transaction(server.engine) as session:
        made = begin(session, server, {"sol": Role.STEERING}, places=1)
        submitted(session, made.here, statement_ids(session, made.here)[:2])
    page = enter(f"sol.{made.here.edition.code}", path="/reviews")
    expect(page.get_by_text("Next: 1 encouragement for your review.")).to_be_visible()
    page.get_by_role("button", name="Agree to this one").click()
    told = page.get_by_text("Next: You have spoken on everything submitted so far.")
    expect(told).to_be_visible()
    expect(page.locator(".told")).to_contain_text("Agreed to")


def test_a_facilitator_who_has_begun_candidates_is_led_on_from_there(
    enter: Enter, server: Server
) -> None:
    with transaction(server.engine) as session:
        made = begin(session, server, {"fay": Role.FACILITATOR}, places=1)
        ids = statement_ids(session, made.here)
        theme = themes.create(session, made.here.facilitator, name="Money", statement_ids=ids)
        session.flush()
        seen = {"theme_id": theme.id, "seen_version": theme.version}
    page = enter(f"fay.{made.here.edition.code}", path="/encouragements")
    expect(page.get_by_text("Next: 1 place still without an encouragement: 1.")).to_be_visible()
    page.get_by_role("button", name="One candidate for each theme").click()
    expect(page.get_by_text("Next: 1 encouragement not yet submitted.")).to_be_visible()
    made.does("fay", themes.dissolve, **seen)
    expect(page.get_by_text("Next: 6 statements are there, but no themes yet.")).to_be_visible()
    page.get_by_role("button", name="Propose themes").click()
    expect(page.get_by_role("heading", level=1, name="Themes")).to_be_visible()
