"""What desks are told of amendments: each with its place, its reasons and what became of it."""

from collections import defaultdict
from typing import Any

from sqlmodel import Session

from hrgl.core.models import Edition, Member
from hrgl.core.permissions import Permission, allows
from hrgl.core.zones import clock_time, in_zone
from hrgl.encouragements.amending.amendments import AmendmentView, amendments, amendments_held


def amendments_told(
    session: Session, member: Member, encouragement_id: int | None = None
) -> dict[int, list[dict[str, Any]]]:
    """By encouragement, its amendments by their numbers."""
    zone = session.get_one(Edition, member.edition_id).time_zone
    found = amendments(session, edition_id=member.edition_id, encouragement_id=encouragement_id)
    told: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for view in found:
        told[view.encouragement_id].append(_told(view, member, zone))
    return dict(told)


def held_told(session: Session, member: Member) -> dict[int, list[list[Any]]]:
    """By wording, the numbers of the amendments that it holds, and whose they were."""
    found = amendments_held(session, edition_id=member.edition_id)
    return {wording_id: [list(each) for each in some] for wording_id, some in found.items()}


def _told(view: AmendmentView, member: Member, zone: str) -> dict[str, Any]:
    at = in_zone(view.at, zone)
    from_file = view.returned_id is not None
    return {
        "id": view.id,
        "version": view.version,
        "number": view.number,
        "field": view.field.value,
        "before": view.before,
        "after": view.after,
        "place": view.place,
        "wording": view.wording,
        "reason": view.reason,
        "who": view.whose,
        "brought": view.who if view.author else "",
        "dated": view.dated,
        "at": f"{at:%d %b}, {clock_time(at)}",
        "recommendation": view.recommendation,
        "recommendationReason": view.recommendation_reason,
        "outcome": view.outcome,
        "outcomeReason": view.outcome_reason,
        "takenWords": view.taken_words,
        "takenInto": view.taken_into,
        "collides": list(view.collides_with),
        "undisputed": view.undisputed,
        "mine": view.member_id == member.id or (from_file and allows(member, Permission.WORD)),
        "review": view.review_id,
        "to": view.to_id,
    }
