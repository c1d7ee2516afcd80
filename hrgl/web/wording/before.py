"""What the page Encouragements is told of earlier editions."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import QueryParams

from hrgl.core.models import Member
from hrgl.outcome.near_before import near_before
from hrgl.web.desks.answering import number_in


def tell_before(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """Which published encouragements of earlier editions come near one."""
    one = number_in(asked, "encouragement")
    found = near_before(session, member, encouragement_id=one)
    return {
        "encouragement": one,
        "before": [[each.year, each.place, each.heading] for each in found.found],
        "compared": found.compared,
        "note": found.note,
    }
