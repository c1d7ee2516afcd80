"""The four figures of the home page, each with a line below that is true and useful, at 0 too."""

from dataclasses import dataclass

from hrgl.operations.progress import Standing


@dataclass(frozen=True)
class Figure:
    """A name, a number, and what is to be said of it."""

    name: str
    value: str
    below: str


def figures(now: Standing) -> list[Figure]:
    """How far the rooms, the statements, the themes and the encouragements are."""
    placed = f"{now.placed} of {now.places}" if now.places else f"{now.placed}"
    return [
        Figure("Rooms delivered", f"{now.delivered} of {len(now.rooms)}", _rooms(now)),
        Figure("Statements", f"{now.statements}", _statements(now)),
        Figure("Themes", f"{now.tally.themes}", _themes(now)),
        Figure("Encouragements placed", placed, _placed(now)),
    ]


def _rooms(now: Standing) -> str:
    if not now.rooms:
        return "no workshops yet"
    more = len(now.missing) - 4
    rest = f" and {more} more" if more > 0 else ""
    return f"{', '.join(now.missing[:4])}{rest} missing" if now.missing else "all are here"


def _statements(now: Standing) -> str:
    if not now.statements:
        return "they come with the notes"
    return f"{now.tally.queue} in no theme" if now.tally.queue else "none waits for a theme"


def _themes(now: Standing) -> str:
    if not now.tally.themes:
        return "none begun yet"
    idle = now.tally.idle
    if not idle:
        return "each feeds a draft"
    return f"{idle} {'feeds' if idle == 1 else 'feed'} no draft"


def _placed(now: Standing) -> str:
    if now.placed:
        return f"{now.approved} approved" if now.approved else "none approved yet"
    candidates = len(now.candidates)
    if candidates:
        return f"{candidates} {'candidate has' if candidates == 1 else 'candidates have'} no place"
    return "none worded yet"
