"""Setup, first part: what the edition is called, and what it asks."""

from typing import Any

import streamlit as st

from hrgl.editions import editions
from hrgl.editions.editions import LONGEST_QUESTION, LONGEST_TITLE, EditionFacts
from hrgl.ui.setup.setup_rules import draw_rules, edition_now
from hrgl.ui.shell.editing import version_seen
from hrgl.ui.shell.fields import text_area
from hrgl.ui.shell.page import forget, form, plain
from hrgl.ui.shell.presses import bind, button, typed

WHAT = "edition-what"


def edit_edition(facts: EditionFacts, *, steering: int) -> None:
    """Title, question and dates; and beside them the rules."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        _what_it_is(facts)
    with right:
        draw_rules(facts, steering)
    st.caption("A backup is made at the machine itself, by the command: python -m hrgl backup FILE")


def _what_it_is(facts: EditionFacts) -> None:
    st.header("What it is")
    st.caption(
        f"Edition {plain(facts.code)} of the series {plain(facts.series)}. "
        "Code and series stay: every reference to a statement carries the code."
    )
    version = version_seen(
        WHAT,
        facts.version,
        _what(facts),
        noun="edition",
        row_id=facts.id,
        look=lambda: edition_now(_what),
    )
    begin = form(WHAT)
    _what_fields(facts, begin)
    _save_what(begin, version)


def _save_what(begin: str, version: Any) -> None:
    button(
        "Save title and dates",
        bind(
            "Edition saved.",
            editions.describe,
            title=typed(f"{begin}-title"),
            question=typed(f"{begin}-question"),
            starts=typed(f"{begin}-starts"),
            ends=typed(f"{begin}-ends"),
            seen_version=version,
        ),
        name="describe",
        type="primary",
        then=lambda _: forget(WHAT),
    )


def _what_fields(facts: EditionFacts, begin: str) -> None:
    text_area("Title", value=facts.title, key=f"{begin}-title", height=80, max_chars=LONGEST_TITLE)
    text_area(
        "Guiding question",
        value=facts.question,
        key=f"{begin}-question",
        height=90,
        max_chars=LONGEST_QUESTION,
    )
    first, last = st.columns(2)
    first.date_input("First day", facts.starts, key=f"{begin}-starts", format="DD/MM/YYYY")
    last.date_input("Last day", facts.ends, key=f"{begin}-ends", format="DD/MM/YYYY")


def _what(facts: EditionFacts) -> list[str]:
    dates = " – ".join(f"{day:%d %B %Y}" for day in (facts.starts, facts.ends) if day)
    return [facts.title, facts.question, dates]
