"""Where the names of a table's columns stand: in its first row, in two, or below a title."""

import re
from collections.abc import Callable, Sequence

from hrgl.formats.readers.columns import TEXT, plainly
from hrgl.formats.readers.contents import ContentRow

_IMPORT = re.compile(r"\s*\{\s*['\"]ImportId['\"]")
_CODE = re.compile(r"(?:ident|q|qid|question|col|column|field|var|v|frage|p)[ _.-]?\d[\w.-]*", re.I)
_LOOKED_AT = 5
_LONG_NAME = 60  # characters of a name over a column, under a name of a group
_SENTENCE = 6  # words that are no name of a column


def divide(rows: Sequence[ContentRow]) -> tuple[tuple[str, ...], tuple[ContentRow, ...]]:
    """Give the names of the columns and the rows below them; a nameless column gets its number.

    None of the rows is empty. Recognised are a row of names; names of groups over
    names; codes over questions; Qualtrics' third row of import numbers; titles above the names.
    """
    rows = rows[_titles(rows) :]
    for at, (_, row) in enumerate(rows[:_LOOKED_AT]):
        if at and _share(row, lambda cell: bool(_IMPORT.match(cell))) >= 0.5:
            return _named([row for _, row in rows[:at]], rows, at + 1)
    if _is_bare(rows):
        return _named([()], rows, 0)
    if len(rows) > 1 and _is_second(rows[0][1], rows[1][1]):
        return _named([_carried(rows[0][1], rows[1][1]), rows[1][1]], rows, 2)
    return _named([rows[0][1]], rows, 1)


def _named(
    heads: Sequence[Sequence[str]], rows: Sequence[ContentRow], first: int
) -> tuple[tuple[str, ...], tuple[ContentRow, ...]]:
    width = max(map(len, heads)) or max((len(row) for _, row in rows), default=0)
    names = []
    for at in range(width):
        parts = [_one_line(head[at]) for head in heads if at < len(head)]
        different = list(dict.fromkeys(filter(None, parts)))
        names.append(" – ".join(different) or f"column {at + 1}")
    return tuple(names), tuple(rows[first:])


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _filled(row: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in row if cell.strip()]


def _share(row: Sequence[str], holds: Callable[[str], bool]) -> float:
    filled = _filled(row)
    return sum(map(holds, filled)) / max(1, len(filled))


def _titles(rows: Sequence[ContentRow]) -> int:
    """Count the rows of a title: one cell each, with a row of several short names below."""
    for at, (_, row) in enumerate(rows[:_LOOKED_AT]):
        filled = _filled(row)
        if len(filled) > 1:
            named = all(len(cell) <= 2 * _LONG_NAME and not _is_number(cell) for cell in filled)
            return at if named else 0
        if filled and plainly(filled[0]) in TEXT:
            return 0
    return 0


def _is_second(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether a second row holds names as well, and not the first notes."""
    above, below = _filled(first), _filled(second)
    if any(plainly(cell) in TEXT for cell in above):
        return False
    if _share(first, lambda cell: bool(_CODE.fullmatch(cell))) >= 0.6:
        return _share(second, lambda cell: cell.endswith(("?", ":", "…"))) >= 0.5
    short = all(len(cell) <= _LONG_NAME and not _is_number(cell) for cell in below)
    return short and 2 <= 2 * len(above) <= len(below) and len(above) > 1


def _carried(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Give every column the name of its group, which stands over the first one only."""
    groups: list[str] = []
    for cell in (*first, *[""] * (len(second) - len(first))):
        groups.append(cell if cell.strip() or not groups else groups[-1])
    return groups


def _is_bare(rows: Sequence[ContentRow]) -> bool:
    """Say whether a table has one column and no name over it: its first row is a note itself."""
    if len(rows) < 2 or any(len(_filled(row)) > 1 for _, row in rows[:_LOOKED_AT]):
        return False
    first = _filled(rows[0][1])
    said = bool(first) and len(first[0].split()) >= _SENTENCE
    return said and not first[0].endswith(("?", ":", "…"))


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[\d.,%:/ -]+", cell) is not None
