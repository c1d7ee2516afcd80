"""The picture of coverage: themes down, groups across, the count in each cell."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import Any, NamedTuple

import plotly.graph_objects as go

from hrgl.themes.coverage import Coverage, ThemeCoverage
from hrgl.themes.coverage_words import HIDDEN, NOT_TOLD, cell_compared, rest_name

_LONGEST_NAME = 34
_ROW, _LINE = 30, 15  # heights of a theme and of a line of a heading
_LIGHT, _DARK = "#D5E6E6", "#0B5C6B"
_ON_LIGHT, _ON_DARK = "#0F1115", "#FFFFFF"
_GROWS_DARK = 0.7  # of the way from light to dark: there both inks are read equally well


class _Drawn(NamedTuple):
    """One cell; `part` is what it is of its theme, None where no colour says so."""

    across: int
    down: int
    word: str
    part: float | None
    told: str


def coverage_picture(found: Coverage, ink: str) -> go.Figure:
    """Draw counts as a heat map: the darker, the larger its part of the theme.

    Groups of whom nothing is told in any theme are left out. `ink` is the colour of the page's
    text.
    """
    shown = [at for at in range(len(found.groups)) if at not in found.silent]
    cells = [
        cell for down, theme in enumerate(found.themes) for cell in _row(found, theme, down, shown)
    ]
    heads = [*(found.groups[at].name for at in shown), *rest_name(found)]
    names = [_short(theme) for theme in found.themes]
    figure = go.Figure([_colours(cells, len(heads), len(names)), *_words(cells, ink)])
    broken = [wrap(head, 14, break_long_words=False) for head in heads]
    above = _LINE * max(map(len, broken), default=1) + 10
    columns = ["<br>".join(map(escape, lines)) for lines in broken]
    _axis(figure.update_xaxes, columns, tickfont={"size": 12, "color": ink}, side="top")
    downwards = {"automargin": True, "range": [len(names) - 0.5, -0.5]}
    _axis(figure.update_yaxes, names, tickfont={"size": 13, "color": ink}, **downwards)
    figure.update_layout(
        height=above + _ROW * len(names) + 4,
        margin={"l": 4, "r": 4, "t": above, "b": 4},
        showlegend=False,
    )
    return figure


def _row(found: Coverage, theme: ThemeCoverage, down: int, shown: Sequence[int]) -> list[_Drawn]:
    cells = []
    for across, at in enumerate(shown):
        count = theme.counts[at] if theme.told else None
        part = count / theme.statements if count else None
        told = _told(found, theme, at)
        cells.append(_Drawn(across, down, _word(theme, count), part, told))
    if rest_name(found):
        word = str(found.rest(theme)) if theme.told else NOT_TOLD
        told = f"{escape(theme.name)}<br>{rest_name(found)[0]}: {word}"
        cells.append(_Drawn(len(shown), down, word, None, told))
    return cells


def _word(theme: ThemeCoverage, count: int | None) -> str:
    if not theme.told:
        return NOT_TOLD
    return HIDDEN if count is None else str(count)


def _told(found: Coverage, theme: ThemeCoverage, at: int) -> str:
    """What a pointer on a cell reads."""
    count = theme.counts[at] if theme.told else None
    number = _word(theme, None) if count is None else f"{count} of {theme.statements}"
    name = found.groups[at].name
    lines = [escape(theme.name), f"{escape(name)}: {number}", cell_compared(found, theme, at)]
    return "<br>".join(line for line in lines if line)


def _colours(cells: Sequence[_Drawn], across: int, down: int) -> go.Heatmap:
    parts: list[list[float | None]] = [[None] * across for _ in range(down)]
    for cell in cells:
        parts[cell.down][cell.across] = cell.part
    return go.Heatmap(
        z=parts,
        colorscale=[[0, _LIGHT], [1, _DARK]],
        zmin=0,
        zmax=_most(cells),
        showscale=False,
        hoverinfo="skip",
        xgap=2,
        ygap=2,
    )


def _most(cells: Sequence[_Drawn]) -> float:
    return max((cell.part for cell in cells if cell.part is not None), default=1.0)


def _words(cells: Sequence[_Drawn], ink: str) -> list[go.Scatter]:
    """What stands in the cells: in an ink that the colour bears, or in that of the page."""
    grows_dark = _GROWS_DARK * _most(cells)
    plain = [cell for cell in cells if cell.part is None]
    light = [cell for cell in cells if cell.part is not None and cell.part < grows_dark]
    dark = [cell for cell in cells if cell.part is not None and cell.part >= grows_dark]
    return [_in_ink(plain, ink), _in_ink(light, _ON_LIGHT), _in_ink(dark, _ON_DARK)]


def _in_ink(cells: Sequence[_Drawn], ink: str) -> go.Scatter:
    return go.Scatter(
        x=[cell.across for cell in cells],
        y=[cell.down for cell in cells],
        text=[cell.word for cell in cells],
        mode="text",
        hovertext=[cell.told for cell in cells],
        hoverinfo="text",
        textfont={"size": 13, "color": ink},
    )


def _axis(update: Any, names: Sequence[str], **look: Any) -> None:
    update(
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=list(names),
        tickangle=0,
        showgrid=False,
        zeroline=False,
        showline=False,
        ticks="",
        fixedrange=True,
        **({"range": [-0.5, len(names) - 0.5]} | look),
    )


def _short(theme: ThemeCoverage) -> str:
    name = " ".join(theme.name.split())
    name = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
    return escape(f"{name} · {theme.statements}")
