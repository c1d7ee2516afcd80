"""What is being typed into an encouragement is kept: a POST after each pause."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hrgl.core.database import reading, transaction
from hrgl.core.models import Edition
from hrgl.encouragements import wording_drafts
from hrgl.errors import HrglError, OutOfDate
from hrgl.people import sign_ins
from hrgl.web.desks.act import Number
from hrgl.web.desks.answering import refused
from hrgl.web.posts import UNREADABLE, read_post, refusal, sid_of
from hrgl.web.wording.answers import draft_as_sent

_MOST_BYTES, _PATIENCE = 500_000, 30.0
_TOO_LARGE = "This is too long to be kept. Make it shorter, or copy it elsewhere."
TypedField = Annotated[str, Field(max_length=100_000)]


class WordingTyped(BaseModel):
    """The fields as they stand, the wording they go on from, and the kept state they follow."""

    model_config = ConfigDict(strict=True, extra="forbid")
    edition: Number
    encouragement: Number
    wording: Number
    heading: TypedField
    explanation: TypedField
    examples: TypedField
    remarks: TypedField
    seen: datetime | None = Field(strict=False)


def wording_draft_routes(engine: Engine) -> list[Route]:
    """Where drafts of wordings are kept."""

    async def keep(request: Request) -> Response:
        try:
            body = await read_post(
                request, at_most=_MOST_BYTES, patience=_PATIENCE, too_large=_TOO_LARGE
            )
            typed = WordingTyped.model_validate_json(body)
        except ValidationError:
            return refusal(UNREADABLE, 400)
        except HrglError as error:
            return refused(error)
        return await run_in_threadpool(_keep, engine, sid_of(request), typed)

    return [Route("/wording/drafts", keep, methods=["POST"])]


def _keep(engine: Engine, sid: str, typed: WordingTyped) -> Response:
    try:
        with transaction(engine) as session:
            actor = sign_ins.acting_member(session, token_sha256=sid, edition_id=typed.edition)
            draft = wording_drafts.keep_wording_draft(
                session,
                actor,
                encouragement_id=typed.encouragement,
                wording=typed.wording,
                heading=typed.heading,
                explanation=typed.explanation,
                examples=typed.examples,
                remarks=typed.remarks,
                seen=typed.seen,
            )
            zone = session.get_one(Edition, typed.edition).time_zone
            kept = draft_as_sent(draft, zone) if draft else None
    except OutOfDate as error:
        return _with_the_other(engine, sid, typed, error)
    except HrglError as error:
        return refused(error)
    return JSONResponse({"draft": kept}, headers={"cache-control": "no-store"})


def _with_the_other(engine: Engine, sid: str, typed: WordingTyped, error: OutOfDate) -> Response:
    """The refusal of a text that does not go on from the kept one, which comes with it."""
    with reading(engine) as session:
        actor = sign_ins.acting_member(session, token_sha256=sid, edition_id=typed.edition)
        zone = session.get_one(Edition, typed.edition).time_zone
        drafts = wording_drafts.wording_drafts(session, member_id=actor.id)
        there = [draft_as_sent(each, zone) for each in drafts]
    other = next((each for each in there if each["encouragement"] == typed.encouragement), None)
    return JSONResponse({"message": str(error), "code": error.code, "draft": other}, 409)
