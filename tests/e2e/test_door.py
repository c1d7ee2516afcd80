"""A participant on a telephone: an input sent, followed, corrected; with and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from hrgl.core.database import transaction
from hrgl.core.enums import DoorState
from hrgl.core.models import Door, Edition, Workshop
from hrgl.editions import editions, workshops
from hrgl.notes.door import doors
from hrgl.people import accounts
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.looking import violations

pytestmark = pytest.mark.e2e

PHONE = {"width": 390, "height": 844}
TEXT = "The city explains its budget at the market\nChildcare makes it possible to take part"


@pytest.fixture(scope="module")
def path(server: Server) -> str:
    """Where the link of a workshop leads, in an edition that no other journey counts in."""
    with transaction(server.engine) as session:
        edition = Edition(code="2051", series="Series", title="An open door", places=1, quorum=1)
        session.add(edition)
        session.flush()
        room = Workshop(edition_id=edition.id, code="A1", title="Money", question="What works?")
        session.add(room)
        session.flush()
        door = doors.set_state(
            session,
            accounts.command_line_member(session, edition),
            workshop_id=room.id,
            state=DoorState.OPEN,
            seen_version=0,
        )
        return f"{server.url}/in/{door.code}"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A telephone, with scripts or without."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_a_participant_sends_follows_corrects_and_withdraws_an_input(
    phone: Page, path: str
) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(path)
    expect(phone.get_by_role("heading", level=1, name="What works?")).to_be_visible()
    assert asked == [path]
    phone.get_by_label("Your input").fill(TEXT)
    phone.get_by_text("Say more about it").click()
    phone.get_by_label("What it is").select_option("What works")
    phone.get_by_label("Not at all: only what I said").check()
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1, name="Thank you")).to_be_visible()
    receipt = phone.locator("p.receipt").inner_text()
    assert re.fullmatch(r"(\w{4}-){3}\w{4}", receipt)
    phone.reload()
    expect(phone.locator("p.receipt")).to_have_text(receipt)
    assert receipt not in phone.url
    phone.goto(f"{path}/trace")
    phone.get_by_label("Your receipt").fill(receipt.lower())
    phone.get_by_role("button", name="Look").click()
    expect(phone.get_by_role("heading", name="It became 2 statements")).to_be_visible()
    phone.get_by_label("Your input").fill(TEXT.replace("market", "weekly market"))
    phone.get_by_role("button", name="Save the correction").click()
    expect(phone.get_by_role("status")).to_have_text("Your correction is saved.")
    expect(phone.locator(".said").first).to_contain_text("at the weekly market")
    phone.get_by_text("Withdraw it").click()
    phone.get_by_role("button", name="Withdraw my input").click()
    expect(phone.get_by_text("Nothing of it goes on")).to_be_visible()
    assert receipt not in phone.url


def test_what_is_typed_is_there_after_going_back_however_one_left(phone: Page, path: str) -> None:
    phone.goto(path)
    phone.get_by_label("Your input").fill("Ask the old people what they miss")
    phone.get_by_role("link", name="Programme and questions").click()
    expect(phone.get_by_role("heading", name="Questions")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_label("Your input")).to_have_value("Ask the old people what they miss")
    phone.get_by_label("Your input").fill("Hello everybody!")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.get_by_label("Your input")).to_have_value("Hello everybody!")


def test_with_scripts_it_outlives_a_reload_a_closed_door_and_another_link(
    chromium: Browser, server: Server, path: str
) -> None:
    page = chromium.new_context(viewport=PHONE).new_page()
    words = "Let the young people keep the keys"
    page.goto(path)
    page.get_by_label("Your input").fill(words)
    page.get_by_text("Say more about it").click()
    page.get_by_label("What it is").select_option("What works")
    page.reload()
    expect(page.get_by_label("Your input")).to_have_value(words)
    expect(page.get_by_label("What it is")).to_have_value("practice")
    page.goto(path)
    expect(page.get_by_label("Your input")).to_have_value(words)
    page.context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    page.context.set_offline(False)
    page.goto(path)
    expect(page.get_by_label("Your input")).to_have_value(words)
    with transaction(server.engine) as session:
        edition = editions.by_code(session, "2051")
        room = workshops.list_workshops(session, edition_id=edition.id)[0]
        door = session.exec(select(Door).where(Door.workshop_id == room.id)).one()
        actor = accounts.command_line_member(session, edition)
        doors.set_state(
            session, actor, workshop_id=room.id, state=DoorState.CLOSED, seen_version=door.version
        )
    page.goto(path)
    expect(page.locator(".said")).to_have_text(words)
    with transaction(server.engine) as session:
        door = session.exec(select(Door).where(Door.workshop_id == room.id)).one()
        actor = accounts.command_line_member(session, edition)
        version = door.version
        doors.set_state(
            session, actor, workshop_id=room.id, state=DoorState.OPEN, seen_version=version
        )
    page.goto(path)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1, name="Thank you")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
    page.goto(path)
    expect(page.get_by_label("Your input")).to_have_value("")
    page.goto(f"{path}X")
    expect(page.locator(".said")).to_be_hidden()
    page.context.close()


def test_the_receipt_is_copied_and_printed_with_a_button_where_scripts_run(
    phone: Page, path: str
) -> None:
    phone.goto(path)
    phone.get_by_label("Your input").fill("Open the library on Sundays as well")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("or print this page")).to_be_visible()
    if not _runs_scripts(phone):
        expect(phone.get_by_role("button", name="Copy")).to_be_hidden()
        return
    expect(phone.get_by_role("button", name="Print")).to_be_visible()
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.get_by_role("button", name="Copy").click()
    expect(phone.get_by_role("button", name="Copied")).to_be_visible()
    copied = phone.evaluate("navigator.clipboard.readText()")
    assert copied == phone.locator("p.receipt").inner_text()


def _runs_scripts(page: Page) -> bool:
    return bool(page.locator("[data-tools]:not([hidden])").count())


def test_a_form_sent_again_with_the_back_button_is_one_input(phone: Page, path: str) -> None:
    phone.goto(path)
    phone.get_by_label("Your input").fill("Ask the children where they meet")
    phone.get_by_role("button", name="Send").click()
    first = phone.locator("p.receipt").inner_text()
    phone.go_back()
    phone.get_by_label("Your input").fill("Ask the children where they meet")
    phone.get_by_role("button", name="Send").click()
    assert phone.locator("p.receipt").inner_text() == first


def test_axe_finds_nothing_at_the_door_and_it_fits_a_telephone(
    chromium: Browser, path: str
) -> None:
    context = chromium.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    _sound(page, path)
    page.get_by_label("Your input").fill("Hello everybody!")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("greeting or thanks")
    expect(page.get_by_label("Your input")).to_have_value("Hello everybody!")
    _sound(page)
    page.get_by_label("Your input").fill("Rest rooms in every park")
    page.get_by_role("button", name="Send").click()
    _sound(page)
    page.get_by_role("button", name="See where it went").click()
    page.get_by_text("Withdraw it").click()
    _sound(page)
    for below in ("trace", "programme", "poster"):
        _sound(page, f"{path}/{below}")
    _sound(page, f"{path}X")
    context.close()


def _sound(page: Page, where: str = "") -> None:
    if where:
        page.goto(where)
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url


def test_an_organiser_hands_out_the_link_and_a_facilitator_reads_what_comes(
    enter: Enter, server: Server, chromium: Browser
) -> None:
    page = enter("organiser", demonstration=True, path="/setup")
    page.goto(f"{server.url}/setup")
    settled(page)
    page.get_by_role("tab", name="Doors").click()
    page.get_by_text("Open, but somebody reads what is sent first").click()
    page.get_by_role("button", name="Make the link").click()
    address = page.locator(".st-key-door_card code")
    expect(address).to_contain_text("/in/")
    expect(page.get_by_role("link", name="Show it large")).to_be_visible()
    where = address.inner_text().strip()
    phone = chromium.new_context(viewport=PHONE).new_page()
    phone.goto(where)
    phone.get_by_label("Your input").fill("Benches along the way to the clinic")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("A facilitator reads it first.")).to_be_visible()
    with transaction(server.engine) as session:
        edition = editions.by_code(session, "2023-demo")
        first = workshops.list_workshops(session, edition_id=edition.id)[0]
    reader = enter("facilitator", demonstration=True)
    reader.goto(f"{server.url}/notes")
    settled(reader)
    expect(reader.get_by_role("combobox", name="Workshop")).to_have_value(
        f"{first.code} – {first.title}"
    )
    reader.get_by_role("tab", name="Sent by participants").click()
    expect(reader.get_by_text("Benches along the way to the clinic")).to_be_visible()
    reader.get_by_role("button", name="Take it as a note").click()
    expect(reader.get_by_text("What participants send stands here")).to_be_visible()
    phone.get_by_role("button", name="See where it went").click()
    expect(phone.get_by_role("heading", name="It became one statement")).to_be_visible()
    phone.context.close()
