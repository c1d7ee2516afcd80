"""What senders do with their receipts: follow an input, correct it, take it back."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import DoorState, InputState, Support, Withdrawal
from hrgl.core.models import AuditEntry, Note, Placement, Statement
from hrgl.encouragements import evidence
from hrgl.encouragements.tracing import trace
from hrgl.errors import NotFound, NotNow, OutOfDate
from hrgl.notes import notes
from hrgl.notes.door import inputs, receipts
from hrgl.notes.statements import Disposition, list_statements
from hrgl.operations import undo
from hrgl.themes import themes
from tests.builders import World, submitted, world
from tests.erasing import words_left
from tests.sending import TEXT, correct, open_world, send, set_door, texts


@pytest.fixture
def here(session: Session) -> World:
    """A world whose workshop has an open door."""
    return open_world(session)


def test_a_corrected_input_keeps_the_statements_that_were_left_as_they_were(
    session: Session, here: World
) -> None:
    _, receipt = send(session, here)
    before = list_statements(session, edition_id=here.edition.id)
    correct(session, here, receipt, TEXT.replace("their time", "their spare time"))
    after = list_statements(session, edition_id=here.edition.id)
    assert [s.reference for s in after] == [s.reference for s in before]
    assert after[1].text == "Pay people for their spare time in councils"
    found = trace.trace(session, receipt=receipt)
    assert found is not None
    assert [went.text for went in found.statements] == [s.text for s in after]


def test_a_correction_sent_twice_is_one_and_a_stale_one_names_nobody(
    session: Session, here: World
) -> None:
    row, receipt = send(session, here)
    seen = trace.trace(session, receipt=receipt)
    assert seen is not None
    kept = {"receipt": receipt, "seen_note": seen.seen_note, "seen_version": seen.seen_version}
    for _ in range(2):
        inputs.correct(session, here.participant, text=f"{TEXT} too", **kept)  # type: ignore[arg-type]
    assert len(receipts.note_ids(session, row)) == 2
    with pytest.raises(OutOfDate) as refusal:
        inputs.correct(session, here.participant, text="Something else", **kept)  # type: ignore[arg-type]
    assert "Participants" not in str(refusal.value)
    assert refusal.value.changed_by is None


def test_a_correction_reaches_no_note_but_the_sender_s_own(session: Session, here: World) -> None:
    taken = notes.add_note(
        session, here.rapporteur, workshop_id=here.workshop.id, text="* Ours alone"
    )
    _, receipt = send(session, here)
    with pytest.raises(OutOfDate, match="after you had looked it up"):
        inputs.correct(
            session,
            here.participant,
            receipt=receipt,
            text="Not yours",
            seen_note=taken.statements[0].note_id,
            seen_version=1,
        )


def test_what_waits_is_corrected_in_place_and_what_was_declined_waits_again(
    session: Session, here: World
) -> None:
    set_door(session, here, DoorState.MODERATED)
    row, receipt = send(session, here)
    inputs.decline(
        session, here.facilitator, input_id=row.id, because="Say more", seen_version=row.version
    )
    correct(session, here, receipt, "Publish the budget in words that everybody reads")
    assert (row.state, row.because) == (InputState.WAITING, "")
    assert row.text == "Publish the budget in words that everybody reads"
    assert session.exec(select(Note)).all() == []


def test_a_withdrawn_input_takes_its_statements_with_it_and_says_by_whom(
    session: Session, here: World
) -> None:
    row, receipt = send(session, here)
    ids = [s.id for s in list_statements(session, edition_id=here.edition.id)]
    themes.create(session, here.facilitator, name="Money", statement_ids=ids[:1])
    for _ in range(2):
        inputs.withdraw_input(session, here.participant, receipt=receipt)
    assert row.state is InputState.WITHDRAWN
    assert {s.because for s in list_statements(session, edition_id=here.edition.id)} == {
        "withdrawn by the sender"
    }
    assert {s.withdrawal for s in list_statements(session, edition_id=here.edition.id)} == {
        Withdrawal.SENDER
    }
    assert session.exec(select(Placement)).all() == []
    with pytest.raises(OutOfDate, match="after you had looked it up"):
        correct(session, here, receipt, "And yet it moves")


def test_a_withdrawn_input_that_nobody_had_read_leaves_no_words(
    session: Session, here: World
) -> None:
    set_door(session, here, DoorState.MODERATED)
    _, receipt = send(session, here, text="Wisteria is all I have to say")
    inputs.withdraw_input(session, here.participant, receipt=receipt)
    assert words_left(session, "wisteria") == {}


def test_what_is_cited_is_neither_corrected_nor_withdrawn(session: Session, here: World) -> None:
    row, receipt = send(session, here)
    ids = [s.id for s in list_statements(session, edition_id=here.edition.id)]
    submitted(session, here, ids[:1])
    with pytest.raises(NotNow, match="cited in an encouragement"):
        inputs.withdraw_input(session, here.participant, receipt=receipt)
    with pytest.raises(NotNow, match="tell a facilitator"):
        correct(session, here, receipt, "Pay people for their time in councils")
    session.expire_all()
    assert row.state is InputState.TAKEN
    assert texts(session, here)[0] == "Publish the budget in plain words"


def test_the_trace_leads_from_the_input_to_the_sentence_of_the_encouragement(
    session: Session, here: World
) -> None:
    _, receipt = send(session, here)
    ids = [s.id for s in list_statements(session, edition_id=here.edition.id)]
    row = submitted(session, here, ids[:1])
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=row.id,
        statement_ids=ids[1:],
        support=Support.RESERVATION,
    )
    found = trace.trace(session, receipt=receipt.replace("-", " ").lower())
    assert found is not None
    first = found.statements[0]
    assert (first.reference, first.disposition) == ("HRGL-2031-A1-01", Disposition.CITED)
    assert first.theme == "Theme 1"
    [feeds] = first.encouragements
    assert feeds.place == 1
    assert feeds.sentence == "We encourage local governments to do the thing number 1"
    assert len(found.statements[1].encouragements) == 1


def test_a_receipt_nobody_was_given_leads_nowhere(session: Session, here: World) -> None:
    _, receipt = send(session, here)
    for wrong in ("", "AAAA-AAAA-AAAA-AAAA", receipt[:-1], f"{receipt}2"):
        assert trace.trace(session, receipt=wrong) is None
        with pytest.raises(NotFound, match="no input with this receipt"):
            inputs.withdraw_input(session, here.participant, receipt=wrong)


def test_a_receipt_opens_nothing_in_another_workshop(session: Session, here: World) -> None:
    there = world(session, code="2032")
    _, receipt = send(session, here)
    with pytest.raises(NotFound, match="no input with this receipt"):
        inputs.withdraw_input(session, there.participant, receipt=receipt)


def test_what_a_sender_took_back_no_facilitator_brings_back(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        set_door(session, here, DoorState.OPEN, 0)
        _, receipt = send(session, here)
        inputs.withdraw_input(session, here.participant, receipt=receipt)
    with reading(engine) as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.act == "input.withdrawn")).all()
    with pytest.raises(NotNow, match="stays as they left it"), transaction(engine) as session:
        undo.undo(session, here.facilitator, entry_id=entries[0].id)
    with reading(engine) as session:
        left = session.exec(select(Statement.withdrawn_because)).all()
        assert left
        assert None not in left
