"""Memory across editions, in a browser: a dry run is read and taken over, what is near is told."""

import pytest
from playwright.sync_api import Page, expect

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Member
from hrgl.encouragements import wordings
from hrgl.formats.writers.document import Section
from hrgl.operations import worker
from hrgl.people import accounts
from hrgl.themes import board, themes
from tests.builders import statement_ids, world
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import Evening, begin
from tests.e2e.looking import violations
from tests.e2e.test_screens import LAPTOP, NOT_OURS
from tests.fakes import FakeEmbedder
from tests.public_numbers import put_there, small_document

pytestmark = pytest.mark.e2e

THINGS = ("pipes", "wells", "pumps", "taps", "tanks", "meters", "rivers", "springs")
WATER = "\n".join(f"* Keep the drinking water of the {each} clean" for each in THINGS)
MONEY = "\n".join(f"* Publish the budget for {each} in plain words" for each in THINGS)
SAID = ("publish the budget in plain words", "keep drinking water clean")


@pytest.fixture
def evening(server: Server) -> Evening:
    """An edition after one with two themes, of which one is spoken of again, and a document."""
    with transaction(server.engine) as session:
        made = begin(session, server, {"fay": Role.FACILITATOR})
        code = made.here.edition.code
        before = world(session, code="2029")
        accounts.add_member(
            session,
            before.organiser,
            email=f"fay.{code}@city.example",
            name="Fay",
            role=Role.FACILITATOR,
        )
        for name, text in (("Clean water", WATER), ("Open money", MONEY)):
            ids = statement_ids(session, before, text)
            themes.create(session, before.facilitator, name=name, statement_ids=ids)
        statement_ids(session, made.here, WATER.replace("Keep", "Always keep"))
        sections = tuple(Section(at + 4, each, "", "", "", ()) for at, each in enumerate(SAID))
        put_there(
            session, small_document("2021", sections=sections, series=made.here.edition.series)
        )
        fay = session.get_one(Member, made.members["fay"])
        wordings.word(session, fay, heading="keep the drinking water clean")
    worker.propose_themes(
        server.engine, fay, themes=None, progress=lambda *_: None, load=FakeEmbedder, earlier="2029"
    )
    return made


def test_a_dry_run_is_read_and_taken_over_and_what_was_said_before_stands_beside_a_wording(
    evening: Evening, enter: Enter
) -> None:
    page = enter(f"fay.{evening.here.edition.code}", path="/themes", viewport=LAPTOP)
    settled(page)
    _dry_run(page, evening)
    page.goto(f"{evening.server.url}/encouragements")
    line = page.locator("details.before")
    expect(line.locator("summary")).to_have_text("Near it in 2021")
    line.locator("summary").click()
    expect(line.get_by_role("listitem")).to_have_text("2021: 5 “keep drinking water clean”")
    assert violations(page, NOT_OURS) == []


def _dry_run(page: Page, evening: Evening) -> None:
    page.get_by_role("tab", name="Proposal").click()
    expect(page.get_by_text("1 theme of edition 2029 would fill, 1 would stay")).to_be_visible()
    expect(page.get_by_role("row", name="Open money")).to_contain_text("stays empty")
    expect(page.get_by_role("combobox", name="Start from")).to_be_visible()
    settled(page)
    assert violations(page, NOT_OURS) == []
    page.get_by_role("button", name="Take over all").click()
    expect(page.locator(".told")).to_contain_text("Took over “Clean water”")
    now = evening.asks(lambda s: board.board(s, edition_id=evening.here.edition.id))
    assert "Clean water" in {theme.name for theme in now.themes}
