"""History: who did what, in plain sentences, latest first; and where every statement ended."""

import pandas as pd
import streamlit as st

from hrgl import audit, statements, undo
from hrgl.roles import Permission
from hrgl.ui.sentences import sentence
from hrgl.ui.shell import done, may, recall, viewer


def offer_undo(picked: list[audit.Happening]) -> None:
    """Take back the act that is picked, or say why that cannot be."""
    if not picked:
        st.caption("Pick a line to take it back.")
        return
    why_not = undo.reason_against(picked[0].act, picked[0].has_changes)
    if why_not:
        st.caption(f"This cannot be taken back. {why_not}")
    elif st.button("Take it back", type="primary", key="undo"):
        done("Taken back.", undo.undo, entry_id=picked[0].id)


who = viewer()
st.title("What happened")
entries = recall(audit.history, edition_id=who.edition_id)
acts, account = st.tabs(["Acts", "Account of every statement"])
with acts:
    if not entries:
        st.info("Every act will stand here, with who did it and when.")
    else:
        people = sorted({entry.who for entry in entries})
        chosen = st.multiselect("Only by", people, key="only_by")
        shown = [entry for entry in entries if not chosen or entry.who in chosen]
        picked = st.dataframe(
            pd.DataFrame(
                {
                    "When (UTC)": [entry.at for entry in shown],
                    "What": [sentence(entry) for entry in shown],
                }
            ),
            key=f"acts-{len(shown)}-{shown[0].id if shown else 0}",
            hide_index=True,
            height=560,
            on_select="rerun",
            selection_mode="single-row",
            column_config={
                "When (UTC)": st.column_config.DatetimeColumn(format="D MMM, HH:mm:ss", width=140),
                "What": st.column_config.TextColumn(width="large"),
            },
        )
        if may(Permission.UNDO):
            offer_undo([shown[at] for at in picked.selection.rows if at < len(shown)])
with account:
    ledger = recall(statements.ledger, edition_id=who.edition_id)
    counts = {name: count for name, count in ledger.dispositions.items() if count}
    words = ", ".join(f"{count} {name}" for name, count in counts.items())
    st.markdown(f"**{ledger.statements} statements**: {words or 'none yet'}.")
    wanted = st.text_input("Look for a reference or words", key="look_for").casefold()
    rows = [
        row
        for row in ledger.rows
        if not wanted or wanted in row.reference.casefold() or wanted in row.text.casefold()
    ]
    table = pd.DataFrame(
        {
            "Reference": [row.reference for row in rows],
            "Statement": [row.text for row in rows],
            "Where it ended": [
                f"{row.disposition}: {row.because}" if row.because else row.disposition.value
                for row in rows
            ],
            "Theme": [row.theme or "–" for row in rows],
            "Encouragements": [", ".join(row.encouragements) or "–" for row in rows],
        }
    )
    st.dataframe(table, hide_index=True, height=520, row_height=68)
