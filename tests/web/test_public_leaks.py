"""Promise 10 where the document is read without a file: public pages, feed, hall, report back."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from hrgl.core.database import transaction
from hrgl.core.enums import DoorState
from hrgl.core.models import Account, DocumentForm, Encouragement
from hrgl.formats.writers.document import PARTS
from hrgl.outcome.report_texts import report_of_all, reports_by_room
from hrgl.outcome.reporting_back import report_of_receipt, reports_to_send
from hrgl.people import sign_ins
from hrgl.web.identity import IdentityMiddleware
from hrgl.web.presenting import presenting_routes
from hrgl.web.public.pages import PublicPages
from tests.commenting import say, set_round
from tests.leaking import ORDER, Scene, brought_to, full_of_names, leaks
from tests.sending import send, set_door

LINK = re.compile(r'(?:href|src)="(?:http://city\.example)?(/outcome[^"#]*)')


def _scene(session: Session, rule: str, contact: str = "") -> Scene:
    """An adopted number that everybody may read."""
    scene = full_of_names(session, rule)
    form = DocumentForm(edition_id=scene.here.edition.id, parts=list(PARTS), is_public=True)
    form.contact = contact
    session.add(form)
    brought_to(session, scene, "published")
    return scene


@pytest.fixture
def client(engine: Engine) -> Iterator[TestClient]:
    """A browser, at first of somebody without an account."""
    app = Starlette(
        routes=[*PublicPages(engine).routes(), *presenting_routes(engine)],
        middleware=[Middleware(IdentityMiddleware, secure=False, seconds_left=lambda _: 60)],
    )
    with TestClient(app, base_url="http://city.example", follow_redirects=False) as opened:
        yield opened


def _all_pages(client: TestClient) -> dict[str, bytes]:
    """Every page to which a link leads, but the files, which are looked through elsewhere."""
    waiting, found = ["/outcome/", "/outcome/feed.xml", "/robots.txt"], {}
    while waiting:
        address = waiting.pop()
        if address in found or "/download/" in address:
            continue
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = answer.content
        waiting += LINK.findall(answer.text)
    return found


@pytest.mark.parametrize("rule", ORDER)
def test_no_public_page_says_who_may_not_be_told(
    engine: Engine, client: TestClient, rule: str
) -> None:
    with transaction(engine) as session:
        scene = _scene(session, rule)
        code = scene.here.edition.code
    pages = _all_pages(client)
    assert {f"/outcome/{code}/1/encouragement-{place}" for place in (1, 2)} <= pages.keys()
    for address, content in pages.items():
        assert leaks(scene, content) == {}, address


def test_a_name_on_any_of_the_pages_would_be_found(engine: Engine, client: TestClient) -> None:
    """What the others are measured by."""
    with transaction(engine) as session:
        scene = _scene(session, "group", contact="Write to Ada Lovegood.")
    found = [address for address, page in _all_pages(client).items() if leaks(scene, page)]
    assert f"/outcome/{scene.here.edition.code}" in found


@pytest.mark.parametrize("rule", ORDER)
def test_the_screen_of_the_conference_says_no_more_than_the_document(
    engine: Engine, client: TestClient, rule: str
) -> None:
    with transaction(engine) as session:
        scene = _scene(session, rule)
        account = session.get_one(Account, scene.here.facilitator.account_id)
        client.cookies.set("hrgl", sign_ins.open_door(session, account))
        edition_id = scene.here.edition.id
    for address in (f"/present?edition={edition_id}", f"/present/now?edition={edition_id}"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert leaks(scene, answer.content) == {}, address


@pytest.mark.parametrize("rule", ORDER)
def test_no_report_back_says_who_may_not_be_told(session: Session, rule: str) -> None:
    scene = full_of_names(session, rule)
    here = scene.here
    set_door(session, here, DoorState.OPEN, 0)
    _, receipt = send(session, here, speaker="Ida Hollowbread")
    set_round(session, here)
    row = session.exec(select(Encouragement).where(Encouragement.place == 1)).one()
    _, said = say(session, here, row)
    brought_to(session, scene, "published")
    edition_id = here.edition.id
    texts = [
        report_of_all(session, edition_id=edition_id),
        *(each.text for each in reports_by_room(session, edition_id=edition_id)),
        *(report_of_receipt(session, receipt=each) for each in (receipt, said)),
        *(each.text for each in reports_to_send(session, edition_id=edition_id)),
    ]
    assert len(texts) == 6
    assert all(texts)
    for text in texts:
        assert leaks(scene, text.encode()) == {}
        assert "Hollow" not in text
