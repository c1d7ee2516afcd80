"""The wordings of an encouragement: candidates, rewordings, remarks, and every earlier one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.enums import Support
from hrgl.core.models import Encouragement, EncouragementTheme, Member, Wording
from hrgl.core.permissions import Permission, require
from hrgl.encouragements import evidence
from hrgl.encouragements.guards import (
    current_wording,
    encouragement_then,
    open_encouragement,
    refuse_if_published,
)
from hrgl.errors import NotNow, NotValid
from hrgl.formats.writers.document import LEAD_IN
from hrgl.themes.placing import fetch_live

LONGEST_HEADING, LONGEST_TEXT = 200, 4000


def word(
    session: Session,
    actor: Member,
    *,
    heading: str,
    explanation: str = "",
    theme_ids: Sequence[int] = (),
    citations: Mapping[int, Support] | None = None,
    theme_versions: Mapping[int, int] | None = None,
) -> Encouragement:
    """Draft a candidate from one or more themes, with statements as its evidence."""
    require(actor, Permission.WORD)
    refuse_if_published(session, actor.edition_id)
    heading, explanation = _checked(heading, explanation)
    encouragement = Encouragement(edition_id=actor.edition_id)
    session.add(encouragement)
    session.flush()
    _add_wording(session, actor, encouragement, heading, explanation)
    for theme_id in dict.fromkeys(theme_ids):
        fetch_live(session, actor, theme_id, (theme_versions or {}).get(theme_id))
        session.add(EncouragementTheme(encouragement_id=encouragement.id, theme_id=theme_id))
    for statement_id, support in (citations or {}).items():
        evidence.attach(session, actor, encouragement, statement_id, support)
    audit.record(session, actor, "encouragement.worded", encouragement, place=None, heading=heading)
    return encouragement


def reword(
    session: Session,
    actor: Member,
    *,
    encouragement_id: int,
    heading: str,
    explanation: str,
    seen_version: int,
) -> Encouragement:
    """Give an encouragement its next wording; earlier reviews stay with the earlier one."""
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    heading, explanation = _checked(heading, explanation)
    current = current_wording(session, encouragement)
    if (current.heading, current.explanation) == (heading, explanation):
        raise NotNow("The wording is the same as before; nothing was saved.")
    encouragement.wording += 1
    _add_wording(session, actor, encouragement, heading, explanation)
    audit.record(
        session,
        actor,
        "encouragement.reworded",
        encouragement,
        **encouragement_then(session, encouragement),
        before=current.heading,
        wording=encouragement.wording,
    )
    return encouragement


def remark(
    session: Session, actor: Member, *, encouragement_id: int, remarks: str, seen_version: int
) -> Encouragement:
    """Write the explanatory remarks: the only part that may still grow after publication."""
    require(actor, Permission.WORD)
    encouragement = fetch(
        session, Encouragement, encouragement_id, actor=actor, seen_version=seen_version
    )
    if len(remarks) > LONGEST_TEXT:
        raise NotValid(f"The remarks are too long: at most {LONGEST_TEXT} characters.", "remarks")
    encouragement.remarks = remarks.strip()
    audit.record(
        session,
        actor,
        "encouragement.remarked",
        encouragement,
        **encouragement_then(session, encouragement),
    )
    return encouragement


def _checked(heading: str, explanation: str) -> tuple[str, str]:
    heading = " ".join(heading.split()).rstrip(".")
    if heading.lower().startswith(LEAD_IN.lower()):
        heading = heading[len(LEAD_IN) :].lstrip(" …:")
    if not heading:
        raise NotValid(f"Please write the heading: it completes “{LEAD_IN} …”.", "heading")
    if len(heading) > LONGEST_HEADING:
        raise NotValid(
            f"The heading is too long: {len(heading)} characters, at most {LONGEST_HEADING}. "
            "Move some of it into the explanation.",
            "heading",
        )
    if len(explanation) > LONGEST_TEXT:
        raise NotValid(
            f"The explanation is too long: at most {LONGEST_TEXT} characters.", "explanation"
        )
    return heading, explanation.strip()


def _add_wording(
    session: Session, actor: Member, encouragement: Encouragement, heading: str, explanation: str
) -> None:
    session.add(
        Wording(
            encouragement_id=encouragement.id,
            number=encouragement.wording,
            heading=heading,
            explanation=explanation,
            member_id=actor.id,
        )
    )


@dataclass(frozen=True)
class Version:
    """One wording in the history of an encouragement."""

    number: int
    heading: str
    explanation: str
    who: str
    at: datetime


def wordings(session: Session, *, encouragement_id: int) -> list[Version]:
    """All wordings of an encouragement, latest first."""
    query = (
        select(Wording, Member.name)
        .join(Member, col(Member.id) == Wording.member_id)
        .where(Wording.encouragement_id == encouragement_id)
        .order_by(col(Wording.number).desc())
    )
    return [
        Version(w.number, w.heading, w.explanation, who, w.created_at)
        for w, who in session.exec(query).all()
    ]
