"""The participants' door: a plain page to send an input, and to follow it with its receipt.

No account, no cookie, one request. A few lines of script keep what is typed in the tab until it is
sent; without them, too, every refusal gives back the text that it refuses. Whoever sends is known
by nothing: addresses are counted in memory, as digests, to slow down who sends too much, and stand
in no table and no log.
"""

import secrets
from collections.abc import Callable, Sequence
from functools import partial

import segno
from markupsafe import Markup
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hrgl.core import codes
from hrgl.core.database import reading
from hrgl.core.models import Input
from hrgl.editions.attribution import vocabulary
from hrgl.editions.programme import programme
from hrgl.errors import HrglError, NotFound, TooFast, Unavailable
from hrgl.notes.door import doors, inputs, receipts
from hrgl.notes.door.doors import Entrance
from hrgl.notes.door.receipts import SHOWN_FOR
from hrgl.notes.door.submitting import LONGEST_INPUT, Sending, Sent, levels
from hrgl.operations.mail import mail_is_set_up
from hrgl.web.door_forms import TRAP, LongForms, check_typed, read_input
from hrgl.web.door_pages import _NOT_KEPT, door_page, nowhere
from hrgl.web.forms import RefusedForm, headers_of, status_of
from hrgl.web.gate import address_of
from hrgl.web.group_commit import GroupCommit
from hrgl.web.pace import Disguise, Pace

_TOO_FAST = (
    "So much is coming in at this moment that this was not taken. Wait a minute, send again."
)
_NO_DOOR = "Nothing leads this way. Compare the link with the one you were given."


