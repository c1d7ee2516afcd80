"""Whatever people cut anew: edits of the note respect it, nothing is lost, references stay."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from hrgl.core.models import AuditEntry, Note, Statement
from hrgl.errors import HrglError
from hrgl.notes import statements
from tests.builders import World, statement_ids, world
from tests.notes.test_lineage import TWO_IDEAS, join, revise, rows_of, split, take_back, withdrawn


def test_editing_another_line_keeps_what_people_split_and_joined(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here, f"* {TWO_IDEAS}\n* Pay people\n* Pay them well\n* Last")
    split(session, here, ids[0])
    join(session, here, ids[1], ids[2])
    before = rows_of(session, here)
    revise(session, here, f"* First of all\n* {TWO_IDEAS}\n* Pay people\n* Pay them well\n* Lost")
    after = rows_of(session, here)
    for short in ("A1-05", "A1-06", "A1-07"):
        assert after[short].text == before[short].text
        assert after[short].disposition == "open"
        assert after[short].note_id != before[short].note_id
    assert after["A1-08"].text == "First of all"


def test_a_changed_line_is_cut_by_the_rules_again(session: Session) -> None:
    here = world(session)
    [one] = statement_ids(session, here, TWO_IDEAS)
    split(session, here, one)
    revise(session, here, "Publish all that the city spends, and on whom it spends it")
    rows = rows_of(session, here)
    assert [row.disposition.value for row in rows.values()] == ["withdrawn"] * 3 + ["open"]


def test_editing_a_note_never_brings_a_withdrawn_statement_back(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here, "* Publish the budget\n* My secret\n* Pay people")
    withdrawn(session, here, ids[1], 0)
    revise(session, here, "* Publish the budgets\n* My secret\n* Pay people\n* Ask the young")
    rows = rows_of(session, here)
    assert rows["A1-02"].disposition == "withdrawn"
    assert rows["A1-02"].because == "asked to"
    assert [r.text for r in rows.values() if "secret" in r.text] == ["My secret"]
    assert rows["A1-04"].text == "Ask the young"


STEP = st.tuples(
    st.sampled_from(["split", "join", "edit", "withdraw", "take back"]),
    st.integers(0, 50),
    st.integers(0, 90),
)
LINES = ["Publish the budget. In plain words! Everywhere", "Train staff, pay them", "Ask the young"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, min_size=1, max_size=8))
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_whatever_is_cut_anew_nothing_is_lost_and_no_reference_is_given_twice(
    session: Session, steps: list[tuple[str, int, int]]
) -> None:
    here = world(session, code=f"l{len(session.exec(select(AuditEntry.id)).all())}")
    statement_ids(session, here, "\n".join(f"* {line}" for line in LINES))
    given_to: dict[str, int] = {}
    said: dict[str, str] = {}
    for step in steps:
        before = _covered(session, here)
        try:
            with session.begin_nested():
                _take(session, here, *step)
        except HrglError:
            assert _covered(session, here) == before
            continue
        if step[0] in {"split", "join"}:
            assert _covered(session, here) >= before
        _check(session, here, given_to, said, edited=step[0] == "edit")


def _take(session: Session, here: World, what: str, number: int, at: int) -> None:
    rows = list(rows_of(session, here).values())
    row = rows[number % len(rows)]
    if what == "split":
        split(session, here, row.id, at=at % (len(row.text) + 1))
    elif what == "join":
        join(session, here, row.id, rows[(number + 1 + at % 3) % len(rows)].id)
    elif what == "edit":
        lines = [f"* {line}" for line in LINES]
        lines[number % len(lines)] += f" {at}"
        revise(session, here, "\n".join(lines[: 1 + at % len(lines)]))
    elif what == "withdraw":
        withdrawn(session, here, row.id, 0)
    else:
        take_back(session, here)


def _covered(session: Session, here: World) -> set[tuple[int, int]]:
    """Every visible character that stands in a live statement, by its note and place."""
    query = select(Statement, Note.text).join(Note, col(Note.id) == Statement.note_id)
    rows = session.exec(query.where(Statement.workshop_id == here.workshop.id)).all()
    return {
        (row.note_id, at)
        for row, text in rows
        if row.withdrawn_because is None
        for at in range(row.start, row.end)
        if not text[at].isspace()
    }


def _check(
    session: Session, here: World, given_to: dict[str, int], said: dict[str, str], *, edited: bool
) -> None:
    live: dict[int, list[tuple[int, int]]] = {}
    for row in statements.list_statements(session, edition_id=here.edition.id):
        statement = session.get_one(Statement, row.id)
        text = session.get_one(Note, row.note_id).text
        assert row.text == text[statement.start : statement.end] == row.text.strip() != ""
        assert given_to.setdefault(row.reference, row.id) == row.id
        # only an edit of the note may correct the words of a reference
        assert edited or said.get(row.reference, row.text) == row.text
        said[row.reference] = row.text
        if row.disposition != "withdrawn":
            live.setdefault(row.note_id, []).append((statement.start, statement.end))
    for spans in live.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
