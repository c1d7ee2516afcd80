"""What a proposal says: its groups beside what people decided, and how sure the machine is."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from hrgl.core.models import Clustering, Theme
from hrgl.errors import NotValid
from hrgl.notes.statements import StatementView
from hrgl.synthesis.grouping.checks import PairF1, pair_f1
from hrgl.themes.board import ThemeLine
from hrgl.themes.proposals.counterparts import counterparts

CLOSE = 0.65  # cosine of two centres from which two themes are said to be close to one another
CLOSELY, LOOSELY = 0.6, 0.45  # mean fits between which a theme hangs together fairly well
STABLE_ENOUGH = (
    0.5  # stability from which a group is said to hold; groups of mere noise have 0.2 to 0.4
)
FEWEST_THAT_HOLD = 3  # statements


@dataclass(frozen=True)
class ProposedTheme:
    """One group of a proposal beside what people have decided so far.

    `others`: two other titles to choose from, the better one first.
    `stability`: how often two of its statements stay together in samples, 0 to 1.
    `cohesion`: the mean fit of its statements, 0 to 1.
    `near`: the name of the group nearest to it and how near that is, if it is close.
    `torn`: statements that could as well stand in another group, with that group's name.
    `staying`: statements that stand elsewhere because people decided something there.
    """

    number: int
    title: str
    others: tuple[str, ...]
    line: ThemeLine | None
    typical: tuple[StatementView, ...]
    statements: tuple[StatementView, ...]
    into: Theme | None
    joining: tuple[StatementView, ...]
    moving: tuple[StatementView, ...]
    staying: tuple[StatementView, ...]
    stability: float | None
    cohesion: float | None
    near: tuple[str, float] | None
    torn: tuple[tuple[StatementView, str], ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether all its statements already stand there, or where a person put them."""
        return not self.joining and not self.moving

    @property
    def hangs_together(self) -> str:
        """How well its statements fit together, in a word or two; empty if it is not known."""
        if self.cohesion is None:
            return ""
        if self.cohesion >= CLOSELY:
            return "closely"
        return "loosely" if self.cohesion < LOOSELY else "fairly well"

    @property
    def holds(self) -> bool:
        """Whether it is a group, and stays one when some statements are left out."""
        return len(self.statements) >= FEWEST_THAT_HOLD and (self.stability or 0.0) >= STABLE_ENOUGH

    @property
    def name(self) -> str:
        """The name of the theme it continues, or else its own title."""
        return self.into.name if self.into else self.title

    def called(self, number: int) -> "ProposedTheme":
        """The same by the title of this number: 0 its own, 1 and 2 the others."""
        titles = (self.title, *self.others)
        if number >= len(titles):
            raise NotValid("There is no such title. Load the page again.", "called")
        return replace(self, title=titles[number])


@dataclass(frozen=True)
class ProposedPart:
    """A part into which a theme would fall: how many statements, and a typical one."""

    statements: int
    typical: StatementView | None


@dataclass(frozen=True)
class OtherNumber:
    """What another number of themes would change: names that fall together, or fall apart."""

    number: int
    merges: tuple[tuple[str, ...], ...]
    splits: tuple[tuple[str, tuple[ProposedPart, ...]], ...]


@dataclass(frozen=True)
class PeopleAgreement:
    """How far people and the machine agree, over the statements that stand in a theme.

    The machine left to itself, that is: a proposal that keeps to what people decided always agrees.
    `elsewhere`: how many stand in another theme than the one their group continues; a group that
    continues no theme is the machine's alone, and nobody went against it.
    `pairs`: agreement on which of them belong together.
    """

    statements: int
    elsewhere: int
    pairs: PairF1


