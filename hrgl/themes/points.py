"""Points: what was said more than once in a theme, and how often; found, never decided."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from hrgl.core import vector_store
from hrgl.notes.statements import Disposition, StatementView, from_all_statements, list_statements
from hrgl.synthesis.grouping import points as finding


@dataclass(frozen=True)
class Duplicates:
    """Statements in nearly the same words, and the one that can stand for them."""

    stands: StatementView
    others: tuple[StatementView, ...]


@dataclass(frozen=True)
class Point:
    """Statements that say nearly the same: the most typical one, then the others by reference."""

    statements: tuple[StatementView, ...]
    duplicates: tuple[Duplicates, ...]

    @property
    def typical(self) -> StatementView:
        """The statement nearest to all the others."""
        return self.statements[0]

    @property
    def times(self) -> int:
        """How often it was said, those counted as the same among them."""
        return len(self.statements)

    @property
    def workshops(self) -> int:
        """In how many workshops."""
        return len({statement.workshop for statement in self.statements})


@from_all_statements
def points_of(
    session: Session, *, edition_id: int, theme_id: int, rows: Sequence[StatementView] | None = None
) -> list[Point]:
    """What was said more than once in a theme, the most often first.

    Worked out from vectors that are kept, under the model of the latest proposal; without them
    only what differs in nothing but case, spaces and punctuation is found. What was counted as the
    same as a statement here has left the theme, but it was said: it counts in the point.
    """
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    placed = [row for row in rows if row.theme_id == theme_id]
    counted = _counted(rows)
    texts = [row.text for row in placed]
    vectors = vector_store.latest_of(session, texts, edition_id=edition_id)
    groups = list(finding.points(texts, vectors))
    grouped = {at for group in groups for at in group}
    groups += [
        (at,) for at, row in enumerate(placed) if row.reference in counted and at not in grouped
    ]
    pairs = finding.near_duplicates(texts, vectors)
    pair = {at: number for number, each in enumerate(pairs) for at in each}
    found = [_point([(placed[at], pair.get(at)) for at in group], counted) for group in groups]
    return sorted(found, key=lambda p: (-p.times, min(s.reference for s in p.statements)))


@from_all_statements
def perhaps_of(
    session: Session, *, edition_id: int, theme_id: int, rows: Sequence[StatementView] | None = None
) -> list[Point]:
    """What may say the same in a theme though the words are others: a question, never counted."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    placed = [row for row in rows if row.theme_id == theme_id]
    texts = [row.text for row in placed]
    vectors = vector_store.latest_of(session, texts, edition_id=edition_id)
    groups = finding.perhaps_same(texts, vectors)
    return [Point(tuple(placed[at] for at in group), ()) for group in groups]


def _counted(rows: Sequence[StatementView]) -> dict[str, list[StatementView]]:
    """The statements that are counted as the same as another, by the reference of that one."""
    counted: dict[str, list[StatementView]] = defaultdict(list)
    for row in rows:
        if row.disposition is Disposition.SAME_AS:
            counted[row.because].append(row)
    return dict(counted)


def _point(
    group: list[tuple[StatementView, int | None]], counted: dict[str, list[StatementView]]
) -> Point:
    """A point of statements, each with the number of its near-duplicates if it has any."""
    first, *others = [row for row, _ in group]
    others += [each for row, _ in group for each in counted.get(row.reference, ())]
    alike: dict[int, list[StatementView]] = defaultdict(list)
    for row, number in group:
        if number is not None:
            alike[number].append(row)
    duplicates = (_duplicates(each, counted) for each in alike.values())
    return Point(
        (first, *sorted(others, key=lambda row: row.reference)),
        tuple(each for each in duplicates if each.others),
    )


def _duplicates(alike: list[StatementView], counted: dict[str, list[StatementView]]) -> Duplicates:
    """Who stands for whom: what is cited, or stands for others already, cannot be counted away."""
    fixed = [row for row in alike if row.reference in counted or row.encouragements]
    stands = fixed[0] if fixed else alike[0]
    return Duplicates(stands, tuple(row for row in alike if row is not stands and row not in fixed))
