"""Workshops: added, changed and removed by organisers, without losing anything written."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.columns import now
from hrgl.core.database import reading, transaction
from hrgl.core.models import AuditEntry, Member, NoteDraft, Statement, Workshop
from hrgl.editions import editions, workshops
from hrgl.editions.workshops import Plan
from hrgl.errors import HrglError, NotAllowed, NotFound, NotNow, NotValid, OutOfDate
from hrgl.notes import notes
from tests.builders import World, statement_ids, world


def _plan(code: str = "B1", **other: Any) -> Plan:
    return Plan(code, **{"title": "A room", "question": "What works?", **other})


def test_a_workshop_is_added_and_notes_can_be_written_in_it(session: Session) -> None:
    here = world(session)
    made = workshops.add_workshop(
        session,
        here.organiser,
        plan=_plan(" b1 ", day=date(2031, 2, 1), starts="09:30", ends="11:00"),
    )
    assert (made.code, made.edition_id, made.version) == ("B1", here.edition.id, 1)
    notes.add_note(session, here.rapporteur, workshop_id=made.id, text="* Publish the whole budget")
    [_, room] = workshops.planned(session, edition_id=here.edition.id)
    assert (room.plan.code, room.statements, room.can_recode) == ("B1", 1, False)
    assert room.plan == _plan(day=date(2031, 2, 1), starts="09:30", ends="11:00")
    assert session.exec(select(Statement.reference)).one() == "HRGL-2031-B1-01"


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        (_plan(""), "code", "1 to 16 letters"),
        (_plan("B 1"), "code", "1 to 16 letters"),
        (_plan("B-1"), "code", "1 to 16 letters"),
        (_plan("<b>1"), "code", "1 to 16 letters"),
        (_plan("Ä1"), "code", "1 to 16 letters"),
        (_plan("B" * 17), "code", "1 to 16 letters"),
        (_plan("A1"), "code", "A1 is taken by the workshop “Room”"),
        (_plan("a1"), "code", "A1 is taken by the workshop “Room”"),
        (_plan(title=" "), "title", "A workshop needs a title"),
        (_plan(title="x" * 201), "title", "title is too long: at most 200"),
        (_plan(question="x" * 501), "question", "at most 500 characters"),
        (_plan(starts="9 o’clock"), "starts", "hours and minutes: 14:30"),
        (_plan(ends="24:00"), "ends", "hours and minutes: 14:30"),
        (_plan(starts="11:00", ends="10:00"), "ends", "ends before it begins"),
    ],
)
def test_a_plan_that_a_workshop_cannot_have_is_refused_in_words(
    session: Session, wrong: Plan, field: str, said: str
) -> None:
    here = world(session)
    before = len(session.exec(select(AuditEntry.id)).all())
    with pytest.raises(NotValid, match=said) as refused:
        workshops.add_workshop(session, here.organiser, plan=wrong)
    assert refused.value.field == field
    assert len(session.exec(select(AuditEntry.id)).all()) == before


def test_what_surrounds_a_code_is_no_part_of_it(session: Session) -> None:
    here = world(session)
    assert workshops.add_workshop(session, here.organiser, plan=_plan("B1\n")).code == "B1"


def test_a_code_that_is_taken_is_told_with_the_workshop_that_has_it(session: Session) -> None:
    here = world(session)
    with pytest.raises(NotValid, match="A1 is taken by the workshop “Room”"):
        workshops.add_workshop(session, here.organiser, plan=_plan("a1"))
    there = world(session, code="2032")
    assert workshops.add_workshop(session, there.organiser, plan=_plan("B1")).code == "B1"
    assert workshops.add_workshop(session, here.organiser, plan=_plan("B1")).code == "B1"


def _change(session: Session, here: World, plan: Plan) -> Workshop:
    return workshops.change_workshop(
        session,
        here.organiser,
        workshop_id=here.workshop.id,
        plan=plan,
        seen_version=here.workshop.version,
    )


def test_a_code_changes_only_while_no_statement_carries_it(session: Session) -> None:
    here = world(session)
    assert _change(session, here, _plan("C3")).code == "C3"
    assert here.participant.name == "Participants of C3"
    [first, *_] = statement_ids(session, here)
    with pytest.raises(NotNow, match="carry the code C3"):
        _change(session, here, _plan("C4"))
    changed = _change(session, here, _plan("c3", title="New", next_generation=True))
    assert (changed.code, changed.title, changed.next_generation) == ("C3", "New", True)
    assert session.get_one(Statement, first).reference == "HRGL-2031-C3-01"


def test_a_change_of_the_plan_leaves_the_summary_and_the_numbers_alone(session: Session) -> None:
    here = world(session)
    statement_ids(session, here)
    here.workshop.summary = "What we found."
    session.flush()
    changed = _change(session, here, _plan("A1"))
    assert (changed.summary, changed.last_number) == ("What we found.", 6)


def test_a_stale_plan_is_refused(session: Session) -> None:
    here = world(session)
    seen = here.workshop.version
    _change(session, here, _plan("A1", title="Theirs"))
    with pytest.raises(OutOfDate, match="Olga"):
        workshops.change_workshop(
            session,
            here.organiser,
            workshop_id=here.workshop.id,
            plan=_plan("A1"),
            seen_version=seen,
        )
    assert here.workshop.title == "Theirs"


def _remove(session: Session, here: World) -> None:
    workshops.remove_workshop(
        session, here.organiser, workshop_id=here.workshop.id, seen_version=here.workshop.version
    )


def test_an_empty_workshop_is_removed_with_its_nameless_participant(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        session.add(NoteDraft(member_id=here.rapporteur.id, workshop_id=here.workshop.id, text=" "))
        session.flush()
        _remove(session, here)
    with reading(engine) as session:
        assert workshops.list_workshops(session, edition_id=here.edition.id) == []
        assert session.get(Member, here.participant.id) is None
        [last, *_] = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).all()
        assert (last.act, last.subject_id, last.detail) == (
            "workshop.removed",
            here.workshop.id,
            {"code": "A1"},
        )


def test_a_workshop_in_which_something_was_written_stays(session: Session) -> None:
    here = world(session)
    here.workshop.summary = "What we found."
    session.flush()
    with pytest.raises(NotNow, match="A1, so it stays"):
        _remove(session, here)
    here.workshop.summary = ""
    session.flush()
    draft = NoteDraft(
        member_id=here.rapporteur.id,
        workshop_id=here.workshop.id,
        text="* half a th",
        saved_at=now(),
    )
    session.add(draft)
    session.flush()
    with pytest.raises(NotNow, match="typing a note in A1"):
        _remove(session, here)
    session.delete(draft)
    statement_ids(session, here)
    with pytest.raises(NotNow, match="Notes were written in A1"):
        _remove(session, here)


def test_nobody_else_sets_up_and_no_other_edition_is_reached(session: Session) -> None:
    here, there = world(session), world(session, code="2032")
    for act in (
        lambda: workshops.add_workshop(session, here.facilitator, plan=_plan()),
        lambda: editions.describe(
            session, here.rapporteur, title="x", question="", starts=None, ends=None, seen_version=1
        ),
    ):
        with pytest.raises(NotAllowed, match="you may not set up the edition"):
            act()
    for reach in (
        lambda: workshops.change_workshop(
            session, here.organiser, workshop_id=there.workshop.id, plan=_plan(), seen_version=1
        ),
        lambda: workshops.remove_workshop(
            session, here.organiser, workshop_id=there.workshop.id, seen_version=1
        ),
    ):
        with pytest.raises(NotFound, match="This workshop is not there"):
            reach()
    assert there.workshop.title == "Room"


def test_two_organisers_who_take_the_same_code_at_once_are_not_both_served(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)

    def take(_: int) -> bool:
        try:
            with transaction(engine) as session:
                workshops.add_workshop(
                    session, session.get_one(Member, here.organiser.id), plan=_plan("Z9")
                )
        except HrglError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(take, range(4))) == [False, False, False, True]
