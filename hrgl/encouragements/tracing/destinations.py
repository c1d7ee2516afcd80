"""Encouragements as a trace names them: by place and heading, now and at an earlier moment."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from hrgl.core.enums import Stage, Support
from hrgl.core.models import Encouragement, EncouragementTheme, Evidence, Theme, Wording


class NumberedText(NamedTuple):
    """One numbered wording of an encouragement, and since when it has been written."""

    number: int
    heading: str
    explanation: str
    examples: str
    at: datetime


@dataclass(frozen=True)
class Destination:
    """An encouragement to which a trace may lead, with all its wordings by number."""

    id: int
    place: int | None
    stage: Stage
    because: str
    merged_into_id: int | None
    now: NumberedText
    wordings: tuple[NumberedText, ...]

    def then(self, moment: datetime) -> NumberedText:
        """How it read at a moment."""
        before = [each for each in self.wordings if each.at <= moment]
        return (before or self.wordings[:1])[-1]

    @property
    def named(self) -> str:
        """Its place, if it has one, and its heading: 5 “buy with human rights in mind”."""
        return named_destination(self.id, self.place, self.now.heading)


def named_destination(encouragement_id: int, place: int | None, heading: str) -> str:
    """An encouragement in a sentence, also where it has no heading yet."""
    if place:
        return f"{place} “{heading}”" if heading else f"{place} (no heading yet)"
    return f"candidate “{heading}”" if heading else f"candidate {encouragement_id} (no heading yet)"


def destinations(session: Session, *, edition_id: int) -> dict[int, Destination]:
    """Every encouragement of an edition, those with a place first, then as they were begun."""
    query = (
        select(Wording)
        .join(Encouragement, col(Encouragement.id) == Wording.encouragement_id)
        .where(Encouragement.edition_id == edition_id)
        .order_by(col(Wording.number))
    )
    texts: dict[int, dict[int, NumberedText]] = defaultdict(dict)
    for each in session.exec(query).all():
        text = NumberedText(
            each.number, each.heading, each.explanation, each.examples, each.created_at
        )
        texts[each.encouragement_id][each.number] = text
    rows = session.exec(
        select(Encouragement)
        .where(Encouragement.edition_id == edition_id)
        .order_by(col(Encouragement.place).nulls_last(), col(Encouragement.id))
    ).all()
    return {row.id: _destination(row, texts[row.id]) for row in rows}


def _destination(row: Encouragement, texts: dict[int, NumberedText]) -> Destination:
    return Destination(
        row.id,
        row.place,
        row.stage,
        row.set_aside_because,
        row.merged_into_id,
        texts[row.wording],
        tuple(texts.values()),
    )


@dataclass(frozen=True)
class Whereto:
    """Where everything of an edition leads at this moment.

    `cited`: statement → the encouragements that cite it, and as what, those with a place first.
    `themes`: every theme there ever was; `worded`: theme → the encouragements worded from it.
    """

    encouragements: dict[int, Destination]
    cited: dict[int, tuple[tuple[int, Support], ...]]
    themes: dict[int, Theme]
    worded: dict[int, tuple[int, ...]]


def whereto(session: Session, *, edition_id: int) -> Whereto:
    """What a trace needs to know besides the statements."""
    there = destinations(session, edition_id=edition_id)
    cited: dict[int, dict[int, Support]] = defaultdict(dict)
    evidence = select(Evidence).join(
        Encouragement, col(Encouragement.id) == Evidence.encouragement_id
    )
    for each in session.exec(evidence.where(Encouragement.edition_id == edition_id)).all():
        cited[each.statement_id][each.encouragement_id] = each.support
    themes = session.exec(select(Theme).where(Theme.edition_id == edition_id)).all()
    from_themes = session.exec(
        select(EncouragementTheme).where(col(EncouragementTheme.encouragement_id).in_(list(there)))
    ).all()
    worded: dict[int, set[int]] = defaultdict(set)
    for link in from_themes:
        if there[link.encouragement_id].stage is not Stage.SET_ASIDE:
            worded[link.theme_id].add(link.encouragement_id)
    return Whereto(
        there,
        {key: tuple((e, found[e]) for e in there if e in found) for key, found in cited.items()},
        {theme.id: theme for theme in themes},
        {key: tuple(e for e in there if e in found) for key, found in worded.items()},
    )
