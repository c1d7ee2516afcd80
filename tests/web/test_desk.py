"""The routes of the desk: acts done once, on what was seen, by whoever may; refused in words."""

import json
import uuid
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
from hrgl.core.models import Account, Member, Placement, SentAct
from hrgl.errors import Busy
from hrgl.people import sign_ins
from hrgl.themes import themes
from hrgl.web import posts
from hrgl.web.desk import routes
from hrgl.web.identity import IdentityMiddleware
from hrgl.web.reviewing.routes import reviewing_routes
from hrgl.web.wording.routes import wording_routes
from tests.builders import World, statement_ids, world

HERE = "http://127.0.0.1"


@dataclass
class Sitting:
    """A facilitator's browser at the desk of an edition."""

    client: TestClient
    engine: Engine
    here: World
    ids: list[int]
    sid: str
    at: str = "/desk"

    def get(self, what: str, **asked: int) -> Response:
        """Ask as a page of ours does."""
        given = {"edition": self.here.edition.id, **asked}
        return self.client.get(f"{self.at}/{what}", params=given)

    def post(self, body: object, **headers: str) -> Response:
        """Send anything, with the headers of a page of ours unless others are given."""
        ours = {
            "content-type": "application/json",
            "origin": HERE,
            posts.SECRET: posts.secret_of(self.sid),
        }
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, str) else json.dumps(body)
        return self.client.post(f"{self.at}/acts", content=content, headers=ours | changed)

    def send(self, *acts: dict[str, Any], since: list[int] | None = None) -> dict[str, Any]:
        """Acts of this desk, each with a name of its own unless it has one; what came of them."""
        named = [{"act": str(uuid.uuid4()), **act} for act in acts]
        since = since or self.get("rows").json()["revision"]
        answer = self.post({"edition": self.here.edition.id, "since": since, "acts": named})
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def seen(self, *ids: int) -> list[list[int | None]]:
        """These statements as a desk that is read now shows them."""
        rows = {row[0]: row for row in self.get("rows").json()["rows"]}
        return [[i, rows[i][1], rows[i][3] if rows[i][3] > 0 else None] for i in ids]

    def placed(self) -> dict[int, int]:
        """Which statement stands in which theme."""
        with reading(self.engine) as session:
            found = session.exec(select(Placement.statement_id, Placement.theme_id)).all()
            return dict(found)


@pytest.fixture
def sitting(engine: Engine) -> Iterator[Sitting]:
    with transaction(engine) as session:
        here = world(session)
        ids = statement_ids(session, here)
        token = _sign_in(session, here.facilitator)
    with _client(engine, token) as client:
        yield Sitting(client, engine, here, ids, sign_ins.token_digest(token))


def _client(engine: Engine, token: str) -> TestClient:
    app = Starlette(
        routes=[*routes.desk_routes(engine), *wording_routes(engine), *reviewing_routes(engine)],
        middleware=[Middleware(IdentityMiddleware, secure=False, seconds_left=lambda _: 60)],
    )
    client = TestClient(app, base_url=HERE, follow_redirects=False)
    client.cookies.set("hrgl", token)
    return client


def _sign_in(session: Any, member: Member) -> str:
    return sign_ins.open_door(session, session.get_one(Account, member.account_id))


def _theme(sitting: Sitting, name: str, *ids: int) -> int:
    with transaction(sitting.engine) as session:
        return themes.create(session, sitting.here.facilitator, name=name, statement_ids=ids).id


def _move(sitting: Sitting, theme: int | None, *ids: int) -> dict[str, Any]:
    return {"do": "move", "statements": sitting.seen(*ids), "theme": theme, "theme_version": None}


def test_an_act_is_done_and_told_with_what_it_changed(sitting: Sitting) -> None:
    money = _theme(sitting, "Money")
    told = sitting.send(_move(sitting, money, *sitting.ids[:2]))
    assert told["answers"][0]["ok"]
    assert told["answers"][0]["say"] == "Moved A1-01 and A1-02 to “Money”."
    assert [(place[0], place[3]) for place in told["places"]] == [
        (each, money) for each in sitting.ids[:2]
    ]
    assert sitting.placed() == dict.fromkeys(sitting.ids[:2], money)


def test_an_act_that_is_sent_again_is_done_once_and_told_as_before(sitting: Sitting) -> None:
    act = {"act": str(uuid.uuid4()), "do": "create", "name": "Money", "statements": []}
    first = sitting.send(act)["answers"]
    assert sitting.send(act)["answers"] == first
    assert first[0]["say"] == "Began the theme “Money” (0 statements)."
    with reading(sitting.engine) as session:
        assert len(session.exec(select(SentAct).where(SentAct.name == act["act"])).all()) == 1


