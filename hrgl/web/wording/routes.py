"""The routes of the page Encouragements: its rows, what has changed since, its acts, its drafts."""

from typing import Any

from sqlalchemy import Engine
from starlette.routing import Route

from hrgl.core.models import AuditEntry
from hrgl.core.permissions import Permission
from hrgl.web.desks.answering import DeskKind, routes_of
from hrgl.web.wording import answers, looking
from hrgl.web.wording.amended import tell_amendments
from hrgl.web.wording.before import tell_before
from hrgl.web.wording.drafting import wording_draft_routes
from hrgl.web.wording.whole_acts import WordingPost


def _came_of(entry: AuditEntry) -> dict[str, Any]:
    """The encouragement it was done on."""
    return {"encouragement": entry.subject_id if entry.subject == "encouragement" else None}


_WORDING = DeskKind(
    at="/wording",
    permission=Permission.WORD,
    asked={
        "rows": answers.tell_all,
        "changes": answers.tell_since,
        "wordings": answers.tell_wordings,
        "difference": answers.tell_difference,
        "said": answers.tell_said,
        "support": looking.tell_support,
        "checks": looking.tell_checks,
        "comments": looking.tell_comments,
        "before": tell_before,
        "amendments": tell_amendments,
    },
    post=WordingPost,
    patch=answers.wording_patch,
    came_of=_came_of,
)


def wording_routes(engine: Engine) -> list[Route]:
    """Where the page asks for its rows and hands over its acts and drafts."""
    return [*wording_draft_routes(engine), *routes_of(engine, _WORDING)]
