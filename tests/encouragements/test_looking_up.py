"""What somebody looks for is understood: references however they are written, receipts, words."""

import pytest
from sqlmodel import Session

from hrgl.core.enums import DoorState
from hrgl.encouragements.tracing.looking_up import (
    is_receipt,
    look_up,
    look_up_receipt,
    references_in,
)
from hrgl.notes.door import inputs
from tests.builders import World, statement_ids, world
from tests.sending import open_world, send, set_door


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("B2-07", [(None, "B2", 7)]),
        ("{b2-7}", [(None, "B2", 7)]),
        ("HRGL-2023-B2-07", [("2023", "B2", 7)]),
        ("hrgl-2023-demo-b2-007", [("2023-DEMO", "B2", 7)]),
        ("{A1-01}, {A1-02}", [(None, "A1", 1), (None, "A1", 2)]),
        ("B2-07 and more", []),
        ("B2", []),
        ("{}", []),
        ("", []),
    ],
)
def test_a_reference_is_known_full_or_short_with_or_without_braces(
    wanted: str, found: list[object]
) -> None:
    assert references_in(wanted) == found


@pytest.mark.parametrize(
    ("wanted", "is_one"),
    [
        ("7KQ2-M9XA-PT4R-8WJC", True),
        ("7kq2 m9xa pt4r 8wjc", True),
        ("7KQ2-M9XA-PT4R-8WJ", False),
        ("procurement staff", False),
        ("HRGL-2023-B2-07", False),
    ],
)
def test_a_receipt_is_known_by_its_sixteen_letters(wanted: str, is_one: bool) -> None:
    assert is_receipt(wanted) is is_one


def test_words_are_found_in_any_order_and_case_and_what_only_looks_like_a_reference_too(
    session: Session,
) -> None:
    here = world(session)
    statement_ids(session, here, "* After Covid-19 nobody came\n* Pay people in advance")
    edition = {"edition_id": here.edition.id}

    def texts(wanted: str) -> list[str]:
        return [row.short for row in look_up(session, **edition, wanted=wanted).statements]

    assert texts("PEOPLE pay") == ["A1-02"]
    assert texts("Covid-19") == ["A1-01"]
    assert texts("pay nobody") == []
    assert texts("   ") == []
    found = look_up(session, **edition, wanted="A1-2, A1-9, HRGL-1999-A1-01")
    assert [row.short for row in found.statements] == ["A1-02"]
    assert found.told == "A1-09 is no statement of this edition. HRGL-1999 is another edition."


def test_a_receipt_leads_to_its_statements_in_its_own_edition_only(session: Session) -> None:
    here = open_world(session)
    there = world(session, code="2032")
    _, receipt = send(session, here)
    found = look_up_receipt(session, edition_id=here.edition.id, receipt=receipt.lower())
    assert [row.short for row in found.statements] == ["A1-01", "A1-02"]
    assert found.told.startswith("The input was sent in A1 on ")
    assert "CET" in found.told or "CEST" in found.told
    for edition_id, asked in ((there.edition.id, receipt), (here.edition.id, "A" * 16)):
        nothing = look_up_receipt(session, edition_id=edition_id, receipt=asked)
        assert (nothing.statements, nothing.by_reference) == ((), False)
        assert "no input of this edition" in nothing.told


def test_a_receipt_says_what_waits_and_what_was_declined(session: Session) -> None:
    here: World = open_world(session)
    set_door(session, here, DoorState.MODERATED)
    row, receipt = send(session, here)
    edition = {"edition_id": here.edition.id, "receipt": receipt}
    assert look_up_receipt(session, **edition).told.endswith("It waits to be read.")  # type: ignore[arg-type]
    inputs.decline(
        session, here.facilitator, input_id=row.id, because="Say more", seen_version=row.version
    )
    assert look_up_receipt(session, **edition).told.endswith("declined: Say more")  # type: ignore[arg-type]
