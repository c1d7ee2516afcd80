"""The participants' round: drafts on a plain page, and a form below each to say what one thinks.

No account, no cookie, no script. The page gives every browser a name at random, by which all that
is said from it stands under one receipt; of addresses nothing is kept but digests, in memory.
"""

import re
import secrets
from collections.abc import Sequence

from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hrgl.core import codes
from hrgl.core.database import reading
from hrgl.core.enums import CommentKind
from hrgl.core.models import Comment
from hrgl.editions.document_forms import lead_in_of
from hrgl.encouragements.commenting.commenting import LONGEST_COMMENT, Saying, say_all
from hrgl.encouragements.commenting.comments import COMMENT_KINDS
from hrgl.encouragements.commenting.drafts_shown import (
    drafts_shown,
    lead_in_shown,
    minutes_shown,
    sender_page,
)
from hrgl.errors import HrglError, NotFound, TooFast, Unavailable
from hrgl.notes.door.rounds import DraftsLink, shown_by
from hrgl.web.door_forms import TRAP, LongForms, refuse_trapped
from hrgl.web.door_pages import door_page, nowhere
from hrgl.web.forms import RefusedForm, headers_of, plain_number, status_of
from hrgl.web.gate import address_of
from hrgl.web.group_commit import GroupCommit
from hrgl.web.pace import Disguise, Pace

_NOWHERE = "Nothing leads this way. Compare the link with the one you were given."
_TOO_FAST = (
    "So much is coming in at this moment that this was not taken. Wait a minute, send again."
)
_SENDER = re.compile(r"[\w-]{16,64}", re.ASCII)
SpokenForm = tuple[str, dict[str, str]]


class RoundPages:
    """The pages of the rounds over one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.desk = GroupCommit(engine, _take)
        self.long_forms = LongForms()
        self.disguise = Disguise()
        # a room reads and speaks from behind one address at once
        self.of_client, self.of_round = Pace(200, 2.0), Pace(1000, 20.0)

    def routes(self) -> list[Route]:
        """Where the pages stand."""
        return [
            Route("/in/{code}/drafts", self.show, methods=["GET"]),
            # an address of its own: what is sent to a page makes browsers forget the page
            Route("/in/{code}/drafts/say", self.send, methods=["POST"]),
            Route("/in/{code}/drafts/say", self.show, methods=["GET"]),
            Route("/in/{code}/drafts/of/{sender}", self.show, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        """The drafts, each with its form; after something was said, that and the receipt."""
        return await run_in_threadpool(self._page, request, {})

    async def send(self, request: Request) -> Response:
        """Take what is said, then lead on, so that loading the page again says nothing again."""
        typed: dict[str, str] = {}
        try:
            typed = await self.long_forms.read(request)
            refuse_trapped(typed)
            self._slow_down(request)
            await self.desk.ask((_code(request), typed))
        except HrglError as error:
            return await run_in_threadpool(self._page, request, typed, error)
        where = f"/in/{_code(request)}/drafts/of/{typed['sender']}#e{typed['encouragement']}"
        return RedirectResponse(where, 303, headers={"cache-control": "no-store"})

    def _slow_down(self, request: Request) -> None:
        client = self.disguise.of(address_of(request))
        if not (self.of_client.admits(client) and self.of_round.admits(_code(request))):
            raise TooFast(_TOO_FAST, seconds=60)

    def _page(
        self, request: Request, typed: dict[str, str], error: HrglError | None = None
    ) -> Response:
        try:
            return self._drawn(request, typed, error)
        except (NotFound, Unavailable) as failure:
            return nowhere(self.engine, failure, typed=typed.get("text", ""), code=_code(request))

    def _drawn(self, request: Request, typed: dict[str, str], error: HrglError | None) -> Response:
        sender = request.path_params.get("sender") or typed.get("sender", "")
        if not _SENDER.fullmatch(sender):
            sender = secrets.token_urlsafe(16)
        with reading(self.engine) as session:
            link = shown_by(session, code=_code(request))
            if link is None:
                raise NotFound(_NOWHERE)
            lead_in = lead_in_of(session, edition_id=link.edition_id)
            drafts = drafts_shown(session, link=link)
            lead_in = lead_in_shown(session, link=link)
            mine = sender_page(session, link=link, sender=sender)
        answer = door_page(
            "drafts.html",
            status_of(error) if error else 200,
            message=str(error or ""),
            door=link,
            drafts=drafts,
            mine=mine,
            sender=sender,
            typed=typed,
            about=plain_number(typed.get("encouragement")) if error else None,
            lead_in=lead_in,
            kinds=COMMENT_KINDS,
            longest=LONGEST_COMMENT,
            minutes=minutes_shown(),
            trap=TRAP,
        )
        answer.headers.update(headers_of(error))
        if error is None and mine is None:
            # with the back button it is the same page again, so that there is one receipt
            answer.headers["cache-control"] = "private, no-cache"
        return answer


def _code(request: Request) -> str:
    return codes.normalised_code(request.path_params["code"])


def _take(session: Session, wishes: Sequence[SpokenForm]) -> list[Comment | HrglError]:
    """Keep what was said, each as if alone; whether a round is open is found out at this moment."""
    links = {code: shown_by(session, code=code) for code, _ in wishes}
    read = [_saying(links[code], typed) for code, typed in wishes]
    kept = iter(say_all(session, [each for each in read if isinstance(each, Saying)]))
    return [next(kept) if isinstance(each, Saying) else each for each in read]


def _saying(link: DraftsLink | None, typed: dict[str, str]) -> Saying | HrglError:
    """What a form says; one that is no form of ours is refused."""
    encouragement_id, wording = (plain_number(typed.get(k)) for k in ("encouragement", "wording"))
    kind, sender = typed.get("kind", ""), typed.get("sender", "")
    if link is None:
        return NotFound(_NOWHERE)
    if not encouragement_id or not wording or not _SENDER.fullmatch(sender):
        return RefusedForm(400, "This was not sent from a page of ours. Send it again.")
    return Saying(
        link,
        sender,
        encouragement_id,
        wording,
        typed.get("mark", ""),
        CommentKind(kind) if kind in set(CommentKind) else CommentKind.COMMENT,
        typed.get("text", ""),
        typed.get("receipt", ""),
    )
