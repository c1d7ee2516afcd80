"""The routes of the desk: its rows, what has changed since, and the acts that are done on it."""

import gzip
import json
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hrgl.core import audit
from hrgl.core.database import reading, transaction
from hrgl.core.models import Member
from hrgl.errors import HrglError, NotAllowed, NotNow, Unavailable
from hrgl.operations.sentences import told_to_the_doer
from hrgl.people import sign_ins
from hrgl.web.desk import answers
from hrgl.web.desk.act import DeskAct
from hrgl.web.desk.attending import attention_routes
from hrgl.web.desk.post import DeskPost
from hrgl.web.desk.proposal_answers import tell_proposal
from hrgl.web.forms import status_of
from hrgl.web.posts import UNREADABLE, read_post, refusal, sid_of

_MOST_BYTES, _PATIENCE = 4_000_000, 30.0
_TOO_LARGE = "This is too much for one act. Pick fewer statements."
_GZIPPED_FROM, _LEVEL = 20_000, 3  # bytes


_ASKED: dict[str, answers.Answered] = {
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
}


def desk_routes(engine: Engine) -> list[Route]:
    """Where desks ask for their rows and hand over their acts."""

    async def ask(request: Request) -> Response:
        answer = _ASKED.get(request.path_params["what"])
        if answer is None:
            return refusal("There is nothing of this name.", 404)
        return await run_in_threadpool(_tell, engine, request, answer)

    async def act(request: Request) -> Response:
        try:
            body = await read_post(
                request, at_most=_MOST_BYTES, patience=_PATIENCE, too_large=_TOO_LARGE
            )
            post = DeskPost.model_validate_json(body)
        except ValidationError:
            return refusal(UNREADABLE, 400)
        except HrglError as error:
            return refusal(str(error), status_of(error), error.code)
        return await run_in_threadpool(_carry_out, engine, sid_of(request), post)

    return [
        Route("/desk/acts", act, methods=["POST"]),
        *attention_routes(engine),
        Route("/desk/{what}", ask, methods=["GET"]),
    ]


def _tell(engine: Engine, request: Request, answer: answers.Answered) -> Response:
    asked = request.query_params
    try:
        edition_id = answers.number_in(asked, "edition")
        with reading(engine) as session:
            member = answers.placing_member(session, sid_of(request), edition_id)
            told = answer(session, member, asked)
    except HrglError as error:
        return refusal(str(error), status_of(error), error.code)
    if told is None:
        return Response(status_code=204, headers={"cache-control": "no-store"})
    return _packed(told, "gzip" in request.headers.get("accept-encoding", ""))


def _packed(told: dict[str, Any], gzipped: bool) -> Response:
    headers = {"cache-control": "no-store"}
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    if gzipped and len(body) > _GZIPPED_FROM:
        body, headers["content-encoding"] = gzip.compress(body, _LEVEL), "gzip"
    return Response(body, media_type="application/json", headers=headers)


def _carry_out(engine: Engine, sid: str, post: DeskPost) -> Response:
    """Each act in a transaction of its own; then what the desk has to know of all since."""
    try:
        with reading(engine) as session:
            answers.placing_member(session, sid, post.edition)
        came_of = [_answer(engine, sid, post.edition, act) for act in post.acts]
        with reading(engine) as session:
            patch = answers.patch_since(session, post.edition, post.since)
    except HrglError as error:
        return refusal(str(error), status_of(error), error.code)
    return JSONResponse({**patch, "answers": came_of}, headers={"cache-control": "no-store"})


def _answer(engine: Engine, sid: str, edition_id: int, act: DeskAct) -> dict[str, Any]:
    """What came of an act; one that was done before is told again and not done again."""
    try:
        with transaction(engine) as session:
            actor = sign_ins.acting_member(session, token_sha256=sid, edition_id=edition_id)
            if not _done_before(session, actor, act):
                session.info[audit.SENT_AS] = act.act
                act.carry_out(session, actor)
            return {"act": act.act, "ok": True, **_came_of(session, edition_id, act)}
    except Unavailable:
        raise
    except HrglError as error:
        return {"act": act.act, "ok": False, "say": str(error), "code": error.code}


def _done_before(session: Session, actor: Member, act: DeskAct) -> bool:
    entry = audit.sent_as(session, act.act)
    if entry is not None and entry.member_id != actor.id:
        raise NotAllowed("This was sent by somebody else. Load the page again.")
    return entry is not None


def _came_of(session: Session, edition_id: int, act: DeskAct) -> dict[str, Any]:
    """What was done in words, and the theme it was done on."""
    entry = audit.sent_as(session, act.act)
    if entry is None:
        raise NotNow("There was nothing to do.")
    told = audit.happening(session, edition_id=edition_id, entry_id=entry.id)
    theme = entry.subject_id if entry.subject == "theme" else None
    return {"say": told_to_the_doer(told), "theme": theme}
