"""Whose word counts for where a request comes from: a proxy's that HRGL_PROXIES names, no other."""

import logging

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_logger = logging.getLogger("hrgl.web")
_BELIEVED_BY_UVICORN = "127.0.0.1"


class ProxiesMiddleware:
    """Take the client's address from X-Forwarded-For where a named proxy says it.

    uvicorn believes whoever asks from this machine, unless `hrgl serve` tells it otherwise; what it
    put in the place of an address has port 0, and is put back.
    """

    def __init__(self, app: ASGIApp, *, proxies: str) -> None:
        self.named = [each.strip() for each in proxies.split(",") if each.strip()]
        self.app = ProxyHeadersMiddleware(app, trusted_hosts=self.named)  # type: ignore[arg-type]  # Starlette's
        self.warned = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            self._look(scope)
        await self.app(scope, receive, send)  # type: ignore[arg-type]  # Starlette's

    def _look(self, scope: Scope) -> None:
        client = scope.get("client")
        if client and client[1] == 0:
            scope["client"] = client = (_BELIEVED_BY_UVICORN, 0)
        forwarded = any(name == b"x-forwarded-for" for name, _ in scope["headers"])
        if forwarded and not self.warned and client and client[0] not in self.app.trusted_hosts:
            # once, and without the address: it may be a participant's
            self.warned = True
            _logger.warning(
                "X-Forwarded-For came from an address that HRGL_PROXIES does not name: it is not "
                "believed, and everybody who comes through there counts as one."
            )
