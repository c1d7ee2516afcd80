"""Many at once: who was quicker is told, nothing typed is lost, others' work is news."""

import re
import time
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Member, NoteDraft, Review
from hrgl.encouragements import wordings
from hrgl.notes import notes
from hrgl.people import accounts, passwords
from tests.builders import World, statement_ids, submitted, world
from tests.e2e.conftest import PASSWORD, Enter, Server, drawn_anew, settled
from tests.e2e.evening import new_code, open_wording

pytestmark = pytest.mark.e2e
PATIENCE = 20.0  # seconds; a busy machine may take a while
PEOPLE = {
    "ada": Role.FACILITATOR,
    "ben": Role.FACILITATOR,
    "rita": Role.RAPPORTEUR,
    "sol": Role.STEERING,
}


@dataclass
class Evening:
    """An edition of these journeys' own."""

    server: Server
    here: World
    members: dict[str, int]

    def somebody_writes(self, text: str) -> None:
        """A rapporteur elsewhere saves a note."""
        with transaction(self.server.engine) as session:
            member = session.get_one(Member, self.here.rapporteur.id)
            notes.add_note(session, member, workshop_id=self.here.workshop.id, text=text)

    def keeps(self, *texts: str) -> None:
        """What is stored of what people are typing here comes to be this."""
        until = time.monotonic() + PATIENCE
        while (found := self.drafts()) != list(texts) and time.monotonic() < until:
            time.sleep(0.1)
        assert found == list(texts)

    def drafts(self) -> list[str]:
        with reading(self.server.engine) as session:
            query = select(NoteDraft.text).where(NoteDraft.workshop_id == self.here.workshop.id)
            return list(session.exec(query).all())


@pytest.fixture(scope="module")
def evening(server: Server) -> Evening:
    password_hash = passwords.hashed(PASSWORD)
    with transaction(server.engine) as session:
        here = world(session, code=new_code())
        members = {
            name: accounts.add_member(
                session,
                here.organiser,
                email=f"{name}@city.example",
                name=name.title(),
                role=role,
                password_hash=password_hash,
            ).id
            for name, role in PEOPLE.items()
        }
        submitted(session, here, statement_ids(session, here))
        wordings.word(session, here.facilitator, heading="listen to residents")
    return Evening(server, here, members)


def _open(page: Page, name: str) -> Page:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    settled(page)
    return page


def _editor(page: Page) -> Locator:
    return page.get_by_label("One idea a line")


def _status(page: Page, words: str) -> Locator:
    return page.get_by_role("status").filter(has_text=re.compile(rf"^{words}"))


def test_two_facilitators_word_the_same_encouragement(enter: Enter, evening: Evening) -> None:
    ada, ben = (_open(enter(name), "Encouragements") for name in ("ada", "ben"))
    for page in (ada, ben):
        open_wording(page, "listen to residents")
    field = "We encourage local governments to"
    ben.get_by_label(field).fill("publish all budgets, also for children")
    ada.get_by_label(field).fill("publish all budgets in plain words")
    ada.get_by_role("button", name="Save wording 2").click()
    expect(ada.locator(".told")).to_contain_text("Wrote wording 2")

    # Ben saves before he has heard of it, or after: his text stays, and hers is shown beside.
    ben.get_by_role("button", name="Save wording").click()
    told = ben.get_by_text("Ada saved wording 2 while you went on from wording 1")
    expect(told).to_be_visible()
    expect(ben.get_by_label(field)).to_have_value("publish all budgets, also for children")
    expect(ben.locator(".notice ins")).to_contain_text("publish all budgets in plain words")
    ben.get_by_role("button", name="Go on with mine").click()
    expect(told).to_be_hidden()
    both = "publish all budgets in plain words, also for children"
    ben.get_by_label(field).fill(both)
    ben.get_by_role("button", name="Save wording 3").click()
    expect(ben.locator(".told")).to_contain_text("Wrote wording 3")
    ben.get_by_role("tab", name="Changes").click()
    for heading in ("publish all budgets in plain words", both):
        expect(ben.locator(".wordings").get_by_text(heading, exact=True)).to_be_visible()


def test_what_was_typed_is_there_after_the_browser_was_closed(
    enter: Enter, evening: Evening
) -> None:
    rita = enter("rita", path="/notes")
    _editor(rita).press_sequentially("* Ask the young what they need\n* Pay the interpreters")
    expect(_status(rita, "saved")).to_be_visible()
    expect(rita.get_by_role("listitem").filter(has_text="Pay the interpreters")).to_be_visible()
    rita.context.close()

    rita = enter("rita", path="/notes")
    text = "* Ask the young what they need\n* Pay the interpreters"
    expect(_editor(rita)).to_have_value(text)
    expect(_status(rita, "Your draft of .* is back")).to_be_visible()
    _editor(rita).press("Control+Enter")
    expect(rita.get_by_role("heading", name="8 statements from A1")).to_be_visible()
    expect(_editor(rita)).to_have_value("")
    expect(_editor(rita)).to_be_focused()
    rita.reload()
    settled(rita)
    expect(_editor(rita)).to_have_value("")
    evening.keeps()


