"""The routes of the page Reviews: every word on the wording that was read, by whoever may."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import MarginKind, Overruling, RulingWord, Support, Verdict
from hrgl.core.models import Answer, Encouragement, Member, Proxy, Review, Ruling
from hrgl.core.models.amendments import MarginNote, ReturnedDraft, SentDraft
from hrgl.encouragements import encouragements, evidence
from hrgl.people import sign_ins
from tests.builders import statement_ids, submitted, world
from tests.consenting import reword, set_rule, speak, steering
from tests.web.test_desk import Sitting, _client, _sign_in


@dataclass
class Table:
    """A steering group, a facilitator and a rapporteur at the page, with two wordings on it."""

    sara: Sitting
    fadi: Sitting
    rosa: Sitting
    engine: Engine
    first: int
    second: int

    def all(self, who: Sitting | None = None) -> dict[str, Any]:
        found: dict[str, Any] = (who or self.sara).get("rows").json()
        return found

    def one(self, key: int, who: Sitting | None = None) -> dict[str, Any]:
        [found] = [each for each in self.all(who)["encouragements"] if each["id"] == key]
        return dict(found)

    def say(self, key: int, verdict: str, **more: Any) -> dict[str, Any]:
        return {"do": "give", "wording": self.one(key)["wordingId"], "verdict": verdict, **more}

    def does(self, who: Sitting, act: dict[str, Any]) -> str:
        """It is done; what is told of it."""
        [answer] = who.send(act)["answers"]
        assert answer["ok"], answer
        return str(answer["say"])

    def refused(self, who: Sitting, act: dict[str, Any]) -> str:
        """It is not done; what is told of why."""
        [answer] = who.send(act)["answers"]
        assert not answer["ok"], answer
        return str(answer["say"])

    def mine(self) -> dict[str, list[int]]:
        [found] = self.all()["mine"]
        return {name: found[name] for name in ("consent", "contested", "spoken")}

    def reword(self, key: int, heading: str) -> None:
        with transaction(self.engine) as session:
            here = self.sara.here
            reword(session, here, session.get_one(Encouragement, key), heading)

    def spoken(self) -> list[tuple[str, Verdict, str]]:
        """Who said what last of all, and why."""
        query = (
            select(Member.name, Review.verdict, Review.reason)
            .join(Review, col(Review.member_id) == Member.id)
            .order_by(col(Review.id))
        )
        with reading(self.engine) as session:
            return list(session.exec(query).all())


@pytest.fixture
def table(engine: Engine) -> Iterator[Table]:
    with transaction(engine) as session:
        here = world(session, places=3)
        ids = statement_ids(session, here)
        rows = [submitted(session, here, ids[2 * at : 2 * at + 2], place=at + 1) for at in (0, 1)]
        tokens = [
            _sign_in(session, who) for who in (here.steering, here.facilitator, here.rapporteur)
        ]
        keys = [row.id for row in rows]
    clients = [_client(engine, token) for token in tokens]
    sittings = [
        Sitting(client, engine, here, ids, sign_ins.token_digest(token), "/reviewing")
        for client, token in zip(clients, tokens, strict=True)
    ]
    with clients[0], clients[1], clients[2]:
        yield Table(*sittings, engine, *keys)


def test_everybody_reads_what_lies_before_the_group_and_only_members_have_a_list(
    table: Table,
) -> None:
    for who in (table.sara, table.fadi, table.rosa):
        told = table.all(who)
        assert [each["place"] for each in told["encouragements"]] == [1, 2]
        assert told["edition"]["rule"][0].startswith("The steering group has 2 members")
        assert told["edition"]["silence"] == ""
    assert table.mine() == {"consent": [table.first, table.second], "contested": [], "spoken": []}
    assert (table.all(table.fadi)["mine"], table.all(table.rosa)["mine"]) == ([], [])
    one = table.one(table.first)
    assert (one["by"], one["notSpoken"], one["favour"]) == ("Fadi", ["Sara", "Sven"], 0)
    assert one["at"].endswith(("CET", "CEST"))


def test_all_that_nobody_contests_is_agreed_to_in_one_act_each_on_its_own_wording(
    table: Table,
) -> None:
    wordings = [table.one(key)["wordingId"] for key in (table.first, table.second)]
    said = table.does(table.sara, {"do": "agree_to_all", "wordings": wordings})
    assert "agreed to 2" in said.lower()
    with reading(table.engine) as session:
        found = session.exec(select(Review.wording_id, Review.verdict)).all()
    assert sorted(found) == [(each, Verdict.AGREE) for each in sorted(wordings)]
    assert table.mine()["spoken"] == [table.first, table.second]


def test_what_somebody_objected_to_meanwhile_is_not_agreed_to_with_the_others(table: Table) -> None:
    wordings = [table.one(key)["wordingId"] for key in (table.first, table.second)]
    with transaction(table.engine) as session:
        row = session.get_one(Encouragement, table.second)
        speak(session, table.sara.here.second, row, Verdict.OBJECT, "too vague")
    said = table.refused(table.sara, {"do": "agree_to_all", "wordings": wordings})
    assert "do the thing number 2" in said
    assert [who for who, _, _ in table.spoken()] == ["Sven"]
    assert table.mine()["contested"] == [table.second]


def test_an_objection_needs_a_reason_says_what_would_settle_it_and_on_what_it_stands(
    table: Table,
) -> None:
    key, against = table.first, table.sara.ids[0]
    assert "give the reason" in table.refused(table.sara, table.say(key, "object", reason=" "))
    more = {"reason": "Too vague", "would_settle": "Name the year", "reservation": against}
    assert "no reservation" in table.refused(table.sara, table.say(key, "object", **more))
    with transaction(table.engine) as session:
        evidence.cite(
            session,
            table.sara.here.facilitator,
            encouragement_id=key,
            statement_ids=[against],
            support=Support.RESERVATION,
        )
    table.does(table.sara, table.say(key, "object", **more))
    [opinion] = table.one(key, table.fadi)["opinions"]
    told = ("who", "verdict", "reason", "wouldSettle", "reservation", "stands", "unanswered")
    assert [opinion[name] for name in told] == [
        *("Sara", "object", "Too vague", "Name the year", "A1-01", True, True)
    ]
    assert table.mine()["spoken"] == [key]


def _object(table: Table, key: int) -> dict[str, Any]:
    table.does(table.sara, table.say(key, "object", reason="Too vague"))
    [opinion] = table.one(key)["opinions"]
    return dict(opinion)


def _answer(opinion: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "do": "answer_objection",
        "review": opinion["review"],
        "answer": "accepted",
        "reason": "The year is named now.",
        "seen": opinion["answerId"],
        **more,
    }


def test_an_objection_is_answered_in_a_fixed_word_reworded_and_settled_by_its_member(
    table: Table,
) -> None:
    key = table.first
    opinion = _object(table, key)
    assert "what was done" in table.refused(table.fadi, _answer(opinion, reason=""))
    table.does(table.fadi, _answer(opinion))
    assert "answered already" in table.refused(table.fadi, _answer(opinion))
    table.reword(key, "name the year")
    assert table.mine()["contested"] == [key]
    now = table.one(key)["opinions"][0]
    assert (now["answered"], now["answer"], now["wording"]) == (
        "accepted",
        "The year is named now.",
        1,
    )
    table.does(table.sara, table.say(key, "agree", answer=now["answerId"]))
    assert (table.one(key)["contested"], table.mine()["spoken"]) == (False, [key])


def test_who_settles_has_read_the_latest_answer(table: Table) -> None:
    opinion = _object(table, table.first)
    table.does(table.fadi, _answer(opinion))
    seen = table.one(table.first)["opinions"][0]["answerId"]
    table.does(table.fadi, _answer(opinion, answer="declined", seen=seen))
    said = table.refused(table.sara, table.say(table.first, "agree", answer=seen))
    assert "A new answer was given" in said
    with reading(table.engine) as session:
        assert len(session.exec(select(Answer)).all()) == 2


def test_a_word_on_an_earlier_wording_is_refused_with_who_was_quicker(table: Table) -> None:
    stale = table.say(table.first, "agree")
    table.reword(table.first, "another thing")
    assert "Fadi reworded it" in table.refused(table.sara, stale)
    table.does(table.sara, table.say(table.first, "agree"))


def test_a_word_on_what_was_set_aside_is_said_of_nothing(table: Table) -> None:
    stale = table.say(table.second, "live_with", reason="as long as it is paid for")
    with transaction(table.engine) as session:
        encouragements.set_aside_encouragement(
            session,
            table.sara.here.facilitator,
            encouragement_id=table.second,
            because="said elsewhere",
            seen_version=session.get_one(Encouragement, table.second).version,
        )
    assert "not submitted" in table.refused(table.sara, stale)
    assert table.spoken() == []
    assert [each["id"] for each in table.all()["encouragements"]] == [table.first]


def test_an_objection_is_overruled_only_as_the_rule_lets_one_and_says_so_in_words(
    table: Table,
) -> None:
    opinion = _object(table, table.first)
    wording = table.one(table.first)["wordingId"]
    act = {
        "do": "rule_on_objection",
        "review": opinion["review"],
        "wording": wording,
        "ruling": "overruled",
        "reason": "It was heard, and two thirds want it.",
    }
    assert not table.one(table.first)["mayOverrule"]
    assert "overrules no objection" in table.one(table.first)["ruling"]
    assert "has to be settled" in table.refused(table.fadi, act)
    with transaction(table.engine) as session:
        here = table.sara.here
        set_rule(session, here, Overruling.TWO_THIRDS)
        session.get_one(type(here.edition), here.edition.id).quorum = 1
        row = session.get_one(Encouragement, table.first)
        speak(session, here.second, row, Verdict.AGREE)
    assert "two thirds" in table.refused(table.fadi, act)
    with transaction(table.engine) as session:
        row = session.get_one(Encouragement, table.first)
        speak(session, *steering(session, here, "Stan"), row, Verdict.AGREE)
    told = table.one(table.first)
    assert told["mayOverrule"]
    assert told["ruling"] == "2 in favour, 1 objects: two thirds of those who take a side would do."
    table.does(table.fadi, act)
    with reading(table.engine) as session:
        row = session.exec(select(Ruling)).one()
    assert (row.ruling, row.in_favour, row.against) == (RulingWord.OVERRULED, 2, 1)
    assert table.one(table.first)["approved"]


def test_a_proxy_speaks_for_whom_they_were_named_and_for_nobody_else(table: Table) -> None:
    here = table.sara.here
    act = table.say(table.first, "agree", member=here.second.id)
    assert "do not speak for this member" in table.refused(table.sara, act)
    with transaction(table.engine) as session:
        session.add(
            Proxy(edition_id=here.edition.id, member_id=here.steering.id, for_id=here.second.id)
        )
    mine = table.all()["mine"]
    assert [(each["name"], each["consent"]) for each in mine] == [
        ("Sara", [table.first, table.second]),
        ("Sven", [table.first, table.second]),
    ]
    table.does(table.sara, act)
    [opinion] = table.one(table.first)["opinions"]
    assert (opinion["who"], opinion["by"]) == ("Sven", "Sara")


def test_each_role_does_what_is_theirs_and_nothing_else(table: Table) -> None:
    opinion = _object(table, table.first)
    give = table.say(table.second, "agree")
    for who in (table.fadi, table.rosa):
        assert "may not review wordings" in table.refused(who, give)
    for who in (table.sara, table.rosa):
        assert "may not answer" in table.refused(who, _answer(opinion))
    assert len(table.spoken()) == 1


def test_a_stranger_reads_nothing(table: Table) -> None:
    stranger = replace(table.sara, client=_client(table.engine, "nobody"))
    assert stranger.get("rows").status_code in {401, 403}


def test_an_act_that_is_sent_again_is_done_once(table: Table) -> None:
    act = {"act": str(uuid.uuid4()), **table.say(table.first, "agree")}
    first = table.sara.send(act)["answers"]
    assert table.sara.send(act)["answers"] == first
    assert len(table.spoken()) == 1


def test_what_others_said_comes_as_what_changed(table: Table) -> None:
    count, latest = table.all()["revision"]
    assert table.sara.get("changes", count=count, latest=latest).status_code == 204
    _object(table, table.first)
    told = table.fadi.get("changes", count=count, latest=latest).json()
    assert [len(each["opinions"]) for each in told["encouragements"]] == [1, 0]


def test_other_words_are_proposed_with_the_objection_that_they_would_settle(table: Table) -> None:
    opinion = _object(table, table.first)
    one = table.one(table.first)
    words = {name: one[name] for name in ("explanation", "examples")}
    act = {"do": "amend", "wording": one["wordingId"], "heading": "do the thing by 2030", **words}
    table.does(table.sara, {**act, "review": opinion["review"]})
    assert table.one(table.first)["amendments"] == 1
    asked = {"encouragement": table.first}
    [told] = table.fadi.get("amendments", **asked).json()["amendments"]
    assert (told["review"], told["who"]) == (opinion["review"], "Sara")
    [mine] = table.sara.get("amendments", **asked).json()["amendments"]
    table.does(
        table.sara, {"do": "withdraw_amendments", "amendments": [[mine["id"], mine["version"]]]}
    )
    [gone] = table.sara.get("amendments", **asked).json()["amendments"]
    assert gone["outcome"] == "withdrawn"


def test_what_stands_in_the_margin_of_a_word_file_is_told_where_it_belongs(table: Table) -> None:
    before = table.one(table.first)["amended"]
    with transaction(table.engine) as session:
        here, about = table.sara.here.edition.id, {"member_id": table.sara.here.facilitator.id}
        sent = SentDraft(edition_id=here, number=1, sha256="a", **about)
        session.add(sent)
        session.flush()
        came = ReturnedDraft(edition_id=here, sent_id=sent.id, name="x.docx", sha256="b", **about)
        session.add(came)
        session.flush()
        wording = table.one(table.first)["wordingId"]
        on = {"encouragement_id": table.first, "wording_id": wording, "text": "<b>Who?</b>"}
        note = MarginNote(edition_id=here, returned_id=came.id, kind=MarginKind.COMMENT, **on)
        session.add(note)
    now = table.one(table.first)
    assert (before, now["amendments"]) == ("", 0)
    assert now["amended"] != before
    told = table.sara.get("amendments", encouragement=table.first).json()
    assert [each["text"] for each in told["margins"]] == ["<b>Who?</b>"]
    assert table.one(table.second)["amended"] == ""
