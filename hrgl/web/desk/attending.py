"""What a desk tells of its reader: what they have read, and which theme they have open."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hrgl.core.database import transaction
from hrgl.core.models import Member
from hrgl.errors import HrglError
from hrgl.people import sign_ins
from hrgl.themes import attention
from hrgl.web.desks.act import MOST_PICKED, Number
from hrgl.web.forms import status_of
from hrgl.web.posts import UNREADABLE, read_post, refusal, sid_of

_MOST_BYTES, _PATIENCE, _MOST_LOOKS = 1_000_000, 30.0, 200
_TOO_LARGE = "This is too much at once. Load the page again."
Ids = Annotated[list[Number], Field(max_length=MOST_PICKED)]


class LookSent(BaseModel):
    """What a theme held before its reader."""

    model_config = ConfigDict(strict=True, extra="forbid")
    theme: Number
    held: Ids


class AttentionSent(BaseModel):
    """What was read since the last time, what themes held, and which one is open."""

    model_config = ConfigDict(strict=True, extra="forbid")
    edition: Number
    read: Ids
    looks: list[LookSent] = Field(max_length=_MOST_LOOKS)
    here: Number | None


def attention_routes(engine: Engine) -> list[Route]:
    """Where desks tell what was read; answered with who else is where."""

    async def attend(request: Request) -> Response:
        try:
            body = await read_post(
                request, at_most=_MOST_BYTES, patience=_PATIENCE, too_large=_TOO_LARGE
            )
            sent = AttentionSent.model_validate_json(body)
        except ValidationError:
            return refusal(UNREADABLE, 400)
        except HrglError as error:
            return refusal(str(error), status_of(error), error.code)
        return await run_in_threadpool(_attend, engine, sid_of(request), sent)

    return [Route("/desk/attention", attend, methods=["POST"])]


def _attend(engine: Engine, sid: str, sent: AttentionSent) -> Response:
    try:
        with transaction(engine) as session:
            member = sign_ins.acting_member(session, token_sha256=sid, edition_id=sent.edition)
            attention.attend(
                session,
                member,
                read=sent.read,
                looks={look.theme: look.held for look in sent.looks},
                here=sent.here,
            )
            told = {"here": tell_present(session, member)}
    except HrglError as error:
        return refusal(str(error), status_of(error), error.code)
    return JSONResponse(told, headers={"cache-control": "no-store"})


def tell_present(session: Session, member: Member) -> list[tuple[str, int]]:
    """Who else has which theme open."""
    found = attention.present(session, edition_id=member.edition_id, but=member.id)
    return [(each.name, each.theme_id) for each in found]


def tell_attention(session: Session, member: Member) -> dict[str, Any]:
    """What the reader of a desk has seen before, and who else is where."""
    found = attention.attention_of(session, member_id=member.id)
    return {
        "read": found.read,
        "looked": list(found.looked.items()),
        "here": tell_present(session, member),
    }
