"""The account: every statement has one disposition, and the counts add up by room and over all."""

import pyarrow as pa
import streamlit as st

from hrgl.encouragements.tracing.ledgers import RoomLedger, ledger_home
from hrgl.notes.statements import Disposition, StatementView, ledger
from hrgl.ui.parts import pieces
from hrgl.ui.parts.statement_tables import WIDE, row_height, that_hold_something
from hrgl.ui.shell.page import recall, viewer
from hrgl.ui.where.take_along import drawn_columns

_ALL = "all"


def draw_account(found: RoomLedger) -> None:
    """The sums, then every statement, narrowed by room and by where it ended."""
    pieces.words_table(drawn_columns(ledger_home(found)))
    room, ended = st.columns(2)
    with room:
        wanted = st.selectbox("Room", [_ALL, *(line.room for line in found.rooms)], key="in_room")
    with ended:
        end = st.selectbox("Where it ended", [_ALL, *map(str, Disposition)], key="ended")
    rows = [
        row
        for row in recall(ledger, edition_id=viewer().edition_id).rows
        if wanted in (_ALL, row.workshop) and end in (_ALL, row.disposition)
    ]
    st.caption(f"{len(rows)} of {found.every.statements} statements shown")
    st.dataframe(
        pa.table(that_hold_something(_columns(rows))),
        hide_index=True,
        height=520,
        row_height=row_height({row.text: WIDE for row in rows}),
        column_config={"Statement": st.column_config.TextColumn(width=WIDE)},
    )


def _columns(rows: list[StatementView]) -> dict[str, list[str]]:
    return {
        "Reference": [row.reference for row in rows],
        "Statement": [row.text for row in rows],
        "Where it ended": [
            f"{row.disposition}: {row.because}" if row.because else row.disposition.value
            for row in rows
        ],
        "Theme": [row.theme or "–" for row in rows],
        "Encouragements": [", ".join(row.encouragements) or "–" for row in rows],
    }
