"""What a person has read and looked at is theirs, decides nothing, and says where they are."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.models import Account, Look, Reading
from hrgl.errors import NotAllowed
from hrgl.notes import lineage
from hrgl.operations import erasure, erasure_search, undo
from hrgl.people import accounts
from hrgl.themes import attention, themes
from tests.builders import World, statement_ids, world
from tests.operations.test_undo import last_entry


@pytest.fixture
def here(session: Session) -> tuple[World, list[int]]:
    found = world(session)
    return found, statement_ids(session, found)


def test_what_is_read_is_kept_once_for_each_person_and_changes_nothing(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    before = audit.revision(session, edition_id=found.edition.id)
    for read in (ids[:2], ids[1:3], ids[1:3] * 2):
        attention.attend(session, found.facilitator, read=read)
    attention.attend(session, found.organiser, read=ids[:1])
    mine = attention.attention_of(session, member_id=found.facilitator.id)
    assert mine.read == tuple(ids[:3])
    theirs = attention.attention_of(session, member_id=found.organiser.id)
    assert theirs.read == (ids[0],)
    assert audit.revision(session, edition_id=found.edition.id) == before


def test_what_a_theme_held_at_the_last_look_takes_the_place_of_the_look_before(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    theme = themes.create(session, found.facilitator, name="Money", statement_ids=ids[:2])
    for held in (ids[:1], ids[:2]):
        attention.attend(session, found.facilitator, looks={theme.id: held})
    attention.attend(session, found.facilitator)  # looks at something else
    mine = attention.attention_of(session, member_id=found.facilitator.id)
    assert mine.looked == {theme.id: ids[:2]}
    assert attention.attention_of(session, member_id=found.organiser.id).looked == {}


def test_who_has_a_theme_open_is_told_to_others_until_they_leave_it_or_fall_silent(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, _ = here
    money, time = (themes.create(session, found.facilitator, name=n) for n in ("Money", "Time"))

    def told(to: int) -> list[tuple[str, int]]:
        seen = attention.present(session, edition_id=found.edition.id, but=to)
        return [(each.name, each.theme_id) for each in seen]

    me, other = found.facilitator, found.organiser
    attention.attend(session, me, looks={money.id: []}, here=money.id)
    assert told(other.id) == [(me.name, money.id)]
    assert told(me.id) == []
    attention.attend(session, me, looks={time.id: []}, here=time.id)
    assert told(other.id) == [(me.name, time.id)]
    look = session.exec(select(Look).where(Look.theme_id == time.id)).one()
    look.here_at = now() - timedelta(seconds=31)
    session.flush()
    assert told(other.id) == []
    attention.attend(session, me, here=time.id)
    attention.attend(session, me, here=None)
    assert told(other.id) == []


def test_what_is_of_another_edition_or_not_there_is_passed_over(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    theme = themes.create(session, found.facilitator, name="Money")
    other = world(session, code="2032")
    attention.attend(
        session,
        other.facilitator,
        read=[*ids, 9999],
        looks={theme.id: ids, 9999: []},
        here=theme.id,
    )
    seen = attention.attention_of(session, member_id=other.facilitator.id)
    assert (seen.read, seen.looked) == ((), {})
    assert attention.present(session, edition_id=found.edition.id, but=0) == []


def test_who_may_not_place_statements_keeps_nothing(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    with pytest.raises(NotAllowed):
        attention.attend(session, found.steering, read=ids)


def test_what_was_read_and_looked_at_stands_in_the_way_of_no_undo(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    theme = themes.create(session, found.facilitator, name="Money", statement_ids=ids[:1])
    began = last_entry(session)
    one, two = lineage.split_statement(
        session, found.facilitator, statement_id=ids[1], at=12, seen_version=1
    )
    attention.attend(
        session, found.organiser, read=[one.id, two.id], looks={theme.id: ids[:1]}, here=theme.id
    )
    undo.undo(session, found.facilitator, entry_id=last_entry(session))
    undo.undo(session, found.facilitator, entry_id=began)
    assert session.exec(select(Reading)).all() == []
    assert session.exec(select(Look)).all() == []


def test_it_goes_when_the_person_is_erased(session: Session, here: tuple[World, list[int]]) -> None:
    found, ids = here
    theme = themes.create(session, found.organiser, name="Money")
    for member in (found.facilitator, found.organiser):
        attention.attend(session, member, read=ids[:1], looks={theme.id: []}, here=theme.id)
    email = session.get_one(Account, found.facilitator.account_id).email
    person = erasure_search.find_person(session, who=email)
    erasure.erase(session, accounts.command_line_member(session, found.edition), person=person)
    assert session.exec(select(Reading.member_id)).all() == [found.organiser.id]
    assert session.exec(select(Look.member_id)).all() == [found.organiser.id]
