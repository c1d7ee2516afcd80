"""Buttons that hand out files; each is made, as of then, when it is asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from hrgl.formats.writers.document import DEMONSTRATION
from hrgl.formats.writers.workbook import TABLE_MEDIA_TYPES, FlatTable, write_table
from hrgl.ui.shell.page import viewer


def offer_table(label: str, name: str, table: Callable[[], FlatTable]) -> None:
    """A table as each of the kinds of file there are."""
    with st.container(horizontal=True, key=f"home-{name}"):
        for ending, mime in TABLE_MEDIA_TYPES.items():
            made = partial(_written, table, ending, home_notice())
            offer_file(f"{label} ({ending.upper()})", made, name, ending, mime)


def offer_file(label: str, made: Callable[[], bytes], name: str, ending: str, mime: str) -> None:
    """One file, named after what is in it and the edition."""
    st.download_button(
        label,
        made,
        f"{name}-{viewer().edition.code}.{ending}",
        mime=mime,
        on_click="ignore",
        key=f"home-{name}-{ending}",
    )


def home_notice() -> str:
    """What stands in every file that is taken home, of the demonstration only."""
    return DEMONSTRATION if viewer().edition.demonstration else ""


def _written(table: Callable[[], FlatTable], ending: str, notice: str) -> bytes:
    return write_table(table(), ending, notice)
