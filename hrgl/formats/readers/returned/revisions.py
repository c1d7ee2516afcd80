"""What a Word file consists of: words, with who put them in and who took them out, and when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from hrgl.formats.draft_marks import as_written

_LONGEST_NAME = 200
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?", re.ASCII)


class Signature(NamedTuple):
    """Who changed something, and when."""

    author: str
    dated: str


class TrackedPiece(NamedTuple):
    """Words that were all put in, and all taken out, by the same people or by nobody."""

    text: str
    inserted: Signature | None = None
    deleted: Signature | None = None


@dataclass
class WordParagraph:
    """A paragraph as it stands in the file; `mark` is its end, which can be changed like words."""

    where: str  # "" in the text itself, else in what
    block: int  # paragraphs with the same number can be joined with one another
    style: str = ""
    pieces: list[TrackedPiece] = field(default_factory=list)
    mark: TrackedPiece = field(default_factory=lambda: TrackedPiece("\n"))
    names: list[str] = field(default_factory=list)
    pictures: list[TrackedPiece] = field(default_factory=list)
    identifier: str = ""


class Anchor(NamedTuple):
    """A point in the file: so many letters, of whatever kind, into a paragraph."""

    paragraph: int
    offset: int


def revision_of(given: Mapping[str, str]) -> Signature:
    """Who and when, as attributes say; the time in UTC only where the file says that it is."""
    author = as_written(given.get("author", "").replace("\n", " ")).strip()[:_LONGEST_NAME]
    if utc := _DATE.match(given.get("dateUtc", "")):
        return Signature(author, f"{utc[0]}Z")
    local = _DATE.match(given.get("date", ""))
    return Signature(author, local[0] if local else "")
