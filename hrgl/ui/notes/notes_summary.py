"""A workshop's summary for the plenary: written by hand, or drawn from its own statements."""

from collections.abc import Sequence

import streamlit as st

from hrgl.core.models import Workshop
from hrgl.core.permissions import Permission
from hrgl.editions import summaries, workshops
from hrgl.notes.statements import StatementView
from hrgl.ui.parts import pieces
from hrgl.ui.parts.moments import day_and_time
from hrgl.ui.shell import fields
from hrgl.ui.shell.editing import Editing, State, editing
from hrgl.ui.shell.fields import text_area
from hrgl.ui.shell.page import ask, forget, form, may, plain
from hrgl.ui.shell.presses import bind, button
from hrgl.ui.shell.undisturbed import undisturbed

TABS = "notes_view"
SUMMARY_TITLE = "Summary for the plenary"


def draw_summary(workshop: Workshop) -> None:
    """The text, one result a line, and the button that saves it."""
    edit = editing(
        "workshop", workshop.id, lambda: _state(_fresh(workshop.id)), now=_state(workshop)
    )
    st.caption("One result a line. Pick statements in the table below to put their words in here.")
    text_area(
        "The room's core results, in a few lines",
        height=200,
        max_chars=4000,
        key=edit.key("summary"),
        value=workshop.summary,
        disabled=not may(Permission.SUMMARISE),
    )
    if may(Permission.SUMMARISE):
        _save(workshop, edit)
    _earlier(workshop, edit)


def _save(workshop: Workshop, edit: Editing) -> None:
    button(
        "Save the summary",
        bind(
            f"Summary of {workshop.code} saved.",
            summaries.summarise,
            workshop_id=workshop.id,
            summary=edit.typed("summary"),
            seen_version=edit.version,
        ),
        name="save_summary",
        then=lambda _: forget(edit.subject),
    )


def _earlier(workshop: Workshop, edit: Editing) -> None:
    """What the summary read before, each to be put back."""
    found = ask(summaries.earlier_summaries, workshop_id=workshop.id)
    if not found:
        return
    with st.expander(f"Earlier summaries · {len(found)}", key=f"earlier-{workshop.id}"):
        for each in found:
            st.caption(f"until {plain(each.who)} wrote it anew, {day_and_time(each.at)}")
            pieces.people_words(each.text)
            if may(Permission.SUMMARISE):
                button(
                    "Put this one back",
                    bind(
                        f"The earlier summary of {workshop.code} is back.",
                        summaries.summarise,
                        workshop_id=workshop.id,
                        summary=each.text,
                        seen_version=edit.version,
                    ),
                    name=f"put_back-{each.id}",
                    disabled=each.text == workshop.summary,
                )


def _state(workshop: Workshop) -> State:
    return State(workshop.version, {"summary": workshop.summary})


def _fresh(workshop_id: int) -> Workshop:
    return ask(workshops.get_workshop, workshop_id=workshop_id)


@undisturbed()
def put_in(workshop: Workshop, rows: Sequence[StatementView]) -> None:
    """Append the words of statements, with their references, to the summary being written.

    To be called before the page is drawn, as a widget's answer: nothing is saved by it.
    """
    key = f"{form(f'workshop-{workshop.id}')}-summary"
    written = fields.holds(key, workshop.summary).rstrip()
    lines = [line_of(row) for row in rows if f"({row.short})" not in written]
    st.session_state[key] = "\n".join([*([written] if written else []), *lines])
    fields.put(key, f"Summary of {workshop.code}", st.session_state[key], workshop.summary)
    st.session_state[TABS] = SUMMARY_TITLE


def line_of(row: StatementView) -> str:
    """A statement as one line of a summary: "– Publish the budget (A1-07)"."""
    return f"– {' '.join(row.text.split())} ({row.short})"
