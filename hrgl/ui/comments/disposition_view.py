"""Comments, disposition: every comment and what became of it, on the screen and as files."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from hrgl.core.enums import CommentKind
from hrgl.encouragements.commenting.comments import COMMENT_KINDS, Commented
from hrgl.encouragements.commenting.disposition_of_comments import (
    comment_sums,
    disposition_of_comments,
    disposition_word,
)
from hrgl.formats.writers.document import DEMONSTRATION
from hrgl.formats.writers.workbook import TABLE_MEDIA_TYPES, write_table
from hrgl.formats.writers.writing import MEDIA_TYPES
from hrgl.ui.parts import pieces
from hrgl.ui.parts.statement_tables import that_hold_something
from hrgl.ui.shell.page import plain, viewer


def draw_disposition(found: Sequence[Commented]) -> None:
    """Which kinds, the sums, the files, and the table; the files hold what is shown."""
    found = _of_kinds(found)
    sums = {state: count for state, count in comment_sums(found).items() if count}
    told = ", ".join(f"{count} {state}" for state, count in sums.items())
    number = sum(sums.values())
    st.markdown(f"**{number} comment{'' if number == 1 else 's'}**: {plain(told)}.")
    _offer(found)
    table = disposition_of_comments(found)
    cells = [[str(row[at]) for row in table.rows] for at in range(len(table.header))]
    columns = that_hold_something(dict(zip(table.header, cells, strict=True)))
    pieces.words_table({name: [str(cell) for cell in column] for name, column in columns.items()})


def _of_kinds(found: Sequence[Commented]) -> list[Commented]:
    """What was said in the kinds that are chosen; with none chosen, everything."""
    there = [kind for kind in CommentKind if any(kind in each.kinds for each in found)]
    chosen = (
        st.pills(
            "Only",
            there,
            format_func=COMMENT_KINDS.__getitem__,
            selection_mode="multi",
            key="kinds_shown",
        )
        if len(there) > 1
        else []
    )
    wanted = chosen or list(CommentKind)
    kept = (
        replace(each, comments=tuple(said for said in each.comments if said.kind in wanted))
        for each in found
    )
    return [each for each in kept if each.comments]


def _offer(found: Sequence[Commented]) -> None:
    edition = viewer().edition
    notice = DEMONSTRATION if edition.demonstration else ""
    made = {
        ending: (partial(write_table, disposition_of_comments(found), ending, notice), mime)
        for ending, mime in TABLE_MEDIA_TYPES.items()
    }
    made["docx"] = (partial(disposition_word, found, edition, notice), MEDIA_TYPES["docx"])
    with st.container(horizontal=True, key="take_comments_home"):
        for ending, (write, mime) in made.items():
            st.download_button(
                pieces.label(f"Disposition of comments ({ending.upper()})"),
                write,
                f"comments-{edition.code}.{ending}",
                mime=mime,
                on_click="ignore",
                key=f"comments-{ending}",
                icon=":material/download:",
            )
