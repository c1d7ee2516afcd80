"""Two texts side by side, with what only one of them has marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


def _mark(tag: str, aloud: str, html: str, look: str = "") -> str:
    if not html:
        return ""
    opening = f'{tag} style="{look}"' if look else tag
    return f'<{opening}><span style="{_ALOUD}"> {aloud} </span>{html}</{tag}>'


@dataclass(frozen=True)
class ChangedLine:
    """A line of a list: what stands small over it, then words that stay, go, come and stay."""

    over: str
    lead: str = ""
    gone: str = ""
    new: str = ""
    trail: str = ""
    inner: bool = False  # it belongs to the line before


def show_lines(lines: Sequence[ChangedLine], *, name: str) -> None:
    """Many short texts under one another, what goes and what comes marked in each."""
    st.html(f'<ul aria-label="{escape(name)}" style="{_LIST}">{"".join(_items(lines))}</ul>')


def _items(lines: Iterable[ChangedLine]) -> Iterable[str]:
    for line in lines:
        edge = _INNER if line.inner else _EDGE
        words = escape(line.lead) + _mark("del", "taken out:", escape(line.gone), _GOES)
        words += _mark("ins", "put in:", escape(line.new), _COMES) + escape(line.trail)
        over = f'<div style="{_OVER}">{escape(line.over)}</div>'
        yield f'<li style="{edge}">{over}<div style="{_WORDS}">{words}</div></li>'


_LIST = "list-style:none;margin:0;padding:0"
_RULE = "border-left:3px solid color-mix(in srgb,currentColor 18%,transparent)"
_EDGE = f"margin:0 0 .6rem;padding:0 0 0 .7rem;{_RULE}"
_INNER = f"{_EDGE};margin-left:1.4rem"
_GOES = "background:color-mix(in srgb,#C8553D 16%,transparent)"
_COMES = "background:color-mix(in srgb,#2F7D4F 18%,transparent)"
_OVER = "font-size:.8rem;opacity:.85"
_WORDS = "white-space:pre-wrap;overflow-wrap:anywhere"


def show_side_by_side(
    name: str, left: str, right: str, titles: tuple[str, str] = ("as it stands now", "yours")
) -> None:
    """Two texts side by side, what only one of them has marked."""
    columns = st.columns(2)
    for column, title, html in zip(columns, titles, marked(left, right, titles), strict=True):
        with column:
            st.markdown(f"**{name}**, {title}")
            st.html(f'<div style="white-space:pre-wrap">{html}</div>')
