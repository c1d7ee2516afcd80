"""How many acts a night at the desk takes: `make night`, or `python -m bench.facilitator [--json]`.

A scripted facilitator who knows where each statement belongs works in Chromium, at 1366 × 768, by
the clicks, keys, drags and scrolls that anybody has. Of `bowling_green` and `ai_assemblies` 250
statements each are drawn, the same ones every time, in a random order, over four rooms. She takes
over the machine's proposal of twelve themes, and then

- repairs it until the pair F1 of the themes and the labels is 0.75, and on to 0.80: in the list of
  all statements, sorted so that what is alike stands together, she goes down once, drags single
  statements and groups to the rail, and leaves what would gain less than a threshold;
- names all themes, one after the other;
- empties the queue;
- words an encouragement from each theme, cites, places and submits them (bench/wording.py).

By hand, on the same screen: the themes are there, empty and named, and she drags every statement
from the queue until pair F1 is 0.75. F1 is taken from the database, a statement in no theme alone.
The table stands in docs/desk.md.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Engine
from sqlmodel import select

from bench.hand import Hand, Row, Stopwatch, opened, seated
from bench.labelled import QUEUE, Books, Labelled, drawn
from bench.material import DATA
from bench.prepared import NAME, THEMES, begun, named, proposed
from bench.servers import dashboard
from bench.wording import word_all
from hrgl.core.database import connect, reading
from hrgl.core.migrations import migrate
from hrgl.core.models import Placement
from hrgl.themes import likeness
from hrgl.themes.placing import live

SETS = ("bowling_green", "ai_assemblies")
A_SCREEN = 13  # statements, about
A_GROUP = 200  # pixels, about
OVERLAP = 24  # pixels that are seen again after a scroll
GOALS = (0.75, 0.80)
THRESHOLDS: list[float] = np.geomspace(0.0005, 0.008, 25).tolist()


@dataclass(frozen=True)
class Night:
    """The acts of each step."""

    repair_75: int
    repair_80: int
    naming: int
    queue: int
    wording: int
    by_hand: int


@dataclass
class Evening:
    """An edition with labelled statements, its database, and who sits at the desk."""

    engine: Engine
    edition_id: int
    labels: dict[int, str]

    def books(self) -> Books:
        """Where the statements stand in the database at this moment."""
        with reading(self.engine) as session:
            found = session.exec(select(Placement.statement_id, Placement.theme_id)).all()
        return Books(self.labels, {key: theme for key, theme in found if theme is not None})

    def groups(self) -> list[list[int]]:
        """What is alike together, as the desk has it."""
        with reading(self.engine) as session:
            return likeness.standing_together(session, edition_id=self.edition_id, place=None)


Sitting = tuple[Hand, Evening]
Step = tuple[int, float]  # acts and seconds


def repair(hand: Hand, evening: Evening) -> Iterator[Step]:
    """Down the list of all statements; acts and seconds at each of the goals."""
    watch = Stopwatch(hand)
    hand.choose("Sorted", "Alike together")
    hand.open("all")
    hand.page.locator(".mates.first").first.wait_for()
    books = evening.books()
    rail = {place: at for at, place in enumerate([*hand.themes(), QUEUE])}
    groups = sorted(evening.groups(), key=lambda group: rail[books.where[group[0]]])
    of = {key: group for group in groups for key in group}
    for goal in GOALS:
        threshold = _rehearsed(books, groups, goal)
        while books.f1() < goal:
            _go_down(hand, books, of, goal, threshold)
            if books.f1() < goal:
                threshold /= 2
                hand.scroll(-1e6)
        assert abs(evening.books().f1() - books.f1()) < 1e-9, "the record is not what was done"
        yield watch.acts, watch.seconds


def _rehearsed(books: Books, groups: list[list[int]], goal: float) -> float:
    """The threshold with which she comes to the goal in one pass with the fewest acts."""
    needed = {}
    for threshold in THRESHOLDS:
        trial, acts = books.copy(), 0.0
        for group in groups:
            acts += len(group) / A_SCREEN
            while trial.f1() < goal and (best := trial.best(group, threshold)):
                trial.move(best.ids, best.theme)
                acts += 1
            if trial.f1() >= goal:
                needed[threshold] = acts
                break
    return min(needed, key=lambda each: (needed[each], -each), default=THRESHOLDS[0])


def _go_down(
    hand: Hand, books: Books, of: dict[int, list[int]], goal: float, threshold: float
) -> None:
    """One pass down the list, from what is in sight; each group once, when it is whole in sight."""
    seen: set[int] = set()
    while books.f1() < goal:
        sight = hand.sight()
        there = {row.id: row for row in sight.rows}
        fresh = [row for row in sight.rows if row.id not in seen]
        whole = next((of[row.id] for row in fresh if set(of[row.id]) <= there.keys()), None)
        if whole:
            seen |= set(whole)
            _tidy(hand, books, whole, goal, threshold)
        elif not sight.more and not fresh:
            return
        elif fresh and of[fresh[0].id][0] not in there:
            hand.scroll(fresh[0].top - A_GROUP)  # its beginning is above
        elif fresh and fresh[0].top <= OVERLAP:
            seen |= set(of[fresh[0].id])  # higher than the list: left as it is
        else:
            hand.scroll((fresh[0].top if fresh else sight.rows[-1].bottom) - OVERLAP)


def _tidy(hand: Hand, books: Books, group: list[int], goal: float, threshold: float) -> None:
    while books.f1() < goal and (best := books.best(group, threshold)):
        rows = {row.id: row for row in hand.sight().rows}
        hand.drag(_hold(rows[best.ids[0]], whole=best.whole), best.theme)
        books.move(best.ids, best.theme)


def _hold(row: Row, *, whole: bool) -> tuple[float, float]:
    return row.bracket if whole and row.bracket else row.text


def name_all(hand: Hand, evening: Evening) -> Step:
    """Each theme is given the label of most of its statements; the last is kept by leaving it."""
    watch = Stopwatch(hand)
    books, given = evening.books(), Counter[str]()
    places = hand.themes()
    names = []
    for place in places:
        name = books.names[books.about(place)]
        given[name] += 1
        names.append(name if given[name] == 1 else f"{name}, {given[name]}")
    hand.key("e")
    for at, name in enumerate(names):
        if at:
            hand.key("Shift+Enter")
        hand.type(name)
    found = watch.acts, watch.seconds
    hand.page.locator(".list").focus()  # the next step begins
    hand.page.locator(".told", has_text=names[-1]).wait_for()
    with reading(evening.engine) as session:
        there = {each.id: each.name for each in live(session, edition_id=evening.edition_id)}
    assert [there[place] for place in places] == names, "the record is not what was typed"
    return found


def empty_queue(hand: Hand, evening: Evening) -> Step:
    """What waits goes where it belongs, by the key of a near theme or by typing of its name."""
    watch = Stopwatch(hand)
    books = evening.books()
    if QUEUE not in books.where.values():
        return watch.acts, watch.seconds
    hand.open(QUEUE)
    while waiting := hand.page.locator(".row.current").all():
        key = int(waiting[0].get_attribute("data-id") or 0)
        home = books.home(books.label[key])
        chips = hand.page.locator(".bar .near").evaluate_all(
            "all => all.map((each) => Number(each.dataset.to))"
        )
        with hand.page.expect_response("**/desk/acts"):
            if home in chips or (home is None and chips):  # no theme is about it: the nearest
                hand.key(str(chips.index(home) + 1 if home in chips else 1))
            else:
                hand.key("m")
                hand.type(books.names[books.label[key]])
                hand.key("Enter")
    assert QUEUE not in evening.books().where.values(), "the queue is not empty"
    return watch.acts, watch.seconds


def by_hand(hand: Hand, evening: Evening) -> Step:
    """Every statement from the queue to its theme, from the top."""
    watch = Stopwatch(hand)
    books = evening.books()
    with reading(evening.engine) as session:
        named = {each.name: each.id for each in live(session, edition_id=evening.edition_id)}
    while books.f1() < GOALS[0]:
        row = hand.sight().rows[0]
        theme = named[evening.labels[row.id]]
        hand.drag(row.text, theme)
        books = evening.books()
    return watch.acts, watch.seconds


@contextmanager
def _at_the_desk(browser: Browser, material: Labelled, *, machine: bool) -> Iterator[Sitting]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'night.sqlite3'}"
        engine = connect(url)
        migrate(engine)
        here, labels = begun(engine, material)
        if machine:
            proposed(engine, here)
        else:
            named(engine, here, set(labels.values()))
        with dashboard(url, HRGL_WORKER="0") as running:
            yield seated(browser, running.url, NAME), Evening(engine, here.edition.id, labels)
        engine.dispose()


def night(browser: Browser, name: str) -> tuple[Night, dict[str, float]]:
    """The acts of each step with a set, and the seconds; `start` is the F1 of the proposal."""
    material = drawn(name)
    with _at_the_desk(browser, material, machine=True) as (hand, evening):
        start = evening.books().f1()
        first, second = repair(hand, evening)
        naming, queue = name_all(hand, evening), empty_queue(hand, evening)
        wording = word_all(hand, evening.engine, evening.edition_id, THEMES)
    with _at_the_desk(browser, material, machine=False) as (hand, evening):
        alone = by_hand(hand, evening)
    repaired = {"repair_75": first, "repair_80": second}
    every = {**repaired, "naming": naming, "queue": queue, "wording": wording, "by_hand": alone}
    acts = Night(**{step: acts for step, (acts, _) in every.items()})
    return acts, {"start": start, **{step: seconds for step, (_, seconds) in every.items()}}


def main() -> None:
    """Print the table, or with --json the acts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=SETS, help="one of the sets")
    parser.add_argument("--json", action="store_true", help="only the acts, as JSON")
    asked = parser.parse_args()
    if not DATA.is_dir():
        print(f"Skipped: the public sets are not in {DATA}.")
        return
    with sync_playwright() as playwright:
        browser = opened(playwright)
        found = {name: night(browser, name) for name in SETS if asked.only in (None, name)}
        browser.close()
    if asked.json:
        print(json.dumps({name: asdict(acts) for name, (acts, _) in found.items()}))
        return
    print("\n".join(_table(found)))


def _table(found: dict[str, tuple[Night, dict[str, float]]]) -> Iterator[str]:
    yield "Acts (seconds of the script) until pair F1 is so much. A click, key, drag, scroll or"
    yield "typed text is one act."
    yield ""
    steps = ("to .75", "to .80", "naming", "queue", "wording 12", "by hand to .75")
    yield f"| 250 of | F1 as proposed | {' | '.join(steps)} |"
    yield "|---" * 8 + "|"
    for name, (acts, seconds) in found.items():
        cells = (f"{many} ({seconds[step]:.0f})" for step, many in asdict(acts).items())
        yield f"| {name} | {seconds['start']:.2f} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
