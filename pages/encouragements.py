"""Encouragements: word the candidates, give them their places, choose their evidence."""

from typing import Any

import streamlit as st

from hrgl.core.enums import Role, Stage
from hrgl.encouragements import encouragements, views, wordings
from hrgl.formats.writers.document import LEAD_IN
from hrgl.themes import board
from hrgl.ui.encouragements import draft_editor, draft_evidence
from hrgl.ui.parts import pieces
from hrgl.ui.reviews import objections
from hrgl.ui.shell import presses, unsaved
from hrgl.ui.shell.fields import text_area, text_input
from hrgl.ui.shell.page import ask, forget, form, page_for, plain, recall
from hrgl.ui.shell.presses import bind, typed

who = page_for(Role.FACILITATOR, Role.ORGANISER)
drafts = recall(views.list_encouragements, edition_id=who.edition_id)
now = recall(board.board, edition_id=who.edition_id)

NEW = "new"
by_id = {draft.id: draft for draft in drafts}
open_ones = [draft.id for draft in drafts if draft.stage is not Stage.SET_ASIDE]
unsaved.of_gone({"encouragement": open_ones, "remarks": open_ones})


def rail_label(option: int | str) -> str:
    if option == NEW:
        return "A new candidate"
    draft = by_id[int(option)]
    place = f"{draft.place}. " if draft.place else "– "
    return pieces.label(place + draft.heading, 70)


def rail_caption(option: int | str) -> str:
    return "" if option == NEW else pieces.stage_of(by_id[int(option)])


def new_candidate() -> None:
    """Word a candidate from one or more themes."""
    st.header("A new candidate")
    themes = {theme.id: theme for theme in now.themes}
    begin = form("new")
    chosen = draft_evidence.theme_choice("From the themes", now, [], f"{begin}-from")
    text_input(f"{LEAD_IN} …", key=f"{begin}-heading", max_chars=200)
    text_area("Explanation", key=f"{begin}-explanation", height=160)
    with st.container(key="save_new_bar"):
        presses.button(
            "Save the candidate",
            bind(
                "Candidate saved.",
                wordings.word,
                heading=typed(f"{begin}-heading"),
                explanation=typed(f"{begin}-explanation"),
                theme_ids=chosen,
                theme_versions={each: themes[each].version for each in chosen},
            ),
            name="save_new",
            type="primary",
            then=worded,
        )


def worded(made: Any) -> None:
    """The new candidate is opened, and the form for new ones is empty again."""
    forget("new")
    st.session_state["draft"] = made.id


def earlier_wordings(draft: views.EncouragementView) -> None:
    """Every wording there has been, and by whom."""
    for version in ask(wordings.wordings, encouragement_id=draft.id):
        st.markdown(f"**Wording {version.number}** by {plain(version.who)}")
        pieces.people_words(version.heading)
        pieces.people_words(version.explanation, quiet=True)


def title(draft: views.EncouragementView) -> str:
    """Where it stands: its place, if it has one, and how far it has come."""
    stage = pieces.stage_of(draft)
    return f"Place {draft.place} · {stage}" if draft.place else stage.capitalize()


left, main = st.columns([2, 5], gap="medium")
with left:
    options: list[int | str] = [*by_id, NEW]
    placed = sum(1 for draft in drafts if draft.place)
    st.caption(f"{placed} of {who.edition.places or '?'} places taken")
    chosen = pieces.rail(
        "Encouragement",
        options,
        rail_label,
        key="draft",
        captions=rail_caption,
        gone=lambda _: "The act that had made it was taken back.",
    )
with main:
    if chosen is None:
        st.info("Choose an encouragement from the list.")
    elif chosen == NEW:
        new_candidate()
    else:
        draft = by_id[int(chosen)]
        st.header(title(draft))
        if draft.stage is Stage.SET_ASIDE:
            pieces.encouragement(draft)
            presses.button(
                "Bring it back",
                bind(
                    f"Back among the candidates: {pieces.encouragement_named(draft)}.",
                    encouragements.bring_back_encouragement,
                    encouragement_id=draft.id,
                    seen_version=draft.version,
                ),
                name="bring_back",
                type="primary",
            )
        else:
            words, proof, spoken, earlier = st.tabs(
                ["Wording", "Evidence", "Reviews", "Earlier"], key="draft_view", on_change="rerun"
            )
            with words:  # always drawn: nothing that is typed in it depends on the tab
                draft_editor.draw_editor(draft, drafts)
            if proof.open:
                with proof:
                    draft_evidence.draw_evidence(draft, now)
            if spoken.open:
                with spoken:
                    pieces.opinions(draft)
                    objections.earlier(draft, who.member_id)
            if earlier.open:
                with earlier:
                    earlier_wordings(draft)
