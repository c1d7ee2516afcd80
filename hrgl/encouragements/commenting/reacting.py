"""Reacting: what the sender of a comment says to its answer, or that they take the comment back."""

from sqlmodel import Session

from hrgl.core import audit, codes
from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.enums import Reaction
from hrgl.core.models import Comment, Encouragement, Member
from hrgl.core.permissions import Permission, require
from hrgl.editions.editions import one_line
from hrgl.encouragements.commenting.commenting import nameless_speaker
from hrgl.encouragements.guards import encouragement_then
from hrgl.errors import NotFound, NotNow, OutOfDate

LONGEST_REACTION = 500
_NO_COMMENT = "There is no comment with this receipt. Compare it with what you wrote down."


def react(
    session: Session,
    actor: Member,
    *,
    receipt: str,
    comment_id: int,
    reaction: Reaction,
    words: str = "",
    seen_version: int,
) -> Comment:
    """Agree with what became of one's comment, or not, with a word on it; both are kept."""
    require(actor, Permission.SEND)
    row = _theirs(session, actor, receipt, comment_id)
    if row.answer is None:
        raise NotNow("This comment waits for its answer again. Look again later.")
    if row.reaction is not None:
        raise NotNow("You have said so already. It is kept as you said it.")
    if row.version != seen_version:
        raise OutOfDate(
            "The answer was changed after you had looked it up. Read it again, then say whether "
            "you agree."
        )
    row.reaction_words = one_line(words, LONGEST_REACTION, "word on it", "words")
    row.reaction, row.reacted_at = reaction, now()
    encouragement = session.get_one(Encouragement, row.encouragement_id)
    audit.record(
        session,
        actor,
        "comment.reacted",
        row,
        **encouragement_then(session, encouragement),
        reaction=reaction.value,
    )
    return row


def withdraw_comment(session: Session, actor: Member, *, receipt: str, comment_id: int) -> Comment:
    """Take a comment back: nothing of its words stays."""
    require(actor, Permission.SEND)
    row = _theirs(session, actor, receipt, comment_id)
    if row.withdrawn:
        return row
    row.withdrawn, row.text, row.reaction_words = True, "", ""
    encouragement = session.get_one(Encouragement, row.encouragement_id)
    audit.record(
        session, actor, "comment.withdrawn", row, **encouragement_then(session, encouragement)
    )
    return row


def sender_of(session: Session, *, receipt: str, comment_id: int) -> Member:
    """In whose name the sender of a comment acts who has its receipt."""
    row = session.get(Comment, comment_id)
    if row is None or row.receipt_sha256 != codes.code_digest(codes.normalised_code(receipt)):
        raise NotFound(_NO_COMMENT)
    encouragement = session.get_one(Encouragement, row.encouragement_id)
    return nameless_speaker(session, encouragement.edition_id, row.workshop_id)


def _theirs(session: Session, actor: Member, receipt: str, comment_id: int) -> Comment:
    row = session.get(Comment, comment_id, with_for_update=True)
    digest = codes.code_digest(codes.normalised_code(receipt))
    if row is None or row.receipt_sha256 != digest:
        raise NotFound(_NO_COMMENT)
    return fetch(session, Comment, comment_id, actor=actor)
