"""The basket: files that were dropped and not yet brought in, read aside while they lie there."""

from collections.abc import Iterable
from functools import partial
from uuid import uuid4

import streamlit as st

from hrgl.notes.imports import reading_apart
from hrgl.ui.notes.import_held import Dropped, Held
from hrgl.ui.shell import uploads
from hrgl.ui.shell.undisturbed import undisturbed

_BASKET, _OWNER = "import-basket", "import-owner"


def basket() -> dict[str, Held]:
    """The files this person has dropped and not yet brought in, by their ids."""
    found: dict[str, Held] = st.session_state.setdefault(_BASKET, {})
    return found


def take_files(dropped: Iterable[Dropped]) -> None:
    """Have files read; the page may be left meanwhile, for they no longer hang on the uploader."""
    owner = st.session_state.setdefault(_OWNER, uuid4().hex)
    for file in dropped:
        if file.file_id not in basket():
            let_go = partial(uploads.let_go, *uploads.upload_place(), file.file_id)
            job = reading_apart.have_opened(owner, file.name, file.getvalue(), afterwards=let_go)
            basket()[file.file_id] = Held(file.file_id, file.name, job)


@undisturbed()
def take_away(file_id: str) -> None:
    """Let go of a file; if it is still being read, that stops."""
    held = basket().pop(file_id, None)
    for job in held.jobs if held else ():
        job.stop()


def empty_basket() -> None:
    """Let go of all files."""
    for file_id in list(basket()):
        take_away(file_id)
    st.session_state.pop(_BASKET, None)


def files_under_way() -> list[Held]:
    """The files with which something is still being done."""
    return [held for held in basket().values() if not all(job.done for job in held.jobs)]


def files_owner() -> str:
    """In whose name files of this person are read aside."""
    return str(st.session_state[_OWNER])
