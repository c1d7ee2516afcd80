"""The two routes of open pages: what is typed is kept, news are told; nobody else gets in."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from httpx import Response
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from hrgl.core.database import reading, transaction
from hrgl.core.models import Account, Member, NoteDraft
from hrgl.notes import drafts, notes
from hrgl.people import sign_ins
from hrgl.web import drafts as drafts_route
from hrgl.web import news as news_route
from hrgl.web import posts
from hrgl.web.identity import IdentityMiddleware
from tests.builders import World, world

HERE = "http://127.0.0.1"


@dataclass
class Room:
    """A rapporteur's browser, and the edition it looks at."""

    client: TestClient
    engine: Engine
    here: World
    sid: str

    def send(self, text: str = "* Publish the budget", **other: Any) -> Response:
        """Send a draft as a page of ours does."""
        body = {
            "edition": self.here.edition.id,
            "workshop": self.here.workshop.id,
            "text": text,
            "seen": None,
        } | other
        return self.post(json.dumps(body))

    def post(self, body: str | bytes, **headers: str) -> Response:
        """Send anything, with the headers of a page of ours unless others are given."""
        ours = {
            "content-type": "application/json",
            "origin": HERE,
            posts.SECRET: posts.secret_of(self.sid),
        }
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post("/drafts", content=body, headers=ours | changed)

    def stored(self) -> list[str]:
        """All drafts there are."""
        with reading(self.engine) as session:
            return [draft.text for draft in session.exec(select(NoteDraft)).all()]


@pytest.fixture
def room(engine: Engine) -> Iterator[Room]:
    with transaction(engine) as session:
        here = world(session)
        token = _sign_in(session, here.rapporteur)

    app = Starlette(
        routes=[*drafts_route.draft_routes(engine), *news_route.news_routes(engine)],
        middleware=[Middleware(IdentityMiddleware, secure=False, seconds_left=lambda _: 60)],
    )
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        client.cookies.set("hrgl", token)
        yield Room(client, engine, here, sign_ins.token_digest(token))


def _sign_in(session: Any, member: Member) -> str:
    return sign_ins.open_door(session, session.get_one(Account, member.account_id))


def test_what_is_typed_is_kept_and_shown_as_it_will_be_cut(room: Room) -> None:
    answer = room.send("# Money\n* Publish the budget\nHello everyone!")
    assert answer.status_code == 200
    told = answer.json()
    assert told["statements"] == [{"text": "Publish the budget", "context": "Money", "line": 1}]
    assert told["number"] == 1
    assert [fallen["text"] for fallen in told["left_out"]] == ["Money", "Hello everyone!"]
    assert room.stored() == ["# Money\n* Publish the budget\nHello everyone!"]


def test_typing_goes_on_from_the_moment_that_was_told(room: Room) -> None:
    first = room.send("* A").json()["saved_at"]
    second = room.send("* A b", seen=first)
    assert second.status_code == 200
    assert second.json()["saved_at"] > first
    assert room.stored() == ["* A b"]


def test_another_window_is_told_of_the_newer_text_and_overwrites_nothing(room: Room) -> None:
    newer = room.send("* From the telephone").json()["saved_at"]
    answer = room.send("* From the laptop")
    assert answer.status_code == 409
    assert answer.json()["text"] == "* From the telephone"
    assert answer.json()["saved_at"] == newer
    assert "Nothing was overwritten" in answer.json()["message"]
    assert room.stored() == ["* From the telephone"]
    assert room.send("* From the laptop", seen=newer).status_code == 200


def test_an_emptied_editor_leaves_no_draft(room: Room) -> None:
    seen = room.send("* A").json()["saved_at"]
    assert room.send("", seen=seen).json()["saved_at"] is None
    assert room.stored() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {posts.SECRET.replace("-", "_"): "f" * 64},
        {posts.SECRET.replace("-", "_"): ""},
        {"x_hrgl_sid": "f" * 64, "cookie": "hrgl=forged"},
        {"cookie": ""},
    ],
)
def test_a_post_that_no_page_of_ours_sent_is_refused(room: Room, headers: dict[str, str]) -> None:
    if "cookie" in headers:
        room.client.cookies.clear()
    body = {"edition": room.here.edition.id, "workshop": room.here.workshop.id}
    answer = room.post(json.dumps(body | {"text": "* A", "seen": None}), **headers)
    assert answer.status_code == 403
    assert room.stored() == []


def test_the_secret_belongs_to_one_sign_in_only(room: Room) -> None:
    with transaction(room.engine) as session:
        token = _sign_in(session, room.here.facilitator)
    room.client.cookies.set("hrgl", token)
    assert room.send().status_code == 403


