"""One statement from its note to where it ended, drawn in that order."""

import streamlit as st

from hrgl.core.enums import Source, Stage
from hrgl.encouragements.tracing.endings import AS_WHAT
from hrgl.encouragements.tracing.stories import CitedStory, StatementStory, statement_story
from hrgl.notes.references import short
from hrgl.ui.parts import pieces
from hrgl.ui.parts.moments import day_and_time
from hrgl.ui.parts.statement_tables import KIND_NAMES
from hrgl.ui.shell.difference import show_side_by_side
from hrgl.ui.shell.page import plain, recall, viewer
from hrgl.ui.where.ways import way_to_encouragement, way_to_statement, way_to_theme

_SOURCES = {
    Source.TYPED: "typed",
    Source.PASTED: "pasted",
    Source.IMPORTED: "imported",
    Source.SENT: "sent by a participant",
}


def draw_story(statement_id: int) -> None:
    """Everything that is known of the way of a statement."""
    story = recall(statement_story, edition_id=viewer().edition_id, statement_id=statement_id)
    with st.container(key=f"story-{statement_id}"):
        st.header(story.statement.short)
        pieces.people_words(story.statement.text)
        pieces.people_words(_said(story), quiet=True)
        _former(story)
        _descent(story)
        st.subheader("Where it ended")
        pieces.people_words(story.ended)
        _ways(story)
        _words(story)
        _happened(story)


def _said(story: StatementStory) -> str:
    row = story.statement
    parts = [
        f"Room {row.workshop}{f', {story.room}' if story.room else ''}",
        f"{_SOURCES[story.source]} on {day_and_time(story.said_at)}",
        f"said by {row.who}" if row.who else "",
        f"{KIND_NAMES[row.kind]}" if row.kind else "",
    ]
    return " · ".join(part for part in parts if part)


def _former(story: StatementStory) -> None:
    for former in story.former:
        pieces.people_words(
            f"Until {day_and_time(former.until)}, when its note was edited, it read: "
            f"“{former.text}”",
            quiet=True,
        )


def _descent(story: StatementStory) -> None:
    """What it came from and became, and what counts as the same; each can be opened."""
    kin = {
        "It came from": story.descent.came_from,
        "It became": story.descent.became,
        "It also stands for": story.counted_with,
    }
    for at, (lead, references) in enumerate(kin.items()):
        if references:
            with st.container(horizontal=True, vertical_alignment="center"):
                pieces.people_words(lead)
                for each in references:
                    way_to_statement(short(each), name=f"kin{at}")
    row = story.statement
    if row.disposition == "same as":
        way_to_statement(short(row.because), name="same")


def _ways(story: StatementStory) -> None:
    """The ways to its theme and to its encouragements, or to those worded from its theme."""
    row = story.statement
    cited = {each.encouragement_id: each for each in story.cited if each.until is None}
    with st.container(horizontal=True):
        if row.theme_id is not None and row.theme is not None:
            way_to_theme(row.theme_id, row.theme, name="story")
        for key, each in cited.items():
            way_to_encouragement(key, each.named, each.stage, name="cited")
        if not cited:
            for key, named in story.worded:
                way_to_encouragement(key, named, Stage.DRAFT, name="worded")


def _words(story: StatementStory) -> None:
    """The words of each encouragement when it was cited, and as they are now."""
    for each in story.cited:
        st.subheader(plain(_headed(each)))
        pieces.people_words(_when(each), quiet=True)
        then, now = (
            "\n\n".join(filter(None, (text.heading, text.explanation, text.examples)))
            for text in (each.then, each.now)
        )
        if then == now:
            pieces.people_words(now)
            continue
        show_side_by_side(
            "The wording",
            then,
            now,
            (f"{each.then.number}, when it was cited", f"{each.now.number}, as it is now"),
        )


def _headed(each: CitedStory) -> str:
    verb = "Once cited" if each.until else "Cited"
    return f"{verb} as {AS_WHAT[each.support]} in {each.named}"


def _when(each: CitedStory) -> str:
    since = f"Since {day_and_time(each.since)}, at wording {each.then.number}"
    if each.until is None:
        same = each.then.number == each.now.number
        return (
            f"{since}, which stands." if same else f"{since}; now it is wording {each.now.number}."
        )
    why = f": {each.why_ended}" if each.why_ended else ""
    return f"{since}, until {day_and_time(each.until)}{why}."


def _happened(story: StatementStory) -> None:
    if not story.happened:
        st.caption("Nothing was decided about it so far.")
        return
    st.subheader("What happened to it")
    pieces.words_table(
        {
            "When": [day_and_time(each.at) for each in story.happened],
            "What": [each.what for each in story.happened],
        }
    )
