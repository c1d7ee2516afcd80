"""Every text of the database is erased, or reported, or no person's words: one by one."""

from typing import Any

import pytest
from sqlalchemy import JSON, Column, Engine, LargeBinary, String, Table, text, update
from sqlalchemy import Enum as Choice
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel, select

from hrgl.core import jobs
from hrgl.core.database import transaction
from hrgl.core.enums import Role, Withdrawal
from hrgl.core.models import Account, Answer, Member, Review, SignInFailure
from hrgl.operations import erasure, erasure_report, erasure_search
from hrgl.people import accounts, attempts
from tests.builders import World, world
from tests.erasing import NAME, words_left
from tests.lived_in import lived_in

# codes, digests and keys that are made by the program or chosen from its lists
NOBODYS = {
    "answer": set(),
    "clustering": {"model", "parameters", "statements_sha256"},
    "comment": {"receipt_sha256", "sender_sha256", "form_sha256"},
    "round": {"code", "key"},
    "auditentry": {"act", "subject"},
    "door": {"code", "key"},
    "edition": {"code", "time_zone"},
    "documentform": {"parts", "language"},
    "embedding": {"text_sha256", "model", "vector"},
    "input": {"receipt_sha256", "form_sha256", "actor_type", "region"},
    "invitation": {"token_sha256"},
    "job": {"kind", "parameters", "result"},
    "reportaddress": {"receipt_sha256"},
    "returneddraft": {"sha256"},
    "sentdraft": {"wordings", "sha256"},  # the ids of wordings
    "look": {"held"},  # the ids of statements
    "note": {"actor_type", "region"},
    "outcomedocument": {"sha256"},
    "sentact": {"name"},  # a random UUID
    "signin": {"token_sha256"},
    "signinfailure": {"address_sha256"},
    "spot": {"text_sha256", "model"},
    "statement": {"reference"},
    "tag": {"vocabulary", "code"},
    "translation": {"language", "field", "of_sha256"},
    "workshop": {"code", "starts", "ends"},
}
OF_THE_PERSON = {"account", "member", "notedraft"}


def _holds_words(column: Column[Any]) -> bool:
    kind = column.type
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    return isinstance(kind, String | JSON | LargeBinary) and not isinstance(kind, Choice)


COLUMNS = [
    (table, column)
    for table in SQLModel.metadata.sorted_tables
    for column in table.c
    if _holds_words(column) and column.name not in NOBODYS.get(table.name, set())
]


def test_what_is_said_to_be_nobody_s_is_there() -> None:
    named = {(table, column) for table, columns in NOBODYS.items() for column in columns}
    there = {(t.name, c.name) for t in SQLModel.metadata.sorted_tables for c in t.c}
    assert named <= there


@pytest.fixture
def here(engine: Engine) -> World:
    """A world with a row in every table, in which even what never changes can be written over."""
    with transaction(engine) as session:
        made = lived_in(session)
        review = session.exec(select(Review.id)).first()
        session.add(
            Answer(review_id=review, answer="accepted", reason="x", member_id=made.facilitator.id)
        )
        if engine.dialect.name == "sqlite":
            query = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in session.connection().execute(query).scalars().all():
                session.connection().execute(text(f"DROP TRIGGER {name}"))
        return made


def test_every_text_is_erased_or_reported(engine: Engine, here: World) -> None:
    missed = []
    for table, column in COLUMNS:
        with transaction(engine) as session:
            if engine.dialect.name == "postgresql":
                session.connection().execute(text("SET LOCAL session_replication_role = replica"))
            _name_into(session, here, table, column)
            if not _told_or_gone(session, here, table):
                missed.append(f"{table.name}.{column.name}")
            session.rollback()
    assert len(COLUMNS) > 30
    assert missed == []


def _name_into(session: Session, here: World, table: Table, column: Column[Any]) -> None:
    key = next(iter(table.primary_key.columns))
    mine = {"account": here.rapporteur.account_id, "member": here.rapporteur.id}
    one = mine.get(table.name) or session.connection().execute(select(key).order_by(key)).scalar()
    assert one is not None, f"{table.name} is empty"
    value: Any = {"x": [NAME]} if isinstance(column.type, JSON) else NAME
    if (table.name, column.name) == ("outcomedocument", "content"):
        query = select(column).where(key == one)
        value = session.connection().execute(query).scalar_one().replace("Title", NAME)
    values = {column.name: value}
    if column.name == "withdrawn_because":  # a reason says how, too
        values["withdrawal"] = Withdrawal.PERSON
    session.connection().execute(update(table).where(key == one).values(values))
    session.expire_all()


def _told_or_gone(session: Session, here: World, table: Table) -> bool:
    account = here.rapporteur.account_id if table.name in OF_THE_PERSON else None
    person = erasure_search.PersonToErase((NAME,), account)
    actor = accounts.command_line_member(session, here.edition)
    told = erasure_report.left(session, edition_id=here.edition.id, person=person, references=())
    done = erasure.erase(session, actor, person=person)
    after = erasure_report.left(session, edition_id=here.edition.id, person=person, references=())
    gone = table.name not in words_left(session, "quillfeather")
    sure = [sentence for sentence in after if "but not erased" not in sentence]
    # nothing is both left without a word and said to be left though it is gone
    return bool(told or done.anything) and gone is not bool(sure)


def test_failed_sign_ins_of_an_erased_account_are_forgotten(session: Session) -> None:
    here = world(session)
    email = "Zoë.Q@x.example"
    accounts.add_member(session, here.organiser, email=email, name=NAME, role=Role.STEERING)
    account = session.exec(select(Account).where(Account.email == email.lower())).one()
    account.password_hash = "hash"
    for given in attempts.Comer:
        attempts.count_attempt(session, email=f" {email} ", comer=given)
    attempts.count_attempt(session, email="other@x.example")
    assert len(session.exec(select(SignInFailure)).all()) == 4
    person = erasure_search.find_person(session, who=email)
    actor = accounts.command_line_member(session, here.edition)
    erasure.erase(session, actor, person=person)
    assert len(session.exec(select(SignInFailure)).all()) == 1


def test_who_stopped_work_is_named_no_longer(session: Session) -> None:
    here = world(session)
    accounts.add_member(
        session, here.organiser, email="z@x.example", name=NAME, role=Role.FACILITATOR
    )
    member = session.exec(select(Member).where(Member.name == NAME)).one()
    job = jobs.ask_for_proposal(session, member)
    jobs.stop(session, member, job_id=job.id)
    person = erasure_search.find_person(session, who="z@x.example")
    actor = accounts.command_line_member(session, here.edition)
    erasure.erase(session, actor, person=person)
    assert words_left(session, "quillfeather") == {}
    assert job.message.endswith("stopped it.")