def test_a_form_cannot_send_what_only_a_script_of_ours_sends(room: Room) -> None:
    assert room.post("text=A", content_type="text/plain").status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        b'{"edition":1,"workshop":1,"text":1,"seen":null}',
        b'{"edition":1,"workshop":"1","text":"","seen":null}',
        b'{"edition":1,"workshop":99999999999999999999,"text":"","seen":null}',
        b'{"edition":1,"workshop":1,"text":"","seen":"yesterday"}',
        b'{"edition":1,"workshop":1,"text":"","seen":7}',
    ],
)
def test_what_cannot_be_read_is_refused_in_words(room: Room, body: bytes) -> None:
    answer = room.post(body)
    assert answer.status_code == 400
    assert "could not be read" in answer.json()["message"]


@pytest.mark.parametrize("length", [notes.LONGEST_NOTE + 1, 2_000_000])
def test_a_text_longer_than_any_note_is_refused_in_words(room: Room, length: int) -> None:
    answer = room.send("x" * length)
    assert answer.status_code == 413
    assert "too long" in answer.json()["message"]
    assert room.stored() == []


def test_half_of_a_sign_and_control_characters_are_left_out(room: Room) -> None:
    body = json.dumps({"edition": room.here.edition.id, "workshop": room.here.workshop.id})
    raw = body[:-1] + r', "text": "* a\u0000b\ud800c", "seen": null}'
    assert room.post(raw).status_code == 200
    assert room.stored() == ["* abc"]


def test_a_member_who_was_closed_while_typing_is_told_so(room: Room) -> None:
    room.send("* A")
    with transaction(room.engine) as session:
        session.get_one(Member, room.here.rapporteur.id).active = False
    answer = room.send("* A b")
    assert answer.status_code == 403
    assert "no longer part of this edition" in answer.json()["message"]
    assert room.stored() == ["* A"]


def test_another_edition_s_workshop_cannot_be_typed_into(room: Room) -> None:
    with transaction(room.engine) as session:
        there = world(session, code="2032")
    assert room.send(workshop=there.workshop.id).status_code == 404
    assert room.send(workshop=there.workshop.id, edition=there.edition.id).status_code == 403
    assert room.stored() == []


def test_a_long_text_is_kept_whole_and_shown_in_part(room: Room) -> None:
    text = "\n".join(f"* The idea number {number} of this room" for number in range(2000))
    told = room.send(text).json()
    assert told["more"] is True
    assert len(told["statements"]) == 60
    assert room.stored() == [text]


def test_an_open_page_is_told_what_others_did_and_nothing_of_its_own(room: Room) -> None:
    def line(since: int = 0) -> str:
        answer = room.client.get(f"/news?edition={room.here.edition.id}&since={since}")
        assert answer.status_code == 200
        return str(answer.json()["line"])

    before = line()
    with transaction(room.engine) as session:
        for actor in (room.here.facilitator, room.here.rapporteur):
            notes.add_note(session, actor, workshop_id=room.here.workshop.id, text="* An idea")
    assert "1 new note" not in before
    assert "1 new note" in line()
    assert line(10**6) == ""


def test_news_are_for_members_who_are_signed_in(room: Room) -> None:
    with transaction(room.engine) as session:
        there = world(session, code="2032")
    assert room.client.get(f"/news?edition={there.edition.id}&since=0").status_code == 403
    for query in ("", "?edition=1", "?edition=x&since=0", f"?edition=1&since={'9' * 30}"):
        assert room.client.get(f"/news{query}").status_code == 400
    room.client.cookies.clear()
    assert room.client.get("/news?edition=1&since=0").status_code in {303, 403}


def test_a_saved_note_ends_the_draft_of_every_window(room: Room) -> None:
    seen = room.send("* Publish the budget").json()["saved_at"]
    with transaction(room.engine) as session:
        member = session.get_one(Member, room.here.rapporteur.id)
        drafts.save_note(
            session, member, workshop_id=room.here.workshop.id, text="* Publish the budget"
        )
    answer = room.send("* Publish the budget, and", seen=seen)
    assert answer.status_code == 409
    assert (answer.json()["text"], answer.json()["saved_at"]) == ("", None)


def test_what_is_shown_while_typing_is_what_is_saved(room: Room) -> None:
    text = "0.5 % of the budget for the\nchildren and the old\n1. Mai: Fest. Alle kommen\nhello all"
    shown = room.send(text).json()
    with transaction(room.engine) as session:
        taken = notes.add_note(
            session,
            session.merge(room.here.rapporteur),
            workshop_id=room.here.workshop.id,
            text=text,
        )
        assert [each["text"] for each in shown["statements"]] == list(taken.texts)
        told = [(each["text"], each["reason"]) for each in shown["left_out"]]
        assert told == [(each.text, each.reason) for each in taken.fallen_out]
