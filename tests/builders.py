"""Small worlds for the tests: an edition with workshops, people of every role, notes, drafts."""

from dataclasses import dataclass

from sqlmodel import Session, select

from hrgl.core.enums import Role, Support, Verdict
from hrgl.core.models import Edition, Encouragement, Member, Wording, Workshop
from hrgl.encouragements import encouragements, evidence, places, submitting, wordings
from hrgl.encouragements.consenting import reviews
from hrgl.notes import notes
from hrgl.people import accounts
from hrgl.themes import themes

LINES = """* Publish the budget in plain words
* Train procurement staff in human rights
* Pay people for the time they give to participation
* Procurement contracts need a clause on human rights
* The budget form should ask for a reason in terms of rights
* Childcare makes participation possible"""


@dataclass
class World:
    """An edition and its people."""

    edition: Edition
    workshop: Workshop
    rapporteur: Member
    facilitator: Member
    steering: Member
    second: Member
    organiser: Member
    participant: Member

    def of(self, role: Role) -> Member:
        """Somebody of this role."""
        return {
            Role.RAPPORTEUR: self.rapporteur,
            Role.FACILITATOR: self.facilitator,
            Role.STEERING: self.steering,
            Role.ORGANISER: self.organiser,
            Role.PARTICIPANT: self.participant,
        }[role]


def world(
    session: Session,
    *,
    code: str = "2031",
    places: int = 2,
    quorum: int = 2,
    edition: Edition | None = None,
) -> World:
    """An empty edition, unless one is there, with one workshop and people of every role."""
    if edition is None:
        edition = Edition(code=code, series="Series", title="Title", places=places, quorum=quorum)
        session.add(edition)
        session.flush()
    workshop = Workshop(edition_id=edition.id, code="A1", title="Room", question="What works?")
    session.add(workshop)
    session.flush()
    organiser = accounts.command_line_member(session, edition)

    def person(name: str, role: Role) -> Member:
        email = f"{name.lower()}@{code}.example"
        return accounts.add_member(session, organiser, email=email, name=name, role=role)

    return World(
        edition,
        workshop,
        person("Rosa", Role.RAPPORTEUR),
        person("Fadi", Role.FACILITATOR),
        person("Sara", Role.STEERING),
        person("Sven", Role.STEERING),
        person("Olga", Role.ORGANISER),
        accounts.participant_of(session, workshop),
    )


def statement_ids(session: Session, here: World, text: str = LINES) -> list[int]:
    """The statements of a note written by the rapporteur."""
    taken = notes.add_note(session, here.rapporteur, workshop_id=here.workshop.id, text=text)
    return [statement.id for statement in taken.statements]


def submitted(session: Session, here: World, ids: list[int], *, place: int = 1) -> Encouragement:
    """An encouragement with evidence and a place, handed to the steering group."""
    theme = themes.create(session, here.facilitator, name=f"Theme {place}", statement_ids=ids)
    row = wordings.word(
        session,
        here.facilitator,
        heading=f"do the thing number {place}",
        explanation="Because it works.",
        theme_ids=[theme.id],
        citations=dict.fromkeys(ids, Support.SUPPORTS),
    )
    places.give_place(
        session, here.facilitator, encouragement_id=row.id, place=place, seen_version=row.version
    )
    submitting.submit(session, here.facilitator, encouragement_id=row.id, seen_version=row.version)
    return row


def approved(session: Session, here: World, ids: list[int], *, place: int = 1) -> Encouragement:
    """An encouragement that both steering members agree to."""
    row = submitted(session, here, ids, place=place)
    for member in (here.steering, here.second):
        reviews.give(session, member, wording_id=wording_id(session, row), verdict=Verdict.AGREE)
    return row


def wording_id(session: Session, row: Encouragement, number: int | None = None) -> int:
    """Which wording a review is about: the current one, or the one of this number."""
    query = select(Wording.id).where(
        Wording.encouragement_id == row.id, Wording.number == (number or row.wording)
    )
    return session.exec(query).one()


def uncite_all(session: Session, here: World, row: Encouragement) -> None:
    """Free the statements of an encouragement."""
    ids = [each.statement_id for each in evidence.evidence_of(session, row.id)]
    evidence.uncite(session, here.facilitator, encouragement_id=row.id, statement_ids=ids)


def set_aside(session: Session, here: World, row: Encouragement) -> None:
    """Set an encouragement aside as it stands."""
    encouragements.set_aside_encouragement(
        session,
        here.facilitator,
        encouragement_id=row.id,
        because="said elsewhere",
        seen_version=row.version,
    )
