"""Statements as they are shown, marked, withdrawn and accounted for."""

import pytest
from sqlmodel import Session

from hrgl.core.enums import Attribution, Kind, Support, Withdrawal
from hrgl.core.models import Edition, Placement, Statement, Workshop
from hrgl.encouragements import evidence, wordings
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from hrgl.notes import leaving_out, notes, standing, statements
from hrgl.notes.notes import About
from hrgl.notes.statements import StatementView
from hrgl.themes import themes
from tests.builders import World, statement_ids, submitted, world
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def ids(session: Session, here: World) -> list[int]:
    return statement_ids(session, here)


def _rows(session: Session, here: World) -> list[StatementView]:
    session.flush()
    return statements.list_statements(session, edition_id=here.edition.id)


def _withdraw(session: Session, here: World, which: int, because: str = "a slip") -> Statement:
    version = session.get_one(Statement, which).version
    return leaving_out.withdraw_statement(
        session, here.rapporteur, statement_id=which, because=because, seen_version=version
    )


def test_a_statement_is_told_with_all_that_was_decided_about_it(
    session: Session, here: World
) -> None:
    about = About(
        actor_type="academia",
        region="Asia",
        organisation="A city",
        speaker="Zoë Q",
        attribution=Attribution.NAMED,
        kind=Kind.NEED,
    )
    session.get_one(Edition, here.edition.id).attribution = Attribution.NAMED
    taken = notes.add_note(
        session,
        here.rapporteur,
        workshop_id=here.workshop.id,
        about=about,
        text="Money:\n* Publish the budget\n* Pay people",
    )
    first = taken.statements[0]
    theme = themes.create(session, here.facilitator, name="Costs", statement_ids=[first.id])
    [row, other] = _rows(session, here)
    assert (row.id, row.version, row.note_id) == (first.id, first.version, first.note_id)
    assert (row.reference, row.short, row.workshop) == ("HRGL-2031-A1-01", "A1-01", "A1")
    assert (row.text, row.context, row.kind) == ("Publish the budget", first.context, Kind.NEED)
    assert row.context
    assert (row.who, row.actor_type, row.region) == ("Zoë Q", "academia", "Asia")
    assert (row.theme_id, row.theme, row.pinned, row.fit) == (theme.id, "Costs", True, None)
    assert (row.disposition, row.because, row.encouragements) == ("open", "", ())
    assert (row.stand, other.stand) == ((row.version, theme.id), (other.version, None))
    assert (row.person, row.withdrawal) == (("named", "q zoe"), None)
    assert (other.theme_id, other.theme, other.pinned, other.fit) == (None, None, False, None)
    placement = standing.placements(session, [row.id])[0]
    placement.pinned, placement.fit = False, 0.75
    [row, _] = _rows(session, here)
    assert (row.pinned, row.fit) == (False, 0.75)


def test_statements_are_told_of_one_workshop_or_some_ids_in_the_order_of_their_references(
    session: Session, here: World, ids: list[int]
) -> None:
    first = Workshop(edition_id=here.edition.id, code="A0", title="Before")
    session.add(first)
    session.flush()
    notes.add_note(session, here.rapporteur, workshop_id=first.id, text="* The first idea")
    there = world(session, code="2032")
    statement_ids(session, there, "* Another edition")
    every = statements.list_statements(session, edition_id=here.edition.id)
    assert [row.short for row in every] == ["A0-01", *(f"A1-0{at}" for at in range(1, 7))]
    [one] = statements.list_statements(session, edition_id=here.edition.id, workshop_id=first.id)
    assert (one.workshop, one.text) == ("A0", "The first idea")
    some = statements.list_statements(session, edition_id=here.edition.id, ids=[ids[4], ids[1]])
    assert [row.id for row in some] == [ids[1], ids[4]]
    assert (
        statements.list_statements(session, edition_id=there.edition.id, workshop_id=first.id) == []
    )


def test_where_a_statement_ended_is_told_with_why(
    session: Session, here: World, ids: list[int]
) -> None:
    _withdraw(session, here, ids[0], " a slip ")
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=ids[1:2], because="off topic"
    )
    leaving_out.same_as(session, here.facilitator, statement_id=ids[2], of_id=ids[3])
    row = submitted(session, here, ids[4:5])
    theme = themes.create(session, here.facilitator, name="Costs", statement_ids=ids[3:4])
    rows = _rows(session, here)
    assert [(each.disposition, each.because) for each in rows] == [
        ("withdrawn", "a slip"),
        ("set aside", "off topic"),
        ("same as", "HRGL-2031-A1-04"),
        ("open", ""),
        ("cited", ""),
        ("open", ""),
    ]
    assert [each.left_out for each in rows] == [True, True, True, False, False, False]
    assert [each.waiting for each in rows] == [False, False, False, False, False, True]
    assert rows[4].encouragements == (str(row.place),)
    assert rows[3].theme_id == theme.id
    [alone] = statements.list_statements(session, edition_id=here.edition.id, ids=ids[2:3])
    assert alone.because == "another statement"


