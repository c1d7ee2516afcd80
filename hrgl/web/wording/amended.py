"""What the page Encouragements is told of amendments: how many wait, and all those of one."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import QueryParams

from hrgl.core.models import Member
from hrgl.encouragements.amending.amendments import amendments
from hrgl.web.amending.told import amendments_told
from hrgl.web.amending.told_margins import margins_told
from hrgl.web.desks.answering import number_in


def amended(session: Session, member: Member) -> dict[int, dict[str, Any]]:
    """By encouragement, how many amendments are open, and which nothing stands against."""
    found: dict[int, dict[str, Any]] = {}
    for each in amendments(session, edition_id=member.edition_id):
        told = found.setdefault(each.encouragement_id, none_amended())
        told["amendments"] += 1
        told["undecided"] += int(each.open)
        if each.undisputed:
            told["undisputed"].append([each.id, each.version])
    return found


def none_amended() -> dict[str, Any]:
    """What is told of an encouragement to which nobody proposed other words."""
    return {"amendments": 0, "undecided": 0, "undisputed": []}


def tell_amendments(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """All amendments to an encouragement, and what stands in the margins of Word files."""
    one = number_in(asked, "encouragement")
    return {
        "encouragement": one,
        "amendments": amendments_told(session, member, one).get(one, []),
        "margins": margins_told(session, member, one).get(one, []),
    }