def test_several_acts_go_in_one_request_and_each_is_answered(sitting: Sitting) -> None:
    money = _theme(sitting, "Money", sitting.ids[0])
    one, other = sitting.ids[:2]
    told = sitting.send(
        _move(sitting, money, one),
        {"do": "move", "statements": [[other, 99, None]], "theme": money},
        _move(sitting, None, one),
    )
    assert [answer["ok"] for answer in told["answers"]] == [True, False, True]
    assert "Nothing was done" in told["answers"][1]["say"]
    assert sitting.placed() == {}


def test_a_statement_that_somebody_moved_meanwhile_is_not_moved_again(sitting: Sitting) -> None:
    money, people = _theme(sitting, "Money"), _theme(sitting, "People")
    act = _move(sitting, money, sitting.ids[0])
    with transaction(sitting.engine) as session:
        themes.move(
            session, sitting.here.organiser, statement_ids=[sitting.ids[0]], theme_id=people
        )
    [answer] = sitting.send(act)["answers"]
    assert not answer["ok"]
    assert "Olga changed or moved" in answer["say"]
    assert answer["code"] == "out_of_date"
    assert sitting.placed() == {sitting.ids[0]: people}


def test_what_was_done_is_taken_back_by_its_name_and_done_again(sitting: Sitting) -> None:
    money = _theme(sitting, "Money")
    move = {"act": str(uuid.uuid4()), **_move(sitting, money, sitting.ids[0])}
    undo = {"act": str(uuid.uuid4()), "do": "undo", "of": move["act"]}
    sitting.send(move)
    [answer] = sitting.send(undo)["answers"]
    assert answer["say"] == "Took back: moved A1-01 to “Money”."
    assert sitting.placed() == {}
    [answer] = sitting.send({"do": "undo", "of": undo["act"]})["answers"]
    assert answer["say"] == "Did again: moved A1-01 to “Money”."
    assert sitting.placed() == {sitting.ids[0]: money}


def test_what_was_never_done_is_not_taken_back(sitting: Sitting) -> None:
    [answer] = sitting.send({"do": "undo", "of": str(uuid.uuid4())})["answers"]
    assert answer["say"] == "What you want to take back was not done."


def test_every_act_of_the_desk_is_carried_out(sitting: Sitting) -> None:
    one, two, three, four, five, _six = sitting.ids
    money, people, third = (_theme(sitting, name) for name in ("Money", "People", "Third"))
    versions = {theme[0]: theme[1] for theme in sitting.get("rows").json()["themes"]}
    done = [
        _move(sitting, money, one, two, three),
        {"do": "tie", "statements": [[one, 1, money], [two, 1, money]], "together": True},
        {"do": "mark", "statement": [one, 1, money], "kind": "reservation"},
        {"do": "same", "statements": [[two, 1, money]], "of": [three, 1, money]},
        {"do": "set_aside", "statements": [[four, 1, None]], "because": "off the subject"},
        {"do": "bring_back", "statements": [[four, 2, None]]},
        {"do": "create", "name": "Fifth", "statements": [[five, 1, None]]},
        {"do": "rename", "theme": people, "version": versions[people], "name": "All people"},
        {"do": "review", "theme": money, "version": 1, "held": [one, three], "reviewed": True},
        {
            "do": "merge",
            "theme": people,
            "version": versions[people] + 1,
            "others": [{"theme": money, "version": 2, "held": [one, three]}],
        },
        {"do": "dissolve", "theme": third, "version": 1, "held": []},
    ]
    told = sitting.send(*done)
    assert [answer["say"] for answer in told["answers"] if not answer["ok"]] == []
    assert {key: at for key, at in sitting.placed().items() if key != five} == {
        one: people,
        three: people,
    }
    assert [theme[2] for theme in told["themes"]] == ["All people", "Fifth"]


def test_a_desk_asks_for_what_changed_and_hears_nothing_if_nothing_did(sitting: Sitting) -> None:
    count, latest = sitting.get("rows").json()["revision"]
    assert sitting.get("changes", count=count, latest=latest).status_code == 204
    money = _theme(sitting, "Money", sitting.ids[0])
    told = sitting.get("changes", count=count, latest=latest).json()
    assert [(place[0], place[3]) for place in told["places"]] == [(sitting.ids[0], money)]


def test_new_notes_make_a_desk_read_all_anew(sitting: Sitting) -> None:
    count, latest = sitting.get("rows").json()["revision"]
    with transaction(sitting.engine) as session:
        statement_ids(session, sitting.here, "* Open the library on Sundays")
    assert sitting.get("changes", count=count, latest=latest).json()["anew"] is True


def test_what_is_told_of_an_open_theme(sitting: Sitting) -> None:
    money = _theme(sitting, "Money", *sitting.ids[:2])
    told = sitting.get("theme", theme=money).json()
    assert told["heard"] == "2 statements from 1 workshop"
    assert told["if_dissolved"] == "Its 2 statements go back to the queue."
    assert len(told["typical"]) == 2
    assert sitting.get("theme", theme=9999).status_code == 404


