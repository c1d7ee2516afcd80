"""What the desk shows is taken home from the desk, as it is by then."""

import docx
import pytest
from playwright.sync_api import expect

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.themes import themes
from tests.builders import statement_ids
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import begin
from tests.e2e.test_screens import LAPTOP, PHONE

pytestmark = pytest.mark.e2e


def test_the_codebook_taken_home_from_the_desk_holds_what_was_just_done_there(
    enter: Enter, server: Server
) -> None:
    with transaction(server.engine) as session:
        made = begin(session, server, {"fay": Role.FACILITATOR})
        ids = statement_ids(session, made.here)
        themes.create(session, made.here.facilitator, name="Money", statement_ids=ids[:1])
    page = enter(f"fay.{made.here.edition.code}", viewport=LAPTOP)
    page.goto(f"{server.url}/themes")
    settled(page)
    expect(page.locator(".row").first).to_be_visible()
    page.locator(".row").first.click()
    page.get_by_role("button", name="Move …").click()
    page.get_by_role("option", name="Money").click()
    expect(page.locator(".told")).to_contain_text("Moved")
    page.get_by_role("button", name="Take home …").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Codebook (Word)").click()
    assert taken.value.suggested_filename == f"codebook-{made.here.edition.code}.docx"
    word = docx.Document(str(taken.value.path()))
    told = [paragraph.text for paragraph in word.paragraphs]
    assert "Money" in told
    assert "Statements: 2" in told
    page.keyboard.press("Escape")
    page.set_viewport_size(PHONE)
    home = page.get_by_role("button", name="Take home …")
    home.scroll_into_view_if_needed()
    expect(home).to_be_in_viewport()
