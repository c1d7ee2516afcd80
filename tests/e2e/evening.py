"""An edition for the journeys of many hands: people who can sign in, and what they do elsewhere."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import Any

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from sqlmodel import Session, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import AuditEntry, Member
from hrgl.people import accounts, passwords
from tests.builders import World, world
from tests.e2e.conftest import PASSWORD, Server, settled


@dataclass
class Evening:
    """An edition, its people by name, and the server that shows it."""

    server: Server
    here: World
    members: dict[str, int]

    def does(self, who: str, act: Callable[..., Any], /, **what: Any) -> Any:
        """Somebody acts elsewhere, at this moment; the id of what came of it."""
        with transaction(self.server.engine) as session:
            made = act(session, session.get_one(Member, self.members[who]), **what)
            session.flush()
            return getattr(made, "id", None)

    def asks(self, question: Callable[[Session], Any]) -> Any:
        """What the database holds at this moment."""
        with reading(self.server.engine) as session:
            return question(session)

    def acts(self) -> int:
        """How many acts were recorded in the edition so far."""
        query = select(AuditEntry.id).where(AuditEntry.edition_id == self.here.edition.id)
        return self.asks(lambda session: len(session.exec(query).all()))


_NUMBERS = count(3001)


def new_code() -> str:
    """A code that no other edition of this server has, whichever files of tests share it."""
    return str(next(_NUMBERS))


def begin(session: Session, server: Server, people: dict[str, Role], **rule: int) -> Evening:
    """A new edition with a workshop, in which these people can sign in by name and code."""
    code = new_code()
    here = world(session, code=code, **rule)
    hashed = passwords.hashed(PASSWORD)
    members = {
        name: accounts.add_member(
            session,
            here.organiser,
            email=f"{name}.{code}@city.example",
            name=name.title(),
            role=role,
            password_hash=hashed,
        ).id
        for name, role in people.items()
    }
    return Evening(server, here, members)


def comes_to(look: Callable[[], object], wanted: object) -> None:
    """What is looked at is soon as it should be: acts that show already may be on their way."""
    for _ in range(100):
        if look() == wanted:
            return
        time.sleep(0.1)
    assert look() == wanted


def open_page(page: Page, name: str) -> Page:
    """Go to a page by the menu."""
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    settled(page)
    return page


def open_view(page: Page, name: str) -> None:
    """Go to a view of the page by its tab."""
    page.get_by_role("tab", name=name).click()
    settled(page)


def act(page: Page, name: str) -> Locator:
    """The button of an act, whatever row it belongs to."""
    return page.locator(f'[class*="st-key-{name}-"] button:visible')


def pick(box: Locator, entry: Locator) -> None:
    """Choose an entry of a list; a list that closes when the page is drawn anew is opened again."""
    for _ in range(3):
        box.click()
        with suppress(PlaywrightTimeout):
            entry.click(timeout=5_000)
            return
    box.click()
    entry.click()


def choose(page: Page, words: str) -> None:
    """Choose the entry of a list that has these words."""
    entry = page.locator("label:has(input[type=radio])").filter(
        has_text=re.compile(rf"^{re.escape(words)}")
    )
    entry.click()
    expect(entry.locator("input")).to_be_checked()
    settled(page)


def open_wording(page: Page, words: str) -> Page:
    """Open the encouragement whose entry among the places has these words."""
    page.locator(".entry").filter(has_text=words).get_by_role("button").click()
    expect(page.locator(".entry:has([aria-current])")).to_contain_text(words)
    return page


def marked(page: Page, rail: str) -> str:
    """What a list marks as chosen, as it reads; empty if that is nothing."""
    entries = page.locator(f".st-key-{rail} label:has(input:checked) p")
    return entries.first.inner_text() if entries.count() else ""


def told(page: Page, words: str) -> None:
    """A refusal with these words can be read."""
    expect(page.get_by_role("alert").filter(has_text=words).first).to_be_visible()


def pick_rows(page: Page, table: str, *rows: int) -> None:
    """Tick rows of a table; it is drawn on a canvas, so by place and not by name."""
    drawn = page.locator(f"[class*=st-key-{table}] .dvn-scroller").first
    drawn.scroll_into_view_if_needed()
    for row in rows:
        drawn.click(position={"x": 17, "y": 36 + 68 * row + 34})
        settled(page)
