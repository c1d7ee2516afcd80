"""Inputs: sent without an account, read first or not, taken or declined."""

import pytest
from sqlmodel import Session, select

from hrgl.core import codes
from hrgl.core.enums import Attribution, DoorState, InputState, Kind, Role, Source
from hrgl.core.models import AuditEntry, Edition, Input, Note
from hrgl.editions import attribution
from hrgl.encouragements.tracing import trace
from hrgl.errors import HrglError, NotNow, NotValid, OutOfDate
from hrgl.notes.door import inbox, inputs
from hrgl.notes.door.submitting import Sent, levels
from hrgl.notes.statements import list_statements
from hrgl.operations import undo
from hrgl.people import accounts
from tests.builders import World
from tests.erasing import words_left
from tests.operations.test_undo import last_entry
from tests.sending import TEXT, correct, open_world, send, set_door, texts


@pytest.fixture
def here(session: Session) -> World:
    """A world whose workshop has an open door."""
    return open_world(session)


def test_an_input_through_an_open_door_is_cut_into_statements_at_once(
    session: Session, here: World
) -> None:
    row, _ = send(
        session,
        here,
        kind=Kind.NEED,
        actor_type="academia",
        region="Asia",
        attribution=Attribution.GROUP,
    )
    note = session.get_one(Note, row.note_id)
    assert (row.state, note.source, note.text) == (InputState.TAKEN, Source.SENT, TEXT)
    assert note.member_id == accounts.participant_of(session, here.workshop).id
    assert (note.actor_type, note.region, note.attribution) == (
        "academia",
        "Asia",
        Attribution.GROUP,
    )
    found = list_statements(session, edition_id=here.edition.id)
    assert [s.reference for s in found] == ["HRGL-2031-A1-01", "HRGL-2031-A1-02"]
    assert {s.kind for s in found} == {Kind.NEED}


def test_the_words_stand_in_the_note_only_once_it_is_one(session: Session, here: World) -> None:
    row, _ = send(session, here)
    assert (row.text, row.speaker) == ("", None)


def test_a_form_sent_twice_is_one_input_even_after_the_door_was_closed(
    session: Session, here: World
) -> None:
    first, _ = send(session, here)
    set_door(session, here, DoorState.CLOSED)
    again, _ = send(session, here)
    assert again.id == first.id
    assert len(session.exec(select(Note)).all()) == 1


def test_other_words_in_the_same_form_are_another_input(session: Session, here: World) -> None:
    first, receipt = send(session, here)
    second, other = send(session, here, text="Something else altogether is needed")
    assert first.id != second.id
    assert receipt != other


def test_nothing_comes_through_a_closed_door(session: Session, here: World) -> None:
    set_door(session, here, DoorState.CLOSED)
    with pytest.raises(NotNow, match="Nothing more is collected"):
        send(session, here)
    assert session.exec(select(Input)).all() == []


