"""Comments: what is said of the drafts, the answers, to whom they are shown, and in Word files."""

import streamlit as st

from hrgl.core.permissions import Permission
from hrgl.encouragements.commenting import comments
from hrgl.encouragements.commenting.disposition_of_comments import commented_name
from hrgl.notes.door import rounds
from hrgl.operations.next_step import ANSWER, DISPOSITION, ROUND, WORD_FILES
from hrgl.ui.comments import answering_view, disposition_view, round_view, word_files_view
from hrgl.ui.parts import pieces
from hrgl.ui.shell import unsaved
from hrgl.ui.shell.page import ask, end_page, may, recall, viewer

who = viewer()
found = recall(comments.of, edition_id=who.edition_id)
by_id = {each.encouragement_id: each for each in found}
unsaved.of_gone({"answer": list(by_id)})
EMPTY = (
    "What participants say of the drafts will stand here. Facilitators open the round, which "
    "shows the drafts by a link."
)


def caption(encouragement_id: int) -> str:
    about = by_id[encouragement_id]
    waiting = len(about.waiting)
    verb = "waits" if waiting == 1 else "wait"
    return f"{waiting} of {len(about.comments)} {verb}" if waiting else "all answered"


def answer() -> None:
    """What was said of each encouragement, those with something to answer first."""
    if not found:
        st.info(EMPTY)
        return
    order = sorted(found, key=lambda each: not each.waiting)
    left, main = st.columns([2, 5], gap="medium")
    with left:
        chosen = pieces.rail(
            "Encouragement",
            [each.encouragement_id for each in order],
            lambda key: pieces.label(commented_name(by_id[key]), 70),
            key="commented",
            captions=caption,
        )
    with main:
        if chosen is None:
            st.info("Choose an encouragement from the list.")
        else:
            answering_view.draw_answering(by_id[chosen])


if not may(Permission.ANSWER):
    if found:
        disposition_view.draw_disposition(found)
    else:
        st.info(EMPTY)
    end_page()
answers, every, shown, files = st.tabs(
    [ANSWER, DISPOSITION, ROUND, WORD_FILES], key="comments_view", on_change="rerun"
)
with answers:  # always drawn: nothing that is typed in it depends on the tab
    answer()
if every.open:
    with every:
        disposition_view.draw_disposition(found)
if shown.open:
    with shown:
        round_view.draw_rounds(ask(rounds.rounds_held, edition_id=who.edition_id))
if files.open:
    with files:
        word_files_view.draw_word_files()
