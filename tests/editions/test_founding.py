"""From an empty database to an edition with an organiser: the link on the console."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.columns import now
from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Account, AuditEntry, Edition, Invitation, Member
from hrgl.editions import editions, founding
from hrgl.errors import NotNow, NotValid
from hrgl.operations import demonstration, serving
from hrgl.people import accounts, invitations
from hrgl.people.accounts import command_line_member
from tests.builders import world

ADDRESS = "http://127.0.0.1:8501"


def _begin(session: Session, token: str, email: str = "olga@city.example") -> Account:
    code = f"20{len(session.exec(select(Edition)).all()) + 40}"
    edition = founding.begin_edition(session, code=code, title="Rights at work")
    return founding.become_first_organiser(
        session, token=token, edition=edition, email=email, name="Olga", password_hash="hash"
    )


def test_the_link_makes_an_organiser_of_a_new_edition_with_a_password(session: Session) -> None:
    token = founding.make_link(session)
    assert founding.is_open(session, token=token)
    account = _begin(session, token)
    [member] = session.exec(select(Member).where(Member.account_id == account.id)).all()
    edition = editions.by_code(session, "2040")
    assert (member.role, member.edition_id) == (Role.ORGANISER, edition.id)
    assert (account.email, account.password_hash) == ("olga@city.example", "hash")
    told = select(AuditEntry.act).where(AuditEntry.edition_id == edition.id)
    acts = session.exec(told.order_by(col(AuditEntry.id))).all()
    assert acts[:2] == ["edition.begun", "member.added"]


def test_the_link_works_once_and_no_other_process_s_link_works_after_it(session: Session) -> None:
    first, second = founding.make_link(session), founding.make_link(session)
    assert founding.is_open(session, token=first)
    _begin(session, second)
    for token in (first, second):
        assert not founding.is_open(session, token=token)
        with pytest.raises(NotValid, match="not valid any more"):
            _begin(session, token, "mallory@city.example")
    assert session.exec(select(Account.email)).all() == ["olga@city.example"]


def test_the_link_is_no_key_again_when_the_organiser_is_gone(session: Session) -> None:
    token = founding.make_link(session)
    account = _begin(session, token)
    account.active = False
    session.flush()
    assert not founding.has_organiser(session)
    assert not founding.is_open(session, token=token)


def test_the_link_expires(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    token = founding.make_link(session)
    later = now() + founding.LINK_VALID_FOR + timedelta(seconds=1)
    monkeypatch.setattr(founding, "now", lambda: later)
    assert not founding.is_open(session, token=token)
    founding.make_link(session)
    assert len(session.exec(select(Invitation)).all()) == 1  # the expired one was swept away


def test_only_the_digest_of_the_link_is_kept(session: Session) -> None:
    token = founding.make_link(session)
    kept = [*session.exec(select(Invitation)).all(), *session.exec(select(Account)).all()]
    assert token not in str([row.model_dump() for row in kept])


def test_the_link_of_an_invited_person_is_no_link_for_the_first_organiser(session: Session) -> None:
    here = world(session)
    token = invitations.invite(session, here.organiser, member_id=here.rapporteur.id)
    assert not founding.is_open(session, token=token)
    assert invitations.whose(session, token=founding.make_link(session)) is None


def test_an_organiser_counts_who_can_come_in_and_no_other(session: Session) -> None:
    here = world(session)  # Olga is organiser, without a password
    assert not founding.has_organiser(session)
    assert founding.has_organiser(session, vouched=True)
    invitations.invite(session, here.organiser, member_id=here.facilitator.id)
    assert not founding.has_organiser(session)
    invitations.invite(
        session, accounts.command_line_member(session, here.edition), member_id=here.organiser.id
    )
    assert founding.has_organiser(session)


def test_the_organisers_of_the_demonstration_do_not_count(session: Session) -> None:
    demonstration.load_demonstration(session)
    assert not founding.has_organiser(session, vouched=True)


@pytest.mark.parametrize("code", ["", "20 27", "Ä1", "2027/2", "x" * 17])
def test_a_code_that_no_reference_could_carry_is_refused(session: Session, code: str) -> None:
    with pytest.raises(NotValid, match="The code of an edition has 1 to 16 letters") as refused:
        founding.begin_edition(session, code=code, title="Title")
    assert refused.value.field == "code"


def test_an_edition_needs_a_title_and_a_code_of_its_own(session: Session) -> None:
    with pytest.raises(NotValid, match="An edition needs a title"):
        founding.begin_edition(session, code="2040", title=" ")
    founding.begin_edition(session, code="2040-a", title="Title")
    with pytest.raises(NotNow, match="There is an edition 2040-A already"):
        founding.begin_edition(session, code="2040-A", title="Title")


def test_the_console_shows_the_link_until_somebody_organises(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    serving.say_how_to_begin(engine, ADDRESS, vouched=False)
    link = capsys.readouterr().out.strip().splitlines()[-1].strip()
    token = link.removeprefix(f"{ADDRESS}/begin/")
    with transaction(engine) as session:
        assert founding.is_open(session, token=token)
        edition = founding.begin_edition(session, code="2040", title="Title")
        accounts.add_member(
            session,
            command_line_member(session, edition),
            email="o@city.example",
            name="Olga",
            role=Role.ORGANISER,
            password_hash="hash",
        )
    serving.say_how_to_begin(engine, ADDRESS, vouched=False)
    assert capsys.readouterr().out == ""
    with reading(engine) as session:
        assert not founding.is_open(session, token=token)
