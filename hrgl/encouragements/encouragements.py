"""Encouragements that leave the running and come back to it, and the themes they are about."""

from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.enums import Stage
from hrgl.core.models import Encouragement, EncouragementTheme, Member
from hrgl.core.permissions import Permission, require
from hrgl.encouragements import evidence
from hrgl.encouragements.guards import encouragement_then, open_encouragement, refuse_if_published
from hrgl.errors import NotNow, NotValid

LONGEST_BECAUSE = 500


def set_aside_encouragement(
    session: Session, actor: Member, *, encouragement_id: int, because: str, seen_version: int
) -> Encouragement:
    """Take an encouragement out of the running, because …; its statements are free again."""
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    because = " ".join(because.split())
    if not because:
        raise NotValid("Please say why: set aside, because …", "because")
    if len(because) > LONGEST_BECAUSE:
        raise NotValid(f"The reason is too long: at most {LONGEST_BECAUSE} characters.", "because")
    stood = encouragement_then(session, encouragement)
    for citation in evidence.evidence_of(session, encouragement.id):
        session.delete(citation)
    leave_the_running(encouragement, because)
    audit.record(session, actor, "encouragement.set_aside", encouragement, **stood)
    return encouragement


def leave_the_running(encouragement: Encouragement, because: str) -> None:
    """Without a place, and set aside; part of the acts that do so."""
    encouragement.place, encouragement.stage = None, Stage.SET_ASIDE
    encouragement.set_aside_because = because


def bring_back_encouragement(
    session: Session, actor: Member, *, encouragement_id: int, seen_version: int
) -> Encouragement:
    """Make an encouragement that was set aside a candidate again; its evidence is chosen anew."""
    require(actor, Permission.WORD)
    refuse_if_published(session, actor.edition_id)
    encouragement = fetch(
        session, Encouragement, encouragement_id, actor=actor, seen_version=seen_version
    )
    if encouragement.stage is not Stage.SET_ASIDE:
        raise NotNow("This encouragement is already among the candidates.")
    encouragement.stage, encouragement.set_aside_because = Stage.DRAFT, ""
    encouragement.merged_into_id = None
    audit.record(
        session,
        actor,
        "encouragement.brought_back",
        encouragement,
        **encouragement_then(session, encouragement),
    )
    return encouragement


def themes_of(session: Session, *, encouragement_id: int) -> list[int]:
    """The themes an encouragement was worded from."""
    query = select(EncouragementTheme.theme_id).where(
        EncouragementTheme.encouragement_id == encouragement_id
    )
    return list(session.exec(query).all())
