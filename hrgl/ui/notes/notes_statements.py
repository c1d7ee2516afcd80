"""The statements of a workshop: picked in a table, marked, withdrawn, cut anew, put to use."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hrgl.core.enums import Kind
from hrgl.core.models import Workshop
from hrgl.core.permissions import Permission
from hrgl.notes import leaving_out, lineage, statements
from hrgl.notes.references import short
from hrgl.notes.statements import StatementView
from hrgl.ui.notes import notes_summary
from hrgl.ui.notes.cut_points import cut_points, words_beside
from hrgl.ui.notes.note_editor import edit_note, open_note
from hrgl.ui.parts import pieces
from hrgl.ui.parts.statement_tables import KIND_NAMES, KINDS_BY_NAME, stands, statement_table
from hrgl.ui.shell.editing import State, editing
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import ask, forget, form, may
from hrgl.ui.shell.presses import bind, button, typed


def draw_statements(workshop: Workshop, rows: Sequence[StatementView]) -> None:
    """The table, and below it what can be done with the picked ones: nothing moves by a pick."""
    if "edited_note" in st.session_state and may(Permission.WRITE_NOTES):
        edit_note(st.session_state["edited_note"])
    picked = statement_table(rows, key="statements", theme=True)
    if not may(Permission.MARK):
        return
    if not picked:
        st.caption(
            "Pick statements in the table: one to mark, withdraw or split it; several that "
            "follow one another to join them; any to put them into the summary."
        )
    elif len(picked) == 1:
        _one(workshop, picked[0])
    else:
        _several(workshop, picked)


def _one(workshop: Workshop, row: StatementView) -> None:
    """What can be done with one statement."""
    with st.container(border=True, key=f"one_statement-{row.id}"):
        st.markdown(f"**{row.short}**")
        pieces.people_words(row.text)
        _tell_of(row)
        if row.disposition is statements.Disposition.WITHDRAWN:
            return
        told = st.empty()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _mark(row, told)
            _withdraw(row, told)
        with st.container(horizontal=True):
            st.button(
                "Edit its note …",
                key=f"edit_note-{row.note_id}",
                on_click=open_note,
                args=(row.note_id,),
            )
            _put_in(workshop, [row])
        if not row.left_out:
            _split(row)


def _tell_of(row: StatementView) -> None:
    """Where it ended if it was left out, what it came from and what it became."""
    line = ask(lineage.lineage_of, statement_ids=[row.id]).get(row.id, lineage.Descent())
    told = [f"{row.disposition.value}: {row.because}"] if row.because else []
    if line.came_from:
        told.append(f"cut anew from {', '.join(map(short, line.came_from))}")
    if told:
        pieces.people_words(" · ".join(told), quiet=True)


def _mark(row: StatementView, told: DeltaGenerator) -> None:
    """What kind it is; one that was picked is not silently given up for somebody else's."""
    names = list(KIND_NAMES.values())
    edit = editing(
        "statement",
        row.id,
        lambda: _state(*ask(statements.statement_then, statement_id=row.id)),
        now=_state(row.version, row.kind, row.text),
        subject=f"kind-{row.id}",
    )
    at = names.index(KIND_NAMES[row.kind])
    st.selectbox(f"What is {row.short}?", names, index=at, key=edit.key("kind"))
    button(
        "Mark",
        bind(
            f"{row.short} is marked.",
            statements.mark,
            statement_id=row.id,
            kind=typed(edit.key("kind"), KINDS_BY_NAME.__getitem__),
            seen_version=edit.version,
        ),
        name="mark",
        told=told,
        then=lambda _: forget(edit.subject),
    )


def _state(version: int, kind: Kind | None, text: str) -> State:
    return State(version, {"kind": KIND_NAMES[kind]}, (text,))


def _withdraw(row: StatementView, told: DeltaGenerator) -> None:
    subject = f"withdraw-{row.id}"
    because = f"{form(subject)}-because"
    text_input("Withdraw, because …", key=because)
    button(
        "Withdraw",
        bind(
            f"{row.short} is withdrawn.",
            leaving_out.withdraw_statement,
            statement_id=row.id,
            because=typed(because),
            seen_version=row.version,
        ),
        name="withdraw",
        told=told,
        then=lambda _: forget(subject),
    )


def _split(row: StatementView) -> None:
    places = cut_points(row.text)
    if not places:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = f"split-{row.id}-{row.version}"
        st.selectbox(
            "Two ideas in one? Split it here",
            places,
            format_func=lambda place: words_beside(row.text, place),
            key=key,
        )
        button(
            "Split",
            bind(
                f"Split {row.short} in two.",
                lineage.split_statement,
                statement_id=row.id,
                at=typed(key),
                seen_version=row.version,
            ),
            name="split",
        )


def _several(workshop: Workshop, picked: Sequence[StatementView]) -> None:
    """What can be done with several statements at once."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="several"):
        st.markdown(f"**{len(picked)} picked**")
        button(
            "Join into one",
            bind(
                "Joined.",
                lineage.join,
                statement_ids=[row.id for row in picked],
                seen=stands(picked),
            ),
            name="join",
        )
        _put_in(workshop, picked)


def _put_in(workshop: Workshop, rows: Sequence[StatementView]) -> None:
    usable = [row for row in rows if not row.left_out]
    if usable and may(Permission.SUMMARISE):
        st.button(
            "Put into the summary",
            key=f"put_in-{'-'.join(str(row.id) for row in usable[:20])}",
            on_click=notes_summary.put_in,
            args=(workshop, usable),
        )
