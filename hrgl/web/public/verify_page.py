"""The page on which everybody may ask whether a file is a published document; nothing is kept."""

from collections.abc import AsyncGenerator

from anyio import CapacityLimiter, Semaphore, to_thread
from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from hrgl.errors import HrglError, NotValid, TooFast
from hrgl.formats.readers.reading import MAX_BYTES
from hrgl.outcome.verifying import VerifiedFile, verified
from hrgl.web.forms import RefusedForm, headers_of, read_body, rendered, status_of
from hrgl.web.gate import address_of
from hrgl.web.pace import Disguise, Pace
from hrgl.web.public.shelf import PublicShelf

_FORM = 64 * 1024  # bytes of a form besides its file
_AT_ONCE, _MOST_WAITING = 3, 12
_TOO_FAST = "Too many files came from where you are. Wait a minute, then send this one again."
_BUSY = "Many files are being compared at this moment. Send this one again in a minute."
_TOO_LARGE = (
    f"This file is too large: at most {MAX_BYTES // 1024 // 1024} MB are read. "
    "No document of this house is so large."
)
_NO_FILE = "Choose a file first."


class _InMemory(MultiPartParser):
    """Never puts anything on a disk."""

    spool_max_size = MAX_BYTES + _FORM


class VerifyPage:
    """Takes a file, compares it with what is public, and lets go of it."""

    def __init__(self, shelf: PublicShelf) -> None:
        self.shelf = shelf
        self.disguise = Disguise()
        self.of_client = Pace(10, 0.1)
        self._arriving = Semaphore(_AT_ONCE)
        self._comparing: CapacityLimiter | None = None
        self._waiting = 0

    def routes(self) -> list[Route]:
        """Where the page stands."""
        return [
            Route("/verify", self.ask, methods=["GET"]),
            Route("/verify", self.answer, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """The form."""
        return _drawn()

    async def answer(self, request: Request) -> Response:
        """What was found in the file."""
        try:
            if not self.of_client.admits(self.disguise.of(address_of(request))):
                raise TooFast(_TOO_FAST, seconds=60)
            if self._waiting >= _MOST_WAITING:
                raise TooFast(_BUSY, seconds=60)
            self._waiting += 1
            try:
                async with self._arriving:
                    name, content = await _sent_file(request)
                    found = await self._compared(name, content)
            finally:
                self._waiting -= 1
        except HrglError as error:
            return _drawn(error=error)
        return _drawn(name=name, found=found)

    async def _compared(self, name: str, content: bytes) -> VerifiedFile:
        if self._comparing is None:
            self._comparing = CapacityLimiter(1)
        return await to_thread.run_sync(self._compare, name, content, limiter=self._comparing)

    def _compare(self, name: str, content: bytes) -> VerifiedFile:
        there = self.shelf.look()
        return verified(name, content, [n for each in there.editions for n in each.numbers])


async def _sent_file(request: Request) -> tuple[str, bytes]:
    kind = request.headers.get("content-type", "")
    if not kind.lower().startswith("multipart/form-data"):
        raise RefusedForm(415, "This was not sent from a page of ours. Load the page again.")
    told = request.headers.get("content-length", "")
    if told.isascii() and told.isdigit() and int(told) > MAX_BYTES + _FORM:
        raise RefusedForm(413, _TOO_LARGE)
    body = await read_body(request, at_most=MAX_BYTES + _FORM, patience=120)
    if body is None:
        raise RefusedForm(413, _TOO_LARGE)

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        form = await _InMemory(request.headers, stream(), max_files=1, max_fields=4).parse()
    except (MultiPartException, MultipartParseError, HTTPException, KeyError) as error:
        raise RefusedForm(400, "This could not be read. Load the page again.") from error
    sent = form.get("file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        raise NotValid(_NO_FILE, "file")
    content = await sent.read()
    await sent.close()
    return sent.filename, content


def _drawn(
    *, error: HrglError | None = None, name: str = "", found: VerifiedFile | None = None
) -> Response:
    page = rendered("verify.html", message=str(error or ""), name=name, found=found)
    headers = {"cache-control": "no-store", "x-robots-tag": "noindex", **headers_of(error)}
    return HTMLResponse(page, status_of(error) if error else 200, headers=headers)
