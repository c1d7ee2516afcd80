"""What the pages at the door share: how they are drawn, what they believe, how they let in.

Nothing a browser sends is believed: not its size, not its kind, not where it comes from.
"""

import re
import secrets
from pathlib import Path
from urllib.parse import parse_qsl

from anyio import fail_after
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from hrgl.errors import HrglError, NotAllowed, NotFound, NotNow, TooFast, Unavailable
from hrgl.formats.writers.document import as_one_line
from hrgl.people.sign_ins import FROM_LAST_USE
from hrgl.web.brand import DOOR_SCRIPT
from hrgl.web.identity import cookie, same_origin
from hrgl.web.patience import PATIENCE

LARGEST_FORM = 16 * 1024
_FIELDS = 12
_QUERY = re.compile(r"[a-z]+=[A-Za-z0-9-]+", re.ASCII)
_KNOWN_FOR = 180 * 24 * 3600
_STATUS: dict[type[HrglError], int] = {
    NotAllowed: 403,
    NotFound: 404,
    NotNow: 503,
    TooFast: 429,
    Unavailable: 503,
}
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(default=True),
)

_TEMPLATES.filters["line"] = as_one_line
_TEMPLATES.globals["door_script"] = Markup(DOOR_SCRIPT)  # noqa: S704 – ours, as it stands


class RefusedForm(HrglError):
    """What a browser sent is not taken; `status` says it to the browser."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def status_of(error: HrglError) -> int:
    """The number that goes with a refusal."""
    if isinstance(error, RefusedForm):
        return error.status
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 422)


def headers_of(error: HrglError | None) -> dict[str, str]:
    """What a browser is told beside a refusal: when to come again."""
    return {"retry-after": str(error.seconds)} if isinstance(error, TooFast) else {}


class Pages:
    """Pages for people who are not, or not yet, signed in."""

    def __init__(self, engine: Engine, *, secure: bool) -> None:
        self.engine = engine
        self.secure = secure
        # over HTTPS the prefix keeps neighbouring hosts from setting these cookies
        prefix = "__Host-" if secure else ""
        self.csrf_cookie, self.known_cookie = f"{prefix}hrgl-csrf", f"{prefix}hrgl-known"

    async def read(self, request: Request) -> dict[str, str]:
        """The fields of a form that was sent from a page of ours."""
        form = await read_form(request)
        held, sent = request.cookies.get(self.csrf_cookie, ""), form.get("csrf", "")
        agree = bool(held) and secrets.compare_digest(held.encode(), sent.encode())
        if not agree or not same_origin(request.headers):
            raise RefusedForm(403, "This page had been open for too long. Please try again.")
        return form

    def draw(
        self, request: Request, template: str, *, error: HrglError | None = None, **values: object
    ) -> Response:
        """A page with a secret for its forms; never kept by a browser or a proxy."""
        csrf = request.cookies.get(self.csrf_cookie) or secrets.token_urlsafe(24)
        html = rendered(template, csrf=csrf, message=str(error or ""), **values)
        status = status_of(error) if error else 200
        response = HTMLResponse(html, status, headers={"cache-control": "no-store"})
        response.headers.update(headers_of(error))
        response.set_cookie(
            self.csrf_cookie, csrf, httponly=True, samesite="strict", secure=self.secure
        )
        return response

    def let_in(self, token: str, wanted: str, *, known_as: str = "") -> Response:
        """Lead a browser in, with the cookie that says who it is."""
        response = RedirectResponse(local_path(wanted), 303, headers={"cache-control": "no-store"})
        left = int(FROM_LAST_USE.total_seconds())
        response.headers.append("set-cookie", cookie(token, left, secure=self.secure))
        if known_as:
            response.set_cookie(
                self.known_cookie,
                known_as,
                max_age=_KNOWN_FOR,
                httponly=True,
                samesite="strict",
                secure=self.secure,
            )
        return response


def rendered(template: str, **values: object) -> str:
    """A page as HTML; whatever is put into it is shown as written, never as markup."""
    return _TEMPLATES.get_template(template).render(**values)


async def read_form(request: Request, *, at_most: int = LARGEST_FORM) -> dict[str, str]:
    """The fields of a form, as plain text, never beyond what a form of ours can hold."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise RefusedForm(415, "This was not sent from a page of ours. Load the page again.")
    body = await read_body(request, at_most=at_most)
    if body is None:
        raise RefusedForm(
            413, f"This is too large: a form here holds {at_most // 1024} KB. Nothing was done."
        )
    try:
        return await run_in_threadpool(_fields, body)
    except ValueError as error:
        raise RefusedForm(400, "This was not sent from a page of ours. Load it again.") from error


def _fields(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode("ascii", "replace"), max_num_fields=_FIELDS))


async def read_body(request: Request, *, at_most: int, patience: float = PATIENCE) -> bytes | None:
    """What a request carries, if it comes in time; none if it is more than that."""
    body = bytearray()
    try:
        with fail_after(patience):
            async for piece in request.stream():
                body += piece
                if len(body) > at_most:
                    return None
    except (TimeoutError, ClientDisconnect) as error:
        raise RefusedForm(
            408, "Not all of this arrived in time. Go back, then send it again."
        ) from error
    return bytes(body)


def plain_number(text: str | None) -> int | None:
    """A number that a form carries; none for anything else."""
    plain = text is not None and text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if plain and text else None


def local_path(wanted: str) -> str:
    """A path of our own pages, with the plain words of its address; else the home page."""
    path, _, query = wanted.partition("?")
    doors = ("//", "/\\", "/sign-in", "/enter", "/invitation", "/begin")
    plain = path.startswith("/") and not path.startswith(doors)
    if not plain or not all(c.isalnum() or c in "/-_" for c in path):
        return "/"
    return wanted if _QUERY.fullmatch(query) else path
