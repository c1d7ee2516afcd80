"""The presentation as pages: for members, every word safe, a screen each, and news of the hall."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from hrgl.core.database import transaction
from hrgl.core.enums import CommentKind
from hrgl.core.models import Account, Edition, Encouragement, Member
from hrgl.encouragements import groups
from hrgl.formats.writers.document import Citation, Document, Section
from hrgl.outcome.conference import LocalProposal
from hrgl.people import sign_ins
from hrgl.web.identity import IdentityMiddleware
from hrgl.web.presenting import presenting_routes, short_digest, slides
from tests.builders import World, approved, statement_ids, world
from tests.commenting import say, set_round
from tests.publishing import publish_as_read

HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} ‮drow"


@pytest.fixture
def here(engine: Engine) -> World:
    """Two approved encouragements, the second below a heading of its own."""
    with transaction(engine) as session:
        made = world(session)
        ids = statement_ids(session, made)
        approved(session, made, ids[:2])
        approved(session, made, ids[2:4], place=2)
        groups.head_group(session, made.facilitator, place=2, heading="Money & people")
    return made


@pytest.fixture
def client(engine: Engine, here: World) -> Iterator[TestClient]:
    """The browser of a facilitator, who leads the screen of the hall."""
    with transaction(engine) as session:
        account = session.get_one(Account, here.facilitator.account_id)
        token = sign_ins.open_door(session, account)
    app = Starlette(
        routes=presenting_routes(engine),
        middleware=[Middleware(IdentityMiddleware, secure=False, seconds_left=lambda _: 60)],
    )
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as opened:
        opened.cookies.set("hrgl", token)
        yield opened


def _publish(engine: Engine, here: World) -> None:
    with transaction(engine) as session:
        publish_as_read(session, session.get_one(Member, here.organiser.id))


def _propose(engine: Engine, here: World, text: str) -> None:
    with transaction(engine) as session:
        row = session.get_one(Encouragement, 1)
        say(session, here, row, text, CommentKind.PROPOSAL, sender=f"sender-{len(text):013}")


def test_title_group_encouragements_and_adoption_have_a_screen_each(
    client: TestClient, here: World
) -> None:
    answer = client.get(f"/present?edition={here.edition.id}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    at = [answer.text.index(f'<section id="{name}"') for name in ("title", "e1", "group-2", "e2")]
    assert at == sorted(at)
    assert answer.text.count("<section") == 5
    assert "Money &amp; people" in answer.text
    assert answer.text.count(">DRAFT<") == 5
    assert "A draft is not adopted: it is published first." in answer.text
    for script in ("presenting.js", "presenting_now.js"):
        found = client.get(f"/present/{script}")
        assert found.headers["content-type"].startswith("text/javascript")


def test_what_is_published_is_presented_with_its_number_and_digest(
    client: TestClient, here: World, engine: Engine
) -> None:
    _publish(engine, here)
    text = client.get(f"/present?edition={here.edition.id}").text
    assert "DRAFT" not in text
    assert text.count("Number 1<") == 5
    assert "Digest" in text
    assert 'data-number="1"' in text


def test_a_proposal_and_the_link_to_send_one_stand_with_their_encouragement(
    client: TestClient, here: World, engine: Engine
) -> None:
    _publish(engine, here)
    with transaction(engine) as session:
        code = set_round(session, here).code
    _propose(engine, here, HOSTILE)
    text = client.get(f"/present?edition={here.edition.id}").text
    assert f"/in/{code}/drafts" in text
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    assert "{{ 7 * 7 }}" in text
    told = client.get(f"/present/now?edition={here.edition.id}").json()
    assert told == {
        "number": 1,
        "adoption": "",
        "proposals": {"1": [{"text": HOSTILE, "room": "", "alike": 1}]},
    }


def test_hostile_titles_are_never_markup(client: TestClient, here: World, engine: Engine) -> None:
    with transaction(engine) as session:
        session.get_one(Edition, here.edition.id).title = "</title><b>"
    assert "</title><b>" not in client.get(f"/present?edition={here.edition.id}").text


@pytest.mark.parametrize("path", ["/present", "/present/now"])
def test_it_is_for_members_of_the_edition_who_are_signed_in(
    client: TestClient, here: World, engine: Engine, path: str
) -> None:
    with transaction(engine) as session:
        there = world(session, code="2032")
    assert client.get(f"{path}?edition={there.edition.id}").status_code == 403
    for query in ("", "?edition=x", f"?edition={'9' * 30}"):
        assert client.get(f"{path}{query}").status_code == 404
    with transaction(engine) as session:
        session.get_one(Member, here.facilitator.id).active = False
    assert client.get(f"{path}?edition={here.edition.id}").status_code == 403
    client.cookies.clear()
    assert client.get(f"{path}?edition={here.edition.id}").status_code == 303


def _document(*sections: Section) -> Document:
    facts = {"edition": "2031", "series": "", "title": "T", "question": "", "dates": ""}
    return Document(**facts, number=1, status="", notice="", sections=sections)


def test_a_screen_holds_the_whole_sentence_a_minority_and_no_footnote() -> None:
    section = Section(
        place=4,
        heading="publish budgets^[Article 21.] in plain words",
        explanation="People read them.^[A note.]\nAnd speak.",
        remarks="",
        heard="2 statements from 1 workshop",
        citations=(Citation("HRGL-2031-A1-01", "supports", "Said", "A1", ""),),
        minority=("It costs too much",),
    )
    [slide] = slides(_document(section), {4: (LocalProposal("So", ""),)})
    assert (slide.lead, slide.words) == (
        "We encourage local governments to",
        "publish budgets in plain words.",
    )
    assert slide.explanation == ("People read them.", "And speak.")
    assert slide.dissent == (
        "Not all agreed. One member of the steering group objected: “It costs too much”",
    )
    assert slide.evidence == (("A1-01", "Said", "support", ""),)
    assert slide.proposals == (LocalProposal("So", ""),)


def test_a_digest_is_short_enough_to_be_compared_by_eye() -> None:
    assert short_digest("0123456789abcdef" * 4) == "0123 4567 89ab cdef"
    assert short_digest("") == ""
