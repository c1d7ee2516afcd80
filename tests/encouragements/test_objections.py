"""An objection is a contract: what it needs, what is answered, what becomes of it by the rule."""

import pytest
from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.enums import ObjectionAnswer, Overruling, RulingWord, Support, Verdict
from hrgl.core.models import Encouragement, Proxy
from hrgl.encouragements import evidence
from hrgl.encouragements.consenting import objections, reviews
from hrgl.encouragements.consenting.waiting import what_waits
from hrgl.errors import NotAllowed, NotFound, NotNow, NotValid, OutOfDate
from hrgl.operations.sentences import sentence
from tests.builders import World, approved, statement_ids, submitted, wording_id, world
from tests.consenting import answer_to, reword, rule, set_rule, speak, stands, steering
from tests.publishing import publish_as_read


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    return submitted(session, here, statement_ids(session, here)[:2])


def _said(session: Session, here: World) -> str:
    return sentence(audit.history(session, edition_id=here.edition.id, limit=1)[0])


def test_an_objection_says_what_would_settle_it(
    session: Session, here: World, row: Encouragement
) -> None:
    speak(session, here.steering, row, Verdict.OBJECT, "Too dear.", would_settle=" Name a sum. ")
    [mine] = stands(session, here, row).objections
    assert (mine.reason, mine.would_settle) == ("Too dear.", "Name a sum.")
    with pytest.raises(NotValid, match="at most 2000") as refused:
        speak(session, here.second, row, Verdict.OBJECT, "No.", would_settle="x" * 2001)
    assert refused.value.field == "would_settle"


def test_what_would_settle_it_is_kept_of_no_one_who_agrees_or_abstains(
    session: Session, here: World, row: Encouragement
) -> None:
    given = speak(session, here.steering, row, Verdict.AGREE, would_settle="Name a sum.")
    assert given.would_settle == ""
    given = speak(session, here.second, row, Verdict.ABSTAIN, "I was not there.", would_settle="x")
    assert (given.would_settle, given.reason) == ("", "I was not there.")


def test_an_objection_stands_on_a_reservation_that_is_cited_here_and_on_no_other_statement(
    session: Session, here: World
) -> None:
    ids = statement_ids(session, here)
    row = submitted(session, here, ids[:2])
    cite = {"encouragement_id": row.id, "support": Support.RESERVATION}
    evidence.cite(session, here.facilitator, statement_ids=[ids[2]], **cite)
    for no_reservation in (ids[0], ids[3]):
        with pytest.raises(NotValid, match="no reservation that is cited here"):
            speak(session, here.steering, row, Verdict.OBJECT, "No.", reservation_id=no_reservation)
    given = speak(session, here.steering, row, Verdict.OBJECT, "No.", reservation_id=ids[2])
    assert given.reservation_id == ids[2]


def test_that_settles_it_is_a_word_on_the_new_wording_and_on_the_answer_that_was_read(
    session: Session, here: World, row: Encouragement
) -> None:
    objection = speak(session, here.steering, row, Verdict.OBJECT, "Too dear.")
    assert what_waits(session, edition_id=here.edition.id, member_id=here.steering.id).all == ()
    reword(session, here, row, "do it cheaply")
    first = answer_to(session, here, objection, "It is cheaper.")
    later = answer_to(session, here, objection, "It is half the price.", seen_answer_id=first)
    assert not stands(session, here, row).approved
    with pytest.raises(OutOfDate, match="new answer was given"):
        speak(session, here.steering, row, Verdict.AGREE, seen_answer_id=first)
    speak(session, here.steering, row, Verdict.AGREE, seen_answer_id=later)
    speak(session, here.second, row, Verdict.AGREE)
    now = stands(session, here, row)
    assert (now.standing, now.approved, now.contested) == ((), True, False)


def test_it_does_not_is_an_objection_to_the_new_wording_that_wants_its_own_answer(
    session: Session, here: World, row: Encouragement
) -> None:
    objection = speak(session, here.steering, row, Verdict.OBJECT, "Too dear.")
    reword(session, here, row, "do it cheaply")
    answer_to(session, here, objection)
    assert stands(session, here, row).unanswered == ()
    speak(session, here.steering, row, Verdict.OBJECT, "Still too dear.")
    assert [o.reason for o in stands(session, here, row).unanswered] == ["Still too dear."]


def test_an_answered_objection_waits_for_its_member_again(
    session: Session, here: World, row: Encouragement
) -> None:
    objection = speak(session, here.steering, row, Verdict.OBJECT, "Too dear.")
    mine = {"edition_id": here.edition.id, "member_id": here.steering.id}
    assert [view.id for view in what_waits(session, **mine).spoken] == [row.id]
    answer_to(session, here, objection)
    assert [view.id for view in what_waits(session, **mine).contested] == [row.id]


def test_an_answer_is_given_again_only_on_top_of_the_one_that_was_seen(
    session: Session, here: World, row: Encouragement
) -> None:
    objection = speak(session, here.steering, row, Verdict.OBJECT, "Too dear.")
    answer_to(session, here, objection)
    with pytest.raises(NotNow, match="answered already"):
        answer_to(session, here, objection, "Another.")
    with pytest.raises(NotNow, match="answered already"):
        answer_to(session, here, objection, "Another.", seen_answer_id=4711)


