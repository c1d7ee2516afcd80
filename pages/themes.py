"""Themes: look through what belongs together, move, merge, name; take over proposals."""

import streamlit as st

from hrgl import board, jobs, proposals, themes
from hrgl.roles import Permission
from hrgl.ui import pieces, points_view, tags_view
from hrgl.ui.difference import State, editing
from hrgl.ui.shell import ask, do, done, forget, form, look_anew, may, page_for, plain, recall
from hrgl.words import JobState, Role

who = page_for(Role.FACILITATOR, Role.ORGANISER)
now = recall(board.board, edition_id=who.edition_id)
st.title("Themes")

QUEUE, OUT = "queue", "out"
_DOUBTFUL = 12  # statements in doubt that are shown of a group
names = {theme.id: theme.name for theme in now.themes}


def rail_label(option: int | str) -> str:
    if option == QUEUE:
        return f"In no theme yet · {len(now.queue)}"
    if option == OUT:
        return f"Left out · {len(now.left_out)}"
    theme = now.theme(int(option))
    star = " ★" if theme.reviewed else ""
    return f"{pieces.label(theme.name)} · {len(theme.statements)}{star}".replace(" · ", "\u00a0· ")


def action_bar(picked: list, theme_id: int | None) -> None:
    """What can be done with the statements that are picked."""
    ids = [statement.id for statement in picked]
    st.markdown(f"**{len(ids)} picked**" if ids else "Pick statements in the table to move them.")
    if not ids:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="actions"):
        others = [each for each in names if each != theme_id]
        target = st.selectbox(
            "Move to",
            others,
            format_func=names.get,
            index=None,
            key=f"{form('page')}-move_to",
            width=260,
        )
        if st.button("Move", type="primary", disabled=target is None, key="move"):
            done(f"Moved to {names[target]}.", themes.move, statement_ids=ids, theme_id=target)
        with st.popover("New theme …"):
            name = st.text_input("Name of the new theme", key=f"{form('page')}-new_name")
            if st.button("Begin the theme", key="create"):
                done("Theme begun.", themes.create, name=name, statement_ids=ids)
        with st.popover("Set aside …"):
            because = st.text_input("Because …", key=f"{form('page')}-set_aside_because")
            if st.button("Set aside", key="set_aside"):
                done("Set aside.", themes.set_aside, statement_ids=ids, because=because)
        if theme_id is not None and st.button("Back to the queue", key="to_queue"):
            done("Back in the queue.", themes.move, statement_ids=ids, theme_id=None)
        if len(ids) == 2 and st.button("They say the same", key="same"):
            done("Counted as one.", themes.same_as, statement_id=ids[1], of_id=ids[0])


def head(theme: board.ThemeRow) -> None:
    """A theme's name, who is behind it, and what can be done with it as a whole."""
    now = State(theme.version, {"name": theme.name, "description": theme.description})
    edit = editing("theme", theme.id, now)
    version = edit.version
    st.header(plain(theme.name))
    if theme.description:
        pieces.words(theme.description)
    used = f" · used in {', '.join(theme.encouragements)}" if theme.encouragements else ""
    st.caption(f"{theme.heard}{used}")
    tags_view.of_theme(theme.id)
    with st.container(horizontal=True, key="theme_acts"):
        with st.popover("Rename …"):
            name = st.text_input("Name", value=theme.name, key=edit.key("name"))
            about = st.text_area(
                "What it is about", value=theme.description, key=edit.key("description")
            )
            if st.button("Save the name", key="rename"):
                renamed = do(
                    "Renamed.", themes.rename, theme_id=theme.id, name=name, description=about,
                    seen_version=version,
                )  # fmt: skip
                if renamed is None:
                    look_anew()
                else:
                    forget(edit.subject)
                    st.rerun()
        with st.popover("Merge …"):
            others = [each for each in names if each != theme.id]
            into = st.selectbox(
                "Put all its statements into", others, format_func=names.get, index=None,
                key=f"{form('page')}-merge_into",
            )  # fmt: skip
            if st.button("Merge", disabled=into is None, key="merge"):
                done(
                    f"Merged into {names[into]}.", themes.merge, theme_id=theme.id, into_id=into,
                    seen_version=version,
                )  # fmt: skip
        with st.popover("Dissolve …"):
            st.text(f"Its {len(theme.statements)} statements go back to the queue.")
            if st.button("Dissolve the theme", key="dissolve"):
                done("Dissolved.", themes.dissolve, theme_id=theme.id, seen_version=version)
        tags_view.choose(theme.id)
        label = "Not looked through yet" if theme.reviewed else "Looked through ★"
        if st.button(label, key="reviewed"):
            done(
                "Noted.", themes.mark_reviewed, theme_id=theme.id, reviewed=not theme.reviewed,
                seen_version=version,
            )  # fmt: skip
    if theme.typical:
        with st.expander("Typical statements", expanded=True):
            for statement in theme.typical:
                pieces.words(f"{statement.short}  {statement.text}")
    points_view.of_theme(theme.id)


@st.fragment(run_every="2s")
def progress() -> None:
    """The work under way; when it ends the page shows its result."""
    job = ask(jobs.latest, edition_id=who.edition_id, kind=jobs.PROPOSE)
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
        if st.button("Stop", key="stop_proposal"):
            done("Stopped. What it had done so far was thrown away.", jobs.stop, job_id=job.id)
        if jobs.lost(job) and st.button("Start again", key="start_again"):
            number = job.parameters.get("themes")
            done("Started again.", jobs.ask_for_proposal, themes=number)


