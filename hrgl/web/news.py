"""The route that tells an open page what others have done since it was drawn."""

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hrgl.core import news
from hrgl.core.database import reading
from hrgl.errors import HrglError, NotAllowed
from hrgl.people import sign_ins
from hrgl.web.identity import HEADER


def news_routes(engine: Engine) -> list[Route]:
    """Where open pages ask for news."""

    async def tell(request: Request) -> Response:
        sid = request.headers.get(HEADER.decode(), "")
        numbers = [request.query_params.get(name, "") for name in ("edition", "since")]
        if not all(each.isascii() and each.isdigit() and len(each) < 10 for each in numbers):
            return JSONResponse({"line": ""}, 400)
        edition_id, since = map(int, numbers)
        return await run_in_threadpool(_tell, engine, sid, edition_id, since)

    return [Route("/news", tell, methods=["GET"])]


def _tell(engine: Engine, sid: str, edition_id: int, since: int) -> Response:
    try:
        with reading(engine) as session:
            member = sign_ins.acting_member(session, token_sha256=sid, edition_id=edition_id)
            line = news.since(session, member_id=member.id, entry_id=since).sentence
    except HrglError as error:
        status = 403 if isinstance(error, NotAllowed) else 503
        return JSONResponse({"line": str(error), "code": error.code}, status)
    return JSONResponse({"line": line}, headers={"cache-control": "no-store"})
