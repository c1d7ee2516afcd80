"""Where did it go? From a statement to its end, from an encouragement to its rooms; the sums."""

import streamlit as st

from hrgl.encouragements.tracing.ledgers import ledger_by_room
from hrgl.ui.parts import pieces
from hrgl.ui.shell.page import recall, viewer
from hrgl.ui.where import account_view, down_view, flow_view, search_view, take_along

who = viewer()
search_view.begin_as_the_address_says()
with st.container(horizontal=True, vertical_alignment="center", key="where_head"):
    ledger = recall(ledger_by_room, edition_id=who.edition_id)
    pieces.people_words(ledger.told, quiet=True)
    take_along.offer_traces()

statement, encouragement, flow, account = st.tabs(
    ["Statement", "Encouragement", "Flow", "Account"], key="where_view", on_change="rerun"
)
with statement:  # always drawn: what is looked for stays, whatever tab is open
    search_view.draw_search()
if encouragement.open:
    with encouragement:
        down_view.draw_down()
if flow.open:
    with flow:
        flow_view.draw_flow()
if account.open:
    with account:
        account_view.draw_account(ledger)
