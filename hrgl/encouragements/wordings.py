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
from hrgl.editions.document_forms import lead_in_of
from hrgl.encouragements import evidence, wording_drafts
from hrgl.encouragements.guards import (
    current_wording,
    encouragement_then,
    open_encouragement,
    refuse_if_published,
)
from hrgl.encouragements.texts import WordingText, text_of
from hrgl.errors import NotFound, NotNow, NotValid
from hrgl.formats.writers.document import LEAD_IN
from hrgl.formats.writers.footnotes import without_footnotes
from hrgl.themes.placing import fetch_live

LONGEST_HEADING, LONGEST_TEXT, LONGEST_WHY = 200, 4000, 300


def word(
    session: Session,
    actor: Member,
    *,
    heading: str,
    explanation: str = "",
    examples: str = "",
    theme_ids: Sequence[int] = (),
    citations: Mapping[int, Support] | None = None,
    theme_versions: Mapping[int, int] | None = None,
) -> Encouragement:
    """Draft a candidate from one or more themes, with statements as its evidence."""
    require(actor, Permission.WORD)
    refuse_if_published(session, actor.edition_id)
    text = checked_text(
        WordingText(heading, explanation, examples),
        lead_in=lead_in_of(session, edition_id=actor.edition_id),
    )
    encouragement = begin_encouragement(session, actor, text)
    for theme_id in dict.fromkeys(theme_ids):
        fetch_live(session, actor, theme_id, (theme_versions or {}).get(theme_id))
        session.add(EncouragementTheme(encouragement_id=encouragement.id, theme_id=theme_id))
    for statement_id, support in (citations or {}).items():
        evidence.attach(session, actor, encouragement, statement_id, support)
    audit.record(
        session, actor, "encouragement.worded", encouragement, place=None, heading=text.heading
    )
    return encouragement


def begin_encouragement(
    session: Session, actor: Member, text: WordingText, place: int | None = None
) -> Encouragement:
    """A candidate with its first wording; part of the acts that begin one."""
    encouragement = Encouragement(edition_id=actor.edition_id, place=place)
    session.add(encouragement)
    session.flush()
    add_wording(session, actor, encouragement, text)
    return encouragement


def reword(
    session: Session,
    actor: Member,
    *,
    encouragement_id: int,
    heading: str,
    explanation: str,
    examples: str = "",
    why: str = "",
    seen_version: int,
) -> Encouragement:
    """Give an encouragement its next wording; earlier reviews stay with the earlier one."""
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    current = current_wording(session, encouragement)
    text = checked_text(
        WordingText(heading, explanation, examples),
        heading_needed=bool(current.heading),
        lead_in=lead_in_of(session, edition_id=actor.edition_id),
    )
    if text == text_of(current):
        raise NotNow("The wording is the same as before; nothing was saved.")
    next_wording(session, actor, encouragement, text, why)
    wording_drafts.saved_as(session, actor, encouragement, text)
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


def restore_wording(
    session: Session, actor: Member, *, encouragement_id: int, number: int, seen_version: int
) -> Encouragement:
    """Give an encouragement, as its next wording, the words that an earlier one had."""
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    earlier = session.exec(
        select(Wording).where(
            Wording.encouragement_id == encouragement.id, Wording.number == number
        )
    ).first()
    if earlier is None:
        raise NotFound(f"There is no wording {number} of this encouragement.")
    if text_of(earlier) == text_of(current_wording(session, encouragement)):
        raise NotNow(f"It reads as in wording {number} already.")
    next_wording(session, actor, encouragement, text_of(earlier), f"as in wording {number}")
    audit.record(
        session,
        actor,
        "encouragement.restored",
        encouragement,
        **encouragement_then(session, encouragement),
        restored=number,
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
        raise NotValid(
            f"The remarks are too long: {len(remarks)} characters, at most {LONGEST_TEXT}.",
            "remarks",
        )
    encouragement.remarks = remarks.strip()
    wording_drafts.remarks_saved(session, actor, encouragement)
    audit.record(
        session,
        actor,
        "encouragement.remarked",
        encouragement,
        **encouragement_then(session, encouragement),
    )
    return encouragement


def checked_text(
    text: WordingText, *, heading_needed: bool = True, lead_in: str = LEAD_IN
) -> WordingText:
    """The words as they are kept, within the limits of every wording."""
    heading = " ".join(text.heading.split()).rstrip(".")
    if heading.lower().startswith(lead_in.lower()):
        heading = heading[len(lead_in) :].lstrip(" …:")
    if heading_needed and not heading:
        raise NotValid(f"Please write the heading: it completes “{lead_in} …”.", "heading")
    if (length := len(without_footnotes(heading))) > LONGEST_HEADING:
        raise NotValid(
            f"The heading is too long: {length} characters, at most {LONGEST_HEADING}. "
            "Move some of it into the explanation.",
            "heading",
        )
    checked = WordingText(heading, text.explanation.strip(), text.examples.strip())
    _refuse_long(checked)
    return checked


def _refuse_long(text: WordingText) -> None:
    """Footnotes have a limit of their own; the heading has a shorter one, and is checked before."""
    for field, what in (("heading", "is"), ("explanation", "is"), ("examples", "are")):
        words = getattr(text, field)
        length = len(without_footnotes(words))
        if len(words) - length > LONGEST_TEXT:
            raise NotValid(f"The footnotes are too long: at most {LONGEST_TEXT} characters.", field)
        if length > LONGEST_TEXT:
            raise NotValid(
                f"The {field} {what} too long: {length} characters, at most {LONGEST_TEXT}.", field
            )


def next_wording(
    session: Session, actor: Member, encouragement: Encouragement, text: WordingText, why: str = ""
) -> None:
    """Give an encouragement its next wording; part of the acts that reword."""
    why = " ".join(why.split())
    if len(why) > LONGEST_WHY:
        raise NotValid(f"The reason is too long: at most {LONGEST_WHY} characters.", "why")
    _refuse_long(text)
    encouragement.wording += 1
    add_wording(session, actor, encouragement, text, why)


def add_wording(
    session: Session, actor: Member, encouragement: Encouragement, text: WordingText, why: str = ""
) -> None:
    """Store a text as the wording that an encouragement now has."""
    session.add(
        Wording(
            encouragement_id=encouragement.id,
            number=encouragement.wording,
            heading=text.heading,
            explanation=text.explanation,
            examples=text.examples,
            why=why,
            member_id=actor.id,
        )
    )


@dataclass(frozen=True)
class Version:
    """One wording in the history of an encouragement."""

    wording_id: int
    number: int
    heading: str
    explanation: str
    examples: str
    why: str
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
        Version(w.id, w.number, w.heading, w.explanation, w.examples, w.why, who, w.created_at)
        for w, who in session.exec(query).all()
    ]
