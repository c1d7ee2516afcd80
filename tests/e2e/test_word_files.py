"""The Word round trip in a browser: the draft goes out, two people write into it, it comes back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from hrgl.core.database import reading
from hrgl.core.models import Edition
from hrgl.encouragements.amending.amendments import amendments
from hrgl.encouragements.round_trip import margins
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import pick
from tests.e2e.looking import violations
from tests.e2e.test_screens import NOT_OURS, PHONE
from tests.word_files_written import opened, written_by_two

pytestmark = pytest.mark.e2e
LAPTOP = {"width": 1366, "height": 768}
# nor the place to drop files, which says what it is by its button
NOT_OURS_HERE = {*NOT_OURS, "presentation-role-conflict"}


def _sound(page: Page) -> None:
    """Nothing for axe in either scheme, and nothing wider than a telephone."""
    page.mouse.move(2, 2)  # over nothing that says more of itself
    expect(page.get_by_test_id("stToast")).to_have_count(0)  # Streamlit's own, and soon gone
    assert violations(page, NOT_OURS_HERE) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
    settled(page)


def _take_out(page: Page, folder: Path) -> bytes:
    page.get_by_role("tab", name="Word files").click()
    page.get_by_role("button", name="Take out 17 encouragements").click()
    expect(page.get_by_text("Word file 1 –")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download Word file 1").click()
    assert waiting.value.suggested_filename == "2023-demo-draft-1.docx"
    path = folder / "draft.docx"
    waiting.value.save_as(path)
    return path.read_bytes()


def test_what_two_people_wrote_into_the_draft_becomes_amendments_and_notes(
    enter: Enter, server: Server, tmp_path: Path
) -> None:
    page = enter("facilitator", demonstration=True, path="/comments", viewport=LAPTOP)
    sent = _take_out(page, tmp_path)
    _sound(page)
    back, other = tmp_path / "draft-ana.docx", tmp_path / "other.docx"
    back.write_bytes(written_by_two(sent))
    macros = opened(sent)
    macros.members["word/vbaProject.bin"] = "macros"
    other.write_bytes(macros.data())
    page.locator("input[type=file]").set_input_files([back, other])
    expect(page.get_by_text("“other.docx” holds macros")).to_be_visible()
    expect(page.get_by_text("2 amendments · 2 comments · 1 without a place")).to_be_visible()
    page.get_by_text("– 2 changes, 1 comment").click()
    expect(page.locator("ins").filter(has_text="In short:")).to_be_visible()
    expect(page.get_by_text("Three rooms do.")).to_be_visible()
    _sound(page)
    page.get_by_role("button", name="Bring in 2 amendments and 3 notes").click()
    expect(page.get_by_text("1 without a place · 1 comment to settle · 0 done")).to_be_visible()
    _place(page)
    _sound(page)
    _see_them_where_words_stand(page)
    with reading(server.engine) as session:
        edition = session.exec(select(Edition).where(Edition.code == "2023-demo")).one()
        found = amendments(session, edition_id=edition.id)
        notes = margins.margin_notes(session, edition_id=edition.id)
    assert sorted((each.author, each.after) for each in found) == [
        ("Ana", "In short: "),
        ("Tom", "A thought in a table"),
        ("Tom", "truly"),
    ]
    assert sorted((each.kind, each.waits) for each in notes) == [
        ("change", False),
        ("comment", False),
    ]


def _place(page: Page) -> None:
    """Say where a thought belongs that stood in a table."""
    expect(page.get_by_test_id("stToast")).to_have_count(0)
    settled(page)
    pick(page.get_by_role("combobox", name="Encouragement"), page.get_by_role("option").first)
    page.get_by_role("button", name="Make it an amendment there").click()
    expect(page.get_by_test_id("stToast").filter(has_text="Placed.").first).to_be_visible()
    expect(page.get_by_text("0 without a place · 1 comment to settle · 1 done")).to_be_visible()


def _see_them_where_words_stand(page: Page) -> None:
    """The way from a file to the page Encouragements, and what stands there."""
    page.get_by_role("button", name="3 amendments to 1 “").click()
    settled(page)
    page.get_by_role("tab", name="Amendments").click()
    first = page.get_by_role("article", name="Amendment 1", exact=True)
    expect(first).to_contain_text("Ana")
    said = page.get_by_role("article", name="Comment of Ana")
    expect(said).to_contain_text("Who says so?")
    expect(said).to_contain_text("Three rooms do.")
    assert violations(page, NOT_OURS) == []
