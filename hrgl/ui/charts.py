"""Pictures where people would rather look; their colours come from the theme in both modes."""

from collections.abc import Sequence

import plotly.graph_objects as go

from hrgl.board import Link

_COLOURS = {"room": "#7A6A55", "theme": "#0B5C6B", "place": "#C8553D", "open": "#9AA5A8"}
_LANES = {"room": 0.001, "theme": 0.42, "place": 0.999, "open": 0.999}


def way_to_twelve(links: Sequence[Link], headings: dict[str, str]) -> go.Figure:
    """The flow of statements: workshops → themes → places, and what is still open.

    `headings` gives the heading of each place; labels are cut so that they fit.
    """
    names = sorted({link.source for link in links} | {link.target for link in links}, key=_order)
    at = {name: position for position, name in enumerate(names)}
    figure = go.Figure(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [_label(name, headings) for name in names],
                "color": [_COLOURS[_lane(name)] for name in names],
                "pad": 9,
                "thickness": 12,
                "line": {"width": 0},
                "hovertemplate": "%{label}: %{value:.0f} statements<extra></extra>",
            },
            link={
                "source": [at[link.source] for link in links],
                "target": [at[link.target] for link in links],
                "value": [link.statements for link in links],
                "color": "rgba(78, 143, 134, 0.28)",
                "hovertemplate": (
                    "%{source.label} → %{target.label}: %{value:.0f} statements<extra></extra>"
                ),
            },
        )
    )
    figure.update_layout(margin={"l": 4, "r": 4, "t": 8, "b": 8}, height=620, font={"size": 13})
    return figure


def _lane(name: str) -> str:
    return name.split(":", 1)[0]


def _order(name: str) -> tuple[int, int, str]:
    lane, _, rest = name.partition(":")
    return (list(_COLOURS).index(lane), int(rest) if rest.isdigit() else 0, rest)


def _label(name: str, headings: dict[str, str]) -> str:
    lane, _, rest = name.partition(":")
    if lane == "open":
        return "not yet cited"
    text = f"{rest} {headings.get(rest, '')}" if lane == "place" else rest
    text = text if len(text) <= 34 else text[:33] + "…"
    # Plotly reads a little HTML in labels; what people wrote shall be shown as written
    return text.replace("&", "&amp;").replace("<", "&lt;")
