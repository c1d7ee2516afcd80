"""The Conference: proposals for local implementation, what is put before it, and its minutes."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from sqlmodel import Session

from hrgl.core.enums import AdoptionMode, CommentKind, DocumentMark
from hrgl.core.models import Encouragement
from hrgl.encouragements.commenting import commenting, comments, reacting
from hrgl.encouragements.commenting.comments import CommentState, waiting_comments
from hrgl.encouragements.commenting.disposition_of_comments import disposition_of_comments
from hrgl.encouragements.commenting.drafts_shown import drafts_shown
from hrgl.errors import NotFound, NotNow
from hrgl.formats.writers.conference_minutes import write_conference_minutes
from hrgl.outcome.adopting import record_adoption
from hrgl.outcome.conference import (
    LocalProposal,
    before_conference,
    proposals_by_place,
    standing_now,
    to_adopt,
)
from hrgl.outcome.conference_minutes import minutes_of_conference
from hrgl.outcome.marking import mark_number
from tests.builders import World, approved, statement_ids, world
from tests.commenting import say, saying, set_round, shown
from tests.publishing import publish_as_read


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def rows(session: Session, here: World) -> list[Encouragement]:
    """Two encouragements, published, with a round open to everybody."""
    ids = statement_ids(session, here)
    made = [approved(session, here, ids[:2]), approved(session, here, ids[2:4], place=2)]
    publish_as_read(session, here.organiser)
    set_round(session, here)
    return made


def _propose(
    session: Session, here: World, row: Encouragement, text: str, sender: str = "s"
) -> tuple[object, str]:
    return say(session, here, row, text, CommentKind.PROPOSAL, sender=f"{sender:-<20}")


def _adopt(session: Session, here: World) -> None:
    found = to_adopt(session, edition_id=here.edition.id)
    assert found is not None
    record_adoption(
        session,
        here.organiser,
        number=found.number,
        adopted_by="the Conference",
        mode=AdoptionMode.ADOPTED,
        adopted_on=date(2023, 2, 8),
        place="Graz",
        as_what="a guideline for local governments",
        seen=found.seen,
    )


def test_what_is_published_is_shown_and_a_proposal_needs_no_answer(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    read = drafts_shown(session, link=shown(session, here))
    assert [(each.place, each.heading) for each in read] == [
        (1, "do the thing number 1"),
        (2, "do the thing number 2"),
    ]
    _propose(session, here, rows[0], "With the schools")
    [about] = comments.of(session, edition_id=here.edition.id)
    assert [each.state for each in about.comments] == [CommentState.COLLECTED]
    assert about.waiting == ()
    assert waiting_comments(session, edition_id=here.edition.id) == {}
    [row] = disposition_of_comments([about]).rows
    assert row[1:7] == [
        "1 do the thing number 1",
        "wording 1",
        "proposal for local implementation",
        "With the schools",
        "",
        "collected for the Conference",
    ]


def test_proposals_stand_with_their_places_but_those_taken_back(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    _propose(session, here, rows[1], "With the libraries", "a")
    _propose(session, here, rows[0], "With the schools", "b")
    gone, receipt = _propose(session, here, rows[0], "With nobody", "c")
    reacting.withdraw_comment(
        session,
        reacting.sender_of(session, receipt=receipt, comment_id=gone.id),  # type: ignore[attr-defined]
        receipt=receipt,
        comment_id=gone.id,  # type: ignore[attr-defined]
    )
    found = before_conference(session, edition_id=here.edition.id)
    assert found.document.number == 1
    assert found.proposals == {
        1: (LocalProposal("With the schools", ""),),
        2: (LocalProposal("With the libraries", ""),),
    }
    assert found.proposed == 2
    there = world(session, code="2032")
    assert proposals_by_place(session, edition_id=there.edition.id) == {}


def test_a_flood_of_proposals_is_told_once_and_counted_in_full(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    for at in range(5):
        _propose(session, here, rows[0], f"Vote for me {at}", f"{at}")
    _propose(session, here, rows[0], "With the schools", "z")
    found = before_conference(session, edition_id=here.edition.id)
    assert found.proposals[1] == (
        LocalProposal("Vote for me 0", "", 5),
        LocalProposal("With the schools", ""),
    )
    assert found.proposed == 6


def test_a_word_on_a_place_that_was_not_shown_is_refused(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    word = saying(shown(session, here), rows[0], "x y", CommentKind.PROPOSAL, wording=7)
    forged = replace(word, mark="0" * 32)
    with pytest.raises(NotFound, match="does not stand on the page"):
        commenting.say(session, commenting.speaker(session, word.shown), saying=forged)


def test_before_publication_the_draft_is_put_before_the_conference_and_nothing_can_be_adopted(
    session: Session, here: World
) -> None:
    approved(session, here, statement_ids(session, here)[:2])
    session.flush()
    assert before_conference(session, edition_id=here.edition.id).document.draft
    assert to_adopt(session, edition_id=here.edition.id) is None
    assert standing_now(session, edition_id=here.edition.id) == (0, "")
    with pytest.raises(NotNow, match="No number of the document stands"):
        minutes_of_conference(session, edition_id=here.edition.id)


def test_a_withdrawn_number_is_put_before_nobody_and_the_drafts_are_shown_again(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    mark_number(
        session, here.organiser, number=1, mark=DocumentMark.WITHDRAWN, because="The wrong text."
    )
    assert to_adopt(session, edition_id=here.edition.id) is None
    assert before_conference(session, edition_id=here.edition.id).document.draft
    with pytest.raises(NotNow, match="collected once the document is published"):
        _propose(session, here, rows[0], "With the schools")


def test_who_agreed_and_by_which_rule_stands_with_what_is_to_be_adopted(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    assert rows
    found = to_adopt(session, edition_id=here.edition.id)
    assert found is not None
    assert (found.number, found.encouragements, found.adoption) == (1, 2, "")
    assert found.consent[0] == (
        "To each wording 2 of the steering group agreed, or can live with it."
    )
    assert found.consent[1].startswith("The steering group has 2 members.")
    _adopt(session, here)
    number, adoption = standing_now(session, edition_id=here.edition.id)
    assert (number, adoption) == (
        1,
        "Adopted by the Conference in Graz on 8 February 2023, as a guideline for local "
        "governments.",
    )


def test_the_minutes_hold_what_was_presented_proposed_and_adopted_and_no_name_of_a_participant(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    _propose(session, here, rows[1], "With the libraries <b>", "a")
    _adopt(session, here)
    minutes = minutes_of_conference(session, edition_id=here.edition.id)
    assert (minutes.where, minutes.when) == ("Graz", "8 February 2023")
    made = write_conference_minutes(minutes)
    assert made == write_conference_minutes(minutes)
    word = docx.Document(BytesIO(made))
    told = [paragraph.text for paragraph in word.paragraphs]
    headings = [p.text for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        "What was presented",
        "Adoption",
        "Proposals for local implementation",
        "2  We encourage local governments to do the thing number 2.",
    ]
    assert "With the libraries <b>" in told
    assert any(line.startswith("SHA-256 ") for line in told)
    assert any(line.startswith("Adopted by the Conference in Graz") for line in told)
    assert any(line.startswith("Noted by Olga on ") for line in told)


def test_minutes_without_any_proposal_and_before_adoption_say_so(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    assert rows
    made = write_conference_minutes(minutes_of_conference(session, edition_id=here.edition.id))
    told = [paragraph.text for paragraph in docx.Document(BytesIO(made)).paragraphs]
    assert "It has not been adopted." in told
    assert "Nobody proposed how to put it into practice." in told
