"""Taking over: what of a proposal is taken, as it stood on the screen, and the rows it changes."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from hrgl.core.database import fetch_statements
from hrgl.core.models import Clustering, Member, Placement, Theme
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.notes.references import short
from hrgl.notes.standing import Stand
from hrgl.notes.statements import StatementView
from hrgl.themes.placing import live
from hrgl.themes.proposals.comparison import Proposal, ProposedTheme

_NAMED = 3  # of what has changed since somebody looked


@dataclass(frozen=True)
class TakenGroup:
    """What is taken over of one group: some of its statements, each as it stood on the screen.

    `theme`: id and version of the theme that it continues, none for a new one. `called`: which of
    its titles a new one is named by.
    """

    theme: tuple[int, int] | None
    statements: Mapping[int, Stand]
    called: int = 0


def whole(theme: ProposedTheme) -> TakenGroup:
    """Everything that a group would change, as it stands at this moment."""
    changed = (*theme.joining, *theme.moving)
    return TakenGroup(_continued(theme), {s.id: s.stand for s in changed})


def _continued(theme: ProposedTheme) -> tuple[int, int] | None:
    return (theme.into.id, theme.into.version) if theme.into else None


def chosen(
    session: Session, actor: Member, proposal: Proposal, taken: Mapping[int, TakenGroup] | None
) -> list[tuple[ProposedTheme, list[StatementView]]]:
    """The groups that are taken over, each with the statements that go there; as they were seen.

    All that would change if nothing was `taken` in particular. Nothing if any of it is not so now.
    """
    if taken is None:
        every = [t for t in proposal.themes if not t.changes_nothing]
        if not every:
            raise NotNow("All of it stands as proposed: there is nothing to take over.")
        return [(t, [*t.joining, *t.moving]) for t in every]
    if not any(group.statements for group in taken.values()):
        raise NotValid("Take over at least one change.")
    there = {t.number: t for t in proposal.themes}
    ids = {key for group in taken.values() for key in group.statements}
    named = {s.id: short(s.reference) for s in fetch_statements(session, sorted(ids), actor=actor)}
    changed = [
        each
        for number, group in taken.items()
        for each in _changed(there.get(number), group, named)
    ]
    if changed:
        first = ", ".join(changed[:_NAMED])
        more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
        raise OutOfDate(
            f"What would become of {first}{more} has changed since you looked, because somebody "
            "decided something. Nothing was taken over: look again, then repeat what you did."
        )
    return [
        (
            t.called(taken[number].called),
            [s for s in (*t.joining, *t.moving) if s.id in taken[number].statements],
        )
        for number, t in there.items()
        if number in taken and taken[number].statements
    ]


def _changed(
    theme: ProposedTheme | None, group: TakenGroup, named: Mapping[int, str]
) -> Iterator[str]:
    """What of a group is not as it was seen: the theme it continues, or some of its statements."""
    if theme is None:
        yield "a group that is not there"
        return
    if _continued(theme) != group.theme:
        yield f"“{theme.name if group.theme else theme.title}”"
        return
    now = whole(theme).statements
    yield from (named[key] for key, stand in group.statements.items() if now.get(key) != stand)


def place(
    session: Session,
    actor: Member,
    clustering: Clustering,
    proposed: ProposedTheme,
    statements: Sequence[StatementView],
) -> Theme:
    """Put what is taken over of a group into the theme that it continues or begins."""
    theme = proposed.into
    if theme is None:
        theme = Theme(
            edition_id=actor.edition_id,
            name=_free_name(session, actor.edition_id, proposed.title),
            clustering_id=clustering.id,
        )
        session.add(theme)
        session.flush()
    placed = select(Placement).where(col(Placement.statement_id).in_([s.id for s in statements]))
    for placement in session.exec(placed).all():
        session.delete(placement)
    session.flush()
    fit = clustering.result["fit"]
    for statement in statements:
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


def end_the_empty(session: Session, *, edition_id: int, shaped: Container[int]) -> None:
    """A theme that only the machine knew and that has lost all its statements is dissolved."""
    filled = set(session.exec(select(Placement.theme_id).distinct()).all())
    for theme in live(session, edition_id=edition_id):
        known = theme.named_by_person or theme.id in shaped
        if not known and theme.clustering_id is not None and theme.id not in filled:
            theme.dissolved = True
