"""How often somebody may ask: in memory only, and by a digest nobody can turn back.

Each process has a memory of its own: behind two, a place may ask twice as often at most.
"""

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from time import monotonic

_KEPT_AT_MOST = 20_000


class Pace:
    """So many at once, then so many a second, for each of many who are told apart by a name."""

    def __init__(
        self, at_once: int, per_second: float, *, clock: Callable[[], float] = monotonic
    ) -> None:
        self.at_once, self.per_second, self.clock = at_once, per_second, clock
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def admits(self, name: str) -> bool:
        """Whether one more may come in under this name; if so, it is counted."""
        now = self.clock()
        left, seen = self.left.pop(name, (float(self.at_once), now))
        left = min(float(self.at_once), left + (now - seen) * self.per_second)
        admitted = left >= 1
        self.left[name] = (left - 1 if admitted else left, now)
        # who was seen least lately has most likely their full measure again
        if len(self.left) > _KEPT_AT_MOST:
            self.left.popitem(last=False)
        return admitted


@dataclass
class _Place:
    failures: float = 0.0
    seen: float = 0.0
    free_at: float = 0.0


class Brake:
    """Who fails often waits longer and longer: every place by itself, and it lets up with time.

    Those of one place stand in one short line, so that a hundred attempts at once are no quicker
    than one after another. Who was right has not failed.
    """

    def __init__(
        self,
        *,
        free: int = 20,
        first: float = 0.25,
        longest: float = 5.0,
        lets_up: float = 60.0,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.free, self.first, self.longest, self.lets_up = free, first, longest, lets_up
        self.clock = clock
        self.places: OrderedDict[str, _Place] = OrderedDict()

    def wait(self, name: str) -> float | None:
        """Count an attempt; in how many seconds it is its turn, or none if the line is long."""
        place, now = self._seen(name), self.clock()
        over = place.failures - self.free
        gap = min(self.first * 2**over, self.longest) if over >= 0 else 0.0
        turn = max(now, place.free_at) if gap else now
        if turn - now > 2 * self.longest:
            return None
        # it grows no further: a place from which nobody guesses any more is free again soon
        place.failures = min(place.failures + 1, self.free + 8)
        place.free_at = turn + gap
        return turn - now

    def _seen(self, name: str) -> _Place:
        now = self.clock()
        place = self.places.pop(name, _Place(seen=now))
        place.failures = max(0.0, place.failures - (now - place.seen) / self.lets_up)
        place.seen = now
        self.places[name] = place
        if len(self.places) > _KEPT_AT_MOST:
            self.places.popitem(last=False)
        return place

    def succeeded(self, name: str) -> None:
        """The attempt was right, or was never tried: it does not count."""
        if name in self.places:
            self.places[name].failures = max(0.0, self.places[name].failures - 1)


class Familiar:
    """Places from which somebody came in, as long as this process lives; the latest of them."""

    def __init__(self) -> None:
        self.there: OrderedDict[str, None] = OrderedDict()

    def add(self, name: str) -> None:
        """Somebody came in from there."""
        self.there.pop(name, None)
        self.there[name] = None
        if len(self.there) > _KEPT_AT_MOST:
            self.there.popitem(last=False)

    def __contains__(self, name: str) -> bool:
        return name in self.there


class Disguise:
    """Addresses as digests under a key that is made anew at every start and never written down.

    Of an IPv6 address the first 56 bits count, which is what a household or a phone is given; of
    an IPv4 address as many as are asked for.
    """

    def __init__(self, *, ipv4_bits: int = 32) -> None:
        self.key = secrets.token_bytes(32)
        self.ipv4_bits = ipv4_bits

    def of(self, address: str, whose: str = "") -> str:
        """What stands for an address, or for what somebody does from there."""
        told = f"{_house(address, self.ipv4_bits)} {whose}"
        return hmac.digest(self.key, told.encode("utf-8", "replace"), "sha256").hex()


def _house(address: str, ipv4_bits: int) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is None:
            return str(ip_network((found, 56), strict=False))
        found = found.ipv4_mapped
    return str(ip_network((found, ipv4_bits), strict=False))
