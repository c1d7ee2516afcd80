"""Rounds: opened and closed by facilitators, led to by doors too, of drafts, then the document."""

import pytest
from sqlmodel import Session, col, select

from hrgl.core.enums import CommentKind, DoorState, Role
from hrgl.core.models import Comment, Encouragement, Member
from hrgl.encouragements.commenting import comments
from hrgl.errors import NotNow, OutOfDate
from hrgl.notes.door import rounds
from tests.builders import World, approved, statement_ids, submitted, world
from tests.commenting import answer, react, say, set_round
from tests.publishing import publish_as_read
from tests.sending import set_door


@pytest.fixture
def here(session: Session) -> World:
    made = world(session)
    set_round(session, made)
    return made


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    return submitted(session, here, statement_ids(session, here)[:2])


def test_a_closed_round_takes_nothing_and_nothing_is_taken_after_publishing(
    session: Session, here: World, row: Encouragement
) -> None:
    [found] = [
        each for each in rounds.rounds_held(session, edition_id=here.edition.id) if each.is_open
    ]
    set_round(session, here, is_open=False, version=found.version)
    with pytest.raises(NotNow, match="The round is closed"):
        say(session, here, row)
    with pytest.raises(NotNow, match="closed already"):
        set_round(session, here, is_open=False, version=found.version + 1)
    with pytest.raises(OutOfDate, match="Fadi changed this"):
        set_round(session, here, version=found.version)
    assert comments.of(session, edition_id=here.edition.id) == []


def test_a_round_of_a_room_leads_the_way_of_its_door_and_the_one_for_all_does_too(
    session: Session,
) -> None:
    here = world(session)
    door = set_door(session, here, DoorState.CLOSED, 0)
    found = rounds.shown_by(session, code=door.code)
    assert found is not None
    assert not found.is_open
    assert found.keys == ()
    mine = set_round(session, here, of_room=True)
    found = rounds.shown_by(session, code=f" {door.code.lower()} ")
    assert found is not None
    assert found.is_open
    assert found.workshop_id == here.workshop.id
    set_round(session, here, of_room=True, is_open=False, version=mine.version)
    assert not rounds.shown_by(session, code=door.code).is_open
    everybody = set_round(session, here)
    assert rounds.shown_by(session, code=door.code).is_open
    found = rounds.shown_by(session, code=everybody.code)
    assert found is not None
    assert found.workshop_id is None
    assert found.is_open
    assert rounds.shown_by(session, code="") is None
    assert [each.code for each in rounds.rounds_held(session, edition_id=here.edition.id)] == [
        everybody.code,
        door.code,
    ]


def test_comments_are_still_answered_after_publishing_and_a_round_then_takes_proposals_only(
    session: Session,
) -> None:
    here = world(session, places=1)
    held = set_round(session, here)
    row = approved(session, here, statement_ids(session, here)[:2])
    first, receipt = say(session, here, row)
    publish_as_read(session, here.organiser)
    answer(session, here, first)
    react(session, first, receipt)
    for kind in set(CommentKind) - {CommentKind.PROPOSAL}:
        with pytest.raises(NotNow, match="The document is published"):
            say(session, here, row, "Too late", kind)
    set_round(session, here, is_open=False, version=held.version)
    with pytest.raises(NotNow, match="The round is closed"):
        say(session, here, row, "Too late", CommentKind.PROPOSAL)
    set_round(session, here, version=held.version)
    made, _ = say(session, here, row, "In our town", CommentKind.PROPOSAL)
    assert made.kind is CommentKind.PROPOSAL


def test_before_publication_nobody_proposes_how_to_put_it_into_practice(
    session: Session, here: World, row: Encouragement
) -> None:
    with pytest.raises(NotNow, match="collected once the document is published"):
        say(session, here, row, "In our town", CommentKind.PROPOSAL)


def test_the_participants_of_an_edition_are_nobody_s_account(
    session: Session, here: World, row: Encouragement
) -> None:
    say(session, here, row)
    [member] = session.exec(
        select(Member).where(Member.role == Role.PARTICIPANT, col(Member.workshop_id).is_(None))
    ).all()
    assert (member.name, member.account_id) == ("Participants", None)
    assert session.exec(select(Comment.member_id)).one() is None
