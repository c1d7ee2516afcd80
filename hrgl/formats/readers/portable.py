"""The text of a PDF: its printed lines, put back into the lines and items that were written."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from hrgl.formats.readers.layout import Paragraph, lay_out
from hrgl.formats.readers.printed import Page, PrintedLine
from hrgl.marks import Marks, marks

_NUMBER = re.compile(
    r"(?:page |seite |página |p\. ?)?\d{1,4}(?: ?(?:/|of|von|de|sur) ?\d{1,4})?", re.IGNORECASE
)
_HYPHENS = ("\x02", "\u00ad", "\ufffe")  # how PDFium writes one that ends a line
_SLACK = 4.0  # points by which lines of one edge may differ
_NEAR = 1.3  # times the usual distance: what still belongs to one paragraph
_APART = 1.7  # times the usual distance: a blank line stood between
_LARGER = 1.15  # times the usual size: a heading
_WRAPS = 5  # lines that end near one edge prove where it is
_REPEATED = 3  # pages that show the same line at their edge
_LISTED = 12  # points of indentation that are meant


@dataclass(frozen=True)
class _Line:
    """A printed line with its mark taken off; `words` is where its words begin, in points."""

    text: str
    mark: str
    words: float
    first_word: float
    page: int
    printed: PrintedLine


@dataclass(frozen=True)
class _Shape:
    """What is usual in a document, in points: edges, distance of lines, sizes of letters."""

    left: float
    right: float
    distance: float
    size: float
    levels: tuple[float, ...]
    headings: tuple[float, ...]


def pdf_text(pages: Sequence[Page]) -> str:
    """Give the text of printed pages: broken lines joined, numbers and heads of pages gone.

    A line goes on where the first word of the next one had no room on it. Empty without text.
    """
    printed = [
        (at, line)
        for at, page in enumerate(_without_edges(pages))
        for line in page
        if line.text.strip()
    ]
    found = marks(line.text.rstrip() for _, line in printed)
    lines = [_line(at, line, mark) for (at, line), mark in zip(printed, found, strict=True)]
    if not lines:
        return ""
    return lay_out(_paragraphs(lines, _shape(lines, max(page.width for page in pages))))


def _line(page: int, printed: PrintedLine, mark: Marks) -> _Line:
    text = printed.text.rstrip()
    # a mark with nothing behind it is all that the line says
    alone = mark.end >= len(text)
    start = len(text) - len(text.lstrip()) if alone else mark.end
    end = next((at for at in range(start, len(text)) if text[at].isspace()), len(text))
    left = printed.at[start]
    right = printed.at[end] if end < len(text) else printed.right
    kind = "" if alone or not mark.marked else "ol" if mark.counts else "ul"
    return _Line(text[start:], kind, left, right - left, page, printed)


def _without_edges(pages: Sequence[Page]) -> Iterator[list[PrintedLine]]:
    """Take off the numbers of pages, and what stands at the same edge of most pages."""
    edges = Counter(
        key for page in pages for key in {_edge(line) for line in _outer(page) if line.text.strip()}
    )
    for page in pages:
        outer = _outer(page)
        yield [
            line
            for line in page.lines
            if not any(line is each for each in outer)
            or not (
                (len(pages) > 1 and _NUMBER.fullmatch(line.text.strip()))
                or (edges[_edge(line)] >= _REPEATED and edges[_edge(line)] * 2 > len(pages))
            )
        ]


def _outer(page: Page) -> list[PrintedLine]:
    """Give the topmost and the lowest line, wherever they stand in the file."""
    by_height = sorted((line for line in page.lines if line.text.strip()), key=lambda e: e.base)
    return [*by_height[:1], *by_height[-1:]]


def _edge(line: PrintedLine) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text.strip()), round(line.base / _SLACK)


def _shape(lines: Sequence[_Line], width: float) -> _Shape:
    # Weighted by letters, so that many short headings are not the usual text.
    sizes: Counter[float] = Counter()
    lefts: Counter[float] = Counter()
    for line in lines:
        sizes[line.printed.size] += len(line.text)
        if not line.mark:
            lefts[round(line.words)] += len(line.text)
    size = sizes.most_common(1)[0][0]
    heights = [
        above.printed.base - line.printed.base
        for above, line in pairwise(lines)
        if above.page == line.page and above.printed.base > line.printed.base
    ]
    usual = [height for height in heights if height < 3 * max(size, 1.0)]
    left = min(lefts, default=min(line.printed.at[0] for line in lines))
    return _Shape(
        left,
        _right_edge(lines, left, width),
        _usual(usual) or 1.2 * size,
        size,
        _levels([line.printed.at[0] for line in lines if line.mark]),
        tuple(sorted({s for s in sizes if s >= _LARGER * size}, reverse=True)),
    )


def _usual(heights: Sequence[float]) -> float:
    """Give the most usual distance, the smaller of two that are equally usual."""
    counted = Counter(round(height, 0) for height in heights)
    if not counted:
        return 0.0
    most = max(counted.values())
    near = min(height for height, times in counted.items() if times * 2 > most)
    return median(height for height in heights if abs(height - near) <= 1)


def _right_edge(lines: Sequence[_Line], left: float, width: float) -> float:
    """Give where lines were broken: as far as the left edge is wide, or where many lines end."""
    longest = max(line.printed.right for line in lines)
    near = sum(line.printed.right > longest - 0.08 * (longest - left) for line in lines)
    if near >= _WRAPS and near * 4 >= len(lines):
        return longest
    return max(longest, width - left)


def _levels(lefts: Sequence[float]) -> tuple[float, ...]:
    """Give the distinct left edges of marks, from the outermost one inwards."""
    levels: list[float] = []
    for left in sorted(lefts):
        if not levels or left > levels[-1] + _SLACK:
            levels.append(left)
    return tuple(levels)


def _paragraphs(lines: Sequence[_Line], shape: _Shape) -> Iterator[Paragraph]:
    """Yield what was written as one line each, with blank lines where the page leaves room."""
    text, first, above = "", lines[0], None
    for line in lines:
        if above is not None and _goes_on(above, line, shape):
            text = _joined(text, line.text)
        else:
            if above is not None:
                yield _paragraph(text, first, shape)
                if _is_apart(above, line, shape):
                    yield Paragraph("")
            text, first = line.text, line
        above = line
    yield _paragraph(text, first, shape)


def _goes_on(above: _Line, line: _Line, shape: _Shape) -> bool:
    if line.mark or abs(above.printed.size - line.printed.size) > 0.5:
        return False
    if above.text.endswith(_HYPHENS):
        return True
    # A space between the words, and one more that the writer may have left unseen at the end.
    space = 0.75 * above.printed.size
    if above.printed.right + space + line.first_word <= shape.right:
        return False
    if above.page != line.page:
        return line.text[:1].islower()
    distance = above.printed.base - line.printed.base
    return 0 < distance <= _NEAR * max(shape.distance, above.printed.size)


def _joined(text: str, more: str) -> str:
    if text.endswith(_HYPHENS):
        return text[:-1] + more
    return text + ("" if text.endswith("-") else " ") + more


def _is_apart(above: _Line, line: _Line, shape: _Shape) -> bool:
    distance = above.printed.base - line.printed.base
    usual = max(shape.distance, above.printed.size, line.printed.size)
    return above.page == line.page and not 0 < distance < _APART * usual


def _paragraph(text: str, first: _Line, shape: _Shape) -> Paragraph:
    if first.printed.size in shape.headings and not first.mark:
        return Paragraph(text, heading=min(6, shape.headings.index(first.printed.size) + 1))
    left = first.printed.at[0] if first.mark else first.words
    inside = [level for level in shape.levels if level <= left + _SLACK]
    level = len(inside)
    if not first.mark and first.words < shape.left + _LISTED:
        level = 0
    return Paragraph(text, level, first.mark, bold=first.printed.bold)
