"""The board: themes with their statements as a facilitator sees them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from hrgl.models import Encouragement, EncouragementTheme
from hrgl.placing import content, live
from hrgl.statements import Said, said
from hrgl.synthesis.phrases import is_telling
from hrgl.synthesis.quoting import quote


@dataclass(frozen=True)
class Line:
    """Words of a statement, as they stand in it, that say what a theme is about."""

    text: str
    statement: Said

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
    statements: tuple[Said, ...]
    encouragements: tuple[str, ...]

    @property
    def typical(self) -> tuple[Said, ...]:
        """The most central of the statements that came from a proposal, telling ones first."""
        placed = [s for s in self.statements if s.fit is not None]
        placed.sort(key=lambda s: (not is_telling(s.text), -(s.fit or 0.0), s.reference))
        return tuple(placed[:3])

    @property
    def line(self) -> Line | None:
        """What it is about in people's own words, as long as no person has described it.

        Looked for among the statements that came from a proposal and copied nowhere, so that what
        is erased is gone here too.
        """
        placed = [s for s in self.statements if s.fit is not None]
        if self.description or not placed:
            return None
        found = quote([s.text for s in placed], [s.fit or 0.0 for s in placed], self.name)
        return (
            Line(placed[found.row].text[found.start : found.end], placed[found.row])
            if found
            else None
        )

    @property
    def content(self) -> str:
        """Which statements stand in it, as an act on all of them takes for granted."""
        return content(s.id for s in self.statements)

    @property
    def heard(self) -> str:
        """Who is behind it, in words."""
        return heard(self.statements)


@dataclass(frozen=True)
class Board:
    """All themes, largest first, and the queue of statements that stand in none."""

    themes: tuple[ThemeRow, ...]
    queue: tuple[Said, ...]
    left_out: tuple[Said, ...]

    def theme(self, theme_id: int | None) -> ThemeRow | None:
        return next((theme for theme in self.themes if theme.id == theme_id), None)


def board(session: Session, *, edition_id: int, rows: Sequence[Said] | None = None) -> Board:
    """The themes of an edition with their statements, the queue, and what was left out."""
    rows = said(session, edition_id=edition_id) if rows is None else rows
    members: dict[int, list[Said]] = defaultdict(list)
    for row in rows:
        if row.theme_id is not None:
            members[row.theme_id].append(row)
    feeds = _feeds(session, edition_id)
    themes = [
        ThemeRow(
            t.id, t.version, t.name, t.description, t.named_by_person, t.reviewed,
            tuple(members[t.id]), tuple(feeds.get(t.id, ())),
        )
        for t in live(session, edition_id=edition_id)
    ]  # fmt: skip
    themes.sort(key=lambda theme: (-len(theme.statements), theme.name))
    return Board(
        tuple(themes),
        tuple(row for row in rows if row.waiting),
        tuple(row for row in rows if row.left_out),
    )


def _feeds(session: Session, edition_id: int) -> dict[int, list[str]]:
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


def heard(statements: tuple[Said, ...]) -> str:
    """From how many rooms, actor types and regions these statements come, in words."""
    rooms = len({s.workshop for s in statements})
    actors = len({s.actor_type for s in statements if s.actor_type})
    regions = len({s.region for s in statements if s.region})
    said_in = f"{_count(len(statements), 'statement')} from {_count(rooms, 'workshop')}"
    return f"{said_in}, {_count(actors, 'actor type')}, {_count(regions, 'region')}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


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
        links[f"room:{row.workshop}", "theme:in no theme yet"] += 1
    return [Link(source, target, count) for (source, target), count in sorted(links.items())]
