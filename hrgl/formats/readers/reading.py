"""Files that people bring, read into notes as they stood in them."""

from collections.abc import Iterable
from pathlib import PureWindowsPath

from hrgl.errors import NotValid
from hrgl.formats.readers import (
    chat,
    etherpad,
    hedgedoc,
    opendocument,
    opensheet,
    portable,
    printed,
    spreadsheet,
    tables,
    webpage,
    word,
)
from hrgl.formats.readers.contents import Contents, LeftOut, Mapping, ReadNote, Sheet
from hrgl.formats.readers.decoding import clean, decode, is_blank
from hrgl.formats.readers.mappings import mappings_of
from hrgl.formats.readers.sniffing import NAMES, Inside, look_into
from hrgl.formats.readers.unwrapping import unwrapped

__all__ = [
    "ENDINGS",
    "MAX_BYTES",
    "Contents",
    "LeftOut",
    "Mapping",
    "ReadNote",
    "Sheet",
    "mappings_of",
    "open_file",
    "read_file",
    "shown_name",
]

MAX_BYTES = 20 * 1024 * 1024
ENDINGS = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".etherpad",
    ".json",
    ".docx",
    ".odt",
    ".pdf",
    ".csv",
    ".tsv",
    ".xlsx",
    ".ods",
)
MOST_TAGS = 500_000  # of a page, with its line ends
_PAGE = ("<!doctype html", "<html")
_UNSENT = "a line of the chat program, which nobody sent"


def read_file(file_name: str, data: bytes, *, column: str | None = None) -> tuple[ReadNote, ...]:
    """Read the notes of a file as proposed: one for a text or page, one a row for a table.

    `column` names the one that holds the notes. Raises NotValid with a sentence for the person.
    """
    contents = open_file(file_name, data)
    return contents.notes(mappings_of(contents, column=column))


def open_file(file_name: str, data: bytes) -> Contents:
    """Look into a file, by what it is inside and then by its ending.

    Line ends become LF, control characters go. Raises NotValid with a sentence for the person:
    which file, what is wrong, and what to do.
    """
    name, ending = shown_name(file_name), PureWindowsPath(file_name).suffix.lower()
    _check_size(name, data)
    inside = look_into(name, data)
    if not inside.ending:
        return _text(name, ending, data)
    remark = (
        f"“{name}” is {NAMES[inside.ending]} inside, and was read as one."
        if ending != inside.ending
        else ""
    )
    return _office(name, data, inside, remark)


def _office(name: str, data: bytes, inside: Inside, remark: str) -> Contents:
    if inside.package is None:
        text = portable.pdf_text(printed.pages(name, data))
        if is_blank(clean(text)):
            raise NotValid(
                f"“{name}” holds pictures of pages, but no text. Have its text recognised by the "
                "scanner's program, or type the notes.",
                "file",
            )
        return _whole(name, text, remark)
    if inside.ending == ".docx":
        return _whole(name, unwrapped(word.docx_text(inside.package, inside.main)), remark)
    if inside.ending == ".odt":
        return _whole(name, unwrapped(opendocument.odt_text(inside.package)), remark)
    if inside.ending == ".xlsx":
        return _book(name, spreadsheet.xlsx_sheets(inside.package, inside.main), remark)
    return _book(name, opensheet.ods_sheets(inside.package), remark)


