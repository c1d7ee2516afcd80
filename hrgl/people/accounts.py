"""Accounts and members: who somebody is, and what they are in an edition."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.enums import Role
from hrgl.core.models import Account, Edition, Member, SignIn, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotAllowed, NotNow, NotValid
from hrgl.people.names import valid_email, valid_name


def command_line_member(session: Session, edition: Edition) -> Member:
    """The organiser who works at the command line of the machine itself."""
    return _nameless(session, edition.id, "Command line", Role.ORGANISER, None)


def participant_of(session: Session, workshop: Workshop) -> Member:
    """The nameless member in whose name a workshop's participants send inputs."""
    name = f"Participants of {workshop.code}"
    return _nameless(session, workshop.edition_id, name, Role.PARTICIPANT, workshop.id)


def participants_of(session: Session, edition: Edition) -> Member:
    """The nameless member in whose name those comment who come by the edition's own link."""
    return _nameless(session, edition.id, "Participants", Role.PARTICIPANT, None)


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


def add_member(
    session: Session,
    actor: Member,
    *,
    email: str,
    name: str,
    role: Role,
    password_hash: str | None = None,
    only_new: bool = False,
) -> Member:
    """Make somebody a member of the actor's edition, with an account if they have none.

    `only_new` refuses who is a member already, instead of giving them name and role anew.
    """
    require(actor, Permission.SET_UP)
    email, name = valid_email(email), valid_name(name)
    _refuse_participant(role)
    account = _account_of(session, actor, email, password_hash)
    member = member_of(session, account_id=account.id, edition_id=actor.edition_id)
    if member is not None and only_new:
        raise NotValid(
            f"{member.name} has this address already. Choose them from the list above.", "email"
        )
    if member is None:
        member = Member(edition_id=actor.edition_id, account_id=account.id, role=role, name=name)
        session.add(member)
    else:
        _keep_an_organiser(session, member, staying=role is Role.ORGANISER)
        member.role, member.name, member.active = role, name, True
    audit.record(session, actor, "member.added", member, role=role.value)
    return member


def _account_of(session: Session, actor: Member, email: str, password_hash: str | None) -> Account:
    """The account of this address, begun if there is none, with this password if one is given."""
    account = session.exec(
        select(Account).where(Account.email == email).with_for_update()
    ).first() or Account(email=email)
    if password_hash is not None and account.id is not None:
        refuse_unless_theirs(session, actor, account)
    if password_hash is not None and account.password_hash and actor.account_id is not None:
        raise NotAllowed(
            "This person has a password of their own. Make them a link with which they can "
            "choose another, or use the command line: python -m hrgl account add"
        )
    session.add(account)
    try:
        session.flush()
    except IntegrityError as error:
        raise NotNow("Somebody else is adding this person at this moment. Look again.") from error
    if password_hash is not None:
        set_password(session, account, password_hash)
    return account


def change_member(
    session: Session, actor: Member, *, member_id: int, name: str, role: Role, seen_version: int
) -> Member:
    """Give a member another name or role; it counts at their next click."""
    require(actor, Permission.SET_UP)
    member = _person(session, actor, member_id, seen_version)
    _refuse_participant(role)
    name = valid_name(name)
    _keep_an_organiser(session, member, staying=role is Role.ORGANISER)
    member.name, member.role = name, role
    audit.record(session, actor, "member.changed", member, role=role.value)
    return member


def close(session: Session, actor: Member, *, member_id: int, seen_version: int) -> Member:
    """End somebody's part in the edition: at their next click, in all their tabs."""
    require(actor, Permission.SET_UP)
    member = _person(session, actor, member_id, seen_version)
    _keep_an_organiser(session, member, staying=False)
    member.active = False
    audit.record(session, actor, "member.closed", member)
    return member


def reopen(session: Session, actor: Member, *, member_id: int, seen_version: int) -> Member:
    """Give somebody their part in the edition back."""
    require(actor, Permission.SET_UP)
    member = _person(session, actor, member_id, seen_version)
    member.active = True
    audit.record(session, actor, "member.reopened", member)
    return member


def sign_out_everywhere(
    session: Session, actor: Member, *, member_id: int, seen_version: int | None = None
) -> Member:
    """Make every browser of somebody ask for their password again."""
    require(actor, Permission.SET_UP)
    member = _person(session, actor, member_id, seen_version)
    session.exec(delete(SignIn).where(col(SignIn.account_id) == member.account_id))
    audit.record(session, actor, "member.signed_out", member)
    return member


def set_password(session: Session, account: Account, password_hash: str) -> None:
    """Another password: every browser that came in with the old one is signed out."""
    account.password_hash = password_hash
    session.exec(delete(SignIn).where(col(SignIn.account_id) == account.id))
    audit.record_of_account(session, "account.password_set", account)


def refuse_unless_theirs(session: Session, actor: Member, account: Account) -> None:
    """Only who organises every edition in which a person has a part may open their account anew.

    Else an organiser of one edition could come into another in somebody else's name.
    """
    if actor.account_id is None:  # the command line of the machine itself
        return
    organised = select(Member.edition_id).where(
        Member.account_id == actor.account_id,
        Member.role == Role.ORGANISER,
        col(Member.active).is_(True),
    )
    elsewhere = session.exec(
        select(Edition.code)
        .join(Member, col(Member.edition_id) == Edition.id)
        .where(Member.account_id == account.id, col(Edition.id).not_in(organised))
        .order_by(col(Edition.code))
    ).all()
    if elsewhere:
        raise NotAllowed(
            f"This person has a part in edition {' and '.join(elsewhere)} too, which you do not "
            "organise. Ask somebody who organises all their editions to make the link, or use "
            "the command line: python -m hrgl account add"
        )


def _person(session: Session, actor: Member, member_id: int, seen_version: int | None) -> Member:
    member = fetch(session, Member, member_id, actor=actor, seen_version=seen_version)
    if member.account_id is None:
        raise NotValid("This is nobody's account: it stands for a workshop or the machine itself.")
    return member


def _keep_an_organiser(session: Session, member: Member, *, staying: bool) -> None:
    if staying or not member.active or member.role is not Role.ORGANISER:
        return
    # two organisers who close one another at once wait here; the lock lets other acts pass
    locked = select(Edition.id).where(Edition.id == member.edition_id)
    session.exec(locked.with_for_update(key_share=True)).one()
    others = session.exec(
        select(Member.id)
        .join(Account, col(Account.id) == Member.account_id)
        .where(
            Member.edition_id == member.edition_id,
            Member.id != member.id,
            Member.role == Role.ORGANISER,
            col(Member.active).is_(True),
            col(Account.active).is_(True),
        )
    ).first()
    if others is None:
        raise NotNow("This is the only organiser left. Make somebody else organiser first.")


def _refuse_participant(role: Role) -> None:
    if role is Role.PARTICIPANT:
        raise NotValid("Participants need no account: they use their workshop's link.", "role")


def member_of(session: Session, *, account_id: int, edition_id: int) -> Member | None:
    """What an account is in an edition."""
    return session.exec(
        select(Member).where(Member.account_id == account_id, Member.edition_id == edition_id)
    ).first()
