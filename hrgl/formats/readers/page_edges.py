"""The lines of a PDF with and without what is printed at the edges of its pages."""

import re
from collections import Counter
from itertools import takewhile

from hrgl.formats.readers.printed import Page
from hrgl.formats.readers.two_ways import in_reading_order

_DIGITS = re.compile(r"\d+")
_ENDING_HYPHEN = re.compile("[\x02\ufffe]")
_AT_EDGE = 4  # lines at the edge of a page that may be its head or foot
_PlacedLine = tuple[str, int]  # its text, and its height on the page in points


def lines_of_pages(pages: tuple[Page, ...]) -> tuple[tuple[str, ...], ...]:
    """The lines of all pages: without those at their edges that recur on another, and all."""
    placed = [_placed(page) for page in pages]
    seen = Counter(each for page in placed for each in {_without_number(line) for line in page})
    whole = tuple(text for page in placed for text, _ in page)
    alone = tuple(text for page in placed for text, _ in _without_edges(page, seen))
    return (alone, whole) if alone != whole else (whole,)


def _placed(page: Page) -> list[_PlacedLine]:
    return [
        # PDFium has a sign of its own for a hyphen that ends a line, and joins what it parts
        (_ENDING_HYPHEN.sub("-\n", in_reading_order(line)), round(line.base))
        for line in page.lines
    ]


def _without_number(line: _PlacedLine) -> _PlacedLine:
    return _DIGITS.sub("0", line[0]), line[1]


def _without_edges(page: list[_PlacedLine], seen: Counter[_PlacedLine]) -> list[_PlacedLine]:
    """The lines of a page but those above and below all others that recur at that height."""
    downwards = sorted(page, key=lambda line: -line[1])
    at_edges = set[_PlacedLine]()
    for lines in (downwards[:_AT_EDGE], downwards[: -_AT_EDGE - 1 : -1]):
        at_edges.update(takewhile(lambda line: seen[_without_number(line)] > 1, lines))
    return [line for line in page if line not in at_edges]