def doubt(theme: proposals.ProposedTheme) -> None:
    """How sure the machine is of a group, and which statements could as well stand elsewhere."""
    if theme.stability is not None:
        st.caption(
            f"Grouped again with a fifth of all statements left out, two of these stay together "
            f"in {theme.stability:.0%} of the tries."
        )
    if theme.torn:
        label = "1 statement" if len(theme.torn) == 1 else f"{len(theme.torn)} statements"
        with st.expander(f"{label} could as well stand elsewhere"):
            for statement, other in theme.torn[:_DOUBTFUL]:
                pieces.words(f"{statement.short}  {statement.text}")
                st.caption(f"or in “{pieces.label(other)}”")
            if len(theme.torn) > _DOUBTFUL:
                st.caption(f"… and {len(theme.torn) - _DOUBTFUL} more")


def how_far_people_agree(found: proposals.Proposal) -> None:
    """What became of the proposal so far, in figures."""
    kept = found.kept
    if kept is not None:
        pairs = kept.pairs
        st.caption(
            f"Of {kept.statements} statements that stand in a theme, people put "
            f"{kept.elsewhere} elsewhere than this proposal. On which belong together they agree "
            f"with it by {pairs.value:.0%} (between {pairs.low:.0%} and {pairs.high:.0%})."
        )


def proposal_view() -> None:
    """The machine's proposal as differences to what people decided."""
    job = ask(jobs.latest, edition_id=who.edition_id, kind=jobs.PROPOSE)
    busy = job is not None and job.state in jobs.UNDER_WAY
    ended_early = job is not None and job.state in {JobState.FAILED, JobState.STOPPED}
    if busy:
        progress()
    elif ended_early:
        st.warning(plain(job.message))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.number_input(
            "How many themes", 2, 60, max(who.edition.places or 12, 2), key="wanted", width=160
        )
        free = st.checkbox("As many as seem sensible", key="free")
        label = "Start again" if ended_early else "Propose themes"
        if may(Permission.PROPOSE) and not busy and st.button(label, key="propose"):
            number = None if free else int(wanted)
            done("Proposal asked for.", jobs.ask_for_proposal, themes=number)
    found = recall(proposals.latest, edition_id=who.edition_id)
    if found is None:
        st.info(
            "A proposal groups all statements by what they say. It changes nothing by itself: "
            "you take over what you like."
        )
        return
    if found.out_of_date:
        st.caption("Statements came or went since this proposal was made; it shows those it knew.")
    how_far_people_agree(found)
    chosen = []
    for theme in found.themes:
        what = f"adds to “{plain(theme.into.name)}”" if theme.into else "new theme"
        if theme.changes_nothing:
            what = "nothing to take over"
        with st.container(border=True):
            title = f"**{pieces.label(theme.title)}** · {len(theme.statements)} statements · {what}"
            if st.checkbox(title, key=f"take-{found.clustering_id}-{theme.number}"):
                chosen.append(theme.number)
            stay = f", {len(theme.staying)} stay where a person put them" if theme.staying else ""
            st.caption(f"{len(theme.joining)} join, {len(theme.moving)} move{stay}")
            for statement in theme.typical:
                pieces.words(f"{statement.short}  {statement.text}")
            doubt(theme)
    with st.container(horizontal=True, key="adopt_bar"):
        if st.button("Take over the picked ones", disabled=not chosen, key="adopt_some"):
            done("Taken over.", proposals.adopt, clustering_id=found.clustering_id, numbers=chosen)
        if st.button("Take over all", type="primary", key="adopt_all"):
            done("Taken over.", proposals.adopt, clustering_id=found.clustering_id)
    if found.queue:
        st.caption(f"{len(found.queue)} statements fit nowhere and stay in the queue.")


board_tab, proposal_tab = st.tabs(["Themes", "Proposal"], key="themes_view", on_change="rerun")
if proposal_tab.open:
    with proposal_tab:
        proposal_view()
with board_tab:
    left, main = st.columns([3, 8], gap="medium")
    with left:
        options = [QUEUE, *names, OUT] if now.queue else [*names, QUEUE, OUT]
        pieces.stay("rail", options)
        chosen = st.radio("Theme", options, format_func=rail_label, key="rail")
        with st.popover("Begin an empty theme …"):
            name = st.text_input("Name", key=f"{form('page')}-empty_name")
            if st.button("Begin", key="create_empty"):
                done("Theme begun.", themes.create, name=name)
    with main:
        if chosen == OUT:
            st.header("Left out")
            for row in now.left_out[:200]:
                pieces.words(f"{row.short}  {row.disposition}: {row.because}", quiet=True)
                pieces.words(row.text)
            back = [row for row in now.left_out if row.disposition != "withdrawn"]
            picked = pieces.statement_table(back, key="left_out") if back else []
            if picked and st.button("Bring back", type="primary", key="bring_back"):
                done("Back in the queue.", themes.bring_back, statement_ids=[s.id for s in picked])
        else:
            theme = None if chosen == QUEUE else now.theme(chosen)
            if theme is not None:
                head(theme)
            else:
                st.header("In no theme yet")
            rows = theme.statements if theme else now.queue
            wanted = st.text_input("Show only statements with these words", key="filter")
            rows = [row for row in rows if wanted.casefold() in row.text.casefold()]
            if rows:
                picked = pieces.statement_table(rows, key=f"rows-{chosen}")
                action_bar(picked, theme.id if theme else None)
            else:
                st.info(
                    "Nothing here. Every statement stands in a theme."
                    if not theme
                    else "No statement stands here yet."
                )
