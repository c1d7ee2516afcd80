"""What people write is shown, never obeyed: no picture is fetched, no script runs, on any page."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session, select

from hrgl.core import jobs
from hrgl.core.database import transaction
from hrgl.core.enums import ObjectionAnswer, Role, Support, Verdict
from hrgl.core.models import Edition, Member, Workshop
from hrgl.editions import summaries
from hrgl.encouragements import evidence, places, submitting, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.notes import leaving_out, notes
from hrgl.people import accounts, passwords
from hrgl.themes import themes
from tests.builders import wording_id
from tests.e2e.conftest import PASSWORD, Enter, Server, settled

pytestmark = pytest.mark.e2e

PAGES = {
    "rapporteur": ["", "notes", "reviews", "outcome", "history"],
    "facilitator": ["", "notes", "themes", "encouragements", "reviews", "outcome", "history"],
    "steering": ["", "reviews", "outcome", "where", "history"],
    "organiser": ["", "setup", "outcome", "history"],
}


class _Trap(BaseHTTPRequestHandler):
    """Counts who comes: nobody should."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def trap() -> Iterator[tuple[str, list[str]]]:
    """A stranger's address, and what was asked of it."""
    asked: list[str] = []
    server = HTTPServer(("127.0.0.1", 0), type("Trap", (_Trap,), {"asked": asked}))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def _hostile(address: str) -> str:
    return (
        f":material/bolt: {address}/bare www.x.example ana@x.example "
        f"We ![look]({address}/markdown.png) <img src={address}/tag.png "
        f"onerror=alert(1)> <script src={address}/s.js></script> [press]({address}/link) "
        f":red[now] $x^2$ `code` **bold** & <b>tags</b> in the town hall"
    )


def _fill(server: Server, text: str) -> None:
    """An edition in which every place that takes words holds hostile ones."""
    short, password_hash = text[:78], passwords.hashed(PASSWORD)
    with transaction(server.engine) as session:
        edition = Edition(
            code="2066", series=text[:100], title=text[:100], question=text, places=2, quorum=1
        )
        session.add(edition)
        session.flush()
        room = Workshop(edition_id=edition.id, code="A1", title=text[:100], question=text)
        session.add(room)
        session.flush()
        organiser = accounts.command_line_member(session, edition)
        people = {
            role: accounts.add_member(
                session,
                organiser,
                email=f"hostile.{role.value}@city.example",
                name=short,
                role=role,
                password_hash=password_hash,
            )
            for role in Role
            if role is not Role.PARTICIPANT
        }
        _write(session, people, room, text)


def _write(session: Session, people: dict[Role, Member], room: Workshop, text: str) -> None:
    rapporteur, facilitator = people[Role.RAPPORTEUR], people[Role.FACILITATOR]
    lines = "\n".join(f"* {text} – number {number}" for number in range(4))
    taken = notes.add_note(
        session,
        rapporteur,
        workshop_id=room.id,
        text=f"{text}:\n{lines}",
        about=notes.About(speaker=text, organisation=text),
    )
    summaries.summarise(
        session, rapporteur, workshop_id=room.id, summary=text, seen_version=room.version
    )
    ids = [statement.id for statement in taken.statements]
    theme = themes.create(session, facilitator, name=text[:78], statement_ids=ids[:3])
    themes.rename(
        session,
        facilitator,
        theme_id=theme.id,
        name=text[3:80],
        description=text,
        seen_version=theme.version,
    )
    leaving_out.set_aside_statements(
        session, facilitator, statement_ids=ids[3:], because=text[:150]
    )
    draft = wordings.word(
        session,
        facilitator,
        heading=text[:190],
        explanation=text,
        theme_ids=[theme.id],
        citations={ids[0]: Support.SUPPORTS},
    )
    wordings.remark(
        session, facilitator, encouragement_id=draft.id, remarks=text, seen_version=draft.version
    )
    places.give_place(
        session, facilitator, encouragement_id=draft.id, place=1, seen_version=draft.version
    )
    evidence.cite(
        session,
        facilitator,
        encouragement_id=draft.id,
        statement_ids=ids[1:2],
        support=Support.RESERVATION,
    )
    submitting.submit(session, facilitator, encouragement_id=draft.id, seen_version=draft.version)
    review = reviews.give(
        session,
        people[Role.STEERING],
        wording_id=wording_id(session, draft),
        verdict=Verdict.OBJECT,
        reason=text,
    )
    objections.answer_objection(
        session, facilitator, review_id=review.id, answer=ObjectionAnswer.DECLINED, reason=text
    )
    job = jobs.ask_for_proposal(session, facilitator)
    job.message = text


def test_hostile_words_stay_words_on_every_page(
    enter: Enter, server: Server, trap: tuple[str, list[str]]
) -> None:
    address, asked = trap
    with transaction(server.engine) as session:
        there = session.exec(select(Edition).where(Edition.code == "2066")).first()
    if there is None:
        _fill(server, _hostile(address))
    for role, names in PAGES.items():
        page = enter(f"hostile.{role}")
        complaints = _listen(page)
        for name in names:
            page.goto(f"{server.url}/{name}")
            settled(page)
            expect(page.get_by_text("Something went wrong")).to_have_count(0)
            for tag in ("img[src*='.png']", "script[src*='s.js']"):
                expect(page.locator(tag)).to_have_count(0)
            # neither an address nor an icon is made of anybody's words
            links = "a[href*='127.0.0.1'][href*='/bare'], a[href*='x.example'], a[href^='mailto:']"
            expect(page.locator(f"[data-testid=stMain] :is({links})")).to_have_count(0)
            expect(
                page.locator("[data-testid=stMain]").get_by_text("bolt", exact=True)
            ).to_have_count(0)
        assert complaints == [], role
    assert asked == []


def _listen(page: Page) -> list[str]:
    """Dialogues that scripts open, and what the Content-Security-Policy had to stop."""
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    page.on(
        "console",
        lambda message: (
            heard.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    return heard
