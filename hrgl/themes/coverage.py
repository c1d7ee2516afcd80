"""Coverage: of whom and of what each theme consists, and who was not heard in it.

Statements are counted, people are protected. By actor type and region, a count behind which fewer
people stand than the edition's smallest group is hidden, and so is whatever would give it away by
subtraction (`hrgl.synthesis.grouping.suppression`). The number of statements of a theme stands on
the board, so it counts as known. Both tables have these numbers in common and no others: they tell
no more together than each by itself.

Who is shown by name or organisation beside their statements hides nobody (decision 0013): what
they said is counted, but is taken to be known. Room and kind are no property of a person: the one
stands in every reference, the other is a mark on the statement. Their counts are all shown.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from sqlmodel import Session

from hrgl.core.models import Edition
from hrgl.editions.attribution import vocabulary
from hrgl.editions.workshops import list_workshops
from hrgl.notes.statements import StatementView, from_all_statements
from hrgl.synthesis.grouping.suppression import shield
from hrgl.themes.board import ThemeRow, board

NEXT_GENERATION = "next_generation"


class Aspect(StrEnum):
    """What the statements of a theme are told apart by."""

    ACTOR_TYPE = "actor_type"
    REGION = "region"
    ROOM = "room"
    KIND = "kind"


class CoverageGroup(NamedTuple):
    """An actor type, a region, a room or a kind; `extra` if its statements count elsewhere too."""

    code: str
    name: str
    extra: bool = False


@dataclass(frozen=True)
class ThemeCoverage:
    """The counts of a theme, a number for each group; None where it is hidden.

    Of a theme that is not `told` nothing but the number of its statements may be said.
    """

    id: int
    name: str
    statements: int
    counts: tuple[int | None, ...]
    told: bool = True


@dataclass(frozen=True)
class Coverage:
    """How the statements of all themes spread over groups, as far as it may be shown.

    A total is over the themes that are told; None where it would give a hidden count away.
    """

    by: Aspect
    groups: tuple[CoverageGroup, ...]
    themes: tuple[ThemeCoverage, ...]
    totals: tuple[int | None, ...]
    smallest: int

    @cached_property
    def told(self) -> tuple[ThemeCoverage, ...]:
        """The themes of which anything may be told."""
        return tuple(theme for theme in self.themes if theme.told)

    @cached_property
    def statements(self) -> int:
        """How many statements the themes hold of which anything may be told."""
        return sum(theme.statements for theme in self.told)

    @cached_property
    def silent(self) -> frozenset[int]:
        """The groups, by their place, without a statement in any theme that is told."""
        every = enumerate(zip(*(theme.counts for theme in self.told), strict=True))
        return frozenset(at for at, counts in every if not any(n != 0 for n in counts))

    @property
    def hides(self) -> bool:
        """Whether any count is hidden."""
        return any(count is None for theme in self.themes for count in theme.counts)

    def rest(self, theme: ThemeCoverage) -> int:
        """How many statements of a theme are in no count that is shown."""
        pairs = zip(self.groups, theme.counts, strict=True)
        return theme.statements - sum(count or 0 for group, count in pairs if not group.extra)


@from_all_statements
def coverage(
    session: Session, *, edition_id: int, by: Aspect, rows: Sequence[StatementView] | None = None
) -> Coverage:
    """The themes of an edition, largest first, by actor type, region, room or kind."""
    themes = board(session, edition_id=edition_id, rows=rows, read=False).themes
    smallest = session.get_one(Edition, edition_id).smallest_group
    rooms = list_workshops(session, edition_id=edition_id)
    if by is Aspect.ROOM:
        groups = [CoverageGroup(room.code, room.code) for room in rooms]
        return _open(by, groups, themes, smallest)
    if by is Aspect.KIND:
        return _open(by, _listed("kinds"), themes, smallest)
    if by is Aspect.REGION:
        return _protected(by, _listed("regions"), themes, smallest)
    found = _protected(by, _next_generation_last(_listed("actor_types")), themes, smallest)
    return _with_rooms(found, themes, {room.code for room in rooms if room.next_generation})


def _listed(name: str) -> list[CoverageGroup]:
    return [CoverageGroup(code, name) for code, name in vocabulary(name).items()]


def _next_generation_last(groups: Sequence[CoverageGroup]) -> list[CoverageGroup]:
    return sorted(groups, key=lambda group: group.code == NEXT_GENERATION)


def _open(
    by: Aspect, groups: Sequence[CoverageGroup], themes: Sequence[ThemeRow], smallest: int
) -> Coverage:
    of = attrgetter("workshop" if by is Aspect.ROOM else "kind")
    every = [Counter(of(row) for row in theme.statements) for theme in themes]
    counts = [tuple(each[group.code] for group in groups) for each in every]
    totals = tuple(sum(each[group.code] for each in every) for group in groups)
    found = tuple(map(_theme, themes, counts))
    return Coverage(by, tuple(groups), found, totals, smallest)


def _theme(theme: ThemeRow, counts: tuple[int | None, ...], told: bool = True) -> ThemeCoverage:
    return ThemeCoverage(theme.id, theme.name, len(theme.statements), counts, told)


def _protected(
    by: Aspect, groups: Sequence[CoverageGroup], themes: Sequence[ThemeRow], smallest: int
) -> Coverage:
    known = [_behind(by, theme.statements, by_itself=True) for theme in themes]
    grouped = [_behind(by, theme.statements, by_itself=False) for theme in themes]
    codes = [group.code for group in groups]
    public = [[len(each.get(code, ())) for each in known] for code in codes]
    counts = [[len(each.get(code, ())) for each in grouped] for code in codes]
    people = [[frozenset(each.get(code, ())) for each in grouped] for code in codes]
    rest = [
        len(theme.statements) - sum(row[at] for row in (*public, *counts))
        for at, theme in enumerate(themes)
    ]
    table = shield(counts, people, rest, smallest)
    found = tuple(
        _theme(
            theme, tuple(_sum(table.cells[g][at], public[g][at]) for g in range(len(codes))), told
        )
        for at, (theme, told) in enumerate(zip(themes, table.told, strict=True))
    )
    totals = tuple(
        _sum(total, sum(n for n, told in zip(named, table.told, strict=True) if told))
        for total, named in zip(table.totals, public, strict=True)
    )
    return Coverage(by, tuple(groups), found, totals, smallest)


def _behind(
    by: Aspect, rows: Sequence[StatementView], *, by_itself: bool
) -> dict[str | None, list[Hashable]]:
    """Who said each statement, by group, of those shown by themselves or of those who are not."""
    found: dict[str | None, list[Hashable]] = {}
    of = attrgetter(by.value)
    for row in rows:
        if row.by_itself is by_itself:
            found.setdefault(of(row), []).append(row.person)
    return found


def _sum(count: int | None, public: int) -> int | None:
    return None if count is None else count + public


def _with_rooms(found: Coverage, themes: Sequence[ThemeRow], rooms: set[str]) -> Coverage:
    """Besides those who are of the next generation, what was said in its rooms by anybody."""
    if not rooms:
        return found
    said = [sum(row.workshop in rooms for row in theme.statements) for theme in themes]
    group = CoverageGroup(
        "rooms", f"Rooms of the next generation ({', '.join(sorted(rooms))})", extra=True
    )
    return Coverage(
        found.by,
        (*found.groups, group),
        tuple(
            _theme(theme, (*each.counts, count), each.told)
            for theme, each, count in zip(themes, found.themes, said, strict=True)
        ),
        (*found.totals, sum(n for n, each in zip(said, found.themes, strict=True) if each.told)),
        found.smallest,
    )
