"""The public pages: the document and each encouragement, open to everybody, kept by anybody."""

import re
from collections.abc import Awaitable, Callable

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from hrgl.errors import HrglError, NotFound, TooFast
from hrgl.web.forms import headers_of, status_of
from hrgl.web.gate import address_of
from hrgl.web.pace import Disguise, Pace
from hrgl.web.public import drawing
from hrgl.web.public.downloads import Downloads
from hrgl.web.public.feed import FEED_TYPE, public_feed
from hrgl.web.public.searching import LONGEST_QUERY
from hrgl.web.public.shelf import KeptAnswer, OnShelf, PublicShelf, kept_answer

_HOST = re.compile(r"[A-Za-z0-9.\-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
_HTML = "text/html; charset=utf-8"
# short enough that a mark on a number is seen soon
_KEEP = "public, max-age=60"
_ROBOTS = b"User-agent: *\nDisallow: /*?q=\nAllow: /outcome/\nAllow: /brand/\nDisallow: /\n"
_TOO_FAST = "Too many searches came from where you are. Wait a minute, then search again."
_Answering = Callable[[Request, OnShelf], KeptAnswer]


class PublicPages:
    """What everybody may read."""

    def __init__(self, engine: Engine, *, secure: bool = False) -> None:
        self.secure = secure
        self.shelf = PublicShelf(engine)
        self.downloads = Downloads(self.shelf)
        self.disguise = Disguise()
        self.searches = Pace(30, 1.0)

    def routes(self) -> list[Route]:
        """Where the pages stand."""
        number = "/outcome/{code}/{number:int}"
        return [
            Route("/outcome/", self._page(self._editions)),
            Route("/outcome/feed.xml", self._page(self._feed)),
            Route("/outcome/{code}", self._page(self._number)),
            Route(number, self._page(self._number)),
            Route(f"{number}/in/{{language}}", self._page(self._number)),
            Route(f"{number}/encouragement-{{place:int}}", self._page(self._encouragement)),
            Route(f"{number}/download/{{format}}", self.download),
            Route("/robots.txt", self._page(self._robots)),
        ]

    def _page(self, answering: _Answering) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(self._answer, request, answering)

        return endpoint

    async def download(self, request: Request) -> Response:
        """A file of a number, made by a thread apart, one after the other."""
        try:
            answer, name = await self.downloads.file(
                request.path_params["code"],
                request.path_params["number"],
                request.path_params["format"],
                short="short" in request.query_params,
            )
        except HrglError as error:
            return self._refused(request, error)
        response = sent(request, answer)
        response.headers["content-disposition"] = f'attachment; filename="{name}"'
        return response

    def _answer(self, request: Request, answering: _Answering) -> Response:
        try:
            return sent(request, answering(request, self.shelf.look()))
        except HrglError as error:
            return self._refused(request, error)

    def _refused(self, request: Request, error: HrglError) -> Response:
        page = drawing.drawn_nowhere(str(error), self._origin(request))
        headers = {"cache-control": "no-store", "x-robots-tag": "noindex", **headers_of(error)}
        return HTMLResponse(page, status_of(error), headers=headers)

    def _origin(self, request: Request) -> str:
        """How addresses begin that are read elsewhere."""
        host = request.headers.get("host", "")
        scheme = "https" if self.secure else request.url.scheme
        return f"{scheme}://{host}" if _HOST.fullmatch(host) else ""

    def _editions(self, request: Request, there: OnShelf) -> KeptAnswer:
        origin = self._origin(request)
        return self._kept(there, ("", origin), lambda: drawing.drawn_editions(there, origin))

    def _number(self, request: Request, there: OnShelf) -> KeptAnswer:
        given, origin = request.path_params, self._origin(request)
        code, wanted = given["code"], given.get("number")
        number = there.number(code, wanted) if wanted else there.edition(code).latest
        language = given.get("language", "")
        if language not in {"", *(each.language for each in number.document.translations)}:
            raise NotFound("There is nothing here.")
        query = request.query_params.get("q", "")[:LONGEST_QUERY].strip()

        def draw() -> str:
            return drawing.drawn_number(there, number, origin, language=language, query=query)

        if query:
            if not self.searches.admits(self.disguise.of(address_of(request))):
                raise TooFast(_TOO_FAST, seconds=60)
            return kept_answer(draw().encode("utf-8", "replace"), _HTML)
        return self._kept(there, (code, number.number, language, origin), draw)

    def _encouragement(self, request: Request, there: OnShelf) -> KeptAnswer:
        given, origin = request.path_params, self._origin(request)
        number = there.number(given["code"], given["number"])
        section = next((s for s in number.document.sections if s.place == given["place"]), None)
        if section is None:
            raise NotFound("There is nothing here.")
        return self._kept(
            there,
            (given["code"], number.number, section.place, origin),
            lambda: drawing.drawn_encouragement(there, number, section, origin),
        )

    def _kept(
        self, there: OnShelf, name: tuple[object, ...], draw: Callable[[], str]
    ) -> KeptAnswer:
        def make() -> KeptAnswer:
            return kept_answer(draw().encode("utf-8", "replace"), _HTML)

        return self.shelf.answer(there, ("page", *name), make)

    def _feed(self, request: Request, there: OnShelf) -> KeptAnswer:
        origin = self._origin(request)
        return self.shelf.answer(
            there, ("feed", origin), lambda: kept_answer(public_feed(there, origin), FEED_TYPE)
        )

    def _robots(self, request: Request, there: OnShelf) -> KeptAnswer:
        return kept_answer(_ROBOTS, "text/plain; charset=utf-8")


def sent(request: Request, answer: KeptAnswer) -> Response:
    """A kept answer as this browser takes it: packed, or not at all where it has it already."""
    headers = {"cache-control": _KEEP, "etag": answer.etag, "vary": "accept-encoding"}
    known = request.headers.get("if-none-match", "")
    if answer.etag in {each.strip().removeprefix("W/") for each in known.split(",")}:
        return Response(status_code=304, headers=headers)
    body = answer.body
    if answer.gzipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body = answer.gzipped
        headers["content-encoding"] = "gzip"
    return Response(body, media_type=answer.media_type, headers=headers)
