"""The statements of a workshop: picked in a table, marked, withdrawn, cut anew, put to use."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hrgl.core.enums import Kind
from hrgl.core.models import Workshop
from hrgl.core.permissions import Permission
from hrgl.notes import leaving_out, lineage, notes, statements
from hrgl.notes.references import short
from hrgl.notes.statements import Said
from hrgl.synthesis.cutting.sentences import ends
from hrgl.ui.notes import notes_summary
from hrgl.ui.parts import pieces
from hrgl.ui.shell.difference import State, editing
from hrgl.ui.shell.fields import text_area, text_input
from hrgl.ui.shell.page import ask, forget, form, may, plain
from hrgl.ui.shell.presses import bind, button, typed
from hrgl.ui.shell.presses import found as at_press

_BESIDE = 42  # characters shown on each side of a place


def draw_statements(workshop: Workshop, rows: Sequence[Said]) -> None:
    """The table, and below it what can be done with the picked ones: nothing moves by a pick."""
    if "edited_note" in st.session_state and may(Permission.WRITE_NOTES):
        _edit_note(st.session_state["edited_note"])
    picked = pieces.statement_table(rows, key="statements", theme=True)
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


def _one(workshop: Workshop, row: Said) -> None:
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
                on_click=_open_note,
                args=(row.note_id,),
            )
            _put_in(workshop, [row])
        if not row.left_out:
            _split(row)


def _tell_of(row: Said) -> None:
    """Where it ended if it was left out, what it came from and what it became."""
    line = ask(lineage.lineage_of, statement_ids=[row.id]).get(row.id, lineage.Descent())
    told = [f"{row.disposition.value}: {row.because}"] if row.because else []
    if line.came_from:
        told.append(f"cut anew from {', '.join(map(short, line.came_from))}")
    if told:
        pieces.people_words(" · ".join(told), quiet=True)


def _mark(row: Said, told: DeltaGenerator) -> None:
    kinds = [None, *Kind]
    key = f"kind-{row.id}-{row.version}"
    st.selectbox(
        f"What is {row.short}?",
        kinds,
        format_func=pieces.KIND_NAMES.__getitem__,
        index=kinds.index(row.kind),
        key=key,
    )
    button(
        "Mark",
        bind(
            f"{row.short} is marked.",
            statements.mark,
            statement_id=row.id,
            kind=typed(key),
            seen_version=row.version,
        ),
        name="mark",
        told=told,
    )


def _withdraw(row: Said, told: DeltaGenerator) -> None:
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


def _split(row: Said) -> None:
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


def cut_points(text: str) -> list[int]:
    """The places between two words, in characters: ends of lines, then of sentences and clauses."""
    gaps = [at for at in range(1, len(text)) if text[at].isspace() and not text[at - 1].isspace()]
    inside = [at for at in (*ends(text)[:-1], *gaps) if _has_words(text, at)]
    closing = set(ends(text))

    def nearness(at: int) -> tuple[bool, bool, bool, int]:
        space = text[at : len(text) - len(text[at:].lstrip())]
        return "\n" not in space, at not in closing, text[at - 1] not in ",;:–—)", at

    return sorted(dict.fromkeys(inside), key=nearness)


def _has_words(text: str, at: int) -> bool:
    return all(any(sign.isalnum() for sign in part) for part in (text[:at], text[at:]))


def words_beside(text: str, at: int) -> str:
    """A place with the words on both sides of it: "… in plain words | and train …"."""
    left, right = " ".join(text[:at].split()), " ".join(text[at:].split())
    before = left if len(left) <= _BESIDE else f"… {left[-_BESIDE:]}"
    after = right if len(right) <= _BESIDE else f"{right[:_BESIDE]} …"
    return f"{before} | {after}"


def _several(workshop: Workshop, picked: Sequence[Said]) -> None:
    """What can be done with several statements at once."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="several"):
        st.markdown(f"**{len(picked)} picked**")
        button(
            "Join into one",
            bind(
                "Joined.",
                lineage.join,
                statement_ids=[row.id for row in picked],
                seen=pieces.stands(picked),
            ),
            name="join",
        )
        _put_in(workshop, picked)


def _put_in(workshop: Workshop, rows: Sequence[Said]) -> None:
    usable = [row for row in rows if not row.left_out]
    if usable and may(Permission.SUMMARISE):
        st.button(
            "Put into the summary",
            key=f"put_in-{'-'.join(str(row.id) for row in usable[:20])}",
            on_click=notes_summary.put_in,
            args=(workshop, usable),
        )


def _open_note(note_id: int) -> None:
    st.session_state["edited_note"] = note_id


def _edit_note(note_id: int) -> None:
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
            button(
                "Save the edited note",
                bind(
                    "Note edited.",
                    notes.revise,
                    note_id=at_press("note", lambda: edit.newest_alike()[0]),
                    text=edit.typed("note"),
                    seen_version=at_press("version", lambda: edit.newest_alike()[1]),
                ),
                name="revise",
                then=lambda _: _close_note(edit.subject),
            )
            st.button(
                "Stop editing",
                key=f"stop_editing-{note_id}",
                on_click=_close_note,
                args=(edit.subject,),
            )


def _state(note: notes.Written) -> State:
    return State((note.id, note.version), {"note": note.text})


def _close_note(subject: str) -> None:
    """Put the form for a whole note away."""
    forget(subject)
    st.session_state.pop("edited_note", None)
