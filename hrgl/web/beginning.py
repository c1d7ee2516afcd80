"""The page behind the link on the console: who organises first, and which edition."""

from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hrgl.core.database import reading, transaction
from hrgl.core.models import Edition
from hrgl.editions import editions, founding
from hrgl.errors import HrglError, NotValid
from hrgl.people import passwords, sign_ins
from hrgl.web.forms import Pages

BEGIN_PATH = "/begin"
_GIVEN_BACK = ("edition", "code", "title", "name", "email")


class BeginningPages(Pages):
    """The first page of an installation; `vouched`: an identity provider lets people in too."""

    def __init__(self, engine: Engine, *, secure: bool, vouched: bool) -> None:
        super().__init__(engine, secure=secure)
        self.vouched = vouched

    def routes(self) -> list[Route]:
        """Where the page stands."""
        path = BEGIN_PATH + "/{token}"
        return [Route(path, self.show, methods=["GET"]), Route(path, self.begin, methods=["POST"])]

    async def show(self, request: Request) -> Response:
        """The form; looking does not use the link up."""
        return await run_in_threadpool(self._page, request, {})

    async def begin(self, request: Request) -> Response:
        """Make the edition and its organiser, and let the browser in."""
        form: dict[str, str] = {}
        try:
            form = await self.read(request)
            token, known_as = await run_in_threadpool(
                self._begin, request.path_params["token"], form
            )
        except HrglError as error:
            return await run_in_threadpool(self._page, request, form, error)
        return self.let_in(token, "/setup", known_as=known_as)

    def _begin(self, link: str, form: dict[str, str]) -> tuple[str, str]:
        # looked at before hashing: a link nobody made costs no work
        if not self._open(link):
            raise NotValid(founding.NO_LONGER)
        password = form.get("password", "")
        if password != form.get("again", ""):
            raise NotValid("The two passwords are not the same. Type them again.", "again")
        password_hash = passwords.hashed(password)
        with transaction(self.engine) as session:
            edition = _edition(session, form)
            account = founding.become_first_organiser(
                session,
                token=link,
                edition=edition,
                email=form.get("email", ""),
                name=form.get("name", ""),
                password_hash=password_hash,
                vouched=self.vouched,
            )
            token = sign_ins.open_door(session, account)
            return token, sign_ins.known_as(session, token=token)

    def _page(
        self, request: Request, form: dict[str, str], error: HrglError | None = None
    ) -> Response:
        is_open = self._open(request.path_params["token"])
        error = error if is_open or error else NotValid(founding.NO_LONGER)
        with reading(self.engine) as session:
            there = editions.real(session) if is_open else []
        response = self.draw(
            request,
            "beginning.html",
            error=error,
            is_open=is_open,
            there=there,
            given={key: form.get(key, "") for key in _GIVEN_BACK},
            shortest=passwords.SHORTEST_PASSWORD,
        )
        # the address of this page is the key itself: no other page may hear of it
        response.headers["referrer-policy"] = "no-referrer"
        return response

    def _open(self, link: str) -> bool:
        with reading(self.engine) as session:
            return founding.is_open(session, token=link, vouched=self.vouched)


def _edition(session: Session, form: dict[str, str]) -> Edition:
    """The edition that was chosen, or else a new one."""
    if chosen := form.get("edition", ""):
        return editions.by_code(session, chosen)
    return founding.begin_edition(session, code=form.get("code", ""), title=form.get("title", ""))
