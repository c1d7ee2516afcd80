"""Amendments: proposed on the words that stand, colliding, taken into the next wording."""

from time import perf_counter

import pytest
from sqlmodel import Session, select

from hrgl.core.enums import AmendmentOutcome, Verdict, WordingField
from hrgl.core.models import Amendment, Encouragement
from hrgl.encouragements import views
from hrgl.encouragements.amending import proposing
from hrgl.encouragements.amending.amendments import amendments_held
from hrgl.encouragements.consenting import reviews
from hrgl.encouragements.guards import current_wording
from hrgl.encouragements.texts import WordingText, text_of
from hrgl.errors import NotAllowed, NotNow, NotValid, OutOfDate
from hrgl.synthesis.wording.amending import OtherWords
from tests.amending import (
    EXPLANATION,
    accept,
    amendable,
    decide,
    propose,
    reads,
    recommend,
    reworded,
    seen,
    view_of,
    views_of,
)
from tests.builders import World, approved, set_aside, statement_ids, submitted, wording_id, world
from tests.publishing import publish_as_read
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    return amendable(session, here)


def test_a_proposal_is_kept_as_an_amendment_for_each_part_that_changes(
    session: Session, here: World, row: Encouragement
) -> None:
    rows = propose(
        session, here.steering, row, ("buy", "purchase"), ("Ask why", "Ask"), reason="Plainer."
    )
    found = views_of(session, row)
    assert [(v.number, v.field.value, v.before, v.after) for v in found] == [
        (1, "heading", "buy", "purchase"),
        (2, "explanation", "buy", "purchase"),
        (3, "explanation", " why", ""),
    ]
    assert {(v.who, v.reason, v.wording, v.open) for v in found} == {("Sara", "Plainer.", 2, True)}
    assert told(session)[1]["numbers"] == [1, 2, 3]
    assert told_of(session, here.steering, row)
    assert reads(session, row) == EXPLANATION
    assert [each.number for each in propose(session, here.second, row, ("why", "how"))] == [4]
    assert len(rows) == 3


def test_an_amendment_that_changes_nothing_is_refused(
    session: Session, here: World, row: Encouragement
) -> None:
    wording = current_wording(session, row)
    for text in (text_of(wording), WordingText(f"{wording.heading}. ", f" {EXPLANATION}\n")):
        with pytest.raises(NotNow, match="changes nothing"):
            proposing.propose(session, here.steering, wording_id=wording.id, text=text)
    assert views_of(session, row) == []


def test_other_words_are_proposed_to_the_wording_that_stands(
    session: Session, here: World, row: Encouragement
) -> None:
    old = wording_id(session, row, 1)
    with pytest.raises(OutOfDate, match="Fadi reworded it after you had looked") as refused:
        proposing.propose(session, here.steering, wording_id=old, text=WordingText("h", "e"))
    assert refused.value.changed_by == "Fadi"


def test_nobody_amends_what_was_set_aside_or_published(session: Session) -> None:
    here = world(session, places=1)
    row = approved(session, here, statement_ids(session, here)[:2])
    [one] = propose(session, here.steering, row, ("works", "worked"))
    publish_as_read(session, here.organiser)
    for act in (
        lambda: propose(session, here.steering, row, ("works", "fails")),
        lambda: accept(session, here, row, one),
        lambda: decide(session, here, one),
        lambda: recommend(session, here, one),
        lambda: proposing.withdraw_amendments(session, here.steering, seen=seen(one)),
    ):
        with pytest.raises(NotNow, match="has been published"):
            act()
    other = world(session, code="2032")
    aside = submitted(session, other, statement_ids(session, other)[:2])
    set_aside(session, other, aside)
    with pytest.raises(NotNow, match="set aside"):
        propose(session, other.steering, aside, ("works", "fails"))


