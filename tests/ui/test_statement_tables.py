"""Tables: nothing empty stands in them, nothing twice, and no text is cut off."""

import pytest
from sqlalchemy import Engine
from sqlmodel import update

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Statement
from hrgl.ui.parts.statement_tables import WIDE, row_height, that_hold_something
from tests.ui.conftest import Open


def test_a_column_that_is_empty_in_every_row_is_not_drawn() -> None:
    columns = {
        "No.": ["A1-01", "A1-02"],
        "What": ["–", "–"],
        "Said by": ["", "Asia"],
        "Theme": ["in no theme", "in no theme"],
        "Day": [None, None],
        "Sent": [0, 0],
    }
    assert list(that_hold_something(columns)) == ["No.", "Said by", "Sent"]


@pytest.mark.parametrize(("letters", "lines"), [(0, 3), (150, 3), (167, 4), (555, 10), (5000, 90)])
def test_rows_are_high_enough_for_the_longest_text(letters: int, lines: int) -> None:
    assert row_height({"x" * letters: WIDE, "short": WIDE}) == lines * 20 + 8


def test_the_table_of_a_room_tells_the_kinds_of_its_statements(open_page: Open) -> None:
    at = open_page(Role.RAPPORTEUR, "notes")
    assert list(at.dataframe[0].value.columns)[:4] == ["No.", "Statement", "Theme", "What"]


def test_where_no_statement_has_a_kind_the_table_has_no_column_for_it(
    open_page: Open, demonstration: Engine
) -> None:
    with transaction(demonstration) as session:
        session.exec(update(Statement).values(kind=None))
    at = open_page(Role.RAPPORTEUR, "notes")
    assert "What" not in at.dataframe[0].value.columns
