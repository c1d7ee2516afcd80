"""Notes that stand in the rows of a table: comma-, semicolon- or tab-separated text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import fmean, median

from hrgl.errors import NotValid
from hrgl.formats.decoding import is_blank

LONGEST_CELL = 20 * 1024 * 1024
KNOWN = (
    "comment-body",
    "statement",
    "comment",
    "comments",
    "text",
    "note",
    "notes",
    "response",
    "responses",
    "answer",
    "input",
    "idea",
    "contribution",
    "proposal",
    "kommentar",
    "beitrag",
    "antwort",
)
_DELIMITERS = ",;\t|"
_SAMPLE = 20
# Control characters are cleaned away before, so this can only be the row put at the end here.
_END = "\x1e"

Row = tuple[int, list[str]]


def cells(
    name: str, text: str, *, column: str | None = None, delimiter: str | None = None
) -> Iterator[tuple[int, str]]:
    """Yield (row, cell) of the column that holds the notes; the header is row 1.

    `column` names it; otherwise it is proposed from known names, then from where the longest
    text stands. Raises NotValid for a table that cannot be read, naming the file.
    """
    header, *rows = read_rows(name, text, delimiter or delimiter_of(text))
    names = [cell.strip() or f"column {at}" for at, cell in enumerate(header[1], start=1)]
    if not any(any(map(str.strip, row)) for _, row in rows):
        raise NotValid(
            f"“{name}” has a first row with names of columns, but no rows below it. "
            "Check that the right sheet was saved.",
            "file",
        )
    at = find(name, names, column) if column is not None else _propose(name, names, rows)
    for number, row in rows:
        if at < len(row) and not is_blank(row[at]):
            yield number, row[at]


def read_rows(name: str, text: str, delimiter: str) -> list[Row]:
    """Give (number, cells) of all rows from the header on, the first row of the file being 1.

    Raises NotValid for a quotation never closed, which would swallow the rows after it.
    """
    # Python's own limit of 128 KB would refuse a long note; the file's size is limited already.
    csv.field_size_limit(LONGEST_CELL)
    # The row put at the end is missing there if an open quotation swallowed it.
    source = io.StringIO(f"{text}\n{_END}", newline="")
    try:
        rows = list(enumerate(csv.reader(source, delimiter=delimiter), start=1))
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
    filled = (at for at, (_, row) in enumerate(rows) if any(map(str.strip, row)))
    first = next(filled, None)
    if first is None:
        raise NotValid(
            f"“{name}” is a table of empty cells. Choose the file with the notes.", "file"
        )
    return rows[first:]


def delimiter_of(text: str) -> str:
    """Choose the separator that cuts most of the first rows into the same, largest width."""
    lines = re.sub(r'"[^"]*"', "", text[:100_000]).lstrip("\n").split("\n", _SAMPLE + 1)[:_SAMPLE]
    counts = {each: [line.count(each) for line in lines if line.strip()] for each in _DELIMITERS}

    def evenness(delimiter: str) -> tuple[int, int]:
        width, times = Counter(filter(None, counts[delimiter])).most_common(1)[0]
        return (times, width)

    there = [each for each in _DELIMITERS if counts[each] and counts[each][0]]
    return max(there, key=evenness, default=",")


def find(name: str, names: Sequence[str], column: str) -> int:
    """Give the place of a named column, capitals and outer space aside.

    Raises NotValid with the names there are.
    """
    if column in names:
        return names.index(column)
    plain = [each.casefold() for each in names]
    if column.strip().casefold() in plain:
        return plain.index(column.strip().casefold())
    found = ", ".join(f"“{each}”" for each in names[:30])
    raise NotValid(f"“{name}” has no column “{column}”. Its columns are: {found}.", "column")


def _propose(name: str, names: Sequence[str], rows: Sequence[Row]) -> int:
    columns = [
        [row[at] for _, row in rows if at < len(row) and not is_blank(row[at])]
        for at in range(len(names))
    ]
    plain = [re.sub(r"[\s_]+", "-", each.casefold()) for each in names]
    known = [plain.index(each) for each in KNOWN if each in plain]
    filled = [at for at in known if columns[at]]
    if filled:
        return filled[0]
    enough = min(2, len(rows))
    wordy = [at for at, each in enumerate(columns) if len(each) >= enough and _is_text(each)]
    if not wordy:
        found = ", ".join(f"“{each}”" for each in names[:30])
        raise NotValid(
            f"No column of “{name}” looks like text that people wrote. "
            f"Name the column to read. The columns are: {found}.",
            "column",
        )
    return max(wordy, key=lambda at: fmean(map(len, columns[at])))


def _is_text(column: Sequence[str]) -> bool:
    """Say whether the usual cell has at least four words: names, choices and dates have fewer."""
    return median(len(re.findall(r"[^\W\d_]{2,}", cell)) for cell in column) >= 4
