"""Outlines: statements in their own words with their references, from which a wording is begun."""

from collections import defaultdict
from collections.abc import Sequence

from hrgl.core.enums import Kind, Support
from hrgl.encouragements.texts import WordingText
from hrgl.notes.statements import StatementView
from hrgl.themes.board import ThemeRow

MOST_OUTLINED = 4
_ROOM_FOR_WORDS = 3000  # characters, so that a writer can go on in the same field


def typical_over_rooms(theme: ThemeRow, most: int = MOST_OUTLINED) -> tuple[StatementView, ...]:
    """Statements that are typical of a theme, one of each room before a second one of any.

    Reservations come after all others, so that what is proposed stands first.
    """
    near = dict(zip((s.id for s in theme.statements), theme.near, strict=True))
    typical = {s.id for s in theme.typical}
    order = sorted(
        (s for s in theme.statements if not s.left_out),
        key=lambda s: (s.kind is Kind.RESERVATION, s.id not in typical, -near[s.id], s.id),
    )
    turn: dict[str, int] = defaultdict(int)
    turns = []
    for statement in order:
        turns.append((turn[statement.workshop], statement))
        turn[statement.workshop] += 1
    return tuple(s for _, s in sorted(turns, key=lambda pair: pair[0])[:most])


def outline(statements: Sequence[StatementView]) -> WordingText:
    """A wording without a heading: people's own words, line by line, each with its reference."""
    lines: list[str] = []
    for statement in statements:
        line = f"– {' '.join(statement.text.split())} {{{statement.short}}}"
        if len("\n".join([*lines, line])) > _ROOM_FOR_WORDS:
            break
        lines.append(line)
    return WordingText("", "\n".join(lines))


def as_what(statement: StatementView) -> Support:
    """As what a statement is cited when a candidate is begun with it."""
    return Support.RESERVATION if statement.kind is Kind.RESERVATION else Support.SUPPORTS
