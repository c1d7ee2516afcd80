"""What members said of a wording, as the page Reviews is told: verdict, answer, ruling."""

from datetime import datetime
from typing import Any

from hrgl.core.zones import clock_time, in_zone
from hrgl.encouragements.consenting.opinions import Opinion
from hrgl.encouragements.views import EncouragementView


def opinions_told(
    view: EncouragementView, references: dict[int, str], zone: str
) -> list[dict[str, Any]]:
    """What was said of the current wording, then of those before; the last word comes first."""
    every = sorted((*view.opinions, *view.earlier), key=lambda o: (-o.wording, o.review_id))
    return [_opinion(each, view, references, zone) for each in every]


def _opinion(
    opinion: Opinion, view: EncouragementView, references: dict[int, str], zone: str
) -> dict[str, Any]:
    return {
        "review": opinion.review_id,
        "member": opinion.member_id,
        "who": opinion.who,
        "by": opinion.by,
        "meeting": opinion.meeting_id is not None,
        "wording": opinion.wording,
        "verdict": opinion.verdict.value,
        "reason": opinion.reason,
        "wouldSettle": opinion.would_settle,
        "reservation": references.get(opinion.reservation_id or 0, ""),
        "at": when_said(opinion.at, zone),
        "answerId": opinion.answer_id,
        "answered": opinion.answered.value if opinion.answered else None,
        "answer": opinion.answer,
        "ruling": opinion.ruling.value if opinion.ruling else None,
        "rulingReason": opinion.ruling_reason,
        "stands": opinion in view.standing,
        "overruled": opinion in view.overruled,
        "unanswered": opinion in view.unanswered,
    }


def when_said(at: datetime, zone: str) -> str:
    """A moment with the zone it is told in: 30 Nov, 20:47 CET."""
    local = in_zone(at, zone)
    return f"{local.day} {local:%b}, {clock_time(local)}"
