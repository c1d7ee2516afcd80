"""Two texts side by side, with what only one of them has marked."""

from html import escape

import streamlit as st

from hrgl.synthesis.cutting.stretches import stretches

# Read aloud, but not drawn: not everybody sees a line through or under a word.
_ALOUD = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"


def marked(theirs: str, mine: str, titles: tuple[str, str] = ("here", "yours")) -> tuple[str, str]:
    """Two texts as HTML: what only the first has as <del>, what only the second has as <ins>.

    The one place where people's words become HTML: every piece of them is escaped.
    """
    left, right = [], []
    for same, before, after in stretches(theirs, mine):
        left.append(escape(before) if same else _mark("del", f"only {titles[0]}:", escape(before)))
        right.append(escape(after) if same else _mark("ins", f"only {titles[1]}:", escape(after)))
    return "".join(left), "".join(right)


def _mark(tag: str, aloud: str, html: str) -> str:
    return f'<{tag}><span style="{_ALOUD}"> {aloud} </span>{html}</{tag}>' if html else ""


def show_side_by_side(
    name: str, left: str, right: str, titles: tuple[str, str] = ("as it stands now", "yours")
) -> None:
    """Two texts side by side, what only one of them has marked."""
    columns = st.columns(2)
    for column, title, html in zip(columns, titles, marked(left, right, titles), strict=True):
        with column:
            st.markdown(f"**{name}**, {title}")
            st.html(f'<div style="white-space:pre-wrap">{html}</div>')
