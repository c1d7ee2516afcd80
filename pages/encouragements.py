"""Encouragements: word the candidates, give them their places, choose their evidence."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from hrgl import board, encouragements, evidence, outcome, reviews
from hrgl.formats.document import LEAD_IN
from hrgl.ui import pieces
from hrgl.ui.difference import State, editing
from hrgl.ui.shell import ask, do, done, forget, form, look_anew, page_for, plain, recall
from hrgl.words import Role, Stage, Support

who = page_for(Role.FACILITATOR, Role.ORGANISER)
drafts = recall(reviews.drafts, edition_id=who.edition_id)
now = recall(board.board, edition_id=who.edition_id)
st.title("Encouragements")

NEW = "new"
by_id = {draft.id: draft for draft in drafts}


def rail_label(option: int | str) -> str:
    if option == NEW:
        return "＋ A new candidate"
    draft = by_id[int(option)]
    place = f"{draft.place}. " if draft.place else "– "
    return pieces.label(place + draft.heading, 70)


def rail_caption(option: int | str) -> str:
    return "" if option == NEW else pieces.stage_of(by_id[int(option)])


def acted(
    draft: reviews.Draft, message: str, act: Callable[..., Any], *saved: str, **kwargs: Any
) -> None:
    """Do, begin the forms afresh whose text is now saved, and keep what is typed in others."""
    if do(message, act, encouragement_id=draft.id, **kwargs) is None:
        look_anew()
        return
    for subject in saved:
        forget(subject)
    st.rerun()


def new_candidate() -> None:
    """Word a candidate from one or more themes."""
    st.header("A new candidate")
    names = {theme.id: theme.name for theme in now.themes}
    chosen = st.multiselect(
        "From the themes", list(names), format_func=names.get, key=f"{form('new')}-from"
    )
    heading = st.text_input(f"{LEAD_IN} …", key=f"{form('new')}-heading", max_chars=200)
    explanation = st.text_area("Explanation", key=f"{form('new')}-explanation", height=160)
    if st.button("Save the candidate", type="primary", key="save_new"):
        made = do(
            "Candidate saved.", encouragements.word, heading=heading, explanation=explanation,
            theme_ids=chosen,
        )  # fmt: skip
        if made is not None:
            forget("new")
            st.session_state["open_draft"] = made.id
            st.rerun()


def editor(draft: reviews.Draft) -> None:
    """The wording as it stands, to be changed; a newer one by somebody else is shown beside."""
    texts = {"heading": draft.heading, "explanation": draft.explanation}
    now = State(draft.version, texts, (draft.place, draft.stage))
    edit = editing("encouragement", draft.id, now)
    heading = st.text_input(
        f"{LEAD_IN} …", value=draft.heading, key=edit.key("heading"), max_chars=200
    )
    explanation = st.text_area(
        "Explanation",
        value=draft.explanation,
        key=edit.key("explanation"),
        height=170,
        max_chars=4000,
    )
    if draft.opinions:
        st.caption(
            f"{len(draft.opinions)} of the steering group have spoken on this wording. "
            "A new wording starts without approvals."
        )
    with st.container(horizontal=True, vertical_alignment="bottom", key="wording_acts"):
        changed = (heading.strip(), explanation.strip()) != (draft.heading, draft.explanation)
        if st.button("Save the wording", type="primary", key="reword"):
            acted(
                draft, "Wording saved.", encouragements.reword, edit.subject,
                heading=heading, explanation=explanation, seen_version=edit.version,
            )  # fmt: skip
        draft_still = draft.stage is Stage.DRAFT
        if draft_still and st.button("Submit for review", key="submit", disabled=changed):
            acted(
                draft, "Submitted to the steering group.", encouragements.submit,
                seen_version=edit.version,
            )  # fmt: skip
        place_control(draft, edit.version)
    remarks_form(draft)


def remarks_form(draft: reviews.Draft) -> None:
    """The explanatory remarks, a form of their own: a new wording leaves them as they are."""
    now = State(draft.version, {"remarks": draft.remarks})
    edit = editing("encouragement", draft.id, now, subject=f"remarks-{draft.id}")
    remarks = st.text_area(
        "Explanatory remarks",
        value=draft.remarks,
        key=edit.key("remarks"),
        height=90,
        max_chars=4000,
    )
    if st.button("Save the remarks", key="remark"):
        acted(
            draft, "Remarks saved.", encouragements.remark, edit.subject, remarks=remarks,
            seen_version=edit.version,
        )  # fmt: skip


def place_control(draft: reviews.Draft, version: int) -> None:
    """Its place in the document: free ones can be taken."""
    taken = {other.place for other in drafts if other.id != draft.id}
    free = [p for p in range(1, (who.edition.places or 0) + 1) if p not in taken]
    options = [None, *free]
    at = options.index(draft.place) if draft.place in options else 0
    with st.popover(f"Place: {draft.place or 'none'}"):
        place = st.selectbox(
            "Place in the document", options, index=at,
            format_func=lambda p: str(p or "none"), key=f"place-{draft.id}",
        )  # fmt: skip
        if st.button("Give it this place", key="give_place"):
            acted(
                draft, "Place given.", encouragements.give_place, place=place,
                seen_version=version,
            )  # fmt: skip
        if st.button("Set this encouragement aside", key="set_aside"):
            acted(draft, "Set aside.", encouragements.set_aside, seen_version=version)


def evidence_view(draft: reviews.Draft) -> None:
    """What is cited, and what could be: the statements of the themes it came from."""
    cited = recall(outcome.evidence, edition_id=who.edition_id).get(draft.id, [])
    st.markdown(
        f"**Cited** · {board.heard(tuple(s for s, _ in cited)) if cited else 'nothing yet'}"
    )
    for support in Support:
        rows = [s for s, as_what in cited if as_what is support]
        if rows:
            st.markdown(f"*as {pieces.SUPPORT_NAMES[support]}*")
            picked = pieces.statement_table(rows, key=f"cited-{draft.id}-{support}")
            if picked and st.button("Take out of the evidence", key=f"uncite-{support}"):
                done(
                    "Taken out.", evidence.uncite, encouragement_id=draft.id,
                    statement_ids=[s.id for s in picked],
                )  # fmt: skip
    st.markdown("**Statements to cite**")
    feeding = ask(encouragements.themes_of, encouragement_id=draft.id)
    names = {theme.id: theme.name for theme in now.themes}
    themes = st.multiselect(
        "From the themes", list(names), format_func=names.get,
        default=[each for each in feeding if each in names], key=f"feeding-{draft.id}",
    )  # fmt: skip
    done_already = {s.id for s, _ in cited}
    rows = [
        s for t in now.themes if t.id in themes for s in t.statements if s.id not in done_already
    ]
    wanted = st.text_input("Show only statements with these words", key="cite_filter")
    rows = [row for row in rows if wanted.casefold() in row.text.casefold()]
    if not rows:
        st.caption("No other statements in these themes.")
        return
    picked = pieces.statement_table(rows, key=f"citable-{draft.id}", theme=True)
    with st.container(horizontal=True, key="cite_bar"):
        for support in Support:
            if st.button(
                f"Cite as {pieces.SUPPORT_NAMES[support]}", key=f"cite-{support}",
                disabled=not picked,
            ):  # fmt: skip
                done(
                    "Cited.", evidence.cite, encouragement_id=draft.id,
                    statement_ids=[s.id for s in picked], support=support,
                )  # fmt: skip


def earlier_wordings(draft: reviews.Draft) -> None:
    """Every wording there has been, and by whom."""
    for version in ask(reviews.wordings, encouragement_id=draft.id):
        st.markdown(f"**Wording {version.number}** by {plain(version.who)}")
        pieces.words(version.heading)
        pieces.words(version.explanation, quiet=True)


left, main = st.columns([2, 5], gap="medium")
with left:
    options = [*by_id, NEW]
    if "open_draft" in st.session_state:
        st.session_state["draft"] = st.session_state.pop("open_draft")
    pieces.stay("draft", options)
    placed = sum(1 for draft in drafts if draft.place)
    st.caption(f"{placed} of {who.edition.places or '?'} places taken")
    chosen = st.radio(
        "Encouragement", options, format_func=rail_label, key="draft",
        captions=[rail_caption(option) for option in options],
    )  # fmt: skip
with main:
    if chosen == NEW:
        new_candidate()
    else:
        draft = by_id[chosen]
        place = f"Place {draft.place}" if draft.place else "A candidate"
        st.header(f"{place} · {pieces.stage_of(draft)}")
        if draft.stage is Stage.SET_ASIDE:
            pieces.encouragement(draft)
            if st.button("Bring it back", type="primary", key="bring_back"):
                acted(
                    draft, "Back among the candidates.", encouragements.bring_back,
                    seen_version=draft.version,
                )  # fmt: skip
        else:
            # the wording is always drawn: what is typed in it stays while one looks elsewhere
            words, proof, said, earlier = st.tabs(
                ["Wording", "Evidence", "Reviews", "Earlier"], key="draft_view", on_change="rerun"
            )
            with words:
                editor(draft)
            if proof.open:
                with proof:
                    evidence_view(draft)
            if said.open:
                with said:
                    pieces.opinions(draft)
            if earlier.open:
                with earlier:
                    earlier_wordings(draft)
