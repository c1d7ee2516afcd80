"""Setup, first part: what the edition is called, what it asks, and the rules it works by."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from hrgl.editions import editions
from hrgl.editions.attribution import LEVEL_NAMES, LEVELS
from hrgl.editions.editions import LONGEST_QUESTION, LONGEST_TITLE, EditionFacts
from hrgl.ui.shell.fields import text_area
from hrgl.ui.shell.forms import version_seen
from hrgl.ui.shell.page import ask, forget, form, plain, sid, viewer
from hrgl.ui.shell.presses import bind, button, typed

WHAT, RULES = "edition-what", "edition-rules"


def edit_edition(facts: EditionFacts, *, steering: int) -> None:
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
    version = version_seen(
        WHAT,
        facts.version,
        _what(facts),
        noun="edition",
        row_id=facts.id,
        look=lambda: _looked(_what),
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


def _looked(reads: Callable[[EditionFacts], list[str]]) -> tuple[int, list[str]]:
    """The edition as it is at this moment."""
    here = viewer().edition_id
    parts = ask(editions.parts, token_sha256=sid())
    facts = next((part.edition for part in parts if part.edition_id == here), None)
    return (facts.version, reads(facts)) if facts else (0, [])


def _rules(facts: EditionFacts, steering: int) -> None:
    st.header("Rules")
    version = version_seen(
        RULES,
        facts.version,
        _read_out(facts),
        noun="edition",
        row_id=facts.id,
        look=lambda: _looked(_read_out),
    )
    begin = form(RULES)
    _approvals(facts, steering, begin)
    _who_is_shown(facts, begin)
    _save_rules(begin, version)


def _save_rules(begin: str, version: Any) -> None:
    button(
        "Save the rules",
        bind(
            "Rules saved.",
            editions.set_rules,
            places=typed(f"{begin}-places"),
            quorum=typed(f"{begin}-quorum"),
            smallest_group=typed(f"{begin}-smallest"),
            attribution=typed(f"{begin}-attribution"),
            seen_version=version,
        ),
        name="rules",
        then=lambda _: forget(RULES),
    )


def _approvals(facts: EditionFacts, steering: int, begin: str) -> None:
    """How many encouragements there shall be, and how many of the steering group each needs."""
    st.number_input("Number of encouragements", 1, 50, facts.places, key=f"{begin}-places")
    quorum = st.number_input("Approvals each needs", 1, 50, facts.quorum, key=f"{begin}-quorum")
    people = "1 member" if steering == 1 else f"{steering} members"
    st.caption(
        f"The steering group has {people}."
        + (" More approvals than that can never be reached." if quorum > steering else "")
    )


def _who_is_shown(facts: EditionFacts, begin: str) -> None:
    """How much may be shown of who said something, and from groups of which size."""
    st.selectbox(
        "At most shown of who said something",
        LEVELS,
        index=LEVELS.index(facts.attribution),
        format_func=lambda level: LEVEL_NAMES[level],
        key=f"{begin}-attribution",
    )
    st.caption("A note that allows less keeps to less. This holds on every page and in every file.")
    st.number_input(
        "Smallest group that is shown", 2, 50, max(2, facts.smallest_group), key=f"{begin}-smallest"
    )
    st.caption(
        "Actor type and region are shown only where at least this many people of a room are of "
        "the same; all that one rapporteur writes down for a group counts as one person."
    )


def _read_out(facts: EditionFacts) -> list[str]:
    return [
        f"{facts.places or 'no number of'} encouragements, {facts.quorum} approvals each, shown: "
        f"{LEVEL_NAMES[facts.attribution]}, from groups of {facts.smallest_group}"
    ]
