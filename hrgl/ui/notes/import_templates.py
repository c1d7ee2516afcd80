"""Empty tables to be filled in, for those who collect notes in a spreadsheet."""

from functools import cache, partial

import streamlit as st

from hrgl.editions.attribution import vocabulary
from hrgl.formats.writers.template import template


def draw_templates() -> None:
    """An empty table to be filled in, for those who collect notes in a spreadsheet."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("A table to fill in:", width="content")
        for ending, name in ((".xlsx", "Excel"), (".csv", "CSV")):
            st.download_button(
                name,
                partial(_template, ending),
                f"notes-to-fill-in{ending}",
                type="tertiary",
                icon=":material/download:",
                on_click="ignore",
                key=f"template{ending}",
            )


@cache
def _template(ending: str) -> bytes:
    names = {"Kind": "kinds", "Actor type": "actor_types", "Region": "regions"}
    return template(
        ending, {column: list(vocabulary(name).values()) for column, name in names.items()}
    )
