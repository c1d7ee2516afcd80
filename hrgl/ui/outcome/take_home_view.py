"""Outcome, taking home: all of it in one file, or a format, with sizes and digests on demand."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.writing import DOCUMENT_FORMATS, write_document
from hrgl.outcome.taking_all import (
    READ_BY_PEOPLE,
    GoingHome,
    all_taken_home,
    base_name,
    what_goes_home,
)
from hrgl.ui.parts import pieces
from hrgl.ui.shell.page import ask, plain, viewer

_SIZES, _WRITTEN = "outcome_sizes", "outcome_written"
_LOOKS = {Extent.FULL: "Whole", Extent.SHORT: "Short, for the Conference"}
_ICON = ":material/folder_zip:"
_AT_ONCE = 2000  # statements of which everything is written in a few seconds
Width = Literal["content", "stretch"]


def draw_taking_home(document: Document) -> None:
    """One press for everything, and each format beside it; a file is made when it is asked for."""
    st.subheader("Take it home")
    name = base_name(document)
    with st.container(key="take_document_home"):
        offer_all(document, "Take it all home (ZIP)", "download-all", width="stretch")
    extent = st.radio(
        "How much of it the files hold",
        list(_LOOKS),
        format_func=_LOOKS.__getitem__,
        key="take_home_extent",
        horizontal=True,
        label_visibility="collapsed",
    )
    _offer_formats(document, name, extent)
    _draw_sizes(document, name)


def _offer_formats(document: Document, name: str, extent: Extent) -> None:
    short = extent is Extent.SHORT
    with st.container(horizontal=True, key="formats"):
        for each in DOCUMENT_FORMATS:
            if short and each.name not in READ_BY_PEOPLE:
                continue
            st.download_button(
                pieces.label(each.shown),
                partial(write_document, document, each.name, extent),
                f"{name}{'-short' * short}{each.suffix}",
                mime=each.media_type,
                on_click="ignore",
                key=f"download-{each.name}{'-short' * short}",
                icon=":material/download:",
            )


def offer_all(document: Document, label: str, key: str, width: Width = "content") -> None:
    """Everything in one file: at one press, or where writing takes long written on a bar first."""
    written = st.session_state.get(_WRITTEN)
    made: bytes | Callable[[], bytes] = partial(_all_of_it, document, viewer().edition_id)
    if written and written[0] == document:
        made, size = written[1], len(written[1])
        label = f"Save the ZIP ({size / 2**20:.1f} MB)"
    elif _statements_in(document) > _AT_ONCE:
        _offer_writing(document, label, key, width)
        return
    st.download_button(
        pieces.label(label),
        made,
        f"{base_name(document)}.zip",
        mime="application/zip",
        on_click="ignore",
        key=key,
        icon=_ICON,
        width=width,
    )


def _offer_writing(document: Document, label: str, key: str, width: Width) -> None:
    if not st.button(pieces.label(label), key=f"{key}-write", icon=_ICON, width=width):
        return
    bar = st.progress(0.0)

    def tell(done: int, of: int) -> None:
        bar.progress(done / of, plain(f"Writing file {min(done + 1, of)} of {of} …"))

    st.session_state[_WRITTEN] = (document, _all_of_it(document, viewer().edition_id, tell))
    st.rerun()


def _all_of_it(
    document: Document, here: int, tell: Callable[[int, int], None] = lambda done, of: None
) -> bytes:
    """Of a number also what changed since the one that was adopted.

    A download is made when nobody's page is drawn, so whose edition it is has to be handed over.
    """
    if document.number is None or not document.sha256:
        return all_taken_home(GoingHome(document), tell)
    return all_taken_home(ask(what_goes_home, edition_id=here, number=document.number), tell)


def _statements_in(document: Document) -> int:
    cited = sum(len(each.citations) for each in (*document.sections, *document.candidates))
    return cited + sum(len(theme.statements) for theme in document.themes)


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
