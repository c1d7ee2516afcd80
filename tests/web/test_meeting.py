"""The routes of a meeting: everybody is told the same, each act is done once by whoever may."""

import io
import uuid
from dataclasses import dataclass, replace
from typing import Any

import docx
import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from hrgl.core.database import transaction
from hrgl.core.enums import Overruling
from hrgl.core.models import Member
from hrgl.encouragements import wordings
from hrgl.encouragements.amending import proposing
from hrgl.encouragements.texts import WordingText
from hrgl.people import accounts, sign_ins
from hrgl.web.identity import IdentityMiddleware
from hrgl.web.meeting.routes import meeting_routes
from tests.builders import wording_id
from tests.meeting_room import Hall, hall
from tests.web.test_desk import HERE, Sitting, _sign_in


@dataclass
class Browsers:
    """Everybody's browser before one meeting, by name."""

    there: Hall
    sittings: dict[str, Sitting]

    def rows(self, who: str) -> dict[str, Any]:
        found: dict[str, Any] = self.sittings[who].get("rows").json()
        return found

    def does(self, who: str, do: str, **more: Any) -> dict[str, Any]:
        """An act in the meeting as it is now, and what was answered."""
        told = self.rows(who)
        of_chair = {"turn_to", "lay_clean", "decide_in_meeting", "take_chair", "close_meeting"}
        beside = {"open_meeting", "give", "rule_on_objection", "give_floor"}
        if do not in beside and "amendments" not in do:
            more = {"meeting": told["meeting"]["id"], **more}
        if do in of_chair:
            more = {"version": told["meeting"]["version"], **more}
        [answer] = self.sittings[who].send({"do": do, **more})["answers"]
        return dict(answer)

    def done(self, who: str, do: str, **more: Any) -> str:
        answer = self.does(who, do, **more)
        assert answer["ok"], answer
        return str(answer["say"])


def _client(engine: Engine, token: str) -> TestClient:
    app = Starlette(
        routes=meeting_routes(engine),
        middleware=[Middleware(IdentityMiddleware, secure=False, seconds_left=lambda _: 60)],
    )
    client = TestClient(app, base_url=HERE, follow_redirects=False)
    client.cookies.set("hrgl", token)
    return client


def _browsers(engine: Engine, **rule: Any) -> Browsers:
    with transaction(engine) as session:
        there = hall(session, **rule)
        here = there.here
        people: dict[str, Member] = {
            "Fadi": here.facilitator,
            "Olga": here.organiser,
            "Rosa": here.rapporteur,
            **there.members,
        }
        tokens = {name: _sign_in(session, member) for name, member in people.items()}
    sittings = {
        name: Sitting(
            _client(engine, token), engine, here, [], sign_ins.token_digest(token), "/meeting"
        )
        for name, token in tokens.items()
    }
    return Browsers(there, sittings)


@pytest.fixture
def room(engine: Engine) -> Browsers:
    """A meeting chaired by Fadi, with three members there."""
    made = _browsers(engine, overruling=Overruling.TWO_THIRDS)
    made.done("Fadi", "open_meeting", present=made.there.ids("Sara", "Sven", "Ana"))
    return made


def test_everybody_is_told_the_same_of_what_is_before_it(room: Browsers) -> None:
    row = room.there.drafts[0]
    room.done("Fadi", "turn_to", encouragement=row.id)
    of_chair, of_member = room.rows("Fadi"), room.rows("Sara")
    assert of_chair["me"]["chairs"]
    assert not of_member["me"]["chairs"]
    assert of_member["meeting"] == of_chair["meeting"]
    assert of_member["one"]["heading"] == "do the thing number 1"
    assert of_member["meeting"]["takenUp"] == 1
    assert of_member["meeting"]["heard"] == 4  # Ana speaks for Ben
    assert [seat["by"] for seat in of_member["meeting"]["seats"] if seat["name"] == "Ben"] == [
        "Ana"
    ]


def test_nothing_is_told_where_nothing_was_done_since(room: Browsers) -> None:
    count, latest = room.rows("Sara")["revision"]
    sara = room.sittings["Sara"]
    assert sara.get("changes", count=count, latest=latest).status_code == 204
    room.done("Cleo", "join_meeting")
    told = sara.get("changes", count=count, latest=latest)
    assert told.status_code == 200
    assert told.json()["since"] == [count, latest]


