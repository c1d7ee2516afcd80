"""Attempts to sign in: counted before a password is tried, and slower the more have failed."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from sqlmodel import Session, col, delete, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.models import Account, AuditEntry, SignInFailure
from hrgl.errors import TooFast
from hrgl.people.passwords import NOBODY

WINDOW = timedelta(hours=1)
FREE = 5
LONGEST_WAIT = timedelta(minutes=5)


class Comer(StrEnum):
    """Who tries an address: each is slowed down apart, so that guessers keep no owner out."""

    KNOWN = "known"  # a browser that came in before
    FAMILIAR = "familiar"  # another browser, from where this account came in before
    STRANGER = "stranger"


@dataclass(frozen=True)
class Attempt:
    """A password that may now be tried; it counts as failed until it was right."""

    id: int
    account_id: int | None
    password_hash: str | None


def normalised_address(email: str) -> str:
    """An address as it is looked up, whoever typed it."""
    return "".join(c for c in email.strip().lower() if c.isprintable())


def address_digest(email: str, comer: Comer) -> str:
    """What failed attempts at an address are counted under; the address itself is not kept."""
    return hashlib.sha256(f"{comer}:{normalised_address(email)}".encode()).hexdigest()


def digests(email: str) -> list[str]:
    """Everything that failed attempts at an address may be counted under."""
    return [address_digest(email, comer) for comer in Comer]


def is_known(session: Session, *, email: str, known_as: str) -> bool:
    """Whether a browser came in under this address before."""
    account = _usable(session, email)
    hashed = account.password_hash if account else None
    return hmac.compare_digest(browser_mark(hashed), known_as.encode()) and bool(hashed)


def count_attempt(session: Session, *, email: str, comer: Comer = Comer.STRANGER) -> Attempt:
    """Count an attempt before the password is tried; refuse it if it comes too soon."""
    account, counted = _usable(session, email), address_digest(email, comer)
    _refuse_too_soon(session, counted)
    failure = SignInFailure(address_sha256=counted, at=now())
    session.add(failure)
    session.flush()
    password_hash = account.password_hash if account else None
    return Attempt(failure.id, account.id if account else None, password_hash)


def _usable(session: Session, email: str) -> Account | None:
    found = session.exec(select(Account).where(Account.email == normalised_address(email))).first()
    return found if found and found.active else None


def _refuse_too_soon(session: Session, counted: str) -> None:
    # two cannot count the same attempts: `db.transaction` lets one writer in at a time
    session.exec(delete(SignInFailure).where(col(SignInFailure.at) < now() - WINDOW))
    query = select(SignInFailure.at).where(SignInFailure.address_sha256 == counted)
    left = wait(list(session.exec(query).all()))
    if left > timedelta(0):
        raise TooFast(
            "Too many passwords were wrong for this address. "
            f"Wait {wait_in_words(left)}, then try again; or ask an organiser for a link, which "
            "opens at once.",
            seconds=ceil(left.total_seconds()),
        )


def wait(failed: list[datetime]) -> timedelta:
    """How long until the next attempt after these: twice as long after every failure."""
    over = len(failed) - FREE
    if over < 0:
        return timedelta(0)
    return max(failed) + min(timedelta(seconds=2 ** min(over, 20)), LONGEST_WAIT) - now()


def wait_in_words(left: timedelta) -> str:
    """A time to wait, as one says it."""
    seconds = ceil(left.total_seconds())
    if seconds <= 90:
        return f"{seconds} second{'s' if seconds != 1 else ''}"
    return f"{ceil(seconds / 60)} minutes"


def forget_attempt(session: Session, attempt: Attempt) -> None:
    """An attempt that was right, or never tried, does not count."""
    session.exec(delete(SignInFailure).where(col(SignInFailure.id) == attempt.id))


def count_failure(session: Session, attempt: Attempt) -> None:
    """The password was wrong: it stays counted, and once in a while is written down."""
    account = session.get(Account, attempt.account_id) if attempt.account_id else None
    if account is None:
        return
    lately = select(AuditEntry.id).where(
        AuditEntry.subject == "account",
        AuditEntry.subject_id == account.id,
        AuditEntry.act == "account.refused",
        AuditEntry.at > now() - WINDOW,
    )
    if session.exec(lately).first() is None:
        audit.record_of_account(session, "account.refused", account)


def browser_mark(password_hash: str | None) -> bytes:
    """What a browser that came in keeps, so that it is no stranger the next time."""
    # it follows from the password's hash: nothing more to keep, and a new password ends it
    key = (password_hash or NOBODY).encode()
    return hmac.new(key, b"a browser that came in", "sha256").hexdigest().encode()
