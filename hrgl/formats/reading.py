"""Files that people bring, read into notes as they stood in them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PureWindowsPath

from hrgl.errors import NotValid
from hrgl.formats import tables, webpage
from hrgl.formats.decoding import clean, decode, is_blank

MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class ReadNote:
    """A note as it stood in the file; `row` is its row of a table, the header being row 1."""

    text: str
    row: int | None = None


def read(file_name: str, data: bytes, *, column: str | None = None) -> tuple[ReadNote, ...]:
    """Read the notes of a file by its ending: one for a text or page, one a row for a table.

    Line ends become LF, control characters go. Raises NotValid with a sentence for the person.
    """
    name = _shown(file_name)
    reader = _READERS.get(_ending(file_name))
    if reader is None:
        raise NotValid(f"“{name}” {_way_out(_ending(file_name))}", "file")
    _check_size(name, data)
    text = decode(name, data)
    if is_blank(text):
        raise NotValid(
            f"“{name}” holds nothing but blank space. Choose the file with the notes.", "file"
        )
    notes = reader(name, text, column)
    if not notes:
        raise NotValid(
            f"“{name}” holds no text to read. Open it and look whether the notes are there.", "file"
        )
    return notes


def _shown(file_name: str) -> str:
    """Give the last part of a path, short and printable; Windows' rules read both slashes."""
    name = "".join(filter(str.isprintable, PureWindowsPath(file_name).name))
    return name if len(name) <= 80 else f"{name[:60]}…{name[-15:]}"


def _ending(file_name: str) -> str:
    return PureWindowsPath(file_name).suffix.lower()


def _check_size(name: str, data: bytes) -> None:
    if not data:
        raise NotValid(f"“{name}” is empty. Choose the file with the notes.", "file")
    if len(data) > MAX_BYTES:
        raise NotValid(
            f"“{name}” has {len(data) / 1024 / 1024:.0f} MB; at most "
            f"{MAX_BYTES // 1024 // 1024} MB are read. Divide it into several files.",
            "file",
        )


def _whole(name: str, text: str, column: str | None) -> tuple[ReadNote, ...]:
    return (ReadNote(text),)


def _page(name: str, text: str, column: str | None) -> tuple[ReadNote, ...]:
    # Cleaned once more, for a page can write control characters as numbers.
    shown = clean(webpage.to_text(text))
    return () if is_blank(shown) else (ReadNote(shown),)


def _table(name: str, text: str, column: str | None) -> tuple[ReadNote, ...]:
    return tuple(ReadNote(cell, row) for row, cell in tables.cells(name, text, column=column))


def _tabbed(name: str, text: str, column: str | None) -> tuple[ReadNote, ...]:
    found = tables.cells(name, text, column=column, delimiter="\t")
    return tuple(ReadNote(cell, row) for row, cell in found)


_READERS: dict[str, Callable[[str, str, str | None], tuple[ReadNote, ...]]] = {
    ".txt": _whole,
    ".md": _whole,
    ".html": _page,
    ".htm": _page,
    ".csv": _table,
    ".tsv": _tabbed,
}


def _way_out(ending: str) -> str:
    """Say what to do with a kind of file that is not read."""
    if ending in (".doc", ".docx", ".odt", ".rtf", ".pages"):
        return (
            "is a word processor's file, which is not read yet. "
            "Open it and save it as plain text (.txt) or as a web page (.html)."
        )
    if ending in (".xls", ".xlsx", ".ods", ".numbers"):
        return "is a spreadsheet, which is not read yet. Open it and save the sheet as .csv."
    if ending == ".pdf":
        return "is a PDF, which is not read yet. Copy its text into a .txt file and bring that."
    if ending == ".etherpad":
        return (
            "is a pad with its whole history, which is not read. "
            "Export the pad as plain text (.txt) or as HTML (.html)."
        )
    return (
        "is of a kind that is not read. Read are .txt, .md, .html, .htm, .csv and .tsv: "
        "save the notes as one of these."
    )
