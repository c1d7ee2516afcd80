"""Memory across editions: what a proposal starts from, and what would come of it, as a dry run."""

import streamlit as st

from hrgl.core import jobs
from hrgl.core.models import Job
from hrgl.themes.proposals import memory
from hrgl.themes.proposals.memory import DryRun
from hrgl.ui.parts import pieces
from hrgl.ui.shell import choices
from hrgl.ui.shell.page import ask, plain, recall, viewer
from hrgl.ui.shell.presses import BoundAct, bind

_ALONE = "the statements alone"


def choose_start() -> str | None:
    """Let people choose an earlier edition to start from; its code, or none.

    Nothing is drawn where there is no edition to choose.
    """
    offered = ask(memory.editions_to_start_from, member_id=viewer().member_id)
    if not offered:
        return None
    named = {f"the themes of edition {each.code}": each.code for each in offered}
    chosen = st.selectbox(
        "Start from",
        [_ALONE, *named],
        key="start_from",
        width=300,
        help="An earlier edition in which you have a part. Its themes are filled with what was "
        "said now, as far as it fits them; the rest makes new ones. Nothing but their titles is "
        "taken over from there.",
    )
    choices.note("start_from", chosen)
    return named.get(chosen)


def asking_from(earlier: str | None, themes: int | None, message: str) -> BoundAct[Job]:
    """The act that asks for a proposal, from the themes of an earlier edition if one is given."""
    if earlier is None:
        return bind(message, jobs.ask_for_proposal, themes=themes)
    return bind(message, memory.start_from, earlier=earlier, themes=themes)


def show_dry_run() -> None:
    """What would come of each theme of an earlier edition, if the latest proposal starts from it.

    Nothing of it has happened until the proposal is taken over.
    """
    found = recall(memory.dry_run, edition_id=viewer().edition_id)
    if found is None:
        return
    st.markdown(plain(_in_all(found)))
    with st.expander("Dry run: theme by theme", expanded=True, key="dry_run"):
        pieces.words_table(_table(found))


def _in_all(found: DryRun) -> str:
    fills, empty, yours = len(found.fills), len(found.empty), len(found.yours)
    told = [
        f"{_many(fills, 'theme')} of edition {found.code} would fill",
        f"{empty} would stay empty",
        f"{yours} {'is' if yours == 1 else 'are'} yours already" if yours else "",
    ]
    none, new = found.near_none, len(found.new)
    rest = [
        f"{_many(none, 'statement')} {'is' if none == 1 else 'are'} near none of them",
        f"{_many(new, 'new theme')} would be made of these" if new else "",
        f"{found.waiting} would stay in no theme" if found.waiting else "",
    ]
    return f"{', '.join(filter(None, told))}. {', '.join(filter(None, rest))}."


def _table(found: DryRun) -> dict[str, list[str]]:
    rows = [
        *((each.name, f"fills: {_many(each.statements, 'statement')}") for each in found.fills),
        *((name, "is a theme of yours already") for name in found.yours),
        *((name, "stays empty") for name in found.empty),
        *((each.name, f"new: {_many(each.statements, 'statement')}") for each in found.new),
    ]
    if found.waiting:
        rows.append(("In no theme", f"{_many(found.waiting, 'statement')} near none of these"))
    return {
        "Theme": [name for name, _ in rows],
        "What would come of it": [what for _, what in rows],
    }


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
