"""The plenary view: one room a screen, large enough for the back row, led by the arrow keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from hrgl.core.database import reading
from hrgl.core.models import Edition
from hrgl.errors import HrglError
from hrgl.formats.writers.document import DEMONSTRATION
from hrgl.notes import plenary
from hrgl.notes.plenary import Results
from hrgl.people import sign_ins
from hrgl.web.forms import rendered, status_of
from hrgl.web.identity import HEADER

_SCRIPT = Path(__file__).parent / "templates" / "plenary.js"
# what a screen holds below the title of a room, at the size of the template
_CHARACTERS_A_ROW, _ROWS, _GAP = 70, 8.5, 0.25


@dataclass(frozen=True)
class Screen:
    """One screen: a room, or where it has more to say than fits, a part of it."""

    room: Results
    lines: tuple[str, ...]
    part: int
    parts: int


def plenary_routes(engine: Engine) -> list[Route]:
    """Where the plenary view stands, and the few lines of script that turn its pages."""

    async def show(request: Request) -> Response:
        sid = request.headers.get(HEADER.decode(), "")
        number = request.query_params.get("edition", "")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return PlainTextResponse("Open the plenary view from the page Where we stand.", 404)
        return await run_in_threadpool(_show, engine, sid, int(number))

    async def script(_: Request) -> Response:
        return FileResponse(_SCRIPT, media_type="text/javascript")

    return [Route("/plenary", show), Route("/plenary/plenary.js", script)]


def _show(engine: Engine, sid: str, edition_id: int) -> Response:
    try:
        with reading(engine) as session:
            member = sign_ins.acting_member(session, token_sha256=sid, edition_id=edition_id)
            edition = session.get_one(Edition, member.edition_id)
            rooms = plenary.results(session, edition_id=edition.id)
    except HrglError as error:
        return PlainTextResponse(str(error), status_of(error))
    html = rendered("plenary.html", edition=edition, screens=screens(rooms), notice=DEMONSTRATION)
    return HTMLResponse(html, headers={"cache-control": "no-store"})


def screens(rooms: Sequence[Results]) -> list[Screen]:
    """The screens in order; what does not fit on a room's screen goes on with the next one."""
    made = []
    for room in rooms:
        parts = list(_parts(room.summary or room.typical)) or [()]
        made += [Screen(room, part, at, len(parts)) for at, part in enumerate(parts, start=1)]
    return made


def _parts(lines: Sequence[str]) -> list[tuple[str, ...]]:
    parts: list[list[str]] = []
    left = 0.0
    for line in lines:
        rows = ceil(len(line) / _CHARACTERS_A_ROW) + _GAP
        if rows > left or not parts:
            parts.append([])
            left = _ROWS
        parts[-1].append(line)
        left -= rows
    return [tuple(part) for part in parts]
