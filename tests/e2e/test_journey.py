"""From a typed note to the downloaded document: four people, four browsers, no command line."""

import io
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import begin

pytestmark = pytest.mark.e2e

FOUR = {
    role.value: role for role in (Role.RAPPORTEUR, Role.FACILITATOR, Role.STEERING, Role.ORGANISER)
}
LINES = """* The budget form should ask for a reason in terms of human rights
* Publish the budget in plain words, residents cannot read ours
* Procurement contracts need a clause on human rights
* Train procurement staff, they know prices but not rights
* Pay people for the time they give to participation
* Childcare makes participation possible"""


def _go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    settled(page)


def test_four_people_lead_a_typed_note_to_the_document(
    enter: Enter, server: Server, tmp_path: Path
) -> None:
    with transaction(server.engine) as session:
        code = begin(session, server, FOUR, places=1, quorum=1).here.edition.code
    # The rapporteur types what was said.
    rapporteur = enter(f"rapporteur.{code}")
    expect(rapporteur.get_by_text("No notes from A1 yet.")).to_be_visible()
    _go(rapporteur, "Notes")
    editor = rapporteur.get_by_label("One idea a line")
    editor.fill(LINES)
    rapporteur.get_by_role("button", name="Save the note").click()
    expect(rapporteur.get_by_role("heading", name="6 statements from A1")).to_be_visible()
    expect(editor).to_have_count(1)
    expect(editor).to_have_value("")

    # The facilitator asks for a proposal, sees it come, and takes it over.
    facilitator = enter(f"facilitator.{code}")
    _go(facilitator, "Themes")
    facilitator.get_by_role("tab", name="Proposal").click()
    facilitator.get_by_label("How many themes").fill("2")
    facilitator.get_by_label("How many themes").press("Enter")
    settled(facilitator)
    facilitator.get_by_role("button", name="Propose themes").click()
    take_all = facilitator.get_by_role("button", name="Take over all")
    expect(take_all).to_be_visible(timeout=240_000)
    take_all.click()
    expect(facilitator.locator(".told")).to_contain_text("Took over")

    # She words an encouragement, cites statements, gives it its place and submits it.
    _go(facilitator, "Encouragements")
    facilitator.get_by_role("button", name="New candidate").click()
    facilitator.get_by_role("combobox", name="A new candidate").fill("publish what they decide")
    facilitator.get_by_role("option", name="We encourage local governments to").click()
    explanation = facilitator.get_by_role("textbox", name="Explanation")
    expect(explanation).to_have_value("")
    explanation.fill("Budgets can be read by everybody.")
    facilitator.get_by_role("button", name="Save wording 2").click()
    facilitator.locator(".said").first.get_by_role("button", name="as support").click()
    expect(facilitator.locator(".told")).to_contain_text("as support")
    facilitator.get_by_role("button", name="Place ▾").click()
    facilitator.get_by_role("option", name="Place 1").click()
    facilitator.get_by_role("button", name="Submit for review").click()
    expect(facilitator.locator(".entry")).to_contain_text("in review, 0 of 1")

    # The steering group agrees.
    steering = enter(f"steering.{code}")
    expect(steering.get_by_text("1 encouragement for your review.")).to_be_visible()
    _go(steering, "Reviews")
    expect(steering.locator(".agreed")).to_contain_text("publish what they decide")
    steering.get_by_role("button", name="Agree to this one").click()
    expect(steering.locator(".sum")).to_have_text("Nothing waits for you.")
    expect(steering.locator(".told")).to_contain_text("Agreed to 1 wording")

    # The organiser publishes, and takes the document home.
    organiser = enter(f"organiser.{code}")
    _go(organiser, "Outcome document")
    organiser.get_by_label("type the document’s title").fill("Outcome Document")
    organiser.get_by_role("button", name="Publish", exact=True).click()
    expect(organiser.get_by_text("digest checked")).to_be_visible()
    with organiser.expect_download() as waiting:
        organiser.get_by_role("button", name="Word (DOCX)").click()
    target = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(target)
    assert target.name == f"outcome-{code}-1.docx"
    document = docx.Document(io.BytesIO(target.read_bytes()))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    assert "publish what they decide" in headings[0]
