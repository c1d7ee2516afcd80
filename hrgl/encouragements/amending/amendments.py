"""Amendments as they are read: what each changes where, and with which others it collides."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from sqlmodel import Session, col, select

from hrgl.core.enums import AmendmentOutcome, Recommendation, WordingField
from hrgl.core.models import Amendment, Encouragement, Member, Wording
from hrgl.synthesis.wording.amending import OtherWords, carried, overlap

# what became of an amendment, in words
OUTCOME_WORDS = {
    AmendmentOutcome.ACCEPTED: "accepted",
    AmendmentOutcome.MODIFIED: "accepted with other words",
    AmendmentOutcome.DECLINED: "declined",
    AmendmentOutcome.ELSEWHERE: "dealt with elsewhere",
    AmendmentOutcome.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True)
class AmendmentView:
    """An amendment as it stands; `wording` is the number of the one it was proposed to.

    `place` is where its words stand in the current wording: None if they changed since, or if it
    is not open any more. `who` brought it, `author` is who wrote it by the file it came in.
    """

    id: int
    version: int
    number: int
    encouragement_id: int
    wording: int
    wording_id: int
    field: WordingField
    before: str
    after: str
    place: tuple[int, int] | None
    reason: str
    member_id: int
    who: str
    author: str
    dated: str
    at: datetime
    review_id: int | None
    returned_id: int | None
    to_id: int | None
    recommendation: Recommendation | None
    recommendation_reason: str
    outcome: AmendmentOutcome | None
    outcome_reason: str
    taken_words: str | None
    taken_into: int | None
    meeting_id: int | None
    collides_with: tuple[int, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nothing became of it yet."""
        return self.outcome is None

    @property
    def whose(self) -> str:
        """Who is named for it: the author by the file, or whoever proposed it."""
        return self.author or self.who

    @property
    def undisputed(self) -> bool:
        """Whether what is recommended can be followed as it is: nothing stands against it."""
        if not self.open or self.collides_with:
            return False
        if self.recommendation is Recommendation.ACCEPTED:
            return self.place is not None
        return self.recommendation in {Recommendation.DECLINED, Recommendation.ELSEWHERE}


def amendments(
    session: Session, *, edition_id: int, encouragement_id: int | None = None
) -> list[AmendmentView]:
    """The amendments of an edition or of one encouragement, by their numbers."""
    query = (
        select(Amendment, Encouragement.wording, Member.name)
        .join(Encouragement, col(Encouragement.id) == Amendment.encouragement_id)
        .join(Member, col(Member.id) == Amendment.member_id)
        .where(Encouragement.edition_id == edition_id)
        .order_by(col(Amendment.encouragement_id), col(Amendment.number))
    )
    if encouragement_id is not None:
        query = query.where(Amendment.encouragement_id == encouragement_id)
    rows = session.exec(query).all()
    texts = _texts(session, {row.encouragement_id for row, *_ in rows})
    current = {(each.encouragement_id, each.number): each for each in texts.values()}
    return _with_collisions(
        [_view(row, texts, current[row.encouragement_id, number], who) for row, number, who in rows]
    )


def _texts(session: Session, encouragement_ids: set[int]) -> dict[int, Wording]:
    query = select(Wording).where(col(Wording.encouragement_id).in_(encouragement_ids))
    return {each.id: each for each in session.exec(query).all()}


def amendments_held(session: Session, *, edition_id: int) -> dict[int, list[tuple[int, str]]]:
    """By wording, which amendments it was made of: their numbers, and whose they were."""
    query = (
        select(Amendment.taken_into_id, Amendment.number, Amendment.author, Member.name)
        .join(Member, col(Member.id) == Amendment.member_id)
        .join(Encouragement, col(Encouragement.id) == Amendment.encouragement_id)
        .where(Encouragement.edition_id == edition_id, col(Amendment.taken_into_id).is_not(None))
        .order_by(col(Amendment.number))
    )
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for wording_id, number, author, name in session.exec(query).all():
        if wording_id is not None:
            found[wording_id].append((number, author or name))
    return dict(found)


def _view(row: Amendment, texts: dict[int, Wording], current: Wording, who: str) -> AmendmentView:
    proposed_to = texts[row.wording_id]
    before, now = (getattr(wording, row.field.value) for wording in (proposed_to, current))
    return AmendmentView(
        row.id,
        row.version,
        row.number,
        row.encouragement_id,
        proposed_to.number,
        proposed_to.id,
        row.field,
        before[row.start : row.end],
        row.after,
        carried(row.start, row.end, before, now) if row.outcome is None else None,
        row.reason,
        row.member_id,
        who,
        row.author,
        row.dated,
        row.proposed_at,
        row.review_id,
        row.returned_id,
        row.to_id,
        row.recommendation,
        row.recommendation_reason,
        row.outcome,
        row.outcome_reason,
        row.taken_words,
        texts[row.taken_into_id].number if row.taken_into_id else None,
        row.meeting_id,
    )


def _with_collisions(views: list[AmendmentView]) -> list[AmendmentView]:
    """The same, each with the open ones that would change the same words."""
    places: dict[tuple[int, WordingField], list[tuple[int, OtherWords]]] = defaultdict(list)
    for view in views:
        if view.place is not None:
            span = OtherWords(*view.place, view.after)
            places[view.encouragement_id, view.field].append((view.id, span))
    found: dict[int, list[int]] = defaultdict(list)
    for spans in places.values():
        for one, other in _colliding(spans):
            found[one].append(other)
            found[other].append(one)
    return [replace(view, collides_with=tuple(sorted(found.get(view.id, ())))) for view in views]


def _colliding(spans: list[tuple[int, OtherWords]]) -> Iterator[tuple[int, int]]:
    """The pairs that change the same words, found along the text: a file may bring thousands."""
    ordered = sorted(spans, key=lambda each: (each[1].start, each[1].end))
    for at, (one, span) in enumerate(ordered):
        for other, following in islice(ordered, at + 1, None):
            if following.start > span.end:
                break
            if overlap(span, following):
                yield one, other
