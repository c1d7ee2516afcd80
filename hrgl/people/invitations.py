"""Invitations: one-time links with which people set a password, their first or another."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, delete, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.models import Account, Edition, Invitation, Member
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotAllowed, NotNow, NotValid
from hrgl.people import accounts

VALID_FOR = timedelta(days=7)
_KEPT_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Invited:
    """For whom a link is."""

    name: str
    email: str
    demonstration: bool = False


def invite(
    session: Session, actor: Member, *, member_id: int, seen_version: int | None = None
) -> str:
    """A new one-time link for a person; the links they were given before become worthless."""
    require(actor, Permission.SET_UP)
    member = fetch(session, Member, member_id, actor=actor, seen_version=seen_version)
    account = _locked(session, member.account_id)
    if account is None:
        raise NotValid("Participants need no account: they use their workshop's link.")
    accounts.refuse_unless_theirs(session, actor, account)
    if not (member.active and account.active):
        raise NotNow("This person's part is closed. Reopen it first, then make the link.")
    token = secrets.token_urlsafe(32)
    unused = (col(Invitation.account_id) == account.id) & col(Invitation.used_at).is_(None)
    old = col(Invitation.expires_at) < now() - _KEPT_FOR
    session.exec(delete(Invitation).where(unused | old))
    session.add(
        Invitation(account_id=account.id, token_sha256=_digest(token), expires_at=now() + VALID_FOR)
    )
    audit.record(session, actor, "member.invited", member)
    return token


def whose(session: Session, *, token: str) -> Invited | None:
    """For whom a link is, if it can still be used."""
    invitation = _invitation(session, token)
    if invitation is None or invitation.used_at or invitation.expires_at <= now():
        return None
    account = session.get_one(Account, invitation.account_id)
    names = _names(session, account)
    if not account.active or not names:
        return None
    return Invited(names[0], account.email, _only_in_demonstrations(session, account))


def _only_in_demonstrations(session: Session, account: Account) -> bool:
    query = (
        select(Edition.demonstration)
        .join(Member, col(Member.edition_id) == Edition.id)
        .where(Member.account_id == account.id, col(Member.active).is_(True))
    )
    return all(session.exec(query).all())


def accept(session: Session, *, token: str, password_hash: str) -> Account:
    """Set the password of the person a link is for, once; all their browsers are signed out."""
    invitation = _invitation(session, token)
    account = _locked(session, invitation.account_id if invitation else None)
    # looked at again under the account's lock: of two who come at once, one was first
    invitation = _invitation(session, token, again=True)
    if account is None or invitation is None:
        raise NotValid("This link is not valid any more. Ask an organiser for a new one.")
    if invitation.used_at is not None:
        raise NotValid("This link has been used already. Ask an organiser for a new one.")
    if invitation.expires_at <= now():
        raise NotValid("This link has expired. Ask an organiser for a new one.")
    if not account.active or not _names(session, account):
        raise NotAllowed("This account has been closed. Ask an organiser.")
    invitation.used_at = now()
    accounts.set_password(session, account, password_hash)
    return account


def _invitation(session: Session, token: str, *, again: bool = False) -> Invitation | None:
    query = select(Invitation).where(Invitation.token_sha256 == _digest(token))
    return session.exec(query.execution_options(populate_existing=again)).first()


def _locked(session: Session, account_id: int | None) -> Account | None:
    return session.get(Account, account_id, with_for_update=True) if account_id else None


def _names(session: Session, account: Account) -> list[str]:
    """What the person is called in the editions where they have an active part, latest first."""
    query = select(Member.name).where(Member.account_id == account.id, col(Member.active).is_(True))
    return list(session.exec(query.order_by(col(Member.id).desc())).all())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
