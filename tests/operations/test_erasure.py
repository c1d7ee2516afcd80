"""Erasure: a person's words and names are gone, but for what never changes, and stay gone."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.columns import now
from hrgl.core.database import reading, transaction
from hrgl.core.enums import Attribution, DoorState, InputState, Role, Withdrawal
from hrgl.core.models import (
    Account,
    AuditEntry,
    Embedding,
    Evidence,
    Invitation,
    Member,
    Note,
    NoteDraft,
    Placement,
    SignIn,
    Spot,
    Statement,
    Theme,
    Workshop,
)
from hrgl.core.vector_store import text_digest
from hrgl.encouragements import evidence, wordings
from hrgl.errors import HrglError, NotFound, NotNow, NotValid
from hrgl.notes import leaving_out, notes, statements
from hrgl.notes.door import doors, inputs, submitting
from hrgl.operations import erasure, erasure_search, undo
from hrgl.people import accounts
from hrgl.themes import themes
from tests.builders import statement_ids, submitted, world
from tests.erasing import NAME, SAID, erase, said_by, words_left


def test_a_persons_statements_are_out_of_everything_and_their_words_unreadable(
    session: Session,
) -> None:
    here = world(session)
    theirs, others = said_by(session, here), statement_ids(session, here)
    row = submitted(session, here, [*theirs, *others])
    for said in ("Marzipan budgets need a reason", "Publish the budget in plain words"):
        session.add(Embedding(text_sha256=text_digest(said), model="m", vector=b"x"))
        spot = {"text_sha256": text_digest(said), "model": "m", "x": 1, "y": 2, "later": False}
        session.add(Spot(edition_id=here.edition.id, **spot))
    before = session.get_one(Statement, theirs[0])
    at, note = (before.start, before.end), session.get_one(Note, before.note_id)
    length = len(note.text)
    done = erase(session, here, "  zoë   QUILLFEATHER ")
    assert (done.notes, done.statements, done.citations) == (1, 2, 2)
    assert words_left(session, "wisteria", "marzipan", "quillfeather") == {}
    assert (len(note.text), set(note.text)) == (length, {"█", "\n"})
    assert (note.speaker, note.organisation, note.attribution) == (None, None, Attribution.NONE)
    rows = {s.id: s for s in statements.list_statements(session, edition_id=here.edition.id)}
    for each in theirs:
        assert rows[each].disposition is statements.Disposition.WITHDRAWN
        assert rows[each].because == "erased at the person’s request"
        assert rows[each].withdrawal is Withdrawal.ERASED
        assert set(rows[each].text) == {"█"}
    assert at == (before.start, before.end)
    assert {e.statement_id for e in session.exec(select(Evidence)).all()} == set(others)
    assert {p.statement_id for p in session.exec(select(Placement)).all()} == set(others)
    account = statements.ledger(session, edition_id=here.edition.id)
    assert sum(account.dispositions.values()) == account.statements == len(theirs) + len(others)
    kept = session.exec(select(Embedding.text_sha256)).all()
    assert kept == [text_digest("Publish the budget in plain words")]
    assert session.exec(select(Spot.text_sha256)).all() == kept
    assert row.wording == 1


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("Siân O'Neill", "SIÂN O’NEILL"),
        ("Siân O’Neill", "Sian O'Neill"),
        ("Anna-Lena Groß", "Groß, Anna Lena"),
        ("Łukasz Żak", "Lukasz Z\u0307ak"),
        ("Żak, Łukasz", "łukasz żak"),
    ],
)
def test_a_person_is_erased_however_their_name_is_written(
    session: Session, given: str, written: str
) -> None:
    here = world(session)
    said_by(session, here, speaker=written)
    statement_ids(session, here, f"* As {written}’s note says\n")
    done = erase(session, here, given)
    assert (done.notes, done.places) == (1, 1)
    assert words_left(session, written, "wisteria") == {}


def test_who_is_not_there_is_told_who_is_like_them(session: Session) -> None:
    here = world(session)
    said_by(session, here, speaker="Ana Lopes")
    with pytest.raises(NotFound, match="Some give Ana Lopes"):
        erasure_search.find_person(session, who="Lopez")


def test_every_edit_of_a_note_is_erased_with_it(session: Session) -> None:
    here = world(session)
    ids = said_by(session, here)
    note = session.exec(select(Note)).one()
    for extra in ("* Saffron for everybody", "* Tapioca for nobody at all"):
        note = notes.revise(
            session,
            here.rapporteur,
            note_id=note.id,
            text=f"{SAID}{extra}",
            seen_version=note.version,
        )
    assert erase(session, here).notes == 3
    assert words_left(session, "wisteria", "saffron", "tapioca") == {}
    assert len(statements.list_statements(session, edition_id=here.edition.id)) == len(ids) + 2


def test_what_others_said_that_counted_as_theirs_stands_for_itself_again(session: Session) -> None:
    here = world(session)
    theirs, others = said_by(session, here), statement_ids(session, here)
    leaving_out.same_as(session, here.facilitator, statement_id=others[0], of_id=theirs[0])
    assert erase(session, here).freed == 1
    [row] = statements.list_statements(session, edition_id=here.edition.id, ids=[others[0]])
    assert row.disposition is statements.Disposition.OPEN


def test_their_name_is_blackened_wherever_it_may_still_be_changed(session: Session) -> None:
    here = world(session)
    said_by(session, here)
    named = f"* {NAME} wants it\n* As zoe\u0308 QUILLFEATHER said, and Quillfeathers too\n"
    ids = statement_ids(session, here, named)
    theme = themes.create(session, here.facilitator, name=f"What {NAME} wants")
    row = submitted(session, here, ids)
    wordings.remark(
        session,
        here.facilitator,
        encouragement_id=row.id,
        remarks=f"Ask {NAME}.",
        seen_version=row.version,
    )
    room = session.get_one(Workshop, here.workshop.id)
    room.summary = f"({NAME.upper()})"
    session.add(NoteDraft(member_id=here.rapporteur.id, workshop_id=room.id, text=f"and {NAME} …"))
    leaving_out.set_aside_statements(
        session,
        here.facilitator,
        statement_ids=statement_ids(session, here, "* A last one here"),
        because=f"{NAME} asked for it",
    )
    assert erase(session, here).places == 6
    left = words_left(session, "zoë", "quillfeather")
    # the history keeps what it was told; somebody else's name that only begins alike stays
    assert left == {"auditentry": ["zoë", "quillfeather"], "note": ["quillfeather"]}
    assert theme.name == f"What {'█' * 3}█{'█' * 12} wants"
    rows = statements.list_statements(session, edition_id=here.edition.id, ids=ids)
    assert len(rows) == len(ids)
    for s in rows:
        assert "█" in s.text
        assert "said" in s.text or "wants it" in s.text
        assert s.disposition is not statements.Disposition.WITHDRAWN


def test_the_one_entry_tells_counts_and_never_the_name_or_the_words(session: Session) -> None:
    here = world(session)
    ids = said_by(session, here)
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=ids[:1], because="Marzipan talk"
    )
    theme = themes.create(session, here.facilitator, name=f"{NAME}'s", statement_ids=ids[1:])
    before = session.exec(select(AuditEntry.id)).all()
    erase(session, here)
    [entry] = [e for e in session.exec(select(AuditEntry)).all() if e.id not in set(before)]
    assert (entry.act, entry.changes) == ("person.erased", [])
    assert entry.detail == {"notes": 1, "inputs": 0, "statements": 2, "citations": 0, "places": 1}
    assert "█" in theme.name


def test_no_undo_brings_anything_back(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        ids = said_by(session, here)
        row = submitted(session, here, ids)
        theme = themes.create(session, here.facilitator, name=NAME, statement_ids=[])
        themes.rename(
            session, here.facilitator, theme_id=theme.id, name="Other", seen_version=theme.version
        )
        evidence.uncite(session, here.facilitator, encouragement_id=row.id, statement_ids=ids[:1])
        themes.move(session, here.facilitator, statement_ids=ids[:1], theme_id=None)
        erase(session, here)
    with reading(engine) as session:
        entries = session.exec(select(AuditEntry.id).order_by(col(AuditEntry.id).desc())).all()
    for entry_id in entries:
        with pytest.raises(NotNow), transaction(engine) as session:
            undo.undo(session, here.facilitator, entry_id=entry_id)
    with reading(engine) as session:
        assert words_left(session, "wisteria", "marzipan") == {}
        assert session.exec(select(Theme.name).where(Theme.id == theme.id)).one() == "Other"
        assert session.exec(select(Evidence)).all() == []
    with transaction(engine) as session:
        themes.create(session, here.facilitator, name="Later")
        last = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
        assert last is not None
        undo.undo(session, here.facilitator, entry_id=last.id)


def test_what_a_person_sent_and_nobody_has_read_is_taken_back(session: Session) -> None:
    here = world(session)
    here.edition.attribution = Attribution.NAMED
    doors.set_state(
        session,
        here.organiser,
        workshop_id=here.workshop.id,
        state=DoorState.MODERATED,
        seen_version=0,
    )
    theirs = submitting.Sent(SAID, attribution=Attribution.NAMED, speaker=NAME)
    others = submitting.Sent(f"Ask {NAME} about the budget of the city")
    rows = [
        inputs.send(session, here.participant, form="f", sent=sent) for sent in (theirs, others)
    ]
    assert erase(session, here).inputs == 1
    assert words_left(session, "wisteria", "marzipan", "quillfeather") == {}
    assert [row.state for row in rows] == [InputState.WITHDRAWN, InputState.WAITING]
    assert rows[1].text.endswith("about the budget of the city")


def test_whoever_is_called_like_an_erased_person_is_erased_all_the_same(session: Session) -> None:
    here = world(session)
    accounts.add_member(
        session, here.organiser, email="zq@x.example", name=NAME, role=Role.STEERING
    )
    member = session.exec(select(Member).where(Member.name == NAME)).one()
    member.name = f"Erased person {member.id}"
    session.flush()
    person = erasure_search.find_person(session, who="zq@x.example")
    done = erasure.erase(
        session, accounts.command_line_member(session, here.edition), person=person
    )
    assert (done.parts, done.accounts, member.active) == (1, 1, False)


def test_an_account_is_closed_with_the_last_part_it_has(session: Session) -> None:
    here, there = world(session), world(session, code="2032")
    for each in (here, there):
        accounts.add_member(
            session, each.organiser, email="zq@x.example", name=NAME, role=Role.STEERING
        )
    account = session.exec(select(Account).where(Account.email == "zq@x.example")).one()
    account.password_hash = "secret"
    opened = {"account_id": account.id, "expires_at": now()}
    session.add(SignIn(token_sha256="a" * 64, **opened))
    session.add(Invitation(token_sha256="b" * 64, **opened))
    [member] = session.exec(
        select(Member).where(Member.account_id == account.id, Member.edition_id == here.edition.id)
    ).all()
    session.add(NoteDraft(member_id=member.id, workshop_id=here.workshop.id, text="mine"))
    session.flush()
    person = erasure_search.find_person(session, who="ZQ@x.example")
    done = [
        erasure.erase(session, accounts.command_line_member(session, each.edition), person=person)
        for each in (here, there)
    ]
    assert [(d.parts, d.drafts, d.accounts) for d in done] == [(1, 1, 0), (1, 0, 1)]
    assert (member.name, member.active) == (f"Erased person {member.id}", False)
    assert account.email == f"erased-{account.id}@invalid.invalid"
    assert (account.password_hash, account.active) == (None, False)
    assert words_left(session, "zq@x", "quillfeather", "a" * 64, "b" * 64) == {}
    with pytest.raises(NotFound, match="no account"):
        erasure_search.find_person(session, who="zq@x.example")


@pytest.mark.parametrize(
    ("who", "why"), [("Zo", "too short"), ("budget", "as its speaker"), ("a@b.example", "account")]
)
def test_what_is_no_person_is_refused(session: Session, who: str, why: str) -> None:
    here = world(session)
    statement_ids(session, here)
    with pytest.raises(HrglError, match=why) as refusal:
        erasure_search.find_person(session, who=who)
    assert isinstance(refusal.value, NotValid | NotFound)


def test_another_edition_is_left_alone(session: Session) -> None:
    here, there = world(session), world(session, code="2032")
    said_by(session, here)
    ids = said_by(session, there)
    erase(session, here)
    rows = statements.list_statements(session, edition_id=there.edition.id, ids=ids)
    assert rows[0].text == "Wisteria money must be counted"
