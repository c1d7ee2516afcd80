"""Comments, Word files: the files that were brought in, and what came of each."""

from collections.abc import Mapping, Sequence

import streamlit as st

from hrgl.encouragements.round_trip.returned_files import ReturnedFile
from hrgl.encouragements.views import EncouragementView, list_encouragements
from hrgl.ui.parts import pieces
from hrgl.ui.parts.moments import day_and_time
from hrgl.ui.shell import going
from hrgl.ui.shell.page import ask, plain, viewer


def draw_what_came(files: Sequence[ReturnedFile]) -> None:
    """Every file with its amendments, and the way to the encouragements they are to."""
    if not files:
        return
    st.header("What came back")
    every = ask(list_encouragements, edition_id=viewer().edition_id)
    by_id = {each.id: each for each in every}
    for at, each in enumerate(files):
        _file(each, by_id, expanded=at == 0)


def _file(file: ReturnedFile, by_id: Mapping[int, EncouragementView], *, expanded: bool) -> None:
    amended = sum(file.amendments.values())
    still = "all to decide on" if file.undecided == amended else f"{file.undecided} to decide on"
    told = [
        _count(amended, "amendment") + (f" ({still})" if file.undecided else ""),
        _count(file.notes, "note in the margin", "notes in the margin") if file.notes else "",
    ]
    label = f"{pieces.label(file.name, 50)} – {plain(', '.join(filter(None, told)))}"
    with st.expander(label, expanded=expanded):
        st.caption(
            f"Word file {file.number}, brought in by {plain(file.who)}, {day_and_time(file.at)}"
        )
        for key, number in file.amendments.items():
            draft = by_id[key]
            st.button(
                f"{_count(number, 'amendment')} to {pieces.label(_named(draft), 70)}",
                key=f"to_amended-{file.id}-{key}",
                on_click=going.to,
                args=("encouragements",),
                kwargs={"draft": key},
                type="tertiary",
                icon=":material/arrow_forward:",
            )


def _named(draft: EncouragementView) -> str:
    return pieces.encouragement_named(draft)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
