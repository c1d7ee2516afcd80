"""What the page Reviews asks of an encouragement that is read: what stands behind it."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import QueryParams

from hrgl.core.models import Member
from hrgl.encouragements.behind import Behind, behind
from hrgl.encouragements.checking import checks
from hrgl.notes.statements import StatementView
from hrgl.web.desks.answering import numbers_in

_MOST = 200  # encouragements in one question


def tell_behind(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """The evidence of these encouragements, in words and in statements."""
    ids = numbers_in(asked, "encouragement")[:_MOST]
    found = behind(session, edition_id=member.edition_id, encouragement_ids=ids)
    return {"behind": [[key, _behind(each)] for key, each in zip(ids, found, strict=True)]}


def _behind(each: Behind) -> dict[str, Any]:
    return {
        "raised": each.raised,
        "notHeard": each.not_heard,
        "few": [row.id for row in each.few],
        "reservations": [row.id for row in each.reservations],
        "statements": [_statement(row, support.value) for row, support in each.statements],
    }


def _statement(row: StatementView, support: str) -> list[Any]:
    return [row.id, row.short, row.text, row.who, support]


def tell_reviewed_checks(session: Session, member: Member, _: QueryParams) -> dict[str, Any]:
    """What the checks say of each wording; whoever decides on it reads them too."""
    found = checks.findings(session, edition_id=member.edition_id)
    return {
        "of": [
            [key, [finding.sentence for finding in of]]
            for key, of in found.of_encouragements.items()
        ],
        "note": found.note,
    }
