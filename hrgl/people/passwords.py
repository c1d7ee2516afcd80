"""Passwords: hashed and compared outside every transaction, few at a time."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from hrgl.errors import Busy, NotValid

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 1024
AT_ONCE, PATIENCE_FOR_A_TURN = 2, 10.0
CROWD = "Many people are signing in at this moment. Try again in a few seconds."
_hasher = PasswordHasher()
_places = BoundedSemaphore(AT_ONCE)
# The hash of random characters that were thrown away: comparing with it takes as long as
# comparing with somebody's, so that nobody can time which addresses are known.
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$yT9FX2ygny02+RYHwPxOYA$"
    "KFyuRjNM6Q8iL3Vfyks+Of+vkwYCO6pgPvo52coi7Qs"
)


def hashed(password: str) -> str:
    """The argon2id hash of a password of fitting length; not to be called in a transaction."""
    if len(password) < SHORTEST_PASSWORD:
        raise NotValid(
            f"The password is too short: at least {SHORTEST_PASSWORD} characters, please.",
            "password",
        )
    if len(password) > LONGEST_PASSWORD:
        raise NotValid(
            f"The password is too long: at most {LONGEST_PASSWORD:,} characters, please.",
            "password",
        )
    with _a_place():
        return _hasher.hash(_bytes(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether a password is the hashed one; it takes as long where there is nothing to match."""
    with _a_place():
        try:
            right = _hasher.verify(password_hash or NOBODY, _bytes(password[:LONGEST_PASSWORD]))
        except (VerificationError, InvalidHashError):
            return False
    return right and password_hash is not None


def _bytes(password: str) -> bytes:
    # two keyboards may send the same letter with its accent in two ways
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


@contextmanager
def _a_place() -> Iterator[None]:
    """Hashing takes 64 MB and a processor: those who come at once wait for one another."""
    if not _places.acquire(timeout=PATIENCE_FOR_A_TURN):
        raise Busy(CROWD)
    try:
        yield
    finally:
        _places.release()
