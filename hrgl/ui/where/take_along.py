"""Take home the trace of every statement, the account and the flow; each made when asked for."""

import streamlit as st

from hrgl.encouragements.tracing.flow import flow_home, statement_flow
from hrgl.encouragements.tracing.ledgers import ledger_by_room, ledger_home
from hrgl.encouragements.tracing.tracing_home import traces_home
from hrgl.formats.writers.workbook import FlatTable
from hrgl.ui.parts.taking import offer_table
from hrgl.ui.shell.page import ask, viewer


def offer_traces() -> None:
    """What can be taken home of this page, in one place."""
    edition_id = viewer().edition_id
    with st.popover("Take home …", icon=":material/download:", key="where_home"):
        offer_table(
            "Trace of every statement", "trace", lambda: ask(traces_home, edition_id=edition_id)
        )
        offer_table(
            "Account by room",
            "account",
            lambda: ledger_home(ask(ledger_by_room, edition_id=edition_id)),
        )
        offer_table("Flow", "flow", lambda: flow_home(ask(statement_flow, edition_id=edition_id)))


def drawn_columns(table: FlatTable) -> dict[str, list[str]]:
    """A table by its columns, as it is drawn: the titles of rooms last, a telephone is narrow."""
    columns = {name: [str(row[at]) for row in table.rows] for at, name in enumerate(table.header)}
    titles = columns.pop("Title", None)
    return columns | ({"Title": titles} if titles else {})
