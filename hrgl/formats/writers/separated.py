"""Tables that go out as comma-separated text, in which no cell is a formula to a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_BEGINS = "=+-@＝＋－＠\t\n"
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?%?", re.ASCII)


def write_csv(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, mark: bool = False, notice: str = ""
) -> bytes:
    """Give a table as UTF-8 CSV; with the mark, Excel reads the letters as they are.

    A notice stands in a last column of every row, so that none is copied without it.
    """
    if notice:
        header, rows = [*header, "Notice"], ([*row, notice] for row in rows)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(harmless, header))
    writer.writerows(map(harmless, row) for row in rows)
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8")


def harmless(cell: str) -> str:
    """Give a cell that is read as words: an apostrophe stands before what would be a formula.

    Numbers stay as they are, line ends become LF: some programs begin a row at a lone CR.
    Source: OWASP, CSV Injection.
    """
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    begin = cell.lstrip(" \u00a0")[:1]
    if begin and begin in _BEGINS and not _NUMBER.fullmatch(cell.strip(" ")):
        return f"'{cell}"
    return cell
