"""Tables as spreadsheets: words stay words, numbers stay numbers, nothing is lost."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from hrgl.errors import NotValid
from hrgl.formats.writers.document import paragraphs
from hrgl.formats.writers.workbook import FlatTable, write_table, write_workbook

TABLE = FlatTable("Themes", ["Theme", "Statements"], [["Money", 12], ["=1+1", 3]])


def cells(data: bytes) -> list[list[Any]]:
    return [list(row) for row in load_workbook(io.BytesIO(data)).active.iter_rows()]


def test_numbers_are_numbers_and_words_are_text() -> None:
    found = cells(write_table(TABLE, "xlsx"))
    assert [[cell.value for cell in row] for row in found] == [
        ["Theme", "Statements"],
        ["Money", 12],
        ["=1+1", 3],
    ]
    assert [cell.data_type for cell in found[2]] == ["s", "n"]
    assert [row[0].quotePrefix for row in found] == [False, False, True]


def test_the_notice_stands_in_every_row_of_both_kinds() -> None:
    rows = list(csv.reader(write_table(TABLE, "csv", "demo").decode("utf-8-sig").splitlines()))
    assert rows == [
        ["Theme", "Statements", "Notice"],
        ["Money", "12", "demo"],
        ["'=1+1", "3", "demo"],
    ]
    assert [row[-1].value for row in cells(write_table(TABLE, "xlsx", "demo"))] == [
        "Notice",
        "demo",
        "demo",
    ]


def test_each_table_has_its_sheet() -> None:
    book = load_workbook(io.BytesIO(write_workbook([TABLE, FlatTable("Empty", ["A"])])))
    assert book.sheetnames == ["Themes", "Empty"]


def test_another_ending_is_refused_in_a_sentence() -> None:
    with pytest.raises(NotValid, match="csv or xlsx"):
        write_table(TABLE, "xls")


@settings(deadline=None)
@given(st.text(max_size=40))
def test_whatever_people_wrote_can_be_written(words: str) -> None:
    [[_], [cell]] = cells(write_table(FlatTable("T", ["Statement"], [[words]]), "xlsx"))
    assert cell.data_type == "s" or cell.value is None
    assert (cell.value or "") == "\n".join(paragraphs(words))
