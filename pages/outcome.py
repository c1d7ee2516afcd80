"""The outcome document: as it will read, what stands in the way, publish, adopt, take home."""

from datetime import date
from functools import partial

import streamlit as st

from hrgl.core.enums import AdoptionMode
from hrgl.core.permissions import Permission
from hrgl.encouragements import views
from hrgl.formats.writers.document import LEAD_IN, parse
from hrgl.formats.writers.writing import FORMATS, MEDIA_TYPES, write_document
from hrgl.outcome import outcome, readiness
from hrgl.ui.parts import pieces
from hrgl.ui.parts.moments import day_and_time
from hrgl.ui.shell import going, presses
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import ask, forget, form, may, plain, recall, viewer
from hrgl.ui.shell.presses import bind, typed

who = viewer()
numbers = ask(outcome.published, edition_id=who.edition_id)
document = recall(outcome.current_document, edition_id=who.edition_id)
standing = {
    draft.place: draft.id
    for draft in recall(views.list_encouragements, edition_id=who.edition_id)
    if draft.place
}
left, right = st.columns([5, 3], gap="large")


def _as_docx(content: str) -> bytes:
    return write_document(parse(content), "docx")


def note_adoption(number: int) -> None:
    """Which body adopted a number, how and when."""
    subject = f"adoption-{number}"
    begin = form(subject)
    with st.popover("Note its adoption …", key=subject):
        text_input("By which body", key=f"{begin}-body")
        st.selectbox("How", list(AdoptionMode), key=f"{begin}-mode")
        st.date_input("When", date.today(), key=f"{begin}-day")
        presses.button(
            "Save",
            bind(
                "Noted.",
                outcome.record_adoption,
                number=number,
                adopted_by=typed(f"{begin}-body"),
                mode=typed(f"{begin}-mode", AdoptionMode),
                adopted_on=typed(f"{begin}-day"),
            ),
            name="adopt",
            then=lambda _: forget(subject),
        )


with left, st.container(border=True, key="sheet"):
    if document.notice:
        st.caption(f"**{plain(document.notice)}**")
    st.caption(plain(document.series))
    st.header(plain(document.title))
    st.caption(plain(" · ".join(part for part in (document.dates, document.status) if part)))
    st.markdown(f"*{LEAD_IN} …*")
    if not document.sections:
        st.info("The encouragements will stand here as soon as they have their places.")
    for section in document.sections:
        st.subheader(f"{section.place}. {plain(section.heading)}")
        pieces.people_words(section.explanation)
        for sentence in section.dissent:
            pieces.people_words(sentence)
        if section.remarks:
            st.markdown("**Remarks**")
            pieces.people_words(section.remarks)
        if section.heard:
            st.caption(section.heard)
        if section.place in standing:
            st.button(
                f"On what {section.place} stands",
                key=f"stands-{section.place}",
                type="tertiary",
                icon=":material/south:",
                on_click=going.to,
                args=("where",),
                kwargs={"where_view": "Encouragement", "where_draft": standing[section.place]},
            )

with right:
    missing = ask(readiness.publication_blockers, edition_id=who.edition_id)
    if not numbers:
        st.subheader("What stands in the way")
        if missing:
            for sentence in missing:
                st.markdown(f"- {sentence}")
        else:
            st.markdown("Nothing: every place is approved.")
    if may(Permission.PUBLISH):
        st.caption("Publishing freezes the wordings for good. Only remarks may still be added.")
        same = bool(numbers) and parse(numbers[0].content).sections == document.sections
        if same:
            st.caption(f"Nothing has changed since number {numbers[0].number} was published.")
        with st.container(key="publish_bar"):
            presses.button(
                "Publish the next number" if numbers else "Publish",
                bind("Published.", outcome.publish, seen=outcome.draft_digest(document)),
                name="publish",
                type="primary",
                disabled=same,
            )

    st.subheader("Take it home")
    name = f"outcome-{document.edition}" + (f"-{document.number}" if document.number else "-draft")
    for kind in FORMATS:
        st.download_button(
            pieces.FORMAT_NAMES[kind],
            partial(write_document, document, kind),
            file_name=f"{name}.{kind}",
            mime=MEDIA_TYPES[kind],
            key=f"download-{kind}",
            on_click="ignore",
            icon=":material/download:",
        )

    if numbers:
        st.subheader("Published numbers")
    for row in numbers:
        with st.container(border=True):
            st.markdown(f"**Number {row.number}** · {day_and_time(row.published_at)}")
            genuine = "digest checked" if outcome.genuine(row) else "THE DIGEST DOES NOT MATCH"
            st.caption(f"SHA-256 {row.sha256[:16]}… · {genuine}")
            if row.adopted_on:
                st.text(f"{row.adoption_mode} by {row.adopted_by} on {row.adopted_on}")
            elif may(Permission.PUBLISH):
                note_adoption(row.number)
            st.download_button(
                f"Number {row.number} as DOCX",
                partial(_as_docx, row.content),
                file_name=f"outcome-{document.edition}-{row.number}.docx",
                mime=MEDIA_TYPES["docx"],
                key=f"number-{row.number}",
                on_click="ignore",
            )
