"""Invitations: one-time links, and whose account they may open."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.columns import now
from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Account, AuditEntry, Invitation, Member, SignIn
from hrgl.errors import HrglError, NotAllowed, NotNow, NotValid
from hrgl.people import accounts, directory, invitations, sign_ins
from tests.builders import World, world


def _link(session: Session, here: World) -> str:
    return invitations.invite(session, here.organiser, member_id=here.rapporteur.id)


def _account(session: Session, member: Member) -> Account:
    return session.get_one(Account, member.account_id)


def test_a_link_sets_a_password_once_and_only_its_digest_is_kept(session: Session) -> None:
    here = world(session)
    link = _link(session, here)
    assert link not in str([row.model_dump() for row in session.exec(select(Invitation)).all()])
    assert link not in str([row.model_dump() for row in session.exec(select(AuditEntry)).all()])
    found = invitations.whose(session, token=link)
    assert found == invitations.Invited("Rosa", "rosa@2031.example")
    account = invitations.accept(session, token=link, password_hash="hash")
    assert (account.id, account.password_hash) == (here.rapporteur.account_id, "hash")
    assert invitations.whose(session, token=link) is None
    with pytest.raises(NotValid, match="used already"):
        invitations.accept(session, token=link, password_hash="another")
    assert account.password_hash == "hash"


def test_a_link_lasts_a_week(session: Session) -> None:
    here = world(session)
    link = _link(session, here)
    row = session.exec(select(Invitation)).one()
    assert timedelta(days=6, hours=23) < row.expires_at - now() <= timedelta(days=7)
    row.expires_at = now() - timedelta(seconds=1)
    session.flush()
    assert invitations.whose(session, token=link) is None
    with pytest.raises(NotValid, match="expired"):
        invitations.accept(session, token=link, password_hash="hash")


def test_a_new_link_makes_the_earlier_one_worthless(session: Session) -> None:
    here = world(session)
    first, second = _link(session, here), _link(session, here)
    assert invitations.whose(session, token=first) is None
    with pytest.raises(NotValid, match="Ask an organiser"):
        invitations.accept(session, token=first, password_hash="hash")
    assert invitations.whose(session, token=second) is not None


def test_a_link_that_nobody_made_opens_nothing(session: Session) -> None:
    world(session)
    for token in ("", "x", "\x00", "ü" * 300, "%2e%2e"):
        assert invitations.whose(session, token=token) is None
        with pytest.raises(NotValid, match="not valid any more"):
            invitations.accept(session, token=token, password_hash="hash")


def test_a_new_password_signs_a_stolen_browser_out(session: Session) -> None:
    here = world(session)
    sign_ins.open_door(session, _account(session, here.rapporteur))
    invitations.accept(session, token=_link(session, here), password_hash="hash")
    assert session.exec(select(SignIn)).all() == []
    acts = session.exec(select(AuditEntry.act).order_by(col(AuditEntry.id))).all()
    assert acts[-2:] == ["member.invited", "account.password_set"]


def test_of_two_who_use_a_link_at_the_same_moment_one_wins(engine: Engine) -> None:
    with transaction(engine) as session:
        link = _link(session, world(session))
    together = threading.Barrier(4)

    def _use(name: str) -> str:
        together.wait()
        try:
            with transaction(engine) as session:
                invitations.accept(session, token=link, password_hash=name)
        except HrglError as error:
            return str(error)
        return name

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(_use, "abcd"))
    with transaction(engine) as session:
        kept = session.exec(
            select(Account.password_hash).where(Account.email == "rosa@2031.example")
        ).one()
    assert [each for each in said if len(each) == 1] == [kept]
    assert sum("used already" in each for each in said) == 3


def test_somebody_closed_is_neither_invited_nor_let_in(session: Session) -> None:
    here = world(session)
    link = _link(session, here)
    member = accounts.close(
        session, here.organiser, member_id=here.rapporteur.id, seen_version=here.rapporteur.version
    )
    assert invitations.whose(session, token=link) is None
    with pytest.raises(NotAllowed, match="closed"):
        invitations.accept(session, token=link, password_hash="hash")
    with pytest.raises(NotNow, match="Reopen"):
        invitations.invite(session, here.organiser, member_id=member.id)
    member.active = True
    _account(session, member).active = False
    session.flush()
    with pytest.raises(NotAllowed, match="closed"):
        invitations.accept(session, token=link, password_hash="hash")


@pytest.mark.parametrize("password_hash", [None, "their own"])
@pytest.mark.parametrize("active", [True, False])
def test_an_organiser_cannot_take_over_an_account_of_another_edition(
    session: Session, password_hash: str | None, active: bool
) -> None:
    here, there = world(session), world(session, code="2032")
    _account(session, there.steering).password_hash = password_hash
    there.steering.active = active
    member = accounts.add_member(
        session, here.organiser, email="sara@2032.example", name="Sara", role=Role.RAPPORTEUR
    )
    with pytest.raises(NotAllowed, match=r"edition 2032.*command line"):
        invitations.invite(session, here.organiser, member_id=member.id)
    assert session.exec(select(Invitation)).all() == []


def test_who_organises_every_edition_of_a_person_may_invite_them_and_so_may_the_command_line(
    session: Session,
) -> None:
    here, there = world(session), world(session, code="2032")
    member = accounts.add_member(
        session, here.organiser, email="sara@2032.example", name="Sara", role=Role.RAPPORTEUR
    )
    machine = accounts.command_line_member(session, here.edition)
    assert invitations.invite(session, machine, member_id=member.id)
    olga = accounts.add_member(
        session, there.organiser, email="olga@2031.example", name="Olga", role=Role.ORGANISER
    )
    assert invitations.invite(session, here.organiser, member_id=member.id)
    accounts.close(session, there.organiser, member_id=olga.id, seen_version=olga.version)
    with pytest.raises(NotAllowed, match="a part in edition 2032 too"):
        invitations.invite(session, here.organiser, member_id=member.id)


def test_participants_have_no_account_to_be_invited_to(session: Session) -> None:
    here = world(session)
    with pytest.raises(NotValid, match="workshop's link"):
        invitations.invite(session, here.organiser, member_id=here.participant.id)


def test_the_list_of_people_says_who_is_invited_and_until_when(session: Session) -> None:
    here = world(session)
    link = _link(session, here)

    def _rosa() -> directory.Person:
        found = directory.list_people(session, edition_id=here.edition.id)
        return next(person for person in found if person.name == "Rosa")

    assert _rosa().invited_until is not None
    assert not _rosa().has_password
    invitations.accept(session, token=link, password_hash="hash")
    assert _rosa().invited_until is None
    assert _rosa().has_password
