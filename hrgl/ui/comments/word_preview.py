"""What would become of a Word file that came back, encouragement by encouragement."""

from collections.abc import Iterable, Iterator, Sequence

import streamlit as st

from hrgl.core.enums import WordingField
from hrgl.encouragements.round_trip.looking_through import (
    ChangeFound,
    CommentFound,
    LookedInto,
    PartFound,
)
from hrgl.ui.parts import pieces
from hrgl.ui.parts.moments import as_dated
from hrgl.ui.shell.difference import ChangedLine, show_lines
from hrgl.ui.shell.page import plain

_OPEN_UP_TO = 12  # changes and comments of one file that are shown without a click
_THERE = "is there already"
_UNTRACKED = "changed without tracking, author unknown"


def draw_preview_of(looked: LookedInto, *, alone: bool) -> None:
    """What a file holds: its sums, then what is changed and commented where."""
    st.markdown(f"**{plain(looked.file.name)}** · Word file {looked.number}")
    st.markdown(plain(" · ".join(_sums(looked))))
    few = alone and len(looked.changes) + len(looked.comments) <= _OPEN_UP_TO
    for part in looked.parts:
        _part(part, expanded=few)
    changes, comments = looked.nowhere
    if changes or comments:
        _nowhere(changes, comments)


def _sums(looked: LookedInto) -> Iterator[str]:
    changes, comments = looked.nowhere
    yield _count(looked.amendments, "amendment")
    said = sum(1 + len(each.replies) for each in looked.comments)
    if said:
        yield _count(said, "comment")
    if looked.untracked:
        yield f"{_count(looked.untracked, 'change')} without tracking"
    if looked.there:
        yield f"{looked.there} that came with an earlier file already"
    if changes or comments:
        yield f"{len(changes) + len(comments)} without a place"
    if looked.authors:
        shown = ", ".join(looked.authors[:6])
        more = len(looked.authors) - 6
        yield f"by {shown}{f' and {more} more' if more > 0 else ''}"


def _part(part: PartFound, *, expanded: bool) -> None:
    place = f"{part.place} " if part.place else ""
    told = [
        _count(len(part.changes), "change") if part.changes else "",
        _count(len(part.comments), "comment") if part.comments else "",
    ]
    what = plain(", ".join(filter(None, told)))
    label = f"{place}“{pieces.label(part.heading, 60)}” – {what}"
    with st.expander(label, expanded=expanded):
        if part.now != part.wording:
            st.warning(plain(_reworded(part)), icon=":material/update:")
        if part.changes:
            show_lines([_change(each) for each in part.changes], name="Changes")
        if part.comments:
            show_lines(list(_comments(part.comments)), name="Comments")


def _reworded(part: PartFound) -> str:
    standing = sum(each.stands for each in part.changes)
    told = (
        f"It was worded anew since this file went out: wording {part.wording} went out, and it is "
        f"at wording {part.now} now."
    )
    if not part.changes:
        return told
    return f"{told} {standing} of {_count(len(part.changes), 'change')} still find their words."


def _nowhere(changes: Sequence[ChangeFound], comments: Sequence[CommentFound]) -> None:
    label = f"Without a place: {len(changes) + len(comments)}"
    with st.expander(label, expanded=True, icon=":material/wrong_location:"):
        st.caption("They are kept, and wait in the list below until you choose their place.")
        lines = [_change(each) for each in changes]
        show_lines([*lines, *_comments(comments)], name="Without a place")


def _change(each: ChangeFound) -> ChangedLine:
    told = [
        each.author or "somebody" if each.tracked else _UNTRACKED,
        as_dated(each.dated),
        WORDING_PARTS[each.field] if each.field and not each.why else "",
        "changes the change before it" if each.to_another else "",
        "" if each.why or each.stands else "the words have changed since",
        _THERE if each.there else "",
        each.why,
    ]
    return ChangedLine(
        " · ".join(filter(None, told)),
        each.lead,
        each.before,
        each.after,
        each.trail,
        inner=each.to_another,
    )


def _comments(comments: Iterable[CommentFound]) -> Iterator[ChangedLine]:
    for each in comments:
        why = _THERE if each.there else each.why
        yield comment_line(each.author, each.dated, each.quote, each.text, why)
        for reply in each.replies:
            why = _THERE if reply.there else ""
            yield comment_line(reply.author, reply.dated, "", reply.text, why, inner=True)


def comment_line(
    author: str, dated: str, quote: str, text: str, why: str, *, inner: bool = False
) -> ChangedLine:
    """A comment as a line: who said it of which words, and what."""
    about = f"on “{shortened(quote, 90)}”" if quote else ""
    over = " · ".join(filter(None, [author or "somebody", as_dated(dated), about, why]))
    return ChangedLine(over, lead=text, inner=inner)


def shortened(text: str, most: int) -> str:
    """The beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


WORDING_PARTS = {
    WordingField.HEADING: "heading",
    WordingField.EXPLANATION: "explanation",
    WordingField.EXAMPLES: "examples",
}


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
