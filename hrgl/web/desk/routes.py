"""The routes of the desk: its rows, what has changed since, and the acts that are done on it."""

from typing import Any

from sqlalchemy import Engine
from starlette.routing import Route

from hrgl.core.models import AuditEntry
from hrgl.core.permissions import Permission
from hrgl.web.desk import answers
from hrgl.web.desk.attending import attention_routes
from hrgl.web.desk.post import DeskPost
from hrgl.web.desk.proposal_answers import tell_proposal
from hrgl.web.desks.answering import DeskKind, routes_of


def _came_of(entry: AuditEntry) -> dict[str, Any]:
    """The theme it was done on."""
    return {"theme": entry.subject_id if entry.subject == "theme" else None}


_DESK = DeskKind(
    at="/desk",
    permission=Permission.PLACE,
    asked={
        "rows": answers.tell_rows,
        "changes": answers.tell_changes,
        "doubts": answers.tell_doubts,
        "theme": answers.tell_theme,
        "split": answers.tell_split,
        "like": answers.tell_like,
        "alike": answers.tell_alike,
        "along": answers.tell_along,
        "proposal": tell_proposal,
        "map": answers.tell_map,
    },
    post=DeskPost,
    patch=answers.patch_since,
    came_of=_came_of,
)


def desk_routes(engine: Engine) -> list[Route]:
    """Where desks ask for their rows and hand over their acts."""
    return [*attention_routes(engine), *routes_of(engine, _DESK)]
