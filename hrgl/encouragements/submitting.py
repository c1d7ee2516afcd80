"""Submitting: what is handed to the steering group, one by one or all that is ready."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.enums import Stage, Support
from hrgl.core.models import Encouragement, Evidence, Member, Wording
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.guards import current_wording, encouragement_then, open_encouragement
from hrgl.errors import NotNow, NotValid
from hrgl.formats.writers.document import LEAD_IN

NO_PLACE = "Give it a place first: the steering group reviews what is to be printed."
NO_HEADING = f"Write its heading first: it completes “{LEAD_IN} …”."
NO_EXPLANATION = "Write its explanation first; a heading alone cannot be reviewed."
NO_EVIDENCE = "Cite at least one statement that supports it first."


@dataclass(frozen=True)
class Readiness:
    """A draft, as it stands, and why it cannot be submitted yet; ready where there is no reason."""

    id: int
    version: int
    lacks: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.lacks


def readiness(session: Session, *, edition_id: int) -> list[Readiness]:
    """The drafts of an edition and what each still lacks, those with a place first."""
    query = (
        select(Encouragement, Wording)
        .join(Wording, col(Wording.encouragement_id) == Encouragement.id)
        .where(
            Encouragement.edition_id == edition_id,
            Encouragement.stage == Stage.DRAFT,
            Wording.number == Encouragement.wording,
        )
        .order_by(col(Encouragement.place).nulls_last(), col(Encouragement.id))
    )
    found = session.exec(query).all()
    supported = _supported(session, [encouragement.id for encouragement, _ in found])
    return [
        Readiness(e.id, e.version, tuple(_lacking(e, wording, e.id in supported)))
        for e, wording in found
    ]


def _supported(session: Session, ids: list[int]) -> set[int]:
    query = select(Evidence.encouragement_id).where(
        col(Evidence.encouragement_id).in_(ids),
        col(Evidence.support).in_([Support.SUPPORTS, Support.EXAMPLE]),
    )
    return set(session.exec(query.distinct()).all())


def _lacking(encouragement: Encouragement, wording: Wording, supported: bool) -> list[str]:
    said = (
        (encouragement.place is None, NO_PLACE),
        (not wording.heading, NO_HEADING),
        (not wording.explanation, NO_EXPLANATION),
        (not supported, NO_EVIDENCE),
    )
    return [sentence for lacks, sentence in said if lacks]


def submit(
    session: Session, actor: Member, *, encouragement_id: int, seen_version: int
) -> Encouragement:
    """Hand the current wording to the steering group."""
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    _hand_over(session, encouragement)
    audit.record(
        session,
        actor,
        "encouragement.submitted",
        encouragement,
        **encouragement_then(session, encouragement),
        wording=encouragement.wording,
    )
    return encouragement


def submit_ready(
    session: Session, actor: Member, *, seen: Mapping[int, int]
) -> list[Encouragement]:
    """Hand several to the steering group in one act, each as it was seen: all of them or none."""
    require(actor, Permission.WORD)
    if not seen:
        raise NotValid("No draft is ready yet.")
    submitted = [
        open_encouragement(session, actor, key, version) for key, version in sorted(seen.items())
    ]
    for encouragement in submitted:
        _hand_over(session, encouragement)
    audit.record(
        session,
        actor,
        "encouragements.submitted",
        submitted[0],
        places=sorted(each.place for each in submitted if each.place),
    )
    return submitted


def _hand_over(session: Session, encouragement: Encouragement) -> None:
    _refuse_if_lacking(session, encouragement)
    encouragement.stage, encouragement.submitted_at = Stage.SUBMITTED, now()


def _refuse_if_lacking(session: Session, encouragement: Encouragement) -> None:
    wording = current_wording(session, encouragement)
    supported = bool(_supported(session, [encouragement.id]))
    for sentence in _lacking(encouragement, wording, supported):
        raise NotNow(sentence)
