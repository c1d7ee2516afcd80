"""What the page asks of all statements: what supports a sentence, and what the checks say."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import QueryParams

from hrgl.core.models import Member
from hrgl.encouragements import checks, support
from hrgl.encouragements.checks import Finding

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
