"""Notes: write or import what was said in a workshop, and see it cut into statements."""

import streamlit as st

from hrgl.core.permissions import Permission
from hrgl.editions import workshops
from hrgl.notes import statements
from hrgl.ui.notes import import_view, notes_statements, notes_summary, sent_view, writing
from hrgl.ui.parts import pieces
from hrgl.ui.shell import refusals, unsaved
from hrgl.ui.shell.page import ask, end_page, may, recall, viewer


def write_into(workshop_id: int) -> None:
    """The editor: what is typed is kept as a draft by itself, and saved as a note here."""
    # a refusal has a place of its own: nothing that comes or goes above moves the editor
    with st.container(key="refused_note"):
        refusals.show_refusal(writing.SAVE)
    writing.editor(workshop_id)


def hand_back_of_gone() -> None:
    """Reasons typed for statements that somebody withdrew or cut anew meanwhile."""
    typed_for = sorted(unsaved.rows_of("withdraw"))
    if typed_for:
        now = ask(statements.list_statements, edition_id=who.edition_id, ids=typed_for)
        unsaved.of_gone({"withdraw": [row.id for row in now if row.withdrawal is None]})


who = viewer()
rooms = ask(workshops.list_workshops, edition_id=who.edition_id)
hand_back_of_gone()
if not rooms:
    st.info("This edition has no workshops yet. An organiser sets them up.")
    end_page()

by_id = {workshop.id: workshop for workshop in rooms}
chosen = pieces.pick(
    "Workshop",
    list(by_id),
    lambda each: f"{by_id[each].code} – {by_id[each].title}",
    key="workshop",
    label_visibility="collapsed",
)
if chosen is None:
    end_page()
workshop = by_id[chosen]
if workshop.question:
    with st.container(border=True, key=f"question-{workshop.id}"):
        pieces.people_words(workshop.question)

titles = ["Write", "Import files", notes_summary.SUMMARY_TITLE]
if may(Permission.READ_INPUTS):
    titles.append(sent_view.SENT_TITLE)
write, bring_in, summary, *sent = st.tabs(titles, key=notes_summary.TABS, on_change="rerun")
with write:
    if not may(Permission.WRITE_NOTES):
        st.caption("You can read the notes below; rapporteurs write them.")
    else:
        write_into(workshop.id)
with bring_in:
    import_view.draw_import(workshop)
with summary:
    notes_summary.draw_summary(workshop)
if sent:
    with sent[0]:
        sent_view.draw_sent(workshop.id)

rows = recall(statements.list_statements, edition_id=who.edition_id, workshop_id=workshop.id)
st.header(f"{len(rows)} statements from {workshop.code}")
if not rows:
    st.info("The statements of this workshop will stand here as soon as the first note is saved.")
else:
    notes_statements.draw_statements(workshop, rows)
