"""The door: signing in with a password, or with one click into the demonstration edition."""

import ipaddress
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, nullcontext, suppress
from functools import partial
from urllib.parse import urlsplit

import anyio
from sqlalchemy import Engine
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.permissions import ROLE_NAMES
from hrgl.editions import editions, founding
from hrgl.errors import Busy, HrglError, Unavailable
from hrgl.people import attempts, passwords, sign_ins
from hrgl.people.attempts import Attempt, Comer
from hrgl.web.beginning import BeginningPages
from hrgl.web.forms import Pages, RefusedForm, local_path, status_of
from hrgl.web.gate import Gate
from hrgl.web.invitation import InvitationPages
from hrgl.web.oidc import OidcDoor, Provider

_TRIED_AT_ONCE = 4
DEMONSTRATION_ROLES = [Role.FACILITATOR, Role.RAPPORTEUR, Role.STEERING, Role.ORGANISER]
_WHAT_THEY_DO = {
    Role.FACILITATOR: "review themes, word the encouragements",
    Role.RAPPORTEUR: "take notes in a workshop",
    Role.STEERING: "agree or object",
    Role.ORGANISER: "set up, publish, export",
}


class _Wrong(RefusedForm):
    """The password was not the right one, or there was nothing to compare it with."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(403, "This address and password do not belong together. Try again.")
        self.attempt = attempt


class SignInPages(Pages):
    """The ways in over one database."""

    def __init__(self, engine: Engine, *, secure: bool, provider: Provider | None = None) -> None:
        super().__init__(engine, secure=secure)
        self.provider = provider
        self.gate = Gate(engine)
        self.hashing = anyio.Semaphore(_TRIED_AT_ONCE)

    def routes(self) -> list[Route]:
        """Where the pages stand."""
        routes = [
            Route("/sign-in", self.show, methods=["GET"]),
            Route("/sign-in", self.sign_in, methods=["POST"]),
            Route("/enter", self.enter, methods=["POST"]),
            Route("/health", self.health, methods=["GET"]),
            *InvitationPages(self.engine, secure=self.secure, gate=self.gate).routes(),
            *BeginningPages(
                self.engine, secure=self.secure, vouched=self.provider is not None
            ).routes(),
        ]
        if self.provider:
            there = OidcDoor(self.engine, self.provider, secure=self.secure, draw=self.page)
            routes += there.routes()
        return routes

    def seconds_left(self, token_sha256: str) -> int:
        """For how long a browser with this digest of a token is signed in; none if it is not."""
        with reading(self.engine) as session:
            left = sign_ins.time_left(session, token_sha256=token_sha256)
            due = sign_ins.is_due(session, token_sha256=token_sha256)
        if due:
            # a database that is too busy now will be asked again at the next page
            with suppress(Unavailable), transaction(self.engine) as session:
                left = sign_ins.stay(session, token_sha256=token_sha256)
        return int(left.total_seconds())

    async def show(self, request: Request) -> Response:
        """The sign-in page."""
        return await run_in_threadpool(self.page, request)

    async def sign_in(self, request: Request) -> Response:
        """Try a password, a few at a time, and a stranger's only when it is their turn."""
        try:
            form = await self.read(request)
            token, known_as = await self._at_the_gate(request, form)
        except _Wrong as error:
            response = await run_in_threadpool(self.page, request, error)
            # written after the answer has left, so that its time tells nothing
            response.background = BackgroundTask(self._note_failure, error.attempt)
            return response
        except HrglError as error:
            return await run_in_threadpool(self.page, request, error)
        return self.let_in(token, form.get("next", ""), known_as=known_as)

    async def _at_the_gate(self, request: Request, form: dict[str, str]) -> tuple[str, str]:
        email, password = form.get("email", "")[:254], form.get("password", "")
        known = request.cookies.get(self.known_cookie, "")
        comer = await run_in_threadpool(self.gate.comer, request, email, known)
        if comer is not Comer.STRANGER:
            let_in = await self._in_turn(partial(self._try, email, password, comer), nullcontext())
        else:
            await self.gate.turn(request)
            try:
                attempt = partial(self._try, email, password, comer)
                let_in = await self._in_turn(attempt, self.gate.alone(request))
            except Unavailable:
                self.gate.does_not_count(request)
                raise
            self.gate.does_not_count(request)
        self.gate.was_right(request, email)
        return let_in

    async def _in_turn(
        self, attempt: Callable[[], tuple[str, str]], before: AbstractAsyncContextManager[None]
    ) -> tuple[str, str]:
        """Threads serve everybody: those who sign in wait here, and not for ever."""
        async with AsyncExitStack() as places:
            try:
                with anyio.fail_after(passwords.PATIENCE_FOR_A_TURN):
                    await places.enter_async_context(before)
                    await places.enter_async_context(self.hashing)
            except TimeoutError as error:
                raise Busy(passwords.CROWD) from error
            return await run_in_threadpool(attempt)

    def _try(self, email: str, password: str, comer: Comer) -> tuple[str, str]:
        with transaction(self.engine) as session:
            attempt = attempts.count_attempt(session, email=email, comer=comer)
        try:
            right = passwords.matches(attempt.password_hash, password)
        except Busy:
            with transaction(self.engine) as session:
                attempts.forget_attempt(session, attempt)
            raise
        if not right:
            raise _Wrong(attempt)
        with transaction(self.engine) as session:
            token = sign_ins.let_in(session, attempt)
            return token, sign_ins.known_as(session, token=token)

    def _note_failure(self, attempt: Attempt) -> None:
        with transaction(self.engine) as session:
            attempts.count_failure(session, attempt)

    async def enter(self, request: Request) -> Response:
        """Step into the demonstration."""
        try:
            form = await self.read(request)
            if not on_this_machine(request):
                raise RefusedForm(403, "The demonstration opens only on the machine it runs on.")
            token = await run_in_threadpool(self._enter, form.get("role", ""))
        except HrglError as error:
            return await run_in_threadpool(self.page, request, error)
        return self.let_in(token, form.get("next", ""))

    def _enter(self, role: str) -> str:
        wanted = Role(role) if role in set(DEMONSTRATION_ROLES) else Role.RAPPORTEUR
        with transaction(self.engine) as session:
            return sign_ins.enter_demonstration(session, role=wanted)

    def page(self, request: Request, error: HrglError | None = None) -> Response:
        """The sign-in page, with what went wrong."""
        return self.draw(
            request,
            "sign_in.html",
            error=error,
            wanted=local_path(request.query_params.get("next", "")),
            demonstration=self._demonstration() if on_this_machine(request) else None,
            demonstrates=self._demonstrates(),
            roles=[(r.value, ROLE_NAMES[r], _WHAT_THEY_DO[r]) for r in DEMONSTRATION_ROLES],
            provider=self.provider.name if self.provider else "",
            has_organiser=self._has_organiser(),
        )

    def _demonstrates(self) -> bool:
        with reading(self.engine) as session:
            return editions.all_demonstrations(session)

    def _demonstration(self) -> str | None:
        with reading(self.engine) as session:
            return editions.demonstration_title(session)

    def _has_organiser(self) -> bool:
        with reading(self.engine) as session:
            return founding.has_organiser(session, vouched=self.provider is not None)

    async def health(self, request: Request) -> Response:
        """Whether the dashboard and its database answer."""
        try:
            await run_in_threadpool(self._demonstration)
        except HrglError as error:
            return JSONResponse({"status": str(error), "code": error.code}, status_of(error))
        return JSONResponse({"status": "ok"})


def on_this_machine(request: Request) -> bool:
    """Server and browser on one machine and no proxy between: the demonstration's door is open."""
    ends = [request.scope.get("server"), request.scope.get("client")]
    forwarded = {"forwarded", "x-forwarded-for"} & set(request.headers.keys())
    # a name that leads here from elsewhere is not this machine's own
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    return (
        not forwarded
        and _loopback(host)
        and all(end is not None and _loopback(str(end[0])) for end in ends)
    )


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
