"""The plenary view as a page: for the members of the edition, every word safe and on a screen."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from hrgl.core.database import transaction
from hrgl.core.models import Account, Edition, Member, Workshop
from hrgl.notes.plenary import Results
from hrgl.people import sign_ins
from hrgl.web import plenary
from hrgl.web.identity import IdentityMiddleware
from tests.builders import World, statement_ids, world


@pytest.fixture
def here(engine: Engine) -> World:
    """An edition with one room that has said something."""
    with transaction(engine) as session:
        made = world(session)
        statement_ids(session, made)
    return made


@pytest.fixture
def client(engine: Engine, here: World) -> Iterator[TestClient]:
    """The browser of a facilitator."""
    with transaction(engine) as session:
        account = session.get_one(Account, here.facilitator.account_id)
        token = sign_ins.open_door(session, account)
    app = Starlette(
        routes=plenary.plenary_routes(engine),
        middleware=[Middleware(IdentityMiddleware, secure=False, seconds_left=lambda _: 60)],
    )
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as opened:
        opened.cookies.set("hrgl", token)
        yield opened


def test_every_room_has_its_screen_and_a_room_without_a_summary_says_so(
    client: TestClient, here: World
) -> None:
    answer = client.get(f"/plenary?edition={here.edition.id}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.count("<section") == 1
    assert "No summary yet. 6 statements from this room wait for one." in answer.text
    assert client.get("/plenary/plenary.js").headers["content-type"].startswith("text/javascript")


def test_people_s_words_are_never_markup(client: TestClient, here: World, engine: Engine) -> None:
    with transaction(engine) as session:
        session.get_one(Workshop, here.workshop.id).summary = "<script>alert(1)</script>"
        session.get_one(Edition, here.edition.id).title = "</title><b>"
    text = client.get(f"/plenary?edition={here.edition.id}").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "</title><b>" not in text


def test_it_is_for_members_of_the_edition_who_are_signed_in(
    client: TestClient, here: World, engine: Engine
) -> None:
    with transaction(engine) as session:
        there = world(session, code="2032")
    assert client.get(f"/plenary?edition={there.edition.id}").status_code == 403
    for query in ("", "?edition=x", f"?edition={'9' * 30}"):
        assert client.get(f"/plenary{query}").status_code == 404
    with transaction(engine) as session:
        session.get_one(Member, here.facilitator.id).active = False
    assert client.get(f"/plenary?edition={here.edition.id}").status_code == 403
    client.cookies.clear()
    assert client.get(f"/plenary?edition={here.edition.id}").status_code == 303


def _room(*lines: str) -> Results:
    return Results("A1", "Money", "", 1, (), lines, ())


def test_a_long_summary_goes_on_with_the_next_screen_and_loses_no_line() -> None:
    lines = tuple(f"Result {at} {'of many words ' * (at % 5)}" for at in range(40))
    made = plenary.screens([_room(*lines), _room("Short"), _room()])
    assert [line for screen in made[:-2] for line in screen.lines] == list(lines)
    assert [(s.part, s.parts) for s in made[:-2]] == [
        (at, len(made) - 2) for at in range(1, len(made) - 1)
    ]
    assert all(len(screen.lines) <= 8 for screen in made)
    assert made[-1].lines == ()


def test_one_line_that_is_longer_than_a_screen_has_one_of_its_own() -> None:
    made = plenary.screens([_room("Short", "long " * 800, "Short")])
    assert [len(screen.lines) for screen in made] == [1, 1, 1]
