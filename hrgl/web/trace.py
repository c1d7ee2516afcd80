"""Where an input went: looked up, corrected and withdrawn with its receipt, which is in no URL."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hrgl.core import codes
from hrgl.core.database import reading, transaction
from hrgl.core.models import Member, Workshop
from hrgl.core.zones import clock_time
from hrgl.encouragements.commenting.followed import FollowedComment, said_under
from hrgl.encouragements.tracing import trace
from hrgl.encouragements.tracing.trace import Trace
from hrgl.errors import HrglError, NotFound, TooFast, Unavailable
from hrgl.notes.door import doors, inputs, receipts
from hrgl.notes.door.submitting import LONGEST_INPUT
from hrgl.operations.mail import mail_is_set_up
from hrgl.outcome import reporting_back
from hrgl.outcome.report_texts import ended_in_words
from hrgl.people import accounts
from hrgl.people.names import LONGEST_EMAIL
from hrgl.web.door_forms import LongForms
from hrgl.web.door_pages import demonstrates, door_page, nowhere
from hrgl.web.forms import RefusedForm, headers_of, plain_number, status_of
from hrgl.web.gate import address_of
from hrgl.web.pace import Disguise, Pace
from hrgl.web.round_trace import OF_COMMENTS, comment_words, do_with_comment

_NO_INPUT = "There is no input with this receipt. Compare it with what you wrote down."
_TOO_FAST = "Too many receipts were tried from here. Wait a minute, then try again."
_DONE = {
    "correct": "Your correction is saved.",
    "withdraw": "Your input is withdrawn.",
    "report": "It is kept: you will hear once what became of it.",
    "no_report": "The address is forgotten: you will hear nothing.",
    **OF_COMMENTS,
}


class TracePages:
    """The pages for whoever has a receipt, with and without the door it came through."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.long_forms = LongForms()
        self.disguise = Disguise()
        self.of_client = Pace(200, 1.0)

    def routes(self) -> list[Route]:
        """Where the pages stand."""
        return [
            Route(path, endpoint, methods=[method])
            for path in ("/trace", "/in/{code}/trace")
            for endpoint, method in ((self.ask, "GET"), (self.answer, "POST"))
        ]

    async def ask(self, request: Request) -> Response:
        """The field for a receipt."""
        return await run_in_threadpool(self._page, request, {})

    async def answer(self, request: Request) -> Response:
        """Where the input went; before that, what its sender wants done with it."""
        try:
            typed = await self.long_forms.read(request)
        except RefusedForm as error:
            return await run_in_threadpool(self._page, request, {}, error)
        return await run_in_threadpool(self._answer, request, typed)

    def _answer(self, request: Request, typed: dict[str, str]) -> Response:
        try:
            if not self.of_client.admits(self.disguise.of(address_of(request))):
                raise TooFast(_TOO_FAST, seconds=60)
            done = self._do(typed)
        except HrglError as error:
            return self._page(request, typed, error)
        return self._page(request, typed, done=done)

    def _do(self, typed: dict[str, str]) -> str:
        """Let the sender correct or withdraw; what was done, in words."""
        what = typed.get("do", "")
        if what not in _DONE:
            return ""
        receipt = typed.get("receipt", "")
        with transaction(self.engine) as session:
            if what in OF_COMMENTS:
                do_with_comment(session, receipt, what, typed)
                return _DONE[what]
            if what in ("report", "no_report"):
                address = typed.get("address", "") if what == "report" else ""
                _ask_for_report(session, receipt, address)
                return _DONE[what]
            actor = _sender(session, receipt)
            if what == "withdraw":
                inputs.withdraw_input(session, actor, receipt=receipt)
            else:
                inputs.correct(
                    session,
                    actor,
                    receipt=receipt,
                    text=typed.get("text", ""),
                    seen_note=plain_number(typed.get("note")),
                    seen_version=plain_number(typed.get("version")) or 0,
                )
        return _DONE[what]

    def _page(
        self,
        request: Request,
        typed: dict[str, str],
        error: HrglError | None = None,
        done: str = "",
    ) -> Response:
        try:
            return self._drawn(request, typed, error, done)
        except (NotFound, Unavailable) as failure:
            return nowhere(self.engine, failure, typed=typed.get("text", ""))

    def _drawn(
        self, request: Request, typed: dict[str, str], error: HrglError | None, done: str
    ) -> Response:
        receipt = typed.get("receipt", "")
        hurried = isinstance(error, RefusedForm | TooFast)
        with reading(self.engine) as session:
            code = request.path_params.get("code")
            door = doors.entrance(session, code=code) if code else None
            asked = receipt and not hurried
            found = trace.trace(session, receipt=receipt) if asked else None
            said = said_under(session, receipt=receipt) if asked else []
            report = _report(session, receipt) if found or said else {}
        if code and door is None:
            raise NotFound("Nothing leads this way.")
        if receipt and not (found or said) and error is None:
            error = NotFound(_NO_INPUT)
        text = typed.get("text", "") if error and typed.get("do") == "correct" else None
        answer = door_page(
            "door_trace.html",
            status_of(error) if error else 200,
            message=str(error or ""),
            done=done,
            door=door,
            action=request.url.path,
            receipt=_spelt(receipt) if found or said else "",
            found=found,
            **comment_words(said, typed if error else {}),
            **report,
            kept_address=typed.get("address", "") if error else "",
            sent_at=clock_time(found.sent_at) if found else "",
            kept=text,
            typed=text or "",
            longest=LONGEST_INPUT,
            name=_name(receipt),
            demonstrates=_demonstrates(found, said, self.engine),
            **_words(found),
        )
        answer.headers.update(headers_of(error))
        return answer


def _ask_for_report(session: Session, receipt: str, address: str) -> None:
    actor = reporting_back.report_asker(session, receipt=receipt)
    reporting_back.ask_for_report(session, actor, receipt=receipt, address=address)


def _report(session: Session, receipt: str) -> dict[str, Any]:
    """Whether one can hear of it by mail, whether one will, and the same as a text to copy."""
    return {
        "mailed": mail_is_set_up(),
        "asked": reporting_back.report_is_asked(session, receipt=receipt),
        "report": reporting_back.report_of_receipt(session, receipt=receipt),
        "longest_address": LONGEST_EMAIL,
    }


def _demonstrates(found: Trace | None, said: Sequence[FollowedComment], engine: Engine) -> bool:
    """Whether what is found is of a demonstration; where nothing is, whether everything is."""
    if found is None and not said:
        return demonstrates(engine)
    return bool(found and found.demonstration) or any(each.demonstration for each in said)


def _name(receipt: str) -> str:
    """What a browser keeps an unsaved correction under: it tells nothing of the receipt."""
    return f"trace-{codes.code_digest(codes.normalised_code(receipt))[:12]}"


def _words(found: Trace | None) -> dict[str, Any]:
    return {"ended": {s.reference: ended_in_words(s) for s in found.statements} if found else {}}


def _sender(session: Session, receipt: str) -> Member:
    row = receipts.by_receipt(session, receipt=receipt)
    if row is None:
        raise NotFound(_NO_INPUT)
    return accounts.participant_of(session, session.get_one(Workshop, row.workshop_id))


def _spelt(receipt: str) -> str:
    """A receipt in groups of four again, however it was typed."""
    letters = codes.normalised_code(receipt)
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
