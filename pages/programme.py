"""Programme: what happens when, and what people ask."""

import streamlit as st

from hrgl.editions.programme import programme
from hrgl.ui.parts import pieces
from hrgl.ui.shell.page import ask, plain, viewer

found = ask(programme, edition_id=viewer().edition_id)
if not found.days:
    st.info("The programme will stand here as soon as an organiser has added workshops.")
for day in found.days:
    st.header(day.name)
    if day.title:
        pieces.people_words(day.title)
    for slot in day.slots:
        hours, what = st.columns([1, 5])
        hours.caption(slot.hours)
        with what.container(gap=None):
            pieces.people_words(slot.title)
            for line in (slot.question, slot.contributors):
                if line:
                    pieces.people_words(line, quiet=True)
if found.source:
    st.caption(f"From the {plain(found.source)}; it may have changed since.")
st.header("What people ask")
for each in found.asked:
    with st.expander(plain(each.question)):
        pieces.people_words(each.answer)
