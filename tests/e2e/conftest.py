"""A real server with a database of its own, and a real browser; both end with the tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import Engine

from hrgl.core.database import connect, transaction
from hrgl.core.enums import Role
from hrgl.core.migrations import migrate
from hrgl.core.models import Edition, Workshop
from hrgl.operations import demonstration as sample
from hrgl.people import accounts, passwords

# a busy machine may take a while; nothing here measures how long
expect.set_options(timeout=20_000)
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long enough password"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Server:
    """Where the dashboard answers, and its database."""

    url: str
    engine: Engine


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; required in CI."""
    path = os.environ.get("HRGL_CHROMIUM") or which("chromium")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("Chromium is required: apt-get install chromium")
        pytest.skip("Chromium is not there: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One dashboard for all journeys: the demonstration and an edition of four people."""
    url = f"sqlite:///{tmp_path_factory.mktemp('server') / 'hrgl.sqlite3'}"
    engine = connect(url)
    migrate(engine)
    _fill(engine)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "HRGL_DATABASE_URL": url}
    process = subprocess.Popen(
        [sys.executable, "-m", "hrgl", "serve", "--port", str(port)], cwd=ROOT, env=environment
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", process)
        yield Server(f"http://127.0.0.1:{port}", engine)
    finally:
        process.terminate()
        process.wait(20)
        engine.dispose()


def _fill(engine: Engine) -> None:
    password_hash = passwords.hashed(PASSWORD)
    with transaction(engine) as session:
        sample.load_demonstration(session)
        edition = Edition(
            code="2031", series="Human Rights Go Local", title="A small edition", places=1, quorum=1
        )
        session.add(edition)
        session.flush()
        session.add(
            Workshop(edition_id=edition.id, code="A1", title="Money", question="What works?")
        )
        organiser = accounts.command_line_member(session, edition)
        for role in (Role.RAPPORTEUR, Role.FACILITATOR, Role.STEERING, Role.ORGANISER):
            accounts.add_member(
                session,
                organiser,
                email=f"{role.value}@city.example",
                name=role.value.title(),
                role=role,
                password_hash=password_hash,
            )


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(240):
        assert process.poll() is None, "the server stopped by itself"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
    pytest.fail("the server did not answer within a minute")


Enter = Callable[..., Page]


@pytest.fixture
def enter(chromium: Browser, server: Server) -> Iterator[Enter]:
    """Open a browser of one's own and sign in: by account, or into the demonstration."""
    contexts: list[BrowserContext] = []

    def _enter(role: str, *, demonstration: bool = False, path: str = "/", **kind: object) -> Page:
        context = chromium.new_context(**kind)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"{server.url}{path}")
        if demonstration:
            page.locator(f"form:has(input[value={role}]) button").click()
        else:
            page.get_by_label("E-mail address").fill(f"{role}@city.example")
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
        settled(page)
        return page

    yield _enter
    for context in contexts:
        context.close()


def settled(page: Page) -> None:
    """Wait until the page has drawn itself."""
    state = "[data-testid=stApp][data-test-script-state=notRunning]"
    expect(page.locator(state)).to_be_visible(timeout=30_000)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)


_UNTIL_DRAWN = """() => {
  const app = document.querySelector("[data-testid=stApp]")
  document.documentElement.dataset.drawnAnew = "not yet"
  const watch = new MutationObserver(() => {
    if (app.dataset.testScriptState !== "notRunning") return
    watch.disconnect()
    document.documentElement.dataset.drawnAnew = "yes"
  })
  watch.observe(app, {attributeFilter: ["data-test-script-state"]})
}"""


@contextmanager
def drawn_anew(page: Page) -> Iterator[None]:
    """What is done inside has the page drawn anew: wait until that has begun and ended.

    `settled` alone looks too early: just after a press the page has not begun to draw itself.
    """
    page.evaluate(_UNTIL_DRAWN)
    yield
    expect(page.locator("html[data-drawn-anew=yes]")).to_be_attached(timeout=30_000)
    settled(page)
