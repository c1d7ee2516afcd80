"""Promise 6: what taking back does, and why it sometimes cannot be done."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.database import transaction
from hrgl.core.enums import Support, Verdict
from hrgl.core.models import AuditEntry, Note, Statement
from hrgl.encouragements import evidence, wordings
from hrgl.encouragements.consenting import reviews
from hrgl.errors import NotNow
from hrgl.notes import leaving_out, notes, statements
from hrgl.notes.statements import Disposition
from hrgl.operations import undo
from hrgl.themes import placing, themes
from tests.builders import approved, statement_ids, submitted, wording_id, world
from tests.operations.test_undo_any import state


def last_entry(session: Session) -> int:
    return session.exec(select(AuditEntry.id).order_by(col(AuditEntry.id).desc())).first() or 0


def test_an_undo_can_be_taken_back_in_turn(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    after = state(session, here)
    undo.undo(session, here.facilitator, entry_id=last_entry(session))
    assert placing.live(session, edition_id=here.edition.id) == []
    undo.undo(session, here.facilitator, entry_id=last_entry(session))
    assert state(session, here) == after


def test_what_was_changed_since_is_not_overwritten(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    first = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    entry = last_entry(session)
    themes.rename(
        session, here.organiser, theme_id=first.id, name="Budgets", seen_version=first.version
    )
    with pytest.raises(NotNow, match="changed since"):
        undo.undo(session, here.facilitator, entry_id=entry)


def test_what_was_placed_anew_since_is_not_placed_twice(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    themes.move(session, here.facilitator, statement_ids=ids[:1], theme_id=None)
    taken_out = last_entry(session)
    themes.move(session, here.facilitator, statement_ids=ids[:1], theme_id=theme.id)
    with pytest.raises(NotNow, match="Something was built on this since"):
        undo.undo(session, here.facilitator, entry_id=taken_out)


def test_no_statement_comes_back_into_a_theme_that_was_given_up_since(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    version = session.get_one(Statement, ids[0]).version
    leaving_out.withdraw_statement(
        session, here.facilitator, statement_id=ids[0], because="x", seen_version=version
    )
    withdrawn = last_entry(session)
    themes.dissolve(session, here.facilitator, theme_id=theme.id, seen_version=theme.version)
    dissolved = last_entry(session)
    with pytest.raises(NotNow, match="“Money” was given up"), session.begin_nested():
        undo.undo(session, here.facilitator, entry_id=withdrawn)
    session.expire_all()
    undo.undo(session, here.facilitator, entry_id=dissolved)
    undo.undo(session, here.facilitator, entry_id=withdrawn)
    rows = statements.list_statements(session, edition_id=here.edition.id)
    assert [row.theme for row in rows[:2]] == ["Money", "Money"]


def test_what_was_left_out_since_is_neither_cited_nor_placed_again(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    draft = wordings.word(session, here.facilitator, heading="First")
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=draft.id,
        statement_ids=ids[:2],
        support=Support.SUPPORTS,
    )
    evidence.uncite(session, here.facilitator, encouragement_id=draft.id, statement_ids=ids[:1])
    uncited = last_entry(session)
    themes.move(session, here.facilitator, statement_ids=ids[:1], theme_id=None)
    moved = last_entry(session)
    version = session.get_one(Statement, ids[0]).version
    leaving_out.withdraw_statement(
        session, here.facilitator, statement_id=ids[0], because="x", seen_version=version
    )
    withdrawn = last_entry(session)
    for entry in (uncited, moved):
        with pytest.raises(NotNow, match="-A1-01 was left out since"), session.begin_nested():
            undo.undo(session, here.facilitator, entry_id=entry)
        session.expire_all()
    undo.undo(session, here.facilitator, entry_id=withdrawn)
    undo.undo(session, here.facilitator, entry_id=moved)
    undo.undo(session, here.facilitator, entry_id=uncited)
    [row, *_] = statements.list_statements(session, edition_id=here.edition.id)
    assert (row.theme, row.disposition) == (theme.name, Disposition.CITED)


def test_a_wording_that_was_reviewed_cannot_be_taken_back(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        row = submitted(session, here, statement_ids(session, here))
        wordings.reword(
            session,
            here.facilitator,
            encouragement_id=row.id,
            heading="other words",
            explanation="e",
            seen_version=row.version,
        )
        entry = last_entry(session)
        reviews.give(
            session, here.steering, wording_id=wording_id(session, row, 2), verdict=Verdict.AGREE
        )
    with transaction(engine) as session, pytest.raises(NotNow, match="built on this since"):
        undo.undo(session, here.facilitator, entry_id=entry)


def test_what_cannot_be_taken_back_says_why(session: Session) -> None:
    here = world(session)
    approved(session, here, statement_ids(session, here))
    with pytest.raises(NotNow, match="A later word of the same member"):
        undo.undo(session, here.facilitator, entry_id=last_entry(session))
    notes.add_note(session, here.rapporteur, workshop_id=here.workshop.id, text="A note.")
    with pytest.raises(NotNow, match="Notes stay"):
        undo.undo(session, here.facilitator, entry_id=last_entry(session))


def test_an_edited_note_leaves_no_words_of_participants_in_the_log(session: Session) -> None:
    here = world(session)
    statement_ids(session, here, "Money:\n* Publish the budget\n* Train the staff")
    note = session.exec(select(Note)).one()
    notes.revise(
        session,
        here.rapporteur,
        note_id=note.id,
        seen_version=note.version,
        text="Secrets:\n* Publish the budget\n* Train the staff",
    )
    kept = [
        row.model_dump(include={"detail", "changes"})
        for row in session.exec(select(AuditEntry)).all()
    ]
    assert "Money" not in str(kept)
    assert "Secrets" not in str(kept)
    assert "budget" not in str(kept)