def test_a_note_without_a_statement_is_refused_and_stays_in_the_editor(
    enter: Enter, evening: Evening
) -> None:
    rita = enter("rita", path="/notes")
    _editor(rita).fill("Hello everyone!")
    rita.get_by_role("button", name="Save the note").click()
    expect(rita.get_by_text("Nothing in this note is a statement")).to_be_visible()
    expect(_editor(rita)).to_have_value("Hello everyone!")
    expect(_editor(rita)).to_be_editable()
    _editor(rita).fill("")
    evening.keeps()


def test_a_note_refused_while_its_writer_is_on_another_page_is_in_the_editor_again(
    enter: Enter, evening: Evening
) -> None:
    rita = enter("rita", path="/notes")
    _editor(rita).fill("Good evening!")
    rita.get_by_role("button", name="Save the note").click()
    _open(rita, "Reviews")
    _open(rita, "Notes")
    expect(_editor(rita)).to_have_value("Good evening!")
    _editor(rita).fill("")
    evening.keeps()


def test_what_is_typed_without_a_connection_is_kept_once_it_is_back(
    enter: Enter, evening: Evening
) -> None:
    rita = enter("rita", path="/notes")
    rita.context.set_offline(True)
    _editor(rita).fill("* Written in the cellar")
    expect(_status(rita, "not saved – no connection, trying again")).to_be_visible()
    rita.context.set_offline(False)
    expect(_status(rita, "saved")).to_be_visible()
    evening.keeps("* Written in the cellar")


def test_an_older_window_shows_both_texts_and_overwrites_neither(
    enter: Enter, evening: Evening
) -> None:
    laptop, telephone = (enter("ben", path="/notes") for _ in range(2))
    _editor(telephone).fill("* On the telephone")
    expect(_status(telephone, "saved")).to_be_visible()
    _editor(laptop).fill("* On the laptop")
    other = laptop.get_by_role("region", name="The other text")
    expect(other.get_by_text("* On the telephone")).to_be_visible()
    expect(_editor(laptop)).to_have_value("* On the laptop")
    assert "* On the telephone" in evening.drafts()
    other.get_by_role("button", name="Go on with my text over this one").click()
    expect(_status(laptop, "saved")).to_be_visible()
    expect(other).to_be_hidden()

    _editor(telephone).fill("* On the telephone, and more")
    other = telephone.get_by_role("region", name="The other text")
    expect(other.get_by_text("* On the laptop")).to_be_visible()
    other.get_by_role("button", name="Drop my text and take this one").click()
    expect(_editor(telephone)).to_have_value("* On the laptop")


def test_what_is_typed_in_one_workshop_is_there_after_a_look_at_another_page(
    enter: Enter, evening: Evening
) -> None:
    ada = enter("ada", path="/notes")
    _editor(ada).fill("* Left in the middle of a")
    _open(ada, "Reviews")
    _open(ada, "Notes")
    expect(_editor(ada)).to_have_value("* Left in the middle of a")


def test_a_steering_member_whose_part_was_ended_can_do_nothing_more(
    enter: Enter, evening: Evening
) -> None:
    sol = enter("sol", path="/reviews")
    agree = sol.locator(".acts [data-does=agree]")
    expect(agree).to_be_visible(timeout=30_000)  # the wordings are drawn while sol is a member
    with transaction(evening.server.engine) as session:
        organiser = session.get_one(Member, evening.here.organiser.id)
        member = session.get_one(Member, evening.members["sol"])
        accounts.close(session, organiser, member_id=member.id, seen_version=member.version)
    agree.click()
    expect(sol.locator(".told.bad")).to_contain_text("igned")
    with reading(evening.server.engine) as session:
        mine = select(Review).where(Review.member_id == evening.members["sol"])
        assert session.exec(mine).all() == []


def test_others_work_is_told_and_shown_only_when_asked_for(enter: Enter, evening: Evening) -> None:
    ada = enter("ada", path="/notes")
    heading = ada.get_by_role("heading", level=2).filter(has_text="statements from A1")
    before = heading.inner_text()
    with drawn_anew(ada):
        ada.get_by_role("tab", name="Summary for the plenary").click()
    summary = ada.get_by_label("The room's core results")
    summary.fill("We spoke of budgets, and")
    evening.somebody_writes("* A new thought from another room")
    expect(_status(ada, "1 new note –")).to_be_visible(timeout=30_000)
    assert heading.inner_text() == before
    expect(summary).to_have_value("We spoke of budgets, and")
    ada.get_by_role("button", name="show", exact=True).click()
    expect(heading).not_to_have_text(before)
    expect(ada.get_by_text("A new thought from another room").first).to_be_attached()
    expect(summary).to_have_value("We spoke of budgets, and")
    expect(_status(ada, "1 new note")).to_have_count(0)
