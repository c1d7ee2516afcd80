"""Take home what the page Themes shows: statements, codebook, coverage, and Polis' files."""

import streamlit as st

from hrgl.formats.writers.writing import MEDIA_TYPES
from hrgl.themes import taking_home
from hrgl.themes.board import Board, board
from hrgl.themes.coverage import Coverage
from hrgl.themes.tags import Tags, tags_of
from hrgl.ui.parts.taking import home_notice, offer_file, offer_table
from hrgl.ui.shell.page import ask, viewer


def offer_themes(found: Coverage | None = None) -> None:
    """What can be taken home, in one place; each file is made, as of then, when it is asked for."""
    edition, notice = viewer().edition, home_notice()

    def now() -> Board:
        return ask(board, edition_id=edition.id)

    def tags() -> dict[int, Tags]:
        return ask(tags_of, edition_id=edition.id)

    with st.popover("Take home …", icon=":material/download:", key="themes_home"):
        if found is not None:
            offer_table(
                "Coverage, as shown here", "coverage", lambda: taking_home.coverage_home(found)
            )
        offer_table("Statements by theme", "themes", lambda: taking_home.statements_home(now()))
        offer_table("Codebook", "codebook", lambda: taking_home.codebook_home(now(), tags()))
        offer_file(
            "Codebook (Word)",
            lambda: taking_home.codebook_word(now(), tags(), edition, notice),
            "codebook",
            "docx",
            MEDIA_TYPES["docx"],
        )
        offer_file(
            "Statements as files of Polis (ZIP)",
            lambda: taking_home.polis_home(now(), edition.title, edition.question, notice),
            "polis",
            "zip",
            "application/zip",
        )
