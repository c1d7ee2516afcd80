"""Pictures where people would rather look; their colours come from the theme in both modes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from sqlmodel import Session

from hrgl.encouragements.tracing.flow import statement_flow
from hrgl.notes.statements import StatementView, from_all_statements
from hrgl.themes.board import board
from hrgl.themes.streams import Link, way

_COLOURS = {
    "room": "#7A6A55",
    "theme": "#0B5C6B",
    "queue": "#9AA5A8",
    "left": "#9AA5A8",
    "place": "#C8553D",
    "candidate": "#B98A5E",
    "aside": "#9AA5A8",
    "open": "#9AA5A8",
}
_COLUMN = dict.fromkeys(_COLOURS, 2) | {"room": 0, "theme": 1, "queue": 1, "left": 1}
_ACROSS = (0.001, 0.36, 0.999)
_COUNTED = "%{value:.0f} statements<extra></extra>"  # a number as plotly fills it in


@from_all_statements
def way_to_twelve(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> go.Figure:
    """The flow of statements: workshops → themes → places, and what is still open."""
    return _flow(way(board(session, edition_id=edition_id, rows=rows, read=False)))


@from_all_statements
def whole_flow(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> go.Figure:
    """The flow of all statements: rooms → themes, or left out → encouragements, or open."""
    links: Counter[tuple[str, str]] = Counter()
    for each in statement_flow(session, edition_id=edition_id, rows=rows).currents:
        through = f"{each.lane}:{each.through}"
        links[f"room:{each.room}", through] += each.statements
        if each.lane != "left":
            end = each.end.removeprefix("candidate ")
            links[through, f"{each.ends_in}:{end}"] += each.statements
    return _flow([Link(*way, count) for way, count in links.items()])


def _flow(links: Sequence[Link]) -> go.Figure:
    names = sorted({link.source for link in links} | {link.target for link in links}, key=_order)
    node, link = _nodes(names, links), _streams(names, links)
    figure = go.Figure(go.Sankey(arrangement="fixed", node=node, link=link))
    figure.update_layout(margin={"l": 4, "r": 4, "t": 8, "b": 8}, height=620, font={"size": 13})
    return figure


def _nodes(names: Sequence[str], links: Sequence[Link]) -> dict[str, Any]:
    return {
        "label": [_label(name) for name in names],
        "color": [_colour(name) for name in names],
        "x": [_ACROSS[_column(name)] for name in names],
        "y": _down(names, links),
        "pad": 9,
        "thickness": 12,
        "line": {"width": 0},
        "hovertemplate": f"%{{label}}: {_COUNTED}",
    }


def _streams(names: Sequence[str], links: Sequence[Link]) -> dict[str, Any]:
    at = {name: position for position, name in enumerate(names)}
    return {
        "source": [at[link.source] for link in links],
        "target": [at[link.target] for link in links],
        "value": [link.statements for link in links],
        "color": "rgba(78, 143, 134, 0.28)",
        "hovertemplate": f"%{{source.label}} → %{{target.label}}: {_COUNTED}",
    }


def _lane(name: str) -> str:
    return name.split(":", 1)[0]


def _colour(name: str) -> str:
    return _COLOURS[_lane(name)]


def _order(name: str) -> tuple[int, int, str]:
    lane, _, rest = name.partition(":")
    first = rest.partition(" ")[0]
    number = int(first) if first.isdecimal() else 0
    return (list(_COLOURS).index(lane), number, rest)


def _down(names: Sequence[str], links: Sequence[Link]) -> list[float]:
    """The height at which each node's middle stands: lanes are filled from top to bottom."""
    size = dict.fromkeys(names, 0)
    for name in names:
        came = sum(link.statements for link in links if link.target == name)
        size[name] = max(came, sum(link.statements for link in links if link.source == name))
    tallest = max((sum(size[n] for n in names if _column(n) == c) for c in (0, 1, 2)), default=1)
    room = {c: 0.85 * sum(size[n] for n in names if _column(n) == c) / tallest for c in (0, 1, 2)}
    count = {c: sum(1 for n in names if _column(n) == c) for c in (0, 1, 2)}
    at, middles = dict.fromkeys((0, 1, 2), 0.0), []
    for name in names:
        column = _column(name)
        gap = (1 - room[column]) / max(count[column], 1)
        height = 0.85 * size[name] / tallest
        middles.append(min(max(at[column] + (height + gap) / 2, 0.001), 0.999))
        at[column] += height + gap
    return middles


def _column(name: str) -> int:
    return _COLUMN[_lane(name)]


def _label(name: str) -> str:
    """Short, because on a telephone the lanes stand close; the headings are in the list below."""
    lane, _, rest = name.partition(":")
    if lane == "open":
        return "not yet cited"
    rest = " ".join(rest.split())
    text = rest if len(rest) <= 26 else rest[:25] + "…"
    # Plotly reads a little HTML in labels; what people wrote shall be shown as written
    return text.replace("&", "&amp;").replace("<", "&lt;")
