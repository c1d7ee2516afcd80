"""Comments, answer: what waits on an encouragement as one table, answered one or many at once."""

from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from hrgl.core.enums import CommentAnswer
from hrgl.encouragements.commenting import answering
from hrgl.encouragements.commenting.answering import LONGEST_ANSWER
from hrgl.encouragements.commenting.comments import (
    ANSWER_NAMES,
    COMMENT_KINDS,
    Commented,
    CommentState,
    CommentView,
)
from hrgl.notes.door.floods import Flood, floods_among
from hrgl.ui.parts import pieces
from hrgl.ui.parts.lead_in import lead_in_here
from hrgl.ui.parts.statement_tables import WIDE, row_height, that_hold_something
from hrgl.ui.shell import choices
from hrgl.ui.shell.fields import text_area
from hrgl.ui.shell.page import forget, form, plain
from hrgl.ui.shell.presses import bind, button, typed

_SHOWN = 20


def draw_answering(about: Commented) -> None:
    """The wording as it stands, what was said of it and waits, and the answer."""
    st.caption(f"{plain(lead_in_here())} {plain(about.heading)} · wording {about.wording}")
    st.caption(plain(_counted(about)))
    if not about.waiting:
        st.info("Nothing waits for an answer here.")
        return
    floods = floods_among(about.waiting)
    folded = {each.id for flood in floods for each in flood.inputs}
    for flood in floods:
        _flood(flood)
    single = [each for each in about.waiting if each.id not in folded]
    if single:
        picked = _table(about, single)
        _answer(f"answer-{about.encouragement_id}", picked)


def _counted(about: Commented) -> str:
    kinds = [f"{count} × {COMMENT_KINDS[kind]}" for kind, count in sorted(about.kinds.items())]
    disagreed = about.count(CommentState.NOT_AGREED)
    waiting = len(about.waiting)
    parts = [*kinds, f"{waiting} {'waits' if waiting == 1 else 'wait'} for an answer"]
    if disagreed:
        parts.append(f"{disagreed} whose senders do not agree with the answer")
    return " · ".join(parts)


def _flood(flood: Flood[CommentView]) -> None:
    """Comments that most likely came from one hand, folded; to be answered with one word."""
    key = f"flood_of_comments-{flood.inputs[0].id}"
    with st.expander(f"{len(flood.inputs)} comments that {flood.why}", key=key):
        st.caption(
            "They are folded because they look like a flood. Nothing is decided: read a few."
        )
        for each in flood.inputs[:_SHOWN]:
            pieces.people_words(each.text)
        if len(flood.inputs) > _SHOWN:
            st.caption(f"… and {len(flood.inputs) - _SHOWN} more.")
        _answer(f"answer_flood-{flood.inputs[0].id}", flood.inputs)


def _table(about: Commented, waiting: Sequence[CommentView]) -> list[CommentView]:
    """What waits as a table to pick from; the key carries the ids, or a pick would hit others."""
    st.caption("Tick one or many, or all by the box in the head of the table.")
    columns = {
        "Comment": [each.text for each in waiting],
        "What it is": [COMMENT_KINDS[each.kind] for each in waiting],
        "Said of": [f"wording {each.wording}" for each in waiting],
        "Room": [each.room for each in waiting],
    }
    height = row_height({each.text: WIDE for each in waiting})
    key = f"comments-{about.encouragement_id}-{hash(tuple(each.id for each in waiting))}"
    picked = st.dataframe(
        pa.table(that_hold_something(columns)),
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        row_height=height,
        height=min(height * len(waiting) + 40, 420),
        column_config={"Comment": st.column_config.TextColumn(width=WIDE)},
    )
    at_rows = list(picked.selection.rows)
    choices.note(key, at_rows)
    return [waiting[at] for at in at_rows if at < len(waiting)]


def _answer(subject: str, picked: Sequence[CommentView]) -> None:
    """One of the fixed words and a reason, for all that is picked."""
    begin = form(subject)
    st.radio(
        "What became of it",
        list(CommentAnswer),
        format_func=ANSWER_NAMES.__getitem__,
        key=f"{begin}-became",
        horizontal=True,
    )
    text_area(
        "Why (the senders read it; not needed if it is taken up)",
        key=f"{begin}-reason",
        height=90,
        max_chars=LONGEST_ANSWER,
    )
    count = "all of them" if subject.startswith("answer_flood") else f"{len(picked)}"
    button(
        f"Answer {count}",
        bind(
            f"Answered: {len(picked)}.",
            answering.answer_comments,
            comment_ids=[each.id for each in picked],
            answer=typed(f"{begin}-became", CommentAnswer),
            reason=typed(f"{begin}-reason"),
            seen={each.id: each.version for each in picked},
        ),
        name="answer_comments",
        type="secondary" if subject.startswith("answer_flood") else "primary",
        disabled=not picked,
        then=lambda _: forget(subject),
    )