def test_the_limits_of_a_wording_hold_for_what_is_proposed_and_for_what_is_accepted(
    session: Session, here: World, row: Encouragement
) -> None:
    wording = current_wording(session, row)
    for text, field in (
        (WordingText("h" * 201, EXPLANATION), "heading"),
        (WordingText("h", "e" * 4001), "explanation"),
        (WordingText("", "e"), "heading"),
    ):
        with pytest.raises(NotValid) as refused:
            proposing.propose(session, here.steering, wording_id=wording.id, text=text)
        assert refused.value.field == field
    with pytest.raises(NotValid, match="too long"):
        propose(session, here.steering, row, ("buy", "sell"), reason="r" * 2001)
    [first] = propose(session, here.steering, row, ("Train", "Train " + "a " * 1900))
    [second] = propose(session, here.second, row, ("why", "b " * 1900))
    with pytest.raises(NotValid, match="explanation is too long"):
        accept(session, here, row, first, second)
    longest = ("x " * 2000).strip()
    reworded(session, here, row, longest)
    [changed] = propose(session, here.steering, row, (longest, "y " * 1999 + "y"))
    assert reads(session, accept(session, here, row, changed)) == "y " * 1999 + "y"


def test_two_members_amending_the_same_words_collide_and_one_of_them_can_be_accepted(
    session: Session, here: World, row: Encouragement
) -> None:
    [one] = propose(session, here.steering, row, ("procurement staff", "all people"))
    [two] = propose(session, here.second, row, ("staff, so", "officers so"))
    [apart] = propose(session, here.second, row, ("Ask why.", "Ask."))
    assert view_of(session, one).collides_with == (two.id,)
    assert view_of(session, two).collides_with == (one.id,)
    assert view_of(session, apart).collides_with == ()
    with pytest.raises(NotNow, match="Amendments 1 and 2 change the same words"):
        accept(session, here, row, one, two)
    accept(session, here, row, one, apart)
    assert reads(session, row).startswith("Train all people, so that they buy")
    lost = view_of(session, two)
    assert (lost.place, lost.collides_with, lost.open) == (None, (), True)
    with pytest.raises(NotNow, match="amendment 2 is about have changed since"):
        accept(session, here, row, two)


def test_two_insertions_at_the_same_place_collide(
    session: Session, here: World, row: Encouragement
) -> None:
    [one] = propose(session, here.steering, row, ("they buy", "they always buy"))
    [two] = propose(session, here.second, row, ("they buy", "they only buy"))
    assert view_of(session, one).collides_with == (two.id,)


def test_what_is_accepted_makes_the_next_wording_which_says_whose_amendments_it_holds(
    session: Session, here: World, row: Encouragement
) -> None:
    reviews.give(session, here.steering, wording_id=wording_id(session, row), verdict=Verdict.AGREE)
    [one] = propose(session, here.steering, row, ("staff", "officers"))
    [two] = propose(session, here.second, row, ("Ask why", "Ask for reasons"))
    accept(session, here, row, two, one, reason="Both are clearer.")
    made = current_wording(session, row)
    assert made.explanation == EXPLANATION.replace("staff", "officers").replace(
        "Ask why", "Ask for reasons"
    )
    assert (made.number, made.why) == (3, "with amendments 1 and 2")
    held = amendments_held(session, edition_id=here.edition.id)
    assert held == {made.id: [(1, "Sara"), (2, "Sven")]}
    assert {(v.outcome, v.taken_into, v.outcome_reason) for v in views_of(session, row)} == {
        (AmendmentOutcome.ACCEPTED, 3, "Both are clearer.")
    }
    assert told(session)[1] == {
        "place": 1,
        "heading": "buy with rights in mind",
        "numbers": [1, 2],
        "wording": 3,
    }
    view = views.view_encouragement(session, edition_id=here.edition.id, encouragement_id=row.id)
    assert (view.opinions, len(view.earlier), view.approved) == ((), 1, False)


def test_one_is_accepted_with_other_words_and_both_are_kept(
    session: Session, here: World, row: Encouragement
) -> None:
    [one, two] = propose(session, here.steering, row, ("staff", "people"), ("why", "how"))
    with pytest.raises(NotValid, match="a single amendment"):
        accept(session, here, row, one, two, words="officers")
    accept(session, here, row, one, words="officers", reason="People is too wide.")
    assert "Train procurement officers," in reads(session, row)
    view = view_of(session, one)
    assert (view.outcome, view.after, view.taken_words) == (
        AmendmentOutcome.MODIFIED,
        "people",
        "officers",
    )
    accept(session, here, row, two, words="how")
    assert view_of(session, two).outcome is AmendmentOutcome.ACCEPTED


