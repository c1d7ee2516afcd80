"""Comments of participants on the drafts: what each says, what became of it, what waits."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, func, select

from hrgl.core.enums import CommentAnswer, CommentKind, Reaction, Stage
from hrgl.core.models import Comment, Edition, Encouragement, Member, Wording, Workshop
from hrgl.editions.attribution import rooms_told


class CommentState(StrEnum):
    """Where a comment stands; exactly one of these, whatever was done."""

    WAITING = "waiting"
    COUNTED = "counted"
    COLLECTED = "collected"
    ANSWERED = "answered"
    AGREED = "agreed"
    NOT_AGREED = "not agreed"
    WITHDRAWN = "withdrawn"


COMMENT_KINDS = {
    CommentKind.COMMENT: "comment",
    CommentKind.SUPPORTS: "supports my experience",
    CommentKind.MISSING: "something is missing",
    CommentKind.PROPOSAL: "proposal for local implementation",
}
ANSWER_NAMES = {
    CommentAnswer.TAKEN_UP: "taken up",
    CommentAnswer.IN_PART: "taken up in part",
    CommentAnswer.NOT_TAKEN_UP: "not taken up",
    CommentAnswer.ELSEWHERE: "dealt with elsewhere",
}
REACTION_NAMES = {Reaction.AGREED: "agreed", Reaction.NOT_AGREED: "not agreed"}


def state_of(row: Comment) -> CommentState:
    """Where a comment stands.

    Who only says that it matches their experience waits for nothing, nor does who proposes how
    what is published could be put into practice.
    """
    if row.withdrawn:
        return CommentState.WITHDRAWN
    if row.reaction is not None:
        agreed = row.reaction is Reaction.AGREED
        return CommentState.AGREED if agreed else CommentState.NOT_AGREED
    if row.answer is not None:
        return CommentState.ANSWERED
    if row.kind is CommentKind.PROPOSAL:
        return CommentState.COLLECTED
    return CommentState.WAITING if row.text else CommentState.COUNTED


def said_of(answer: CommentAnswer | None, wording: int | None) -> str:
    """What became of a comment, in the fixed words: "taken up in wording 4"."""
    if answer is None:
        return ""
    if wording is None:
        return ANSWER_NAMES[answer]
    part = " in part" if answer is CommentAnswer.IN_PART else ""
    return f"taken up{part} in wording {wording}"


@dataclass(frozen=True)
class CommentView:
    """A comment as people of the edition read it; of its sender at most the room.

    `wording` is what it was said of; `what` is what became of it, in words, `who` answered.
    """

    id: int
    version: int
    encouragement_id: int
    kind: CommentKind
    text: str
    wording: int
    room: str
    sent_at: datetime
    state: CommentState
    what: str
    reason: str
    who: str
    reaction_words: str


@dataclass(frozen=True)
class Commented:
    """An encouragement, and all that participants said of its wordings, the longest ago first."""

    encouragement_id: int
    place: int | None
    heading: str
    wording: int
    set_aside: bool
    comments: tuple[CommentView, ...]

    def count(self, state: CommentState) -> int:
        """How many comments stand so."""
        return sum(1 for each in self.comments if each.state is state)

    @property
    def waiting(self) -> tuple[CommentView, ...]:
        """What nobody has answered yet."""
        return tuple(each for each in self.comments if each.state is CommentState.WAITING)

    @property
    def kinds(self) -> dict[CommentKind, int]:
        """How many said what, of those that were not withdrawn."""
        stands = (each for each in self.comments if each.state is not CommentState.WITHDRAWN)
        return dict(Counter(each.kind for each in stands))


def of(session: Session, *, edition_id: int) -> list[Commented]:
    """What was said of each encouragement, by their places; only those that anything was said of.

    A comment stands with the wording it was said of, whatever became of that since.
    """
    found: dict[int, list[CommentView]] = defaultdict(list)
    for view in _views(session, edition_id):
        found[view.encouragement_id].append(view)
    query = (
        select(Encouragement, Wording.heading)
        .join(Wording, col(Wording.encouragement_id) == Encouragement.id)
        .where(
            Encouragement.edition_id == edition_id,
            Wording.number == Encouragement.wording,
            col(Encouragement.id).in_(select(Comment.encouragement_id)),
        )
        .order_by(col(Encouragement.place).nulls_last(), col(Encouragement.id))
    )
    return [
        Commented(
            row.id,
            row.place,
            heading,
            row.wording,
            row.stage is Stage.SET_ASIDE,
            tuple(found[row.id]),
        )
        for row, heading in session.exec(query).all()
    ]


def _views(session: Session, edition_id: int) -> Iterable[CommentView]:
    query = (
        select(Comment, Member.name, Workshop.code)
        .join(Encouragement, col(Encouragement.id) == Comment.encouragement_id)
        .outerjoin(Member, col(Member.id) == Comment.member_id)
        .outerjoin(Workshop, col(Workshop.id) == Comment.workshop_id)
        .where(Encouragement.edition_id == edition_id)
        .order_by(col(Comment.sent_at), col(Comment.id))
    )
    rows = session.exec(query).all()
    numbers = _numbers(session, edition_id)
    stands = [(c.workshop_id, c.receipt_sha256) for c, *_ in rows if not c.withdrawn]
    told = rooms_told(stands, session.get_one(Edition, edition_id))
    for comment, who, code in rows:
        room = code if comment.workshop_id in told else ""
        what = said_of(comment.answer, numbers.get(comment.taken_up_in_id or 0))
        yield _view(comment, numbers[comment.wording_id], room, what, who or "")


def _numbers(session: Session, edition_id: int) -> dict[int, int]:
    """The number of every wording of an edition."""
    query = (
        select(Wording.id, Wording.number)
        .join(Encouragement, col(Encouragement.id) == Wording.encouragement_id)
        .where(Encouragement.edition_id == edition_id)
    )
    return dict(session.exec(query).all())


def _view(row: Comment, number: int, room: str, what: str, who: str) -> CommentView:
    return CommentView(
        row.id,
        row.version,
        row.encouragement_id,
        row.kind,
        row.text,
        number,
        room,
        row.sent_at,
        state_of(row),
        what,
        row.reason if row.answer else "",
        who,
        row.reaction_words,
    )


def waiting_comments(session: Session, *, edition_id: int) -> dict[int, int]:
    """How many comments wait for an answer on each encouragement, the first place first."""
    query = (
        select(Encouragement.id, func.count(col(Comment.id)))
        .join(Comment, col(Comment.encouragement_id) == Encouragement.id)
        .where(
            Encouragement.edition_id == edition_id,
            col(Comment.answer).is_(None),
            col(Comment.withdrawn).is_(False),
            Comment.text != "",
            Comment.kind != CommentKind.PROPOSAL,
        )
        .group_by(col(Encouragement.id), col(Encouragement.place))
        .order_by(col(Encouragement.place).nulls_last(), col(Encouragement.id))
    )
    return dict(session.exec(query).all())
