"""The evening that the guide's pictures show: the demonstration, always at the same hour."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from unittest.mock import patch

from sqlmodel import Session, select

from bench.servers import dashboard
from hrgl.core import columns
from hrgl.core.database import connect, transaction
from hrgl.core.enums import DoorState, Role
from hrgl.core.migrations import migrate
from hrgl.core.models import Door, Edition, Member, Round, Workshop
from hrgl.notes.door import doors, rounds
from hrgl.operations import demonstration

BEGINS = datetime(2023, 2, 1, 18, 0, tzinfo=UTC)
ROOM = "A1"
DOOR, DRAFTS = "GRAZ23", "GRAZ24"  # instead of letters drawn by lot


class _Clock(datetime):
    """A clock that goes on by the same step whenever somebody looks at it."""

    looked = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        cls.looked += 1
        moment = BEGINS + cls.looked * timedelta(seconds=1)
        return moment.astimezone(tz) if tz else moment


@contextmanager
def evening(folder: Path) -> Iterator[str]:
    """The address of a dashboard with the demonstration, a door and a round in it."""
    url = f"sqlite:///{folder / 'evening.sqlite3'}"
    engine = connect(url)
    _Clock.looked = 0
    with patch.object(columns, "datetime", _Clock):
        migrate(engine)
        with transaction(engine) as session:
            demonstration.load_demonstration(session)
            _open_doors(session)
    engine.dispose()
    with dashboard(url, HRGL_WORKER="no", TZ="UTC") as running:
        yield running.url


def _open_doors(session: Session) -> None:
    """A workshop's door under a code that stays the same, and the drafts shown to all."""
    edition = session.exec(select(Edition).where(Edition.code == demonstration.CODE)).one()
    people = {
        member.role: member
        for member in session.exec(select(Member).where(Member.edition_id == edition.id)).all()
    }
    query = select(Workshop).where(Workshop.edition_id == edition.id, Workshop.code == ROOM)
    room = session.exec(query).one()
    doors.set_state(
        session, people[Role.ORGANISER], workshop_id=room.id, state=DoorState.OPEN, seen_version=0
    )
    session.exec(select(Door).where(Door.workshop_id == room.id)).one().code = DOOR
    rounds.set_round(
        session, people[Role.FACILITATOR], workshop_id=None, is_open=True, seen_version=0
    )
    session.exec(select(Round).where(Round.edition_id == edition.id)).one().code = DRAFTS
