"""Notes: write or import what was said in a workshop, and see it cut into statements."""

import streamlit as st

from hrgl import drafts, editions, notes, statements
from hrgl.attribution import LEVEL_NAMES, vocabulary
from hrgl.errors import HrglError
from hrgl.formats import reading as readers
from hrgl.roles import Permission
from hrgl.synthesis.cutting import cut
from hrgl.ui import pieces, writing
from hrgl.ui.difference import State, editing
from hrgl.ui.shell import ask, do, done, forget, look_anew, may, plain, recall, viewer
from hrgl.words import Attribution, Kind


def one_statement(row: statements.Said) -> None:
    """What can be done with one statement: mark what it is, withdraw it, edit its note."""
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            f"What is {row.short}?", [None, *Kind], format_func=pieces.KIND_NAMES.get,
            index=[None, *Kind].index(row.kind), key=f"kind-{row.id}",
        )  # fmt: skip
        if st.button("Mark", key="mark"):
            done(
                "Marked.", statements.mark, statement_id=row.id, kind=kind,
                seen_version=row.version,
            )  # fmt: skip
        because = st.text_input("Withdraw, because …", key=f"because-{row.id}")
        if st.button("Withdraw", key="withdraw"):
            done(
                "Withdrawn.", statements.withdraw, statement_id=row.id, because=because,
                seen_version=row.version,
            )  # fmt: skip
        if st.button("Edit its note …", key="edit_note"):
            st.session_state["edited_note"] = row.note_id
            st.rerun()


def edit_note(note_id: int) -> None:
    """The form for a whole note; it stays, whatever becomes of the table below."""
    note = ask(notes.written, note_id=note_id)
    with st.container(border=True, key="edited"):
        st.markdown(f"**A note written by {plain(note.written_by)}**")
        now = State((note.id, note.version), {"note": note.text})
        edit = editing("note", note.id, now, subject=f"edit-{note_id}")
        text = st.text_area("The note", value=note.text, height=220, key=edit.key("note"))
        st.caption("Statements you leave as they are keep their reference, theme and place.")
        with st.container(horizontal=True):
            if st.button("Save the edited note", key="revise"):
                seen_id, seen_version = edit.version
                saved = do(
                    "Note edited.", notes.revise, note_id=seen_id, text=text,
                    seen_version=seen_version,
                )  # fmt: skip
                if saved is None:
                    look_anew()
                else:
                    close_note(edit.subject)
            if st.button("Stop editing", key="stop_editing"):
                close_note(edit.subject)


def close_note(subject: str) -> None:
    """Put the form for a whole note away."""
    forget(subject)
    st.session_state.pop("edited_note", None)
    st.rerun()


def about_the_note() -> notes.About:
    """What is said of a note besides its text; it stays as set for the next one."""
    actor_types, regions = vocabulary("actor_types"), vocabulary("regions")
    with st.container(horizontal=True, key="about"):
        kind = st.selectbox(
            "What it is", [None, *Kind], format_func=pieces.KIND_NAMES.get, key="kind"
        )
        actor_type = st.selectbox(
            "Said by", [None, *actor_types], format_func=lambda c: actor_types.get(c, "–"),
            key="actor_type",
        )  # fmt: skip
        region = st.selectbox(
            "Region", [None, *regions], format_func=lambda r: r or "–", key="region"
        )
        attribution = st.selectbox(
            "May be shown", [Attribution.GROUP, Attribution.NONE], format_func=LEVEL_NAMES.get,
            key="attribution",
        )  # fmt: skip
    return notes.About(actor_type=actor_type, region=region, attribution=attribution, kind=kind)


def write_into(workshop_id: int) -> None:
    """The editor: what is typed is kept as a draft by itself, and saved as a note here."""
    about = about_the_note()
    # a refusal has a place of its own: nothing that comes or goes above moves the editor
    refusal = st.container()
    typed = writing.to_save(workshop_id)
    if typed is not None:
        with refusal:
            taken = do(
                "Note saved.", drafts.save_note, workshop_id=workshop_id, text=typed.text,
                about=about, seen=typed.seen,
            )  # fmt: skip
        if taken is not None:
            forget(writing.subject(workshop_id))
            st.rerun()
    writing.editor(workshop_id)


who = viewer()
workshops = ask(editions.workshops, edition_id=who.edition_id)
st.title("Notes")
if not workshops:
    st.info("This edition has no workshops yet. An organiser sets them up.")
    st.stop()

by_id = {workshop.id: workshop for workshop in workshops}
workshop = by_id[
    st.selectbox(
        "Workshop",
        list(by_id),
        format_func=lambda each: f"{by_id[each].code} – {by_id[each].title}",
        key="workshop",
    )
]
if workshop.question:
    with st.container(border=True, key="question"):
        pieces.words(workshop.question)

write, bring_in, summary = st.tabs(["Write", "Import files", "Summary for the plenary"])
with write:
    if not may(Permission.WRITE_NOTES):
        st.caption("You can read the notes below; rapporteurs write them.")
    else:
        write_into(workshop.id)

with bring_in:
    if not may(Permission.IMPORT_NOTES):
        st.caption("Rapporteurs, facilitators and organisers import files.")
    else:
        files = st.file_uploader(
            "Pads and tables: .txt, .md, .html (Etherpad), .csv",
            accept_multiple_files=True,
            key="files",
        )
        for at, file in enumerate(files):
            try:
                read = readers.read(file.name, file.getvalue())
            except HrglError as error:
                st.error(plain(str(error)), icon=":material/error:")
                continue
            cuts = [(note.text, cut(note.text)) for note in read]
            count = sum(len(found.statements) for _, found in cuts)
            fallen = [
                f"{source[f.start : f.end][:70]} – {f.reason}"
                for source, found in cuts
                for f in found.fallen_out
            ]
            st.markdown(f"**{plain(file.name)}**: {count} statements for {workshop.code}")
            shown = [t[s.start : s.end] for t, found in cuts for s in found.statements]
            st.dataframe({"Statement": shown}, height=240, key=f"preview-{at}")
            if fallen:
                with st.expander(f"{len(fallen)} pieces fall out, and why"):
                    st.dataframe({"Piece": fallen}, height=200, key=f"fallen-{at}")
            if st.button(f"Import into {workshop.code}", key=f"import-{at}", type="primary"):
                taken = do(
                    "File imported.", notes.bring_in, workshop_id=workshop.id,
                    file_name=file.name, notes=read,
                )  # fmt: skip
                if taken is not None and not taken.statements:
                    st.info(f"Everything in this file is already in {workshop.code}.")
                elif taken is not None:
                    st.rerun()

with summary:
    now = State(workshop.version, {"summary": workshop.summary})
    edit = editing("workshop", workshop.id, now)
    text = st.text_area(
        "The room's core results, in a few lines",
        value=workshop.summary,
        height=160,
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

rows = recall(statements.said, edition_id=who.edition_id, workshop_id=workshop.id)
st.header(f"{len(rows)} statements from {workshop.code}")
if not rows:
    st.info("The statements of this workshop will stand here as soon as the first note is saved.")
else:
    if "edited_note" in st.session_state and may(Permission.WRITE_NOTES):
        edit_note(st.session_state["edited_note"])
    picked = pieces.statement_table(rows, key="statements", theme=True)
    if len(picked) == 1 and picked[0].disposition != "withdrawn" and may(Permission.MARK):
        one_statement(picked[0])