@dataclass(frozen=True)
class Proposal:
    """The latest run of the machine, as a difference to the themes as they are."""

    clustering_id: int
    made_at: datetime
    themes: tuple[ProposedTheme, ...]
    queue: tuple[StatementView, ...]
    others: tuple[OtherNumber, ...]
    unbound: tuple[tuple[StatementView, ...], ...]
    existing: tuple[Theme, ...]
    out_of_date: bool
    asked: int | None
    yours: int  # how many of its groups hold a theme of people
    started_from: str | None = None  # the code of an edition whose themes it started from

    @cached_property
    def kept(self) -> PeopleAgreement | None:
        """How far people agree with it; nothing as long as no statement of it stands anywhere."""
        placed = [(at, s) for at, group in enumerate(self.unbound) for s in group if s.theme_id]
        if not placed:
            return None
        pairs = pair_f1([at for at, _ in placed], [s.theme_id for _, s in placed])
        into = counterparts(self.unbound, self.existing)
        elsewhere = sum(at in into and s.theme_id != into[at].id for at, s in placed)
        return PeopleAgreement(len(placed), elsewhere, pairs)


def compare(
    clustering: Clustering,
    now: Sequence[StatementView],
    existing: Sequence[Theme],
    *,
    out_of_date: bool,
    shaped: Container[int] = (),
) -> Proposal:
    """A run of the machine beside the statements and themes there are today.

    `shaped`: the themes in which people have decided something by now; nothing moves out of them.
    What an earlier version of the program did not yet find out is left empty.
    """
    known = {s.reference: s for s in now}
    found = clustering.result["themes"]
    groups = [tuple(known[r] for r in theme["statements"] if r in known) for theme in found]
    held = [set(theme.get("held", ())) for theme in found]
    begun = {at: theme["title"] for at, theme in enumerate(found) if theme.get("earlier")}
    into = counterparts(groups, existing, held, begun)
    names = [into[at].name if at in into else theme["title"] for at, theme in enumerate(found)]
    themes = tuple(
        _theme(at, clustering.result, group, into.get(at), names, known, shaped)
        for at, group in enumerate(groups)
    )
    unbound = clustering.result.get("unbound")
    return Proposal(
        clustering.id,
        clustering.created_at,
        themes,
        tuple(known[r] for r in clustering.result["queue"] if r in known),
        tuple(_other(each, names, known) for each in clustering.result.get("others", ())),
        tuple(groups)
        if unbound is None
        else tuple(tuple(known[r] for r in group if r in known) for group in unbound),
        tuple(existing),
        out_of_date,
        clustering.parameters.get("themes"),
        sum(map(bool, held)),
        clustering.parameters.get("earlier"),
    )


def _theme(
    at: int,
    result: dict[str, Any],
    group: tuple[StatementView, ...],
    into: Theme | None,
    names: Sequence[str],
    known: Mapping[str, StatementView],
    shaped: Container[int],
) -> ProposedTheme:
    found, torn = result["themes"][at], result.get("torn", {})
    placed_here = into.id if into else None
    elsewhere = [s for s in group if s.theme_id not in (None, placed_here)]
    decided = {s.id for s in elsewhere if s.pinned or s.theme_id in shaped}
    nearest = found.get("nearest")
    return ProposedTheme(
        number=at + 1,
        title=found["title"],
        others=tuple(found.get("alternatives", ())),
        line=_line(found.get("quote"), known),
        typical=tuple(known[r] for r in found["typical"] if r in known),
        statements=group,
        into=into,
        joining=tuple(s for s in group if s.theme_id is None),
        moving=tuple(s for s in elsewhere if s.id not in decided),
        staying=tuple(s for s in elsewhere if s.id in decided),
        stability=found.get("stability"),
        cohesion=found.get("cohesion"),
        near=(names[nearest[0]], nearest[1]) if nearest and nearest[1] >= CLOSE else None,
        torn=tuple((s, names[torn[s.reference]]) for s in group if s.reference in torn),
    )


def _line(quote: dict[str, Any] | None, known: Mapping[str, StatementView]) -> ThemeLine | None:
    statement = known.get(quote["reference"]) if quote else None
    if quote is None or statement is None:
        return None
    return ThemeLine(statement.text[quote["start"] : quote["end"]], statement)


def _other(
    change: dict[str, Any], names: Sequence[str], known: Mapping[str, StatementView]
) -> OtherNumber:
    return OtherNumber(
        change["number"],
        tuple(tuple(names[at] for at in merged) for merged in change["merges"]),
        tuple(
            (
                names[split["theme"]],
                tuple(
                    ProposedPart(p["statements"], known.get(p["typical"])) for p in split["parts"]
                ),
            )
            for split in change["splits"]
        ),
    )