def test_one_whose_words_changed_since_is_accepted_with_the_whole_of_its_field(
    session: Session, here: World, row: Encouragement
) -> None:
    [one] = propose(session, here.steering, row, ("staff", "people"))
    reworded(session, here, row, "Train everybody. Ask why.")
    assert view_of(session, one).place is None
    with pytest.raises(NotNow, match="would read as before"):
        accept(session, here, row, one, words="Train everybody. Ask why.")
    accept(session, here, row, one, words="Train all people. Ask why.")
    assert reads(session, row) == "Train all people. Ask why."


def test_the_same_words_are_found_again_after_a_rewording(
    session: Session, here: World, row: Encouragement
) -> None:
    [one] = propose(session, here.steering, row, ("rights in mind. Ask", "rights in mind. Tell"))
    reworded(session, here, row, f"In every town: {EXPLANATION}")
    view = view_of(session, one)
    assert (view.wording, view.before) == (2, "Ask")
    accept(session, here, row, one)
    assert reads(session, row) == f"In every town: {EXPLANATION.replace('Ask', 'Tell')}"


def test_one_s_own_amendment_is_withdrawn_and_nobody_else_s(
    session: Session, here: World, row: Encouragement
) -> None:
    [one] = propose(session, here.steering, row, ("staff", "people"))
    for member in (here.second, here.facilitator):
        with pytest.raises(NotAllowed, match="Amendment 1 is not yours"):
            proposing.withdraw_amendments(session, member, seen=seen(one))
    proposing.withdraw_amendments(session, here.steering, seen=seen(one), reason="Said better.")
    view = view_of(session, one)
    assert (view.outcome, view.outcome_reason) == (AmendmentOutcome.WITHDRAWN, "Said better.")


def test_only_one_s_own_objection_or_condition_is_met_by_other_words(
    session: Session, here: World, row: Encouragement
) -> None:
    mine = reviews.give(
        session,
        here.steering,
        wording_id=wording_id(session, row),
        verdict=Verdict.OBJECT,
        reason="Staff is too narrow.",
    )
    agreed = reviews.give(
        session, here.second, wording_id=wording_id(session, row), verdict=Verdict.AGREE
    )
    [one] = propose(session, here.steering, row, ("staff", "people"), review_id=mine.id)
    assert view_of(session, one).review_id == mine.id
    for member, review in ((here.second, mine), (here.second, agreed)):
        with pytest.raises(NotValid, match="of your own"):
            propose(session, member, row, ("why", "how"), review_id=review.id)


def test_markup_and_other_scripts_are_words_like_all_others(
    session: Session, here: World, row: Encouragement
) -> None:
    hostile = "<script>alert(1)</script> שלום \u202e =1+1 𝔸"
    [one] = propose(session, here.steering, row, ("staff", hostile))
    assert (view_of(session, one).before, view_of(session, one).after) == ("staff", hostile)
    assert accept(session, here, row, one).wording == 3
    assert hostile in reads(session, row)


def test_a_place_that_is_not_in_the_wording_is_refused(
    session: Session, here: World, row: Encouragement
) -> None:
    wording = current_wording(session, row)
    for span in (OtherWords(5, 4, "x"), OtherWords(0, 9999, "x"), OtherWords(-1, 2, "x")):
        with pytest.raises(NotValid, match="not in the wording"):
            proposing.add_amendments(
                session, here.facilitator, wording, WordingField.EXPLANATION, [span]
            )
    assert session.exec(select(Amendment.id)).all() == []


def test_two_thousand_amendments_to_one_text_are_read_in_a_moment(
    session: Session, here: World, row: Encouragement
) -> None:
    wording = current_wording(session, row)
    spans = [OtherWords(at % 60, at % 60 + 2, f"w{at}") for at in range(0, 4000, 2)]
    proposing.add_amendments(session, here.facilitator, wording, WordingField.EXPLANATION, spans)
    reworded(session, here, row, f"{EXPLANATION} And listen.")
    began = perf_counter()
    found = views_of(session, row)
    assert perf_counter() - began < 5
    assert (len(found), {len(view.collides_with) for view in found}) == (2000, {65, 66})
