"""The route that keeps what people are typing: a POST every few seconds, and no script run."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hrgl.core.database import reading, transaction
from hrgl.errors import HrglError, NotAllowed, NotFound, NotNow, NotValid, OutOfDate, Unavailable
from hrgl.notes import drafts
from hrgl.notes.notes import LONGEST_NOTE, tidy
from hrgl.people import sign_ins
from hrgl.synthesis.cutting.cutting import cut
from hrgl.web.forms import RefusedForm
from hrgl.web.posts import UNREADABLE, read_post, refusal, sid_of

_MOST_BYTES = 6 * LONGEST_NOTE + 1000
_PATIENCE = 30.0  # seconds for a long note over a bad connection
# How it will be cut is shown of so much; the whole is cut once, when the note is saved.
_SHOWN_OF, _SHOWN, _LEFT_OUT = 20_000, 60, 10
# the only text that is not valid as a draft is one that is too long
_STATUS = {NotAllowed: 403, NotFound: 404, NotValid: 413, NotNow: 503}


@dataclass(frozen=True)
class TypedDraft:
    """What a page sends: the text, and the state of the draft it goes on from."""

    edition_id: int
    workshop_id: int
    text: str
    seen: datetime | None


def draft_routes(engine: Engine) -> list[Route]:
    """Where drafts are kept."""

    async def keep(request: Request) -> Response:
        too_large = f"The note is too long: at most {LONGEST_NOTE:,} characters."
        try:
            body = await read_post(
                request, at_most=_MOST_BYTES, patience=_PATIENCE, too_large=too_large
            )
        except RefusedForm as error:
            return refusal(str(error), error.status)
        typed = _read(body)
        if typed is None:
            return refusal(UNREADABLE, 400)
        return await run_in_threadpool(_keep, engine, sid_of(request), typed)

    return [Route("/drafts", keep, methods=["POST"])]


def _keep(engine: Engine, sid: str, typed: TypedDraft) -> Response:
    try:
        return _kept(engine, sid, typed)
    except HrglError as error:
        status = 503 if isinstance(error, Unavailable) else _STATUS.get(type(error), 400)
        return refusal(str(error), status, error.code)


def _kept(engine: Engine, sid: str, typed: TypedDraft) -> Response:
    try:
        with transaction(engine) as session:
            actor = sign_ins.acting_member(session, token_sha256=sid, edition_id=typed.edition_id)
            draft = drafts.keep_draft(
                session, actor, workshop_id=typed.workshop_id, text=typed.text, seen=typed.seen
            )
            saved_at = draft and draft.saved_at.isoformat()
    except OutOfDate as error:
        return _both(engine, sid, typed, error)
    return JSONResponse({"saved_at": saved_at, **_how_it_will_be_cut(tidy(typed.text))})


def _both(engine: Engine, sid: str, typed: TypedDraft, error: OutOfDate) -> Response:
    """The refusal of a text that does not go on from the stored one, which comes with it."""
    with reading(engine) as session:
        actor = sign_ins.acting_member(session, token_sha256=sid, edition_id=typed.edition_id)
        there = drafts.kept_draft(session, member_id=actor.id, workshop_id=typed.workshop_id)
    other = {
        "text": there.text if there else "",
        "saved_at": there.saved_at.isoformat() if there else None,
    }
    return JSONResponse({"message": str(error), "code": error.code, **other}, 409)


def _how_it_will_be_cut(text: str) -> dict[str, Any]:
    found = cut(text[:_SHOWN_OF])
    return {
        "number": len(found.statements),
        "statements": [
            {
                "text": text[span.start : span.end],
                "context": span.context,
                "line": text.count("\n", 0, span.start),
            }
            for span in found.statements[:_SHOWN]
        ],
        "left_out": [
            {"text": text[fallen.start : fallen.end][:80], "reason": fallen.reason}
            for fallen in found.fallen_out[:_LEFT_OUT]
        ],
        "more": len(found.statements) > _SHOWN or len(text) > _SHOWN_OF,
    }


def _read(body: bytes) -> TypedDraft | None:
    """What was sent, or none if no page of ours would send it."""
    try:
        found = json.loads(body)
        seen = found["seen"] and datetime.fromisoformat(found["seen"])
        typed = TypedDraft(found["edition"], found["workshop"], found["text"], seen)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    ids = (typed.edition_id, typed.workshop_id)
    fits = all(isinstance(each, int) and 0 < each < 2**31 for each in ids)
    return typed if fits and isinstance(typed.text, str) else None