def test_the_clean_text_comes_before_the_word_and_the_record_says_both(room: Browsers) -> None:
    row = room.there.drafts[0]
    room.done("Fadi", "turn_to", encouragement=row.id)
    one = room.rows("Fadi")["one"]
    early = room.does("Fadi", "decide_in_meeting", wording=one["wordingId"], word="agreed")
    assert not early["ok"]
    assert "clean text" in early["say"]
    room.done("Fadi", "lay_clean", wording=one["wordingId"])
    sven = room.there.members["Sven"].id
    said = [[sven, "abstain", "", ""]]
    answer = room.does(
        "Fadi", "decide_in_meeting", wording=one["wordingId"], word="agreed", others=said
    )
    assert answer["word"] == "agreed"
    told = room.rows("Sara")["one"]
    assert {each["who"]: each["verdict"] for each in told["opinions"]} == {
        "Sara": "agree",
        "Ana": "agree",
        "Ben": "agree",
        "Sven": "abstain",
    }
    assert told["word"] == "agreed"


def test_an_act_sent_twice_is_done_once(room: Browsers) -> None:
    row = room.there.drafts[0]
    told = room.rows("Fadi")["meeting"]
    act = {
        "act": str(uuid.uuid4()),
        "do": "turn_to",
        "meeting": told["id"],
        "version": told["version"],
        "encouragement": row.id,
    }
    for _ in range(2):
        [answer] = room.sittings["Fadi"].send(act)["answers"]
        assert answer["ok"], answer


def test_a_stale_press_is_refused_with_who_was_quicker(room: Browsers) -> None:
    one, other = room.there.drafts
    room.done("Fadi", "turn_to", encouragement=one.id)
    told = room.rows("Fadi")
    room.done("Olga", "take_chair")
    seen = {"version": told["meeting"]["version"]}
    answer = room.does("Fadi", "turn_to", encouragement=other.id, **seen)
    assert answer["code"] == "out_of_date"
    assert answer["say"].startswith("Olga was quicker")
    words = told["one"]["wordingId"]
    room.done("Olga", "lay_clean", wording=words)
    with transaction(room.sittings["Fadi"].engine) as session:
        row = session.merge(one)
        session.refresh(row)
        wordings.reword(
            session,
            room.there.here.facilitator,
            encouragement_id=row.id,
            heading="do it otherwise",
            explanation="Because.",
            seen_version=row.version,
        )
    answer = room.does("Olga", "decide_in_meeting", wording=words, word="agreed")
    assert "Fadi reworded it" in answer["say"]


def test_an_amendment_is_decided_in_it_and_taken_back(room: Browsers) -> None:
    row = room.there.drafts[0]
    with transaction(room.sittings["Fadi"].engine) as session:
        proposing.propose(
            session,
            room.there.members["Ana"],
            wording_id=wording_id(session, row),
            text=WordingText("do the thing well", "Because it works.", ""),
        )
    room.done("Fadi", "turn_to", encouragement=row.id)
    one = room.rows("Fadi")["one"]
    [amendment] = one["amendments"]
    name = str(uuid.uuid4())
    room.done(
        "Fadi",
        "accept_amendments",
        act=name,
        amendments=[[amendment["id"], amendment["version"]]],
        encouragement=one["id"],
        version=one["version"],
    )
    assert room.rows("Sara")["one"]["heading"] == "do the thing well"
    [answer] = room.sittings["Fadi"].send({"do": "undo", "of": name})["answers"]
    assert answer["ok"], answer
    assert room.rows("Sara")["one"]["heading"] == "do the thing number 1"


def test_hands_are_raised_and_given_the_floor_in_turn(room: Browsers) -> None:
    row = room.there.drafts[0]
    room.done("Fadi", "turn_to", encouragement=row.id)
    assert not room.does("Cleo", "ask_to_speak")["ok"]
    room.done("Sara", "ask_to_speak")
    [[turn, _, who]] = room.rows("Fadi")["meeting"]["hands"]
    assert who == "Sara"
    room.done("Fadi", "give_floor", turn=turn)
    assert room.rows("Fadi")["meeting"]["spoke"] == ["Sara"]


