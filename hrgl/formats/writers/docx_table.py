"""Tables of the Word file: columns as wide as their words want, and headers on every page."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from hrgl.formats.writers.blocks import TableBlock
from hrgl.formats.writers.directions import from_the_right
from hrgl.formats.writers.docx_text import paragraph_xml, run_xml

_LETTER = 96  # twentieths of a point that a letter takes, somewhat more than it mostly does
_BETWEEN = 160
_WIDEST_WORD, _WIDEST = 26, 90  # letters; a longer word is broken, a longer text wraps
_REFERENCE = 20  # letters of a first cell that is never broken
_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="D9D3C7"/>'
    for side in ("top", "bottom", "insideH")
)


def table_xml(table: TableBlock, width: int, *, right: bool) -> str:
    """A table that fills `width`, in twentieths of a point."""
    widths = column_widths(table, width)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    about = f"{', '.join(table.columns)}; rows: {len(table.rows)}"
    properties = (
        ("<w:bidiVisual/>" if right else "")
        + f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{_SIDES}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="{_BETWEEN - 20}" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1"/>'
        f"<w:tblCaption w:val={quoteattr(table.caption)}/>"
        f"<w:tblDescription w:val={quoteattr(about)}/>"
    )
    head = _row(table.columns, widths, right=right, header=True)
    rows = "".join(_row(row, widths, right=right) for row in table.rows)
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def column_widths(table: TableBlock, width: int) -> list[int]:
    """How wide columns are: no word is broken without need, and the rest goes where texts are long.

    A column of references is as wide as the longest of them, so that none is broken at its hyphen.
    """
    least, wanted = [], []
    for at, column in enumerate(zip(table.columns, *table.rows, strict=True)):
        longest = min(max(map(len, column)), _WIDEST)
        word = max((len(each) for cell in column for each in cell.split()), default=1)
        kept = longest if at == 0 and longest <= _REFERENCE else min(word, _WIDEST_WORD)
        least.append(kept * _LETTER + _BETWEEN)
        wanted.append(max(longest * _LETTER + _BETWEEN - least[-1], 0))
    spare = width - sum(least)
    if spare < 0:
        made = [each * width // sum(least) for each in least]
    else:
        share = sum(wanted) or 1
        made = [low + spare * more // share for low, more in zip(least, wanted, strict=True)]
    made[made.index(max(made))] += width - sum(made)
    return made


def _row(cells: Sequence[str], widths: list[int], *, right: bool, header: bool = False) -> str:
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    made = "".join(
        _cell(text, width, bold=header or at == 0, right=right, kept=header)
        for at, (text, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"<w:tr><w:trPr>{marks}</w:trPr>{made}</w:tr>"


def _cell(text: str, width: int, *, bold: bool, right: bool, kept: bool) -> str:
    way = from_the_right(text) if text else right
    inside = run_xml(text, "Reference" if bold else "", right=way)
    marks = "<w:keepNext/>" if kept else ""
    paragraph = paragraph_xml("Table Text", inside, right=way, marks=marks)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'
