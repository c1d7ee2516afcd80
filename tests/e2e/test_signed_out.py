"""A page whose person was signed out elsewhere says so, though it gets no stream any more."""

import re

import pytest
from playwright.sync_api import BrowserContext, WebSocketRoute, expect

from hrgl.core.database import transaction
from hrgl.people import sign_ins
from tests.e2e.conftest import Enter, Server

pytestmark = pytest.mark.e2e


def test_a_page_that_lost_its_stream_and_its_sign_in_leads_to_the_sign_in(
    enter: Enter, server: Server
) -> None:
    page = enter("rapporteur")
    streams: list[WebSocketRoute] = []

    def through(stream: WebSocketRoute) -> None:
        streams.append(stream)
        stream.connect_to_server()

    page.route_web_socket(re.compile("/_stcore/stream"), through)
    page.reload()
    expect(page.locator("h1").first).to_be_visible()
    _sign_out(page.context, server)
    streams[-1].close()
    link = page.get_by_role("link", name="Sign in again")
    expect(page.get_by_text("You are signed out –")).to_be_visible(timeout=30_000)
    link.click()
    expect(page.get_by_label("Password")).to_be_visible()


def _sign_out(context: BrowserContext, server: Server) -> None:
    [token] = [each["value"] for each in context.cookies() if each["name"] == "hrgl"]
    with transaction(server.engine) as session:
        sign_ins.sign_out(session, token_sha256=sign_ins.token_digest(token))
