"""An empty table for notes, to be filled in a spreadsheet and brought back."""

import csv
import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook  # openpyxl ships no types
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hrgl.errors import NotValid

TEMPLATE_COLUMNS = ("Note", "Kind", "Actor type", "Region", "Organisation", "Speaker")
_WIDTHS = (80, 16, 28, 24, 28, 24)
_LAST_ROW = 2000


def template(ending: str, choices: Mapping[str, Sequence[str]]) -> bytes:
    """Give an empty table of one header row, as ".csv" or ".xlsx".

    `choices` lists what may stand in a column, by its name; a workbook offers it in the cells.
    """
    if ending == ".csv":
        out = io.StringIO(newline="")
        csv.writer(out).writerow(TEMPLATE_COLUMNS)
        # With the mark, Excel reads the letters as they are.
        return out.getvalue().encode("utf-8-sig")
    if ending == ".xlsx":
        return _workbook(choices)
    raise NotValid(f"There is no template for {ending}. Choose .csv or .xlsx.", "ending")


def _workbook(choices: Mapping[str, Sequence[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Notes"
    sheet.append(TEMPLATE_COLUMNS)
    sheet.freeze_panes = "A2"
    lists = book.create_sheet("Choices")
    lists.sheet_state = "hidden"
    for at, (name, width) in enumerate(zip(TEMPLATE_COLUMNS, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, at)
        cell.font = Font(bold=True)
        column = cell.column_letter
        sheet.column_dimensions[column].width = width
        offered = list(choices.get(name, ()))
        for row, choice in enumerate(offered, start=1):
            # typed as text: a choice is never taken for a formula
            lists.cell(row, at, choice).data_type = "s"
        if offered:
            _offer(sheet, column, len(offered))
    for row in range(2, 52):
        sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _offer(sheet: Worksheet, column: str, number: int) -> None:
    """Offered, not enforced: the import asks what other words mean."""
    rule = DataValidation("list", formula1=f"Choices!${column}$1:${column}${number}")
    rule.showErrorMessage = False
    sheet.add_data_validation(rule)
    rule.add(f"{column}2:{column}{_LAST_ROW}")
