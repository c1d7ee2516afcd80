"""A round on the drafts, and participants who speak in it."""

from typing import Any

from sqlmodel import Session, select

from hrgl.core import codes
from hrgl.core.enums import CommentAnswer, CommentKind, Reaction
from hrgl.core.models import Comment, Encouragement, Round
from hrgl.core.permissions import Permission
from hrgl.encouragements.commenting import answering, commenting, reacting
from hrgl.encouragements.commenting.commenting import Saying, mark_of
from hrgl.notes.door import rounds
from hrgl.notes.door.rounds import DraftsLink
from tests.builders import World

# The acts of a round with the permission each needs and what it is called with.
NOWHERE = DraftsLink(0, None, "", (), True, False, "", "", False, "", "", False)
ROUND_MODULES = (answering, commenting, reacting, rounds)
ROUND_ACTS: dict[str, tuple[Permission, dict[str, Any]]] = {
    "rounds.set_round": (
        Permission.HOLD_ROUND,
        {"workshop_id": None, "is_open": True, "seen_version": 0},
    ),
    "commenting.say": (
        Permission.SEND,
        {"saying": Saying(NOWHERE, "s", 0, 1, "m", CommentKind.COMMENT, "A word.")},
    ),
    "reacting.react": (
        Permission.SEND,
        {"receipt": "", "comment_id": 0, "reaction": Reaction.AGREED, "seen_version": 1},
    ),
    "reacting.withdraw_comment": (Permission.SEND, {"receipt": "", "comment_id": 0}),
    "answering.answer_comments": (
        Permission.ANSWER,
        {"comment_ids": [0], "answer": CommentAnswer.TAKEN_UP, "seen": {0: 1}},
    ),
}


def set_round(
    session: Session, here: World, *, is_open: bool = True, of_room: bool = False, version: int = 0
) -> Round:
    """The round for everybody, or of the world's room."""
    room = here.workshop.id if of_room else None
    return rounds.set_round(
        session, here.facilitator, workshop_id=room, is_open=is_open, seen_version=version
    )


def shown(session: Session, here: World) -> DraftsLink:
    """Where the link of the world's first round leads."""
    code = session.exec(
        select(Round.code).where(Round.edition_id == here.edition.id).order_by(Round.code)
    ).first()
    found = rounds.shown_by(session, code=code or "")
    assert found is not None
    return found


def saying(
    where: DraftsLink,
    row: Encouragement,
    text: str = "The elders are missing",
    kind: CommentKind = CommentKind.COMMENT,
    **more: object,
) -> Saying:
    """A word on the wording an encouragement has now, or (`wording`) had, from a page of ours."""
    wording = more.pop("wording", row.wording)
    assert isinstance(wording, int)
    mark = mark_of(where.keys[0], row.id, wording)
    fields = {"sender": "sender-0123456789", **more}
    return Saying(
        where, encouragement_id=row.id, wording=wording, mark=mark, kind=kind, text=text, **fields
    )  # type: ignore[arg-type]


def say(
    session: Session,
    here: World,
    row: Encouragement,
    text: str = "The elders are missing",
    kind: CommentKind = CommentKind.COMMENT,
    **more: object,
) -> tuple[Comment, str]:
    """A comment, and the receipt that its sender is shown."""
    word = saying(shown(session, here), row, text, kind, **more)
    made = commenting.say(session, commenting.speaker(session, word.shown), saying=word)
    return made, codes.receipt_of(word.shown.keys[0], word.sender)


def two_comments(session: Session, here: World, row: Encouragement) -> None:
    """A round in which two things were said."""
    set_round(session, here)
    for text in ("Too vague", "Too long"):
        say(session, here, row, text)


def answer(
    session: Session,
    here: World,
    *rows: Comment,
    as_what: CommentAnswer = CommentAnswer.NOT_TAKEN_UP,
    reason: str = "It stands in place 2.",
    wording: int | None = None,
) -> list[Comment]:
    return answering.answer_comments(
        session,
        here.facilitator,
        comment_ids=[row.id for row in rows],
        answer=as_what,
        reason=reason,
        seen={row.id: row.version for row in rows},
        wording=wording,
    )


def react(
    session: Session,
    row: Comment,
    receipt: str,
    reaction: Reaction = Reaction.AGREED,
    words: str = "",
) -> Comment:
    return reacting.react(
        session,
        reacting.sender_of(session, receipt=receipt, comment_id=row.id),
        receipt=receipt,
        comment_id=row.id,
        reaction=reaction,
        words=words,
        seen_version=row.version,
    )
