"""Objections to earlier wordings: what was answered, and what became of the words."""

import streamlit as st

from hrgl.core.enums import Verdict
from hrgl.encouragements import wordings
from hrgl.encouragements.consenting.opinions import Opinion
from hrgl.encouragements.views import EncouragementView
from hrgl.encouragements.wordings import Version
from hrgl.ui.parts import pieces
from hrgl.ui.shell.difference import show_side_by_side
from hrgl.ui.shell.page import ask, plain


def earlier(draft: EncouragementView, member_id: int) -> None:
    """Every answered objection to an earlier wording, one's own first, with old and new words."""
    answered = [o for o in draft.earlier if o.verdict is Verdict.OBJECT and o.answer]
    if not answered:
        return
    words = {each.number: each for each in ask(wordings.wordings, encouragement_id=draft.id)}
    answered.sort(key=lambda o: (o.member_id != member_id, -o.review_id))
    for each in answered:
        _one(each, words[each.wording], words[draft.wording], mine=each.member_id == member_id)


def _one(objection: Opinion, then: Version, now: Version, *, mine: bool) -> None:
    accepted = pieces.ANSWERS[objection.answered] if objection.answered else ""
    with st.container(border=True, key=f"objection-{objection.review_id}"):
        whose = "You" if mine else plain(objection.who)
        st.markdown(f"**{whose} objected to wording {objection.wording}**")
        pieces.people_words(f"“{objection.reason}”")
        st.markdown(f"**The answer: {accepted}**")
        pieces.people_words(objection.answer)
        if then.heading != now.heading:
            show_side_by_side("Heading", then.heading, now.heading, titles=("then", "now"))
        if then.explanation != now.explanation:
            show_side_by_side(
                "Explanation", then.explanation, now.explanation, titles=("then", "now")
            )
