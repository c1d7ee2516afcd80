"""The routes of a desk: what it asks, by name, and its acts, each a transaction and done once."""

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hrgl.core import audit
from hrgl.core.database import reading, transaction
from hrgl.core.models import AuditEntry, Member
from hrgl.core.permissions import Permission, allows, require
from hrgl.errors import HrglError, NotAllowed, NotNow, NotValid, Unavailable
from hrgl.operations.sentences import told_to_the_doer
from hrgl.people import sign_ins
from hrgl.web.desks.act import DeskAct, Number
from hrgl.web.forms import status_of
from hrgl.web.posts import UNREADABLE, read_post, refusal, sid_of

_MOST_BYTES, _PATIENCE = 4_000_000, 30.0
_TOO_LARGE = "This is too much for one act. Pick fewer statements."
_GZIPPED_FROM, _LEVEL = 20_000, 3  # bytes
_NO_STORE = {"cache-control": "no-store"}
Answered = Callable[[Session, Member, QueryParams], dict[str, Any] | None]


class SentByDesk(BaseModel):
    """What a desk sends: its acts in order, of the kinds that it knows, and what it shows."""

    model_config = ConfigDict(strict=True, extra="forbid")
    edition: Number
    since: tuple[Number, Number]  # the moment it shows
    acts: Sequence[DeskAct]


@dataclass(frozen=True)
class DeskKind:
    """One kind of desk: where it is asked, who may, and what it is told."""

    at: str  # the beginning of its routes
    permission: Permission | tuple[Permission, ...]  # of several, any one
    asked: Mapping[str, Answered]
    post: type[SentByDesk]
    patch: Callable[[Session, Member, audit.Revision], dict[str, Any]]  # what changed since
    came_of: Callable[[AuditEntry], dict[str, Any]]  # what is told of an act besides its words


def routes_of(engine: Engine, kind: DeskKind) -> list[Route]:
    """Where desks of a kind ask for their rows and hand over their acts."""

    async def ask(request: Request) -> Response:
        answer = kind.asked.get(request.path_params["what"])
        if answer is None:
            return refusal("There is nothing of this name.", 404)
        return await run_in_threadpool(_tell, engine, kind, request, answer)

    async def act(request: Request) -> Response:
        try:
            body = await read_post(
                request, at_most=_MOST_BYTES, patience=_PATIENCE, too_large=_TOO_LARGE
            )
            post = kind.post.model_validate_json(body)
        except ValidationError:
            return refusal(UNREADABLE, 400)
        except HrglError as error:
            return refused(error)
        return await run_in_threadpool(_carry_out, engine, kind, sid_of(request), post)

    return [
        Route(f"{kind.at}/acts", act, methods=["POST"]),
        Route(f"{kind.at}/{{what}}", ask, methods=["GET"]),
    ]


def refused(error: HrglError) -> Response:
    """An error as a desk shows it."""
    return refusal(str(error), status_of(error), error.code)


def number_in(asked: QueryParams, name: str) -> int:
    """A number that was asked with."""
    numbers = numbers_in(asked, name)
    if not numbers:
        raise NotValid(UNREADABLE, name)
    return numbers[0]


def numbers_in(asked: QueryParams, name: str) -> list[int]:
    """All numbers of a name that were asked with."""
    given = asked.getlist(name)
    if not all(each.isascii() and each.isdigit() and len(each) < 10 for each in given):
        raise NotValid(UNREADABLE, name)
    return list(map(int, given))


def since_in(asked: QueryParams) -> audit.Revision:
    """The moment that a desk shows."""
    return number_in(asked, "count"), number_in(asked, "latest")


def permitted(
    session: Session, sid: str, edition_id: int, permission: Permission | tuple[Permission, ...]
) -> Member:
    """Who asks, if they may do what the desk is for."""
    member = sign_ins.acting_member(session, token_sha256=sid, edition_id=edition_id)
    any_of = permission if isinstance(permission, tuple) else (permission,)
    if not any(allows(member, each) for each in any_of):
        require(member, any_of[0])
    return member


def _tell(engine: Engine, kind: DeskKind, request: Request, answer: Answered) -> Response:
    asked = request.query_params
    try:
        edition_id = number_in(asked, "edition")
        with reading(engine) as session:
            member = permitted(session, sid_of(request), edition_id, kind.permission)
            told = answer(session, member, asked)
    except HrglError as error:
        return refused(error)
    if told is None:
        return Response(status_code=204, headers=_NO_STORE)
    return _packed(told, "gzip" in request.headers.get("accept-encoding", ""))


def _packed(told: dict[str, Any], gzipped: bool) -> Response:
    headers = dict(_NO_STORE)
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    if gzipped and len(body) > _GZIPPED_FROM:
        body, headers["content-encoding"] = gzip.compress(body, _LEVEL), "gzip"
    return Response(body, media_type="application/json", headers=headers)


def _carry_out(engine: Engine, kind: DeskKind, sid: str, post: SentByDesk) -> Response:
    """Each act in a transaction of its own; then what the desk has to know of all since."""
    try:
        with reading(engine) as session:
            permitted(session, sid, post.edition, kind.permission)
        came_of = [_answer(engine, kind, sid, post.edition, act) for act in post.acts]
        with reading(engine) as session:
            member = permitted(session, sid, post.edition, kind.permission)
            patch = kind.patch(session, member, post.since)
    except HrglError as error:
        return refused(error)
    return JSONResponse({**patch, "answers": came_of}, headers=_NO_STORE)


def _answer(
    engine: Engine, kind: DeskKind, sid: str, edition_id: int, act: DeskAct
) -> dict[str, Any]:
    """What came of an act; one that was done before is told again and not done again."""
    try:
        with transaction(engine) as session:
            actor = sign_ins.acting_member(session, token_sha256=sid, edition_id=edition_id)
            if not _done_before(session, actor, act):
                session.info[audit.SENT_AS] = act.act
                act.carry_out(session, actor)
            return {"act": act.act, "ok": True, **_came_of(session, kind, edition_id, act)}
    except Unavailable:
        raise
    except HrglError as error:
        return {"act": act.act, "ok": False, "say": str(error), "code": error.code}


def _done_before(session: Session, actor: Member, act: DeskAct) -> bool:
    entry = audit.sent_as(session, act.act)
    if entry is not None and entry.member_id != actor.id:
        raise NotAllowed("This was sent by somebody else. Load the page again.")
    return entry is not None


def _came_of(session: Session, kind: DeskKind, edition_id: int, act: DeskAct) -> dict[str, Any]:
    """What was done in words, and what it was done on."""
    entry = audit.sent_as(session, act.act)
    if entry is None:
        raise NotNow("There was nothing to do.")
    told = audit.happening(session, edition_id=edition_id, entry_id=entry.id)
    return {"say": told_to_the_doer(told), **kind.came_of(entry)}
