"""Beginning from nothing: an edition, and a one-time link with which its first organiser comes in.

The link is for nobody in particular, so it hangs on an account without an address that goes as
soon as somebody has used it. It opens nothing while an edition has an organiser who can come in.
"""

import re
import secrets
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.enums import Role
from hrgl.core.models import Account, Edition, Invitation, Member
from hrgl.editions.editions import LONGEST_TITLE, one_line
from hrgl.errors import NotNow, NotValid
from hrgl.people import accounts
from hrgl.people.sign_ins import token_digest

LINK_VALID_FOR = timedelta(hours=24)
SERIES = "Human Rights Go Local – What Works"
# no e-mail address, so that nobody can ever have it
_NOBODY = "the first organiser"
_CODE = re.compile("[A-Z0-9][A-Z0-9-]{0,15}")


def has_organiser(session: Session, *, vouched: bool = False) -> bool:
    """Whether an organiser of an edition can come in: by password, link or identity provider.

    `vouched` says that an identity provider is set. The demonstration's organisers do not count.
    """
    invited = select(Invitation.account_id).where(
        col(Invitation.used_at).is_(None), Invitation.expires_at > now()
    )
    query = (
        select(Member.id)
        .join(Account, col(Account.id) == Member.account_id)
        .join(Edition, col(Edition.id) == Member.edition_id)
        .where(
            Member.role == Role.ORGANISER,
            col(Member.active).is_(True),
            col(Account.active).is_(True),
            col(Edition.demonstration).is_(False),
        )
    )
    if not vouched:
        query = query.where(col(Account.password_hash).is_not(None) | col(Account.id).in_(invited))
    return session.exec(query.limit(1)).first() is not None


def make_link(session: Session) -> str:
    """A one-time link for whoever shall organise first; those of other processes stay good."""
    holder = _holder(session) or Account(email=_NOBODY)
    session.add(holder)
    session.flush()
    token = secrets.token_urlsafe(32)
    session.exec(delete(Invitation).where(col(Invitation.expires_at) <= now(), _of(holder)))
    session.add(
        Invitation(
            account_id=holder.id,
            token_sha256=token_digest(token),
            expires_at=now() + LINK_VALID_FOR,
        )
    )
    return token


def is_open(session: Session, *, token: str, vouched: bool = False) -> bool:
    """Whether this link still makes somebody the first organiser."""
    query = (
        select(Invitation.id)
        .join(Account)
        .where(
            Account.email == _NOBODY,
            Invitation.token_sha256 == token_digest(token),
            Invitation.expires_at > now(),
        )
    )
    there = session.exec(query).first() is not None
    return there and not has_organiser(session, vouched=vouched)


def begin_edition(session: Session, *, code: str, title: str) -> Edition:
    """An edition from nothing; everything else about it is set up by its organisers."""
    code = code.strip().upper()
    if not _CODE.fullmatch(code):
        raise NotValid(
            "The code of an edition has 1 to 16 letters (A to Z), digits and hyphens: 2027, "
            "for instance.",
            "code",
        )
    title = one_line(title, LONGEST_TITLE, "title", "title")
    if not title:
        raise NotValid("An edition needs a title. Please give one.", "title")
    if code in {each.upper() for each in session.exec(select(Edition.code)).all()}:
        raise NotNow(f"There is an edition {code} already. Choose another code, or that edition.")
    edition = Edition(code=code, series=SERIES, title=title)
    session.add(edition)
    session.flush()
    actor = accounts.command_line_member(session, edition)
    audit.record(session, actor, "edition.begun", edition, code=code)
    return edition


def become_first_organiser(
    session: Session,
    *,
    token: str,
    edition: Edition,
    email: str,
    name: str,
    password_hash: str,
    vouched: bool = False,
) -> Account:
    """Make whoever holds the link the first organiser of an edition; no such link works any more.

    The link was shown at the machine itself, and may therefore do what its command line may.
    """
    if not is_open(session, token=token, vouched=vouched):
        raise NotValid(NO_LONGER)
    actor = accounts.command_line_member(session, edition)
    member = accounts.add_member(
        session, actor, email=email, name=name, role=Role.ORGANISER, password_hash=password_hash
    )
    holder = _holder(session)
    if holder is not None:
        session.exec(delete(Invitation).where(_of(holder)))
        session.delete(holder)
    return session.get_one(Account, member.account_id)


NO_LONGER = (
    "This link is not valid any more: somebody organises an edition already, it has expired, or "
    "it is not complete. Start hrgl anew to be shown another, or ask an organiser for one."
)


def _holder(session: Session) -> Account | None:
    return session.exec(select(Account).where(Account.email == _NOBODY)).first()


def _of(holder: Account) -> ColumnElement[bool]:
    return col(Invitation.account_id) == holder.id
