"""Amendments as the page Encouragements is told of them, and sends what is done with them."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from hrgl.core.database import transaction
from hrgl.core.models import Encouragement
from hrgl.people import sign_ins
from tests.amending import EXPLANATION, amendable, propose, view_of
from tests.builders import world
from tests.web.test_desk import Sitting, _client, _sign_in


@pytest.fixture
def at_page(engine: Engine) -> Iterator[Sitting]:
    """A facilitator at the page, with one encouragement that two members amended."""
    with transaction(engine) as session:
        here = world(session, places=3)
        row = amendable(session, here)
        propose(session, here.steering, row, ("staff", "people"), reason="Wider.")
        propose(session, here.second, row, ("staff", "officers"), ("why", "<b>how</b>"))
        token = _sign_in(session, here.facilitator)
    with _client(engine, token) as client:
        yield Sitting(client, engine, here, [row.id], sign_ins.token_digest(token), "/wording")


def _told(page: Sitting) -> list[dict[str, Any]]:
    found = page.get("amendments", encouragement=page.ids[0]).json()
    assert found["encouragement"] == page.ids[0]
    return list(found["amendments"])


def _one(page: Sitting) -> dict[str, Any]:
    return dict(page.get("rows").json()["encouragements"][0])


def _seen(page: Sitting, *numbers: int) -> list[list[int]]:
    return [[each["id"], each["version"]] for each in _told(page) if each["number"] in numbers]


def _done(page: Sitting, act: dict[str, Any]) -> str:
    [answer] = page.send(act)["answers"]
    assert answer["ok"], answer
    return str(answer["say"])


def _refused(page: Sitting, act: dict[str, Any]) -> str:
    [answer] = page.send(act)["answers"]
    assert not answer["ok"], answer
    return str(answer["say"])


def _accept(page: Sitting, *numbers: int, **more: Any) -> dict[str, Any]:
    one = _one(page)
    seen = {"amendments": _seen(page, *numbers), **more}
    about = {"encouragement": one["id"], "version": one["version"]}
    return {"do": "accept_amendments", **about, **seen}


def test_each_is_told_with_its_place_its_words_and_what_it_collides_with(at_page: Sitting) -> None:
    first, second, third = _told(at_page)
    at = EXPLANATION.index("staff")
    assert (first["before"], first["after"], first["place"]) == ("staff", "people", [at, at + 5])
    assert (first["who"], first["reason"], first["wording"]) == ("Sara", "Wider.", 2)
    assert (first["collides"], second["collides"]) == ([second["id"]], [first["id"]])
    assert (third["after"], third["collides"], third["mine"]) == ("<b>how</b>", [], False)
    one = _one(at_page)
    assert (one["amendments"], one["undecided"], one["undisputed"]) == (3, 3, [])


def test_a_proposal_of_the_page_is_kept_once_and_refused_where_it_changes_nothing(
    at_page: Sitting,
) -> None:
    one = _one(at_page)
    words = {name: one[name] for name in ("heading", "explanation", "examples")}
    act = {"do": "amend", "wording": one["wordingId"], **words}
    assert "changes nothing" in _refused(at_page, act)
    said = _done(at_page, {**act, "explanation": EXPLANATION.replace("Ask", "Tell")})
    assert "Proposed amendment 4 to place 1" in said
    mine = _told(at_page)[-1]
    assert (mine["who"], mine["mine"]) == ("Fadi", True)
    _done(at_page, {"do": "withdraw_amendments", "amendments": _seen(at_page, 4)})
    assert _told(at_page)[-1]["outcome"] == "withdrawn"


def test_what_is_accepted_is_one_act_that_is_taken_back(at_page: Sitting) -> None:
    assert "change the same words" in _refused(at_page, _accept(at_page, 1, 2))
    told = at_page.send(_accept(at_page, 1, 3))
    assert told["answers"][0]["say"].startswith("Took amendments 1 and 3 into wording 3")
    assert told["encouragements"][0]["explanation"] == EXPLANATION.replace(
        "staff", "people"
    ).replace("why", "<b>how</b>")
    wordings = at_page.get("wordings", encouragement=at_page.ids[0]).json()["wordings"]
    assert wordings[0]["holds"] == [[1, "Sara"], [3, "Sven"]]
    assert [each["holds"] for each in wordings[1:]] == [[], []]
    _done(at_page, {"do": "undo", "of": told["answers"][0]["act"]})
    assert [each["outcome"] for each in _told(at_page)] == [None, None, None]


def test_one_is_accepted_with_other_words_and_a_late_decision_is_refused_by_name(
    at_page: Sitting,
) -> None:
    late = _seen(at_page, 1)
    _done(at_page, _accept(at_page, 1, words="clerks", reason="People is too wide."))
    first = _told(at_page)[0]
    assert (first["outcome"], first["takenWords"], first["takenInto"]) == ("modified", "clerks", 3)
    declining = {"do": "decide_amendments", "outcome": "declined", "reason": "No."}
    assert "Fadi decided on amendment 1" in _refused(at_page, {**declining, "amendments": late})
    _done(at_page, {**declining, "amendments": _seen(at_page, 2)})
    assert _told(at_page)[1]["outcomeReason"] == "No."


def test_recommendations_are_followed_as_they_stood_on_the_screen(at_page: Sitting) -> None:
    advice = {"do": "recommend", "recommendation": "accepted", "reason": "Clearer."}
    _done(at_page, {**advice, "amendments": _seen(at_page, 3)})
    one = _one(at_page)
    assert one["undisputed"] == _seen(at_page, 3)
    act = {
        "do": "follow_recommendations",
        "amendments": one["undisputed"],
        "encouragements": [[one["id"], one["version"]]],
    }
    stale = {**act, "encouragements": [[one["id"], one["version"] - 1]]}
    assert "changed this" in _refused(at_page, stale)
    _done(at_page, act)
    with transaction(at_page.engine) as session:
        row = session.get_one(Encouragement, at_page.ids[0])
        assert row.wording == 3


def test_amendments_of_another_edition_are_told_to_nobody_here(at_page: Sitting) -> None:
    with transaction(at_page.engine) as session:
        there = world(session, code="2032")
        other = amendable(session, there)
        [theirs] = propose(session, there.steering, other, ("staff", "people"))
        key, version = theirs.id, view_of(session, theirs).version
    found = at_page.get("amendments", encouragement=other.id).json()
    assert found["amendments"] == []
    decline = {"do": "decide_amendments", "outcome": "declined", "reason": "No."}
    assert "not there" in _refused(at_page, {**decline, "amendments": [[key, version]]})
