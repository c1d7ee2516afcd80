"""A person with words of their own, and a look for what is left of them."""

from sqlmodel import Session, SQLModel

from hrgl.core.enums import Attribution
from hrgl.notes import notes
from hrgl.operations import erasure, erasure_search
from hrgl.operations.erasure import Erased
from hrgl.people import accounts
from tests.builders import World

NAME = "Zoë Quillfeather"
SAID = "* Wisteria money must be counted\n* Marzipan budgets need a reason\n"


def said_by(session: Session, here: World, text: str = SAID, speaker: str = NAME) -> list[int]:
    taken = notes.add_note(
        session,
        here.rapporteur,
        workshop_id=here.workshop.id,
        text=text,
        about=notes.About(
            speaker=speaker, organisation="City of Wisteria", attribution=Attribution.NAMED
        ),
    )
    return [statement.id for statement in taken.statements]


def erase(session: Session, here: World, who: str = NAME) -> Erased:
    person = erasure_search.find_person(session, who=who)
    actor = accounts.command_line_member(session, here.edition)
    return erasure.erase(session, actor, person=person)


def words_left(session: Session, *words: str) -> dict[str, list[str]]:
    """Which words still stand in which tables, whatever the column."""
    found: dict[str, list[str]] = {}
    session.flush()
    for table in SQLModel.metadata.sorted_tables:
        # as tuples: a row as it prints itself leaves out the middle of a long text
        rows = session.connection().execute(table.select()).all()
        content = str([tuple(row) for row in rows]).casefold()
        there = [word for word in words if word.casefold() in content]
        if there:
            found[table.name] = there
    return found
