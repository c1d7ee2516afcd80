"""Accounts: who somebody is."""

import pytest
from sqlmodel import Session, select

from hrgl import accounts, sample
from hrgl.errors import NotFound, NotValid
from hrgl.models import Account, SignIn
from hrgl.words import Role
from tests.builders import world

PASSWORD = "a long enough password"


def _with_password(session: Session) -> str:
    here = world(session)
    accounts.add(
        session, here.organiser, email="Ana@City.example", name="Ana", role=Role.FACILITATOR,
        password=PASSWORD,
    )  # fmt: skip
    return "ana@city.example"


def test_the_right_password_opens_and_only_the_digest_of_the_token_is_kept(
    session: Session,
) -> None:
    email = _with_password(session)
    token, said = accounts.sign_in(session, email=f" {email.upper()} ", password=PASSWORD)
    assert token is not None
    assert said == ""
    assert token not in str([row.model_dump() for row in session.exec(select(SignIn)).all()])
    account = accounts.signed_in(session, token_sha256=accounts.token_digest(token))
    assert account is not None
    assert account.email == email


def test_a_wrong_password_and_an_unknown_address_are_refused_in_the_same_words(
    session: Session,
) -> None:
    email = _with_password(session)
    wrong = accounts.sign_in(session, email=email, password="not the password")
    unknown = accounts.sign_in(session, email="nobody@city.example", password=PASSWORD)
    assert wrong == unknown
    assert wrong[0] is None


def test_guessing_is_slowed_down_even_for_the_right_password(session: Session) -> None:
    email = _with_password(session)
    for _ in range(8):
        accounts.sign_in(session, email=email, password="guess")
    token, said = accounts.sign_in(session, email=email, password=PASSWORD)
    assert token is None
    assert "Too many attempts" in said


def test_signing_out_and_closing_an_account_count_at_once(session: Session) -> None:
    email = _with_password(session)
    tokens = [accounts.sign_in(session, email=email, password=PASSWORD)[0] for _ in range(2)]
    first, second = (accounts.token_digest(str(token)) for token in tokens)
    accounts.sign_out(session, token_sha256=first)
    assert accounts.signed_in(session, token_sha256=first) is None
    assert accounts.signed_in(session, token_sha256=second) is not None
    session.exec(select(Account).where(Account.email == email)).one().active = False
    session.flush()
    assert accounts.signed_in(session, token_sha256=second) is None


@pytest.mark.parametrize(
    ("email", "name", "role", "password"),
    [
        ("no address", "Ana", Role.STEERING, PASSWORD),
        ("a@b.example", "  ", Role.STEERING, PASSWORD),
        ("a@b.example", "Ana", Role.PARTICIPANT, PASSWORD),
        ("a@b.example", "Ana", Role.STEERING, "short"),
    ],
)
def test_an_account_without_what_it_needs_is_refused(
    session: Session, email: str, name: str, role: Role, password: str
) -> None:
    here = world(session)
    with pytest.raises(NotValid):
        accounts.add(session, here.organiser, email=email, name=name, role=role, password=password)


def test_the_demonstration_can_be_entered_without_a_password_and_nothing_else_can(
    session: Session,
) -> None:
    with pytest.raises(NotFound):
        accounts.enter_demonstration(session, role=Role.FACILITATOR)
    sample.load(session)
    for role in (Role.RAPPORTEUR, Role.FACILITATOR, Role.STEERING, Role.ORGANISER):
        token = accounts.enter_demonstration(session, role=role)
        account = accounts.signed_in(session, token_sha256=accounts.token_digest(token))
        assert account is not None
        assert [e.code for e in accounts.editions_of(session, account_id=account.id)] == [
            "2023-demo"
        ]
