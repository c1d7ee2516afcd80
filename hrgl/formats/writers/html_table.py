"""A table as markup, which a narrow screen shows row by row."""

from markupsafe import Markup

from hrgl.formats.writers.blocks import TableBlock

_SHORT = 20  # signs of a cell that is kept on one line
# On a narrow screen rows are no rows to a browser any more, so their roles are said.
_TABLE = Markup("""<table role="table">
<caption>{}</caption>
<thead role="rowgroup"><tr role="row">{}</tr></thead>
<tbody role="rowgroup">
{}
</tbody>
</table>""")
_HEAD = Markup('<th role="columnheader" scope="col">{}</th>')
_ROW = Markup('<tr role="row">{}</tr>')
_CELL = Markup('<td role="cell" data-label="{}" dir="auto"{}>{}</td>')
_REFERENCE, _ON_ONE_LINE = Markup(' class="reference"'), Markup(' class="short"')


def table_markup(table: TableBlock) -> Markup:
    """A table; all that stands in its cells is escaped."""
    head = Markup().join(map(_HEAD.format, table.columns))
    rows = (
        _ROW.format(Markup().join(map(_cell, table.columns, row, range(len(row)))))
        for row in table.rows
    )
    return _TABLE.format(table.caption, head, Markup("\n").join(rows))


def _cell(column: str, text: str, at: int) -> Markup:
    kind = Markup()
    if len(text) <= _SHORT:
        kind = _ON_ONE_LINE if at else _REFERENCE
    return _CELL.format(column, kind, text)
