"""What a file turned out to hold: a text, a table or a chat, and the notes taken from it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

from hrgl.formats.readers.decoding import clean, is_blank

LONGEST_CELL = 1_000_000  # characters of one cell; no spreadsheet keeps more than 32,767
_TAG = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|b|strong|i|em|u|a|font)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_LINE = re.compile(r"<br\s*/?>|</(?:p|div|ul|ol)>", re.IGNORECASE)
_ITEM = re.compile(r"<li(?:\s[^<>]*)?>", re.IGNORECASE)
_FORMULA = re.compile(
    r"=[+@-]?(?:[A-Za-z][\w.]*\(.*|\$?[A-Z]{1,3}\$?\d{1,7}(?:[-+*/&:!].*)?|\d[-+*/.()\d]*)",
    re.DOTALL,
)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"\s*\)\s*$')

_LONG_FORMULA = 8192  # what a spreadsheet allows

ContentRow = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class ReadNote:
    """A note as it stood in the file; `row` is its row of a table, the first row being 1.

    What stands about it is in the raw words of the file: nothing is checked here.
    """

    text: str
    row: int | None = None
    sheet: str = ""
    actor_type: str | None = None
    region: str | None = None
    organisation: str | None = None
    speaker: str | None = None
    workshop: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class LeftOut:
    """A row that gives no note, or a message that is none, and why, in words for a person."""

    row: int
    sheet: str
    reason: str


@dataclass(frozen=True)
class Mapping:
    """Which columns of a sheet hold what, counted from 0; every column of `text` is a note."""

    text: tuple[int, ...] = ()
    actor_type: int | None = None
    region: int | None = None
    organisation: int | None = None
    speaker: int | None = None
    workshop: int | None = None
    kind: int | None = None

    def with_text(self, at: int) -> "Mapping":
        """The same, with one column as the text, which then is nothing else."""
        about = {
            name: None if place == at else place
            for name, place in vars(self).items()
            if name != "text"
        }
        return Mapping((at,), **about)


@dataclass(frozen=True)
class Sheet:
    """A table: the names of its columns, its rows that are not empty, by number.

    `proposed` is what names and texts suggest; without a column of text in it, the sheet is
    left out until a person names one.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[ContentRow, ...]
    proposed: Mapping

    def notes(self, mapping: Mapping) -> Iterator[ReadNote | LeftOut]:
        """Yield a note for every cell of text, or why a row gives none."""
        for number, row in self.rows:
            if len(row) > len(self.header) and any(map(str.strip, row[len(self.header) :])):
                yield LeftOut(
                    number,
                    self.name,
                    f"it has {len(row)} cells, but the first row has {len(self.header)}: "
                    "a text with a separator in it needs quotation marks",
                )
                continue
            yield from self._of_row(number, row, mapping)

    def _of_row(
        self, number: int, row: tuple[str, ...], mapping: Mapping
    ) -> Iterator[ReadNote | LeftOut]:
        cells = [row[at] for at in mapping.text if at < len(row)]
        texts = [text for cell in cells if (text := shown_cell(cell))]
        if not texts and mapping.text:
            yield LeftOut(number, self.name, "there is no text in it")
        for text in texts:
            if len(text) > LONGEST_CELL:
                length = f"{len(text):,} characters, at most {LONGEST_CELL:,} are read"
                yield LeftOut(number, self.name, f"its text is too long: {length}")
            else:
                yield ReadNote(text, number, self.name, *_about(row, mapping))


def _about(row: Sequence[str], mapping: Mapping) -> Iterator[str | None]:
    for at in (
        mapping.actor_type,
        mapping.region,
        mapping.organisation,
        mapping.speaker,
        mapping.workshop,
        mapping.kind,
    ):
        cell = row[at].strip() if at is not None and at < len(row) else ""
        yield cell or None


def shown_cell(cell: str) -> str:
    """Give what a reader of the table sees in a cell: no tags of a page, never a formula.

    Of a formula only the last quoted words are kept, as =HYPERLINK("…", "words") shows them.
    """
    if _FORMULA.fullmatch(cell.strip()):
        quoted = _QUOTED.search(cell[-_LONG_FORMULA:].strip())
        cell = quoted[1].replace('""', '"') if quoted else ""
    if len(cell) <= LONGEST_CELL and _TAG.search(cell):
        cell = unescape(_TAG.sub("", _ITEM.sub("\n* ", _LINE.sub("\n", cell)))).strip("\n")
        cell = clean(cell)
    return "" if is_blank(cell) else cell


@dataclass(frozen=True)
class Contents:
    """What a file holds. `remark` tells where it is of another kind than its name says."""

    name: str
    kind: Literal["text", "table", "chat"]
    whole: tuple[ReadNote, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    fallen_out: tuple[LeftOut, ...] = field(default=())
    remark: str = ""

    def notes(self, mappings: Sequence[Mapping | None] | None = None) -> tuple[ReadNote, ...]:
        """Give the notes, of tables by a mapping for each sheet in order, else as proposed.

        None for a sheet leaves it out. For texts and chats mappings mean nothing.
        """
        return self.whole + tuple(
            each for each in self._rows(mappings) if isinstance(each, ReadNote)
        )

    def fallen(self, mappings: Sequence[Mapping | None] | None = None) -> tuple[LeftOut, ...]:
        """Give the rows that the same mappings leave out, with the reasons."""
        return self.fallen_out + tuple(
            each for each in self._rows(mappings) if isinstance(each, LeftOut)
        )

    def _rows(self, mappings: Sequence[Mapping | None] | None) -> Iterator[ReadNote | LeftOut]:
        wanted = [each.proposed for each in self.sheets] if mappings is None else mappings
        for sheet, mapping in zip(self.sheets, wanted, strict=True):
            if mapping is not None:
                yield from sheet.notes(mapping)
