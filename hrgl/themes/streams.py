"""The way of the statements, from workshops through themes to encouragements."""

from collections import Counter
from dataclasses import dataclass

from hrgl.themes.board import Board


@dataclass(frozen=True)
class Link:
    """One stream of the way from workshops through themes to encouragements."""

    source: str
    target: str
    statements: int


def way(everything: Board) -> list[Link]:
    """How many statements flow from each workshop to each theme, and on to each place."""
    links: Counter[tuple[str, str]] = Counter()
    for theme in everything.themes:
        for row in theme.statements:
            links[f"room:{row.workshop}", f"theme:{theme.name}"] += 1
            placed = next((e for e in row.encouragements if e.isdigit()), None)
            links[f"theme:{theme.name}", f"place:{placed}" if placed else "open"] += 1
    for row in everything.queue:
        links[f"room:{row.workshop}", "queue:in no theme yet"] += 1
    return [Link(source, target, count) for (source, target), count in sorted(links.items())]
