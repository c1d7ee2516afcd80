"""Where a password is tried from, and when it is their turn: guessers wait, newcomers do not.

Places are kept as digests, in this process's memory, as long as it runs. Behind two processes a
place has two memories: it may try twice as often at most, and is familiar where it came in.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import Lock, sleep
from sqlalchemy import Engine
from starlette.requests import Request

from hrgl.core.database import reading
from hrgl.errors import TooFast
from hrgl.people import attempts
from hrgl.people.attempts import Comer
from hrgl.web.pace import Brake, Disguise, Familiar

_MANY_WAIT = (
    "Too many passwords were wrong from where you are, and others wait there already. Wait "
    "{seconds} seconds, then try again; or ask an organiser for a link, which opens at once."
)


class Gate:
    """What stands before the trying of passwords."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # a network, not a machine: whoever guesses has more than one address
        self.places = Disguise(ipv4_bits=24)
        self.familiar = Familiar()
        self.brake = Brake()
        self.locks: dict[str, tuple[Lock, int]] = {}

    def comer(self, request: Request, email: str, known_as: str) -> Comer:
        """Whether a browser, or at least where it is, came in under this address before."""
        with reading(self.engine) as session:
            if known_as and attempts.is_known(session, email=email, known_as=known_as):
                return Comer.KNOWN
        there = self.places.of(address_of(request), attempts.normalised_address(email))
        return Comer.FAMILIAR if there in self.familiar else Comer.STRANGER

    async def turn(self, request: Request) -> None:
        """Let a stranger wait until it is their turn where they are; counted before it is tried."""
        seconds = self.brake.wait(self.places.of(address_of(request)))
        if seconds is None:
            seconds = 2 * self.brake.longest
            message = _MANY_WAIT.format(seconds=round(seconds))
            raise TooFast(message, seconds=round(seconds))
        await sleep(seconds)

    @asynccontextmanager
    async def alone(self, request: Request) -> AsyncIterator[None]:
        """One stranger of a place at a time, so that no place takes all the room for hashing."""
        place = self.places.of(address_of(request))
        lock, waiting = self.locks.get(place, (Lock(), 0))
        self.locks[place] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self.locks.pop(place)
            if waiting > 1:
                self.locks[place] = (lock, waiting - 1)

    def was_right(self, request: Request, email: str) -> None:
        """Somebody came in: from there they are no longer a stranger."""
        self.familiar.add(self.places.of(address_of(request), attempts.normalised_address(email)))

    def does_not_count(self, request: Request) -> None:
        """An attempt was right, or was never tried."""
        self.brake.succeeded(self.places.of(address_of(request)))


def address_of(request: Request) -> str:
    """Where a request comes from, as far as we believe it."""
    return request.client.host if request.client else ""
