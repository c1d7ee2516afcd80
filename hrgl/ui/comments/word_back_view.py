"""Comments, Word files, bring back: drop files, see what becomes of each, bring in all at once."""

import time
from collections.abc import Sequence

import streamlit as st

from hrgl.encouragements.round_trip import looking_through, returning
from hrgl.encouragements.round_trip.arriving import FileBack
from hrgl.encouragements.round_trip.looking_through import LookedInto
from hrgl.errors import HrglError, NotNow
from hrgl.ui.comments import word_basket, word_preview
from hrgl.ui.comments.word_basket import MOST_FILES_BACK, ComingBack
from hrgl.ui.shell.aside import ready
from hrgl.ui.shell.page import ask, forget, form, plain, viewer
from hrgl.ui.shell.presses import bind, button, found

WAITING_SHOWN_AFTER = 1.5  # seconds that a page waits before it shows that it waits
_TAKEN = (
    "The Word files as they came back (.docx), up to 20 at once. Nothing is stored before you have "
    "seen what is in them."
)


def draw_bringing_back() -> None:
    """The place for files, and below it what would become of them."""
    if not _take_dropped():
        return
    waiting = list(word_basket.word_basket().values())
    if not waiting:
        st.caption(_TAKEN)
    elif not _read(waiting):
        _reading()
    else:
        _show(waiting)


def _take_dropped() -> bool:
    dropped = st.file_uploader(
        "Drop the Word files that came back",
        accept_multiple_files=True,
        key=f"{form('word_files')}-files",
    )
    together = len(dropped) + len(word_basket.word_basket())
    if together > MOST_FILES_BACK:
        st.error(
            f"These are {together} files, at most {MOST_FILES_BACK} are looked through at "
            "once. Bring in those that are here, then drop the others.",
            icon=":material/error:",
        )
        return False
    if dropped:
        word_basket.take_word_files(dropped)
        forget("word_files")
        st.rerun()
    return True


def _read(waiting: Sequence[ComingBack]) -> bool:
    """Whether all files are read, or become so in a moment."""
    until = time.monotonic() + WAITING_SHOWN_AFTER
    for _ in range(2):  # first which draft each is of, then what it holds
        if not ready((held.job for held in waiting if not held.refusal), until):
            return False
        for held in waiting:
            held.go_on()
    return all(held.done for held in waiting)


@st.fragment(run_every=1.0)
def _reading() -> None:
    """How far the reading has come; the page goes on by itself, and may be left meanwhile."""
    waiting = list(word_basket.word_basket().values())
    for held in waiting:
        held.go_on()
    done = sum(held.done for held in waiting)
    if done == len(waiting):
        st.rerun()
    st.progress(done / len(waiting), f"Read {done} of {_count(len(waiting), 'file')} …")
    for held in waiting:
        if not held.done:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"{held.name} is being read")
                _take_away(held)


def _take_away(held: ComingBack) -> None:
    st.button(
        f"Take {plain(held.name)} away",
        key=f"word-{held.id}-away",
        on_click=word_basket.let_go_of,
        args=(held.id,),
        type="tertiary",
        icon=":material/close:",
    )


def _show(waiting: Sequence[ComingBack]) -> None:
    good: list[LookedInto] = []
    for held in waiting:
        looked, refusal = _looked(held, [each.file for each in good])
        with st.container(border=True, key=f"word-{held.id}"):
            if looked is None:
                st.error(plain(refusal), icon=":material/error:")
            else:
                word_preview.draw_preview_of(looked, alone=len(waiting) == 1)
                good.append(looked)
            _take_away(held)
    if good:
        _bring_in(good)


def _looked(held: ComingBack, earlier: Sequence[FileBack]) -> tuple[LookedInto | None, str]:
    """What would become of a file after the earlier ones, or why it cannot be brought in."""
    file = held.file()
    if file is None:
        return None, held.refusal
    try:
        here = viewer().edition_id
        looked = ask(looking_through.look_through, edition_id=here, file=file, earlier=earlier)
        return looked, ""
    except HrglError as error:
        return None, str(error)


def _bring_in(looked: Sequence[LookedInto]) -> None:
    """The one button; it says what will be done."""
    told = [
        _count(sum(each.amendments for each in looked), "amendment"),
        _count(sum(each.margin for each in looked), "note"),
    ]
    new = [each for each in told if not each.startswith("0 ")]
    what = plain(" and ".join(new or [_count(len(looked), "file")]))
    digests = tuple(each.file.sha256 for each in looked)
    button(
        f"Bring in {what}",
        bind(
            f"Brought in: {what}.",
            returning.bring_all_back,
            files=found(f"files {' '.join(digests)}", lambda: _files(digests)),
        ),
        name="bring_all_back",
        type="primary",
        icon=":material/input:",
        then=lambda _: word_basket.empty_word_basket(),
    )


def _files(digests: tuple[str, ...]) -> list[FileBack]:
    """The files that were shown, as long as they all lie there."""
    read = (held.file() for held in word_basket.word_basket().values())
    there = {file.sha256: file for file in read if file is not None}
    files = [there[digest] for digest in digests if digest in there]
    if len(files) != len(digests):
        raise NotNow("One of these files was taken away. Look again, then bring in the others.")
    return files


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
