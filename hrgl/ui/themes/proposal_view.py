"""The machine's proposal of themes, as differences to what people decided."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from hrgl.core import jobs
from hrgl.core.enums import JobState
from hrgl.core.permissions import Permission
from hrgl.themes.proposals import proposals
from hrgl.themes.proposals.comparison import OtherNumber, Proposal, ProposedTheme
from hrgl.ui.parts import pieces
from hrgl.ui.shell import choices
from hrgl.ui.shell.page import ask, may, plain, recall, viewer
from hrgl.ui.shell.presses import bind, button
from hrgl.ui.shell.presses import found as at_press

_DOUBTFUL = 12  # statements in doubt that are shown of a group
_ASKED = (2, 60)  # the least and the greatest number of themes to ask for


def show_proposal() -> None:
    """Ask for a proposal, see how it comes on, compare it, and take over what one likes."""
    who = viewer()
    busy = _asking()
    found = recall(proposals.latest_proposal, edition_id=who.edition_id)
    if found is None:
        st.info(
            "A proposal groups all statements by what they say. It changes nothing by itself: "
            "you take over what you like."
        )
        return
    if found.out_of_date:
        st.caption("Statements came or went since this proposal was made; it shows those it knew.")
    _fewer_than_asked(found)
    _how_far_people_agree(found)
    _other_numbers(found, busy)
    chosen = [theme for theme in found.themes if _theme(found, theme)]
    new = [theme for theme in found.themes if not theme.changes_nothing]
    with st.container(horizontal=True, key=f"adopt_bar-{found.clustering_id}"):
        _take_over("Take over the picked ones", "adopt_some", found, chosen)
        _take_over("Take over all", "adopt_all", found, new, type="primary")
    if not new:
        st.caption("All of it stands as proposed: there is nothing to take over.")
    if found.queue:
        one = len(found.queue) == 1
        verb = "statement stays" if one else "statements stay"
        st.caption(f"{len(found.queue)} {verb} in the queue; why stands there beside each.")


def _take_over(
    label: str, name: str, found: Proposal, themes: Sequence[ProposedTheme], **look: Any
) -> None:
    button(
        label,
        bind(
            f"Taken over: {len(themes)} {'theme' if len(themes) == 1 else 'themes'}.",
            proposals.adopt_proposal,
            clustering_id=found.clustering_id,
            numbers=[theme.number for theme in themes],
            seen={theme.number: theme.token for theme in themes},
        ),
        name=name,
        disabled=not themes,
        **look,
    )


def _asking() -> bool:
    """The way to ask for a proposal, or how far one has come; whether one is being made."""
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
        if may(Permission.PROPOSE) and not busy:
            number = at_press("as many as wanted", _wanted)
            button(
                "Start again" if ended_early else "Propose themes",
                bind("Proposal asked for.", jobs.ask_for_proposal, themes=number),
                name="propose",
            )
    return busy


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
            again = bind(
                "Started again.", jobs.ask_for_proposal, themes=job.parameters.get("themes")
            )
            button("Start again", again, name="start_again", then=_draw_all)


def _draw_all(_: object) -> None:
    """What was pressed in a part of the page is shown on all of it."""
    st.rerun()


def _fewer_than_asked(found: Proposal) -> None:
    """Why there are fewer themes than were asked for."""
    if found.asked and len(found.themes) < found.asked:
        st.caption(
            f"You asked for {found.asked} themes. There are too few statements for that: a theme "
            f"needs two at least, so there are {len(found.themes)}."
        )


def _how_far_people_agree(found: Proposal) -> None:
    """What became of the proposal so far, in figures."""
    kept = found.kept
    if kept is not None:
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
    numbers = [str(other.number) for other in found.others]
    told = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} or {numbers[-1]}"
    with st.expander(f"It could also be {told} themes instead of {len(found.themes)}"):
        for other in found.others:
            _other_number(other, busy)
        st.caption(
            "Asked for another number, the machine compares everything anew: one or the other "
            "statement may come to stand elsewhere than said here."
        )


def _other_number(other: OtherNumber, busy: bool) -> None:
    lines = [f"**{other.number} themes**", ""]
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
            f"Propose {other.number} themes",
            bind("Proposal asked for.", jobs.ask_for_proposal, themes=other.number),
            name="propose_other",
        )


def _theme(found: Proposal, theme: ProposedTheme) -> bool:
    """One group of the proposal; whether it is picked."""
    what = "goes on with this theme" if theme.into else "new theme"
    if theme.changes_nothing:
        what = "nothing to take over"
    with st.container(border=True):
        title = f"**{pieces.label(theme.name)}** · {_count(len(theme.statements))} · {what}"
        key = f"take-{found.clustering_id}-{theme.number}"
        picked = st.checkbox(title, key=key, disabled=theme.changes_nothing)
        choices.note(key, picked)
        if theme.line is not None:
            pieces.people_words(theme.line.told)
        stay = f", {len(theme.staying)} stay where a person put them" if theme.staying else ""
        st.caption(f"{len(theme.joining)} join, {len(theme.moving)} move{stay}")
        _how_sure(theme)
        with st.expander("Typical statements", expanded=theme.line is None):
            for statement in theme.typical:
                pieces.people_words(f"{statement.short}  {statement.text}")
        _torn(theme)
    return picked and not theme.changes_nothing


def _how_sure(theme: ProposedTheme) -> None:
    """How well a group hangs together, what is close to it, and how sure the machine is of it."""
    sure = []
    if theme.cohesion is not None:
        sure.append(f"Hangs together {theme.hangs_together} ({theme.cohesion:.2f} of 1).")
    if theme.near is not None:
        other, how = theme.near
        sure.append(f"Close to “{pieces.label(other)}” ({how:.2f}).")
    if theme.stability is not None:
        sure.append(
            f"Grouped again with a fifth of all statements left out, two of these stay together "
            f"in {theme.stability:.0%} of the tries."
        )
    if sure:
        st.caption(" ".join(sure))


def _torn(theme: ProposedTheme) -> None:
    """Which statements could as well stand elsewhere."""
    if theme.torn:
        with st.expander(f"{_count(len(theme.torn))} could as well stand elsewhere"):
            for statement, other in theme.torn[:_DOUBTFUL]:
                pieces.people_words(f"{statement.short}  {statement.text}")
                st.caption(f"or in “{pieces.label(other)}”")
            if len(theme.torn) > _DOUBTFUL:
                st.caption(f"… and {len(theme.torn) - _DOUBTFUL} more")


def _count(number: int) -> str:
    return "1 statement" if number == 1 else f"{number} statements"
