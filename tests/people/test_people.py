"""People: what organisers do with them, and what they cannot do."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Account, AuditEntry, Edition, Member, SignIn
from hrgl.editions import editions
from hrgl.errors import HrglError, NotAllowed, NotFound, NotNow, NotValid, OutOfDate
from hrgl.people import accounts, directory, sign_ins
from tests.builders import World, world

HASH = "a hash, as long as nobody compares with it"


def _account(session: Session, member: Member) -> Account:
    return session.get_one(Account, member.account_id)


def _close(session: Session, here: World, member: Member) -> Member:
    return accounts.close(session, here.organiser, member_id=member.id, seen_version=member.version)


def test_people_are_listed_by_name_and_the_active_first(session: Session) -> None:
    here = world(session)
    _close(session, here, here.facilitator)
    found = directory.list_people(session, edition_id=here.edition.id)
    assert [p.name for p in found] == ["Olga", "Rosa", "Sara", "Sven", "Fadi"]
    assert [p.active for p in found] == [True] * 4 + [False]
    assert found[0].email == "olga@2031.example"
    assert (found[0].has_password, found[0].invited_until, found[0].last_signed_in) == (
        False,
        None,
        None,
    )


def test_a_changed_role_and_name_are_there_at_once_and_written_down(session: Session) -> None:
    here = world(session)
    changed = accounts.change_member(
        session,
        here.organiser,
        member_id=here.rapporteur.id,
        name=" Rosa \n Luz ",
        role=Role.FACILITATOR,
        seen_version=here.rapporteur.version,
    )
    assert (changed.name, changed.role) == ("Rosa Luz", Role.FACILITATOR)
    entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()  # type: ignore[union-attr]
    assert entry is not None
    assert (entry.act, entry.detail) == ("member.changed", {"role": "facilitator"})


def test_a_person_somebody_else_has_changed_is_out_of_date(session: Session) -> None:
    here = world(session)
    seen = here.rapporteur.version
    _close(session, here, here.rapporteur)
    with pytest.raises(OutOfDate, match=r"^Olga changed this"):
        accounts.reopen(session, here.organiser, member_id=here.rapporteur.id, seen_version=seen)


def test_somebody_closed_has_no_edition_any_more_until_reopened(session: Session) -> None:
    here = world(session)
    account = session.get_one(Account, here.rapporteur.account_id)
    browser = {"token_sha256": sign_ins.token_digest(sign_ins.open_door(session, account))}
    assert [part.name for part in editions.parts(session, **browser)] == ["Rosa"]
    _close(session, here, here.rapporteur)
    assert editions.parts(session, **browser) == []
    accounts.reopen(
        session, here.organiser, member_id=here.rapporteur.id, seen_version=here.rapporteur.version
    )
    assert [part.role for part in editions.parts(session, **browser)] == [Role.RAPPORTEUR]


def test_the_last_organiser_stays_organiser(session: Session) -> None:
    here = world(session)
    last = here.organiser
    tries = [
        lambda: _close(session, here, last),
        lambda: accounts.change_member(
            session,
            last,
            member_id=last.id,
            name="Olga",
            role=Role.STEERING,
            seen_version=last.version,
        ),
        lambda: accounts.add_member(
            session, last, email="olga@2031.example", name="Olga", role=Role.STEERING
        ),
    ]
    for attempt in tries:
        with pytest.raises(NotNow, match="Make somebody else organiser first"):
            attempt()
    accounts.add_member(session, last, email="otto@2031.example", name="Otto", role=Role.ORGANISER)
    assert _close(session, here, last).active is False


def test_two_organisers_cannot_close_one_another_at_the_same_moment(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        otto = accounts.add_member(
            session, here.organiser, email="otto@2031.example", name="Otto", role=Role.ORGANISER
        )
    together = threading.Barrier(2)

    def _one(actor: Member, other: Member) -> str:
        together.wait()
        try:
            with transaction(engine) as session:
                accounts.close(session, actor, member_id=other.id, seen_version=other.version)
        except HrglError as error:
            return str(error)
        return "closed"

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(_one, [here.organiser, otto], [otto, here.organiser]))
    assert sorted(each == "closed" for each in said) == [False, True]


def test_signing_out_everywhere_ends_every_browser_of_one_person_only(session: Session) -> None:
    here = world(session)
    theirs = [sign_ins.open_door(session, _account(session, here.rapporteur)) for _ in range(3)]
    other = sign_ins.open_door(session, _account(session, here.steering))
    accounts.sign_out_everywhere(session, here.organiser, member_id=here.rapporteur.id)

    def _in(token: str) -> bool:
        digest = sign_ins.token_digest(token)
        return sign_ins.signed_in(session, token_sha256=digest) is not None

    assert [_in(token) for token in theirs] == [False] * 3
    assert _in(other)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Ana\tMaria\n", "Ana Maria"),
        ("Ana\x00\x1b[31m\x07", "Ana [31m"),
        ("\u202eanA", "anA"),
        ("<b>Ana</b>", "<b>Ana</b>"),
        ("نرگس\u200cخانم", "نرگس\u200cخانم"),
    ],
)
def test_names_lose_what_cannot_be_read_and_nothing_else(
    session: Session, given: str, kept: str
) -> None:
    here = world(session)
    member = accounts.add_member(
        session, here.organiser, email="a@b.example", name=given, role=Role.STEERING
    )
    assert member.name == kept


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Please give the name"),
        (" \x00 ", "Please give the name"),
        ("x" * 81, "at most 80 characters"),
    ],
)
def test_a_name_that_is_none_or_too_long_is_refused(session: Session, name: str, said: str) -> None:
    here = world(session)
    with pytest.raises(NotValid, match=said):
        accounts.change_member(
            session,
            here.organiser,
            member_id=here.steering.id,
            name=name,
            role=Role.STEERING,
            seen_version=here.steering.version,
        )


def test_people_of_another_edition_and_nobody_s_members_cannot_be_reached(session: Session) -> None:
    here, there = world(session), world(session, code="2032")
    for member_id, refusal, said in (
        (there.steering.id, NotFound, "This member is not there"),
        (here.participant.id, NotValid, "This is nobody's account"),
    ):
        for act in (accounts.close, accounts.reopen):
            with pytest.raises(refusal, match=said):
                act(session, here.organiser, member_id=member_id, seen_version=1)
        with pytest.raises(refusal, match=said):
            accounts.sign_out_everywhere(session, here.organiser, member_id=member_id)


def test_only_the_command_line_may_replace_a_password(session: Session) -> None:
    here = world(session)
    machine = accounts.command_line_member(session, here.edition)
    about = {"email": "ana@city.example", "name": "Ana", "role": Role.STEERING}
    ana = accounts.add_member(session, machine, **about, password_hash=HASH)  # type: ignore[arg-type]
    sign_ins.open_door(session, _account(session, ana))
    with pytest.raises(NotAllowed, match="a password of their own"):
        accounts.add_member(session, here.organiser, **about, password_hash="another")  # type: ignore[arg-type]
    assert _account(session, ana).password_hash == HASH
    accounts.add_member(session, machine, **about, password_hash="another")  # type: ignore[arg-type]
    assert _account(session, ana).password_hash == "another"
    assert session.exec(select(SignIn)).all() == []


def test_adding_somebody_of_another_edition_gives_no_hold_on_their_account(
    session: Session,
) -> None:
    here, there = world(session), world(session, code="2032")
    with pytest.raises(NotAllowed, match="edition 2032"):
        accounts.add_member(
            session,
            here.organiser,
            email="sara@2032.example",
            name="Sara",
            role=Role.STEERING,
            password_hash=HASH,
        )
    accounts.add_member(
        session, here.organiser, email="sara@2032.example", name="Mine", role=Role.RAPPORTEUR
    )
    assert _account(session, there.steering).password_hash is None
    assert (there.steering.name, there.steering.role) == ("Sara", Role.STEERING)


def test_the_same_new_person_added_twice_at_once_is_added_once(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
    together = threading.Barrier(2)

    def _add(_: int) -> bool:
        together.wait()
        try:
            with transaction(engine) as session:
                accounts.add_member(
                    session, here.organiser, email="a@b.example", name="A", role=Role.STEERING
                )
        except HrglError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert any(pool.map(_add, range(2)))
    with reading(engine) as session:
        edition = session.exec(select(Edition).where(Edition.code == "2031")).one()
        found = [p for p in directory.list_people(session, edition_id=edition.id) if p.name == "A"]
    assert len(found) == 1