def _text(name: str, ending: str, data: bytes) -> Contents:
    """Read what is text inside; under an office ending only what is plain beyond doubt."""
    if ending not in ENDINGS and ending not in _WAYS_OUT:
        raise NotValid(f"“{name}” {_WAY_OUT}", "file")
    text = decode(name, data)
    if is_blank(text):
        raise NotValid(
            f"“{name}” holds nothing but blank space. Choose the file with the notes.", "file"
        )
    begin = text[:200].lstrip().lower()
    if ending in (".html", ".htm") or begin.startswith(_PAGE):
        remark = "" if ending in (".html", ".htm") else f"“{name}” is a web page inside."
        return _whole(name, _page(name, text), remark)
    if ending in (".etherpad", ".json") or etherpad.is_pad(text):
        return _whole(name, etherpad.etherpad_text(name, text))
    if ending in (".csv", ".tsv"):
        return _book(name, [tables.sheet(name, text, "\t" if ending == ".tsv" else None)])
    if ending in (".xlsx", ".ods"):
        remark = f"“{name}” is a text with separators inside (.csv), and was read as one."
        return _book(name, [tables.sheet(name, text)], remark)
    if ending in (".docx", ".odt"):
        remark = f"“{name}” is plain text inside, and was read as that."
        return _whole(name, unwrapped(text), remark)
    if ending in _WAYS_OUT:
        raise NotValid(f"“{name}” {_WAYS_OUT[ending]}", "file")
    if ending == ".md":
        return _whole(name, unwrapped(hedgedoc.hedgedoc_text(text)))
    if chat.is_chat(name, text):
        return _chat(name, text)
    # A line of a pad is a line that somebody typed.
    return _whole(name, text if etherpad.is_export(text) else unwrapped(text))


def _whole(name: str, text: str, remark: str = "") -> Contents:
    # Cleaned once more, for a page or a document can write control characters in its own way.
    text = clean(text)
    if is_blank(text):
        raise NotValid(
            f"“{name}” holds no text to read. Open it and look whether the notes are there.", "file"
        )
    return Contents(name, "text", (ReadNote(text),), remark=remark)


def _page(name: str, text: str) -> str:
    if text.count("<") + text.count("\n") > MOST_TAGS:
        raise NotValid(
            f"“{name}” is a page with far more signs of layout than notes have. "
            "Copy the notes into a .txt file and bring that.",
            "file",
        )
    return webpage.html_text(text)


def _chat(name: str, text: str) -> Contents:
    found = chat.messages(text)
    if len(found) > chat.MOST_MESSAGES:
        raise NotValid(
            f"“{name}” has {len(found):,} messages; at most {chat.MOST_MESSAGES:,} are read. "
            "Divide it into several files.",
            "file",
        )
    sent: list[ReadNote] = []
    unsent: list[LeftOut] = []
    for each in found:
        if each.speaker and each.text:
            sent.append(ReadNote(each.text, each.row, speaker=each.speaker))
        elif not each.speaker:
            unsent.append(LeftOut(each.row, "", _UNSENT))
    if not sent:
        raise NotValid(f"“{name}” is a chat in which nobody wrote anything.", "file")
    return Contents(name, "chat", tuple(sent), fallen_out=tuple(unsent))


def _book(name: str, sheets: Iterable[Sheet], remark: str = "") -> Contents:
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise NotValid(
            f"“{name}” has no sheet with names of columns and rows below them. "
            "Check that the right workbook was saved.",
            "file",
        )
    return Contents(name, "table", sheets=filled, remark=remark)


def shown_name(file_name: str) -> str:
    """Give the last part of a path, short and printable; Windows' rules read both slashes."""
    name = "".join(filter(str.isprintable, PureWindowsPath(file_name).name))
    return name if len(name) <= 80 else f"{name[:60]}…{name[-15:]}"


def _check_size(name: str, data: bytes) -> None:
    if not data:
        raise NotValid(f"“{name}” is empty. Choose the file with the notes.", "file")
    if len(data) > MAX_BYTES:
        raise NotValid(
            f"“{name}” has {len(data) / 1024 / 1024:.0f} MB; at most "
            f"{MAX_BYTES // 1024 // 1024} MB are read. Divide it into several files.",
            "file",
        )


_WAY_OUT = (
    "is of a kind that is not read. Read are .txt, .md, .html, .etherpad, .docx, .odt, .pdf, "
    ".csv, .tsv, .xlsx and .ods: save the notes as one of these."
)
_DOCUMENT = "is no word processor's file that is read. Open it and save it as .docx or .odt."
_WORKBOOK = "is no spreadsheet that is read. Open it and save it as .xlsx or .csv."
_WAYS_OUT = {
    ".doc": _DOCUMENT,
    ".rtf": _DOCUMENT,
    ".pages": _DOCUMENT,
    ".xls": _WORKBOOK,
    ".numbers": _WORKBOOK,
    ".pdf": "is no PDF inside. Make it anew, or bring the notes as a .txt file.",
}
