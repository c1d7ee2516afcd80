"""Group commit: nobody hears before the commit, and one who is refused takes no other with them."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import DoorState
from hrgl.core.models import AuditEntry, Input, Member, Statement
from hrgl.errors import DiskFull, NotValid
from hrgl.notes.door import doors, inputs
from hrgl.notes.door.submitting import Sending, Sent
from hrgl.web import group_commit as desk_module
from hrgl.web.group_commit import GroupAct, GroupCommit
from tests.builders import World, world


@pytest.fixture
def here(engine: Engine) -> World:
    """A workshop with an open door."""
    with transaction(engine) as session:
        made = world(session)
        doors.set_state(
            session,
            made.organiser,
            workshop_id=made.workshop.id,
            state=DoorState.OPEN,
            seen_version=0,
        )
    return made


Wish = tuple[int, str]


def _wishes(numbers: Sequence[int]) -> list[Wish]:
    return [(number, f"The city answers complaint {number} in writing") for number in numbers]


def _act(here: World, bug: int = -1) -> GroupAct:
    def act(session: Session, wishes: Sequence[Wish]) -> list[object]:
        actor = session.get_one(Member, here.participant.id)
        rows = inputs.send_all(
            session, [Sending(actor, f"form-{number}", Sent(text)) for number, text in wishes]
        )
        if bug in dict(wishes):
            raise ZeroDivisionError
        return [row.id if isinstance(row, Input) else row for row in rows]

    return act


def _all(engine: Engine, act: GroupAct, wishes: list[Wish]) -> list[object]:
    async def go() -> list[object]:
        desk = GroupCommit(engine, act)
        return await asyncio.gather(*(desk.ask(wish) for wish in wishes), return_exceptions=True)

    return asyncio.run(go())


def test_many_who_come_at_once_are_each_kept_once_with_an_entry_of_their_own(
    engine: Engine, here: World
) -> None:
    told = _all(engine, _act(here), _wishes([number % 45 for number in range(90)]))
    assert len(set(told)) == 45
    with reading(engine) as session:
        assert set(session.exec(select(Input.id)).all()) == set(told)
        numbers = session.exec(select(Statement.number)).all()
        entries = session.exec(select(AuditEntry).where(AuditEntry.act == "input.sent")).all()
    assert sorted(numbers) == list(range(1, 46))
    assert sorted(entry.subject_id for entry in entries) == sorted(set(told))
    assert all(entry.changes == [] for entry in entries)


def test_one_who_is_refused_takes_no_other_with_them(engine: Engine, here: World) -> None:
    told = _all(engine, _act(here), [*_wishes(range(7)), (7, "Hello!"), *_wishes(range(8, 15))])
    assert [at for at, each in enumerate(told) if isinstance(each, NotValid)] == [7]
    with reading(engine) as session:
        assert len(session.exec(select(Input)).all()) == 14


def test_a_bug_met_by_one_does_not_lose_the_others(engine: Engine, here: World) -> None:
    told = _all(engine, _act(here, bug=1), _wishes(range(3)))
    assert isinstance(told[1], ZeroDivisionError)
    with reading(engine) as session:
        assert sorted(session.exec(select(Input.id)).all()) == [told[0], told[2]]


def test_who_is_told_that_it_is_kept_finds_it_kept(engine: Engine, here: World) -> None:
    async def go() -> None:
        desk = GroupCommit(engine, _act(here))
        for wish in _wishes(range(5)):
            kept = await desk.ask(wish)
            with reading(engine) as other:
                assert other.get(Input, kept) is not None

    asyncio.run(go())


def test_a_database_that_takes_nothing_says_so_to_all_who_wait(
    engine: Engine, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Engine) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(desk_module, "transaction", full)
    told = _all(engine, _act(here), _wishes(range(3)))
    assert [str(each) for each in told] == ["The disk is full."] * 3
