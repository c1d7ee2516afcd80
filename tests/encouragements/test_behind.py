"""What an encouragement stands on, in words: rooms, people, reservations, and who was not heard."""

from sqlmodel import Session

from hrgl.core.enums import Attribution, Kind, Support
from hrgl.core.models import Encouragement, Workshop
from hrgl.encouragements import evidence, wordings
from hrgl.encouragements.behind import FEW, Behind, behind
from hrgl.notes import notes, statements
from hrgl.notes.notes import About
from tests.builders import World, world


def _room(session: Session, here: World, code: str, *, young: bool = False) -> Workshop:
    room = Workshop(
        edition_id=here.edition.id, code=code, title=code, question="?", next_generation=young
    )
    session.add(room)
    session.flush()
    return room


def _said(session: Session, here: World, room: Workshop, text: str, **about: str) -> list[int]:
    """Statements of one person of a group that may be told."""
    told = About(attribution=Attribution.GROUP, **about)  # type: ignore[arg-type]
    taken = notes.add_note(session, here.rapporteur, workshop_id=room.id, text=text, about=told)
    return [each.id for each in taken.statements]


def _draft(
    session: Session, here: World, ids: list[int], support: Support = Support.SUPPORTS
) -> Encouragement:
    return wordings.word(
        session, here.facilitator, heading="listen", citations=dict.fromkeys(ids, support)
    )


def _found(session: Session, here: World, row: Encouragement) -> Behind:
    [found] = behind(session, edition_id=here.edition.id, encouragement_ids=[row.id])
    return found


def _open(session: Session) -> World:
    """An edition that tells groups of one."""
    here = world(session)
    here.edition.smallest_group = 1
    here.edition.attribution = Attribution.GROUP
    return here


def test_it_says_from_how_many_rooms_and_of_whom_it_comes(session: Session) -> None:
    here = _open(session)
    other = _room(session, here, "B2")
    ids = _said(session, here, here.workshop, "* One", actor_type="academia", region="Europe")
    ids += _said(session, here, other, "* Two", actor_type="civil_society", region="Asia")
    _said(session, here, _room(session, here, "C3"), "* Three")
    found = _found(session, here, _draft(session, here, ids))
    assert found.raised == "Raised in 2 of 3 rooms, by 2 actor types from 2 regions."


def test_who_spoke_elsewhere_and_is_not_cited_was_not_heard(session: Session) -> None:
    here = _open(session)
    ids = _said(session, here, here.workshop, "* One", actor_type="academia", region="Europe")
    _said(session, here, here.workshop, "* Two", actor_type="civil_society", region="Asia")
    _said(session, here, _room(session, here, "N1", young=True), "* Three")
    found = _found(session, here, _draft(session, here, ids))
    assert found.not_heard == ("Next generation", "Civil society", "Asia")


def test_where_who_spoke_is_hidden_nobody_is_said_to_be_missing(session: Session) -> None:
    here = _open(session)
    here.edition.smallest_group = 2
    ids = _said(session, here, here.workshop, "* One", actor_type="academia", region="Europe")
    for name in ("Ana", "Ben"):
        about = {"actor_type": "civil_society", "region": "Asia", "speaker": name}
        _said(session, here, here.workshop, f"* From {name}", **about)
    found = _found(session, here, _draft(session, here, ids))
    assert found.not_heard == ()
    assert found.raised == "Raised in 1 of 1 room."


def test_a_few_are_read_first_of_each_room_one_before_a_second_one_of_any(session: Session) -> None:
    here = _open(session)
    many = _said(session, here, here.workshop, "\n".join(f"* Thing {n}" for n in range(6)))
    one = _said(session, here, _room(session, here, "B2"), "* From another room")
    found = _found(session, here, _draft(session, here, [*many, *one]))
    assert [row.id for row in found.few] == [many[0], *one, many[1], many[2]]
    assert len(found.few) == FEW
    assert len(found.statements) == 7


def test_reservations_are_those_cited_so_and_those_marked_so(session: Session) -> None:
    here = _open(session)
    ids = _said(session, here, here.workshop, "* One\n* Two\n* Three")
    row = _draft(session, here, ids)
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=row.id,
        statement_ids=ids[:1],
        support=Support.RESERVATION,
    )
    statements.mark(
        session, here.rapporteur, statement_id=ids[1], kind=Kind.RESERVATION, seen_version=1
    )
    found = _found(session, here, row)
    assert [each.id for each in found.reservations] == ids[:2]
    assert [each.id for each in found.few] == ids[2:]


def test_without_evidence_it_says_so_and_several_are_answered_in_their_order(
    session: Session,
) -> None:
    here = _open(session)
    ids = _said(session, here, here.workshop, "* One")
    bare, full = _draft(session, here, []), _draft(session, here, ids)
    here_id = here.edition.id
    found = behind(session, edition_id=here_id, encouragement_ids=[full.id, bare.id])
    assert [len(each.statements) for each in found] == [1, 0]
    assert found[1].raised == "No statement is cited."
    assert found[1].not_heard == ()


def test_nothing_of_another_edition_is_told(session: Session) -> None:
    here = _open(session)
    row = _draft(session, here, _said(session, here, here.workshop, "* One"))
    other = world(session, code="2032")
    [found] = behind(session, edition_id=other.edition.id, encouragement_ids=[row.id])
    assert found.statements == ()
