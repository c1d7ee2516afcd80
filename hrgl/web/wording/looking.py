"""What the page asks besides: what supports a sentence, what checks and participants say."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import QueryParams

from hrgl.core.models import Edition, Member
from hrgl.core.zones import clock_time, in_zone
from hrgl.encouragements.checking import checks, support
from hrgl.encouragements.checking.checks import Finding
from hrgl.encouragements.commenting import comments
from hrgl.encouragements.commenting.comments import COMMENT_KINDS, CommentView
from hrgl.web.desks.answering import number_in

_LONGEST = 600  # characters of a sentence, beyond which no more of it is looked at


def tell_support(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """The statements that support a sentence, most supporting first."""
    text = asked.get("text", "")[:_LONGEST]
    found = support.find_support(session, edition_id=member.edition_id, text=text)
    return {"ids": found.statement_ids, "note": found.note}


def tell_checks(session: Session, member: Member, _: QueryParams) -> dict[str, Any]:
    """What falls short of each encouragement and of the edition, and how many checks passed."""
    found = checks.findings(session, edition_id=member.edition_id)
    return {
        "of": [[key, list(map(_finding, of))] for key, of in found.of_encouragements.items()],
        "edition": list(map(_finding, found.of_edition)),
        "checks": found.checks,
        "passed": found.passed,
        "note": found.note,
    }


def _finding(finding: Finding) -> list[Any]:
    return [finding.sentence, finding.statements]


def tell_comments(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """What participants said of an encouragement, and what became of it."""
    one = number_in(asked, "encouragement")
    zone = session.get_one(Edition, member.edition_id).time_zone
    said = comments.of(session, edition_id=member.edition_id)
    found = next((each.comments for each in said if each.encouragement_id == one), ())
    return {"encouragement": one, "comments": [_comment(each, zone) for each in found]}


def _comment(comment: CommentView, zone: str) -> dict[str, Any]:
    at = in_zone(comment.sent_at, zone)
    return {
        "id": comment.id,
        "version": comment.version,
        "kind": COMMENT_KINDS[comment.kind],
        "text": comment.text,
        "wording": comment.wording,
        "room": comment.room,
        "at": f"{at:%d %b}, {clock_time(at)}",
        "state": comment.state.value,
        "what": comment.what,
        "reason": comment.reason,
        "who": comment.who,
        "reaction": comment.reaction_words,
    }
