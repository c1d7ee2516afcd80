"""Workbooks of Excel (.xlsx): their visible sheets, with the values that their cells show.

Read element by element: a whole row is never filled up to the place a hostile cell claims.
"""

import posixpath
import re
from collections.abc import Mapping

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import from_excel

from hrgl.formats.readers.contents import ContentRow, Sheet
from hrgl.formats.readers.package import Package, Walker
from hrgl.formats.readers.workbook import Workbook

_PLACE = re.compile(r"([A-Z]{1,3})\d{1,7}", re.ASCII)
_FALSE_OR_TRUE = {"0": "no", "1": "yes"}


def xlsx_sheets(package: Package, main: str) -> tuple[Sheet, ...]:
    """Give the visible sheets in order; formulas by their kept values, dates as 2023-01-31."""
    book = _Book()
    package.walk(main, book)
    folder, file = posixpath.split(main)
    package.walk(f"{folder}/_rels/{file}.rels", book)
    workbook = Workbook(package.name)
    workbook.check_sheets(len(book.sheets))
    texts = _Texts()
    package.walk("xl/sharedStrings.xml", texts)
    styles = _Styles()
    package.walk("xl/styles.xml", styles)
    for name, relation in book.sheets:
        cells = _Cells(workbook, texts.found, styles.dates)
        package.walk(book.targets.get(relation, ""), cells)
        workbook.close(name, cells.rows)
    return tuple(workbook.sheets)


class _Book(Walker):
    """Collects the sheets by name, and where their parts stand."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "sheet" and given.get("state", "visible") == "visible":
            self.sheets.append((given.get("name", ""), given.get("id", "")))
        elif tag == "Relationship":
            # An absolute target stays as it is, but for its first slash.
            part = posixpath.join("/xl", given.get("Target", ""))
            self.targets[given.get("Id", "")] = posixpath.normpath(part).lstrip("/")


class _Texts(Walker):
    """Collects the texts that cells share, without the signs of how to pronounce them."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = frozenset({"rPh"})
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.in_text = False

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        self.in_text = tag == "t"

    def closed(self, tag: str) -> None:
        self.in_text = False
        if tag == "si":
            self.found.append("".join(self.pieces))
            self.pieces = []

    def said(self, text: str) -> None:
        if self.in_text:
            self.pieces.append(text)


class _Styles(Walker):
    """Collects which styles of cells show a number as a date."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: dict[str, str] = {str(at): text for at, text in BUILTIN_FORMATS.items()}
        self.dates: list[bool] = []
        self.in_cells = False

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "numFmt":
            self.formats[given.get("numFmtId", "")] = given.get("formatCode", "")[:200]
        elif tag == "cellXfs":
            self.in_cells = True
        elif tag == "xf" and self.in_cells:
            shape = self.formats.get(given.get("numFmtId", ""), "General")
            self.dates.append(shape != "General" and bool(is_date_format(shape)))

    def closed(self, tag: str) -> None:
        self.in_cells = self.in_cells and tag != "cellXfs"


class _Cells(Walker):
    """Collects the rows of one sheet."""

    def __init__(self, workbook: Workbook, texts: list[str], dates: list[bool]) -> None:
        super().__init__()
        self.skipped = frozenset({"rPh"})
        self.workbook, self.texts, self.dates = workbook, texts, dates
        self.rows: list[ContentRow] = []
        self.number = 1
        self.row: dict[int, str] = {}
        self.at = -1
        self.kind = self.style = self.reading = ""
        self.value: list[str] = []
        self.formula: list[str] = []

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "row":
            number = given.get("r", "")
            self.number = int(number) if _is_small(number) else self.number
            self.row, self.at = {}, -1
        elif tag == "c":
            self.at = _column(given.get("r", ""), self.at + 1)
            self.kind, self.style = given.get("t", ""), given.get("s", "")
            self.value, self.formula = [], []
        self.reading = tag if tag in ("v", "t", "f") else ""

    def closed(self, tag: str) -> None:
        self.reading = ""
        if tag == "c":
            value, formula = "".join(self.value), "".join(self.formula)
            # A formula that was never worked out still may hold the words it would show.
            self.row[self.at] = f"={formula}" if formula and not value else self._shown(value)
        elif tag == "row":
            self.number = self.workbook.add(self.rows, self.number, self.row)
            self.row = {}

    def said(self, text: str) -> None:
        if self.reading == "f":
            self.formula.append(text)
        elif self.reading:
            self.value.append(text)

    def _shown(self, value: str) -> str:
        if self.kind == "s":
            at = int(value) if _is_small(value) else -1
            return self.texts[at] if 0 <= at < len(self.texts) else ""
        if self.kind == "e":
            return ""
        if self.kind == "b":
            return _FALSE_OR_TRUE.get(value, value)
        if self.kind in ("str", "inlineStr", "d"):
            return value
        style = int(self.style) if _is_small(self.style) else -1
        return _number(value, 0 <= style < len(self.dates) and self.dates[style])


def _is_small(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 8


def _column(place: str, following: int) -> int:
    """Give the column of a place such as AB12, counted from 0; without one, the next."""
    found = _PLACE.fullmatch(place)
    if found is None:
        return following
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _number(value: str, is_date: bool) -> str:
    """Write a number as people do: no trailing zero, a date as a date."""
    try:
        number = float(value)
        if is_date:
            return str(from_excel(number)).removesuffix(" 00:00:00")
        return f"{int(number)}" if number.is_integer() and abs(number) < 1e15 else value
    except (ValueError, OverflowError):
        return value
