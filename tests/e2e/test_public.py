"""What everybody reads: without an account and without a script, at a desk and on a telephone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlmodel import select

from hrgl.core.database import transaction
from hrgl.core.models import Edition
from tests.e2e.conftest import Server
from tests.e2e.looking import violations
from tests.printed import adopted_example
from tests.public_numbers import put_there

pytestmark = pytest.mark.e2e
CODE = "2071"
DESK, TELEPHONE = ViewportSize(width=1366, height=768), ViewportSize(width=390, height=844)


@pytest.fixture(scope="module")
def there(server: Server) -> str:
    """Where a document is public."""
    with transaction(server.engine) as session:
        if session.exec(select(Edition.id).where(Edition.code == CODE)).first() is None:
            made = replace(adopted_example(), edition=CODE, sha256="", adoption="")
            put_there(session, made)
    return f"{server.url}/outcome/{CODE}"


@pytest.fixture(params=[DESK, TELEPHONE], ids=["desk", "telephone"])
def visitor(chromium: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """Somebody without an account, in a browser that runs no script."""
    context = chromium.new_context(
        viewport=request.param, java_script_enabled=False, accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def test_a_stranger_reads_searches_takes_home_and_verifies(
    visitor: Page, there: str, tmp_path: Path
) -> None:
    visitor.goto(there)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Outcome Document")
    expect(visitor.get_by_text("Adopted by the Conference on 8 February 2031.")).to_be_visible()
    visitor.get_by_label("Search in this document").fill("indicator")
    visitor.get_by_role("button", name="Search").click()
    expect(visitor.locator("main mark").first).to_be_attached()
    visitor.get_by_role("link", name="Encouragement 4", exact=True).last.click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text(
        "We encourage local governments"
    )
    expect(visitor.get_by_text("Too much for a town with two clerks.")).to_be_visible()
    visitor.get_by_role("link", name="Encouragement 5 →").click()
    expect(visitor).to_have_url(f"{there}/1/encouragement-5")
    with visitor.expect_download() as coming:
        visitor.get_by_role("link", name="Word (DOCX)").click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    visitor.get_by_role("link", name="See whether it holds").click()
    visitor.get_by_label("The file").set_input_files(path)
    visitor.get_by_role("button", name="Compare it").click()
    expect(visitor.get_by_role("status")).to_contain_text("letter for letter")
    visitor.get_by_role("link", name="Read number 1").click()
    expect(visitor).to_have_url(f"{there}/1")


def test_the_feed_is_a_feed(visitor: Page, there: str) -> None:
    answer = visitor.request.get(f"{there.rpartition('/')[0]}/feed.xml")
    assert ElementTree.fromstring(answer.body()).tag == "{http://www.w3.org/2005/Atom}feed"


@pytest.mark.parametrize("viewport", [DESK, TELEPHONE], ids=["desk", "telephone"])
@pytest.mark.parametrize(
    "path", ["", "?q=budget", "/1/encouragement-4", "/../", "/../../verify", "/7"]
)
def test_axe_finds_nothing_and_nothing_runs_out_of_the_screen(
    chromium: Browser, there: str, viewport: ViewportSize, path: str
) -> None:
    context = chromium.new_context(viewport=viewport)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{there}{path}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [url for url in asked if not url.startswith(there.partition("/outcome")[0])] == []
    context.close()
