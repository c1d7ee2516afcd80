"""Coverage in words: who was not heard, what stands out, where views differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from hrgl.core.enums import Kind
from hrgl.themes.coverage import NEXT_GENERATION, Aspect, Coverage, ThemeCoverage

Cell = str | int
HIDDEN = "hidden"
NOT_TOLD = "not told"
MOST_STANDING_OUT = 3
_OFTEN = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}
_SELDOM = {2: "half", 3: "a third", 4: "a quarter"}
_NOTICED = 1.75  # times as often, or as seldom; below it nobody would say "twice"
_OPPOSITES = (
    (Kind.RESERVATION, Kind.PROPOSAL, "reservation", "proposal"),
    (Kind.CHALLENGE, Kind.PRACTICE, "challenge", "example of what works"),
)


def compared(here: int, statements: int, all_here: int, all_statements: int) -> str:
    """How often something is said in a theme against all the other themes; empty if about alike.

    `here` of its `statements`, where in all themes together it is `all_here` of `all_statements`.
    """
    elsewhere, others = all_here - here, all_statements - statements
    if not here or not others:
        return ""
    if not elsewhere:
        return "in no other theme"
    often, seldom = here * others, elsewhere * statements
    if often >= _NOTICED * seldom:
        times = round(often / seldom)
        return f"{_OFTEN.get(times, f'{times} times')} as often as elsewhere"
    if seldom >= _NOTICED * often:
        times = round(seldom / often)
        return f"{_SELDOM.get(times, 'less than a quarter')} as often as elsewhere"
    return ""


def cell_compared(found: Coverage, theme: ThemeCoverage, at: int) -> str:
    """The same of one count; empty where it, or the sum of all themes, is hidden or small."""
    count, total = theme.counts[at], found.totals[at]
    if count is None or total is None or not theme.told or total < found.smallest:
        return ""
    return compared(count, theme.statements, total, found.statements)


def not_heard(found: Coverage, theme: ThemeCoverage) -> list[str]:
    """The groups of which nobody is known to have said anything in a theme, but in another one.

    The next generation was heard, too, where something was said in its rooms.
    """
    return _silent(found, theme.counts, never=False) if theme.told else []


def never_heard(found: Coverage) -> list[str]:
    """The groups of which nobody is known to have said anything in any theme."""
    return _silent(found, found.totals, never=True)


def _silent(found: Coverage, counts: Sequence[int | None], *, never: bool) -> list[str]:
    pairs = list(zip(found.groups, counts, strict=True))
    in_its_rooms = any(group.extra and count for group, count in pairs)
    return [
        group.name
        for at, (group, count) in enumerate(pairs)
        if count == 0
        and (at in found.silent) is never
        and not group.extra
        and not (group.code == NEXT_GENERATION and in_its_rooms)
    ]


def standing_out(found: Coverage, theme: ThemeCoverage) -> list[str]:
    """What is said about twice as often in a theme as elsewhere, or half; largest counts first."""
    noticed = []
    for at, (group, count) in enumerate(zip(found.groups, theme.counts, strict=True)):
        words = cell_compared(found, theme, at)
        if count and count >= found.smallest and words:
            noticed.append((-count, f"{group.name}: {count}, {words}"))
    return [words for _, words in sorted(noticed)[:MOST_STANDING_OUT]]


@dataclass(frozen=True)
class Opposition:
    """Two kinds in one theme that speak against one another, with how often each was said."""

    rank: tuple[int, int]  # lower first: reservations, then where the smaller side is larger
    told: str


def oppositions(found: Coverage, theme: ThemeCoverage) -> list[Opposition]:
    """Where reservations stand beside proposals, or challenges beside what works, in a theme.

    However few: a view that one person holds is a view. A table by anything but kind knows none.
    """
    counts = {group.code: n or 0 for group, n in zip(found.groups, theme.counts, strict=True)}
    told = []
    for place, (con, pro, one_con, one_pro) in enumerate(_OPPOSITES):
        against, for_it = counts.get(con, 0), counts.get(pro, 0)
        if against and for_it:
            words = f"{_number(against, one_con)} against {_number(for_it, one_pro)}"
            told.append(Opposition((place, -min(against, for_it)), words))
    return told


def _number(count: int, word: str) -> str:
    if count == 1:
        return f"1 {word}"
    return f"{count} {word.replace('example', 'examples') if ' ' in word else word + 's'}"


@dataclass(frozen=True)
class GroupHeard:
    """One group over all themes: how much it said, in how many of them, and in which nothing."""

    name: str
    statements: str
    heard_in: int
    themes: int
    not_in: tuple[str, ...]


def group_by_group(found: Coverage) -> list[GroupHeard]:
    """Each group that was heard over the themes that are told, the next generation first.

    The next generation stands there even if it was heard nowhere.
    """
    young = {at for at, group in enumerate(found.groups) if group.code == NEXT_GENERATION}
    order = sorted(
        set(range(len(found.groups))) - (found.silent - young),
        key=lambda at: (not (found.groups[at].extra or at in young), at),
    )
    return [_over_all(found, at) for at in order]


def _over_all(found: Coverage, at: int) -> GroupHeard:
    total, counts = found.totals[at], [theme.counts[at] for theme in found.told]
    silent = tuple(theme.name for theme in found.told if theme.counts[at] == 0)
    # hidden counts are none of them zero
    at_least = sum(1 if count is None else count for count in counts)
    told = f"at least {at_least}" if total is None else str(total)
    return GroupHeard(found.groups[at].name, told, len(counts) - len(silent), len(counts), silent)


def coverage_table(found: Coverage) -> tuple[list[str], list[list[Cell]]]:
    """The table as it is shown and taken home: its header, a row for each theme, and the sums."""
    header = ["Theme", "Statements", *(group.name for group in found.groups), *rest_name(found)]
    rows = [_row(found, theme) for theme in found.themes]
    told = "All themes" if len(found.told) == len(found.themes) else "All themes that are told"
    rest = [sum(found.rest(theme) for theme in found.told)] if rest_name(found) else []
    return header, [*rows, [told, found.statements, *map(_cell, found.totals), *rest]]


def rest_name(found: Coverage) -> list[str]:
    """What the column is called of the statements that are in no other one; none in rooms."""
    if found.by is Aspect.ROOM:
        return []
    if found.by is Aspect.KIND:
        return ["Not marked"]
    return ["Not told, or hidden" if found.hides else "Not told"]


def _row(found: Coverage, theme: ThemeCoverage) -> list[Cell]:
    before: list[Cell] = [theme.name, theme.statements]
    if not theme.told:
        return [*before, *[NOT_TOLD] * (len(found.groups) + len(rest_name(found)))]
    rest = [found.rest(theme)] if rest_name(found) else []
    return [*before, *map(_cell, theme.counts), *rest]


def _cell(count: int | None) -> Cell:
    return HIDDEN if count is None else count
