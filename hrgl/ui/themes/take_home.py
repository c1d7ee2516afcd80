"""Take home what the page Themes shows: statements, codebook, coverage, and Polis' files."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from hrgl.formats.writers.document import DEMONSTRATION
from hrgl.formats.writers.workbook import TABLE_MEDIA_TYPES, FlatTable, write_table
from hrgl.formats.writers.writing import MEDIA_TYPES
from hrgl.themes import taking_home
from hrgl.themes.board import Board, board
from hrgl.themes.coverage import Coverage
from hrgl.themes.tags import Tags, tags_of
from hrgl.ui.shell.page import ask, viewer


def offer_themes(found: Coverage | None = None) -> None:
    """What can be taken home, in one place; each file is made, as of then, when it is asked for."""
    edition, notice = viewer().edition, _notice()

    def now() -> Board:
        return ask(board, edition_id=edition.id)

    def tags() -> dict[int, Tags]:
        return ask(tags_of, edition_id=edition.id)

    with st.popover("Take home …", icon=":material/download:", key="themes_home"):
        if found is not None:
            _offer("Coverage, as shown here", "coverage", lambda: taking_home.coverage_home(found))
        _offer("Statements by theme", "themes", lambda: taking_home.statements_home(now()))
        _offer("Codebook", "codebook", lambda: taking_home.codebook_home(now(), tags()))
        _button(
            "Codebook (Word)",
            lambda: taking_home.codebook_word(now(), tags(), edition, notice),
            "codebook",
            "docx",
            MEDIA_TYPES["docx"],
        )
        _button(
            "Statements as files of Polis (ZIP)",
            lambda: taking_home.polis_home(now(), edition.title, edition.question, notice),
            "polis",
            "zip",
            "application/zip",
        )


def _offer(label: str, name: str, table: Callable[[], FlatTable]) -> None:
    with st.container(horizontal=True, key=f"home-{name}"):
        for ending, mime in TABLE_MEDIA_TYPES.items():
            made = partial(_written, table, ending, _notice())
            _button(f"{label} ({ending.upper()})", made, name, ending, mime)


def _button(label: str, made: Callable[[], bytes], name: str, ending: str, mime: str) -> None:
    st.download_button(
        label,
        made,
        f"{name}-{viewer().edition.code}.{ending}",
        mime=mime,
        on_click="ignore",
        key=f"home-{name}-{ending}",
    )


def _notice() -> str:
    return DEMONSTRATION if viewer().edition.demonstration else ""


def _written(table: Callable[[], FlatTable], ending: str, notice: str) -> bytes:
    return write_table(table(), ending, notice)
