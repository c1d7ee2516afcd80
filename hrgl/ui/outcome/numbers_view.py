"""Outcome, numbers: every published number with its digest, what was said of it, what changed."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from hrgl.core.enums import DocumentMark
from hrgl.core.models import OutcomeDocument
from hrgl.core.permissions import Permission
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.writing import MEDIA_TYPES, write_document
from hrgl.outcome.marking import LONGEST_MARK_REASON, mark_number, may_be_withdrawn
from hrgl.outcome.numbers import as_it_stands, genuine, is_withdrawn, seen_of
from hrgl.outcome.public_numbers import public_path
from hrgl.outcome.redlines import changes_of_number, compared_with, redline_of_number
from hrgl.outcome.taking_all import base_name
from hrgl.ui.outcome.publish_view import draw_differences
from hrgl.ui.outcome.take_home_view import offer_all
from hrgl.ui.parts import pieces
from hrgl.ui.parts.handover import origin
from hrgl.ui.parts.moments import day_and_time
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import ask, forget, form, may, plain, recall, viewer
from hrgl.ui.shell.presses import bind, button, typed

_MARKS = {
    DocumentMark.WITHDRAWN: "withdrawn: it does not stand any more",
    DocumentMark.CORRECTED: "corrected: a later number says it right",
}


def draw_numbers(numbers: Sequence[OutcomeDocument]) -> None:
    """All numbers, latest first; each stays readable whatever was said of it."""
    if not numbers:
        st.info("Every number of the document will stand here, once one is published.")
    for row in numbers:
        with st.container(border=True, key=f"number-{row.number}"):
            _draw_number(row, numbers)


def draw_digest(row: OutcomeDocument) -> None:
    """By what a number is known, and whether what is kept still is what was published."""
    told = "digest checked" if genuine(row) else "**THE DIGEST DOES NOT MATCH**"
    st.caption(
        f"Number {row.number}, published {day_and_time(row.published_at)}.  \n"
        f"SHA-256 {row.sha256} · {told}"
    )


def draw_public_address() -> None:
    """Where everybody reads the published document, if the edition makes it public."""
    path = recall(public_path, edition_id=viewer().edition_id)
    if path:
        st.caption("Anybody can read it at")
        st.code(f"{origin()}{path}", language=None)


def _draw_number(row: OutcomeDocument, numbers: Sequence[OutcomeDocument]) -> None:
    document = as_it_stands(row, numbers, zone=viewer().edition.time_zone)
    st.header(f"Number {row.number}")
    if document.mark:
        st.warning(plain(document.mark), icon=":material/history:")
    if document.adoption:
        st.markdown(plain(document.adoption))
    draw_digest(row)
    with st.container(horizontal=True, vertical_alignment="center"):
        _offer_files(row, document)
        number = compared_with(row, numbers)
        if number is not None:
            _offer_redline(row, number)
        if may(Permission.PUBLISH) and not is_withdrawn(row):
            _draw_mark(row, numbers)
    if number is not None:
        with st.expander(f"What changed since number {number}"):
            draw_differences(
                recall(changes_of_number, edition_id=row.edition_id, number=row.number)
            )


def _offer_files(row: OutcomeDocument, document: Document) -> None:
    st.download_button(
        pieces.label("Word (DOCX)"),
        partial(write_document, document, "docx"),
        f"{base_name(document)}.docx",
        mime=MEDIA_TYPES["docx"],
        on_click="ignore",
        key=f"number-{row.number}-docx",
        icon=":material/download:",
    )
    offer_all(document, "All of it (ZIP)", f"number-{row.number}-zip")


def _offer_redline(row: OutcomeDocument, number: int) -> None:
    st.download_button(
        f"Against number {number}, tracked (DOCX)",
        partial(ask, redline_of_number, edition_id=row.edition_id, number=row.number),
        f"outcome-{viewer().edition.code}-{row.number}-against-{number}.docx",
        mime=MEDIA_TYPES["docx"],
        on_click="ignore",
        key=f"redline-{row.number}",
        icon=":material/difference:",
    )


def _draw_mark(row: OutcomeDocument, numbers: Sequence[OutcomeDocument]) -> None:
    subject = f"mark-{row.number}-{seen_of(row)[:12]}"
    begin = form(subject)
    offered = [
        mark
        for mark in DocumentMark
        if mark is not row.mark
        and (mark is not DocumentMark.WITHDRAWN or may_be_withdrawn(row, numbers))
    ]
    if not offered:
        return
    with st.popover("Withdraw or mark …", key=subject):
        st.caption(plain(_what_it_does(row)))
        st.radio("This number is", offered, format_func=_MARKS.__getitem__, key=f"{begin}-mark")
        text_input(
            "Why, as it is printed with the number",
            key=f"{begin}-because",
            max_chars=LONGEST_MARK_REASON,
        )
        button(
            f"Mark number {row.number}",
            bind(
                f"Number {row.number} is marked.",
                mark_number,
                number=row.number,
                mark=typed(f"{begin}-mark", DocumentMark),
                because=typed(f"{begin}-because"),
                seen=seen_of(row),
            ),
            name=f"mark_number-{row.number}",
            then=lambda _: forget(subject),
        )


def _what_it_does(row: OutcomeDocument) -> str:
    if row.adopted_on is not None:
        return "Its text stays as it was adopted, and readable, with the reason beside it."
    return (
        "It stays readable, with the reason beside it. If no other number stands, the "
        "encouragements can be worded again."
    )
