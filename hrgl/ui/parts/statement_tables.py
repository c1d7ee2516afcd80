"""Tables of statements to pick from, as several pages draw them."""

from collections.abc import Mapping, Sequence
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
# Streamlit lets text wrap in rows that are higher than 4 rem: three lines of a statement
_ROW = 68


def statement_table(
    rows: Sequence[StatementView],
    *,
    key: str,
    theme: bool = False,
    why: Mapping[int, str] | None = None,
) -> list[StatementView]:
    """A table of statements to pick from, with why they are there if that is told; the picked ones.

    The key carries the ids that are shown: with a fixed key Streamlit keeps a selection by
    position, and an act would hit other rows than the person picked.
    """
    columns = _columns(rows, why or {})
    if not theme:
        del columns["Theme"]
    del columns["Used in" if why else "Why it waits"]  # what waits is used nowhere
    shown = hash(tuple(row.id for row in rows))
    picked = st.dataframe(
        pa.table(columns),  # what a browser is sent; by way of pandas it takes far longer
        key=f"{key}-{shown}",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        row_height=_ROW,
        height=min(_ROW * len(rows) + 40, 620),
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
        "Theme": [row.theme or "in no theme" for row in rows],
        "What": [KIND_NAMES[row.kind] for row in rows],
        "Said by": [row.who or "–" for row in rows],
        "Used in": [", ".join(row.encouragements) or "–" for row in rows],
    }


def _looks(*, told_why: bool) -> dict[str, Any]:
    return {
        "No.": st.column_config.TextColumn(width=70),
        "Statement": st.column_config.TextColumn(width=290 if told_why else "large"),
        "What": st.column_config.TextColumn(width=95),
        "Said by": st.column_config.TextColumn(width=150),
        "Used in": st.column_config.TextColumn(width=90),
        "Why it waits": st.column_config.TextColumn(width=230),
    }


def stands(rows: Sequence[StatementView]) -> dict[int, Stand]:
    """How these statements stand on the screen: it travels with the act on them."""
    return {row.id: row.stand for row in rows}
