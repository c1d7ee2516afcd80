"""Notes that stand in the rows of a table: comma-, semicolon- or tab-separated text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hrgl.errors import NotValid
from hrgl.formats.readers import columns, headers
from hrgl.formats.readers.contents import Sheet

LONGEST_FIELD = 20 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 16_384
MOST_CELLS = 2_000_000
_DELIMITERS = ",;\t|"
_SAMPLE = 20
# Control characters are cleaned away before, so this can only be the row put at the end here.
_END = "\x1e"

TableRow = tuple[int, list[str]]


def sheet(name: str, text: str, delimiter: str | None = None) -> Sheet:
    """Read a table with its header, which may take two rows.

    Raises NotValid for one that cannot be read or has no rows, naming the file.
    """
    first = text.partition("\n")[0]
    # Excel's own hint for itself, which is no row of the table.
    told = re.fullmatch(r'"?sep=(.)"?', first.strip("\r "))
    rows = read_rows(name, text, delimiter or (told[1] if told else delimiter_of(text)))
    if told and len(rows) > 1:
        rows = rows[1:]
    filled = [(number, tuple(row)) for number, row in rows if any(map(str.strip, row))]
    header, below = headers.divide(filled)
    if not below:
        raise NotValid(
            f"“{name}” has a first row with names of columns, but no rows below it. "
            "Check that the right sheet was saved.",
            "file",
        )
    return Sheet("", header, below, columns.propose_mapping(header, below))


def read_rows(name: str, text: str, delimiter: str) -> list[TableRow]:
    """Give (number, cells) of all rows from the header on, the first row of the file being 1.

    Raises NotValid for a quotation never closed, which would swallow the rows after it.
    """
    rows = _all_rows(name, text, delimiter)
    filled = (at for at, (_, row) in enumerate(rows) if any(map(str.strip, row)))
    first = next(filled, None)
    if first is None:
        raise NotValid(
            f"“{name}” is a table of empty cells. Choose the file with the notes.", "file"
        )
    return rows[first:]


def _all_rows(name: str, text: str, delimiter: str) -> list[TableRow]:
    # Python's own limit of 128 KB would refuse a long note; the file's size is limited already.
    csv.field_size_limit(LONGEST_FIELD)
    # The row put at the end is missing there if an open quotation swallowed it.
    source = io.StringIO(f"{text}\n{_END}", newline="")
    try:
        rows = list(_counted(name, csv.reader(source, delimiter=delimiter)))
    except csv.Error as error:
        raise NotValid(
            f"“{name}” is not a table that can be read ({error}). "
            "Open it in a spreadsheet and save it as CSV again.",
            "file",
        ) from error
    last, end = rows.pop()
    if end != [_END]:
        raise NotValid(
            f"In “{name}” the quotation mark opened in row {last} is never closed. "
            'Close it, or double it (""), and try again.',
            "file",
        )
    return rows


def _counted(name: str, rows: Iterator[list[str]]) -> Iterator[TableRow]:
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        if number > MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
            raise NotValid(
                f"“{name}” has too many cells: at most {MOST_ROWS:,} rows and {MOST_CELLS:,} cells "
                "are read. Divide it into several files.",
                "file",
            )
        yield number, row


def delimiter_of(text: str) -> str:
    """Choose the separator that cuts most of the first rows into the same, largest width."""
    lines = re.sub(r'"[^"]*"', "", text[:100_000]).lstrip("\n").split("\n", _SAMPLE + 1)[:_SAMPLE]
    counts = {each: [line.count(each) for line in lines if line.strip()] for each in _DELIMITERS}

    def evenness(delimiter: str) -> tuple[int, int]:
        width, times = Counter(filter(None, counts[delimiter])).most_common(1)[0]
        return (times, width)

    there = [each for each in _DELIMITERS if counts[each] and counts[each][0]]
    return max(there, key=evenness, default=",")


def find_column(name: str, names: Sequence[str], column: str) -> int:
    """Give the place of a named column, capitals and outer space aside.

    Raises NotValid with the names there are.
    """
    at = column_of(names, column)
    if at is None:
        found = ", ".join(f"“{each}”" for each in names[:30])
        raise NotValid(f"“{name}” has no column “{column}”. Its columns are: {found}.", "column")
    return at


def column_of(names: Sequence[str], column: str) -> int | None:
    """Give the place of a named column, exactly so first, then capitals and outer space aside."""
    if column in names:
        return names.index(column)
    plain = [each.strip().casefold() for each in names]
    wanted = column.strip().casefold()
    return plain.index(wanted) if wanted in plain else None
