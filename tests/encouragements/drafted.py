"""An edition in which nothing falls short, for faults to be planted into."""

from dataclasses import dataclass

from sqlmodel import Session

from hrgl.core.enums import Kind, Support
from hrgl.core.models import Encouragement, Member, Wording, Workshop
from hrgl.encouragements import guards, wordings
from hrgl.notes import notes, statements
from hrgl.notes.notes import About
from hrgl.themes import themes
from tests.builders import World, world

MONEY = """* The council should publish the budget in plain words
* Our town prints eight pages with pictures for every household
* A short budget may hide what it leaves out
* Somebody brought cake
* Half of it was spent before anybody had looked"""
TIME = """* Pay people for the evenings they give to committees
* Childcare during meetings brought twenty parents into the room"""
HEADING = "publish the budget in words and pictures that residents understand"
EXPLANATION = """What is printed only for experts is read by nobody else. A short version costs
little, and it lets people see what is planned, ask why, and come back a year later to compare the
results with what was promised to them."""
OTHER = "pay everybody who gives their evenings to committees"
WHY = """Those with the least time and money stay away where nothing is offered to them. Expenses
and childcare change who sits in the room, and the meetings get better for it, as several
rooms have told independently of one another."""


@dataclass
class Draft:
    """The edition, what was said in it, and two encouragements that stand on it."""

    here: World
    other_room: Workshop
    ids: dict[str, int]
    money: int
    one: Encouragement
    two: Encouragement

    @property
    def edition_id(self) -> int:
        return self.here.edition.id

    @property
    def facilitator(self) -> Member:
        return self.here.facilitator


def clean(session: Session, code: str = "2031") -> Draft:
    """Two rooms, two themes, two encouragements: each from both rooms, with an example."""
    here = world(session, code=code)
    room = Workshop(edition_id=here.edition.id, code="B1", title="Other", question="What works?")
    session.add(room)
    session.flush()
    ids: dict[str, int] = {}
    for workshop, text in (
        (here.workshop, MONEY),
        (room, TIME),
        (room, MONEY),
        (here.workshop, TIME),
    ):
        say(session, here, ids, workshop, text)
    for short in ("A1-03", "B1-05"):
        mark(session, here, ids[short], Kind.RESERVATION)
    money = themes.create(
        session, here.facilitator, name="Money", statement_ids=_of(ids, "A1-01 A1-02 B1-03 B1-04")
    )
    time = themes.create(
        session, here.facilitator, name="Time", statement_ids=_of(ids, "A1-06 A1-07 B1-01 B1-02")
    )
    one = _word(session, here, HEADING, EXPLANATION, money.id, ids, "A1-01", "B1-04", "A1-03")
    two = _word(session, here, OTHER, WHY, time.id, ids, "B1-01", "A1-07", "B1-05")
    return Draft(here, room, ids, money.id, one, two)


def say(
    session: Session,
    here: World,
    ids: dict[str, int],
    workshop: Workshop,
    text: str,
    about: About | None = None,
) -> None:
    """Have a note written in a room; its statements are added by their short references."""
    taken = notes.add_note(
        session, here.rapporteur, workshop_id=workshop.id, text=text, about=about or About()
    )
    ids |= {"-".join(s.reference.rsplit("-", 2)[1:]): s.id for s in taken.statements}


def mark(session: Session, here: World, statement_id: int, kind: Kind) -> None:
    """Say of which kind a statement is."""
    version, _, _ = statements.statement_then(session, statement_id=statement_id)
    statements.mark(
        session, here.facilitator, statement_id=statement_id, kind=kind, seen_version=version
    )


def _of(ids: dict[str, int], shorts: str) -> list[int]:
    return [ids[short] for short in shorts.split()]


def _word(
    session: Session,
    here: World,
    heading: str,
    explanation: str,
    theme_id: int,
    ids: dict[str, int],
    *cited: str,
) -> Encouragement:
    as_what = (Support.SUPPORTS, Support.EXAMPLE, Support.RESERVATION)
    return wordings.word(
        session,
        here.facilitator,
        heading=heading,
        explanation=explanation,
        theme_ids=[theme_id],
        citations=dict(zip((ids[short] for short in cited), as_what, strict=True)),
    )


def reword(session: Session, draft: Draft, **words: str) -> None:
    """Give the first encouragement its next wording, whatever an act would say of it."""
    row = draft.one
    now = guards.current_wording(session, row)
    told = {"heading": now.heading, "explanation": now.explanation, "examples": now.examples}
    row.wording += 1
    session.add(
        Wording(
            encouragement_id=row.id,
            number=row.wording,
            member_id=draft.facilitator.id,
            **(told | words),
        )
    )
    session.flush()