class DoorPages:
    """The pages of all doors over one database."""

    def __init__(self, engine: Engine, *, secure: bool) -> None:
        self.engine = engine
        self.secure = secure
        self.desk = GroupCommit(engine, _take)
        self.long_forms = LongForms()
        self.disguise = Disguise()
        # a room may send from behind one address at once; what one address sends, and is refused,
        # takes nothing of what the door takes from all others
        self.of_client, self.of_door = Pace(60, 1.0), Pace(1000, 20.0)

    def routes(self) -> list[Route]:
        """Where the pages stand."""
        return [
            Route("/in/{code}", self.show, methods=["GET"]),
            # an address of its own: what is sent to a page makes browsers forget the page
            Route("/in/{code}/send", self.send, methods=["POST"]),
            Route("/in/{code}/send", self.show, methods=["GET"]),
            Route("/in/{code}/sent/{ticket}", self.sent, methods=["GET"]),
            Route("/in/{code}/programme", self.programme, methods=["GET"]),
            Route("/in/{code}/poster", self.poster, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        """What the workshop asks, and the form."""
        return await run_in_threadpool(self._form, request, {})

    async def send(self, request: Request) -> Response:
        """Take an input, then lead on, so that loading the page again sends nothing again."""
        try:
            typed = await self.long_forms.read(request)
        except RefusedForm as error:
            return await run_in_threadpool(self._form, request, {}, error)
        try:
            await run_in_threadpool(check_typed, typed)
            self._slow_down(request)
            ticket = await self.desk.ask((_code(request), typed["form"], read_input(typed)))
        except HrglError as error:
            return await run_in_threadpool(self._form, request, typed, error)
        where = f"/in/{_code(request)}/sent/{ticket}"
        return RedirectResponse(where, 303, headers=_NOT_KEPT)

    def _entrance(self, request: Request) -> Entrance:
        with reading(self.engine) as session:
            found = doors.entrance(session, code=_code(request))
        if found is None:
            raise NotFound(_NO_DOOR)
        return found

    def _slow_down(self, request: Request) -> None:
        client = self.disguise.of(address_of(request))
        if not (self.of_client.admits(client) and self.of_door.admits(_code(request))):
            raise TooFast(_TOO_FAST, seconds=60)

    def _form(
        self, request: Request, typed: dict[str, str], error: HrglError | None = None
    ) -> Response:
        return self._through(request, partial(_form, typed=typed, error=error), typed.get("text"))

    async def sent(self, request: Request) -> Response:
        """Thanks, and for a few minutes the receipt."""
        return await run_in_threadpool(self._through, request, self._sent)

    async def programme(self, request: Request) -> Response:
        """What happens when, and what people ask."""
        return await run_in_threadpool(self._through, request, self._programme)

    async def poster(self, request: Request) -> Response:
        """The link and its QR code, large, for a wall or a screen."""
        return await run_in_threadpool(self._through, request, self._poster)

    def _through(
        self,
        request: Request,
        draw: Callable[[Request, Entrance], Response],
        typed: str | None = None,
    ) -> Response:
        try:
            return draw(request, self._entrance(request))
        except (NotFound, Unavailable) as error:
            return nowhere(self.engine, error, typed=typed or "", code=_code(request))

    def _sent(self, request: Request, door: Entrance) -> Response:
        ticket = request.path_params["ticket"]
        with reading(self.engine) as session:
            found = receipts.just_sent(session, workshop_id=door.workshop_id, ticket=ticket)
        if found is None:
            raise NotFound(_NO_DOOR)
        state, shown = found
        receipt = codes.receipt_of(door.key, ticket) if shown else ""
        return door_page(
            "door_sent.html",
            door=door,
            state=state,
            receipt=receipt,
            minutes=int(SHOWN_FOR.total_seconds() // 60),
            mailed=mail_is_set_up(),
        )

    def _programme(self, request: Request, door: Entrance) -> Response:
        with reading(self.engine) as session:
            found = programme(session, edition_id=door.edition_id)
        return door_page("door_programme.html", door=door, programme=found)

    def _poster(self, request: Request, door: Entrance) -> Response:
        scheme = "https" if self.secure else request.url.scheme
        address = f"{scheme}://{request.headers.get('host', '')}/in/{door.code}"
        drawn = segno.make(address, error="m", micro=False)
        # drawn by us from a code of ours and numbers: there is no markup of others in it
        code = Markup(drawn.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))  # noqa: S704
        return door_page("door_poster.html", door=door, address=address, code=code)


def _code(request: Request) -> str:
    return codes.normalised_code(request.path_params["code"])


Wish = tuple[str, str, Sent]


def _take(session: Session, wishes: Sequence[Wish]) -> list[str | HrglError]:
    """Send forms through doors; of each the ticket, or why it was refused."""
    senders = doors.senders(session, codes={code for code, _, _ in wishes})
    known = [Sending(senders[code], form, sent) for code, form, sent in wishes if code in senders]
    rows = iter(inputs.send_all(session, known))
    tickets = (sending.ticket for sending in known)
    return [
        _outcome(next(rows), next(tickets)) if code in senders else NotFound(_NO_DOOR)
        for code, _, _ in wishes
    ]


def _outcome(row: Input | HrglError, ticket: str) -> str | HrglError:
    return row if isinstance(row, HrglError) else ticket


def _form(
    _request: Request, door: Entrance, *, typed: dict[str, str], error: HrglError | None
) -> Response:
    """The form, with what was typed and what was wrong with it."""
    offered = levels(door.attribution)
    # by name only if somebody chooses so
    typed = {"form": secrets.token_urlsafe(16), "attribution": offered[:2][-1], **typed}
    answer = door_page(
        "door.html",
        status_of(error) if error else 200,
        message=str(error or ""),
        door=door,
        field=getattr(error, "field", None),
        typed=typed,
        trap=TRAP,
        longest=LONGEST_INPUT,
        levels=offered,
        kinds=vocabulary("kinds"),
        actor_types=vocabulary("actor_types"),
        regions=vocabulary("regions"),
    )
    answer.headers.update(headers_of(error))
    if error is None:
        # with the back button it is the same form again, so that the same words stay one input
        answer.headers["cache-control"] = "private, no-cache"
    return answer
