"""Sign-ins: how a browser comes in, and how long it stays."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.enums import Role
from hrgl.core.models import Account, Edition, Member, SignIn
from hrgl.errors import NotAllowed, NotFound
from hrgl.people import accounts, attempts
from hrgl.people.attempts import Attempt

FROM_LAST_USE, AT_MOST = timedelta(days=7), timedelta(days=30)
_NOTED_EVERY = timedelta(hours=1)


def let_in(session: Session, attempt: Attempt) -> str:
    """The password was right: the attempt no longer counts, and the browser gets its token."""
    attempts.forget_attempt(session, attempt)
    account = attempt.account_id and session.get(Account, attempt.account_id, with_for_update=True)
    # a password changed while the old one was being compared opens nothing
    if not account or account.password_hash != attempt.password_hash:
        raise NotAllowed("The password has just been changed. Sign in with the new one.")
    return open_door(session, account)


def known_as(session: Session, *, token: str) -> str:
    """What a browser that came in keeps, so that it is no stranger the next time."""
    account = signed_in(session, token_sha256=token_digest(token))
    return (
        attempts.browser_mark(account.password_hash).decode()
        if account and account.password_hash
        else ""
    )


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
    """A token for the person whose address an identity provider vouches for."""
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


def acting_member(session: Session, *, token_sha256: str, edition_id: int) -> Member:
    """The member behind a browser, as the database has them now: a changed role counts at once."""
    account = signed_in(session, token_sha256=token_sha256) if token_sha256 else None
    found = account and accounts.member_of(session, account_id=account.id, edition_id=edition_id)
    if not found or not found.active:
        raise NotAllowed("You are signed out, or no longer part of this edition. Sign in again.")
    return found


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
