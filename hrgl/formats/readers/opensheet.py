"""Workbooks of OpenDocument (.ods): their sheets, with the values that their cells show."""

from collections.abc import Mapping

from hrgl.formats.readers.contents import ContentRow, Sheet
from hrgl.formats.readers.package import Package, Walker
from hrgl.formats.readers.workbook import MOST_SHEET_COLUMNS, Workbook

_UNSEEN = frozenset({"annotation", "tracked-changes", "forms", "shapes", "ruby-text"})
_MOST_SPACES = 40
_MOST_REPEATED = 10_000_000


def ods_sheets(package: Package) -> tuple[Sheet, ...]:
    """Give the sheets in order; formulas by their kept values, dates as they are shown."""
    cells = _Cells(Workbook(package.name))
    package.walk("content.xml", cells)
    return tuple(cells.workbook.sheets)


class _Cells(Walker):
    """Collects the rows of every sheet; rows and cells may stand for many equal ones."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__()
        self.skipped = _UNSEEN
        self.workbook = workbook
        self.name = ""
        self.rows: list[ContentRow] = []
        self.row: dict[int, str] = {}
        self.number = self.row_times = self.cell_times = 1
        self.at = 0
        self.lines: list[list[str]] = []
        self.in_line = False

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "table":
            self.workbook.check_sheets(len(self.workbook.sheets) + 1)
            self.name, self.rows, self.number = given.get("name", ""), [], 1
        elif tag == "table-row":
            self.row, self.at = {}, 0
            self.row_times = _times(given.get("number-rows-repeated", ""))
        elif tag in ("table-cell", "covered-table-cell"):
            self.cell_times = _times(given.get("number-columns-repeated", ""))
            self.lines = []
        elif tag == "p":
            self.lines.append([])
            self.in_line = True
        elif self.in_line:
            self._inside(tag, given)

    def _inside(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "s":
            self.said(" " * min(_times(given.get("c", "")), _MOST_SPACES))
        elif tag == "tab":
            self.said("\t")
        elif tag == "line-break":
            self.said("\n")

    def closed(self, tag: str) -> None:
        if tag == "p":
            self.in_line = False
        elif tag in ("table-cell", "covered-table-cell"):
            self._close_cell()
        elif tag == "table-row":
            self.number = self.workbook.add(self.rows, self.number, self.row, times=self.row_times)
        elif tag == "table":
            self.workbook.close(self.name, self.rows)

    def _close_cell(self) -> None:
        text = "\n".join("".join(line) for line in self.lines)
        if text.strip():
            for at in range(self.at, min(self.at + self.cell_times, MOST_SHEET_COLUMNS + 1)):
                self.row[at] = text
        self.at += self.cell_times

    def said(self, text: str) -> None:
        if self.in_line:
            self.lines[-1].append(text)


def _times(number: str) -> int:
    """Give how often something is repeated: once where nothing sensible is said."""
    if number.isascii() and number.isdigit() and len(number) < 10:
        return max(1, min(int(number), _MOST_REPEATED))
    return 1
