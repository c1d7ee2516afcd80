"""Tables as files for a spreadsheet, one or several sheets, in which no cell is a formula."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook  # openpyxl ships no types
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from hrgl.errors import NotValid
from hrgl.formats.writers.document import paragraphs
from hrgl.formats.writers.separated import harmless, write_csv

TABLE_MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_WIDEST, _NARROWEST = 60, 9
_AS_WORDS = "Words"


@dataclass(frozen=True)
class FlatTable:
    """A header, rows of words and whole numbers, and the name of the sheet, at most 31 signs."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | int]] = field(default_factory=tuple)


def write_table(table: FlatTable, ending: str, notice: str = "") -> bytes:
    """Give a table as "csv" (UTF-8, with the mark that Excel needs) or "xlsx".

    A notice stands in a last column of every row. Raises NotValid for another ending.
    """
    if ending == "csv":
        rows = ([str(cell) for cell in row] for row in table.rows)
        return write_csv(table.header, rows, mark=True, notice=notice)
    if ending == "xlsx":
        return write_workbook([table], notice)
    raise NotValid(f"A table can be written as csv or xlsx, not as {ending!r}.", "ending")


def write_workbook(tables: Sequence[FlatTable], notice: str = "") -> bytes:
    """Give tables as XLSX, a sheet for each; words are typed as text, so that none is a formula."""
    out = io.BytesIO()
    workbook_of(tables, notice).save(out)
    return out.getvalue()


def workbook_of(tables: Sequence[FlatTable], notice: str = "") -> Workbook:
    """The same before it is written, so that more can be said of it."""
    book = Workbook()
    book.remove(book.active)
    # by its name: to look up one alignment for each of many cells takes far longer
    look = Alignment(wrap_text=True, vertical="top")
    book.add_named_style(NamedStyle(_AS_WORDS, font=DEFAULT_FONT, alignment=look))
    for table in tables:
        sheet = book.create_sheet(table.name)
        header = [*table.header, "Notice"] if notice else table.header
        _fill(sheet, 1, header)
        for at, row in enumerate(table.rows, start=2):
            _fill(sheet, at, [*row, notice] if notice else row)
        _look(sheet, table)
    return book


def _fill(sheet: Worksheet, at: int, row: Sequence[str | int]) -> None:
    for column, value in enumerate(row, start=1):
        if isinstance(value, int):
            sheet.cell(at, column, value)
            continue
        # what no XML may hold is left out, as in the documents
        words = "\n".join(paragraphs(value))
        cell = sheet.cell(at, column)
        if words:
            cell.value, cell.data_type = words, "s"
        cell.style = _AS_WORDS
        # else a spreadsheet would read it as a formula once somebody edits the cell
        cell.quotePrefix = harmless(words) != words


def _look(sheet: Worksheet, table: FlatTable) -> None:
    sheet.freeze_panes = "B2"
    for column, name in enumerate(table.header, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        longest = max((len(str(row[column - 1])) for row in table.rows), default=0)
        wide = min(max(longest, len(name) // 2, _NARROWEST) + 2, _WIDEST)
        sheet.column_dimensions[get_column_letter(column)].width = wide
