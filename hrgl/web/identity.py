"""Who is asking: the cookie becomes a header that only we set; pages are for the signed in."""

import hashlib
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = b"x-hrgl-sid"
_HIDDEN = ("/_stcore/metrics", "/_stcore/agent")
_LOOKING, _SENDING = frozenset({"GET", "HEAD"}), frozenset({"POST"})
# what Streamlit's own upload needs besides, and nobody else
_UPLOADING = frozenset({"PUT", "DELETE", "OPTIONS"})
_OPEN = (
    "/sign-in",
    "/enter",
    "/invitation/",
    "/begin/",
    "/in/",
    "/trace",
    "/outcome/",
    "/verify",
    "/health",
    "/news",
    "/desk/",
    "/wording/",
    "/reviewing/",
    "/meeting/",
    "/static/",
    "/_stcore/",
    "/media/",
    "/component/",
    "/brand/",
)


def cookie_name(secure: bool) -> str:
    """The cookie's name; the prefix binds it to this host where HTTPS is used."""
    return "__Host-hrgl" if secure else "hrgl"


def cookie(token: str, seconds: int, *, secure: bool) -> str:
    """The cookie that says who a browser is, unreadable for scripts, for so many seconds."""
    told = f"{cookie_name(secure)}={token}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=lax"
    return f"{told}; Secure" if secure else told


class IdentityMiddleware:
    """Strip any client's copy of the identity header, then set it from the cookie.

    Pure ASGI, because Starlette's own base class does not see WebSockets. What comes from another
    origin and wants to change something, or to open a WebSocket, is refused, and so is a stranger's
    WebSocket; a page asked for without being signed in leads to the sign-in.
    """

    def __init__(self, app: ASGIApp, *, secure: bool, seconds_left: Callable[[str], int]) -> None:
        self.app = app
        self.secure = secure
        self.seconds_left = seconds_left

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        token = cookie_parser(headers.get("cookie", "")).get(cookie_name(self.secure), "")
        sid = hashlib.sha256(token.encode()).hexdigest() if token else ""
        kept = [(k, v) for k, v in scope["headers"] if k.lower().replace(b"_", b"-") != HEADER]
        scope["headers"] = [*kept, (HEADER, sid.encode())] if sid else kept
        if scope["type"] == "websocket":
            if not same_origin(headers):
                await send({"type": "websocket.close", "code": 1008, "reason": "another origin"})
                return
            # a stream is a session in our memory, into which files can be put
            if not await self._left(sid):
                await send({"type": "websocket.close", "code": 1008, "reason": "signed out"})
                return
        elif refusal := _refusal(scope, headers):
            await refusal(scope, receive, send)
            return
        elif _is_page(scope):
            left = await self._left(sid)
            if not left:
                await _to_the_door(scope)(scope, receive, send)
                return
            send = self._renewing(send, token, left)
        await self.app(scope, receive, send)

    async def _left(self, sid: str) -> int:
        return await run_in_threadpool(self.seconds_left, sid) if sid else 0

    def _renewing(self, send: Send, token: str, left: int) -> Send:
        """The browser's cookie ends when the sign-in does, which every use moves on."""
        renewed = (b"set-cookie", cookie(token, left, secure=self.secure).encode())

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], renewed]
            await send(message)

        return send_with_cookie


def _to_the_door(scope: Scope) -> Response:
    query = scope.get("query_string", b"").decode("latin-1")
    wanted = f"{scope['path']}?{query}" if query else scope["path"]
    return RedirectResponse(f"/sign-in?next={quote(wanted, safe='/')}", 303)


def _refusal(scope: Scope, headers: Headers) -> Response | None:
    """What is answered to a request that no page of ours would make."""
    path, method = scope["path"], scope["method"]
    if path.startswith(_HIDDEN):
        return PlainTextResponse("Not found", 404)
    allowed = _LOOKING | _SENDING | (_UPLOADING if path.startswith("/_stcore/") else set())
    if method not in allowed:
        told = {"allow": ", ".join(sorted(allowed))}
        return PlainTextResponse("This cannot be done here.", 405, headers=told)
    if method not in _LOOKING and not same_origin(headers):
        return PlainTextResponse("This was sent from another site, and was refused.", 403)
    return None


def _is_page(scope: Scope) -> bool:
    return (
        scope["method"] in _LOOKING
        and not scope["path"].startswith(_OPEN)
        and "." not in scope["path"].rsplit("/", 1)[-1]
    )


def same_origin(headers: Headers) -> bool:
    """Whether a request comes from our own pages, or from no browser at all.

    Browsers name the origin of every WebSocket and every form. A page that sends no referrer has
    "null" for it, and is known by what the browser says of the site. Programs say neither, and
    have no cookie that another site could misuse.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is None:
        return site in {None, "same-origin", "none"}
    if origin == "null":
        return site == "same-origin"
    return urlsplit(origin).netloc == headers.get("host")


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
                message["headers"] = self._with_ours(message["headers"])
            await send(message)

        respond: Callable[[Message], Awaitable[None]] = send_with_headers
        await self.app(scope, receive, respond if scope["type"] == "http" else send)

    def _with_ours(self, theirs: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        ours = dict(self.headers)
        # the one thing a page may say more strictly than all of them
        if (b"referrer-policy", b"no-referrer") in theirs:
            ours[b"referrer-policy"] = b"no-referrer"
        return [*((k, v) for k, v in theirs if k.lower() not in ours), *ours.items()]
