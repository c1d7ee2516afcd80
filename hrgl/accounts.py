"""Accounts and members: who somebody is, and what they are in an edition."""

import hashlib
import re
import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlmodel import Session, col, delete, func, select

from hrgl import audit
from hrgl.columns import now
from hrgl.errors import NotAllowed, NotFound, NotValid
from hrgl.models import Account, Edition, Member, SignIn, SignInFailure, Workshop
from hrgl.roles import Permission, require
from hrgl.words import Role

SIGNED_IN_FOR = timedelta(days=7)
SHORTEST_PASSWORD = 10
_FAILURES_ALLOWED, _FAILURE_WINDOW = 8, timedelta(minutes=15)
_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex(16))


def command_line_member(session: Session, edition: Edition) -> Member:
    """The organiser who works at the command line of the machine itself."""
    return _nameless(session, edition.id, "Command line", Role.ORGANISER, None)


def participant_of(session: Session, workshop: Workshop) -> Member:
    """The nameless member in whose name a workshop's participants send inputs."""
    name = f"Participants of {workshop.code}"
    return _nameless(session, workshop.edition_id, name, Role.PARTICIPANT, workshop.id)


def _nameless(
    session: Session, edition_id: int, name: str, role: Role, workshop_id: int | None
) -> Member:
    query = select(Member).where(
        Member.edition_id == edition_id,
        col(Member.account_id).is_(None),
        Member.role == role,
        Member.workshop_id == workshop_id,
    )
    member = session.exec(query).first()
    if member is None:
        member = Member(edition_id=edition_id, name=name, role=role, workshop_id=workshop_id)
        session.add(member)
        session.flush()
    return member


def add(
    session: Session,
    actor: Member,
    *,
    email: str,
    name: str,
    role: Role,
    password: str | None = None,
) -> Member:
    """Make somebody a member of the actor's edition, with an account if they have none."""
    require(actor, Permission.SET_UP)
    email, name = email.strip().lower(), " ".join(name.split())
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email) or len(email) > 254:
        raise NotValid(f"{email!r} is not an e-mail address.", "email")
    if not name:
        raise NotValid("Please give the name under which others shall see this person.", "name")
    if role is Role.PARTICIPANT:
        raise NotValid("Participants need no account: they use their workshop's link.", "role")
    account = session.exec(select(Account).where(Account.email == email)).first()
    if account is None:
        account = Account(email=email)
        session.add(account)
    if password is not None:
        account.password_hash = hashed(password)
    session.flush()
    member = member_of(session, account_id=account.id, edition_id=actor.edition_id)
    if member is None:
        member = Member(
            edition_id=actor.edition_id, account_id=account.id, role=role, name=name[:80]
        )
        session.add(member)
    else:
        member.role, member.name, member.active = role, name[:80], True
    audit.record(session, actor, "member.added", member, role=role.value)
    return member


def hashed(password: str) -> str:
    """The argon2id hash of a password that is long enough."""
    if len(password) < SHORTEST_PASSWORD:
        raise NotValid(
            f"The password is too short: at least {SHORTEST_PASSWORD} characters, please.",
            "password",
        )
    return _hasher.hash(password)


def sign_in(session: Session, *, email: str, password: str) -> tuple[str | None, str]:
    """A new token for a browser, or none and the sentence that says why not."""
    email = email.strip().lower()
    address = hashlib.sha256(email.encode()).hexdigest()
    since = now() - _FAILURE_WINDOW
    failures = session.exec(
        select(func.count(col(SignInFailure.id))).where(
            SignInFailure.address_sha256 == address, SignInFailure.at > since
        )
    ).one()
    if failures >= _FAILURES_ALLOWED:
        return None, "Too many attempts. Please wait a quarter of an hour, then try again."
    account = session.exec(select(Account).where(Account.email == email)).first()
    if not _matches(account, password) or account is None:
        session.exec(delete(SignInFailure).where(col(SignInFailure.at) < since))
        session.add(SignInFailure(address_sha256=address))
        return None, "This address and password do not belong together. Please try again."
    return open_door(session, account), ""


def _matches(account: Account | None, password: str) -> bool:
    """Compare in the same time whether or not there is such an account."""
    known = account is not None and account.active and account.password_hash is not None
    stored = account.password_hash if account and known else None
    try:
        return _hasher.verify(stored or _NOBODY, password) and known
    except (VerifyMismatchError, InvalidHashError):
        return False


def enter_demonstration(session: Session, *, role: Role) -> str:
    """A token for the first member of this role in a demonstration edition; no password asked."""
    account = session.exec(
        select(Account)
        .join(Member, col(Member.account_id) == Account.id)
        .join(Edition, col(Edition.id) == Member.edition_id)
        .where(col(Edition.demonstration).is_(True), Member.role == role)
        .order_by(col(Account.id))
    ).first()
    if account is None or account.password_hash is not None:
        raise NotFound("There is no demonstration edition. Run: python -m hrgl sample")
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
            expires_at=now() + SIGNED_IN_FOR,
        )
    )
    session.flush()
    return token


def sign_out(session: Session, *, token_sha256: str) -> None:
    """Make a browser's token worthless."""
    session.exec(delete(SignIn).where(col(SignIn.token_sha256) == token_sha256))


def signed_in(session: Session, *, token_sha256: str) -> Account | None:
    """Whose browser this is, if it is still signed in and its account still open."""
    return session.exec(
        select(Account)
        .join(SignIn, col(SignIn.account_id) == Account.id)
        .where(
            SignIn.token_sha256 == token_sha256,
            SignIn.expires_at > now(),
            col(Account.active).is_(True),
        )
    ).first()


def token_digest(token: str) -> str:
    """What is kept of a token, and what the pages are told of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def member_of(session: Session, *, account_id: int, edition_id: int) -> Member | None:
    """What an account is in an edition."""
    return session.exec(
        select(Member).where(Member.account_id == account_id, Member.edition_id == edition_id)
    ).first()


def editions_of(session: Session, *, account_id: int) -> list[Edition]:
    """The editions in which this account has an active part, latest first."""
    return list(
        session.exec(
            select(Edition)
            .join(Member, col(Member.edition_id) == Edition.id)
            .where(Member.account_id == account_id, col(Member.active).is_(True))
            .order_by(col(Edition.starts).desc(), col(Edition.code).desc())
        ).all()
    )
