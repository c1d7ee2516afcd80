"""The last step of a night: what the themes say becomes encouragements, handed to the reviewers.

One candidate is begun for each theme: it has its place, and cites typical statements over the
rooms. She writes each heading and each explanation of her own over the outline, saves, and submits
all at once. Where a candidate cites fewer than four statements, or of one room only, she cites
more from the list beside it, if need be from another theme about the same.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, expect
from sqlalchemy import Engine

from bench.hand import A_GLANCE, Hand, Stopwatch
from hrgl.core.database import reading
from hrgl.core.enums import Stage, Support
from hrgl.encouragements import evidence, views
from hrgl.encouragements.encouragements import themes_of
from hrgl.notes.statements import list_statements
from hrgl.themes.placing import live

CITED, ROOMS = 4, 2
_EXPLANATION = (
    "Several rooms came back to {about}. What they told of works where one office answers for it, "
    "where the means are in the budget, and where those concerned are asked before anything is "
    "decided and hear afterwards what became of their words."
)


@dataclass(frozen=True)
class Worded:
    """An encouragement as the record has it."""

    id: int
    place: int | None
    heading: str
    explanation: str
    stage: Stage
    rooms: tuple[str, ...]  # of each statement that supports it
    about: str  # the names of its themes


def words_for(about: str) -> tuple[str, str]:
    """A heading and an explanation of the script's own for a theme."""
    return f"take up what was said on {about}", _EXPLANATION.format(about=about)


def recorded(engine: Engine, edition_id: int) -> list[Worded]:
    """Every encouragement, as the database has it."""
    with reading(engine) as session:
        rooms = {row.id: row.workshop for row in list_statements(session, edition_id=edition_id)}
        names = {each.id: each.name for each in live(session, edition_id=edition_id)}
        return [
            Worded(
                each.id,
                each.place,
                each.heading,
                each.explanation,
                each.stage,
                tuple(
                    rooms[found.statement_id]
                    for found in evidence.evidence_of(session, each.id)
                    if found.support is not Support.RESERVATION
                ),
                ", ".join(names[key] for key in themes_of(session, encouragement_id=each.id)),
            )
            for each in views.list_encouragements(session, edition_id=edition_id)
        ]


def word_all(hand: Hand, engine: Engine, edition_id: int, themes: int) -> tuple[int, float]:
    """All themes are worded, cited, placed and submitted; acts and seconds."""
    page = hand.page
    watch = Stopwatch(hand)
    hand.open_page("Encouragements")
    expect(page.locator(".tools .sum")).to_contain_text("places")
    hand.key("b")
    expect(page.locator(".told")).to_contain_text("Began")
    expect(page.locator(".rail .one")).to_have_count(themes)
    begun = recorded(engine, edition_id)
    for at, each in enumerate(begun):
        if at:
            hand.press(page.locator(f'.rail [data-id="{each.id}"] .one'))
        _cite_more(hand, each)
        _write(hand, *words_for(each.about))
    hand.key("Escape")
    hand.key("g")
    expect(page.locator(".told")).to_contain_text("Submitted")
    found = watch.acts, watch.seconds
    _check({each.id: each.about for each in begun}, recorded(engine, edition_id), themes)
    return found


def _write(hand: Hand, heading: str, explanation: str) -> None:
    """Both texts, one after the other; the outline is written over."""
    hand.press(hand.page.get_by_role("textbox", name="We encourage local governments to"))
    hand.type(heading)
    hand.key("Tab")
    hand.key("ControlOrMeta+a")
    hand.type(explanation)
    with hand.page.expect_response("**/wording/acts"):
        hand.key("ControlOrMeta+Enter")
    expect(hand.page.locator(".told")).to_contain_text("Wrote wording 2")


def _cite_more(hand: Hand, each: Worded) -> None:
    """Statements that its list offers first, until there are enough of enough rooms.

    Where its own theme has no more, those of another theme about the same are offered.
    """
    there, elsewhere = list(each.rooms), iter(_alike(hand, each.about))
    while len(there) < CITED or len(set(there)) < ROOMS:
        wanted = _wanted(hand, there)
        if wanted is None:
            hand.choose("From which themes", next(elsewhere))
            continue
        there.append(_room(wanted))
        with hand.page.expect_response("**/wording/acts"):
            hand.press(wanted.get_by_role("button", name="as support"))


def _wanted(hand: Hand, there: Sequence[str]) -> Locator | None:
    """The first that is offered, or of the last one needed the first of a room that is missing."""
    hand.page.wait_for_timeout(A_GLANCE)  # the list is drawn with the next frame
    offered = hand.page.locator(".evidence .said:not(:has([aria-pressed=true]))").all()
    last = len(there) + 1 >= CITED
    fits = (row for row in offered if not last or len({*there, _room(row)}) >= ROOMS)
    return next(fits, None)


def _alike(hand: Hand, about: str) -> list[str]:
    """Other themes about the same, named alike but for the number behind; then all statements."""
    same = re.sub(r", \d+$", "", about)
    choices = hand.page.get_by_role("combobox", name="From which themes").locator("option")
    named = [name for name in choices.all_inner_texts() if re.sub(r", \d+$", "", name) == same]
    return [*(name for name in named if name != about), "All statements"]


def _room(row: Locator) -> str:
    """The room in which a statement of the list was said."""
    return row.locator(".ref").inner_text().split("-", 1)[0]


def _check(about: Mapping[int, str], found: list[Worded], themes: int) -> None:
    """The record is what was done: every theme worded, cited, placed and submitted."""
    assert len(found) == themes
    assert sorted(each.place or 0 for each in found) == [*range(1, themes + 1)]
    for each in found:
        assert each.stage is Stage.SUBMITTED, each
        assert (each.heading, each.explanation) == words_for(about[each.id]), each
        assert len(each.rooms) >= CITED, each
        assert len(set(each.rooms)) >= ROOMS, each
