"""Promise 6: act then undo gives back the same state, after any sequence of acts."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl import board, encouragements, evidence, notes, reviews, statements, themes, undo
from hrgl.db import transaction
from hrgl.errors import HrglError, NotNow
from hrgl.models import AuditEntry, Note
from hrgl.words import Kind, Support, Verdict
from tests.builders import World, approved, statement_ids, submitted, world


def state(session: Session, here: World) -> object:
    """All that people can see, without the versions of the rows."""
    session.flush()
    rows = statements.said(session, edition_id=here.edition.id)
    drafts = reviews.drafts(session, edition_id=here.edition.id)
    found = board.board(session, edition_id=here.edition.id)
    return (
        [row._replace(version=0) for row in rows],
        [(d.id, d.place, d.stage, d.heading, d.explanation, d.remarks, d.opinions) for d in drafts],
        [(t.id, t.name, t.description, t.reviewed, t.encouragements) for t in found.themes],
    )


def last_entry(session: Session) -> int:
    return session.exec(select(AuditEntry.id).order_by(col(AuditEntry.id).desc())).first() or 0


ACTS = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 5), st.integers(0, 5)), max_size=8)


def _do(session: Session, here: World, ids: list[int], act: tuple[int, int, int]) -> None:
    which, one, other = act
    actor, live = here.facilitator, themes.live(session, edition_id=here.edition.id)
    if not live:
        raise NotNow("No theme is left to act on.")
    theme, into = live[one % len(live)], live[other % len(live)]
    draft = reviews.drafts(session, edition_id=here.edition.id)[one % 2]
    row = statements.said(session, edition_id=here.edition.id)[one]
    seen = {"seen_version": draft.version}
    [
        lambda: themes.create(session, actor, name=f"T{one}{other}", statement_ids=[ids[one]]),
        lambda: themes.move(session, actor, statement_ids=[ids[one]], theme_id=into.id),
        lambda: themes.move(session, actor, statement_ids=[ids[one]], theme_id=None),
        lambda: themes.merge(
            session, actor, theme_id=theme.id, into_id=into.id, seen_version=theme.version
        ),
        lambda: themes.dissolve(session, actor, theme_id=theme.id, seen_version=theme.version),
        lambda: themes.set_aside(session, actor, statement_ids=[ids[one]], because="off topic"),
        lambda: themes.same_as(session, actor, statement_id=ids[one], of_id=ids[other]),
        lambda: themes.rename(
            session, actor, theme_id=theme.id, name=f"N{other}", seen_version=theme.version
        ),
        lambda: statements.mark(
            session, actor, statement_id=row.id, kind=Kind.NEED, seen_version=row.version
        ),
        lambda: encouragements.reword(
            session, actor, encouragement_id=draft.id, heading=f"h{other}", explanation="e", **seen
        ),
        lambda: encouragements.give_place(
            session, actor, encouragement_id=draft.id, place=1 + other % 2, **seen
        ),
        lambda: evidence.cite(
            session, actor, encouragement_id=draft.id, statement_ids=[ids[other]],
            support=Support.EXAMPLE,
        ),
        lambda: encouragements.set_aside(session, actor, encouragement_id=draft.id, **seen),
        lambda: encouragements.word(
            session, actor, heading=f"w{one}", theme_ids=[theme.id],
            citations={ids[other]: Support.SUPPORTS},
        ),
    ][which]()  # fmt: skip


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(acts=[(3, 0, 1), (4, 0, 0), (0, 0, 0)])  # merged and dissolved until none is left
@given(acts=ACTS)
def test_any_acts_followed_by_their_undos_restore_the_state(
    engine: Engine, acts: list[tuple[int, int, int]]
) -> None:
    with transaction(engine) as session:
        code = f"u{last_entry(session)}"
        here = world(session, code=code)
        ids = statement_ids(session, here)
        for name in ("First", "Second"):
            themes.create(session, here.facilitator, name=name, statement_ids=[])
            encouragements.word(session, here.facilitator, heading=name)
        before = state(session, here)
    done: list[int] = []
    for act in acts:
        try:
            with transaction(engine) as session:
                _do(session, here, ids, act)
                entry = session.get_one(AuditEntry, last_entry(session))
                done += [entry.id] if entry.changes else []  # some acts change nothing
        except HrglError:
            pass
    for entry_id in reversed(done):
        with transaction(engine) as session:
            undo.undo(session, here.facilitator, entry_id=entry_id)
    with transaction(engine) as session:
        assert state(session, here) == before


def test_an_undo_can_be_taken_back_in_turn(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    after = state(session, here)
    undo.undo(session, here.facilitator, entry_id=last_entry(session))
    assert themes.live(session, edition_id=here.edition.id) == []
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


def test_a_wording_that_was_reviewed_cannot_be_taken_back(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        row = submitted(session, here, statement_ids(session, here))
        encouragements.reword(
            session, here.facilitator, encouragement_id=row.id, heading="other words",
            explanation="e", seen_version=row.version,
        )  # fmt: skip
        entry = last_entry(session)
        reviews.give(
            session, here.steering, encouragement_id=row.id, verdict=Verdict.AGREE, seen_wording=2
        )
    with transaction(engine) as session, pytest.raises(NotNow, match="built on this since"):
        undo.undo(session, here.facilitator, entry_id=entry)


def test_what_cannot_be_taken_back_says_why(session: Session) -> None:
    here = world(session)
    approved(session, here, statement_ids(session, here))
    with pytest.raises(NotNow, match="A later word of the same member"):
        undo.undo(session, here.facilitator, entry_id=last_entry(session))
    notes.add(session, here.rapporteur, workshop_id=here.workshop.id, text="A note.")
    with pytest.raises(NotNow, match="Notes stay"):
        undo.undo(session, here.facilitator, entry_id=last_entry(session))


def test_an_edited_note_leaves_no_words_of_participants_in_the_log(session: Session) -> None:
    here = world(session)
    statement_ids(session, here, "Money:\n* Publish the budget\n* Train the staff")
    note = session.exec(select(Note)).one()
    notes.revise(
        session, here.rapporteur, note_id=note.id, seen_version=note.version,
        text="Secrets:\n* Publish the budget\n* Train the staff",
    )  # fmt: skip
    kept = [
        row.model_dump(include={"detail", "changes"})
        for row in session.exec(select(AuditEntry)).all()
    ]
    assert "Money" not in str(kept)
    assert "Secrets" not in str(kept)
    assert "budget" not in str(kept)
