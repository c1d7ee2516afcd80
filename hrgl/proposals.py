"""Proposals: what the machine would group together, and what people take over from it."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, select

from hrgl import audit
from hrgl.db import fetch
from hrgl.errors import NotNow, NotValid
from hrgl.models import Clustering, Member, Placement, Theme
from hrgl.roles import Permission, require
from hrgl.statements import Disposition, Said, said
from hrgl.synthesis.checks import PairF1, pair_f1
from hrgl.themes import live

CLUSTERED = {Disposition.OPEN, Disposition.CITED}


def material(session: Session, *, edition_id: int) -> list[Said]:
    """The statements a proposal is made of: all that were not left out, in order of reference."""
    return [s for s in said(session, edition_id=edition_id) if s.disposition in CLUSTERED]


def digest(statements: Sequence[Said]) -> str:
    """What tells one state of the material from another: references and texts."""
    lines = sorted(f"{s.reference}\t{s.text}" for s in statements)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def store(
    session: Session,
    actor: Member,
    *,
    model: str,
    parameters: dict[str, Any],
    statements_sha256: str,
    result: dict[str, Any],
) -> Clustering:
    """Keep what one run of the machine gave: themes, typical statements, queue, fit."""
    require(actor, Permission.PROPOSE)
    clustering = Clustering(
        edition_id=actor.edition_id,
        member_id=actor.id,
        model=model,
        parameters=parameters,
        statements_sha256=statements_sha256,
        result=result,
    )
    session.add(clustering)
    audit.record(session, actor, "themes.proposed", clustering, themes=len(result["themes"]))
    return clustering


@dataclass(frozen=True)
class ProposedTheme:
    """One group of a proposal beside what people have decided so far.

    `stability`: how often two of its statements stay together in samples, 0 to 1.
    `torn`: statements that could as well stand in another group, with that group's title.
    """

    number: int
    title: str
    typical: tuple[Said, ...]
    statements: tuple[Said, ...]
    into: Theme | None
    joining: tuple[Said, ...]
    moving: tuple[Said, ...]
    staying: tuple[Said, ...]
    stability: float | None
    torn: tuple[tuple[Said, str], ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether all its statements already stand there, or where a person put them."""
        return not self.joining and not self.moving


