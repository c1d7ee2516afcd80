"""Encouragements: worded by facilitators from themes, for the places there are."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, func, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.enums import Stage, Support
from hrgl.core.models import Edition, Encouragement, EncouragementTheme, Evidence, Member, Wording
from hrgl.core.permissions import Permission, require
from hrgl.encouragements import evidence
from hrgl.encouragements.evidence import (
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


def give_place(
    session: Session,
    actor: Member,
    *,
    encouragement_id: int,
    place: int | None,
    seen_version: int,
) -> Encouragement:
    """Put an encouragement at a place of the document, or (with none) back among the candidates."""
    require(actor, Permission.WORD)
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    if encouragement.place == place:
        there = f"at place {place}" if place else "among the candidates"
        raise NotNow(f"It stands {there} already. Choose another place.")
    if place is not None:
        _check_place(session, edition, encouragement, place)
    before, encouragement.place = encouragement.place, place
    audit.record(
        session,
        actor,
        "encouragement.placed",
        encouragement,
        **encouragement_then(session, encouragement),
        before=before,
    )
    return encouragement


def _check_place(
    session: Session, edition: Edition, encouragement: Encouragement, place: int
) -> None:
    if edition.places is None:
        raise NotNow("It is not yet set how many encouragements there shall be. Ask an organiser.")
    if not 1 <= place <= edition.places:
        raise NotValid(
            f"There are {edition.places} places, so {place} is none of them. Merge this one into "
            "another, set one aside, or ask an organiser for another number of places.",
            "place",
        )
    holder = session.exec(
        select(Encouragement).where(
            Encouragement.edition_id == edition.id, Encouragement.place == place
        )
    ).first()
    if holder is not None and holder.id != encouragement.id:
        heading = current_wording(session, holder).heading
        raise NotValid(f"Place {place} is taken by “{heading}”. Free it first.", "place")


def submit(
    session: Session, actor: Member, *, encouragement_id: int, seen_version: int
) -> Encouragement:
    """Hand the current wording to the steering group."""
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    if encouragement.place is None:
        raise NotNow("Give it a place first: the steering group reviews what is to be printed.")
    if not current_wording(session, encouragement).explanation:
        raise NotNow("Write its explanation first; a heading alone cannot be reviewed.")
    supported = session.exec(
        select(func.count(col(Evidence.id))).where(
            Evidence.encouragement_id == encouragement.id,
            col(Evidence.support).in_([Support.SUPPORTS, Support.EXAMPLE]),
        )
    ).one()
    if not supported:
        raise NotNow("Cite at least one statement that supports it first.")
    encouragement.stage = Stage.SUBMITTED
    audit.record(
        session,
        actor,
        "encouragement.submitted",
        encouragement,
        **encouragement_then(session, encouragement),
        wording=encouragement.wording,
    )
    return encouragement


def set_aside_encouragement(
    session: Session, actor: Member, *, encouragement_id: int, seen_version: int
) -> Encouragement:
    """Take an encouragement out of the running; its statements are free again."""
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    stood = encouragement_then(session, encouragement)
    for citation in evidence.evidence_of(session, encouragement.id):
        session.delete(citation)
    encouragement.place, encouragement.stage = None, Stage.SET_ASIDE
    audit.record(session, actor, "encouragement.set_aside", encouragement, **stood)
    return encouragement


def bring_back_encouragement(
    session: Session, actor: Member, *, encouragement_id: int, seen_version: int
) -> Encouragement:
    """Make an encouragement that was set aside a candidate again; its evidence is chosen anew."""
    require(actor, Permission.WORD)
    encouragement = fetch(
        session, Encouragement, encouragement_id, actor=actor, seen_version=seen_version
    )
    if encouragement.stage is not Stage.SET_ASIDE:
        raise NotNow("This encouragement is already among the candidates.")
    encouragement.stage = Stage.DRAFT
    audit.record(
        session,
        actor,
        "encouragement.brought_back",
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


def themes_of(session: Session, *, encouragement_id: int) -> list[int]:
    """The themes an encouragement was worded from."""
    query = select(EncouragementTheme.theme_id).where(
        EncouragementTheme.encouragement_id == encouragement_id
    )
    return list(session.exec(query).all())
