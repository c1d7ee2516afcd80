"""Reviews: the steering group speaks on each wording; facilitators answer objections."""

from functools import partial

import streamlit as st

from hrgl.core.enums import ObjectionAnswer, Stage, Support, Verdict
from hrgl.core.permissions import Permission
from hrgl.encouragements import views
from hrgl.encouragements.consenting import objections as contracts
from hrgl.encouragements.consenting import reviews
from hrgl.encouragements.consenting.opinions import Opinion
from hrgl.encouragements.consenting.waiting import what_waits
from hrgl.notes.heard import heard
from hrgl.outcome import outcome
from hrgl.ui.parts import pieces
from hrgl.ui.reviews import objections
from hrgl.ui.shell import presses, unsaved
from hrgl.ui.shell.fields import text_area
from hrgl.ui.shell.page import ask, end_page, forget, may, plain, recall, viewer
from hrgl.ui.shell.page import form as key_of
from hrgl.ui.shell.presses import bind, typed

MINE = {
    Verdict.AGREE: "you agree",
    Verdict.LIVE_WITH: "you can live with it",
    Verdict.OBJECT: "you object",
    Verdict.ABSTAIN: "you abstain",
}
SAYING = {Verdict.AGREE: "Agree", Verdict.LIVE_WITH: "Can live with it", Verdict.OBJECT: "Object"}
who = viewer()
drafts = [
    d
    for d in recall(views.list_encouragements, edition_id=who.edition_id)
    if d.stage is Stage.SUBMITTED
]
unsaved.of_gone(
    {
        "verdict": [draft.id for draft in drafts],
        "answer": [o.review_id for draft in drafts for o in draft.objections],
    }
)
if not drafts:
    st.info("Wordings stand here for review as soon as facilitators submit them.")
    end_page()

unspoken = [d for d in drafts if may(Permission.REVIEW) and d.opinion_of(who.member_id) is None]
objected = [d for d in drafts if d.objections]
if may(Permission.REVIEW):
    said = (
        f"{len(unspoken)} of {len(drafts)} wait for you." if unspoken else "Nothing waits for you."
    )
else:
    said = f"Objections to answer: {len(objected)}." if objected else "No objection is open."
st.markdown(said)

order = [*unspoken, *(d for d in drafts if d not in unspoken)]
if not may(Permission.REVIEW):
    order = [*objected, *(d for d in drafts if d not in objected)]
by_id = {draft.id: draft for draft in order}


def rail_label(draft_id: int) -> str:
    return pieces.label(f"{by_id[draft_id].place}. {by_id[draft_id].heading}", 70)


def rail_caption(draft_id: int) -> str:
    mine = by_id[draft_id].opinion_of(who.member_id)
    return MINE[mine.verdict] if mine else pieces.stage_of(by_id[draft_id])


def go_on(after_id: int, reason_form: str, _: object) -> None:
    """What waits at this moment is opened next, and the reason that was sent is put away."""
    forget(reason_form)
    left = [d.id for d in ask(what_waits, edition_id=who.edition_id, member_id=who.member_id).all]
    st.session_state["review"] = left[0] if left else after_id


def speak(draft: views.EncouragementView) -> None:
    """Three buttons and a reason; what is said is said on this very wording."""
    form = f"verdict-{draft.id}"
    reason = f"{key_of(form)}-reason"
    text_area("Reason (needed for an objection)", key=reason, height=90)
    with st.container(key=f"verdict_bar-{draft.wording_id}"):
        told = st.empty()
        with st.container(horizontal=True, key=f"verdicts-{draft.wording_id}"):
            for verdict, name in SAYING.items():
                presses.button(
                    name,
                    bind(
                        f"Your word on {pieces.encouragement_named(draft)} is noted.",
                        reviews.give,
                        wording_id=draft.wording_id,
                        verdict=verdict,
                        reason=typed(reason),
                    ),
                    name=f"verdict-{verdict}",
                    told=told,
                    type="primary" if verdict is Verdict.AGREE else "secondary",
                    then=partial(go_on, draft.id, form),
                )


def answer(opinion: Opinion) -> None:
    """Say what was done about one objection."""
    form = f"answer-{opinion.review_id}"
    was, reason = f"{key_of(form)}-was", f"{key_of(form)}-reason"
    with st.container(border=True, key=form):
        st.markdown(f"**Answer {plain(opinion.who)}’s objection**")
        pieces.people_words(f"“{opinion.reason}”")
        st.radio("It was", ["accepted", "declined"], horizontal=True, key=was)
        text_area("What was done, and why", key=reason, height=90)
        presses.button(
            "Send the answer",
            bind(
                "Answered.",
                contracts.answer_objection,
                review_id=opinion.review_id,
                answer=typed(was, ObjectionAnswer),
                reason=typed(reason),
            ),
            name="send",
            type="primary",
            then=lambda _: forget(form),
        )


left, main = st.columns([2, 5], gap="medium")
with left:
    chosen = pieces.rail(
        "Encouragement",
        list(by_id),
        rail_label,
        key="review",
        captions=rail_caption,
        gone=partial(pieces.who_changed, "encouragement"),
    )
with main:
    if chosen is None:
        st.info("Choose an encouragement from the list.")
        end_page()
    draft = by_id[chosen]
    pieces.encouragement(draft)
    cited = recall(outcome.evidence, edition_id=who.edition_id).get(draft.id, [])
    if cited:
        st.caption(f"Behind it: {heard(tuple(s for s, _ in cited))}")
    against = [s for s, support in cited if support is Support.RESERVATION]
    if against:
        st.markdown("**Reservations voiced**")
        for statement in against:
            pieces.people_words(f"{statement.short}  {statement.text}")
    with st.expander(f"All {len(cited)} statements behind it", key=f"behind-{draft.id}"):
        for statement, support in cited:
            pieces.people_words(f"{statement.short} · {pieces.SUPPORT_NAMES[support]}", quiet=True)
            pieces.people_words(statement.text)
    st.markdown("**What the steering group says**")
    pieces.opinions(draft)
    objections.earlier(draft, who.member_id)
    if may(Permission.REVIEW):
        speak(draft)
    if may(Permission.ANSWER):
        for opinion in draft.objections:
            answer(opinion)
