"""Amendments for the tests: proposed as other words, recommended, decided."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core.enums import AmendmentOutcome, Recommendation
from hrgl.core.models import Amendment, AuditEntry, Encouragement, Member
from hrgl.core.permissions import Permission
from hrgl.encouragements import wordings
from hrgl.encouragements.amending import deciding, proposing, recommending
from hrgl.encouragements.amending.amendments import AmendmentView, amendments
from hrgl.encouragements.guards import current_wording
from hrgl.encouragements.texts import WordingText, text_of
from hrgl.encouragements.views import EncouragementView
from hrgl.operations import undo
from tests.builders import World, statement_ids, submitted

EXPLANATION = "Train procurement staff, so that they buy with rights in mind. Ask why."
# The acts on amendments with the permission each needs and what it is called with.
AMENDING_MODULES = (proposing, recommending, deciding)
AMENDING_ACTS: dict[str, tuple[Permission, dict[str, Any]]] = {
    "proposing.propose": (Permission.AMEND, {"wording_id": 0, "text": WordingText("h")}),
    "proposing.withdraw_amendments": (Permission.AMEND, {"seen": {0: 1}}),
    "recommending.recommend": (
        Permission.WORD,
        {"seen": {0: 1}, "recommendation": Recommendation.ACCEPTED},
    ),
    "recommending.follow_recommendations": (Permission.WORD, {"seen": {0: 1}, "versions": {}}),
    "deciding.accept_amendments": (
        Permission.WORD,
        {"encouragement_id": 0, "seen": {0: 1}, "seen_version": 1},
    ),
    "deciding.decide_amendments": (
        Permission.WORD,
        {"seen": {0: 1}, "outcome": AmendmentOutcome.DECLINED, "reason": "No."},
    ),
}


def propose(
    session: Session, actor: Member, row: Encouragement, *changes: tuple[str, str], **more: Any
) -> list[Amendment]:
    """Amendments that replace words, wherever they stand in the current wording."""
    wording = current_wording(session, row)
    texts = [*vars(text_of(wording)).values()]
    for before, after in changes:
        assert any(before in text for text in texts), before
        texts = [text.replace(before, after) for text in texts]
    return proposing.propose(
        session, actor, wording_id=wording.id, text=WordingText(*texts), **more
    )


def seen(*rows: Amendment) -> dict[int, int]:
    """The amendments with their versions, as a screen shows them."""
    return {row.id: row.version for row in rows}


def recommend(
    session: Session,
    here: World,
    *rows: Amendment,
    as_what: Recommendation | None = Recommendation.ACCEPTED,
    reason: str = "It is clearer.",
) -> list[Amendment]:
    return recommending.recommend(
        session, here.facilitator, seen=seen(*rows), recommendation=as_what, reason=reason
    )


def accept(
    session: Session, here: World, row: Encouragement, *rows: Amendment, **more: Any
) -> Encouragement:
    return deciding.accept_amendments(
        session,
        here.facilitator,
        encouragement_id=row.id,
        seen=seen(*rows),
        seen_version=row.version,
        **more,
    )


def decide(
    session: Session,
    here: World,
    *rows: Amendment,
    as_what: AmendmentOutcome = AmendmentOutcome.DECLINED,
    reason: str = "It says so already.",
) -> list[Amendment]:
    return deciding.decide_amendments(
        session, here.facilitator, seen=seen(*rows), outcome=as_what, reason=reason
    )


def follow(session: Session, here: World, *encouragements: Encouragement) -> list[Amendment]:
    """Follow all recommendations on these that nothing stands against."""
    views = [view for row in encouragements for view in views_of(session, row) if view.undisputed]
    return recommending.follow_recommendations(
        session,
        here.facilitator,
        seen={view.id: view.version for view in views},
        versions={row.id: row.version for row in encouragements},
    )


def views_of(session: Session, row: Encouragement) -> list[AmendmentView]:
    session.flush()
    return amendments(session, edition_id=row.edition_id, encouragement_id=row.id)


def view_of(session: Session, amendment: Amendment) -> AmendmentView:
    row = session.get_one(Encouragement, amendment.encouragement_id)
    [found] = [view for view in views_of(session, row) if view.id == amendment.id]
    return found


def amendable(session: Session, here: World) -> Encouragement:
    """An encouragement before the group, at its second wording."""
    made = submitted(session, here, statement_ids(session, here)[:2])
    return reworded(session, here, made, EXPLANATION)


def reworded(session: Session, here: World, row: Encouragement, words: str) -> Encouragement:
    return wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="buy with rights in mind",
        explanation=words,
        seen_version=row.version,
    )


def reads(session: Session, row: Encouragement) -> str:
    """The explanation as it stands now."""
    session.flush()
    return current_wording(session, row).explanation


def take_back(session: Session, here: World) -> None:
    """Undo what was done last."""
    latest = select(AuditEntry.id).order_by(col(AuditEntry.id).desc()).limit(1)
    undo.undo(session, here.facilitator, entry_id=session.exec(latest).one())


def amending_acts(
    number: int, found: Sequence[AmendmentView], draft: EncouragementView
) -> dict[str, Callable[..., object]]:
    """The acts on amendments that can be taken back, on those that a number picks."""
    own = [view for view in found if view.encouragement_id == draft.id]
    picked = own[number % len(own) :] if own else []
    seen_now = {view.id: view.version for view in picked[: 1 + number % 2]}
    clear = {view.id: view.version for view in own if view.undisputed}
    return {
        "amendments.accepted": partial(
            deciding.accept_amendments,
            encouragement_id=draft.id,
            seen=seen_now,
            seen_version=draft.version,
            words=f"Other words {number}" if number % 3 == 0 else None,
        ),
        "amendments.decided": partial(
            deciding.decide_amendments,
            seen=seen_now,
            outcome=(AmendmentOutcome.DECLINED, AmendmentOutcome.ELSEWHERE)[number % 2],
            reason=f"because {number}",
        ),
        "amendments.recommended": partial(
            recommending.recommend,
            seen=seen_now,
            recommendation=list(Recommendation)[number % 4],
            reason=f"because {number}",
        ),
        "recommendations.followed": partial(
            recommending.follow_recommendations, seen=clear, versions={draft.id: draft.version}
        ),
    }


def amend_once(session: Session, here: World, row: Encouragement, hear: Callable[[], None]) -> None:
    """Every act on amendments, once; taken back, the encouragement reads as before."""
    [one, two] = propose(session, here.second, row, ("ask", "always ask"), ("does", "did"))
    hear()
    [three] = propose(session, here.second, row, ("does", "will"))
    proposing.withdraw_amendments(session, here.second, seen=seen(three))
    [four] = propose(session, here.second, row, ("does", "would"))
    decide(session, here, four)
    recommend(session, here, one)
    hear()
    accept(session, here, row, two)
    hear()
    take_back(session, here)
    follow(session, here, row)
    hear()
    take_back(session, here)
