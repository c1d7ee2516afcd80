"""Promise 3 and the trace, stateful: after any acts and undos the sums and the references hold."""

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.database import reading, transaction
from hrgl.core.models import AuditEntry, Wording
from hrgl.encouragements.tracing.destinations import whereto
from hrgl.encouragements.tracing.endings import ending
from hrgl.encouragements.tracing.flow import statement_flow
from hrgl.encouragements.tracing.happened import courses_of_all
from hrgl.encouragements.tracing.ledgers import ledger_by_room
from hrgl.encouragements.tracing.looking_up import look_up
from hrgl.errors import HrglError
from hrgl.notes.references import named_in
from hrgl.notes.statements import Disposition, StatementView, ledger, list_statements
from hrgl.operations import undo
from tests.any_order import any_order, tried_in_full
from tests.drawing import Draw, draft_acts, theme_acts
from tests.operations.test_undo_any import ACTS, begin_night

Words = dict[tuple[int, int], tuple[str, str, str]]


def _words(session: Session) -> Words:
    """Every wording there is, by encouragement and number."""
    return {
        (each.encouragement_id, each.number): (each.heading, each.explanation, each.examples)
        for each in session.exec(select(Wording)).all()
    }


def _adds_up(session: Session, edition_id: int, rows: list[StatementView]) -> None:
    account = ledger(session, edition_id=edition_id, rows=rows)
    assert sum(account.dispositions.values()) == account.statements == len(rows)
    by_room = ledger_by_room(session, edition_id=edition_id, rows=rows)
    assert by_room.every.statements == sum(line.statements for line in by_room.rooms) == len(rows)
    assert statement_flow(session, edition_id=edition_id, rows=rows).statements == len(rows)


def _says_what_stands(session: Session, edition_id: int, rows: list[StatementView]) -> None:
    """What the log says of citations is what the tables hold; every ending can be told."""
    there = whereto(session, edition_id=edition_id)
    courses = courses_of_all(session, edition_id=edition_id, there=there)
    by_reference = {row.reference: row for row in rows}
    for row in rows:
        told = ending(row, there, by_reference)
        now = dict(there.cited.get(row.id, ()))
        assert (row.disposition is Disposition.CITED) == bool(now)
        assert all(there.encouragements[key].named in told for key in now)
        course = courses.get(row.id)
        standing = (
            {c.encouragement_id: c.support for c in course.cited if not c.until} if course else {}
        )
        assert standing == now


def _resolves(session: Session, edition_id: int, rows: list[StatementView]) -> None:
    """A reference in any wording, also in a former one, leads to its statement."""
    for draft in whereto(session, edition_id=edition_id).encouragements.values():
        for text in draft.wordings:
            for short in named_in(f"{text.explanation} {text.examples}"):
                found = look_up(session, edition_id=edition_id, wanted=short, rows=rows)
                assert [row.short for row in found.statements] == [short]


def _entries(session: Session, edition_id: int) -> Sequence[int]:
    query = select(AuditEntry.id).where(AuditEntry.edition_id == edition_id)
    return session.exec(query.order_by(col(AuditEntry.id))).all()


def machine(engine: Engine, tried: dict[str, int]) -> type[RuleBasedStateMachine]:
    """Any acts in any order, and any of them taken back at any time, if that is allowed."""

    class Evening(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            with transaction(engine) as session:
                self.here, self.clustering = begin_night(session)
                self.begun = len(_entries(session, self.here.edition.id))

        @rule(name=st.sampled_from(ACTS), number=st.integers(0, 60))
        def act(self, name: str, number: int) -> None:
            try:
                with transaction(engine) as session:
                    before = _words(session)
                    draw = Draw(session, self.here, self.clustering, number)
                    ({**theme_acts(draw), **draft_acts(draw)})[name](session, self.here.facilitator)
                    session.flush()
                    after = _words(session)
            except HrglError:
                return
            tried[name] = tried.get(name, 0) + 1
            assert before.items() <= after.items(), "a wording was lost or changed"

        @rule(number=st.integers(0, 60))
        def take_back(self, number: int) -> None:
            with reading(engine) as session:
                entries = _entries(session, self.here.edition.id)[self.begun :]
            if not entries:
                return
            chosen = entries[-1 - number % len(entries)]
            try:
                with transaction(engine) as session:
                    before = _words(session)
                    entry = undo.undo(session, self.here.facilitator, entry_id=chosen)
                    after, noted = _words(session), list(entry.changes)
            except HrglError:
                return
            tried["act.undone"] = tried.get("act.undone", 0) + 1
            gone = before.keys() - after.keys()
            # what the act that was taken back had written is kept in the entry, to come back
            kept = [c["before"] for c in noted if c["table"] == "wording" and c["after"] is None]
            assert gone == {(each["encouragement_id"], each["number"]) for each in kept}
            assert all(before[key] == after[key] for key in before.keys() & after.keys())

        @invariant()
        def holds(self) -> None:
            edition_id = self.here.edition.id
            with reading(engine) as session:
                rows = list_statements(session, edition_id=edition_id)
                _adds_up(session, edition_id, rows)
                _says_what_stands(session, edition_id, rows)
                _resolves(session, edition_id, rows)

    return Evening


def test_after_any_acts_the_sums_hold_no_wording_is_lost_and_references_resolve(
    engine: Engine,
) -> None:
    tried: dict[str, int] = {}
    run_state_machine_as_test(machine(engine, tried), settings=any_order(engine, 20, 25))
    if tried_in_full(engine):
        assert len(tried) > len(ACTS) // 4, "hardly any act was carried out"
