"""History: who did what, in plain sentences, latest first."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from hrgl.core import audit
from hrgl.core.permissions import ROLE_NAMES, Permission
from hrgl.notes.references import short
from hrgl.operations import undo
from hrgl.operations.sentences import NOUNS, sentence
from hrgl.ui.parts import pieces
from hrgl.ui.parts.moments import local_moment
from hrgl.ui.shell import going
from hrgl.ui.shell.page import ask, may, plain, recall, viewer
from hrgl.ui.shell.presses import bind, button

ALWAYS, BETWEEN = "the whole time", "between …"
LAST = {"the last hour": timedelta(hours=1), "the last 12 hours": timedelta(hours=12)}
STEP, DAY = 500, "DD/MM/YYYY"


def offer_undo(picked: list[audit.Happening]) -> None:
    """Take back the act that is picked, or say why that cannot be."""
    if not picked:
        st.caption("Pick a line to take it back.")
        return
    # on a telephone the table cuts the sentence off
    pieces.people_words(sentence(picked[0]))
    why_not = undo.reason_against(picked[0].act, picked[0].has_changes)
    if why_not:
        st.caption(f"This cannot be taken back. {why_not}")
    else:
        button(
            "Take it back",
            bind("Taken back.", undo.undo, entry_id=picked[0].id),
            name="undo",
            type="primary",
        )


def period() -> tuple[datetime | None, datetime | None] | None:
    """The time to look at, from and to; none if it ends before it begins."""
    chosen = st.selectbox("When", [ALWAYS, *LAST, BETWEEN], key="when")
    if chosen in LAST:
        # to the minute, so that the list does not slip away under a hand
        return datetime.now(UTC).replace(second=0, microsecond=0) - LAST[chosen], None
    if chosen != BETWEEN:
        return None, None
    day = local_moment(datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0)
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    start = st.datetime_input(f"From ({day:%Z})", before, key="from", format=DAY)
    end = st.datetime_input(f"To ({day:%Z})", after, key="to", format=DAY)
    zone = day.tzinfo
    since, until = start and start.replace(tzinfo=zone), end and end.replace(tzinfo=zone)
    if since and until and until <= since:
        st.warning("The end is before the beginning. Please change one of them.")
        return None
    return since, until


def only_by() -> list[int]:
    """The members to whose acts the history is narrowed; none for everybody."""
    doers = {doer.member_id: doer for doer in recall(audit.doers, edition_id=who.edition_id)}
    return st.multiselect(
        "Only by",
        list(doers),
        key="only_by",
        placeholder="everybody",
        format_func=lambda key: f"{doers[key].name} ({ROLE_NAMES[doers[key].role]})",
    )


def filters() -> dict[str, Any] | None:
    """What the history is asked for: by whom, about what, when; none if that cannot be."""
    by, about, when = st.columns(3)
    with by:
        people = only_by()
    with about:
        nouns = st.multiselect(
            "Only about", list(NOUNS), key="only_about", placeholder="everything"
        )
    with when:
        span = period()
    if span is None:
        return None
    begun = sorted(begin for noun in nouns for begin in NOUNS[noun])
    return {
        "who": sorted(people) or None,
        "nouns": begun or None,
        "since": span[0],
        "until": span[1],
    }


def acts_table(shown: list[audit.Happening], wanted: dict[str, Any]) -> list[audit.Happening]:
    """The acts as a table to pick one from; the picked one.

    The key carries the filters: a selection is kept by position, and must not reach other rows.
    """
    narrowed = [f"{name}={value}" for name, value in wanted.items() if value]
    picked = st.dataframe(
        pd.DataFrame(
            {
                "When": [local_moment(entry.at) for entry in shown],
                "What": [sentence(entry) for entry in shown],
            }
        ),
        key="-".join(["acts", str(len(shown)), str(shown[0].id), *narrowed]),
        hide_index=True,
        height=min(36 * len(shown) + 40, 560),
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "When": st.column_config.DatetimeColumn(
                format="D MMM, HH:mm:ss z", width=150, timezone=who.edition.time_zone
            ),
            "What": st.column_config.TextColumn(width=700),
        },
    )
    return [shown[at] for at in picked.selection.rows if at < len(shown)]


def happenings() -> None:
    """The acts that are asked for, latest first, and what can be taken back of them."""
    wanted = filters()
    if wanted is None:
        return
    # what lies in the last hour changes without an act, so it is asked for anew
    put = recall if wanted["since"] is None else ask
    limit = st.session_state.setdefault("history_limit", STEP)
    there = put(audit.count_acts, edition_id=who.edition_id, **wanted)
    shown = put(audit.history, edition_id=who.edition_id, limit=limit, **wanted)
    if not shown:
        st.info(
            "No matching acts. Take a filter away, or choose another time."
            if any(wanted.values())
            else "Every act will stand here, with who did it and when."
        )
        return
    st.caption(
        f"All {there} acts" if len(shown) == there else f"The latest {len(shown)} of {there} acts"
    )
    picked = acts_table(shown, wanted)
    ways_on(picked)
    if may(Permission.UNDO):
        offer_undo(picked)
    if len(shown) < there and st.button(f"Show {STEP} earlier ones too", key="earlier"):
        st.session_state["history_limit"] = limit + STEP
        st.rerun()


def ways_on(picked: list[audit.Happening]) -> None:
    """The statements that the picked act names, each with the way to where it went."""
    told = picked[0].detail if picked else {}
    named = told.get("references") or [told[key] for key in ("reference",) if told.get(key)]
    with st.container(horizontal=True):
        for reference in named if isinstance(named, list) else []:
            st.button(
                f"Where did {plain(short(str(reference)))} go?",
                key=f"went-{reference}",
                type="tertiary",
                icon=":material/route:",
                on_click=going.to,
                args=("where",),
                kwargs={"where_view": "Statement", "where_wanted": short(str(reference))},
            )


who = viewer()
happenings()
