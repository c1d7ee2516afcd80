"""Notes and their statements."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.enums import Kind
from hrgl.core.models import AuditEntry, Note, Statement
from hrgl.editions import summaries
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.notes import leaving_out, notes, statements
from tests.builders import statement_ids, submitted, world


def test_a_note_is_cut_into_numbered_statements_with_references_for_ever(session: Session) -> None:
    here = world(session)
    statement_ids(session, here, "* Publish the budget\n* Train the staff of the city")
    rows = statements.list_statements(session, edition_id=here.edition.id)
    assert [row.reference for row in rows] == ["HRGL-2031-A1-01", "HRGL-2031-A1-02"]
    assert [row.text for row in rows] == ["Publish the budget", "Train the staff of the city"]


def test_numbers_go_on_with_the_next_note(session: Session) -> None:
    here = world(session)
    statement_ids(session, here, "Publish the budget.")
    statement_ids(session, here, "Train the staff.")
    rows = statements.list_statements(session, edition_id=here.edition.id)
    assert rows[1].reference == "HRGL-2031-A1-02"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The note is empty"),
        ("   \n ", "The note is empty"),
        ("Hello everyone!", "Nothing in this note is a statement"),
        ("x" * 200_001, "200,001 characters, at most 200,000"),
    ],
)
def test_a_note_without_a_statement_is_refused_and_nothing_is_stored(
    session: Session, text: str, said: str
) -> None:
    here = world(session)
    before = len(session.exec(select(AuditEntry)).all())
    with pytest.raises(NotValid, match=said):
        notes.add_note(session, here.rapporteur, workshop_id=here.workshop.id, text=text)
    assert session.exec(select(Note)).all() == []
    assert len(session.exec(select(AuditEntry)).all()) == before


def test_one_act_writes_one_audit_entry_without_the_words(session: Session) -> None:
    here = world(session)
    before = len(audit.history(session, edition_id=here.edition.id))
    statement_ids(session, here, "A secret sentence of a participant.")
    entries = audit.history(session, edition_id=here.edition.id)
    assert len(entries) == before + 1
    assert "secret" not in str(entries[0])


def test_editing_a_note_keeps_the_identity_of_untouched_statements(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here, "* Publish the budget\n* Train the staff\n* Pay people")
    note = session.exec(select(Note)).one()
    notes.revise(
        session,
        here.rapporteur,
        note_id=note.id,
        text="* Publish the budget\n* Train all the staff\n* Ask the young",
        seen_version=note.version,
    )
    rows = {row.id: row for row in statements.list_statements(session, edition_id=here.edition.id)}
    assert rows[ids[0]].text == "Publish the budget"
    assert rows[ids[1]].text == "Train all the staff"
    assert rows[ids[2]].disposition == "withdrawn"
    assert rows[ids[2]].text == "Pay people"
    assert len(rows) == 4


@pytest.mark.parametrize("way", ["withdrawn", "edited away"])
def test_what_was_counted_as_the_same_as_a_statement_that_goes_stands_for_itself_again(
    session: Session, way: str
) -> None:
    here = world(session)
    one, other = statement_ids(session, here, "* Publish the budget\n* Publish all budgets")
    leaving_out.same_as(session, here.facilitator, statement_id=other, of_id=one)
    note = session.exec(select(Note)).one()
    if way == "withdrawn":
        version = session.get_one(Statement, one).version
        leaving_out.withdraw_statement(
            session, here.rapporteur, statement_id=one, because="asked to", seen_version=version
        )
    else:
        notes.revise(
            session,
            here.rapporteur,
            note_id=note.id,
            text="Publish all budgets",
            seen_version=note.version,
        )
    found = [
        row.disposition.value
        for row in statements.list_statements(session, edition_id=here.edition.id)
    ]
    assert found == ["withdrawn", "open"]


def test_each_line_of_a_note_can_be_of_a_kind_of_its_own(session: Session) -> None:
    here = world(session)
    notes.add_note(
        session,
        here.rapporteur,
        workshop_id=here.workshop.id,
        text="# Money\r\n* Publish the budget. In plain words.\r\n* Train the staff\n* Last",
        about=notes.About(kind=Kind.LESSON),
        kinds=[None, Kind.NEED, None],
    )
    kinds = [row.kind for row in statements.list_statements(session, edition_id=here.edition.id)]
    assert kinds == [Kind.NEED, Kind.NEED, None, Kind.LESSON]


def test_a_cited_statement_never_vanishes_by_editing_its_note(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here, "* Publish the budget\n* Train the staff")
    submitted(session, here, ids)
    note = session.exec(select(Note)).one()
    with pytest.raises(NotNow, match="HRGL-2031-A1-02 is cited"):
        notes.revise(
            session,
            here.rapporteur,
            note_id=note.id,
            text="* Publish the budget",
            seen_version=note.version,
        )


def test_a_stale_edit_is_refused_with_the_name_of_who_changed_it(session: Session) -> None:
    here = world(session)
    seen = here.workshop.version
    summaries.summarise(
        session, here.facilitator, workshop_id=here.workshop.id, summary="First", seen_version=seen
    )
    with pytest.raises(OutOfDate, match="Fadi changed this") as refused:
        summaries.summarise(
            session,
            here.rapporteur,
            workshop_id=here.workshop.id,
            summary="Second",
            seen_version=seen,
        )
    assert refused.value.changed_by == "Fadi"


LINE = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=st.lists(LINE, min_size=1, max_size=5), after=st.lists(LINE, min_size=1, max_size=5))
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_every_statement_is_always_the_span_of_its_note(
    session: Session, before: list[str], after: list[str]
) -> None:
    here = world(session, code=f"p{len(session.exec(select(AuditEntry.id)).all())}")
    try:
        notes.add_note(
            session, here.rapporteur, workshop_id=here.workshop.id, text="\n".join(before)
        )
        note = session.exec(
            select(Note).where(Note.workshop_id == here.workshop.id).order_by(col(Note.id).desc())
        ).first()
        assert note is not None
        notes.revise(
            session,
            here.rapporteur,
            note_id=note.id,
            text="\n".join(after),
            seen_version=note.version,
        )
    except NotValid:
        pass  # nothing in these lines is a statement
    rows = session.exec(select(Statement).where(Statement.workshop_id == here.workshop.id)).all()
    shown = {
        row.id: row.text for row in statements.list_statements(session, edition_id=here.edition.id)
    }
    for row in rows:
        text = session.get_one(Note, row.note_id).text
        assert 0 <= row.start < row.end <= len(text)
        assert shown[row.id] == text[row.start : row.end]


TYPED = [
    "Streets are not safe for people who use a wheelchair in the",
    "but some residents fear that ramps will take away parking spaces",
    "the city should ask them before it plans anything at all, and",
    "nobody answers",
]


def test_typed_lines_are_statements_of_their_own_each_of_its_kind(session: Session) -> None:
    here = world(session)
    kinds = [Kind.CHALLENGE, Kind.RESERVATION, None, Kind.NEED]
    notes.add_note(
        session, here.rapporteur, workshop_id=here.workshop.id, text="\n".join(TYPED), kinds=kinds
    )
    rows = statements.list_statements(session, edition_id=here.edition.id)
    assert [(row.text, row.kind) for row in rows] == list(zip(TYPED, kinds, strict=True))


def test_an_edit_of_one_typed_line_leaves_the_others_as_they_are(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here, "\n".join(TYPED))
    note = session.exec(select(Note)).one()
    changed = [*TYPED[:3], "nobody answers letters"]
    notes.revise(session, here.rapporteur, note_id=note.id, text="\n".join(changed), seen_version=1)
    rows = statements.list_statements(session, edition_id=here.edition.id)
    assert [(row.id, row.text) for row in rows] == list(zip(ids, changed, strict=True))


def test_what_an_older_program_had_joined_stays_one_statement_through_an_edit(
    session: Session,
) -> None:
    here = world(session)
    ids = statement_ids(session, here, "\n".join(TYPED))
    for each in session.exec(select(Statement).where(col(Statement.id).in_(ids[1:2]))).all():
        session.delete(each)
    first = session.get_one(Statement, ids[0])
    first.end += 1 + len(TYPED[1])
    session.flush()
    note = session.exec(select(Note)).one()
    text = "\n".join([*TYPED, "one more"])
    notes.revise(session, here.rapporteur, note_id=note.id, text=text, seen_version=note.version)
    rows = statements.list_statements(session, edition_id=here.edition.id)
    assert [row.text for row in rows] == ["\n".join(TYPED[:2]), *TYPED[2:], "one more"]
    assert rows[0].id == ids[0]


def test_what_falls_out_by_a_newer_rule_stays_a_statement_through_an_edit(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here, "Publish the budget\n\nabcdefgh\n\n- 1. Mai")
    note = session.exec(select(Note)).one()
    # as an older program had cut it, which knew no greetings and took the number for a mark
    note.text = "Publish the budget\n\nHi there\n\n- 1. Mai"
    last = session.get_one(Statement, ids[2])
    last.start = last.end - len("Mai")
    session.flush()
    notes.revise(
        session,
        here.rapporteur,
        note_id=note.id,
        text=f"{note.text}\nTrain the staff",
        seen_version=note.version,
    )
    rows = statements.list_statements(session, edition_id=here.edition.id)
    assert [row.text for row in rows] == [
        "Publish the budget",
        "Hi there",
        "Mai",
        "Train the staff",
    ]
    assert [row.disposition.value for row in rows] == ["open"] * 4
