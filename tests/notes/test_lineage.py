"""Statements that people cut anew: split, joined, and what becomes of them when notes change."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select

from hrgl.core.enums import Kind, Withdrawal
from hrgl.core.models import AuditEntry, Clustering, Lineage, Note, Placement, Statement
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.notes import leaving_out, lineage, notes, statements
from hrgl.notes.statements import StatementView
from hrgl.operations import undo
from hrgl.themes import themes
from tests.builders import World, statement_ids, submitted, world

TWO_IDEAS = "Publish the budget in plain words and train the staff who buy things"
AT = TWO_IDEAS.index(" and")


def rows_of(session: Session, here: World) -> dict[str, StatementView]:
    return {
        row.short: row for row in statements.list_statements(session, edition_id=here.edition.id)
    }


def split(session: Session, here: World, statement_id: int, at: int = AT) -> list[Statement]:
    version = session.get_one(Statement, statement_id).version
    made = lineage.split_statement(
        session, here.rapporteur, statement_id=statement_id, at=at, seen_version=version
    )
    return list(made)


def join(session: Session, here: World, *ids: int) -> Statement:
    return lineage.join(session, here.rapporteur, statement_ids=ids)


def take_back(session: Session, here: World) -> None:
    latest = session.exec(select(AuditEntry.id).order_by(col(AuditEntry.id).desc())).first()
    assert latest is not None
    undo.undo(session, here.facilitator, entry_id=latest)


def test_a_split_statement_becomes_two_with_references_of_their_own(session: Session) -> None:
    here = world(session)
    [one] = statement_ids(session, here, f"# Money\n* {TWO_IDEAS}")
    split(session, here, one)
    rows = rows_of(session, here)
    assert rows["A1-02"].text == "Publish the budget in plain words"
    assert rows["A1-03"].text == "and train the staff who buy things"
    assert rows["A1-02"].context == rows["A1-03"].context == "Money"
    assert rows["A1-01"].disposition == "withdrawn"
    assert rows["A1-01"].because == "split into A1-02 and A1-03"
    assert rows["A1-01"].withdrawal is Withdrawal.SPLIT
    assert rows["A1-01"].text == TWO_IDEAS


def test_joined_neighbours_become_one_and_say_so(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here, "Publish the budget. In plain words, please.")
    join(session, here, ids[1], ids[0])
    rows = rows_of(session, here)
    assert rows["A1-03"].text == "Publish the budget. In plain words, please."
    assert rows["A1-01"].because == rows["A1-02"].because == "joined into A1-03"
    assert rows["A1-01"].withdrawal is rows["A1-02"].withdrawal is Withdrawal.JOINED


def test_the_lineage_of_a_statement_can_be_asked_for_from_both_ends(session: Session) -> None:
    here = world(session)
    [one] = statement_ids(session, here, TWO_IDEAS)
    first, second = split(session, here, one)
    found = lineage.lineage_of(session, statement_ids=[one, first.id, second.id])
    assert found[one].became == ("HRGL-2031-A1-02", "HRGL-2031-A1-03")
    assert found[one].came_from == ()
    assert found[second.id].came_from == ("HRGL-2031-A1-01",)
    together = join(session, here, first.id, second.id)
    found = lineage.lineage_of(session, statement_ids=[together.id])
    assert found[together.id].came_from == ("HRGL-2031-A1-02", "HRGL-2031-A1-03")


def test_kind_and_theme_are_inherited_and_a_pin_stays_a_pin(session: Session) -> None:
    here = world(session)
    [one] = statement_ids(session, here, TWO_IDEAS)
    statements.mark(session, here.rapporteur, statement_id=one, kind=Kind.NEED, seen_version=1)
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=[one])
    parts = split(session, here, one)
    rows = rows_of(session, here)
    for short in ("A1-02", "A1-03"):
        assert (rows[short].kind, rows[short].theme_id, rows[short].pinned) == (
            Kind.NEED,
            theme.id,
            True,
        )
    assert rows["A1-01"].theme_id is None
    join(session, here, *(part.id for part in parts))
    assert rows_of(session, here)["A1-04"].theme_id == theme.id


def test_joining_statements_of_different_kinds_leaves_the_kind_to_a_person(
    session: Session,
) -> None:
    here = world(session)
    first, second = statement_ids(session, here, "* Publish the budget\n* Train the staff")
    statements.mark(session, here.rapporteur, statement_id=first, kind=Kind.NEED, seen_version=1)
    assert join(session, here, first, second).kind is None


def test_what_people_put_into_different_themes_is_not_joined(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here, "* Publish the budget\n* Train the staff")
    for name, one in zip(("Money", "People"), ids, strict=True):
        themes.create(session, here.facilitator, name=name, statement_ids=[one])
    with pytest.raises(NotNow, match="into different themes"):
        join(session, here, *ids)


@pytest.mark.parametrize(("pinned", "into"), [((False, True), "People"), ((False, False), None)])
def test_a_person_s_theme_goes_before_the_machine_s_and_where_two_differ_nobody_decides(
    session: Session, pinned: tuple[bool, bool], into: str | None
) -> None:
    here = world(session)
    ids = statement_ids(session, here, "* Publish the budget\n* Train the staff")
    clustering = Clustering(
        edition_id=here.edition.id,
        member_id=here.facilitator.id,
        model="m",
        parameters={},
        statements_sha256="",
        result={},
    )
    session.add(clustering)
    session.flush()
    for name, one, pin in zip(("Money", "People"), ids, pinned, strict=True):
        themes.create(session, here.facilitator, name=name, statement_ids=[one])
        placement = session.exec(select(Placement).where(Placement.statement_id == one)).one()
        placement.pinned, placement.clustering_id = pin, None if pin else clustering.id
    made = join(session, here, *ids)
    row = next(row for row in rows_of(session, here).values() if row.id == made.id)
    assert row.theme == into


def test_a_cited_statement_is_neither_split_nor_joined(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here, f"* {TWO_IDEAS}\n* Pay people")
    submitted(session, here, ids[:1])
    with pytest.raises(NotNow, match="HRGL-2031-A1-01 is cited"):
        split(session, here, ids[0])
    with pytest.raises(NotNow, match="HRGL-2031-A1-01 is cited"):
        join(session, here, *ids)


def withdrawn(session: Session, here: World, one: int, _: int) -> None:
    version = session.get_one(Statement, one).version
    leaving_out.withdraw_statement(
        session, here.rapporteur, statement_id=one, because="asked to", seen_version=version
    )


def _set_aside(session: Session, here: World, one: int, _: int) -> None:
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=[one], because="off topic"
    )


def _counted(session: Session, here: World, one: int, other: int) -> None:
    leaving_out.same_as(session, here.facilitator, statement_id=one, of_id=other)


def _stands_for(session: Session, here: World, one: int, other: int) -> None:
    leaving_out.same_as(session, here.facilitator, statement_id=other, of_id=one)


@pytest.mark.parametrize("left_out", [withdrawn, _set_aside, _counted, _stands_for])
def test_what_was_left_out_or_stands_for_another_stays_as_it_is(
    session: Session, left_out: Callable[[Session, World, int, int], None]
) -> None:
    here = world(session)
    one, other, far = statement_ids(session, here, f"* {TWO_IDEAS}\n* Pay people\n* Ask the young")
    left_out(session, here, one, far)
    with pytest.raises(NotNow, match="Bring it back first"):
        split(session, here, one)
    with pytest.raises(NotNow, match="Bring it back first"):
        join(session, here, one, other)


@pytest.mark.parametrize("at", [-5, 0, 7, 10, 99])
def test_a_part_without_words_is_refused(session: Session, at: int) -> None:
    here = world(session)
    [one] = statement_ids(session, here, "Publish !!")
    with pytest.raises(NotValid, match="words on both sides"):
        split(session, here, one, at=at)


def test_a_split_meant_for_other_words_is_refused(session: Session) -> None:
    here = world(session)
    [one] = statement_ids(session, here, TWO_IDEAS)
    with pytest.raises(OutOfDate, match="changed this after you had opened it"):
        lineage.split_statement(session, here.rapporteur, statement_id=one, at=AT, seen_version=99)


def test_only_neighbours_in_one_note_are_joined(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here, "* Publish the budget\n* Train the staff\n* Pay people")
    other = statement_ids(session, here, "Ask the young.")
    for apart in ([ids[0], ids[2]], [ids[2], other[0]]):
        with pytest.raises(NotValid, match="follow one another"):
            join(session, here, *apart)
    with pytest.raises(NotValid, match="Pick two or more"):
        join(session, here, ids[0])


def test_words_that_werewithdrawn_or_fell_out_never_come_back_by_a_join(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here, "* Publish the budget\n* My secret\n* Pay people")
    withdrawn(session, here, ids[1], 0)
    with pytest.raises(NotValid, match="nothing left out between"):
        join(session, here, ids[0], ids[2])
    ids = statement_ids(session, here, "* Ask the young\nHello everyone!\n* Ask the old")
    with pytest.raises(NotValid, match="nothing left out between"):
        join(session, here, *ids)


def test_a_split_taken_back_gives_the_old_statement_its_place_again(session: Session) -> None:
    here = world(session)
    [one] = statement_ids(session, here, f"# Money\n* {TWO_IDEAS}")
    themes.create(session, here.facilitator, name="Money", statement_ids=[one])
    before = {key: row._replace(version=0) for key, row in rows_of(session, here).items()}
    split(session, here, one)
    after = {key: row._replace(version=0) for key, row in rows_of(session, here).items()}
    take_back(session, here)
    assert {k: r._replace(version=0) for k, r in rows_of(session, here).items()} == before
    assert session.exec(select(Lineage)).all() == []
    take_back(session, here)
    assert {k: r._replace(version=0) for k, r in rows_of(session, here).items()} == after


def test_a_split_that_was_taken_back_and_made_again_is_taken_back_once_more(
    session: Session,
) -> None:
    here = world(session)
    [one] = statement_ids(session, here, TWO_IDEAS)
    before = {k: r._replace(version=0) for k, r in rows_of(session, here).items()}
    split(session, here, one)
    for _ in range(3):
        take_back(session, here)
    assert {k: r._replace(version=0) for k, r in rows_of(session, here).items()} == before


def test_a_split_on_which_something_was_built_is_not_taken_back(session: Session) -> None:
    here = world(session)
    [one] = statement_ids(session, here, TWO_IDEAS)
    first, _ = split(session, here, one)
    entry = session.exec(select(AuditEntry).where(AuditEntry.act == "statement.split")).one()
    themes.create(session, here.facilitator, name="Money", statement_ids=[first.id])
    with pytest.raises(NotNow, match="built on this since"), session.begin_nested():
        undo.undo(session, here.facilitator, entry_id=entry.id)


def test_a_split_is_neither_taken_back_nor_made_again_once_the_note_was_edited(
    session: Session,
) -> None:
    here = world(session)
    [one] = statement_ids(session, here, TWO_IDEAS)
    split(session, here, one)
    entry = session.exec(select(AuditEntry).where(AuditEntry.act == "statement.split")).one()
    revise(session, here, f"{TWO_IDEAS}\nPay people.")
    with pytest.raises(NotNow, match="changed since"), session.begin_nested():
        undo.undo(session, here.facilitator, entry_id=entry.id)
    [other] = statement_ids(session, here, f"* {TWO_IDEAS}")
    split(session, here, other, at=AT)
    take_back(session, here)
    again = session.exec(select(AuditEntry.id).order_by(col(AuditEntry.id).desc())).first()
    revise(session, here, f"* {TWO_IDEAS}\n* Pay people")
    assert again is not None
    with pytest.raises(NotNow, match="changed since"), session.begin_nested():
        undo.undo(session, here.facilitator, entry_id=again)


def revise(session: Session, here: World, text: str) -> Note:
    query = select(Note).where(
        Note.workshop_id == here.workshop.id, col(Note.replaced_by_id).is_(None)
    )
    note = session.exec(query.order_by(col(Note.id).desc())).first()
    assert note is not None
    return notes.revise(
        session, here.rapporteur, note_id=note.id, text=text, seen_version=note.version
    )