@pytest.mark.parametrize(
    ("fields", "field", "why"),
    [
        ({"text": " \n\x00 "}, "text", "nothing to send"),
        ({"text": "x " * 3000}, "text", "too long: 5,999"),
        ({"text": "Hello everybody!"}, "text", "greeting or thanks"),
        ({"actor_type": "king"}, "actor_type", "not an actor type"),
        ({"region": "Mars"}, "region", "not a region"),
        ({"attribution": Attribution.ORGANISATION}, "attribution", "does not show so much"),
        ({"attribution": Attribution.NAMED, "speaker": "Zoë"}, "attribution", "does not show"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(
    session: Session, here: World, fields: dict[str, object], field: str, why: str
) -> None:
    with pytest.raises(NotValid, match=why) as refusal:
        send(session, here, **fields)
    assert refusal.value.field == field
    assert session.exec(select(Input)).all() == []


def test_a_name_is_kept_only_where_the_edition_shows_names_and_the_sender_wants_it(
    session: Session, here: World
) -> None:
    here.edition.attribution = Attribution.NAMED
    with pytest.raises(NotValid, match="Give the name") as refusal:
        send(session, here, attribution=Attribution.NAMED, speaker=" \u202e ")
    assert refusal.value.field == "speaker"
    row, _ = send(session, here, attribution=Attribution.NAMED, speaker="\u202eZoë\x00  Q")
    assert session.get_one(Note, row.note_id).speaker == "Zoë Q"
    assert list_statements(session, edition_id=here.edition.id)[0].who == "Zoë Q"
    row, _ = send(session, here, form="g", attribution=Attribution.GROUP, speaker="Zoë Q")
    assert session.get_one(Note, row.note_id).speaker is None


@pytest.mark.parametrize("rule", list(Attribution))
def test_never_more_is_offered_than_the_edition_shows(rule: Attribution) -> None:
    order = attribution.LEVELS.index
    assert all(order(level) <= order(rule) for level in levels(rule))
    assert levels(rule)[0] is Attribution.NONE


def test_a_moderated_input_waits_and_becomes_a_note_of_the_participants_when_it_is_taken(
    session: Session, here: World
) -> None:
    set_door(session, here, DoorState.MODERATED)
    row, _ = send(
        session, here, actor_type="academia", region="Asia", attribution=Attribution.GROUP
    )
    assert (row.state, row.text) == (InputState.WAITING, TEXT)
    assert list_statements(session, edition_id=here.edition.id) == []
    [waiting] = inbox.waiting(session, workshop_id=here.workshop.id)
    assert "Asia" not in str(waiting)
    inputs.take_input(session, here.facilitator, input_id=waiting.id, seen_version=waiting.version)
    assert session.get_one(Note, row.note_id).member_id == here.participant.id
    assert len(texts(session, here)) == 2
    assert inbox.waiting(session, workshop_id=here.workshop.id) == []


def test_what_was_declined_says_why_to_its_sender_and_can_be_taken_yet(
    session: Session, here: World
) -> None:
    set_door(session, here, DoorState.MODERATED)
    row, receipt = send(session, here)
    with pytest.raises(NotValid, match="say why"):
        inputs.decline(session, here.facilitator, input_id=row.id, because=" ", seen_version=1)
    inputs.decline(
        session, here.facilitator, input_id=row.id, because="Off topic", seen_version=row.version
    )
    found = trace.trace(session, receipt=receipt)
    assert found is not None
    assert (found.state, found.because) == (InputState.DECLINED, "Off topic")
    with pytest.raises(NotNow, match="declined by now"):
        inputs.decline(
            session, here.facilitator, input_id=row.id, because="x", seen_version=row.version
        )
    inputs.take_input(session, here.facilitator, input_id=row.id, seen_version=row.version)
    assert row.state is InputState.TAKEN


def _waiting(session: Session, here: World, count: int) -> dict[int, int]:
    """So many moderated inputs, and what a reader saw of them."""
    set_door(session, here, DoorState.MODERATED)
    for number in range(count):
        send(session, here, form=f"f{number}", text=f"Buy pills at shop number {number} today")
    found = inbox.waiting(session, workshop_id=here.workshop.id)
    return {each.id: each.version for each in found}


def test_many_are_declined_at_once_with_one_reason_and_one_entry(
    session: Session, here: World
) -> None:
    seen = _waiting(session, here, 30)
    before = len(session.exec(select(AuditEntry)).all())
    with pytest.raises(NotValid, match="say why"):
        inputs.decline_all(session, here.facilitator, seen=seen, because=" ")
    inputs.decline_all(session, here.facilitator, seen=seen, because="One flood")
    found = inbox.waiting(session, workshop_id=here.workshop.id)
    assert {(each.state, each.because) for each in found} == {(InputState.DECLINED, "One flood")}
    [entry] = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()[before:]  # type: ignore[arg-type]
    assert (entry.act, entry.detail["number"]) == ("inputs.declined", 30)
    assert "pills" not in str(entry.model_dump())


def test_declining_many_is_taken_back_as_a_whole(session: Session, here: World) -> None:
    seen = _waiting(session, here, 3)
    inputs.decline_all(session, here.facilitator, seen=seen, because="One flood")
    entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()  # type: ignore[union-attr]
    assert entry is not None
    undo.undo(session, here.facilitator, entry_id=entry.id)
    found = inbox.waiting(session, workshop_id=here.workshop.id)
    assert [each.state for each in found] == [InputState.WAITING] * 3
    inputs.take_input(
        session, here.facilitator, input_id=found[0].id, seen_version=found[0].version
    )


def test_taking_back_that_many_were_declined_can_itself_be_taken_back(
    session: Session, here: World
) -> None:
    inputs.decline_all(
        session, here.facilitator, seen=_waiting(session, here, 3), because="One flood"
    )
    for expected in (InputState.WAITING, InputState.DECLINED, InputState.WAITING):
        undo.undo(session, here.facilitator, entry_id=last_entry(session))
        found = inbox.waiting(session, workshop_id=here.workshop.id)
        assert [each.state for each in found] == [expected] * 3


def test_of_many_that_changed_meanwhile_none_is_declined(session: Session, here: World) -> None:
    seen = _waiting(session, here, 3)
    first = min(seen)
    with pytest.raises(OutOfDate), session.begin_nested():
        inputs.decline_all(
            session, here.facilitator, seen={**seen, first: seen[first] + 1}, because="x"
        )
    found = inbox.waiting(session, workshop_id=here.workshop.id)
    assert [each.state for each in found] == [InputState.WAITING] * 3
    for wrong in ({}, dict.fromkeys(range(1, 502), 1)):
        with pytest.raises(NotValid, match="at least one"):
            inputs.decline_all(session, here.facilitator, seen=wrong, because="x")


def test_two_who_read_the_same_input_at_once_decide_on_it_once(
    session: Session, here: World
) -> None:
    set_door(session, here, DoorState.MODERATED)
    row, _ = send(session, here)
    seen = row.version
    inputs.take_input(session, here.facilitator, input_id=row.id, seen_version=seen)
    with pytest.raises(OutOfDate, match="Fadi changed this"):
        inputs.decline(session, here.organiser, input_id=row.id, because="x", seen_version=seen)


def test_the_log_has_one_entry_an_act_and_neither_words_nor_receipts(
    session: Session, here: World
) -> None:
    set_door(session, here, DoorState.MODERATED)
    before = len(session.exec(select(AuditEntry)).all())
    row, receipt = send(session, here, text="Wisteria for everybody here")
    correct(session, here, receipt, "Wisteria for nobody at all")
    inputs.take_input(session, here.facilitator, input_id=row.id, seen_version=row.version)
    inputs.withdraw_input(session, here.participant, receipt=receipt)
    entries = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()[before:]  # type: ignore[arg-type]
    assert [entry.act for entry in entries] == [
        "input.sent",
        "input.corrected",
        "input.taken",
        "input.withdrawn",
    ]
    written = str([entry.model_dump() for entry in entries]).casefold()
    assert "wisteria" not in written
    assert codes.normalised_code(receipt).casefold() not in written
    assert receipt.casefold() not in written


def test_only_digests_of_the_receipt_and_the_form_are_kept(session: Session, here: World) -> None:
    _, receipt = send(session, here, form="the-form-of-the-sender")
    assert (
        words_left(session, receipt, codes.normalised_code(receipt), "the-form-of-the-sender") == {}
    )


def test_nobody_but_participants_sends_and_no_participant_reads(
    session: Session, here: World
) -> None:
    for role in (Role.RAPPORTEUR, Role.FACILITATOR, Role.ORGANISER):
        with pytest.raises(HrglError, match="may not send inputs"):
            inputs.send(session, here.of(role), form="f", sent=Sent(TEXT))
    row, _ = send(session, here)
    for role in (Role.RAPPORTEUR, Role.PARTICIPANT):
        with pytest.raises(HrglError, match="may not take or decline"):
            inputs.take_input(session, here.of(role), input_id=row.id, seen_version=row.version)


def test_a_workshop_whose_edition_is_changed_meanwhile_keeps_to_the_stricter_rule(
    session: Session, here: World
) -> None:
    session.get_one(Edition, here.edition.id).attribution = Attribution.NONE
    with pytest.raises(NotValid, match="does not show so much"):
        send(session, here, attribution=Attribution.GROUP)


def test_every_line_sent_through_a_door_is_a_statement_of_its_own(
    session: Session, here: World
) -> None:
    lines = ["The town hall has no lift, so people in wheelchairs wait in the", "rain at the door"]
    send(session, here, text="\n".join(lines))
    assert [s.text for s in list_statements(session, edition_id=here.edition.id)] == lines
