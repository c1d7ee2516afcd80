"""The routes of the page Encouragements: every act once, on what was seen, by whoever may."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Stage, Support
from hrgl.core.models import Encouragement, SentAct
from hrgl.encouragements import evidence, places, wordings
from hrgl.people import sign_ins
from hrgl.themes import themes
from tests.builders import statement_ids, world
from tests.web.test_desk import Sitting, _client, _sign_in

WORDS = {"heading": "publish budgets", "explanation": "So that people read them.", "examples": ""}


@pytest.fixture
def at_page(engine: Engine) -> Iterator[Sitting]:
    """A facilitator at the page, with three places, a theme of two statements and an empty page."""
    with transaction(engine) as session:
        here = world(session, places=3)
        ids = statement_ids(session, here)
        themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
        token = _sign_in(session, here.facilitator)
    with _client(engine, token) as client:
        yield Sitting(client, engine, here, ids, sign_ins.token_digest(token), "/wording")


def _all(page: Sitting) -> dict[str, Any]:
    found: dict[str, Any] = page.get("rows").json()
    return found


def _one(page: Sitting, key: int) -> dict[str, Any]:
    [found] = [each for each in _all(page)["encouragements"] if each["id"] == key]
    return dict(found)


def _word(page: Sitting, heading: str = "publish budgets") -> int:
    with transaction(page.engine) as session:
        return wordings.word(session, page.here.facilitator, heading=heading).id


def _on(page: Sitting, key: int, do: str, **more: Any) -> dict[str, Any]:
    return {"do": do, "encouragement": key, "version": _one(page, key)["version"], **more}


def _done(page: Sitting, act: dict[str, Any]) -> str:
    [answer] = page.send(act)["answers"]
    assert answer["ok"], answer
    return str(answer["say"])


def test_the_page_is_told_every_encouragement_and_every_statement(at_page: Sitting) -> None:
    key = _word(at_page)
    told = _all(at_page)
    assert told["edition"] == {"places": 3, "published": False}
    assert [(theme[2]) for theme in told["themes"]] == ["Money"]
    assert len(told["rows"]) == len(at_page.ids)
    assert told["rows"][0][5:7] == ["A1-01", _text(at_page, at_page.ids[0])]
    assert _one(at_page, key)["by"] == at_page.here.facilitator.name
    assert _one(at_page, key)["lacks"][0].startswith("Give it a place first")


def _text(page: Sitting, key: int) -> str:
    return next(str(row[6]) for row in _all(page)["rows"] if row[0] == key)


def test_one_candidate_for_each_theme_in_one_act_and_taken_back(at_page: Sitting) -> None:
    each = [theme[:2] for theme in _all(at_page)["themes"]]
    name = str(uuid.uuid4())
    told = at_page.send({"act": name, "do": "begin_each", "themes": each})
    assert told["answers"][0]["ok"]
    [begun] = told["encouragements"]
    assert (begun["heading"], begun["place"], len(begun["cited"])) == ("", 1, 2)
    assert told["answers"][0]["encouragement"] == begun["id"]
    assert "{A1-01}" in begun["explanation"]
    assert _done(at_page, {"do": "undo", "of": name}).startswith("Took back")
    assert _all(at_page)["encouragements"] == []


def test_a_candidate_is_begun_from_picked_statements_or_a_heading(at_page: Sitting) -> None:
    row = next(row for row in _all(at_page)["rows"] if row[0] == at_page.ids[0])
    _done(at_page, {"do": "begin_from", "statements": [[row[0], row[1], row[3]]]})
    _done(at_page, {"do": "word", "heading": "listen first"})
    found = _all(at_page)["encouragements"]
    assert [(each["heading"], len(each["cited"])) for each in found] == [
        ("", 1),
        ("listen first", 0),
    ]


def test_places_are_given_swapped_and_given_up(at_page: Sitting) -> None:
    one, other = _word(at_page), _word(at_page, "listen first")
    assert "to place 2" in _done(at_page, _on(at_page, one, "place", place=2))
    with transaction(at_page.engine) as session:
        places.give_place(
            session, at_page.here.facilitator, encouragement_id=other, place=3, seen_version=1
        )
    swap = _on(at_page, one, "swap", other=other, other_version=_one(at_page, other)["version"])
    _done(at_page, swap)
    assert (_one(at_page, one)["place"], _one(at_page, other)["place"]) == (3, 2)
    _done(at_page, _on(at_page, one, "place", place=None))
    assert _one(at_page, one)["place"] is None


def test_a_wording_is_saved_with_its_reason_compared_and_restored(at_page: Sitting) -> None:
    key = _word(at_page)
    act = _on(at_page, key, "reword", **WORDS | {"heading": "publish every budget"}, why="clearer")
    assert _done(at_page, act).startswith("Wrote wording 2")
    _done(at_page, _on(at_page, key, "restore", number=1))
    told = at_page.get("wordings", encouragement=key).json()["wordings"]
    assert [(each["number"], each["heading"], each["why"]) for each in told] == [
        (3, "publish budgets", "as in wording 1"),
        (2, "publish every budget", "clearer"),
        (1, "publish budgets", ""),
    ]
    assert told[0]["at"].endswith(("CET", "CEST"))
    differs = at_page.get("difference", encouragement=key, before=1, after=2).json()
    assert [each for each in differs["heading"] if not each[0]] == [
        [False, "budgets", "every budget"]
    ]
    assert at_page.get("difference", encouragement=key, before=1, after=9).status_code == 404


def test_remarks_grow_and_a_draft_that_is_ready_is_submitted(at_page: Sitting) -> None:
    key = _word(at_page)
    _done(at_page, _on(at_page, key, "reword", **WORDS | {"heading": "publish what you decide"}))
    _done(at_page, _on(at_page, key, "remark", remarks="See also the handbook."))
    _done(at_page, _on(at_page, key, "place", place=1))
    [refused] = at_page.send(_on(at_page, key, "submit"))["answers"]
    assert "Cite at least one statement" in refused["say"]
    cite = {"do": "cite", "encouragement": key, "support": "supports"}
    _done(at_page, {**cite, "statements": [[at_page.ids[0], None]]})
    assert _one(at_page, key)["lacks"] == []
    _done(at_page, {"do": "submit_ready", "ready": [[key, _one(at_page, key)["version"]]]})
    assert (_one(at_page, key)["stage"], _one(at_page, key)["remarks"]) == (
        "submitted",
        "See also the handbook.",
    )


def test_evidence_is_cited_changed_and_taken_out_as_it_was_seen(at_page: Sitting) -> None:
    key, first = _word(at_page), at_page.ids[0]
    cite = {"do": "cite", "encouragement": key, "statements": [[first, None]]}
    _done(at_page, {**cite, "support": "supports"})
    [stale] = at_page.send({**cite, "support": "example"})["answers"]
    assert "Nothing was done" in stale["say"]
    _done(at_page, {**cite, "statements": [[first, "supports"]], "support": "reservation"})
    assert _one(at_page, key)["cited"] == [[first, "reservation"]]
    out = {"do": "uncite", "encouragement": key, "statements": [[first, "reservation"]]}
    _done(at_page, out)
    assert _one(at_page, key)["cited"] == []


def test_one_is_set_aside_for_a_reason_brought_back_and_merged(at_page: Sitting) -> None:
    one, other = _word(at_page), _word(at_page, "listen first")
    with transaction(at_page.engine) as session:
        evidence.cite(
            session,
            at_page.here.facilitator,
            encouragement_id=other,
            statement_ids=at_page.ids[:1],
            support=Support.SUPPORTS,
        )
    [refused] = at_page.send(_on(at_page, one, "set_aside", because=" "))["answers"]
    assert "because" in refused["say"]
    _done(at_page, _on(at_page, one, "set_aside", because="said elsewhere"))
    assert _one(at_page, one)["because"] == "said elsewhere"
    _done(at_page, _on(at_page, one, "bring_back"))
    merge = _on(at_page, one, "merge", other=other, other_version=_one(at_page, other)["version"])
    _done(at_page, merge)
    assert _one(at_page, one)["cited"] == [[at_page.ids[0], "supports"]]
    assert (_one(at_page, other)["into"], _one(at_page, other)["stage"]) == (one, "set_aside")


def test_a_heading_stands_above_a_place_is_changed_and_taken_away(at_page: Sitting) -> None:
    head = {"do": "group", "place": 2}
    _done(at_page, {**head, "heading": "Money", "version": None})
    assert _all(at_page)["groups"] == [[2, "Money", 1]]
    _done(at_page, {**head, "heading": "Budgets", "version": 1})
    [stale] = at_page.send({**head, "heading": "Other", "version": 1})["answers"]
    assert not stale["ok"]
    _done(at_page, {**head, "heading": "", "version": 2})
    assert _all(at_page)["groups"] == []


def test_an_act_that_is_sent_again_is_done_once(at_page: Sitting) -> None:
    act = {"act": str(uuid.uuid4()), "do": "word", "heading": "listen first"}
    first = at_page.send(act)["answers"]
    assert at_page.send(act)["answers"] == first
    with reading(at_page.engine) as session:
        assert len(session.exec(select(SentAct).where(SentAct.name == act["act"])).all()) == 1
        assert len(session.exec(select(Encouragement)).all()) == 1


def test_a_stale_wording_is_refused_and_names_who_was_quicker(at_page: Sitting) -> None:
    key = _word(at_page)
    stale = _on(at_page, key, "reword", **WORDS | {"heading": "mine"})
    with transaction(at_page.engine) as session:
        wordings.reword(
            session,
            at_page.here.organiser,
            encouragement_id=key,
            heading="theirs",
            explanation="",
            seen_version=1,
        )
    told = at_page.send(stale)
    assert at_page.here.organiser.name in told["answers"][0]["say"]
    assert [each["heading"] for each in told["encouragements"]] == ["theirs"]


def test_what_others_did_comes_as_what_changed(at_page: Sitting) -> None:
    count, latest = _all(at_page)["revision"]
    assert at_page.get("changes", count=count, latest=latest).status_code == 204
    key = _word(at_page)
    with transaction(at_page.engine) as session:
        themes.move(session, at_page.here.facilitator, statement_ids=at_page.ids[:1], theme_id=None)
    told = at_page.get("changes", count=count, latest=latest).json()
    assert [each["id"] for each in told["encouragements"]] == [key]
    assert [place[0] for place in told["places"]] == at_page.ids[:1]
    with transaction(at_page.engine) as session:
        statement_ids(session, at_page.here, "* Something new that was said late in the evening")
    assert at_page.get("changes", count=count, latest=latest).json()["anew"]


def test_who_may_not_word_is_told_nothing_and_does_nothing(at_page: Sitting) -> None:
    key = _word(at_page)
    act = _on(at_page, key, "set_aside", because="no")
    with transaction(at_page.engine) as session:
        token = _sign_in(session, at_page.here.rapporteur)
    with _client(at_page.engine, token) as client:
        other = Sitting(
            client, at_page.engine, at_page.here, [], sign_ins.token_digest(token), "/wording"
        )
        assert other.get("rows").status_code == 403
        body = {"edition": at_page.here.edition.id, "since": [0, 0]}
        assert other.post({**body, "acts": [{"act": str(uuid.uuid4()), **act}]}).status_code == 403
    assert _one(at_page, key)["stage"] == Stage.DRAFT.value


@pytest.mark.parametrize(
    "act",
    [
        {"do": "cite", "encouragement": 1, "statements": [[1, "proves"]], "support": "supports"},
        {"do": "cite", "encouragement": 1, "statements": [], "support": "supports"},
        {"do": "reword", "encouragement": 1, "version": 1, "heading": "x" * 20_001},
        {"do": "publish"},
    ],
)
def test_what_is_no_act_of_the_page_is_refused_unread(
    at_page: Sitting, act: dict[str, Any]
) -> None:
    body = {"edition": at_page.here.edition.id, "since": [0, 0], "acts": [{"act": "x", **act}]}
    assert at_page.post(json.dumps(body)).status_code == 400


def test_what_was_said_more_than_once_in_its_themes_is_told(at_page: Sitting) -> None:
    again = "* Publish the budget, please\n* publish the budget please"
    with transaction(at_page.engine) as session:
        ids = statement_ids(session, at_page.here, again)
        theme = themes.create(session, at_page.here.facilitator, name="Open", statement_ids=ids)
        key = wordings.word(
            session, at_page.here.facilitator, heading="publish budgets", theme_ids=[theme.id]
        ).id
    [[found, times, rooms]] = at_page.get("said", encouragement=key).json()["said"]
    assert (sorted(found), times, rooms) == (sorted(ids), 2, 1)
