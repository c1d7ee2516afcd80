"""Files come in only from the signed in, into a page of their own, and only so much at once."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hrgl.web.identity import HEADER

UPLOADS_PATH = "/_stcore/upload_file/"
MB = 1024 * 1024
OF_A_PAGE, OF_ALL = 60 * MB, 160 * MB
_STRANGER = "You are signed out. Sign in again, then choose the files once more."
_NOT_YOURS = "This page is no longer open. Load it again, then choose the files once more."
_PAGE_FULL = (
    f"These files are too large together: at most {OF_A_PAGE // MB} MB are taken at once. "
    "Import those that are read already, or take some away, and bring these afterwards."
)
_ALL_FULL = (
    "Others are bringing so many files at this moment that there is no room for this one. "
    "Bring it again in a minute."
)


class Store(Protocol):
    """Where files lie until they are read."""

    def belongs(self, session_id: str, sid: str) -> bool:
        """Whether this is an open page of the browser with this sign-in."""

    def held(self) -> Mapping[str, int]:
        """How many bytes each page has there."""


class UploadsMiddleware:
    """Refuse the files of strangers, and those for which there is no room, while they come in.

    Pure ASGI: a body is counted piece by piece as it arrives, whatever its headers claim.
    """

    def __init__(self, app: ASGIApp, *, seconds_left: Callable[[str], int], store: Store) -> None:
        self.app = app
        self.seconds_left = seconds_left
        self.store = store
        self._arriving: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(UPLOADS_PATH):
            await self.app(scope, receive, send)
            return
        session_id = scope["path"].removeprefix(UPLOADS_PATH).partition("/")[0]
        refusal = await self._refusal(scope, session_id)
        if refusal is not None:
            await refusal(scope, receive, send)
        else:
            await self._counted(session_id, scope, receive, send)

    async def _refusal(self, scope: Scope, session_id: str) -> Response | None:
        headers = Headers(scope=scope)
        sid = headers.get(HEADER.decode(), "")
        if not sid or not await run_in_threadpool(self.seconds_left, sid):
            return PlainTextResponse(_STRANGER, 401)
        if not self.store.belongs(session_id, sid):
            return PlainTextResponse(_NOT_YOURS, 403)
        told = headers.get("content-length", "")
        full = self._full(session_id, int(told) if told.isascii() and told.isdigit() else 0)
        return PlainTextResponse(full, 413) if full and scope["method"] == "PUT" else None

    def _full(self, session_id: str, more: int) -> str:
        """Why so many bytes more cannot be taken, if they cannot."""
        held = self.store.held()
        if held.get(session_id, 0) + self._arriving[session_id] + more > OF_A_PAGE:
            return _PAGE_FULL
        full = sum(held.values()) + self._arriving.total() + more > OF_ALL
        return _ALL_FULL if full else ""

    async def _counted(self, session_id: str, scope: Scope, receive: Receive, send: Send) -> None:
        came = 0

        async def count() -> Message:
            nonlocal came
            message = await receive()
            size = len(message.get("body", b""))
            came += size
            self._arriving[session_id] += size
            if full := self._full(session_id, 0):
                raise HTTPException(413, full)
            return message

        try:
            await self.app(scope, count, send)
        finally:
            self._arriving[session_id] -= came
            if not self._arriving[session_id]:
                del self._arriving[session_id]
