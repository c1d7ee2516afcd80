"""Two texts side by side, with what only one of them has marked."""

import re
from html import escape

import streamlit as st

from hrgl.synthesis.cutting.matching import opcodes

_WORDS = re.compile(r"\w+|\s+|[^\w\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_WORDS = 5000
# Read aloud, but not drawn: not everybody sees a line through or under a word.
_ALOUD = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"


def marked(theirs: str, mine: str, titles: tuple[str, str] = ("here", "yours")) -> tuple[str, str]:
    """Two texts as HTML: what only the first has as <del>, what only the second has as <ins>.

    The one place where people's words become HTML: every piece of them is escaped.
    """
    parts = _WORDS if len(theirs) + len(mine) < _MOST_WORDS * 6 else _LINES
    left, right = [], []
    for same, before, after in _stretches(parts.findall(theirs), parts.findall(mine)):
        left.append(escape(before) if same else _mark("del", f"only {titles[0]}:", escape(before)))
        right.append(escape(after) if same else _mark("ins", f"only {titles[1]}:", escape(after)))
    return "".join(left), "".join(right)


def _stretches(a: list[str], b: list[str]) -> list[tuple[bool, str, str]]:
    """What two texts have in common and what not, in turn; a space does not part two changes."""
    found: list[tuple[bool, str, str]] = []
    for tag, a0, a1, b0, b1 in opcodes(a, b):
        before, after = "".join(a[a0:a1]), "".join(b[b0:b1])
        same = tag == "equal" and not (found and before.isspace())
        if found and found[-1][0] == same:
            _, first, second = found.pop()
            before, after = first + before, second + after
        found.append((same, before, after))
    return found


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
