"""What facilitators recommend to do with amendments, and recommendations followed at once."""

from collections import defaultdict
from collections.abc import Mapping

from sqlmodel import Session

from hrgl.core import audit, changes
from hrgl.core.enums import AmendmentOutcome, Recommendation
from hrgl.core.models import Amendment, Edition, Member
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.amending.amendments import amendments
from hrgl.encouragements.amending.seen_amendments import (
    about_amendments,
    open_ones,
    reason_given,
    seen_amendments,
)
from hrgl.encouragements.amending.taking_in import as_decided, note_outcome, take_amendments_in
from hrgl.encouragements.guards import open_encouragement
from hrgl.errors import NotNow, NotValid

_WITH_REASON = {Recommendation.DECLINED, Recommendation.ELSEWHERE}


def recommend(
    session: Session,
    actor: Member,
    *,
    seen: Mapping[int, int],
    recommendation: Recommendation | None,
    reason: str = "",
) -> list[Amendment]:
    """Recommend what to do with amendments; nothing more takes a recommendation back."""
    require(actor, Permission.WORD)
    needed = "Please say why: when the recommendation is followed, this is the reason."
    reason = reason_given(reason, needed if recommendation in _WITH_REASON else "")
    encouragement, rows = seen_amendments(session, actor, seen)
    was = as_decided(rows)
    for row in rows:
        if (row.recommendation, row.recommendation_reason) == (recommendation, reason):
            raise NotNow(f"This is what is recommended for amendment {row.number} already.")
        row.recommendation, row.recommendation_reason = recommendation, reason
        row.recommended_by_id = actor.id
    session.flush()
    changes.note_decided(session, rows, was)
    audit.record(
        session,
        actor,
        "amendments.recommended",
        encouragement,
        **about_amendments(session, encouragement, rows),
        recommendation=recommendation.value if recommendation else None,
    )
    return rows


def follow_recommendations(
    session: Session, actor: Member, *, seen: Mapping[int, int], versions: Mapping[int, int]
) -> list[Amendment]:
    """Do what is recommended with amendments that nothing stands against: one act for all.

    `versions` are those of the encouragements; each gets at most one next wording.
    """
    require(actor, Permission.WORD)
    rows = open_ones(session, actor, seen)
    _refuse_disputed(session, actor, seen)
    was = as_decided(rows)
    of: dict[int, list[Amendment]] = defaultdict(list)
    for row in rows:
        of[row.encouragement_id].append(row)
    if of.keys() - versions.keys():
        raise NotValid("An encouragement is missing. Load the page again.")
    for encouragement_id, some in of.items():
        _follow(session, actor, encouragement_id, versions[encouragement_id], some)
    session.flush()
    changes.note_decided(session, rows, was)
    audit.record(
        session,
        actor,
        "recommendations.followed",
        session.get_one(Edition, actor.edition_id),
        number_of=len(rows),
        encouragements=sorted(of),
    )
    return rows


def _follow(
    session: Session, actor: Member, encouragement_id: int, version: int, rows: list[Amendment]
) -> None:
    encouragement = open_encouragement(session, actor, encouragement_id, version)
    taken = [row for row in rows if row.recommendation is Recommendation.ACCEPTED]
    left = [row for row in rows if row.recommendation is not Recommendation.ACCEPTED]
    if taken:
        take_amendments_in(session, actor, encouragement, taken)
    for row in taken:
        row.outcome_reason = row.recommendation_reason
    for row in left:
        outcome = AmendmentOutcome(str(row.recommendation))
        note_outcome(session, actor, encouragement, row, outcome, row.recommendation_reason)


def _refuse_disputed(session: Session, actor: Member, seen: Mapping[int, int]) -> None:
    views = amendments(session, edition_id=actor.edition_id)
    for view in views:
        if view.id in seen and not view.undisputed:
            raise NotNow(
                f"Amendment {view.number} needs a decision of its own: another one changes the "
                "same words, they have changed since, or other words are recommended."
            )
