"""The board: themes with their statements as a facilitator sees them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from sqlmodel import Session, col, select

from hrgl.core.models import Encouragement, EncouragementTheme, Theme
from hrgl.notes import nearness
from hrgl.notes.heard import heard
from hrgl.notes.statements import Disposition, StatementView, from_all_statements, list_statements
from hrgl.synthesis.naming.phrases import is_telling
from hrgl.synthesis.naming.quoting import quote
from hrgl.themes.placing import content, live

TYPICAL_SHOWN = 3


@dataclass(frozen=True)
class ThemeLine:
    """Words of a statement, as they stand in it, that say what a theme is about."""

    text: str
    statement: StatementView

    @property
    def told(self) -> str:
        """The words with their reference: “Pay people for their time” (A1-07)."""
        return f"“{self.text}” ({self.statement.short})"


@dataclass(frozen=True)
class ThemeRow:
    """A theme on the board."""

    id: int
    version: int
    name: str
    description: str
    named_by_person: bool
    reviewed: bool
    statements: tuple[StatementView, ...]
    encouragements: tuple[str, ...]
    near: tuple[float, ...]  # how near each statement is to the middle of all, 0 to 1

    @cached_property
    def typical(self) -> tuple[StatementView, ...]:
        """The most central of its statements, telling ones first."""
        pairs = zip(self.statements, self.near, strict=True)
        central = [s for s, _ in sorted(pairs, key=lambda pair: (-pair[1], pair[0].reference))]
        telling = list(islice((s for s in central if is_telling(s.text)), TYPICAL_SHOWN))
        rest = (s for s in central if s not in telling)
        return (*telling, *islice(rest, TYPICAL_SHOWN - len(telling)))

    @cached_property
    def line(self) -> ThemeLine | None:
        """What it is about in people's own words, as long as no person has described it.

        Looked for among its statements and copied nowhere, so that what is erased is gone here too.
        """
        if self.description:
            return None
        found = quote([s.text for s in self.statements], self.near, self.name)
        if found is None:
            return None
        statement = self.statements[found.row]
        return ThemeLine(statement.text[found.start : found.end], statement)

    @property
    def content(self) -> str:
        """Which statements stand in it, as an act on all of them takes for granted."""
        return content(s.id for s in self.statements)

    @property
    def heard(self) -> str:
        """Who is behind it, in words."""
        return heard(self.statements)

    @property
    def cited(self) -> int:
        """How many of its statements are cited; these wait nowhere when the theme ends."""
        return sum(1 for s in self.statements if s.disposition is Disposition.CITED)

    @property
    def waiting_again(self) -> int:
        """How many of its statements go back to the queue when the theme ends."""
        return len(self.statements) - self.cited

    @property
    def if_dissolved(self) -> str:
        """What becomes of its statements when it is dissolved, in a sentence."""
        waiting, cited, every = self.waiting_again, self.cited, len(self.statements)
        if not every:
            return "It holds no statement."
        whose = "Its only statement" if every == 1 else f"Its {every} statements"
        if waiting and cited:
            whose = f"{waiting} of its {every} statements"
        went = f"{whose} {'goes' if waiting == 1 else 'go'} back to the queue"
        stays = f"{'stays' if cited == 1 else 'stay'} cited."
        if not cited:
            return f"{went}."
        return f"{went}, {cited} {stays}" if waiting else f"{whose} {stays}"


@dataclass(frozen=True)
class Board:
    """All themes, largest first, and the queue of statements that stand in none."""

    themes: tuple[ThemeRow, ...]
    queue: tuple[StatementView, ...]
    left_out: tuple[StatementView, ...]

    def theme(self, theme_id: int | None) -> ThemeRow | None:
        return next((theme for theme in self.themes if theme.id == theme_id), None)


@from_all_statements
def board(
    session: Session,
    *,
    edition_id: int,
    rows: Sequence[StatementView] | None = None,
    read: bool = True,
) -> Board:
    """The themes of an edition with their statements, the queue, and what was left out.

    Who shows neither typical statements nor lines need not have the statements `read`.
    """
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    members: dict[int, list[StatementView]] = defaultdict(list)
    for row in rows:
        if row.theme_id is not None:
            members[row.theme_id].append(row)
    used = worded_from(session, edition_id)
    there = live(session, edition_id=edition_id)
    groups = [members[theme.id] for theme in there]
    near = (
        nearness.nearness_to_middle(session, groups, edition_id=edition_id)
        if read
        else [(0.0,) * len(group) for group in groups]
    )
    themes = [
        _row(theme, group, used.get(theme.id, ()), how_near)
        for theme, group, how_near in zip(there, groups, near, strict=True)
    ]
    themes.sort(key=lambda theme: (-len(theme.statements), theme.name))
    return Board(
        tuple(themes),
        tuple(row for row in rows if row.waiting),
        tuple(row for row in rows if row.left_out),
    )


def _row(
    theme: Theme, statements: Sequence[StatementView], feeds: Sequence[str], near: tuple[float, ...]
) -> ThemeRow:
    return ThemeRow(
        theme.id,
        theme.version,
        theme.name,
        theme.description,
        theme.named_by_person,
        theme.reviewed,
        tuple(statements),
        tuple(feeds),
        near,
    )


def worded_from(session: Session, edition_id: int) -> dict[int, list[str]]:
    """The encouragements that were worded from a theme, by its id, those with a place first."""
    query = (
        select(EncouragementTheme.theme_id, Encouragement.place, Encouragement.id)
        .join(Encouragement, col(Encouragement.id) == EncouragementTheme.encouragement_id)
        .where(Encouragement.edition_id == edition_id, Encouragement.stage != "set_aside")
        .order_by(col(Encouragement.place).nulls_last(), col(Encouragement.id))
    )
    feeds: dict[int, list[str]] = defaultdict(list)
    for theme_id, place, encouragement_id in session.exec(query).all():
        feeds[theme_id].append(str(place) if place else f"candidate {encouragement_id}")
    return feeds
