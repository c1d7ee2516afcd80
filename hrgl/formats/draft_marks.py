"""What the writer of a marked draft and the reader of a returned one must agree on."""

import re
from typing import NamedTuple

DRAFT_FIELDS = ("heading", "explanation", "examples")
DRAFT_STYLES = {
    "heading": "Draft Heading",
    "explanation": "Draft Explanation",
    "examples": "Draft Examples",
}
STAMP_NAMES = "urn:hrgl:draft"
STAMP_PROPERTY = "hrgl draft"
FIXED_MARK = "hrgl_fixed_"
_MARK = re.compile(r"hrgl_(\d{1,18})_(heading|explanation|examples)_(\d{1,9})", re.ASCII)
_COPY = re.compile(r"(?:_?Copy_?\d+)+", re.ASCII)
_IDENTIFIER = re.compile(r"hrgl draft (\d{1,9}) ([0-9a-z]{1,64}) (.*)", re.ASCII | re.DOTALL)
# No XML may hold the first three groups; the others turn the text after them round, or are a mark
# of the file that was pasted from. A line end is the only one with a meaning.
_NOT_WRITTEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufeff]"
)


class MarkedLine(NamedTuple):
    """A line of a field of a part: what one paragraph of the file holds."""

    key: int
    field: str
    line: int  # the first is 1


def as_written(text: str) -> str:
    """A text as a file can hold it, of the same length, so that places in both are the same."""
    return _NOT_WRITTEN.sub(" ", text)


def bookmark_of(place: MarkedLine) -> str:
    """The name of the bookmark around a line."""
    return f"hrgl_{place.key}_{place.field}_{place.line}"


def marked_line(name: str) -> tuple[MarkedLine, bool] | None:
    """The line that a bookmark names, and whether it is a program's copy; None for others'."""
    found = _MARK.match(name)
    if found is None:
        return None
    rest = name[found.end() :]
    if rest and not _COPY.fullmatch(rest):
        return None
    return MarkedLine(int(found[1]), found[2], int(found[3])), bool(rest)


def identifier_of(edition: str, number: int, digest: str) -> str:
    """The draft in one line, for the places of a file that hold no more."""
    return f"hrgl draft {number} {digest} {edition}"


def identified(text: str) -> tuple[str, int, str] | None:
    """Edition, number and digest from such a line."""
    found = _IDENTIFIER.fullmatch(text.strip())
    return (found[3], int(found[1]), found[2]) if found else None
