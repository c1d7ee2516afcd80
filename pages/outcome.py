"""The outcome document: as it will print, what stands in the way, its numbers, and what follows."""

import streamlit as st

from hrgl.core.permissions import Permission
from hrgl.encouragements import views
from hrgl.operations.next_step import CONFERENCE, DOCUMENT, NUMBERS, REPORT_BACK, TRANSLATIONS
from hrgl.outcome import outcome, publishing, readiness
from hrgl.outcome.numbers import adopted_number, binding_number, is_withdrawn, published
from hrgl.ui.outcome import (
    conference_view,
    numbers_view,
    publish_view,
    report_view,
    sheet_view,
    take_home_view,
    translations_view,
)
from hrgl.ui.shell import going
from hrgl.ui.shell.page import ask, may, recall, viewer

who = viewer()
numbers = ask(published, edition_id=who.edition_id)
binding = binding_number(numbers)
adopted = adopted_number(numbers)


def draw_document() -> None:
    """The sheet on the left; on the right what is to be done with it."""
    coming = recall(publishing.next_number, edition_id=who.edition_id)
    document = recall(outcome.current_document, edition_id=who.edition_id)
    obstacles = recall(readiness.in_the_way, edition_id=who.edition_id)
    placed = recall(views.list_encouragements, edition_id=who.edition_id)
    left, right = st.columns([5, 3], gap="large")
    with left:
        if binding is not None and not coming.unchanged:
            shown = st.radio(
                "Which number",
                [binding.number, coming.number],
                format_func=lambda each: (
                    f"Number {each}, as it would be" if each == coming.number else f"Number {each}"
                ),
                key=f"shown_number-{binding.number}-{coming.number}",
                horizontal=True,
                label_visibility="collapsed",
            )
            document = coming.document if shown == coming.number else document
        sheet_view.draw_sheet(document, {each.place: each.id for each in placed if each.place})
    with right:
        if binding is not None:
            numbers_view.draw_digest(binding)
            numbers_view.draw_public_address()
        if binding is not None and may(Permission.PUBLISH) and _may_be_adopted():
            st.button(
                "Note its adoption …",
                key="to_adoption",
                icon=":material/how_to_vote:",
                on_click=going.to,
                args=("outcome",),
                kwargs={"outcome_view": CONFERENCE},
            )
        publish_view.draw_publishing(coming, obstacles, binding=binding is not None)
        take_home_view.draw_taking_home(document)


def _may_be_adopted() -> bool:
    standing = binding is not None and not is_withdrawn(binding)
    return standing and (adopted is None or is_withdrawn(adopted))


document_tab, numbers_tab, languages_tab, conference_tab, report_tab = st.tabs(
    [DOCUMENT, NUMBERS, TRANSLATIONS, CONFERENCE, REPORT_BACK],
    key="outcome_view",
    on_change="rerun",
)
with document_tab:  # always drawn: nothing that is typed in it depends on the tab
    draw_document()
if numbers_tab.open:
    with numbers_tab:
        numbers_view.draw_numbers(numbers)
if languages_tab.open:
    with languages_tab:
        translations_view.translations()
if conference_tab.open:
    with conference_tab:
        conference_view.conference()
if report_tab.open:
    with report_tab:
        report_view.report_back()
