"""A number or letter before a line is a mark only where a list is counted."""

import csv
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hrgl.formats.readers.reading import read_file
from hrgl.marks import marks
from hrgl.synthesis.cutting.cutting import cut
from tests import office_files as office

NUMBERS_FIRST = [
    "0.5 % of the budget should go to participation",
    "2.5 million people live without a flat",
    "30.000 Menschen warten auf eine Wohnung",
    "1. Mai als Tag der offenen Tür",
    "3. Bezirk: mehr Bäume und mehr Bänke",
    "24.12. Rathaus geschlossen",
    "14.30 is too early for working parents",
    "9. The only point of the list",
    "7) of ten schools have no garden",
]
# what marks are made of, and a word of two letters that is none
SIGNS = [*"12ai.()- \t*", "ox"]
PRINTED = ["9. The only point", "0.5 % of the budget", "14.30 is too early", "1. Mai: open day"]


def said(text: str) -> list[str]:
    return [text[span.start : span.end] for span in cut(text).statements]


def words(*lines: str) -> list[str]:
    return [line[mark.end :] for line, mark in zip(lines, marks(lines), strict=True)]


@pytest.mark.parametrize("line", NUMBERS_FIRST)
@pytest.mark.parametrize("before", ["", "- ", "\t* ", "  "])
def test_a_number_that_begins_a_line_is_a_word(before: str, line: str) -> None:
    assert said(before + line) == [line]


def test_numbers_that_do_not_count_on_are_words_side_by_side() -> None:
    assert words(*NUMBERS_FIRST) == NUMBERS_FIRST


@pytest.mark.parametrize(
    "lines",
    [
        ("1. one", "2. two"),
        ("9) one", "10) two"),
        ("(1) one", "(2) two"),
        ("1. one", "1.1. two", "1.2. three", "2. four"),
        ("a. one", "b. two"),
        ("(i) one", "(ii) two"),
        ("A) one", "B) two"),
        ("a) one",),
        ("- 1. one", "- 2. two"),
        ("1. one", "\t* in between", "", "2. two"),
        ("\t1. one",),
        ("\t\t1.3. one",),
        ("\tundefined.undefined.1. one",),
        ("-> one", "=> two", "☐ three", "✓ four", ">> five"),
    ],
)
def test_marks_that_count_with_their_neighbours_are_left_out(lines: tuple[str, ...]) -> None:
    bare = {"one", "two", "three", "four", "five", "in between", ""}
    assert set(words(*lines)) <= bare


@pytest.mark.parametrize(
    "lines",
    [
        ("1. one", "3. three"),
        ("1. one", "2) two"),
        ("1. one", "    2. two"),
        ("1. Mai: Fest", "2. Mai: Ruhe"),
        ("\t24.12. closed",),
        ("a. one", "c. three"),
        ("2023. one", "2024. two"),
        ("1.one", "2.two"),
    ],
)
def test_numbers_of_different_rows_stay(lines: tuple[str, ...]) -> None:
    assert words(*lines) == [line.strip() for line in lines]


@given(st.lists(st.lists(st.sampled_from(SIGNS), max_size=8).map("".join), max_size=6))
@example(["ox) ", "a) ox"])
def test_marks_take_nothing_but_signs_digits_and_single_letters(lines: list[str]) -> None:
    for line, mark in zip(lines, marks(lines), strict=True):
        assert 0 <= mark.end <= len(line)
        assert "o" not in line[: mark.end]
        assert mark.marked or not line[: mark.end].strip()


def _table(rows: list[str]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([["comment"], *[[row] for row in rows]])
    return file.getvalue().encode()


def _page(rows: list[str]) -> bytes:
    return f"<html><body>{'<br>'.join(rows)}</body></html>".encode()


def _pad(rows: list[str]) -> bytes:
    blocks = [{"type": "paragraph", "content": [{"type": "text", "text": row}]} for row in rows]
    return json.dumps(blocks).encode()


def _print(rows: list[str]) -> bytes:
    return office.pdf(
        "".join(office.printed(50, 700 - 40 * at, row) for at, row in enumerate(rows))
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("notes.txt", "\n".join(NUMBERS_FIRST).encode()),
        ("notes.md", "\n\n".join(NUMBERS_FIRST).encode()),
        ("notes.html", _page(NUMBERS_FIRST)),
        ("notes.json", _pad(NUMBERS_FIRST)),
        ("notes.csv", _table(NUMBERS_FIRST)),
        ("notes.docx", office.docx("".join(map(office.p, NUMBERS_FIRST)))),
        ("notes.odt", office.odt("".join(f"<text:p>{row}</text:p>" for row in NUMBERS_FIRST))),
        ("notes.pdf", _print(PRINTED)),
    ],
)
def test_every_reader_keeps_numbers_that_begin_a_line(name: str, written: bytes) -> None:
    found = [each for note in read_file(name, written) for each in said(note.text)]
    assert found == (PRINTED if name.endswith(".pdf") else NUMBERS_FIRST)


def test_a_printed_list_that_counts_is_one_without_its_numbers() -> None:
    rows = ["1. A desk in the town hall", "2. Mediators who speak Romani"]
    [note] = read_file("notes.pdf", _print(rows))
    assert said(note.text) == ["A desk in the town hall", "Mediators who speak Romani"]
