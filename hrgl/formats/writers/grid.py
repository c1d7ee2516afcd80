"""A table as a whole: read with all its columns, written again with some more."""

from collections.abc import Mapping
from dataclasses import dataclass

from hrgl.errors import NotValid
from hrgl.formats.readers import tables
from hrgl.formats.readers.decoding import decode
from hrgl.formats.writers import separated


@dataclass(frozen=True)
class Grid:
    """The header and the rows of a table, every row exactly once and in order."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> list[str]:
        """The cells of one column, in order; raises NotValid naming the columns there are."""
        at = tables.find_column(self.name, self.header, name)
        return [row[at] if at < len(row) else "" for row in self.rows]

    def with_columns(self, added: Mapping[str, list[str]]) -> bytes:
        """The table as UTF-8 CSV with further columns at its right, no cell of it a formula.

        A name the table has already gets `hrgl_` before it: no column may hide another.
        """
        names = [f"hrgl_{name}" if name in self.header else name for name in added]
        width = len(self.header)
        rows = (
            [*row, *[""] * (width - len(row)), *(cells[at] for cells in added.values())]
            for at, row in enumerate(self.rows)
        )
        return separated.write_csv([*self.header, *names], rows)


def read_grid(name: str, data: bytes) -> Grid:
    """Read a comma-, semicolon- or tab-separated file; raises NotValid naming what is wrong."""
    if not data:
        raise NotValid(f"“{name}” is empty. Choose the file with the texts.", "file")
    text = decode(name, data)
    header, *rows = tables.read_rows(name, text, tables.delimiter_of(text))
    if not rows:
        raise NotValid(f"“{name}” has a first row, but no rows below it.", "file")
    return Grid(name, tuple(header[1]), tuple(tuple(row) for _, row in rows if any(row)))
