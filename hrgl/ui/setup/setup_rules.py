"""Setup, first part: the rules an edition works by, and who may be shown to have said something."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from hrgl.core.zones import known_zones
from hrgl.editions import editions
from hrgl.editions.attribution import LEVEL_NAMES, LEVELS
from hrgl.editions.editions import EditionFacts
from hrgl.ui.setup.setup_languages import LANGUAGE_CHOICES, draw_languages
from hrgl.ui.shell.editing import version_seen
from hrgl.ui.shell.page import ask, forget, form, sid, viewer
from hrgl.ui.shell.presses import bind, button, typed

RULES = "edition-rules"


def edition_now(reads: Callable[[EditionFacts], list[str]]) -> tuple[int, list[str]]:
    """The edition as it is at this moment."""
    here = viewer().edition_id
    parts = ask(editions.parts, token_sha256=sid())
    facts = next((part.edition for part in parts if part.edition_id == here), None)
    return (facts.version, reads(facts)) if facts else (0, [])


def draw_rules(facts: EditionFacts, steering: int) -> None:
    """The rules, and the button that saves them."""
    st.header("Rules")
    version = version_seen(
        RULES,
        facts.version,
        _read_out(facts),
        noun="edition",
        row_id=facts.id,
        look=lambda: edition_now(_read_out),
    )
    begin = form(RULES)
    _approvals(facts, steering, begin)
    _who_is_shown(facts, begin)
    _where_it_is(facts, begin)
    draw_languages(facts, f"{begin}-languages")
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
            time_zone=typed(f"{begin}-zone"),
            languages=typed(f"{begin}-languages"),
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


def _where_it_is(facts: EditionFacts, begin: str) -> None:
    """In which time zone every page tells its times."""
    zones = list(dict.fromkeys([facts.time_zone, *known_zones()]))
    st.selectbox("Times are told in the zone of", zones, key=f"{begin}-zone")


def _read_out(facts: EditionFacts) -> list[str]:
    return [
        f"{facts.places or 'no number of'} encouragements, {facts.quorum} approvals each, shown: "
        f"{LEVEL_NAMES[facts.attribution]}, from groups of {facts.smallest_group}, "
        f"times of {facts.time_zone}, languages: {LANGUAGE_CHOICES[facts.languages]}"
    ]
