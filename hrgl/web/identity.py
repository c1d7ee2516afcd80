"""Who is asking: the cookie becomes a header that only we set; pages are for the signed in."""

import hashlib
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = b"x-hrgl-sid"
_HIDDEN = ("/_stcore/metrics", "/_stcore/agent")
_OPEN = (
    "/sign-in",
    "/enter",
    "/health",
    "/static/",
    "/_stcore/",
    "/media/",
    "/component/",
    "/brand/",
)


def cookie_name(secure: bool) -> str:
    """The cookie's name; the prefix binds it to this host where HTTPS is used."""
    return "__Host-hrgl" if secure else "hrgl"


class IdentityMiddleware:
    """Strip any client's copy of the identity header, then set it from the cookie.

    Pure ASGI, because Starlette's own base class does not see WebSockets. A WebSocket from
    another origin is refused; a page asked for without being signed in leads to the sign-in.
    """

    def __init__(self, app: ASGIApp, *, secure: bool, is_signed_in: Callable[[str], bool]) -> None:
        self.app = app
        self.cookie = cookie_name(secure)
        self.is_signed_in = is_signed_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        if scope["path"].startswith(_HIDDEN):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sid = self._sid(headers)
        kept = [(k, v) for k, v in scope["headers"] if k.lower().replace(b"_", b"-") != HEADER]
        scope["headers"] = [*kept, (HEADER, sid.encode())] if sid else kept
        if scope["type"] == "websocket" and not same_origin(headers):
            await send({"type": "websocket.close", "code": 1008, "reason": "another origin"})
            return
        if self._is_page(scope) and not await self._known(sid):
            wanted = quote(scope["path"], safe="/")
            await RedirectResponse(f"/sign-in?next={wanted}", 303)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    async def _known(self, sid: str) -> bool:
        return bool(sid) and await run_in_threadpool(self.is_signed_in, sid)

    def _sid(self, headers: Headers) -> str:
        try:
            jar = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        found = jar.get(self.cookie)
        return hashlib.sha256(found.value.encode()).hexdigest() if found else ""

    @staticmethod
    def _is_page(scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] in {"GET", "HEAD"}
            and not scope["path"].startswith(_OPEN)
            and "." not in scope["path"].rsplit("/", 1)[-1]
        )


def same_origin(headers: Headers) -> bool:
    """Whether a request comes from our own pages (or from no browser at all)."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


class SecurityHeadersMiddleware:
    """Say to the browser, on every answer, what our pages may load: only what is ours."""

    def __init__(self, app: ASGIApp, *, script_hashes: list[str], secure: bool) -> None:
        self.app = app
        scripts = " ".join(f"'sha256-{digest}'" for digest in script_hashes)
        policy = (
            f"default-src 'self'; script-src 'self' {scripts} blob: 'wasm-unsafe-eval'; "
            "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
            "frame-src 'self' blob: data:; object-src 'none'; base-uri 'self'; "
            "form-action 'self'; frame-ancestors 'self'"
        )
        self.headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
        ]
        if secure:
            self.headers.append((b"strict-transport-security", b"max-age=31536000"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in self.headers}
                theirs = [(k, v) for k, v in message["headers"] if k.lower() not in ours]
                message["headers"] = [*theirs, *self.headers]
            await send(message)

        respond: Callable[[Message], Awaitable[None]] = send_with_headers
        await self.app(scope, receive, respond if scope["type"] == "http" else send)
