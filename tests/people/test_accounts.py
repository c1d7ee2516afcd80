"""Accounts and sign-ins: who somebody is, and how a browser becomes theirs."""

import pytest
from argon2 import PasswordHasher
from sqlmodel import Session, select

from hrgl.core.enums import Role
from hrgl.core.models import Account, SignIn, SignInFailure
from hrgl.editions import editions
from hrgl.errors import NotAllowed, NotFound, NotValid, TooFast
from hrgl.operations import demonstration
from hrgl.people import accounts, attempts, passwords, sign_ins
from hrgl.people.attempts import Comer
from tests.builders import world

HASH = "a hash, as long as nobody compares with it"
EMAIL = "ana@city.example"


def _with_password(session: Session) -> Account:
    here = world(session)
    machine = accounts.command_line_member(session, here.edition)
    member = accounts.add_member(
        session,
        machine,
        email="Ana@City.example",
        name="Ana",
        role=Role.FACILITATOR,
        password_hash=HASH,
    )
    return session.get_one(Account, member.account_id)


def _digest(session: Session) -> str:
    attempt = attempts.count_attempt(session, email=EMAIL)
    return sign_ins.token_digest(sign_ins.let_in(session, attempt))


def test_an_attempt_counts_until_it_was_right_and_only_the_digest_of_the_token_is_kept(
    session: Session,
) -> None:
    account = _with_password(session)
    attempt = attempts.count_attempt(session, email=f" {EMAIL.upper()} ")
    assert len(session.exec(select(SignInFailure)).all()) == 1
    token = sign_ins.let_in(session, attempt)
    assert session.exec(select(SignInFailure)).all() == []
    assert token not in str([row.model_dump() for row in session.exec(select(SignIn)).all()])
    digest = sign_ins.token_digest(token)
    assert sign_ins.signed_in(session, token_sha256=digest) == account


def test_no_address_is_kept_of_an_attempt(session: Session) -> None:
    attempts.count_attempt(session, email="nobody@city.example")
    row = session.exec(select(SignInFailure)).one()
    assert "nobody" not in str(row.model_dump())


def test_signing_out_and_closing_an_account_count_at_once(session: Session) -> None:
    account = _with_password(session)
    first, second = _digest(session), _digest(session)
    sign_ins.sign_out(session, token_sha256=first)
    assert sign_ins.signed_in(session, token_sha256=first) is None
    assert sign_ins.signed_in(session, token_sha256=second) is not None
    account.active = False
    session.flush()
    assert sign_ins.signed_in(session, token_sha256=second) is None


def test_a_password_changed_while_the_old_one_was_compared_opens_nothing(session: Session) -> None:
    account = _with_password(session)
    attempt = attempts.count_attempt(session, email=EMAIL)
    accounts.set_password(session, account, "another")
    with pytest.raises(NotAllowed, match="just been changed"):
        sign_ins.let_in(session, attempt)


def test_what_makes_a_browser_known_ends_with_the_password_and_cannot_be_guessed(
    session: Session,
) -> None:
    account = _with_password(session)
    attempt = attempts.count_attempt(session, email=EMAIL)
    known = sign_ins.known_as(session, token=sign_ins.let_in(session, attempt))
    nobody = attempts.browser_mark(None).decode()
    for forged in ("", "x", nobody, "é" * 64):
        assert not attempts.is_known(session, email=EMAIL, known_as=forged)
    assert attempts.is_known(session, email=EMAIL, known_as=known)
    accounts.set_password(session, account, "another")
    assert not attempts.is_known(session, email=EMAIL, known_as=known)


def test_strangers_who_guess_are_slowed_down_apart_from_browsers_that_are_known(
    session: Session,
) -> None:
    _with_password(session)
    for _ in range(attempts.FREE):
        attempts.count_attempt(session, email=EMAIL)
    with pytest.raises(TooFast, match="Too many passwords were wrong"):
        attempts.count_attempt(session, email=EMAIL)
    assert attempts.count_attempt(session, email=EMAIL, comer=Comer.KNOWN)
    assert attempts.count_attempt(session, email=EMAIL, comer=Comer.FAMILIAR)


@pytest.mark.parametrize(
    ("email", "name", "role", "said"),
    [
        ("no address", "Ana", Role.STEERING, "not an e-mail address"),
        ("a\x00@b.example", "Ana", Role.STEERING, "not an e-mail address"),
        ("a" * 250 + "@b.example", "Ana", Role.STEERING, "not an e-mail address"),
        ("a@b.example", "  ", Role.STEERING, "Please give the name"),
        ("a@b.example", "Ana", Role.PARTICIPANT, "they use their workshop's link"),
    ],
)
def test_an_account_without_what_it_needs_is_refused(
    session: Session, email: str, name: str, role: Role, said: str
) -> None:
    here = world(session)
    with pytest.raises(NotValid, match=said):
        accounts.add_member(session, here.organiser, email=email, name=name, role=role)


@pytest.mark.parametrize("password", ["", "short", "x" * 1025])
def test_a_password_too_short_or_too_long_is_refused(password: str) -> None:
    with pytest.raises(NotValid, match="characters, please"):
        passwords.hashed(password)


def test_a_password_fits_however_its_accents_were_typed() -> None:
    hashed = passwords.hashed("un café très long")
    assert passwords.matches(hashed, "un cafe\u0301 tre\u0300s long")
    assert not passwords.matches(hashed, "un cafe tres long")
    assert not passwords.matches("no hash at all", "un café très long")
    assert not passwords.matches(None, "un café très long")


def test_comparing_with_nobody_s_password_takes_as_long_as_with_somebody_s() -> None:
    assert not PasswordHasher().check_needs_rehash(passwords.NOBODY)


def test_the_demonstration_can_be_entered_without_a_password_and_nothing_else_can(
    session: Session,
) -> None:
    with pytest.raises(NotFound, match="no demonstration edition"):
        sign_ins.enter_demonstration(session, role=Role.FACILITATOR)
    demonstration.load_demonstration(session)
    for role in (Role.RAPPORTEUR, Role.FACILITATOR, Role.STEERING, Role.ORGANISER):
        token = sign_ins.enter_demonstration(session, role=role)
        mine = editions.parts(session, token_sha256=sign_ins.token_digest(token))
        assert [(part.edition.code, part.role) for part in mine] == [("2023-demo", role)]


def test_the_demonstration_stays_open_when_somebody_in_it_was_given_a_password(
    session: Session,
) -> None:
    edition = demonstration.load_demonstration(session)
    machine = accounts.command_line_member(session, edition)
    token = sign_ins.enter_demonstration(session, role=Role.ORGANISER)
    first = sign_ins.signed_in(session, token_sha256=sign_ins.token_digest(token))
    assert first is not None
    accounts.set_password(session, first, HASH)
    accounts.add_member(session, machine, email=EMAIL, name="Ana", role=Role.ORGANISER)
    token = sign_ins.enter_demonstration(session, role=Role.ORGANISER)
    second = sign_ins.signed_in(session, token_sha256=sign_ins.token_digest(token))
    assert second is not None
    assert second.email == EMAIL
