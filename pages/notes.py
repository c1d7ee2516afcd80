"""Notes: write or import what was said in a workshop, and see it cut into statements."""

import streamlit as st

from hrgl import editions, notes, statements
from hrgl.attribution import LEVEL_NAMES, vocabulary
from hrgl.errors import HrglError
from hrgl.formats import reading as readers
from hrgl.roles import Permission
from hrgl.synthesis.cutting import cut
from hrgl.ui import pieces
from hrgl.ui.shell import ask, do, done, forget, form, may, plain, recall, seen, viewer
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
    note = ask(notes.written, note_id=row.note_id)
    with st.expander(f"Edit the note it stands in, written by {plain(note.written_by)}"):
        version = seen(f"note-{note.id}", note.version)
        edited = st.text_area("The note", value=note.text, height=200, key=f"edit-{note.id}")
        st.caption("Statements you leave as they are keep their reference, theme and place.")
        if st.button("Save the edited note", key="revise"):
            done("Note edited.", notes.revise, note_id=note.id, text=edited, seen_version=version)


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
        left, right = st.columns([3, 2], gap="medium")
        with left:
            text = st.text_area(
                "One idea a line; a whole pad can be pasted",
                height=220,
                key=form(f"text-{workshop.id}"),
                placeholder="* what was said\n* the next idea",
            )
            bar = st.columns(4)
            kind = bar[0].selectbox("What it is", [None, *Kind], format_func=pieces.KIND_NAMES.get)
            actor_types = vocabulary("actor_types")
            actor_type = bar[1].selectbox(
                "Said by", [None, *actor_types], format_func=lambda c: actor_types.get(c, "–")
            )
            region = bar[2].selectbox(
                "Region", [None, *vocabulary("regions")], format_func=lambda r: r or "–"
            )
            attribution = bar[3].selectbox(
                "May be shown", [Attribution.GROUP, Attribution.NONE], format_func=LEVEL_NAMES.get
            )
            about = notes.About(
                actor_type=actor_type, region=region, attribution=attribution, kind=kind
            )
            if st.button("Save the note", type="primary", key="save_note"):
                taken = do(
                    "Note saved.", notes.add, workshop_id=workshop.id, text=text, about=about
                )
                if taken is not None:
                    forget(f"text-{workshop.id}")
                    st.rerun()
        with right:
            st.markdown("**How it will be cut**")
            found = cut(text)
            for number, span in enumerate(found.statements[:40], start=1):
                if span.context:
                    pieces.words(span.context, quiet=True)
                pieces.words(f"{number}  {text[span.start : span.end]}")
            for fallen in found.fallen_out[:10]:
                pieces.words(
                    f"left out ({fallen.reason}): {text[fallen.start : fallen.end][:80]}",
                    quiet=True,
                )
            if not text.strip():
                st.caption("Press Ctrl + Enter while writing to see the statements here.")

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
    version = seen(f"workshop-{workshop.id}", workshop.version)
    draft = st.text_area(
        "The room's core results, in a few lines",
        value=workshop.summary,
        height=160,
        max_chars=4000,
        key=form(f"workshop-{workshop.id}"),
        disabled=not may(Permission.SUMMARISE),
    )
    if may(Permission.SUMMARISE) and st.button("Save the summary", key="save_summary"):
        saved = do(
            "Summary saved.", notes.summarise, workshop_id=workshop.id, summary=draft,
            seen_version=version,
        )  # fmt: skip
        if saved is not None:
            forget(f"workshop-{workshop.id}")
            st.rerun()

rows = recall(statements.said, edition_id=who.edition_id, workshop_id=workshop.id)
st.header(f"{len(rows)} statements from {workshop.code}")
if not rows:
    st.info("The statements of this workshop will stand here as soon as the first note is saved.")
else:
    picked = pieces.statement_table(rows, key="statements", theme=True)
    if len(picked) == 1 and picked[0].disposition != "withdrawn" and may(Permission.MARK):
        one_statement(picked[0])
