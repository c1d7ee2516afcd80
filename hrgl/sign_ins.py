"""Sign-ins: how a browser comes in, how long it stays, and how guessing is slowed down."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, func, select

from hrgl import audit
from hrgl.columns import now
from hrgl.errors import NotAllowed, NotFound
from hrgl.models import Account, AuditEntry, Edition, Member, SignIn, SignInFailure
from hrgl.passwords import NOBODY
from hrgl.words import Role

FROM_LAST_USE, AT_MOST = timedelta(days=7), timedelta(days=30)
_NOTED_EVERY = timedelta(hours=1)
WINDOW = timedelta(minutes=15)
FAILURES_OF_AN_ADDRESS, FAILURES_OF_STRANGERS = 8, 200


@dataclass(frozen=True)
class Attempt:
    """A password that may now be tried; it counts as failed until it was right."""

    id: int
    account_id: int | None
    password_hash: str | None


def begin(session: Session, *, email: str, known_as: str = "") -> Attempt | None:
    """Count an attempt before the password is tried; none if there have been too many.

    `known_as` is what the browser was given when it last came in. Browsers known to an address
    are counted apart from strangers, so that strangers who guess cannot keep its owner out.
    """
    email = _tidy(email)
    account = session.exec(select(Account).where(Account.email == email)).first()
    usable = account is not None and account.active
    password_hash = account.password_hash if account and usable else None
    known = hmac.compare_digest(_mark(password_hash), known_as.encode()) and bool(password_hash)
    address = address_digest(email, known=known)
    if not _may_try(session, address, known=known):
        return None
    failure = SignInFailure(address_sha256=address)
    session.add(failure)
    session.flush()
    return Attempt(failure.id, account.id if account else None, password_hash)


def address_digest(email: str, *, known: bool) -> str:
    """What stands for an address in the record of failures: one for browsers known to it."""
    kind = "known" if known else "stranger"
    return hashlib.sha256(f"{kind}:{_tidy(email)}".encode()).hexdigest()


def _tidy(email: str) -> str:
    return "".join(c for c in email.strip().lower() if c.isprintable())


def _may_try(session: Session, address: str, *, known: bool) -> bool:
    """Whether neither this address nor all strangers together have failed too often."""
    # two cannot count the same attempts: `db.transaction` lets one writer in at a time
    session.exec(delete(SignInFailure).where(col(SignInFailure.at) < now() - WINDOW))
    count = select(func.count(col(SignInFailure.id)))
    of_address = session.exec(count.where(SignInFailure.address_sha256 == address)).one()
    if of_address >= FAILURES_OF_AN_ADDRESS:
        return False
    return known or session.exec(count).one() < FAILURES_OF_STRANGERS


def succeed(session: Session, attempt: Attempt) -> str:
    """The password was right: the attempt no longer counts, and the browser gets its token."""
    forget(session, attempt)
    account = attempt.account_id and session.get(Account, attempt.account_id, with_for_update=True)
    # a password changed while the old one was being compared opens nothing
    if not account or account.password_hash != attempt.password_hash:
        raise NotAllowed("The password has just been changed. Sign in with the new one.")
    return open_door(session, account)


def forget(session: Session, attempt: Attempt) -> None:
    """An attempt that was right, or never tried, does not count."""
    session.exec(delete(SignInFailure).where(col(SignInFailure.id) == attempt.id))


def fail(session: Session, attempt: Attempt) -> None:
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


def known_as(session: Session, *, token: str) -> str:
    """What a browser that came in keeps, so that it is no stranger the next time."""
    account = signed_in(session, token_sha256=token_digest(token))
    return _mark(account.password_hash).decode() if account and account.password_hash else ""


def _mark(password_hash: str | None) -> bytes:
    # it follows from the password's hash: nothing more to keep, and a new password ends it
    key = (password_hash or NOBODY).encode()
    return hmac.new(key, b"a browser that came in", "sha256").hexdigest().encode()


def enter_demonstration(session: Session, *, role: Role) -> str:
    """A token for the first member of this role in a demonstration edition; no password asked."""
    account = session.exec(
        select(Account)
        .join(Member, col(Member.account_id) == Account.id)
        .join(Edition, col(Edition.id) == Member.edition_id)
        .where(
            col(Edition.demonstration).is_(True),
            Member.role == role,
            col(Member.active).is_(True),
            col(Account.active).is_(True),
            # whoever was given a password is a person now, and comes in with it
            col(Account.password_hash).is_(None),
        )
        .order_by(col(Account.id))
    ).first()
    if account is None:
        raise NotFound("There is no demonstration edition. Run: python -m hrgl sample")
    return open_door(session, account)


def open_for(session: Session, *, email: str) -> str:
    """A token for the person whose address another house vouches for."""
    account = session.exec(select(Account).where(Account.email == email.strip().lower())).first()
    if account is None:
        raise NotAllowed("Nobody has been added here under your address. Ask an organiser.")
    return open_door(session, account)


def open_door(session: Session, account: Account) -> str:
    """A random token; only its digest is kept."""
    if not account.active:
        raise NotAllowed("This account has been closed. Ask an organiser.")
    token = secrets.token_urlsafe(32)
    session.exec(delete(SignIn).where(col(SignIn.expires_at) < now()))
    session.add(
        SignIn(
            account_id=account.id,
            token_sha256=token_digest(token),
            expires_at=now() + FROM_LAST_USE,
        )
    )
    audit.record_of_account(session, "account.signed_in", account)
    return token


def sign_out(session: Session, *, token_sha256: str) -> None:
    """Make a browser's token worthless."""
    account = signed_in(session, token_sha256=token_sha256)
    session.exec(delete(SignIn).where(col(SignIn.token_sha256) == token_sha256))
    if account is not None:
        audit.record_of_account(session, "account.signed_out", account)


def signed_in(session: Session, *, token_sha256: str) -> Account | None:
    """Whose browser this is, if it is still signed in and its account still open."""
    return session.exec(select(Account).join(SignIn).where(*still_in(token_sha256))).first()


def time_left(session: Session, *, token_sha256: str) -> timedelta:
    """How long a browser stays signed in if it is not used any more; nothing if it is out."""
    row = _browser(session, token_sha256)
    return row.expires_at - now() if row else timedelta(0)


def stay(session: Session, *, token_sha256: str) -> timedelta:
    """Note that a browser is used: its days begin anew, up to a month after it came in."""
    row = _browser(session, token_sha256, lock=True)
    if row is None:
        return timedelta(0)
    row.expires_at = max(row.expires_at, _until(row))
    return row.expires_at - now()


def is_due(session: Session, *, token_sha256: str) -> bool:
    """Whether it is worth writing down that a browser is used: at most once an hour."""
    row = _browser(session, token_sha256)
    return row is not None and _until(row) - row.expires_at >= _NOTED_EVERY


def _until(row: SignIn) -> datetime:
    return min(now() + FROM_LAST_USE, row.created_at + AT_MOST)


def _browser(session: Session, token_sha256: str, *, lock: bool = False) -> SignIn | None:
    query = select(SignIn).join(Account).where(*still_in(token_sha256))
    return session.exec(query.with_for_update(of=SignIn) if lock else query).first()


def still_in(token_sha256: str) -> tuple[ColumnElement[bool], ...]:
    """The conditions under which a browser is signed in."""
    return (
        col(SignIn.token_sha256) == token_sha256,
        col(SignIn.expires_at) > now(),
        col(Account.active).is_(True),
    )


def token_digest(token: str) -> str:
    """What is kept of a token, and what the pages are told of it."""
    return hashlib.sha256(token.encode()).hexdigest()
