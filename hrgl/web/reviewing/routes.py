"""The routes of the page Reviews: what lies before the group, what has changed since, its acts."""

from typing import Any

from sqlalchemy import Engine
from starlette.routing import Route

from hrgl.core.models import AuditEntry
from hrgl.core.permissions import Permission
from hrgl.web.desks.answering import DeskKind, routes_of
from hrgl.web.reviewing import answers, looking
from hrgl.web.reviewing.acts import ReviewingPost
from hrgl.web.wording.amended import tell_amendments
from hrgl.web.wording.answers import tell_difference, tell_wordings
from hrgl.web.wording.looking import tell_comments


def _came_of(entry: AuditEntry) -> dict[str, Any]:
    """The encouragement it was done on."""
    return {"encouragement": entry.subject_id if entry.subject == "encouragement" else None}


_REVIEWING = DeskKind(
    at="/reviewing",
    # who reviews, who answers, and who sums up what was said in the rooms: these only read it
    permission=(Permission.REVIEW, Permission.ANSWER, Permission.SUMMARISE),
    asked={
        "rows": answers.tell_reviewing,
        "changes": answers.tell_reviewing_since,
        "behind": looking.tell_behind,
        "checks": looking.tell_reviewed_checks,
        "wordings": tell_wordings,
        "difference": tell_difference,
        "comments": tell_comments,
        "amendments": tell_amendments,
    },
    post=ReviewingPost,
    patch=answers.reviewing_patch,
    came_of=_came_of,
)


def reviewing_routes(engine: Engine) -> list[Route]:
    """Where the page asks for what lies before the group and hands over its acts."""
    return routes_of(engine, _REVIEWING)
