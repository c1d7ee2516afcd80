"""Memory across editions: a proposal that starts from the themes of an earlier edition.

Of the earlier edition nothing is taken but the titles of its themes; what was said there is read by
the machine alone, to find the middle of each theme.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core import jobs
from hrgl.core.models import Edition, Job, Member, Placement, Theme
from hrgl.core.permissions import Permission, require
from hrgl.editions.earlier_editions import called_year, earlier_editions
from hrgl.errors import NotFound
from hrgl.notes.statements import StatementView, from_all_statements
from hrgl.synthesis.grouping.decided import NOWHERE
from hrgl.themes.placing import live
from hrgl.themes.proposals import constraints, proposals

_GONE = (
    "Edition {code} has no themes to start from, or you have no part in it. Load the page again, "
    "and choose another edition."
)


@dataclass(frozen=True)
class RememberedEdition:
    """An earlier edition that has themes to start from."""

    code: str
    year: str


@dataclass(frozen=True)
class EarlierThemes:
    """The themes of an earlier edition by name, with the texts of the statements of each.

    `yours`: names that themes of people bear in the edition of today; these take their place.
    """

    code: str
    themes: tuple[tuple[str, tuple[str, ...]], ...]
    yours: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        """Everything that was said in them."""
        return [text for _, said in self.themes for text in said]


def editions_to_start_from(session: Session, *, member_id: int) -> list[RememberedEdition]:
    """The earlier editions with themes that the person may see, latest first."""
    query = select(Theme.edition_id).join(Placement, col(Placement.theme_id) == Theme.id)
    filled = set(session.exec(query.distinct()).all())
    return [
        RememberedEdition(each.code, called_year(each))
        for each in earlier_editions(session, member_id=member_id)
        if each.id in filled
    ]


def start_from(session: Session, actor: Member, *, earlier: str, themes: int | None = None) -> Job:
    """Ask for a proposal that starts from the themes of the edition of this code."""
    require(actor, Permission.PROPOSE)
    _edition(session, actor, earlier)
    return jobs.ask_for_proposal(session, actor, themes=themes, earlier=earlier)


def _edition(session: Session, actor: Member, code: str) -> Edition:
    """The earlier edition of this code, as far as the member may see it."""
    for each in earlier_editions(session, member_id=actor.id):
        if each.code == code:
            return each
    raise NotFound(_GONE.format(code=code))


def earlier_themes(
    session: Session, actor: Member, code: str, material: Sequence[StatementView]
) -> EarlierThemes:
    """What a proposal starts from; `material`: the statements of the edition of today."""
    edition = _edition(session, actor, code)
    said: dict[int | None, list[str]] = {}
    for statement in proposals.material(session, edition_id=edition.id):
        said.setdefault(statement.theme_id, []).append(statement.text)
    every = live(session, edition_id=edition.id)
    if not any(theme.id in said for theme in every):
        raise NotFound(_GONE.format(code=code))
    taken = _names_of_people(session, actor.edition_id, material)
    named = [(theme.name, tuple(said.get(theme.id, ()))) for theme in every]
    return EarlierThemes(
        code,
        tuple(each for each in named if each[0].casefold() not in taken),
        tuple(name for name, _ in named if name.casefold() in taken),
    )


def _names_of_people(
    session: Session, edition_id: int, material: Sequence[StatementView]
) -> set[str]:
    """How themes are called that hold statements and in which people decided anything."""
    shaped = constraints.shaped_by_people(session, edition_id=edition_id, material=material)
    holding = {s.theme_id for s in material} & shaped
    return {t.name.casefold() for t in live(session, edition_id=edition_id) if t.id in holding}


def with_memory(
    result: dict[str, Any], begun: Sequence[int], earlier: EarlierThemes
) -> dict[str, Any]:
    """The result of a clustering with the names of the earlier themes; `begun`: by its groups."""
    names = [name for name, _ in earlier.themes]
    groups = [
        {**group, "title": names[at], "earlier": True} if at != NOWHERE else group
        for group, at in zip(result["themes"], begun, strict=True)
    ]
    empty = [name for at, name in enumerate(names) if at not in begun]
    told = {"edition": earlier.code, "empty": empty, "yours": list(earlier.yours)}
    return {**result, "themes": groups, "earlier": told}


@dataclass(frozen=True)
class DryRunLine:
    """One row of a dry run: a theme, and how many statements it would hold."""

    name: str
    statements: int


@dataclass(frozen=True)
class DryRun:
    """What would come of the themes of an earlier edition, before anything is taken over.

    `yours`: those whose place a theme of people takes; `waiting`: statements near none of them
    that are in no new theme either.
    """

    code: str
    fills: tuple[DryRunLine, ...]
    empty: tuple[str, ...]
    yours: tuple[str, ...]
    new: tuple[DryRunLine, ...]
    waiting: int

    @property
    def near_none(self) -> int:
        """How many statements are near none of the earlier themes, nor stand in one of yours."""
        return sum(each.statements for each in self.new) + self.waiting


@from_all_statements
def dry_run(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> DryRun | None:
    """What the latest proposal makes of an earlier edition's themes, if it starts from some."""
    clustering = proposals.offered_clustering(session, edition_id=edition_id)
    told = clustering.result.get("earlier") if clustering else None
    if clustering is None or told is None:
        return None
    now = {s.reference for s in proposals.material(session, edition_id=edition_id, rows=rows)}
    groups = clustering.result["themes"]
    return DryRun(
        told["edition"],
        _lines([each for each in groups if each.get("earlier")], now),
        tuple(told["empty"]),
        tuple(told["yours"]),
        _lines([each for each in groups if not each.get("earlier") and not each["held"]], now),
        sum(reference in now for reference in clustering.result["queue"]),
    )


def _lines(groups: Sequence[dict[str, Any]], now: Collection[str]) -> tuple[DryRunLine, ...]:
    """The groups with as many of their statements as are still there; none without any."""
    counted = [DryRunLine(g["title"], sum(r in now for r in g["statements"])) for g in groups]
    return tuple(each for each in counted if each.statements)
