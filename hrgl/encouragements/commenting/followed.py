"""What was said of drafts under a receipt: what became of it, in the words then and now."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core.enums import CommentKind, Stage
from hrgl.core.models import Comment, Edition, Encouragement, Wording, Workshop
from hrgl.core.zones import in_zone
from hrgl.editions.document_forms import lead_in_of
from hrgl.encouragements.commenting.comments import (
    COMMENT_KINDS,
    REACTION_NAMES,
    CommentState,
    said_of,
    state_of,
)
from hrgl.encouragements.commenting.drafts_shown import as_read
from hrgl.encouragements.guards import current_wording
from hrgl.notes.door.receipts import receipt_digest


@dataclass(frozen=True)
class WordingThen:
    """A wording as it is read to whoever commented on it, and which it is to them."""

    when: str
    number: int
    sentence: str
    explanation: str
    examples: str


@dataclass(frozen=True)
class FollowedComment:
    """A comment as its sender follows it; `seen_version` travels with what they say to it."""

    id: int
    seen_version: int
    edition: str
    demonstration: bool
    room: str
    place: int | None
    set_aside: bool
    proposed: bool
    kind: str
    text: str
    sent_at: datetime
    state: CommentState
    wordings: tuple[WordingThen, ...]
    what: str
    reason: str
    reaction: str
    reaction_words: str


def said_under(session: Session, *, receipt: str) -> list[FollowedComment]:
    """All comments of a receipt, however it was typed, by the places they are about."""
    return said_under_digest(session, sha256=receipt_digest(receipt))


def said_under_digest(session: Session, *, sha256: str) -> list[FollowedComment]:
    """The same for a receipt of which the digest is known."""
    query = (
        select(Comment, Encouragement, Edition, Wording)
        .join(Encouragement, col(Encouragement.id) == Comment.encouragement_id)
        .join(Edition, col(Edition.id) == Encouragement.edition_id)
        .join(Wording, col(Wording.id) == Comment.wording_id)
        .where(Comment.receipt_sha256 == sha256)
        .order_by(col(Encouragement.place).nulls_last(), col(Encouragement.id), col(Comment.id))
    )
    return [_followed(session, *row) for row in session.exec(query).all()]


def _followed(
    session: Session, row: Comment, encouragement: Encouragement, edition: Edition, wording: Wording
) -> FollowedComment:
    room = session.get_one(Workshop, row.workshop_id) if row.workshop_id is not None else None
    taken = session.get_one(Wording, row.taken_up_in_id) if row.taken_up_in_id else None
    lead_in = lead_in_of(session, edition_id=edition.id)
    return FollowedComment(
        row.id,
        row.version,
        edition.title,
        edition.demonstration,
        f"Workshop {room.code}: {room.title}" if room else edition.title,
        encouragement.place,
        encouragement.stage is Stage.SET_ASIDE,
        row.kind is CommentKind.PROPOSAL,
        COMMENT_KINDS[row.kind],
        row.text,
        in_zone(row.sent_at, edition.time_zone),
        state_of(row),
        _wordings(lead_in, wording, taken, current_wording(session, encouragement)),
        said_of(row.answer, taken.number if taken else None),
        row.reason if row.answer else "",
        REACTION_NAMES[row.reaction] if row.reaction else "",
        row.reaction_words,
    )


def _wordings(
    lead_in: str, then: Wording, taken: Wording | None, now: Wording
) -> tuple[WordingThen, ...]:
    """What was commented on, what took the comment up, what stands there now: each once."""
    told: dict[int, WordingThen] = {}
    for when, wording in (("Then", then), ("Now", now), ("Taken up", taken)):
        if wording is not None and wording.id not in told:
            sentence = f"{lead_in} {wording.heading}" if wording.heading else ""
            texts = as_read(sentence, wording.explanation, wording.examples)
            told[wording.id] = WordingThen(when, wording.number, *texts)
    return tuple(sorted(told.values(), key=lambda each: each.number))
