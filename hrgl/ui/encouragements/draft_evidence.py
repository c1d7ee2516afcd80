"""What an encouragement stands on: the statements cited, and those that could be."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hrgl.core.enums import Support
from hrgl.encouragements import encouragements, evidence
from hrgl.encouragements.views import EncouragementView
from hrgl.notes.heard import heard
from hrgl.notes.statements import StatementView
from hrgl.outcome import outcome
from hrgl.themes.board import Board
from hrgl.ui.parts import pieces
from hrgl.ui.parts.statement_tables import statement_table
from hrgl.ui.shell import choices
from hrgl.ui.shell.page import ask, recall, viewer
from hrgl.ui.shell.presses import bind, button


def theme_choice(label: str, now: Board, default: Sequence[int], key: str) -> list[int]:
    """Some of the themes there are."""
    names = choices.tell(
        key, [t.id for t in now.themes], {t.id: t.name for t in now.themes}.__getitem__
    )
    held = [choices.meant(key, each) for each in st.session_state.get(key, default)]
    st.session_state[key] = [each for each in held if each in names]
    chosen = st.multiselect(label, list(names), format_func=names.__getitem__, key=key)
    choices.note(key, chosen)
    return chosen


def draw_evidence(draft: EncouragementView, now: Board) -> None:
    """What is cited, and what could be: the statements of the themes it came from."""
    cited = recall(outcome.evidence, edition_id=viewer().edition_id).get(draft.id, [])
    st.markdown(f"**Cited** · {heard(tuple(s for s, _ in cited)) if cited else 'nothing yet'}")
    for support in Support:
        rows = [s for s, as_what in cited if as_what is support]
        if rows:
            st.markdown(f"*as {pieces.SUPPORT_NAMES[support]}*")
            picked = statement_table(rows, key=f"cited-{draft.id}-{support}")
            if picked:
                _take_out(draft, picked, support)
    _citable(draft, now, {s.id for s, _ in cited})


def _citable(draft: EncouragementView, now: Board, done_already: set[int]) -> None:
    """The statements of chosen themes that are not cited yet, to be picked and cited."""
    st.markdown("**Statements to cite**")
    feeding = ask(encouragements.themes_of, encouragement_id=draft.id)
    themes = theme_choice("From the themes", now, feeding, f"feeding-{draft.id}")
    rows = [
        s for t in now.themes if t.id in themes for s in t.statements if s.id not in done_already
    ]
    wanted = st.text_input("Show only statements with these words", key=f"cite_filter-{draft.id}")
    rows = [row for row in rows if wanted.casefold() in row.text.casefold()]
    if not rows:
        st.caption("No other statements in these themes.")
        return
    picked = statement_table(rows, key=f"citable-{draft.id}", theme=len(themes) > 1)
    told = st.empty()
    with st.container(horizontal=True, key=f"cite_bar-{draft.id}"):
        for support in Support:
            _cite_as(draft, picked, support, told)


def _take_out(draft: EncouragementView, picked: list[StatementView], support: Support) -> None:
    button(
        "Take out of the evidence",
        bind(
            "Taken out.",
            evidence.uncite,
            encouragement_id=draft.id,
            statement_ids=[s.id for s in picked],
            seen_version=draft.version,
            seen={s.id: support for s in picked},
        ),
        name=f"uncite-{support}",
    )


def _cite_as(
    draft: EncouragementView, picked: list[StatementView], support: Support, told: DeltaGenerator
) -> None:
    button(
        f"Cite as {pieces.SUPPORT_NAMES[support]}",
        bind(
            f"Cited as {pieces.SUPPORT_NAMES[support]}.",
            evidence.cite,
            encouragement_id=draft.id,
            statement_ids=[s.id for s in picked],
            support=support,
            seen_version=draft.version,
            seen={s.id: None for s in picked},
        ),
        name=f"cite-{support}",
        told=told,
        disabled=not picked,
    )
