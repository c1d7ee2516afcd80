"""What desks are told of the margins of Word files: comments, with what they are about."""

from collections import defaultdict
from typing import Any

from sqlmodel import Session

from hrgl.core.enums import MarginKind
from hrgl.core.models import Edition, Member
from hrgl.core.zones import dated_in_words
from hrgl.encouragements.round_trip.margins import MarginView, margin_notes


def margins_told(
    session: Session, member: Member, encouragement_id: int | None = None
) -> dict[int, list[dict[str, Any]]]:
    """By encouragement, the comments of Word files on it, each with the answers to it."""
    zone = session.get_one(Edition, member.edition_id).time_zone
    told: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for view in margin_notes(session, edition_id=member.edition_id):
        about = view.encouragement_id
        if view.kind is not MarginKind.COMMENT or about is None:
            continue
        if encouragement_id in {None, about}:
            told[about].append(_told(view, zone))
    return dict(told)


def _told(view: MarginView, zone: str) -> dict[str, Any]:
    return {
        "id": view.id,
        "field": view.field.value if view.field else "",
        "place": view.standing,
        "wording": view.wording,
        "quote": view.quote,
        "text": view.text,
        "who": view.author,
        "dated": dated_in_words(view.dated, zone),
        "file": view.file,
        "settled": view.settled_because,
        "replies": [
            {"who": each.author, "text": each.text, "dated": dated_in_words(each.dated, zone)}
            for each in view.replies
        ],
    }
