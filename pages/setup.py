"""Setup: what the edition is, how it agrees, its document, its workshops, who takes part in it."""

import streamlit as st

from hrgl.core.enums import Role
from hrgl.editions import workshops
from hrgl.notes.door import doors
from hrgl.people import directory
from hrgl.ui.setup import (
    setup_consent,
    setup_document,
    setup_doors,
    setup_edition,
    setup_people,
    setup_workshops,
)
from hrgl.ui.shell.page import ask, page_for

who = page_for(Role.ORGANISER)
people = ask(directory.list_people, edition_id=who.edition_id)
steering = sum(person.active and person.role is Role.STEERING for person in people)
edition, consent, document, rooms, persons, ways_in = st.tabs(
    ["Edition", "Consent", "Document", "Workshops", "People", "Doors"],
    key="setup_view",
    on_change="rerun",
)
with edition:
    setup_edition.edit_edition(who.edition, steering=steering)
with consent:
    setup_consent.edit_consent(who.edition)
with document:
    setup_document.edit_document(who.edition)
with rooms:
    setup_workshops.edit_workshops(ask(workshops.planned, edition_id=who.edition_id))
with persons:
    setup_people.everybody(people)
with ways_in:
    setup_doors.edit_doors(ask(doors.watched, edition_id=who.edition_id))
