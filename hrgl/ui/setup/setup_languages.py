"""Setup, among the rules: in which languages the statements are, as grouping needs to know."""

import streamlit as st

from hrgl.core.enums import Languages
from hrgl.editions.editions import EditionFacts
from hrgl.notes.languages import how_compared, why_compared
from hrgl.ui.shell.page import plain, recall

LANGUAGE_CHOICES = {
    Languages.AUTO: "As the statements are",
    Languages.ENGLISH: "English",
    Languages.MULTILINGUAL: "Several, or one that is not English",
}
_EACH = {
    Languages.AUTO: "English, until one statement in twenty is in another language; then several.",
    Languages.ENGLISH: (
        "All are read as English. Those in other languages are grouped by their language, not by "
        "what they say."
    ),
    Languages.MULTILINGUAL: (
        "Statements in sixteen languages are grouped by what they say; English ones a little less "
        "well than by English alone."
    ),
}


def draw_languages(facts: EditionFacts, key: str) -> None:
    """The choice, a sentence for each, and what the next proposal makes of it."""
    choices = list(LANGUAGE_CHOICES)
    st.selectbox(
        "Languages of the statements",
        choices,
        index=choices.index(facts.languages),
        format_func=lambda each: LANGUAGE_CHOICES[each],
        key=key,
    )
    for each in choices:
        st.caption(f"*{plain(LANGUAGE_CHOICES[each])}*: {plain(_EACH[each])}")
    why = why_compared(recall(how_compared, edition_id=facts.id))
    st.caption(
        f"At the moment {plain(why)} A change counts from the next proposal on: it reads all "
        "statements anew, and nothing that people decided changes."
    )
