"""Where did it go?: from a link to a statement, its theme, its rooms; laptop and phone."""

import csv

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from hrgl.core.database import reading
from hrgl.editions import editions
from hrgl.notes.statements import Disposition, StatementView, list_statements
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import open_view
from tests.e2e.test_screens import NOT_OURS, PHONE

pytestmark = pytest.mark.e2e
LAPTOP = {"width": 1366, "height": 768}


def _rows(server: Server) -> list[StatementView]:
    with reading(server.engine) as session:
        edition_id = editions.by_code(session, "2023-demo").id
        return list_statements(session, edition_id=edition_id)


def _nothing_found(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        settled(page)
        found = [
            (each["id"], node["html"][:160])
            for each in Axe().run(page).response["violations"]
            if each["id"] not in NOT_OURS
            for node in each["nodes"][:3]
        ]
        assert found == [], scheme


def test_a_statement_is_followed_to_its_end_and_an_encouragement_to_its_rooms(
    enter: Enter, server: Server
) -> None:
    rows = _rows(server)
    cited = next(row for row in rows if row.disposition is Disposition.CITED and row.theme)
    page = enter(
        "facilitator", demonstration=True, path=f"/where?ref={cited.short}", viewport=LAPTOP
    )
    # the link came through the sign-in
    expect(page.get_by_role("heading", name=cited.short, exact=True)).to_be_visible()
    expect(page.get_by_text(cited.text, exact=True).first).to_be_visible()
    expect(page.get_by_text("Cited in ").first).to_be_in_viewport()
    _nothing_found(page)

    page.get_by_role("button", name="down to its rooms").first.click()
    settled(page)
    expect(page.get_by_role("cell", name="All rooms")).to_be_visible()
    expect(page.get_by_role("button", name=cited.short, exact=True)).to_be_visible()
    _nothing_found(page)
    open_view(page, "Flow")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    expect(page.get_by_role("cell", name=str(len(rows)), exact=True)).to_be_attached()
    _nothing_found(page)
    open_view(page, "Account")
    expect(page.get_by_role("cell", name="All rooms")).to_be_visible()
    expect(page.get_by_text(f"{len(rows)} statements =")).to_be_visible()
    _nothing_found(page)
    page.get_by_role("button", name="Take home …").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Flow (CSV)").click()
    table = list(csv.reader(taken.value.path().read_text("utf-8-sig").splitlines()))
    assert table[-1][:4] == ["All rooms", "", "", str(len(rows))]
    page.keyboard.press("Escape")

    open_view(page, "Statement")
    page.set_viewport_size(PHONE)
    field = page.get_by_label("A reference (B2-07), a receipt, or words")
    field.fill("budget")
    field.press("Enter")
    settled(page)
    page.locator("label:has(input[type=radio])").first.click()
    expect(page.get_by_role("heading", name="Where it ended")).to_be_visible()
    assert "ref=" not in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Back to the list").click()
    expect(page.get_by_text("Choose a statement from the list.")).to_be_visible()
    for view in ("Encouragement", "Flow", "Account"):
        open_view(page, view)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], view
        if view == "Flow":
            expect(page.locator(".js-plotly-plot")).to_be_hidden()

    open_view(page, "Statement")
    page.set_viewport_size(LAPTOP)
    field.fill(f"{{{cited.short}}}")
    field.press("Enter")
    page.get_by_role("button", name="on the desk").click()
    expect(page.get_by_role("textbox", name="Name of the theme")).to_have_value(str(cited.theme))
