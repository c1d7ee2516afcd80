"""The page behind a one-time link: who it is for, and a password of their own choice."""

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hrgl.core.database import reading, transaction
from hrgl.errors import HrglError, NotValid
from hrgl.people import invitations, passwords, sign_ins
from hrgl.people.invitations import Invited
from hrgl.web.forms import Pages
from hrgl.web.gate import Gate

_NOT_VALID = (
    "This link is not valid any more: it has been used already, has expired, or is not complete. "
    "Ask an organiser for a new one."
)


class InvitationPages(Pages):
    """Invitations over one database: always open, whoever guesses where."""

    def __init__(self, engine: Engine, *, secure: bool, gate: Gate) -> None:
        super().__init__(engine, secure=secure)
        self.gate = gate

    def routes(self) -> list[Route]:
        """Where the page stands."""
        path = "/invitation/{token}"
        return [Route(path, self.show, methods=["GET"]), Route(path, self.accept, methods=["POST"])]

    async def show(self, request: Request) -> Response:
        """For whom the link is, and the form; looking does not use it up."""
        return await run_in_threadpool(self._page, request)

    async def accept(self, request: Request) -> Response:
        """Set the password, and let the browser in."""
        try:
            form = await self.read(request)
            token, known_as = await run_in_threadpool(self._set, request, form)
        except HrglError as error:
            return await run_in_threadpool(self._page, request, error)
        return self.let_in(token, "/", known_as=known_as)

    def _set(self, request: Request, form: dict[str, str]) -> tuple[str, str]:
        link = request.path_params["token"]
        # looked at before hashing: a link nobody made costs no work
        with reading(self.engine) as session:
            if invitations.whose(session, token=link) is None:
                raise NotValid(_NOT_VALID)
        password = form.get("password", "")
        if password != form.get("again", ""):
            raise NotValid("The two passwords are not the same. Type them again.", "again")
        password_hash = passwords.hashed(password)
        with transaction(self.engine) as session:
            account = invitations.accept(session, token=link, password_hash=password_hash)
            token = sign_ins.open_door(session, account)
            known_as = sign_ins.known_as(session, token=token)
        self.gate.was_right(request, account.email)
        return token, known_as

    def _page(self, request: Request, error: HrglError | None = None) -> Response:
        invited = self._whose(request.path_params["token"])
        if invited is None:
            error = error or NotValid(_NOT_VALID)
        response = self.draw(
            request,
            "invitation.html",
            error=error,
            invited=invited,
            demonstrates=bool(invited and invited.demonstration),
            shortest=passwords.SHORTEST_PASSWORD,
        )
        # the address of this page is the key itself: no other page may hear of it
        response.headers["referrer-policy"] = "no-referrer"
        return response

    def _whose(self, link: str) -> Invited | None:
        with reading(self.engine) as session:
            return invitations.whose(session, token=link)
