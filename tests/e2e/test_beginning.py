"""From an empty database to a workshop and a second person, in a browser alone."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import PASSWORD, ROOT, settled


@pytest.fixture
def link(tmp_path: Path) -> Iterator[str]:
    """What the console shows of a dashboard on a database that is not there yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"sqlite:///{tmp_path / 'hrgl.sqlite3'}"
    process = subprocess.Popen(
        [sys.executable, "-m", "hrgl", "serve", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "HRGL_DATABASE_URL": url, "HRGL_WORKER": "no"},
    )
    try:
        assert process.stdout is not None
        shown = (re.search(r"http://\S+/begin/\S+", line) for line in process.stdout)
        yield next(found[0] for found in shown if found)
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.e2e
def test_the_link_on_the_console_leads_to_an_edition_with_workshops_and_people(
    chromium: Browser, link: str
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(link)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 900})
    for label, text in {
        "Code of a new edition": "2040",
        "Title of a new edition": "Rights at work",
        "Your name": "Olga",
        "Your e-mail address": "olga@city.example",
        "Password": PASSWORD,
        "The same again": PASSWORD,
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/setup")
    settled(page)
    expect(page.get_by_text("Edition 2040 of the series")).to_be_visible()
    page.get_by_role("tab", name="Workshops").click()
    page.get_by_label("Code", exact=True).fill("A1")
    page.get_by_label("Title", exact=True).last.fill("Money")
    page.get_by_role("button", name="Add the workshop").click()
    expect(page.get_by_text("Workshop A1 added")).to_be_visible()
    page.get_by_role("tab", name="People").click()
    page.get_by_label("Name, as others see it").fill("Rosa")
    page.get_by_label("E-mail address").fill("rosa@city.example")
    page.get_by_role("button", name="Add and make the link").click()
    expect(page.get_by_text("/invitation/").first).to_be_visible()
    context.close()
