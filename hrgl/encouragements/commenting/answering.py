"""Answering comments: one or many at once, with a fixed word and a reason."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from hrgl.core import audit, changes
from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.enums import CommentAnswer
from hrgl.core.models import Comment, Edition, Encouragement, Member, Wording
from hrgl.core.permissions import Permission, require
from hrgl.core.telling import Told
from hrgl.encouragements.guards import encouragement_then
from hrgl.errors import NotNow, NotValid

LONGEST_ANSWER, MOST_ANSWERED_AT_ONCE = 2000, 500
TAKING_UP = frozenset({CommentAnswer.TAKEN_UP, CommentAnswer.IN_PART})


def answer_comments(
    session: Session,
    actor: Member,
    *,
    comment_ids: Sequence[int],
    answer: CommentAnswer,
    reason: str = "",
    seen: Mapping[int, int],
    wording: int | None = None,
) -> list[Comment]:
    """Say what became of comments, and why; their senders read it.

    `seen` holds the version of each; `wording` is the number of the one that takes them up, if it
    is not the current one. One act with one entry; taken back, all of them wait again.
    """
    require(actor, Permission.ANSWER)
    reason = _reason(answer, reason)
    ids = sorted(set(comment_ids))
    if not 0 < len(ids) <= MOST_ANSWERED_AT_ONCE:
        raise NotValid(f"Choose at least one comment and at most {MOST_ANSWERED_AT_ONCE}.")
    rows = [fetch(session, Comment, key, actor=actor, seen_version=seen.get(key, 0)) for key in ids]
    for row in rows:
        _refuse_unless_it_waits(row)
        row.taken_up_in_id = _taken_up_in(session, row, wording) if answer in TAKING_UP else None
        row.answer, row.reason = answer, reason
        row.member_id, row.answered_at = actor.id, now()
    session.flush()
    changes.note_answered(session, rows)
    audit.record(
        session,
        actor,
        "comments.answered",
        session.get_one(Edition, actor.edition_id),
        **_about(session, rows),
        number=len(rows),
        answer=answer.value,
        comments=ids,
    )
    return rows


def _reason(answer: CommentAnswer, reason: str) -> str:
    reason = reason.strip()
    if len(reason) > LONGEST_ANSWER:
        raise NotValid(f"The reason is too long: at most {LONGEST_ANSWER} characters.", "reason")
    if not reason and answer is not CommentAnswer.TAKEN_UP:
        raise NotValid("Please say why in a few words: whoever said it reads them.", "reason")
    return reason


def _refuse_unless_it_waits(row: Comment) -> None:
    if row.withdrawn:
        raise NotNow("One of these comments was withdrawn by its sender. Choose again.")
    if row.answer is not None:
        raise NotNow("One of these comments has been answered already. Take that back first.")


def _taken_up_in(session: Session, row: Comment, number: int | None) -> int:
    """The wording that takes a comment up: one that was written after the commented one."""
    number = number or session.get_one(Encouragement, row.encouragement_id).wording
    said_of_number = session.get_one(Wording, row.wording_id).number
    found = session.exec(
        select(Wording.id).where(
            Wording.encouragement_id == row.encouragement_id, col(Wording.number) == number
        )
    ).first()
    if found is None:
        raise NotValid(f"There is no wording {number} of this encouragement.", "wording")
    if number <= said_of_number:
        raise NotNow(
            f"The comment was made on wording {said_of_number}, and wording {number} is no later "
            "one. Reword the encouragement first, or give another answer."
        )
    return found


def _about(session: Session, rows: Sequence[Comment]) -> Told:
    """What the history tells besides: the encouragement if it is one, and the wording."""
    about = {row.encouragement_id for row in rows}
    if len(about) > 1:
        return {"encouragements": sorted(about)}
    told = encouragement_then(session, session.get_one(Encouragement, rows[0].encouragement_id))
    taken_up_in = rows[0].taken_up_in_id
    if taken_up_in is None:
        return told
    return {**told, "wording": session.get_one(Wording, taken_up_in).number}
