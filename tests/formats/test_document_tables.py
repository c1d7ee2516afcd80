"""The document as a workbook and as one table: every part in its sheet, and no cell a formula."""

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hrgl.formats.writers.document import (
    DEMONSTRATION,
    PARTS,
    Citation,
    Document,
    Section,
    as_one_line,
    full_sentence,
)
from hrgl.formats.writers.tables import write_evidence_table, write_tables
from tests.formats.test_exports_open import EVIL, formulas
from tests.printed import adopted_example, draft_example


def sheets(document: Document) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(write_tables(document)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def lines(document: Document) -> list[dict[str, str]]:
    text = write_evidence_table(document).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def hostile(text: str) -> Document:
    """A document in which every text that people wrote is this one."""
    cited = (Citation(text, "supports", text, text, text),)
    section = Section(1, text, text, text, text, cited, text, (text,), text)
    return replace(adopted_example(), title=text, question=text, sections=(section,))


def test_every_part_of_the_document_has_its_sheet() -> None:
    document = adopted_example()
    found = sheets(document)
    assert list(found) == ["Encouragements", "Evidence", "Comments", "About"]
    heads = [row[0] for row in found["Encouragements"]]
    assert heads == ["Number", *range(1, 13)]
    assert len(found["Evidence"]) == 1 + sum(len(s.citations) for s in document.sections)
    assert [row[0] for row in found["Comments"][1:]] == [c.about for c in document.comments]


def test_an_encouragement_stands_in_one_row_with_its_group_and_who_stood_behind_it() -> None:
    document = adopted_example()
    head, *rows = sheets(document)["Encouragements"]
    row = dict(zip(head, rows[3], strict=True))
    section = document.sections[3]
    assert row["Group"] == "Objectives and money"
    assert row["Sentence"] == full_sentence(document.form.lead_in, section.heading)
    assert row["Raised"] == section.raised
    assert row["Not all agreed"] == "\n".join(section.dissent)
    assert as_one_line(row["Explanation"]) == as_one_line(section.explanation)


def test_the_last_sheet_says_what_it_is_and_holds_number_digest_and_adoption() -> None:
    document = adopted_example()
    about = {row[0]: row[1] for row in sheets(document)["About"] if row[0]}
    assert about["SHA-256"] == document.sha256
    assert about["Adoption"] == document.adoption
    assert about["State"] == "Number 1, published on 8 February 2023."
    assert about["Title"] == document.title
    assert "Note" not in about
    marked = sheets(replace(document, mark="Withdrawn: wrong annex."))
    assert ("Note", "Withdrawn: wrong annex.") in [row[:2] for row in marked["About"]]


def test_the_notice_of_demonstration_data_stands_in_every_row() -> None:
    for rows in sheets(adopted_example()).values():
        assert {row[-1] for row in rows[1:]} == {DEMONSTRATION}
    assert {row["Notice"] for row in lines(adopted_example())} == {DEMONSTRATION}


@pytest.mark.parametrize("part", ["examples", "remarks", "raised", "evidence", "comments"])
def test_what_the_edition_does_not_print_is_in_no_table(part: str) -> None:
    kept = tuple(each for each in PARTS if each != part)
    document = adopted_example()
    document = replace(document, form=replace(document.form, parts=kept))
    found = sheets(document)
    if part in ("evidence", "comments"):
        assert part.title() not in found
        assert (len(lines(document)) == 12) is (part == "evidence")
        return
    column = found["Encouragements"][0].index(part.title())
    assert {row[column] for row in found["Encouragements"][1:]} == {None}


def test_a_candidate_stands_below_without_a_number_and_without_a_group() -> None:
    rows = sheets(draft_example())["Encouragements"]
    assert [row[:2] for row in rows[-2:]] == [("Candidate", None)] * 2
    assert {row["Number"] for row in lines(draft_example())} >= {"Candidate", "10"}


def test_the_table_of_evidence_has_a_row_for_each_cited_statement_and_one_for_what_cites_none() -> (
    None
):
    document = adopted_example()
    sections = (replace(document.sections[0], citations=()), *document.sections[1:])
    document = replace(document, sections=sections)
    rows = lines(document)
    assert (rows[0]["Number"], rows[0]["Reference"]) == ("1", "")
    cited = [each.reference for section in sections for each in section.citations]
    assert [row["Reference"] for row in rows[1:]] == cited
    assert rows[1]["Sentence"] == full_sentence(document.form.lead_in, sections[1].heading)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_tables_of_the_document_open_without_a_formula(tmp_path: Path, ending: str) -> None:
    for number, evil in enumerate(EVIL):
        write = write_tables if ending == "xlsx" else write_evidence_table
        (tmp_path / f"{number}.{ending}").write_bytes(write(hostile(evil)))
    assert formulas(tmp_path / f"0.{ending}") == []
    assert formulas(tmp_path / f"1.{ending}") == []


@pytest.mark.parametrize("text", [*EVIL, "\x00\x0b\ud800 a", "x" * 40_000, "", "\u202eab"])
def test_no_cell_of_words_is_a_formula_and_none_is_too_long_to_open(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_tables(hostile(text))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert max(len(str(cell.value or "")) for cell in cells) <= 32_767


def test_the_same_document_gives_the_same_tables_and_tells_of_no_clock_and_no_maker() -> None:
    document = adopted_example()
    data = write_tables(document)
    assert data == write_tables(document)
    assert write_evidence_table(document) == write_evidence_table(document)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        core = package.read("docProps/core.xml").decode()
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "1980-01-01" in core
    assert document.form.issuer in core
    assert "openpyxl" not in core
