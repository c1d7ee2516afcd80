"""The route that keeps what people are typing: a POST every few seconds, and no script run."""

import hashlib
import hmac
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
from hrgl.web.forms import RefusedForm, read_body
from hrgl.web.identity import HEADER, same_origin

SECRET = "x-hrgl-secret"  # noqa: S105 – the name of a header
_MOST_BYTES = 6 * LONGEST_NOTE + 1000
_PATIENCE = 30.0  # seconds for a long note over a bad connection
# How it will be cut is shown of so much; the whole is cut once, when the note is saved.
_SHOWN_OF, _SHOWN, _LEFT_OUT = 20_000, 60, 10
# the only text that is not valid as a draft is one that is too long
_STATUS = {NotAllowed: 403, NotFound: 404, NotValid: 413, NotNow: 503}
_UNREADABLE = "This could not be read. Load the page again."


def secret_of(sid: str) -> str:
    """What only a page of ours knows of a sign-in: other sites can make no browser send it."""
    return hmac.new(sid.encode(), b"hrgl: what is typed", hashlib.sha256).hexdigest()


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
        sid = request.headers.get(HEADER.decode(), "")
        sent = request.headers.get(SECRET, "")
        genuine = hmac.compare_digest(sent.encode(), secret_of(sid).encode())
        if not genuine or not same_origin(request.headers):
            return _refusal("You are signed out. Sign in again, then load the page again.", 403)
        if request.headers.get("content-type", "").split(";")[0] != "application/json":
            return _refusal(_UNREADABLE, 415)
        try:
            body = await read_body(request, at_most=_MOST_BYTES, patience=_PATIENCE)
        except RefusedForm as error:
            return _refusal(str(error), error.status)
        if body is None:
            return _refusal(f"The note is too long: at most {LONGEST_NOTE:,} characters.", 413)
        typed = _read(body)
        if typed is None:
            return _refusal(_UNREADABLE, 400)
        return await run_in_threadpool(_keep, engine, sid, typed)

    return [Route("/drafts", keep, methods=["POST"])]


def _keep(engine: Engine, sid: str, typed: TypedDraft) -> Response:
    try:
        return _kept(engine, sid, typed)
    except HrglError as error:
        status = 503 if isinstance(error, Unavailable) else _STATUS.get(type(error), 400)
        return _refusal(str(error), status, error.code)


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


def _refusal(message: str, status: int, code: str = HrglError.code) -> Response:
    return JSONResponse({"message": message, "code": code}, status)
