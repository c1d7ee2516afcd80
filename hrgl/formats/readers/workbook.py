"""What the sheets of any workbook have in common: rows as they come, within limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hrgl.errors import NotValid
from hrgl.formats.readers import columns, headers
from hrgl.formats.readers.contents import ContentRow, Sheet, shown_cell
from hrgl.formats.readers.decoding import clean

MOST_SHEETS = 300
MOST_SHEET_ROWS = 200_000
MOST_SHEET_COLUMNS = 1_000
MOST_SHEET_CELLS = 2_000_000
MOST_SHEET_SIGNS = 20 * 1024 * 1024


@dataclass
class Workbook:
    """Collects the sheets of a workbook; raises NotValid naming the file when it is too much."""

    name: str
    sheets: list[Sheet] = field(default_factory=list)
    cells: int = 0
    signs: int = 0

    def check_sheets(self, count: int) -> None:
        """Refuse more sheets than anybody reads."""
        if count > MOST_SHEETS:
            raise NotValid(
                f"“{self.name}” has {count:,} sheets; at most {MOST_SHEETS} are read. "
                "Copy the sheets with notes into a new workbook.",
                "file",
            )

    def add(
        self, rows: list[ContentRow], number: int, cells: Mapping[int, str], *, times: int = 1
    ) -> int:
        """Add a row to a sheet's rows, so many times over, and give the number of the next one.

        `cells` stand under their places, counted from 0; a row without text is only counted.
        """
        filled = {at: said for at, cell in cells.items() if (said := shown_cell(clean(cell)))}
        if filled:
            width = max(filled) + 1
            self.cells += width * times
            self.signs += sum(map(len, filled.values())) * times
            if width > MOST_SHEET_COLUMNS or len(rows) + times > MOST_SHEET_ROWS:
                raise self._too_large()
            if self.cells > MOST_SHEET_CELLS or self.signs > MOST_SHEET_SIGNS:
                raise self._too_large()
            row = tuple(filled.get(at, "") for at in range(width))
            rows.extend((number + each, row) for each in range(times))
        return number + times

    def close(self, sheet: str, rows: list[ContentRow]) -> None:
        """Put a sheet by, with its header found; one without anything in it has no rows."""
        header, below = headers.divide(rows) if rows else ((), ())
        # Whoever writes beside a table seldom writes a name above.
        width = max((len(row) for _, row in below), default=0)
        header += tuple(f"column {at + 1}" for at in range(len(header), width))
        self.sheets.append(Sheet(sheet, header, below, columns.propose_mapping(header, below)))

    def _too_large(self) -> NotValid:
        return NotValid(
            f"“{self.name}” has too many cells: at most {MOST_SHEET_ROWS:,} rows and "
            f"{MOST_SHEET_COLUMNS:,} columns of a sheet, and "
            f"{MOST_SHEET_CELLS:,} cells in all, are read. Copy the notes alone into a new sheet.",
            "file",
        )