def test_a_condition_is_answered_and_keeps_nothing_from_being_approved(
    session: Session, here: World, row: Encouragement
) -> None:
    plain = speak(session, here.second, row, Verdict.LIVE_WITH, "It is long.")
    with pytest.raises(NotValid, match="Only objections and conditions"):
        answer_to(session, here, plain)
    given = speak(session, here.steering, row, Verdict.LIVE_WITH, would_settle="if it is short")
    now = stands(session, here, row)
    assert now.approved
    assert [o.would_settle for o in now.unanswered] == ["if it is short"]
    answer_to(session, here, given)
    assert stands(session, here, row).unanswered == ()
    assert _said(session, here).startswith("Fadi answered Sara’s condition to wording 1 of place 1")


def test_who_abstains_takes_no_side_and_is_not_asked_again(
    session: Session, here: World, row: Encouragement
) -> None:
    speak(session, here.steering, row, Verdict.ABSTAIN)
    now = stands(session, here, row)
    assert (now.in_favour, now.standing, now.approved) == (0, (), False)
    mine = what_waits(session, edition_id=here.edition.id, member_id=here.steering.id)
    assert mine.all == ()
    assert _said(session, here) == "Sara abstained on wording 1 of place 1 “do the thing number 1”"


def test_an_objection_is_overruled_only_where_the_rule_lets_one_and_says_so(
    session: Session, here: World, row: Encouragement
) -> None:
    objection = speak(session, here.steering, row, Verdict.OBJECT, "Too dear.")
    speak(session, here.second, row, Verdict.AGREE)
    with pytest.raises(NotNow, match="no objection is overruled: it has to be settled"):
        rule(session, here, row, objection, RulingWord.OVERRULED)
    set_rule(session, here, Overruling.TWO_THIRDS)
    with pytest.raises(NotNow, match="1 are in favour and 1 object, and the rule wants two thirds"):
        rule(session, here, row, objection, RulingWord.OVERRULED)
    [third] = steering(session, here, "Tara")
    speak(session, third, row, Verdict.LIVE_WITH)
    rule(session, here, row, objection, RulingWord.OVERRULED)
    now = stands(session, here, row)
    assert (now.objections, [o.who for o in now.overruled], now.approved) == ((), ["Sara"], True)
    assert _said(session, here) == (
        "Fadi overruled Sara’s objection to wording 1 of place 1 “do the thing number 1”, "
        "with 2 in favour and 1 against"
    )
    with pytest.raises(NotNow, match="overruled already"):
        rule(session, here, row, objection, RulingWord.OVERRULED)


def test_a_ruling_falls_with_its_majority_and_with_its_wording(
    session: Session, here: World, row: Encouragement
) -> None:
    set_rule(session, here, Overruling.TWO_THIRDS)
    objection = speak(session, here.steering, row, Verdict.OBJECT, "Too dear.")
    third, fourth = steering(session, here, "Tara", "Umar")
    for member in (here.second, third, fourth):
        speak(session, member, row, Verdict.AGREE)
    rule(session, here, row, objection, RulingWord.OVERRULED)
    assert stands(session, here, row).approved
    speak(session, fourth, row, Verdict.OBJECT, "I have thought again.")
    now = stands(session, here, row)
    assert (len(now.objections), now.overruled, now.approved) == (2, (), False)
    speak(session, fourth, row, Verdict.AGREE)
    assert stands(session, here, row).approved
    reword(session, here, row, "do it otherwise")
    for member in (here.second, third, fourth):
        speak(session, member, row, Verdict.AGREE)
    now = stands(session, here, row)
    assert ([o.who for o in now.objections], now.approved) == (["Sara"], False)


def test_an_upheld_objection_keeps_the_wording_from_being_approved(
    session: Session, here: World, row: Encouragement
) -> None:
    set_rule(session, here, Overruling.MORE_THAN_HALF)
    objection = speak(session, here.steering, row, Verdict.OBJECT, "Too dear.")
    for member in (here.second, *steering(session, here, "Tara", "Umar")):
        speak(session, member, row, Verdict.AGREE)
    rule(session, here, row, objection, RulingWord.UPHELD)
    now = stands(session, here, row)
    assert ([o.ruling for o in now.objections], now.approved) == ([RulingWord.UPHELD], False)
    rule(session, here, row, objection, RulingWord.OVERRULED)
    assert stands(session, here, row).approved


