"""Setup, first part: what the edition is called, what it asks, and the rules it works by."""

import streamlit as st

from hrgl import editions
from hrgl.attribution import LEVEL_NAMES, LEVELS
from hrgl.editions import LONGEST_QUESTION, LONGEST_TITLE, EditionFacts
from hrgl.ui.forms import save, version_seen
from hrgl.ui.shell import form, plain

WHAT, RULES = "edition-what", "edition-rules"


def edition(facts: EditionFacts, *, steering: int) -> None:
    """Title, question and dates; and beside them the rules."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        _what_it_is(facts)
    with right:
        _rules(facts, steering)
    st.caption("A backup is made at the machine itself, by the command: python -m hrgl backup FILE")


def _what_it_is(facts: EditionFacts) -> None:
    st.header("What it is")
    st.caption(
        f"Edition {plain(facts.code)} of the series {plain(facts.series)}. "
        "Code and series stay: every reference to a statement carries the code."
    )
    dates = " – ".join(f"{day:%d %B %Y}" for day in (facts.starts, facts.ends) if day)
    version = version_seen(
        WHAT, facts.version, [facts.title, facts.question, dates],
        noun="edition", row_id=facts.id,
    )  # fmt: skip
    title = st.text_area(
        "Title", facts.title, key=f"{form(WHAT)}-title", height=80, max_chars=LONGEST_TITLE
    )
    question = st.text_area(
        "Guiding question", facts.question, key=f"{form(WHAT)}-question", height=90,
        max_chars=LONGEST_QUESTION,
    )  # fmt: skip
    first, last = st.columns(2)
    with first:
        starts = st.date_input(
            "First day", facts.starts, key=f"{form(WHAT)}-starts", format="DD/MM/YYYY"
        )
    with last:
        ends = st.date_input("Last day", facts.ends, key=f"{form(WHAT)}-ends", format="DD/MM/YYYY")
    if st.button("Save title and dates", type="primary", key="describe"):
        save(
            "Edition saved.", editions.describe, WHAT, beside=(RULES,), title=title,
            question=question, starts=starts, ends=ends, seen_version=version,
        )  # fmt: skip


def _rules(facts: EditionFacts, steering: int) -> None:
    st.header("Rules")
    version = version_seen(
        RULES, facts.version, [_read_out(facts)], noun="edition", row_id=facts.id
    )
    places = st.number_input(
        "Number of encouragements", 1, 50, facts.places, key=f"{form(RULES)}-places"
    )
    quorum = st.number_input(
        "Approvals each needs", 1, 50, facts.quorum, key=f"{form(RULES)}-quorum"
    )
    people = "1 member" if steering == 1 else f"{steering} members"
    st.caption(
        f"The steering group has {people}."
        + (" More approvals than that can never be reached." if quorum > steering else "")
    )
    level = st.selectbox(
        "At most shown of who said something", LEVELS, index=LEVELS.index(facts.attribution),
        format_func=lambda level: LEVEL_NAMES[level], key=f"{form(RULES)}-attribution",
    )  # fmt: skip
    st.caption("A note that allows less keeps to less. This holds on every page and in every file.")
    smallest = st.number_input(
        "Smallest group that is shown", 2, 50, max(2, facts.smallest_group),
        key=f"{form(RULES)}-smallest",
    )  # fmt: skip
    st.caption(
        "Actor type and region are shown only where at least this many people of a room are of "
        "the same; all that one rapporteur writes down for a group counts as one person."
    )
    if st.button("Save the rules", key="rules"):
        save(
            "Rules saved.", editions.set_rules, RULES, beside=(WHAT,), places=places,
            quorum=quorum, smallest_group=smallest, attribution=level, seen_version=version,
        )  # fmt: skip


def _read_out(facts: EditionFacts) -> str:
    return (
        f"{facts.places or 'no number of'} encouragements, {facts.quorum} approvals each, shown: "
        f"{LEVEL_NAMES[facts.attribution]}, from groups of {facts.smallest_group}"
    )
