"""Reviews: the steering group speaks on each wording; facilitators answer objections."""

import streamlit as st

from hrgl import outcome, reviews
from hrgl.board import heard
from hrgl.roles import Permission
from hrgl.ui import pieces
from hrgl.ui.shell import do, done, may, plain, recall, viewer
from hrgl.words import Stage, Support, Verdict

MINE = {
    Verdict.AGREE: "you agree",
    Verdict.LIVE_WITH: "you can live with it",
    Verdict.OBJECT: "you object",
}
who = viewer()
drafts = [
    d for d in recall(reviews.drafts, edition_id=who.edition_id) if d.stage is Stage.SUBMITTED
]
st.title("Reviews")
if not drafts:
    st.info("Wordings stand here for review as soon as facilitators submit them.")
    st.stop()

waiting = [d for d in drafts if may(Permission.REVIEW) and d.opinion_of(who.member_id) is None]
objected = [d for d in drafts if d.objections]
if may(Permission.REVIEW):
    said = f"{len(waiting)} of {len(drafts)} wait for you." if waiting else "Nothing waits for you."
else:
    said = f"Objections to answer: {len(objected)}." if objected else "No objection is open."
st.markdown(said)

order = [*waiting, *(d for d in drafts if d not in waiting)]
if not may(Permission.REVIEW):
    order = [*objected, *(d for d in drafts if d not in objected)]
by_id = {draft.id: draft for draft in order}


def rail_label(draft_id: int) -> str:
    return pieces.label(f"{by_id[draft_id].place}. {by_id[draft_id].heading}", 70)


def rail_caption(draft_id: int) -> str:
    mine = by_id[draft_id].opinion_of(who.member_id)
    return MINE[mine.verdict] if mine else pieces.stage_of(by_id[draft_id])


def speak(draft: reviews.Draft) -> None:
    """Three buttons and a reason."""
    reason = st.text_area(
        "Reason (needed for an objection)", key=f"reason-{draft.id}-{draft.wording}", height=90
    )
    with st.container(horizontal=True, key="verdicts"):
        for verdict, name, kind in (
            (Verdict.AGREE, "Agree", "primary"),
            (Verdict.LIVE_WITH, "Can live with it", "secondary"),
            (Verdict.OBJECT, "Object", "secondary"),
        ):
            if st.button(name, type=kind, key=f"verdict-{verdict}"):
                given = do(
                    "Your word is noted.", reviews.give, encouragement_id=draft.id,
                    verdict=verdict, reason=reason, seen_wording=draft.wording,
                )  # fmt: skip
                if given is not None:
                    st.session_state.pop("review", None)
                    st.rerun()


def answer(opinion: reviews.Opinion) -> None:
    """Say what was done about one objection."""
    with st.container(border=True):
        st.markdown(f"**Answer {plain(opinion.who)}’s objection**")
        pieces.words(f"“{opinion.reason}”")
        accepted = st.radio(
            "It was", ["accepted", "declined"], horizontal=True, key=f"was-{opinion.review_id}"
        )
        reason = st.text_area(
            "What was done, and why", key=f"answer-{opinion.review_id}", height=90
        )
        if st.button("Send the answer", type="primary", key=f"send-{opinion.review_id}"):
            done(
                "Answered.", reviews.answer, review_id=opinion.review_id,
                accepted=accepted == "accepted", reason=reason,
            )  # fmt: skip


left, main = st.columns([2, 5], gap="medium")
with left:
    pieces.stay("review", list(by_id))
    chosen = st.radio(
        "Encouragement", list(by_id), format_func=rail_label, key="review",
        captions=[rail_caption(each) for each in by_id],
    )  # fmt: skip
with main:
    draft = by_id[chosen]
    pieces.encouragement(draft)
    cited = recall(outcome.evidence, edition_id=who.edition_id).get(draft.id, [])
    if cited:
        st.caption(f"Behind it: {heard(tuple(s for s, _ in cited))}")
    against = [s for s, support in cited if support is Support.RESERVATION]
    if against:
        st.markdown("**Reservations voiced**")
        for statement in against:
            pieces.words(f"{statement.short}  {statement.text}")
    with st.expander(f"All {len(cited)} statements behind it"):
        for statement, support in cited:
            pieces.words(f"{statement.short} · {pieces.SUPPORT_NAMES[support]}", quiet=True)
            pieces.words(statement.text)
    st.markdown("**What the steering group says**")
    pieces.opinions(draft)
    if may(Permission.REVIEW):
        speak(draft)
    if may(Permission.ANSWER):
        for opinion in draft.objections:
            answer(opinion)