def test_a_ruling_needs_a_reason_the_wording_that_stands_and_an_objection_that_stands(
    session: Session, here: World, row: Encouragement
) -> None:
    objection = speak(session, here.steering, row, Verdict.OBJECT, "Too dear.")
    seen = {"review_id": objection.id, "ruling": RulingWord.UPHELD}
    now, earlier = {"reason": "So.", **seen}, wording_id(session, row)
    with pytest.raises(NotValid, match="say why"):
        objections.rule_on_objection(
            session, here.facilitator, wording_id=earlier, reason=" ", **seen
        )
    there = world(session, code="2032")
    with pytest.raises(NotFound):
        objections.rule_on_objection(session, there.facilitator, wording_id=earlier, **now)
    reword(session, here, row, "do it cheaply")
    with pytest.raises(OutOfDate, match="reworded it"):
        objections.rule_on_objection(session, here.facilitator, wording_id=earlier, **now)
    speak(session, here.steering, row, Verdict.AGREE)
    with pytest.raises(OutOfDate, match="does not stand any more"):
        rule(session, here, row, objection, RulingWord.UPHELD)


def test_what_nobody_contests_is_agreed_to_at_once_each_on_its_own_wording(
    session: Session, here: World
) -> None:
    ids = statement_ids(session, here)
    rows = [submitted(session, here, ids[n : n + 2], place=1 + n // 2) for n in (0, 2)]
    seen = [wording_id(session, row) for row in rows]
    reviews.agree_to_all(session, here.steering, wording_ids=seen)
    reviews.agree_to_all(session, here.second, wording_ids=seen)
    for row, wording in zip(rows, seen, strict=True):
        now = stands(session, here, row)
        assert now.approved
        assert {o.wording for o in now.opinions} == {1}
        assert now.wording_id == wording
    assert _said(session, here) == (
        "Sven agreed to 2 wordings that nobody contested: places 1 and 2"
    )


def test_a_list_with_one_reworded_or_contested_meanwhile_is_refused_as_a_whole(
    session: Session, here: World
) -> None:
    ids = statement_ids(session, here)
    rows = [submitted(session, here, ids[n : n + 2], place=1 + n // 2) for n in (0, 2)]
    seen = [wording_id(session, row) for row in rows]
    speak(session, here.second, rows[1], Verdict.OBJECT, "No.")
    with pytest.raises(OutOfDate, match=r"objected to “do the thing number 2” since you looked"):
        reviews.agree_to_all(session, here.steering, wording_ids=seen)
    reword(session, here, rows[1], "do it otherwise")
    with pytest.raises(OutOfDate, match="Fadi reworded it"):
        reviews.agree_to_all(session, here.steering, wording_ids=seen)
    with pytest.raises(NotValid, match="Nothing waits"):
        reviews.agree_to_all(session, here.steering, wording_ids=[])


def test_contested_ones_come_after_the_list_easiest_first(session: Session) -> None:
    here = world(session, places=3)
    ids = statement_ids(session, here)
    hard = submitted(session, here, ids[:2], place=1)
    [third] = steering(session, here, "Tara")
    for member in (here.second, here.steering):
        speak(session, member, hard, Verdict.OBJECT, "No.")
    open_one = submitted(session, here, ids[2:3], place=2)
    easy = submitted(session, here, ids[3:4], place=3)
    answered = speak(session, here.second, easy, Verdict.OBJECT, "No.")
    answer_to(session, here, answered)
    mine = what_waits(session, edition_id=here.edition.id, member_id=third.id)
    assert [view.id for view in mine.consent_list] == [open_one.id]
    assert [view.id for view in mine.contested] == [easy.id, hard.id]
    assert [view.id for view in mine.all] == [open_one.id, easy.id, hard.id]


def test_a_proxy_speaks_for_whom_they_were_named_for_and_for_nobody_else(
    session: Session, here: World, row: Encouragement
) -> None:
    absent = {"for_member_id": here.second.id}
    with pytest.raises(NotAllowed, match="do not speak for this member"):
        speak(session, here.steering, row, Verdict.AGREE, **absent)
    named = {"member_id": here.steering.id, "for_id": here.second.id}
    session.add(Proxy(edition_id=here.edition.id, **named))
    session.flush()
    speak(session, here.steering, row, Verdict.AGREE, **absent)
    speak(session, here.steering, row, Verdict.AGREE)
    now = stands(session, here, row)
    assert {(o.who, o.by) for o in now.opinions} == {("Sven", "Sara"), ("Sara", "")}
    assert now.approved
    here.second.active = False
    session.flush()
    with pytest.raises(NotAllowed):
        speak(session, here.steering, row, Verdict.ABSTAIN, **absent)


def test_nothing_is_ruled_on_after_publication(session: Session) -> None:
    here = world(session, places=1)
    row = approved(session, here, statement_ids(session, here))
    publish_as_read(session, here.organiser)
    with pytest.raises(NotNow, match="has been published"):
        objections.rule_on_objection(
            session,
            here.facilitator,
            review_id=stands(session, here, row).opinions[0].review_id,
            wording_id=wording_id(session, row),
            ruling=RulingWord.UPHELD,
            reason="x",
        )


def test_answers_are_one_of_three_words_and_are_told(
    session: Session, here: World, row: Encouragement
) -> None:
    objection = speak(session, here.steering, row, Verdict.OBJECT, "Too dear.")
    objections.answer_objection(
        session,
        here.facilitator,
        review_id=objection.id,
        answer=ObjectionAnswer.IN_PART,
        reason="A little.",
    )
    assert _said(session, here).endswith(": in part")
