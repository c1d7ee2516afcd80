"""Comments, Word files: the draft taken out as a file, and what came back in such files."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from hrgl.core.models import SentDraft
from hrgl.encouragements.round_trip import margins, returned_files, sending
from hrgl.encouragements.round_trip.sending import SentFile
from hrgl.encouragements.views import EncouragementView
from hrgl.formats.writers.writing import MEDIA_TYPES
from hrgl.ui.comments import margin_view, word_back_view, word_came_view
from hrgl.ui.parts import pieces
from hrgl.ui.parts.moments import day_and_time
from hrgl.ui.shell import choices
from hrgl.ui.shell.page import ask, plain, viewer
from hrgl.ui.shell.presses import bind, button

_WHOLE, _PLACES, _CHOSEN = "The whole draft", "The places only", "Chosen ones"
_WHAT_FOR = (
    "Take the draft out as a Word file and send it to whoever should read it, to one person or to "
    "several. They change it in Word or LibreOffice, where their changes are tracked, and comment "
    "in the margin. Bring each file back here: every change becomes an amendment and every "
    "comment a note, with author, date and place."
)
_SHOWN = 4


def draw_word_files() -> None:
    """Taking out on the left, bringing back on the right; below what waits and what came of it."""
    here = viewer().edition_id
    notes = ask(margins.margin_notes, edition_id=here)
    out, back = st.columns([2, 3], gap="large")
    with out:
        st.header("Take out")
        st.markdown(_WHAT_FOR)
        _take_out(ask(sending.that_can_go_out, edition_id=here))
        _files(ask(sending.sent_files, edition_id=here))
    with back:
        st.header("Bring back")
        word_back_view.draw_bringing_back()
    margin_view.draw_margin(notes)
    word_came_view.draw_what_came(ask(returned_files.returned_files, edition_id=here))


def _take_out(there: Sequence[EncouragementView]) -> None:
    if not there:
        st.info("There is nothing to take out yet: no encouragement has words.")
        return
    every, placed = [each.id for each in there], [each.id for each in there if each.place]
    counted = {_WHOLE: len(every), _PLACES: len(placed)}
    what = st.radio(
        "What goes out",
        [_WHOLE, _PLACES, _CHOSEN],
        format_func=lambda each: f"{each} ({counted[each]})" if each in counted else each,
        key="taken_out",
        horizontal=True,
    )
    choices.note("taken_out", what)
    chosen = _pick(there) if what == _CHOSEN else {_WHOLE: every, _PLACES: placed}[what]
    number = len(chosen)
    button(
        f"Take out {number} encouragement{'' if number == 1 else 's'}",
        bind(_told, sending.take_out, encouragement_ids=chosen),
        name="take_out",
        type="primary",
        icon=":material/output:",
        disabled=not number,
    )


def _told(answer: tuple[SentDraft, bytes]) -> str:
    return f"Word file {answer[0].number} is there: download it below the button."


def _pick(there: Sequence[EncouragementView]) -> list[int]:
    names = {each.id: pieces.label(pieces.encouragement_named(each), 70) for each in there}
    picked = st.multiselect(
        "Encouragements", list(names), format_func=names.__getitem__, key="picked_to_go_out"
    )
    choices.note("picked_to_go_out", picked)
    return picked


def _files(sent: Sequence[SentFile]) -> None:
    for each in sent[:_SHOWN]:
        _file(each)
    if len(sent) > _SHOWN:
        with st.expander(f"{len(sent) - _SHOWN} earlier Word files"):
            for each in sent[_SHOWN:]:
                _file(each)


def _file(sent: SentFile) -> None:
    back = {0: "nothing came back yet", 1: "came back once"}.get(
        sent.returned, f"came back {sent.returned} times"
    )
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**Word file {sent.number}** – {_held(sent)}  \n"
            f"{plain(sent.who)}, {day_and_time(sent.at)}; {back}",
            width="stretch",
        )
        st.download_button(
            f"Download Word file {sent.number}",
            partial(ask, sending.file_taken_out, edition_id=viewer().edition_id, sent_id=sent.id),
            f"{viewer().edition.code}-draft-{sent.number}.docx",
            mime=MEDIA_TYPES["docx"],
            on_click="ignore",
            key=f"word_file-{sent.id}",
            icon=":material/download:",
        )


def _held(sent: SentFile) -> str:
    """What stood in a file: places 1 to 12 and 2 candidates."""
    told = []
    if sent.places:
        told.append(f"place{'' if len(sent.places) == 1 else 's'} {_runs(sent.places)}")
    if sent.candidates:
        told.append(f"{sent.candidates} candidate{'' if sent.candidates == 1 else 's'}")
    return " and ".join(told)


def _runs(places: Sequence[int]) -> str:
    """Numbers as people say them: 1–4, 7, 9–12."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
