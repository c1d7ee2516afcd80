"""What the page asks besides: what supports a sentence, what checks and participants say."""

from hrgl.core.database import transaction
from hrgl.core.models import Encouragement
from hrgl.encouragements import wordings
from hrgl.formats.writers.document import Section
from hrgl.people import sign_ins
from tests.commenting import say, set_round
from tests.public_numbers import put_there, small_document
from tests.web.test_desk import Sitting, _client, _sign_in
from tests.web.test_wording import _all, _done, _on, _word, at_page

__all__ = ["at_page"]


def test_what_supports_a_sentence_comes_with_the_most_supporting_first(at_page: Sitting) -> None:
    wanted = _all(at_page)["rows"][1]
    told = at_page.client.get(
        "/wording/support", params={"edition": at_page.here.edition.id, "text": wanted[6]}
    ).json()
    assert told["ids"][0] == wanted[0]
    assert "words alone" in told["note"]
    assert at_page.get("support").json()["ids"] == []


def test_what_the_checks_say_is_told_of_each_and_of_all(at_page: Sitting) -> None:
    key = _word(at_page)
    told = at_page.get("checks").json()
    [[of, found]] = told["of"]
    assert of == key
    assert any("explanation" in sentence for sentence, _ in found)
    assert any("Money" in sentence for sentence, _ in told["edition"])
    assert 0 < told["passed"] < told["checks"]


def test_a_reference_that_is_named_and_not_cited_is_told_with_the_finding(at_page: Sitting) -> None:
    key = _word(at_page)
    words = {"heading": "publish budgets", "explanation": "As said in {A1-03}.", "examples": ""}
    _done(at_page, _on(at_page, key, "reword", **words))
    [[_, found]] = at_page.get("checks").json()["of"]
    assert ["A1-03"] in [refs for _, refs in found]


def test_comments_stand_beside_the_wording_and_are_answered_there(at_page: Sitting) -> None:
    key = _word(at_page)
    with transaction(at_page.engine) as session:
        row = session.get_one(Encouragement, key)
        set_round(session, at_page.here)
        say(session, at_page.here, row, "The elders are missing")
    assert [each["waiting"] for each in _all(at_page)["encouragements"]] == [1]
    [comment] = at_page.get("comments", encouragement=key).json()["comments"]
    assert (comment["text"], comment["state"]) == ("The elders are missing", "waiting")
    act = {"do": "answer_comments", "comments": [[comment["id"], comment["version"]]]}
    [refused] = at_page.send({**act, "answer": "not_taken_up"})["answers"]
    assert not refused["ok"]
    _done(at_page, {**act, "answer": "not_taken_up", "reason": "They stand in another one."})
    [comment] = at_page.get("comments", encouragement=key).json()["comments"]
    assert (comment["state"], comment["what"]) == ("answered", "not taken up")
    assert comment["reason"] == "They stand in another one."


def test_what_earlier_editions_published_near_it_is_told_in_their_words(at_page: Sitting) -> None:
    key = _word(at_page)
    with transaction(at_page.engine) as session:
        one = session.get_one(Encouragement, key)
        heading = wordings.wordings(session, encouragement_id=one.id)[0].heading
        sections = (Section(4, heading, "", "", "", ()),)
        series = at_page.here.edition.series
        put_there(session, small_document("2021", sections=sections, series=series))
    told = at_page.get("before", encouragement=key).json()
    assert told["compared"]
    assert told["before"] == [["2021", 4, heading]]
    assert "words alone" in told["note"]


def test_who_may_not_word_is_told_none_of_it(at_page: Sitting) -> None:
    with transaction(at_page.engine) as session:
        token = _sign_in(session, at_page.here.steering)
    with _client(at_page.engine, token) as client:
        other = Sitting(
            client, at_page.engine, at_page.here, [], sign_ins.token_digest(token), "/wording"
        )
        assert {other.get(what).status_code for what in ("checks", "support")} == {403}
