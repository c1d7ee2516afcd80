"""What comes in through a door: a form as it was filled in, checked, and read as an input."""

import re
import secrets
from contextlib import nullcontext

from anyio import Semaphore
from starlette.requests import Request

from hrgl.core.enums import Attribution, Kind
from hrgl.notes.door.submitting import Sent, refuse_long_input
from hrgl.notes.notes import tidy
from hrgl.web.forms import RefusedForm, read_form

# 5,000 signs of four bytes, each byte written as three
USUAL_INPUT_FORM = 96 * 1024
# what was too long is given back: 150,000 signs of any script; so long, a few at a time
LARGEST_INPUT_FORM, LONG_AT_ONCE = 2 * 1024 * 1024, 4
TRAP = "website"
_FORM = re.compile(r"[\w-]{16,64}", re.ASCII)
_TRAPPED = "The last field is a trap for programs and must stay empty. It is empty now: send again."


def check_typed(typed: dict[str, str]) -> None:
    """A form was opened here and filled in by a person; if not, it is mended for the next time."""
    trapped = typed.pop(TRAP, "")
    if not _FORM.fullmatch(typed.get("form", "")):
        typed["form"] = secrets.token_urlsafe(16)
        raise RefusedForm(400, "This was not sent from a page of ours. Send it again.")
    if trapped:
        raise RefusedForm(422, _TRAPPED)
    refuse_long_input(tidy(typed.get("text", "")).strip())


def refuse_trapped(typed: dict[str, str]) -> None:
    """A form that a program filled in, down to the field that nobody sees."""
    if typed.pop(TRAP, ""):
        raise RefusedForm(422, _TRAPPED)


class LongForms:
    """Forms of more than the usual length, which are read a few at a time."""

    def __init__(self) -> None:
        self.places = Semaphore(LONG_AT_ONCE)

    async def read(self, request: Request) -> dict[str, str]:
        """The fields of a form, whatever its length, as long as it can be given back."""
        told = request.headers.get("content-length", "")
        usual = told.isdigit() and int(told) <= USUAL_INPUT_FORM
        async with nullcontext() if usual else self.places:
            return await read_form(request, at_most=LARGEST_INPUT_FORM)


def read_input(typed: dict[str, str]) -> Sent:
    """What a form says, as an input can hold it; what is in no list is not said at all."""
    kind, level = typed.get("kind", ""), typed.get("attribution", "")
    return Sent(
        text=tidy(typed.get("text", "")).strip(),
        kind=Kind(kind) if kind in set(Kind) else None,
        actor_type=typed.get("actor_type") or None,
        region=typed.get("region") or None,
        attribution=Attribution(level) if level in set(Attribution) else Attribution.NONE,
        speaker=typed.get("speaker", ""),
    )
