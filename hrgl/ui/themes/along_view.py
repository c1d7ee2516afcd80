"""What may go along with statements that are picked, and what is kept together or apart."""

from collections.abc import Sequence

import streamlit as st

from hrgl.notes.statements import StatementView
from hrgl.themes import ties
from hrgl.themes.proposals import constraints
from hrgl.ui.parts import pieces
from hrgl.ui.parts.statement_tables import stands, statement_table
from hrgl.ui.shell.page import recall, viewer
from hrgl.ui.shell.presses import bind, button


def picked_along(picked: Sequence[StatementView], into_id: int) -> list[StatementView]:
    """Offer what most likely goes along to a theme; those that are picked."""
    ids = [statement.id for statement in picked]
    likely = recall(
        constraints.likely_to_go_along,
        edition_id=viewer().edition_id,
        statement_ids=ids,
        into_id=into_id,
    )
    if not likely:
        return []
    st.caption("These may belong there too. Pick those that do: they move in the same act.")
    return statement_table(likely, key=f"along-{into_id}")


def keep_buttons(picked: Sequence[StatementView]) -> None:
    """Buttons that keep statements together or apart in what the machine groups next."""
    if not 2 <= len(picked) <= ties.MOST_TIED:
        return
    with st.popover("Keep …", key=f"keep-{picked[0].id}"):
        st.text("Counts for the next proposals. Where people placed a statement, that counts more.")
        for how, together in (("together", True), ("apart", False)):
            button(
                f"Keep {how}",
                bind(
                    f"They will be kept {how}.",
                    ties.tie,
                    statement_ids=[row.id for row in picked],
                    together=together,
                    seen=stands(picked),
                ),
                name=f"keep_{how}",
            )


def kept_with(rows: Sequence[StatementView]) -> None:
    """Which of these statements are kept together or apart, and with which others."""
    by_id = {row.id: row for row in rows}
    every = recall(ties.ties_of, edition_id=viewer().edition_id)
    here = [each for each in every if each.statement_id in by_id or each.other_id in by_id]
    if not here:
        return
    section = st.expander(
        f"Kept together or apart · {len(here)}", key=f"ties-{here[0].id}", on_change="rerun"
    )
    if not section.open:
        return
    with section:
        for each in here:
            _one(each, by_id)


def _one(each: ties.Tied, by_id: dict[int, StatementView]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"tie-{each.id}"):
        ends = (by_id.get(each.statement_id), by_id.get(each.other_id))
        told = " and ".join(
            f"{end.short} “{pieces.label(end.text, 70)}”" if end else "one elsewhere"
            for end in ends
        )
        st.caption(f"{told}: {'together' if each.together else 'apart'}", width="stretch")
        button(
            "Let go",
            bind("Let go.", ties.untie, tie_ids=[each.id], seen_together=each.together),
            name="untie",
        )