def test_a_citation_counts_where_it_stands_and_places_are_told_before_candidates(
    session: Session, here: World, ids: list[int]
) -> None:
    candidate = wordings.word(session, here.facilitator, heading="do it")
    submitted(session, here, ids[:1], place=2)
    submitted(session, here, ids[:1], place=1)
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=candidate.id,
        statement_ids=ids[:2],
        support=Support.EXAMPLE,
    )
    first, second, *_ = _rows(session, here)
    assert first.encouragements == ("1", "2", f"candidate {candidate.id}")
    assert second.encouragements == (f"candidate {candidate.id}",)


def test_the_account_adds_up_and_is_told_to_other_programs(
    session: Session, here: World, ids: list[int]
) -> None:
    _withdraw(session, here, ids[0])
    themes.create(session, here.facilitator, name="Costs", statement_ids=ids[1:2])
    submitted(session, here, ids[2:3])
    session.flush()
    account = statements.ledger(session, edition_id=here.edition.id)
    counts = {"withdrawn": 1, "set aside": 0, "same as": 0, "cited": 1, "open": 4}
    assert (account.statements, account.dispositions) == (6, counts)
    shorter = statements.ledger(session, edition_id=here.edition.id, rows=account.rows[:2])
    assert (shorter.statements, shorter.dispositions["open"]) == (2, 1)
    told_as = statements.ledger_as_json(account)
    assert (told_as["statements"], told_as["dispositions"]) == (6, counts)
    assert told_as["rows"][1] == {
        "reference": "HRGL-2031-A1-02",
        "text": "Train procurement staff in human rights",
        "disposition": "open",
        "theme": "Costs",
        "encouragements": [],
    }
    assert told_as["rows"][2]["encouragements"] == ["1"]


def test_what_is_withdrawn_leaves_its_theme_and_what_it_stood_for_stands_for_itself(
    session: Session, here: World, ids: list[int]
) -> None:
    themes.create(session, here.facilitator, name="Costs", statement_ids=ids[:2])
    leaving_out.same_as_all(session, here.facilitator, statement_ids=ids[2:4], of_id=ids[0])
    leaving_out.same_as(session, here.facilitator, statement_id=ids[4], of_id=ids[1])
    with pytest.raises(NotValid, match="why it is withdrawn") as refusal:
        _withdraw(session, here, ids[0], " ")
    assert refusal.value.field == "because"
    row = _withdraw(session, here, ids[0])
    assert (row.id, row.withdrawn_because, row.withdrawal) == (ids[0], "a slip", Withdrawal.PERSON)
    assert [each.withdrawal for each in _rows(session, here)][:2] == [Withdrawal.PERSON, None]
    assert told(session) == ("statement.withdrawn", {"reference": "HRGL-2031-A1-01"})
    assert told_of(session, here.rapporteur, row)
    assert [p.statement_id for p in standing.placements(session, ids)] == [ids[1]]
    assert [each.disposition.value for each in _rows(session, here)] == [
        "withdrawn",
        "open",
        "open",
        "open",
        "same as",
        "open",
    ]


def test_the_kind_of_a_statement_is_a_person_s_mark(
    session: Session, here: World, ids: list[int]
) -> None:
    version = session.get_one(Statement, ids[0]).version
    row = statements.mark(
        session, here.rapporteur, statement_id=ids[0], kind=Kind.LESSON, seen_version=version
    )
    assert (row.id, row.kind) == (ids[0], Kind.LESSON)
    assert told(session) == ("statement.marked", {"reference": "HRGL-2031-A1-01"})
    assert told_of(session, here.rapporteur, row)
    assert [each.kind for each in _rows(session, here)][:2] == [Kind.LESSON, None]


def test_nothing_is_done_to_what_was_changed_since_is_cited_or_of_another_edition(
    session: Session, here: World, ids: list[int]
) -> None:
    there = world(session, code="2032")
    for which, actor, version, error in (
        (ids[0], here.rapporteur, 9, OutOfDate),
        (ids[0], there.rapporteur, 1, NotFound),
    ):
        with pytest.raises(error):
            leaving_out.withdraw_statement(
                session, actor, statement_id=which, because="x", seen_version=version
            )
        with pytest.raises(error):
            statements.mark(session, actor, statement_id=which, kind=None, seen_version=version)
    submitted(session, here, ids[:2])
    with pytest.raises(NotNow, match="A1-01 is cited in an encouragement"):
        _withdraw(session, here, ids[0])
    rows = [session.get_one(Statement, each) for each in ids]
    with pytest.raises(NotNow, match="A1-01, HRGL-2031-A1-02 is cited"):
        standing.refuse_if_cited(session, rows)
    standing.refuse_if_cited(session, rows[2:])


def test_each_way_of_being_left_out_keeps_a_statement_from_being_moved(
    session: Session, here: World, ids: list[int]
) -> None:
    rows = [session.get_one(Statement, each) for each in ids]
    rows[0].withdrawal, rows[0].withdrawn_because = Withdrawal.PERSON, "x"
    rows[1].set_aside_because, rows[2].same_as_id = "y", ids[3]
    for row in rows[:3]:
        with pytest.raises(NotNow, match=f"{row.reference} has been left out"):
            standing.refuse_if_left_out([rows[5], row])
    standing.refuse_if_left_out(rows[3:])
    assert session.get(Placement, 1) is None
