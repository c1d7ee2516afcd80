"""Tables of statements to pick from, as several pages draw them."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import pyarrow as pa
import streamlit as st

from hrgl.core.enums import Kind
from hrgl.notes.standing import Stand
from hrgl.notes.statements import StatementView
from hrgl.ui.shell import choices

KIND_NAMES = {
    None: "–",
    "practice": "what works",
    "challenge": "challenge",
    "lesson": "lesson learnt",
    "need": "need",
    "proposal": "proposal",
    "reservation": "reservation",
    "question": "open question",
}
KINDS_BY_NAME = {name: kind and Kind(kind) for kind, name in KIND_NAMES.items()}
# Streamlit lets text wrap in rows that are higher than 4 rem: that is three lines of a statement
_ROW, _LINE, _AROUND = 68, 20, 8
_PER_LETTER = 7.2  # pixels, a little more than a letter of running text needs
WIDE = 400  # pixels of a statement
_BESIDE, _WHY = 290, 230  # of one that waits, and of why it does
_IN_NO_THEME = "in no theme"
_NOTHING = {"", "–", _IN_NO_THEME}


def statement_table(
    rows: Sequence[StatementView],
    *,
    key: str,
    theme: bool = False,
    why: Mapping[int, str] | None = None,
) -> list[StatementView]:
    """A table of statements to pick from, with why they are there if that is told; the picked ones.

    `theme`: tell the theme of each, which nothing above the table says.

    The key carries the ids that are shown: with a fixed key Streamlit keeps a selection by
    position, and an act would hit other rows than the person picked.
    """
    columns = that_hold_something(_columns(rows, why or {}))
    if not theme:
        columns.pop("Theme", None)
    height = row_height({row.text: _BESIDE if why else WIDE for row in rows})
    if why:
        height = max(height, row_height(dict.fromkeys(why.values(), _WHY)))
    shown = hash(tuple(row.id for row in rows))
    picked = st.dataframe(
        pa.table(columns),  # what a browser is sent; by way of pandas it takes far longer
        key=f"{key}-{shown}",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        row_height=height,
        height=min(height * len(rows) + 40, 620),
        column_config=_looks(told_why=bool(why)),
    )
    at_rows = list(picked.selection.rows)
    choices.note(f"{key}-{shown}", at_rows)
    return [rows[at] for at in at_rows if at < len(rows)]


def _columns(rows: Sequence[StatementView], why: Mapping[int, str]) -> dict[str, list[str]]:
    return {
        "No.": [row.short for row in rows],
        "Statement": [row.text for row in rows],
        "Why it waits": [why.get(row.id, "") for row in rows],
        "Theme": [row.theme or _IN_NO_THEME for row in rows],
        "What": [KIND_NAMES[row.kind] for row in rows],
        "Said by": [row.who or "–" for row in rows],
        "Used in": [", ".join(row.encouragements) or "–" for row in rows],
    }


def that_hold_something(columns: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """The columns of a table without those that are empty in every row."""
    return {
        name: cells
        for name, cells in columns.items()
        if any(cell is not None and cell not in _NOTHING for cell in cells)
    }


def row_height(texts: Mapping[str, int]) -> int:
    """How high the rows of a table have to be, so that of no text in so wide a cell any is cut."""
    lines = (ceil(len(text) * _PER_LETTER / width) for text, width in texts.items())
    return max(_ROW, _AROUND + _LINE * max(lines, default=0))


def _looks(*, told_why: bool) -> dict[str, Any]:
    return {
        "No.": st.column_config.TextColumn(width=70),
        "Statement": st.column_config.TextColumn(width=_BESIDE if told_why else WIDE),
        "What": st.column_config.TextColumn(width=95),
        "Said by": st.column_config.TextColumn(width=150),
        "Used in": st.column_config.TextColumn(width=90),
        "Why it waits": st.column_config.TextColumn(width=_WHY),
    }


def stands(rows: Sequence[StatementView]) -> dict[int, Stand]:
    """How these statements stand on the screen: it travels with the act on them."""
    return {row.id: row.stand for row in rows}
