"""Splitting a theme: a look at its parts first, and then the act."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session, select

from hrgl.core import audit, vector_store
from hrgl.core.models import EncouragementTheme, Member, Theme
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, NotValid
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.grouping.describing import Clusters
from hrgl.synthesis.naming.labelling import titles
from hrgl.themes.placing import begin_theme, fetch_live, new_name, pin, placed_in

FEWEST_PARTS, MOST_PARTS = 2, 5
MOST_SPLIT = 5000  # statements of a theme that are grouped while one waits


@dataclass(frozen=True)
class ThemePart:
    """One part a theme could be split into: a title, and its statements."""

    title: str
    statements: tuple[StatementView, ...]


@from_all_statements
def preview(
    session: Session,
    *,
    edition_id: int,
    theme_id: int,
    parts: int,
    rows: Sequence[StatementView] | None = None,
) -> list[ThemePart]:
    """The parts a theme would fall into, the largest first; nothing changes.

    Fewer where it holds fewer different texts; none before its statements were read by a proposal.
    What fits no part stands in the first.
    """
    if not FEWEST_PARTS <= parts <= MOST_PARTS:
        raise NotValid(f"A theme can be split into {FEWEST_PARTS} to {MOST_PARTS} parts.", "parts")
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    placed = [s for s in rows if s.theme_id == theme_id]
    if len(placed) > MOST_SPLIT:
        raise NotNow(
            f"The theme holds {len(placed):,} statements; at most {MOST_SPLIT:,} are split while "
            "you wait. Move some elsewhere first."
        )
    texts = [s.text for s in placed]
    vectors = vector_store.latest_of(session, texts, edition_id=edition_id)
    if not vectors.any():
        return []
    return _parts(placed, cluster(texts, vectors, parts), vectors)


def _parts(
    placed: Sequence[StatementView], found: Clusters, vectors: NDArray[np.float32]
) -> list[ThemePart]:
    names = titles([s.text for s in placed], found.labels, vectors)
    labels = [max(label, 0) for label in found.labels]
    return [
        ThemePart(
            name, tuple(s for s, label in zip(placed, labels, strict=True) if label == number)
        )
        for number, name in enumerate(names)
    ]


def split_theme(
    session: Session,
    actor: Member,
    *,
    theme_id: int,
    names: Sequence[str],
    parts: Sequence[Sequence[int]],
    seen_version: int,
    seen_content: str | None = None,
    rest: str | None = None,
) -> list[Theme]:
    """Make a new theme of each part, by these names; the rest stays, and all is pinned.

    The theme of the `rest` may get a new name. What was worded from it is worded from all of them.
    """
    require(actor, Permission.PLACE)
    theme = fetch_live(session, actor, theme_id, seen_version, seen_content)
    here = {placement.statement_id for placement in placed_in(session, theme.id)}
    moved = _check_parts(names, parts, here)
    before = theme.name
    if rest is not None:
        theme.name = new_name(session, actor.edition_id, rest, other_than=theme.id)
    made = [
        begin_theme(session, actor, name=name, statement_ids=part)
        for name, part in zip(names, parts, strict=True)
    ]
    pin(session, actor, theme, sorted(here - set(moved)))
    _feed_too(session, theme, made)
    theme.named_by_person, theme.reviewed = True, False
    audit.record(
        session,
        actor,
        "theme.split",
        theme,
        name=before,
        rest=theme.name,
        into=", ".join(new.name for new in made),
        statements=len(moved),
    )
    return made


def _check_parts(names: Sequence[str], parts: Sequence[Sequence[int]], here: set[int]) -> list[int]:
    """What goes: every part has a name and statements of the theme, none twice; some stay."""
    moved = [each for part in parts for each in part]
    if not parts or not all(parts) or len(names) != len(parts):
        raise NotValid("Every part needs a name and at least one statement.", "name")
    if len(set(moved)) < len(moved) or not set(moved) < here:
        raise NotNow("The theme has changed since. Look at its parts again, then split it.")
    return moved


def _feed_too(session: Session, theme: Theme, made: Sequence[Theme]) -> None:
    """What was worded from the theme is worded from the new ones too."""
    fed = select(EncouragementTheme.encouragement_id).where(EncouragementTheme.theme_id == theme.id)
    for encouragement_id in session.exec(fed).all():
        session.add_all(
            EncouragementTheme(encouragement_id=encouragement_id, theme_id=new.id) for new in made
        )
