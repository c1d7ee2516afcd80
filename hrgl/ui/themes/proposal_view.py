"""The machine's proposal of themes: asked for here, shown as a difference by a part of its own."""

from pathlib import Path

import streamlit as st

from hrgl.core import audit, jobs
from hrgl.core.enums import JobState
from hrgl.core.permissions import Permission
from hrgl.themes.proposals import models, proposals
from hrgl.themes.proposals.comparison import OtherNumber, Proposal
from hrgl.ui.parts import pieces
from hrgl.ui.parts.scripts import joined
from hrgl.ui.shell.page import ask, may, plain, recall, sid, viewer
from hrgl.ui.shell.presses import bind, button
from hrgl.ui.shell.presses import found as at_press
from hrgl.ui.themes import memory_view
from hrgl.web.posts import SECRET, secret_of

_HERE = Path(__file__).parent / "proposal"
_MOUNT = st.components.v2.component(
    "hrgl_proposal",
    html=(_HERE / "proposal.html").read_text("utf-8"),
    css=(_HERE / "proposal.css").read_text("utf-8"),
    js=joined(_HERE / "proposal.js"),
)
_ASKED = (2, 60)  # the least and the greatest number of themes to ask for


def show_proposal() -> None:
    """Ask for a proposal, see how it comes on, look at what it would change, and take it over."""
    who = viewer()
    found = recall(proposals.latest_proposal, edition_id=who.edition_id)
    _asking(found)
    for sentence in recall(models.told_models, edition_id=who.edition_id):
        st.caption(plain(sentence))
    memory_view.show_dry_run()
    with st.container(key="proposal"):
        _MOUNT(
            key=f"proposal-{who.edition_id}",
            data={
                "edition": who.edition_id,
                "member": who.member_id,
                "header": SECRET,
                "secret": secret_of(sid()),
                "revision": recall(audit.revision, edition_id=who.edition_id),
            },
            on_done_change=lambda: None,
        )
    if found is not None:
        _how_far_people_agree(found)


def _asking(found: Proposal | None) -> None:
    """The way to ask for a proposal, or how far one has come."""
    who = viewer()
    job = ask(jobs.latest_job, edition_id=who.edition_id, kind=jobs.PROPOSE)
    busy = job is not None and job.state in jobs.UNDER_WAY
    ended_early = job is not None and job.state in {JobState.FAILED, JobState.STOPPED}
    if busy:
        _progress()
    elif job is not None and ended_early:
        st.warning(plain(job.message))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        usual = max(who.edition.places or 12, 2)
        st.number_input("How many themes", *_ASKED, usual, key="wanted", width=160)
        st.checkbox("As many as seem sensible", key="free")
        earlier = memory_view.choose_start() if may(Permission.PROPOSE) else None
        if may(Permission.PROPOSE) and not busy:
            number = at_press("as many as wanted", _wanted)
            button(
                "Start again" if ended_early else "Propose themes",
                memory_view.asking_from(earlier, number, "Proposal asked for."),
                name="propose",
            )
        if found is not None:
            _other_numbers(found, busy)


def _wanted() -> int | None:
    return None if st.session_state["free"] else int(st.session_state["wanted"])


@st.fragment(run_every="2s")
def _progress() -> None:
    """The work under way; when it ends the page shows its result."""
    job = ask(jobs.latest_job, edition_id=viewer().edition_id, kind=jobs.PROPOSE)
    if job is None or job.state not in jobs.UNDER_WAY:
        st.rerun()
    st.progress(job.progress, text=plain(job.message))
    if jobs.lost(job):
        st.warning(
            "Nothing has been heard of it for a minute. It starts again by itself as soon as it "
            "can; you may also start it again now, or stop it."
        )
    if not may(Permission.PROPOSE):
        return
    with st.container(horizontal=True):
        stop = bind("Stopped. What it had done so far was thrown away.", jobs.stop, job_id=job.id)
        button("Stop", stop, name="stop_proposal", then=_draw_all)
        if jobs.lost(job):
            given = job.parameters
            again = memory_view.asking_from(
                given.get("earlier"), given.get("themes"), "Started again."
            )
            button("Start again", again, name="start_again", then=_draw_all)


def _draw_all(_: object) -> None:
    """What was pressed in a part of the page is shown on all of it."""
    st.rerun()


def _how_far_people_agree(found: Proposal) -> None:
    """What became of the proposal so far, in figures."""
    kept = found.kept
    if kept is not None and kept.elsewhere:
        pairs = kept.pairs
        st.caption(
            f"Of {kept.statements} statements that stand in a theme, {kept.elsewhere} stand "
            "elsewhere than the machine, left to itself, would put them. On which belong together "
            f"you agree by {pairs.value:.0%} (between {pairs.low:.0%} and {pairs.high:.0%})."
        )


def _other_numbers(found: Proposal, busy: bool) -> None:
    """Which other numbers of themes would be sensible, and what they would change."""
    if not found.others:
        return
    made = len(found.themes)
    told = " or ".join(
        f"{'coarser' if other.number < made else 'finer'} ({_themes(other.number)})"
        for other in found.others
    )
    with st.popover(f"It could also be {told}"):
        for other in found.others:
            _other_number(other, made, busy)
        st.caption(
            "Asked for another number, the machine compares everything anew: one or the other "
            "statement may come to stand elsewhere than said here."
        )


def _themes(number: int) -> str:
    return "1 theme" if number == 1 else f"{number} themes"


def _other_number(other: OtherNumber, made: int, busy: bool) -> None:
    grain = "Coarser" if other.number < made else "Finer"
    lines = [f"**{grain}: {_themes(other.number)}**", ""]
    for titles in other.merges:
        together = " and ".join(f"“{pieces.label(title)}”" for title in titles)
        lines.append(f"- {together} would be one")
    for title, parts in other.splits:
        lines.append(f"- “{pieces.label(title)}” would fall into {len(parts)} parts")
        for part in parts:
            example = f", such as “{pieces.label(part.typical.text)}”" if part.typical else ""
            lines.append(f"    - {_count(part.statements)}{example}")
    st.markdown("\n".join(lines))
    if may(Permission.PROPOSE) and not busy:
        button(
            f"Propose {_themes(other.number)}",
            bind("Proposal asked for.", jobs.ask_for_proposal, themes=other.number),
            name="propose_other",
        )


def _count(number: int) -> str:
    return "1 statement" if number == 1 else f"{number} statements"
