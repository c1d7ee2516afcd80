"""A workshop's summary for the plenary: written by hand, or drawn from its own statements."""

from collections.abc import Sequence

import streamlit as st

from hrgl import notes
from hrgl.models import Workshop
from hrgl.roles import Permission
from hrgl.statements import Said
from hrgl.ui.difference import State, editing
from hrgl.ui.shell import do, forget, form, look_anew, may

TABS = "notes_view"
TITLE = "Summary for the plenary"


def draw(workshop: Workshop) -> None:
    """The text, one result a line, and the button that saves it."""
    now = State(workshop.version, {"summary": workshop.summary})
    edit = editing("workshop", workshop.id, now)
    # not as the field's own value: what is put in from the table stands in the state already
    st.session_state.setdefault(edit.key("summary"), workshop.summary)
    st.caption("One result a line. Pick statements in the table below to put their words in here.")
    text = st.text_area(
        "The room's core results, in a few lines",
        height=200,
        max_chars=4000,
        key=edit.key("summary"),
        disabled=not may(Permission.SUMMARISE),
    )
    if may(Permission.SUMMARISE) and st.button("Save the summary", key="save_summary"):
        saved = do(
            "Summary saved.", notes.summarise, workshop_id=workshop.id, summary=text,
            seen_version=edit.version,
        )  # fmt: skip
        if saved is None:
            look_anew()
        else:
            forget(edit.subject)
            st.rerun()


def put_in(workshop: Workshop, rows: Sequence[Said]) -> None:
    """Append the words of statements, with their references, to the summary being written.

    To be called before the page is drawn, as a widget's answer: nothing is saved by it.
    """
    key = f"{form(f'workshop-{workshop.id}')}-summary"
    written = str(st.session_state.get(key, workshop.summary)).rstrip()
    lines = [line_of(row) for row in rows if f"({row.short})" not in written]
    st.session_state[key] = "\n".join([*([written] if written else []), *lines])
    st.session_state[TABS] = TITLE


def line_of(row: Said) -> str:
    """A statement as one line of a summary: "– Publish the budget (A1-07)"."""
    return f"– {' '.join(row.text.split())} ({row.short})"
