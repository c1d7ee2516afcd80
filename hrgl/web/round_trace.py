"""What became of comments on drafts, for whoever has their receipt; and what they say to that."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from hrgl.core.enums import Reaction
from hrgl.core.zones import clock_time
from hrgl.encouragements.commenting import reacting
from hrgl.encouragements.commenting.followed import FollowedComment
from hrgl.web.forms import plain_number

_REACTIONS = {"agree": Reaction.AGREED, "disagree": Reaction.NOT_AGREED}
OF_COMMENTS = {
    "agree": "It is kept that you agree.",
    "disagree": "It is kept that you do not agree. Facilitators read it beside their answer.",
    "withdraw_comment": "It is withdrawn: nothing of your words stays.",
}


def do_with_comment(session: Session, receipt: str, what: str, typed: Mapping[str, str]) -> None:
    """Let the sender agree with what became of a comment, or not, or take the comment back."""
    comment_id = plain_number(typed.get("comment")) or 0
    actor = reacting.sender_of(session, receipt=receipt, comment_id=comment_id)
    if what == "withdraw_comment":
        reacting.withdraw_comment(session, actor, receipt=receipt, comment_id=comment_id)
        return
    reacting.react(
        session,
        actor,
        receipt=receipt,
        comment_id=comment_id,
        reaction=_REACTIONS[what],
        words=typed.get("words", ""),
        seen_version=plain_number(typed.get("version")) or 0,
    )


def comment_words(said: Sequence[FollowedComment], refused: Mapping[str, str]) -> dict[str, Any]:
    """What the page shows of comments; of a reaction that was refused, what was typed."""
    return {
        "said": said,
        "said_at": {each.id: clock_time(each.sent_at) for each in said},
        "kept_comment": plain_number(refused.get("comment")),
        "kept_words": refused.get("words", ""),
        "longest_reaction": reacting.LONGEST_REACTION,
    }
