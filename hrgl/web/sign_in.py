"""The door: signing in with a password, or with one click into the demonstration edition."""

import ipaddress
import secrets
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from hrgl import accounts, editions
from hrgl.db import reading, transaction
from hrgl.errors import HrglError
from hrgl.roles import ROLE_NAMES
from hrgl.web.identity import cookie_name, same_origin
from hrgl.words import Role

_CSRF = "hrgl-csrf"
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(default=True),
)
DEMONSTRATION_ROLES = [Role.FACILITATOR, Role.RAPPORTEUR, Role.STEERING, Role.ORGANISER]
_WHAT_THEY_DO = {
    Role.FACILITATOR: "review themes, word the encouragements",
    Role.RAPPORTEUR: "take notes in a workshop",
    Role.STEERING: "agree or object",
    Role.ORGANISER: "set up, publish, export",
}


class Door:
    """The sign-in pages over one database."""

    def __init__(self, engine: Engine, *, secure: bool) -> None:
        self.engine = engine
        self.secure = secure

    def routes(self) -> list[Route]:
        """Where the pages stand."""
        return [
            Route("/sign-in", self.show, methods=["GET"]),
            Route("/sign-in", self.sign_in, methods=["POST"]),
            Route("/enter", self.enter, methods=["POST"]),
            Route("/health", self.health, methods=["GET"]),
        ]

    def is_signed_in(self, token_sha256: str) -> bool:
        """Whether a browser with this digest of a token is signed in."""
        with reading(self.engine) as session:
            return accounts.signed_in(session, token_sha256=token_sha256) is not None

    async def show(self, request: Request) -> Response:
        return await run_in_threadpool(self._page, request, "", 200)

    async def sign_in(self, request: Request) -> Response:
        form = await _form(request)
        if not _genuine(request, form):
            return await run_in_threadpool(self._page, request, _STALE, 403)
        token, refusal = await run_in_threadpool(
            self._try, form.get("email", ""), form.get("password", "")
        )
        if token is None:
            return await run_in_threadpool(self._page, request, refusal, 403)
        return self._let_in(token, form.get("next", ""))

    def _try(self, email: str, password: str) -> tuple[str | None, str]:
        with transaction(self.engine) as session:
            return accounts.sign_in(session, email=email[:254], password=password[:1024])

    async def enter(self, request: Request) -> Response:
        form = await _form(request)
        if not _genuine(request, form) or not _on_this_machine(request):
            return await run_in_threadpool(self._page, request, _STALE, 403)
        try:
            token = await run_in_threadpool(self._enter, form.get("role", ""))
        except HrglError as error:
            return await run_in_threadpool(self._page, request, str(error), 403)
        return self._let_in(token, form.get("next", ""))

    def _enter(self, role: str) -> str:
        wanted = Role(role) if role in set(DEMONSTRATION_ROLES) else Role.RAPPORTEUR
        with transaction(self.engine) as session:
            return accounts.enter_demonstration(session, role=wanted)

    def _let_in(self, token: str, wanted: str) -> Response:
        response = RedirectResponse(local_path(wanted), 303)
        response.set_cookie(
            cookie_name(self.secure),
            token,
            max_age=int(accounts.SIGNED_IN_FOR.total_seconds()),
            httponly=True,
            samesite="lax",
            secure=self.secure,
            path="/",
        )
        return response

    def _page(self, request: Request, message: str, status: int) -> Response:
        csrf = request.cookies.get(_CSRF) or secrets.token_urlsafe(24)
        html = _TEMPLATES.get_template("sign_in.html").render(
            csrf=csrf,
            message=message,
            wanted=local_path(request.query_params.get("next", "")),
            demonstration=self._demonstration() if _on_this_machine(request) else None,
            roles=[(r.value, ROLE_NAMES[r], _WHAT_THEY_DO[r]) for r in DEMONSTRATION_ROLES],
        )
        response = HTMLResponse(html, status)
        response.set_cookie(_CSRF, csrf, httponly=True, samesite="strict", secure=self.secure)
        response.headers["cache-control"] = "no-store"
        return response

    def _demonstration(self) -> str | None:
        with reading(self.engine) as session:
            return editions.demonstration_title(session)

    async def health(self, request: Request) -> Response:
        """Whether the dashboard and its database answer."""
        await run_in_threadpool(self._demonstration)
        return JSONResponse({"status": "ok"})


_STALE = "This page had been open for too long. Please try again."


async def _form(request: Request) -> dict[str, str]:
    form = await request.form(max_files=0, max_fields=10)
    return {key: value for key, value in form.items() if isinstance(value, str)}


def _genuine(request: Request, form: dict[str, Any]) -> bool:
    """Sent from our own page: same origin, and the secret of cookie and form agree."""
    cookie, sent = request.cookies.get(_CSRF, ""), form.get("csrf", "")
    agree = bool(cookie) and secrets.compare_digest(cookie.encode(), sent.encode())
    return agree and same_origin(request.headers)


def _on_this_machine(request: Request) -> bool:
    """Server and browser on one machine and no proxy between: the demonstration's door is open."""
    ends = [request.scope.get("server"), request.scope.get("client")]
    forwarded = {"forwarded", "x-forwarded-for"} & set(request.headers.keys())
    return not forwarded and all(end is not None and _loopback(str(end[0])) for end in ends)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def local_path(wanted: str) -> str:
    """A path of our own pages; anything that could lead elsewhere becomes the home page."""
    plain = wanted.startswith("/") and not wanted.startswith(("//", "/\\", "/sign-in", "/enter"))
    return wanted if plain and all(c.isalnum() or c in "/-_" for c in wanted) else "/"
