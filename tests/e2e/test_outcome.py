"""The document published with its title typed, adopted, and followed by a number of remarks."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlmodel import Session

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Encouragement
from hrgl.encouragements import wordings
from hrgl.formats.readers.package import Package
from hrgl.formats.readers.returned.markup import WordBody
from tests.builders import World, approved, statement_ids
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import act, begin, open_view, told
from tests.e2e.looking import violations
from tests.publishing import publish_as_read

pytestmark = pytest.mark.e2e

PHONE = {"width": 390, "height": 844}


def _remark(session: Session, here: World, row: Encouragement) -> None:
    wordings.remark(
        session,
        here.facilitator,
        encouragement_id=row.id,
        remarks="Explained in July.",
        seen_version=session.get_one(Encouragement, row.id).version,
    )


def test_an_organiser_publishes_and_adopts_and_only_remarks_change(
    enter: Enter, server: Server, tmp_path: Path
) -> None:
    with transaction(server.engine) as session:
        evening = begin(session, server, {"ola": Role.ORGANISER}, places=1, quorum=2)
        here = evening.here
        row = approved(session, here, statement_ids(session, here)[:2])
    page = enter(f"ola.{here.edition.code}", path="/outcome", viewport=PHONE)

    # The press lies under the thumb, says what it freezes, and wants the title.
    publish = act(page, "publish")
    expect(publish).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("This freezes the words of 1 encouragement")).to_be_visible()
    title = page.get_by_label("type the document’s title")
    title.fill("Some other document")
    title.blur()
    settled(page)
    publish.click()
    told(page, "please type the document’s title: Outcome Document")
    title.fill("outcome document")
    title.blur()
    settled(page)
    publish.click()
    expect(page.get_by_text("digest checked")).to_be_visible()
    assert violations(page, {"aria-dialog-name"}) == []  # the toast is no dialog of ours

    # The Conference adopts it.
    page.get_by_role("button", name="Note its adoption …").click()
    expect(page.get_by_label("By which body")).to_have_value("the Conference")
    settled(page)
    act(page, "adopt").click()
    adopted = page.get_by_text("as a guideline for local governments.").filter(visible=True)
    expect(adopted.first).to_be_visible()

    # Remarks are added; what they change is said before, and tracked in Word after.
    with transaction(server.engine) as session:
        _remark(session, here, row)
    page.reload()
    settled(page)
    expect(page.get_by_text("stay as they are, to the letter")).to_be_visible()
    expect(page.get_by_text("new: “Explained in July.”")).to_be_visible()
    with transaction(server.engine) as session:
        publish_as_read(session, here.organiser)
    page.reload()
    settled(page)
    open_view(page, "Numbers")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Against number 1").click()
    assert waiting.value.suggested_filename == f"outcome-{here.edition.code}-2-against-1.docx"
    target = tmp_path / "redline.docx"
    waiting.value.save_as(target)
    assert "Explained in July." in _put_in(target.read_bytes())
    open_view(page, "Document")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Take it all home (ZIP)").click()
    assert waiting.value.suggested_filename == f"outcome-{here.edition.code}-2.zip"
    assert violations(page) == []


def _put_in(data: bytes) -> list[str]:
    body = WordBody()
    Package("redline", data).walk("word/document.xml", body)
    return [piece.text for each in body.paragraphs for piece in each.pieces if piece.inserted]