@pytest.mark.parametrize("role", ["rapporteur", "steering"])
def test_who_may_not_place_statements_neither_reads_nor_acts(sitting: Sitting, role: str) -> None:
    with transaction(sitting.engine) as session:
        token = _sign_in(session, getattr(sitting.here, role))
    act = {"act": str(uuid.uuid4()), "do": "create", "name": "Money", "statements": []}
    with _client(sitting.engine, token) as client:
        other = Sitting(
            client, sitting.engine, sitting.here, sitting.ids, sign_ins.token_digest(token)
        )
        assert other.get("rows").status_code == 403
        assert other.get("changes", count=0, latest=0).status_code == 403
        assert other.get("theme", theme=1).status_code == 403
        body = {"edition": sitting.here.edition.id, "since": [0, 0], "acts": [act]}
        assert other.post(body).status_code == 403


def test_a_stranger_and_another_edition_get_nothing(sitting: Sitting) -> None:
    with transaction(sitting.engine) as session:
        elsewhere = world(session, code="2099")
    assert sitting.get("rows", edition=elsewhere.edition.id).status_code == 403
    sitting.client.cookies.clear()
    assert sitting.get("rows").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {posts.SECRET.replace("-", "_"): "f" * 64},
        {"origin": "https://elsewhere.example"},
        {"content_type": "text/plain"},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(sitting: Sitting, headers: dict[str, str]) -> None:
    act = {"act": str(uuid.uuid4()), "do": "create", "name": "Money", "statements": []}
    body = {"edition": sitting.here.edition.id, "since": [0, 0], "acts": [act]}
    assert sitting.post(body, **headers).status_code in {403, 415}
    assert sitting.placed() == {}


@pytest.mark.parametrize(
    "act",
    [
        {},
        {"do": "publish"},
        {"do": "move"},
        {"do": "move", "statements": [], "theme": None},
        {"do": "move", "statements": [[1, 1]], "theme": None},
        {"do": "move", "statements": [["1", 1, None]], "theme": None},
        {"do": "move", "statements": [[2**31, 1, None]], "theme": None},
        {"do": "create", "name": "x" * 5000, "statements": []},
        {"do": "create", "name": "x", "statements": [], "more": 1},
        {"do": "mark", "statement": [1, 1, None], "kind": "shout"},
        {"act": "short", "do": "undo", "of": "short"},
    ],
)
def test_an_act_of_another_shape_is_unreadable(sitting: Sitting, act: dict[str, Any]) -> None:
    sent = {"act": str(uuid.uuid4()), **act}
    body = {"edition": sitting.here.edition.id, "since": [0, 0], "acts": [sent]}
    answer = sitting.post(body)
    assert answer.status_code == 400
    assert answer.json()["message"] == posts.UNREADABLE


@pytest.mark.parametrize("body", ["", "nonsense", "[]", "[" * 100_000, '{"edition": 1}'])
def test_what_is_not_a_post_of_a_desk_is_unreadable(sitting: Sitting, body: str) -> None:
    assert sitting.post(body).status_code == 400


def test_more_than_one_act_can_hold_is_refused_in_words(sitting: Sitting) -> None:
    answer = sitting.post("x" * 4_000_001)
    assert answer.status_code == 413
    assert "Pick fewer" in answer.json()["message"]


@pytest.mark.parametrize("given", [{"count": -1}, {"latest": 10**12}])
def test_a_moment_that_cannot_be_is_unreadable(sitting: Sitting, given: dict[str, int]) -> None:
    assert sitting.get("changes", **{"count": 0, "latest": 0, **given}).status_code == 422


def test_the_act_of_somebody_else_is_not_told_as_one_s_own(sitting: Sitting) -> None:
    act = {"act": str(uuid.uuid4()), "do": "create", "name": "Money", "statements": []}
    sitting.send(act)
    with transaction(sitting.engine) as session:
        token = _sign_in(session, sitting.here.organiser)
    with _client(sitting.engine, token) as client:
        other = Sitting(
            client, sitting.engine, sitting.here, sitting.ids, sign_ins.token_digest(token)
        )
        [answer] = other.send(act)["answers"]
    assert not answer["ok"]
    assert "somebody else" in answer["say"]


def test_acts_that_find_the_database_busy_are_to_be_sent_again(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise Busy("Others are being served.")

    monkeypatch.setattr(themes, "create", busy)
    act = {"act": str(uuid.uuid4()), "do": "create", "name": "Money", "statements": []}
    body = {"edition": sitting.here.edition.id, "since": [0, 0], "acts": [act]}
    assert sitting.post(body).status_code == 503


def test_many_rows_come_packed(sitting: Sitting) -> None:
    with transaction(sitting.engine) as session:
        lines = "\n".join(
            f"* Open library number {n} on Sundays and pay its people" for n in range(300)
        )
        statement_ids(session, sitting.here, lines)
    answer = sitting.get("rows")
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.json()["rows"]) == 306
