"""Evidence: statements cited as support, example or reservation, and taken out again."""

import pytest
from sqlmodel import Session, select

from hrgl.core.enums import Support
from hrgl.core.models import Encouragement, Evidence, Statement
from hrgl.encouragements import encouragements, evidence, guards, wordings
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from hrgl.notes import leaving_out
from tests.builders import World, statement_ids, world
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def ids(session: Session, here: World) -> list[int]:
    return statement_ids(session, here)


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    return wordings.word(session, here.facilitator, heading="publish budgets")


def _cite(
    session: Session, here: World, row: Encouragement, ids: list[int], support: Support
) -> Encouragement:
    return evidence.cite(
        session, here.facilitator, encouragement_id=row.id, statement_ids=ids, support=support
    )


def _cited(session: Session, row: Encouragement) -> dict[int, tuple[Support, int]]:
    session.flush()
    found = evidence.evidence_of(session, row.id)
    return {each.statement_id: (each.support, each.member_id) for each in found}


def test_citing_again_changes_as_what_and_by_whom(
    session: Session, here: World, ids: list[int], row: Encouragement
) -> None:
    other = wordings.word(session, here.facilitator, heading="something else")
    _cite(session, here, other, ids[:1], Support.EXAMPLE)
    assert _cite(session, here, row, [ids[0], ids[1], ids[0]], Support.SUPPORTS) is row
    assert told(session) == (
        "encouragement.cited",
        {
            "place": None,
            "heading": "publish budgets",
            "statements": [ids[0], ids[1], ids[0]],
            "support": "supports",
        },
    )
    assert told_of(session, here.facilitator, row)
    evidence.cite(
        session,
        here.organiser,
        encouragement_id=row.id,
        statement_ids=ids[1:2],
        support=Support.RESERVATION,
    )
    assert _cited(session, row) == {
        ids[0]: (Support.SUPPORTS, here.facilitator.id),
        ids[1]: (Support.RESERVATION, here.organiser.id),
    }
    assert _cited(session, other) == {ids[0]: (Support.EXAMPLE, here.facilitator.id)}
    assert len(session.exec(select(Evidence)).all()) == 3


def test_only_what_was_picked_leaves_the_evidence(
    session: Session, here: World, ids: list[int], row: Encouragement
) -> None:
    _cite(session, here, row, ids[:3], Support.SUPPORTS)
    left = evidence.uncite(
        session, here.organiser, encouragement_id=row.id, statement_ids=[ids[0], ids[1], ids[5]]
    )
    assert left is row
    assert told(session) == (
        "encouragement.uncited",
        {"place": None, "heading": "publish budgets", "statements": ids[:2]},
    )
    assert told_of(session, here.organiser, row)
    assert set(_cited(session, row)) == {ids[2]}
    with pytest.raises(NotValid, match="that is cited here"):
        evidence.uncite(session, here.facilitator, encouragement_id=row.id, statement_ids=ids[:2])


def test_nothing_is_cited_with_nothing_picked(
    session: Session, here: World, row: Encouragement
) -> None:
    with pytest.raises(NotValid, match="at least one statement first"):
        _cite(session, here, row, [], Support.SUPPORTS)


def test_what_was_left_out_says_what_to_do_before_it_is_cited(
    session: Session, here: World, ids: list[int], row: Encouragement
) -> None:
    first = session.get_one(Statement, ids[0])
    leaving_out.withdraw_statement(
        session, here.rapporteur, statement_id=first.id, because="x", seen_version=first.version
    )
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=ids[1:2], because="off topic"
    )
    leaving_out.same_as(session, here.facilitator, statement_id=ids[2], of_id=ids[3])
    for left_out, why in zip(
        ids, ["Bring it back before", "Bring it back before", "Cite that one instead"], strict=False
    ):
        with pytest.raises(NotNow, match=why):
            _cite(session, here, row, [left_out], Support.SUPPORTS)
    assert _cited(session, row) == {}
    _cite(session, here, row, ids[3:4], Support.SUPPORTS)


def test_nothing_is_cited_across_editions_or_in_what_was_set_aside(
    session: Session, here: World, ids: list[int], row: Encouragement
) -> None:
    there = world(session, code="2032")
    with pytest.raises(NotFound):
        _cite(session, there, row, statement_ids(session, there), Support.SUPPORTS)
    with pytest.raises(NotFound):
        _cite(session, here, row, statement_ids(session, there), Support.SUPPORTS)
    with pytest.raises(OutOfDate):
        guards.open_encouragement(session, here.facilitator, row.id, row.version + 1)
    assert guards.open_encouragement(session, here.facilitator, row.id, row.version) is row
    encouragements.set_aside_encouragement(
        session,
        here.facilitator,
        encouragement_id=row.id,
        because="said elsewhere",
        seen_version=row.version,
    )
    with pytest.raises(NotNow, match="was set aside"):
        _cite(session, here, row, ids[:1], Support.SUPPORTS)
    with pytest.raises(NotNow, match="was set aside"):
        evidence.uncite(session, here.facilitator, encouragement_id=row.id, statement_ids=ids[:1])
