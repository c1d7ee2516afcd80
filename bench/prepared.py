"""What a night begins with: labelled statements in several rooms, and themes to work on."""

from sqlalchemy import Engine
from sqlmodel import Session

from bench.labelled import Labelled
from hrgl.core import jobs
from hrgl.core.database import transaction
from hrgl.core.enums import Role, Source
from hrgl.core.models import Workshop
from hrgl.notes import notes
from hrgl.notes.references import number_all
from hrgl.operations import worker
from hrgl.people import accounts, passwords
from hrgl.synthesis.cutting.cutting import Span
from hrgl.themes import themes
from hrgl.themes.proposals import proposals
from tests.builders import World, world
from tests.e2e.conftest import PASSWORD

THEMES = 12
NAME = "fay@bench.example"
_ROOMS = ("B2", "C3", "N1")  # besides the one there is


def begun(engine: Engine, material: Labelled) -> tuple[World, dict[int, str]]:
    """An edition with a statement of each text over its rooms, and their labels."""
    with transaction(engine) as session:
        here = world(session, code="2099", places=THEMES)
        rooms = [here.workshop, *(_room(session, here, code) for code in _ROOMS)]
        accounts.add_member(
            session,
            here.organiser,
            email=NAME,
            name="Fay",
            role=Role.FACILITATOR,
            password_hash=passwords.hashed(PASSWORD),
        )
        labels: dict[int, str] = {}
        size = -(-len(material.texts) // len(rooms))
        for at, room in enumerate(rooms):  # the order is random as it is
            part = slice(at * size, (at + 1) * size)
            ids = _whole(session, here, room, material.texts[part])
            labels |= dict(zip(ids, material.labels[part], strict=True))
        return here, labels


def _room(session: Session, here: World, code: str) -> Workshop:
    room = Workshop(edition_id=here.edition.id, code=code, title=code, question="What works?")
    session.add(room)
    session.flush()
    return room


def _whole(session: Session, here: World, room: Workshop, texts: list[str]) -> list[int]:
    """A statement of each text; they are not cut, as the labels are those of whole texts."""
    about = notes.About()
    cuts = []
    for text in texts:
        note = notes.note_of(here.rapporteur, room, text, None, about, Source.TYPED, "")
        session.add(note)
        session.flush()
        cuts.append((note, [Span(0, len(text), "")], [None]))
    return [each.id for each in number_all(session, room, cuts)]


def proposed(engine: Engine, here: World) -> None:
    """The machine's twelve themes are taken over as they are."""
    with transaction(engine) as session:
        jobs.ask_for_proposal(session, here.facilitator, themes=THEMES)
    worker.work_once(engine)
    with transaction(engine) as session:
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
        assert found is not None
        proposals.adopt_proposal(session, here.facilitator, clustering_id=found.clustering_id)


def named(engine: Engine, here: World, labels: set[str]) -> None:
    """Empty themes, one for each label."""
    with transaction(engine) as session:
        for label in sorted(labels):
            themes.create(session, here.facilitator, name=label, statement_ids=[])
