"""Outcome, taking home: all of it in one file, or a format, with sizes and digests on demand."""

import hashlib
from functools import partial

import streamlit as st

from hrgl.formats.writers.document import Document
from hrgl.formats.writers.writing import DOCUMENT_FORMATS, write_document
from hrgl.outcome.taking_all import GoingHome, all_taken_home, base_name, what_goes_home
from hrgl.ui.parts import pieces
from hrgl.ui.shell.page import ask, viewer

_SIZES = "outcome_sizes"


def draw_taking_home(document: Document) -> None:
    """One press for everything, and each format beside it; a file is made when it is asked for."""
    st.subheader("Take it home")
    name = base_name(document)
    with st.container(key="take_document_home"):
        st.download_button(
            "Take it all home (ZIP)",
            partial(all_of_it, document),
            f"{name}.zip",
            mime="application/zip",
            on_click="ignore",
            key="download-all",
            icon=":material/folder_zip:",
            width="stretch",
        )
    with st.container(horizontal=True, key="formats"):
        for each in DOCUMENT_FORMATS:
            st.download_button(
                pieces.label(each.shown),
                partial(write_document, document, each.name),
                f"{name}{each.suffix}",
                mime=each.media_type,
                on_click="ignore",
                key=f"download-{each.name}",
                icon=":material/download:",
            )
    _draw_sizes(document, name)


def all_of_it(document: Document) -> bytes:
    """Everything in one file: of a number also what changed since the one that was adopted."""
    if document.number is None or not document.sha256:
        return all_taken_home(GoingHome(document))
    here = viewer().edition_id
    return all_taken_home(ask(what_goes_home, edition_id=here, number=document.number))


def _draw_sizes(document: Document, name: str) -> None:
    if not st.toggle("Sizes and digests", key=_SIZES):
        return
    with st.spinner("Writing every format …"):
        made = {each: write_document(document, each.name) for each in DOCUMENT_FORMATS}
    pieces.words_table(
        {
            "File": [f"{name}{each.suffix}" for each in made],
            "Size": [f"{len(content) / 1024:,.0f} kB" for content in made.values()],
            "SHA-256": [hashlib.sha256(content).hexdigest() for content in made.values()],
        }
    )
