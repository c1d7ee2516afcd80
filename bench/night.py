"""The night of the load benchmark: the demonstration grown to 600 statements, with its people."""

import itertools
import secrets
from datetime import timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from hrgl.core.columns import now
from hrgl.core.database import connect, transaction
from hrgl.core.enums import Role
from hrgl.core.migrations import migrate
from hrgl.core.models import Account, Edition, Member, Note, SignIn, Statement, Workshop
from hrgl.notes import notes
from hrgl.operations import demonstration
from hrgl.people.sign_ins import token_digest
from hrgl.themes import placing, themes

STATEMENTS = 600
PEOPLE = {Role.RAPPORTEUR: 14, Role.FACILITATOR: 14, Role.STEERING: 14, Role.ORGANISER: 8}
_WHO = ["The ombuds office", "A youth council", "The housing unit", "A tenants’ union", "The mayor"]
_DOES = ["publishes", "explains", "translates", "checks", "budgets for", "trains staff in"]
_WHAT = [
    "the complaints procedure",
    "rights in plain words",
    "the yearly rights plan",
    "access to shelters",
    "participatory budgeting",
    "data on discrimination",
]
_WHERE = ["in every district", "with residents", "before each budget", "at the service desk"]


def prepare(url: str) -> dict[Role, list[str]]:
    """Fill an empty database with the night; the cookies of the people who are signed in."""
    engine = connect(url)
    migrate(engine)
    with transaction(engine) as session:
        edition = demonstration.load_demonstration(session)
        cookies = {role: come_in(session, edition, role, n) for role, n in PEOPLE.items()}
        _write(session, edition)
    engine.dispose()
    return cookies


def come_in(session: Session, edition: Edition, role: Role, how_many: int) -> list[str]:
    """Rows rather than passwords: fifty password hashes would be half a minute of waiting."""
    cookies = []
    for number in range(how_many):
        account = Account(email=f"{role.value}.{number}@night.example")
        session.add(account)
        session.flush()
        cookie = secrets.token_urlsafe(32)
        session.add(
            Member(
                edition_id=edition.id,
                account_id=account.id,
                role=role,
                name=f"{role.value.title()} {number}",
            )
        )
        session.add(
            SignIn(
                account_id=account.id,
                token_sha256=token_digest(cookie),
                expires_at=now() + timedelta(days=1),
            )
        )
        cookies.append(cookie)
    session.flush()
    return cookies


def _write(session: Session, edition: Edition) -> None:
    """More notes in every room, a third of their statements left in the queue."""
    rooms = session.exec(select(Workshop).where(Workshop.edition_id == edition.id)).all()
    there = session.exec(
        select(func.count(col(Statement.id)))
        .join(Workshop, col(Workshop.id) == Statement.workshop_id)
        .where(Workshop.edition_id == edition.id)
    ).one()
    board = placing.live(session, edition_id=edition.id)
    writer, decider = (_first(session, edition, r) for r in (Role.RAPPORTEUR, Role.FACILITATOR))
    lines = itertools.islice(sentences(), STATEMENTS - there)
    for at, four in enumerate(iter(lambda: list(itertools.islice(lines, 4)), [])):
        room = rooms[at % len(rooms)]
        text = "\n".join(f"* {line}" for line in four)
        taken = notes.add_note(session, writer, workshop_id=room.id, text=text)
        placed = [statement.id for statement in taken.statements][:3]
        if placed:
            theme = board[at % len(board)]
            themes.move(session, decider, statement_ids=placed, theme_id=theme.id)


def _first(session: Session, edition: Edition, role: Role) -> Member:
    query = select(Member).where(Member.edition_id == edition.id, Member.role == role)
    return session.exec(query.order_by(col(Member.id))).first() or Member()


def sentences() -> itertools.chain[str]:
    """Sentences enough for a night, no two alike."""
    return itertools.chain.from_iterable(
        (f"{who} {does} {what} {where} since {year}" for year in range(1990, 2026))
        for who, does, what, where in itertools.product(_WHO, _DOES, _WHAT, _WHERE)
    )


def notes_with(engine: Engine, sign: str) -> int:
    """How many notes in the database carry these words."""
    with Session(engine) as session:
        query = select(func.count(col(Note.id))).where(col(Note.text).contains(sign))
        return session.exec(query).one()
