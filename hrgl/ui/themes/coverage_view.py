"""Coverage on the page Themes: a picture, the same in words and as a table."""

import streamlit as st

from hrgl.themes.board import Board
from hrgl.themes.coverage import Aspect, Coverage, coverage
from hrgl.themes.coverage_words import (
    coverage_table,
    group_by_group,
    never_heard,
    not_heard,
    oppositions,
    standing_out,
)
from hrgl.ui.parts import pieces
from hrgl.ui.shell.page import plain, recall, viewer
from hrgl.ui.themes import take_home
from hrgl.ui.themes.coverage_picture import coverage_picture

ASPECT_NAMES = {
    Aspect.ACTOR_TYPE: "Actor type",
    Aspect.REGION: "Region",
    Aspect.ROOM: "Room",
    Aspect.KIND: "Kind",
}
_LAST = (9, 0)
_INK = {"light": "#0F1115", "dark": "#EEF1F1"}  # textColor of .streamlit/config.toml
# ten columns and the names of the themes cannot be read on a telephone
_NARROW = """<style>
.st-key-coverage_narrow { display: none; }
@media (max-width: 640px) {
  .st-key-coverage_picture { display: none; }
  .st-key-coverage_narrow { display: flex; }
}
</style>"""


def show_coverage(now: Board) -> None:
    """Who was heard in each theme and who was not, or what was said and where views differ."""
    if not now.themes:
        st.info("Here you will see who was heard in which theme, as soon as there are themes.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="coverage_head"):
        by = st.radio(
            "Themes by",
            list(Aspect),
            format_func=ASPECT_NAMES.__getitem__,
            horizontal=True,
            key="coverage_by",
            persist_state="session",
        )
        found = recall(coverage, edition_id=viewer().edition_id, by=Aspect(by or Aspect.ACTOR_TYPE))
        take_home.offer_themes(found)
    st.caption(_explained(found))
    _picture(found)
    if found.by is Aspect.KIND:
        _views(found)
    else:
        _heard(found)
        _over_all(found)
    _table(found)


def _table(found: Coverage) -> None:
    """The counts of the picture; groups without any are named above and have no column."""
    with st.expander("The same counts as a table", key="coverage_table"):
        header, rows = coverage_table(found)
        columns = {name: [str(row[at]) for row in rows] for at, name in enumerate(header)}
        silent = {found.groups[at].name for at in found.silent}
        pieces.words_table({name: columns[name] for name in header if name not in silent})


def _explained(found: Coverage) -> str:
    told = "Numbers are statements; the darker, the larger their part of the theme."
    if found.by is Aspect.ROOM:
        return told
    if found.by is Aspect.KIND:
        return f"{told} Kinds are what people marked."
    told += " Who said it is counted as far as it may be told."
    if not found.hides:
        return told
    return (
        f"{told} “hidden” stands for a count behind which fewer than {found.smallest} people "
        "stand, or that would give such a one away."
    )


def _picture(found: Coverage) -> None:
    st.html(_NARROW)
    with st.container(key="coverage_narrow"):
        st.caption("For the picture the screen is too narrow; its counts stand in the table below.")
    with st.container(key="coverage_picture"):
        st.plotly_chart(
            coverage_picture(found, _INK["dark" if st.context.theme.type == "dark" else "light"]),
            config={"displayModeBar": False},
            alt=f"Statements of each theme by {ASPECT_NAMES[found.by].lower()}; "
            "the same counts stand in the table below.",
        )


def _heard(found: Coverage) -> None:
    """Theme by theme who was not heard, and what stands out."""
    st.header("Who was not heard")
    if never := never_heard(found):
        st.markdown(f"In no theme, as far as it may be told: **{plain(', '.join(never))}**.")
    silent = [", ".join(not_heard(found, theme)) or "–" for theme in found.themes]
    pieces.words_table(
        {
            "Theme": [theme.name for theme in found.themes],
            "Not heard": [
                who if theme.told else "too few people to tell"
                for theme, who in zip(found.themes, silent, strict=True)
            ],
            "Stands out": [_standing_out(found, at) for at in range(len(found.themes))],
        }
    )


def _standing_out(found: Coverage, at: int) -> str:
    return "; ".join(standing_out(found, found.themes[at])) or "–"


def _views(found: Coverage) -> None:
    """Where kinds stand against one another in a theme, the sharpest opposition first."""
    st.header("Where views differ")
    differ = {at: oppositions(found, theme) for at, theme in enumerate(found.themes)}
    order = sorted(differ, key=lambda at: min((e.rank for e in differ[at]), default=_LAST))
    pieces.words_table(
        {
            "Theme": [found.themes[at].name for at in order],
            "Views that differ": ["; ".join(e.told for e in differ[at]) or "–" for at in order],
            "Stands out": [_standing_out(found, at) for at in order],
        }
    )


def _over_all(found: Coverage) -> None:
    """Group by group, the next generation first: in how many themes it was heard."""
    st.header("In how many themes each was heard")
    every = group_by_group(found)
    pieces.words_table(
        {
            ASPECT_NAMES[found.by]: [each.name for each in every],
            "Statements": [each.statements for each in every],
            "Heard in": [f"{each.heard_in} of {each.themes} themes" for each in every],
            "Not in": [", ".join(each.not_in) or "–" for each in every],
        }
    )