def test_where_the_rule_says_so_members_vote_and_the_chair_sees_who_has(engine: Engine) -> None:
    room = _browsers(engine, members_vote=True)
    room.done("Fadi", "open_meeting", present=room.there.ids("Sara", "Sven", "Ana"))
    room.done("Fadi", "turn_to", encouragement=room.there.drafts[0].id)
    words = room.rows("Fadi")["one"]["wordingId"]
    room.done("Fadi", "lay_clean", wording=words)
    assert "agreed to" in room.done("Sara", "give", wording=words, verdict="agree").lower()
    refused = room.does("Fadi", "decide_in_meeting", wording=words, word="agreed")
    assert "Ana, Sven did not speak yet" in refused["say"]
    room.done("Ana", "give", wording=words, verdict="agree")
    room.done("Ana", "give", wording=words, verdict="agree", member=room.there.ids("Ben")[0])
    assert room.does("Fadi", "decide_in_meeting", wording=words, word="agreed")["ok"]


def test_a_chair_rules_where_the_rule_allows_and_the_sentence_says_the_figures(
    room: Browsers,
) -> None:
    room.done("Cleo", "join_meeting")
    room.done("Fadi", "turn_to", encouragement=room.there.drafts[0].id)
    words = room.rows("Fadi")["one"]["wordingId"]
    room.done("Fadi", "lay_clean", wording=words)
    said = [[room.there.ids("Sven")[0], "object", "Too vague", "Name it"]]
    answer = room.does("Fadi", "decide_in_meeting", wording=words, word="agreed", others=said)
    assert answer["word"] == "left_open"
    one = room.rows("Sara")["one"]
    assert (one["mayOverrule"], one["missing"]) == (True, ["Sven objects"])
    assert one["standing"][0]["wouldSettle"] == "Name it"
    assert one["ruling"].startswith("4 in favour, 1 objects")
    review = one["standing"][0]["review"]
    ruled = {"review": review, "wording": words, "ruling": "overruled", "reason": "They want it"}
    assert "with 4 in favour and 1 against" in room.done("Fadi", "rule_on_objection", **ruled)
    answer = room.does("Fadi", "decide_in_meeting", wording=words, word="agreed")
    assert answer["word"] == "agreed"


def test_who_was_deactivated_is_told_nothing_any_more_and_counts_no_more(room: Browsers) -> None:
    with transaction(room.sittings["Fadi"].engine) as session:
        sven = session.get_one(Member, room.there.ids("Sven")[0])
        accounts.close(
            session, room.there.here.organiser, member_id=sven.id, seen_version=sven.version
        )
    assert room.sittings["Sven"].get("rows").status_code in {401, 403}
    assert room.rows("Fadi")["meeting"]["heard"] == 3


def test_a_member_of_the_group_does_not_chair_and_a_rapporteur_does_not_follow(
    room: Browsers,
) -> None:
    row = room.there.drafts[0]
    answer = room.does("Sara", "turn_to", encouragement=row.id)
    assert answer["code"] == "not_allowed"
    assert room.sittings["Rosa"].get("rows").status_code == 403
    assert room.sittings["Rosa"].get("minutes/file", meeting=1).status_code == 403


def test_the_minutes_are_read_and_taken_along(room: Browsers) -> None:
    meeting = room.rows("Fadi")["meeting"]["id"]
    room.done("Fadi", "close_meeting")
    told = room.sittings["Sara"].get("minutes", meeting=meeting).json()
    assert told["title"] == "Minutes of meeting 1"
    assert told["spoken_for"] == ["Ben, by Ana"]
    assert told["absent"] == ["Cleo"]
    rows = room.rows("Sara")
    assert rows["meeting"] is None
    assert [each[:2] for each in rows["earlier"]] == [[meeting, 1]]
    file = room.sittings["Sara"].get("minutes/file", meeting=meeting)
    assert file.headers["content-disposition"] == 'attachment; filename="minutes-1.docx"'
    word = docx.Document(io.BytesIO(file.content))
    assert "Minutes of meeting 1" in [each.text for each in word.paragraphs]
    assert room.sittings["Sara"].get("minutes/file", meeting=meeting + 9).status_code == 404
    stranger = replace(room.sittings["Sara"], client=_client(room.sittings["Sara"].engine, "x"))
    assert stranger.get("minutes/file", meeting=meeting).status_code in {303, 401, 403}
