"""The routes of the desk: its rows, what has changed since, and the acts that are done on it."""

import gzip
import json
from collections.abc import Callable
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
from hrgl.core.permissions import Permission, require
from hrgl.errors import HrglError, NotAllowed, NotNow, NotValid, Unavailable
from hrgl.operations.sentences import told_to_the_doer
from hrgl.people import sign_ins
from hrgl.themes import desk, doubts
from hrgl.web.desk.act import DeskAct
from hrgl.web.desk.post import DeskPost
from hrgl.web.forms import status_of
from hrgl.web.posts import UNREADABLE, read_post, refusal, sid_of

_MOST_BYTES, _PATIENCE = 4_000_000, 30.0
_TOO_LARGE = "This is too much for one act. Pick fewer statements."
_GZIPPED_FROM, _LEVEL = 20_000, 3  # bytes
Answered = Callable[[Session, Member], dict[str, Any] | None]


def desk_routes(engine: Engine) -> list[Route]:
    """Where desks get their rows and hand over their acts."""

    async def rows(request: Request) -> Response:
        return await run_in_threadpool(_tell, engine, request, _whole)

    async def changes(request: Request) -> Response:
        return await run_in_threadpool(_tell, engine, request, _changed(request))

    async def theme(request: Request) -> Response:
        return await run_in_threadpool(_tell, engine, request, _theme_more(request))

    async def acts(request: Request) -> Response:
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
        Route("/desk/rows", rows, methods=["GET"]),
        Route("/desk/changes", changes, methods=["GET"]),
        Route("/desk/theme", theme, methods=["GET"]),
        Route("/desk/acts", acts, methods=["POST"]),
    ]


def _tell(engine: Engine, request: Request, answer: Answered) -> Response:
    try:
        edition_id = _number(request, "edition")
        with reading(engine) as session:
            told = answer(session, _member(session, sid_of(request), edition_id))
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


def _number(request: Request, name: str) -> int:
    given = request.query_params.get(name, "")
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise NotValid(UNREADABLE, name)
    return int(given)


def _member(session: Session, sid: str, edition_id: int) -> Member:
    """Who asks, if they may place statements."""
    member = sign_ins.acting_member(session, token_sha256=sid, edition_id=edition_id)
    require(member, Permission.PLACE)
    return member


def _whole(session: Session, member: Member) -> dict[str, Any]:
    found = desk.desk(session, edition_id=member.edition_id)
    return {
        "revision": found.revision,
        "themes": list(map(_theme, found.themes)),
        "rows": [
            [
                *_place(place),
                row.short,
                row.text,
                row.who,
                row.workshop,
                row.actor_type or "",
                row.region or "",
                *_others(found.others.get(row.id, doubts.OtherThemes())),
            ]
            for row, place in zip(found.statements, found.places, strict=True)
        ],
    }


def _changed(request: Request) -> Answered:
    def answer(session: Session, member: Member) -> dict[str, Any] | None:
        since = (_number(request, "count"), _number(request, "latest"))
        if audit.revision(session, edition_id=member.edition_id) == since:
            return None
        return _patch(session, member.edition_id, since)

    return answer


def _theme_more(request: Request) -> Answered:
    def answer(session: Session, member: Member) -> dict[str, Any]:
        found = desk.theme_more(
            session, edition_id=member.edition_id, theme_id=_number(request, "theme")
        )
        return {
            "theme": found.row.id,
            "heard": found.row.heard,
            "line": found.row.line.told if found.row.line else "",
            "typical": [(each.short, each.text) for each in found.row.typical],
            "if_dissolved": found.row.if_dissolved,
            "near": found.near,
        }

    return answer


def _patch(session: Session, edition_id: int, since: audit.Revision) -> dict[str, Any]:
    """What a desk of that moment needs; that it has to be read anew, if it is too much."""
    found = desk.desk_changes(session, edition_id=edition_id, since=since)
    if found is None:
        return {"since": since, "anew": True}
    return {
        "since": since,
        "revision": found.revision,
        "places": list(map(_place, found.places)),
        "themes": list(map(_theme, found.themes)),
    }


def _place(place: desk.DeskPlace) -> list[Any]:
    return [
        place.id,
        place.version,
        place.kind,
        place.at,
        place.because,
        list(place.used),
        place.pinned,
    ]


def _theme(theme: desk.DeskTheme) -> list[Any]:
    return [
        theme.id,
        theme.version,
        theme.name,
        theme.description,
        theme.reviewed,
        list(theme.used),
    ]


def _others(others: doubts.OtherThemes) -> list[Any]:
    return [list(others.nearest), others.doubt]


def _carry_out(engine: Engine, sid: str, post: DeskPost) -> Response:
    """Each act in a transaction of its own; then what the desk has to know of all since."""
    try:
        with reading(engine) as session:
            _member(session, sid, post.edition)
        answers = [_answer(engine, sid, post.edition, act) for act in post.acts]
        with reading(engine) as session:
            patch = _patch(session, post.edition, post.since)
    except HrglError as error:
        return refusal(str(error), status_of(error), error.code)
    return JSONResponse({**patch, "answers": answers}, headers={"cache-control": "no-store"})


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
