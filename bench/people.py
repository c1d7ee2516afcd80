"""What people do on their pages during the load benchmark: one generator of clicks a role."""

import itertools
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from bench.drawn import Page
from bench.sitting import Reviewing, Sitting, Wording
from bench.visitor import Visitor
from hrgl.core.enums import Role

SIGN = "written under load"


@dataclass
class Tally:
    """What one person saw and saved."""

    first: float = 0.0
    clicks: dict[str, list[float]] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


Life = Callable[[Visitor, int, Tally], AsyncIterator[Page]]


async def _own(visitor: Visitor, key: str, number: int) -> Page:
    """Everybody has a room, or a theme, of their own as far as there are enough."""
    options = visitor.page.widget(key).proto.options
    return await visitor.set(key, options[number % len(options)])


async def _pick(visitor: Visitor, key: str) -> Page:
    """Pick the first row of a table, or draw the page again where none is there."""
    if visitor.page.find(key):
        return await visitor.set(key, [0])
    return await visitor.rerun()


async def rapporteur(visitor: Visitor, number: int, tally: Tally) -> AsyncIterator[Page]:
    """On the notes of a room; ten of fourteen save one again and again."""
    yield await visitor.open("notes")
    yield await _own(visitor, "workshop", number)
    for turn in itertools.count():
        if number < 10:
            text = f"The city answers complaints {SIGN} by {number} in turn {turn}"
            page = await save_note(visitor, text)
            (tally.saved if page.toasts else tally.errors).append(text)
            yield page
        yield await _pick(visitor, "statements-*")
        yield await visitor.open("home")
        yield await visitor.open("notes")
        yield await _own(visitor, "workshop", number)


async def save_note(visitor: Visitor, line: str) -> Page:
    """Save one line as a note of the room that is open."""
    return await visitor.trigger("note-*", "save", {"text": f"* {line}", "seen": None})


async def facilitator(visitor: Visitor, number: int, tally: Tally) -> AsyncIterator[Page]:
    """At the desk; then in the depth of a theme, marking it; then at the encouragements."""
    while True:
        yield await visitor.open("themes")
        sitting = Sitting(visitor)
        yield await sitting.read()
        yield await sitting.confirm()
        yield await sitting.news()
        yield await visitor.set("themes_view", "In depth")
        yield await _own(visitor, "rail", number)
        yield await _pick(visitor, "rows-*")
        if visitor.page.find("reviewed"):
            yield await visitor.click("reviewed")
        yield await visitor.open("encouragements")
        wording = Wording(visitor)
        yield await wording.read()
        yield await wording.cite()
        yield await wording.news()
        yield await visitor.open("home")


async def steering(visitor: Visitor, number: int, tally: Tally) -> AsyncIterator[Page]:
    """On the reviews: what lies there, what stands behind one of it, and a word on one."""
    while True:
        yield await visitor.open("reviews")
        sitting = Reviewing(visitor)
        yield await sitting.read()
        yield await sitting.look_behind()
        yield await sitting.speak()
        yield await sitting.news()
        yield await visitor.open("outcome")


async def organiser(visitor: Visitor, number: int, tally: Tally) -> AsyncIterator[Page]:
    """Looking at where everything stands."""
    while True:
        for name in ("home", "outcome", "history", "home", "notes"):
            yield await visitor.open(name)


LIVES: dict[Role, Life] = {
    Role.RAPPORTEUR: rapporteur,
    Role.FACILITATOR: facilitator,
    Role.STEERING: steering,
    Role.ORGANISER: organiser,
}
