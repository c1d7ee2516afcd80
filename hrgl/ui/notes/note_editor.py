"""A whole note, opened from one of its statements, to be edited."""

import streamlit as st

from hrgl.notes import notes
from hrgl.ui.shell.editing import Editing, State, editing
from hrgl.ui.shell.fields import text_area
from hrgl.ui.shell.page import ask, forget, plain
from hrgl.ui.shell.presses import bind, button, found


def open_note(note_id: int) -> None:
    """Have the form for a note drawn."""
    st.session_state["edited_note"] = note_id


def edit_note(note_id: int) -> None:
    """The form for a whole note; it stays, whatever becomes of the table below."""
    note = ask(notes.written, note_id=note_id)
    with st.container(border=True, key=f"edited-{note_id}"):
        st.markdown(f"**A note written by {plain(note.written_by)}**")
        edit = editing(
            "note",
            note.id,
            lambda: _state(ask(notes.written, note_id=note_id)),
            now=_state(note),
            subject=f"edit-{note_id}",
        )
        text_area("The note", value=note.text, height=220, key=edit.key("note"))
        st.caption("Statements you leave as they are keep their reference, theme and place.")
        with st.container(horizontal=True):
            _save(edit)
            st.button(
                "Stop editing",
                key=f"stop_editing-{note_id}",
                on_click=_close_note,
                args=(edit.subject,),
            )


def _save(edit: Editing) -> None:
    button(
        "Save the edited note",
        bind(
            "Note edited.",
            notes.revise,
            note_id=found("note", lambda: edit.newest_alike()[0]),
            text=edit.typed("note"),
            seen_version=found("version", lambda: edit.newest_alike()[1]),
        ),
        name="revise",
        then=lambda _: _close_note(edit.subject),
    )


def _state(note: notes.Written) -> State:
    return State((note.id, note.version), {"note": note.text})


def _close_note(subject: str) -> None:
    """Put the form for a whole note away."""
    forget(subject)
    st.session_state.pop("edited_note", None)
