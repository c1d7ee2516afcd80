"""How often somebody may ask: in memory only, and by a digest nobody can turn back."""

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
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


class Disguise:
    """Addresses as digests under a key that is made anew at every start and never written down."""

    def __init__(self) -> None:
        self.key = secrets.token_bytes(32)

    def of(self, address: str) -> str:
        """What stands for an address; one house of IPv6 addresses counts as one."""
        return hmac.digest(self.key, _house(address).encode(), "sha256").hex()


def _house(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, 64), strict=False))
    return str(found)