@dataclass(frozen=True)
class Kept:
    """How far people stayed with a proposal, over the statements it placed that stand in a theme.

    `elsewhere`: how many of them a person put into another theme than the one it continues.
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
    queue: tuple[Said, ...]
    out_of_date: bool

    @cached_property
    def kept(self) -> Kept | None:
        """How far people stayed with it; nothing as long as no statement of it stands anywhere."""
        placed = [(t, s) for t in self.themes for s in t.statements if s.theme_id is not None]
        if not placed:
            return None
        pairs = pair_f1([t.number for t, _ in placed], [s.theme_id for _, s in placed])
        return Kept(len(placed), sum(len(t.staying) for t in self.themes), pairs)


def latest(session: Session, *, edition_id: int) -> Proposal | None:
    """The newest proposal, if one was ever made."""
    clustering = session.exec(
        select(Clustering)
        .where(Clustering.edition_id == edition_id)
        .order_by(col(Clustering.id).desc())
        .limit(1)
    ).first()
    return _compare(session, clustering) if clustering else None


def _compare(session: Session, clustering: Clustering) -> Proposal:
    now = material(session, edition_id=clustering.edition_id)
    by_reference = {s.reference: s for s in now}
    groups = [
        tuple(by_reference[r] for r in theme["statements"] if r in by_reference)
        for theme in clustering.result["themes"]
    ]
    into = _counterparts(groups, live(session, edition_id=clustering.edition_id))
    # proposals made before there was an answer to this know neither stability nor torn
    titles = [theme["title"] for theme in clustering.result["themes"]]
    torn = clustering.result.get("torn", {})
    themes = []
    for number, (theme, group) in enumerate(
        zip(clustering.result["themes"], groups, strict=True), start=1
    ):
        target = into.get(number - 1)
        placed_here = target.id if target else None
        elsewhere = [s for s in group if s.theme_id not in (None, placed_here)]
        themes.append(
            ProposedTheme(
                number=number,
                title=theme["title"],
                typical=tuple(by_reference[r] for r in theme["typical"] if r in by_reference),
                statements=group,
                into=target,
                joining=tuple(s for s in group if s.theme_id is None),
                moving=tuple(s for s in elsewhere if not s.pinned),
                staying=tuple(s for s in elsewhere if s.pinned),
                stability=theme.get("stability"),
                torn=tuple((s, titles[torn[s.reference]]) for s in group if s.reference in torn),
            )
        )
    queue = tuple(by_reference[r] for r in clustering.result["queue"] if r in by_reference)
    old = digest(now) != clustering.statements_sha256
    return Proposal(clustering.id, clustering.created_at, tuple(themes), queue, old)


def _counterparts(
    groups: Sequence[tuple[Said, ...]], existing: Sequence[Theme]
) -> dict[int, Theme]:
    """Which existing theme each group continues: the one it shares most with, one to one.

    Shared is what makes up at least half of either side's placed statements.
    """
    sizes = Counter(s.theme_id for group in groups for s in group if s.theme_id is not None)
    by_id = {theme.id: theme for theme in existing}
    pairs = []
    for at, group in enumerate(groups):
        placed = Counter(s.theme_id for s in group if s.theme_id in by_id)
        for theme_id, shared in placed.items():
            if theme_id is not None and 2 * shared >= min(placed.total(), sizes[theme_id]):
                pairs.append((-shared, at, theme_id))
    found: dict[int, Theme] = {}
    taken: set[int] = set()
    for _, at, theme_id in sorted(pairs):
        if at not in found and theme_id not in taken:
            found[at] = by_id[theme_id]
            taken.add(theme_id)
    return found


def adopt(
    session: Session, actor: Member, *, clustering_id: int, numbers: Sequence[int] | None = None
) -> list[Theme]:
    """Take over a proposal, whole or the groups of these numbers; pinned statements stay put."""
    require(actor, Permission.PLACE)
    clustering = fetch(session, Clustering, clustering_id, actor=actor)
    proposal = _compare(session, clustering)
    chosen = [t for t in proposal.themes if numbers is None or t.number in set(numbers)]
    if not chosen:
        raise NotValid("Pick at least one of the proposed themes.")
    if all(t.changes_nothing for t in chosen):
        raise NotNow("These themes are already as proposed.")
    fit = clustering.result["fit"]
    adopted = [
        _adopt_one(session, actor, clustering, theme, fit)
        for theme in chosen
        if not theme.changes_nothing
    ]
    _end_the_empty(session, actor.edition_id)
    audit.record(
        session, actor, "proposal.adopted", clustering, themes=[theme.id for theme in adopted]
    )
    return adopted


def _adopt_one(
    session: Session,
    actor: Member,
    clustering: Clustering,
    proposed: ProposedTheme,
    fit: dict[str, float],
) -> Theme:
    theme = proposed.into
    if theme is None:
        theme = Theme(
            edition_id=actor.edition_id,
            name=_free_name(session, actor.edition_id, proposed.title),
            clustering_id=clustering.id,
        )
        session.add(theme)
        session.flush()
    moved = {s.id for s in proposed.moving}
    placed = select(Placement).where(col(Placement.statement_id).in_(moved))
    for placement in session.exec(placed).all():
        session.delete(placement)
    session.flush()
    for statement in (*proposed.joining, *proposed.moving):
        session.add(
            Placement(
                statement_id=statement.id,
                theme_id=theme.id,
                member_id=actor.id,
                clustering_id=clustering.id,
                fit=fit.get(statement.reference),
            )
        )
    session.flush()
    return theme


def _free_name(session: Session, edition_id: int, title: str) -> str:
    names = {theme.name.casefold() for theme in live(session, edition_id=edition_id)}
    name, number = title, 2
    while name.casefold() in names:
        name, number = f"{title} ({number})", number + 1
    return name


def _end_the_empty(session: Session, edition_id: int) -> None:
    """A theme that only the machine knew and that has lost all its statements is dissolved."""
    filled = set(session.exec(select(Placement.theme_id).distinct()).all())
    for theme in live(session, edition_id=edition_id):
        untouched = not theme.named_by_person and not theme.reviewed
        if untouched and theme.clustering_id is not None and theme.id not in filled:
            theme.dissolved = True


def as_json(proposal: Proposal) -> dict[str, Any]:
    """A proposal in the shape that other programs rely on."""
    return {
        "themes": [
            {
                "title": theme.title,
                "statements": [s.reference for s in theme.statements],
                "typical": [s.reference for s in theme.typical],
            }
            for theme in proposal.themes
        ],
        "queue": [s.reference for s in proposal.queue],
    }
