"""The document built from what stands: groups, method, organisations, rooms, comments."""

from typing import Any

import pytest
from sqlmodel import Session

from hrgl.core.columns import now
from hrgl.core.enums import Attribution, CommentAnswer, CommentKind, Support
from hrgl.core.models import Comment, Encouragement
from hrgl.core.zones import DEFAULT_ZONE, in_zone
from hrgl.encouragements import evidence, groups, wordings
from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import Document, DocumentPart
from hrgl.formats.writers.frozen import canonical, parse, sha256
from hrgl.formats.writers.layout import laid_out
from hrgl.notes import leaving_out, notes
from hrgl.outcome import outcome
from hrgl.outcome.form import set_form
from tests.builders import World, approved, statement_ids, submitted, wording_id, world


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def ids(session: Session, here: World) -> list[int]:
    return statement_ids(session, here)


def _draft(session: Session, here: World) -> Document:
    session.flush()
    return outcome.draft_document(session, edition_id=here.edition.id)


def _text(document: Document) -> str:
    return "\n".join(
        getattr(block, "text", "") or str(getattr(block, "rows", ""))
        for block in laid_out(document, Extent.FULL)
    )


def _comment(session: Session, row: Encouragement, **told: Any) -> Comment:
    usual: dict[str, Any] = {
        "encouragement_id": row.id,
        "wording_id": wording_id(session, row),
        "kind": CommentKind.COMMENT,
        "text": "Name the elders",
        "receipt_sha256": "1" * 64,
        "sender_sha256": "2" * 64,
        "form_sha256": sha256(str(told)),
    }
    made = Comment(**{**usual, **told})
    session.add(made)
    session.flush()
    return made


def test_a_group_stands_above_its_place_and_above_the_next_where_that_is_empty(
    session: Session, here: World, ids: list[int]
) -> None:
    here.edition.places = 4
    submitted(session, here, ids[:1], place=2)
    submitted(session, here, ids[1:2], place=4)
    groups.head_group(session, here.facilitator, place=1, heading="Begin at home")
    groups.head_group(session, here.facilitator, place=4, heading="And go on")
    first, second = _draft(session, here).sections
    assert (first.group, second.group) == ("Begin at home", "And go on")


def test_the_method_counts_every_statement_once_and_says_by_which_rule_was_agreed(
    session: Session, here: World, ids: list[int]
) -> None:
    approved(session, here, ids[:2])
    approved(session, here, ids[2:3], place=2)
    candidate = wordings.word(session, here.facilitator, heading="find no place")
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=candidate.id,
        statement_ids=[ids[3]],
        support=Support.SUPPORTS,
    )
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=[ids[4]], because="off topic"
    )
    leaving_out.withdraw_statement(
        session, here.rapporteur, statement_id=ids[5], because="asked to", seen_version=1
    )
    session.flush()
    seen = {"seen_version": 0, "method": "The rooms met\nonline."}
    set_form(session, here.organiser, **seen)
    method = _draft(session, here).method
    assert method[:2] == (
        "5 statements were noted in 1 workshop.",
        "Of these, 3 are cited in an encouragement, 1 was set aside with a reason and 1 stands in "
        "no theme.",
    )
    today = in_zone(now(), DEFAULT_ZONE).date()
    assert method[2] == (
        "The steering group approved every encouragement; the last opinion was given on "
        f"{today.day} {today:%B %Y}."
    )
    assert method[3].startswith("The steering group has 2 members. A wording is approved when")
    assert "Silence is never taken for consent." in method[3]
    assert method[4:] == ("The rooms met", "online.")


def test_nothing_is_counted_where_nothing_was_said_and_no_nought_is_printed(
    session: Session, here: World
) -> None:
    document = _draft(session, here)
    assert document.method == ()
    statement_ids(session, here)
    printed = _text(_draft(session, here))
    assert "0 actor types" not in printed
    assert "0 regions" not in printed
    assert "people are known" not in printed


def test_people_are_counted_only_where_they_are_no_small_group(
    session: Session, here: World
) -> None:
    here.edition.attribution = Attribution.ORGANISATION
    for at in range(3):
        about = notes.About(
            speaker=f"Person {at}", organisation=f"City {at}", attribution=Attribution.ORGANISATION
        )
        notes.add_note(
            session, here.rapporteur, workshop_id=here.workshop.id, text=f"* Say {at}", about=about
        )
        people = [each for each in _draft(session, here).method if "people" in each]
        assert people == (["At least 3 people are known to have spoken."] if at == 2 else [])


@pytest.mark.parametrize(
    ("level", "rule", "named"),
    [
        (Attribution.ORGANISATION, Attribution.ORGANISATION, ("City of Wisteria",)),
        (Attribution.ORGANISATION, Attribution.GROUP, ()),
        (Attribution.GROUP, Attribution.ORGANISATION, ()),
        (Attribution.NONE, Attribution.NAMED, ()),
        # shown by their name, and by nothing else
        (Attribution.NAMED, Attribution.NAMED, ()),
    ],
)
def test_only_an_organisation_that_is_shown_by_itself_is_listed(
    session: Session, here: World, level: Attribution, rule: Attribution, named: tuple[str, ...]
) -> None:
    here.edition.attribution = rule
    about = notes.About(speaker="Zoë Q", organisation="City of Wisteria", attribution=level)
    notes.add_note(
        session, here.rapporteur, workshop_id=here.workshop.id, text="* Say it", about=about
    )
    document = _draft(session, here)
    assert document.organisations == named
    assert ("Wisteria" in _text(document)) is bool(named)


def test_the_key_names_the_rooms_that_references_begin_with(
    session: Session, here: World, ids: list[int]
) -> None:
    approved(session, here, ids[:1])
    assert _draft(session, here).workshops == (("A1", "Room"),)


def test_comments_are_printed_with_their_answers_and_nothing_of_who_sent_them(
    session: Session, here: World, ids: list[int]
) -> None:
    row = submitted(session, here, ids[:2])
    done = {
        "answer": CommentAnswer.IN_PART,
        "reason": "See {A1-01}",
        "taken_up_in_id": wording_id(session, row),
        "member_id": here.facilitator.id,
        "answered_at": now(),
        "workshop_id": here.workshop.id,
    }
    _comment(session, row, **done)
    _comment(session, row, text="Waits")
    _comment(session, row, text="Taken back", withdrawn=True)
    _comment(session, row, text="We shall do it", kind=CommentKind.PROPOSAL)
    _comment(session, row, text="", kind=CommentKind.SUPPORTS)
    document = _draft(session, here)
    [shown] = document.comments
    assert (shown.about, shown.said, shown.answer, shown.reason) == (
        "Encouragement 1",
        "Name the elders",
        "taken up in part",
        "See (A1-01)",
    )
    frozen = canonical(document)
    assert not any(word in frozen for word in ("Waits", "Taken back", "We shall", "Fadi", "1" * 64))
    assert "2 comments came from the participants’ round, and 1 of them was answered." in (
        document.method
    )


def test_what_is_drafted_reads_the_same_after_it_was_frozen(
    session: Session, here: World, ids: list[int]
) -> None:
    submitted(session, here, ids[:2])
    groups.head_group(session, here.facilitator, place=1, heading="Begin")
    set_form(
        session, here.organiser, seen_version=0, preamble=["We,^[All.]"], co_organisers=["A", "B"]
    )
    document = _draft(session, here)
    assert parse(canonical(document)) == document
    assert document.form.prints(DocumentPart.EVIDENCE)
    assert "in cooperation with A · B" in _text(document)
