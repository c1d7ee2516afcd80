"""Promise 10 after any acts: a group is shown only while enough people stand behind it."""

from collections import defaultdict
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.database import transaction
from hrgl.core.enums import Attribution, DoorState
from hrgl.core.models import AuditEntry, Note, Statement
from hrgl.editions.attribution import vocabulary
from hrgl.errors import HrglError
from hrgl.formats.readers.reading import ReadNote
from hrgl.notes import lineage, notes, plenary
from hrgl.notes.door import inputs
from hrgl.notes.imports import imports
from hrgl.notes.imports.preview import FileIn
from hrgl.notes.leaving_out import withdraw_statement
from hrgl.notes.statements import list_statements
from hrgl.operations import undo
from hrgl.outcome import outcome
from tests.builders import world
from tests.sending import correct, send, set_door

CODES = count(3000)
GROUPS = (("next_generation", "Oceania"), ("academia", "Africa"))
STEPS = (
    "send",
    "send again",
    "correct",
    "take back",
    "type",
    "revise",
    "withdraw",
    "split",
    "bring in",
    "take the import back",
)
step = st.tuples(
    st.sampled_from(STEPS), st.integers(0, 3), st.sampled_from(GROUPS), st.integers(0, 50)
)


class Evening:
    """An evening of few people, and which of them wrote each note, as nobody in the house knows."""

    def __init__(self, session: Session, rule: Attribution) -> None:
        self.session = session
        self.here = world(session, code=f"{next(CODES)}")
        self.here.edition.attribution = rule
        set_door(session, self.here, DoorState.OPEN, 0)
        self.receipts: dict[tuple[int, object], str] = {}
        self.owner: dict[int, object] = {}
        self.number = count()

    def rows(self) -> list[Note]:
        query = select(Note).where(Note.workshop_id == self.here.workshop.id).order_by(col(Note.id))
        return list(self.session.exec(query).all())

    def claim(self, owner: object) -> None:
        """Whatever note is there now and was not before is this person's."""
        self.session.flush()
        for row in self.rows():
            self.owner.setdefault(row.id, owner)

    def act(self, what: str, who: int, group: tuple[str, str], pick: int) -> None:
        try:
            with self.session.begin_nested():
                getattr(self, what.replace(" ", "_"))(who, group, pick)
        except HrglError:
            return

    def send(self, who: int, group: tuple[str, str], pick: int) -> None:
        _, receipt = send(
            self.session,
            self.here,
            f"{next(self.number)}",
            text=f"Participant {who} wants a seat",
            attribution=Attribution.GROUP,
            actor_type=group[0],
            region=group[1],
        )
        self.receipts[who, group] = receipt
        self.claim(("participant", who))

    send_again = send

    def correct(self, who: int, group: tuple[str, str], pick: int) -> None:
        if receipt := self.receipts.get((who, group)):
            text = f"Participant {who} wants a seat and {pick} chairs"
            correct(self.session, self.here, receipt, text)
            self.claim(("participant", who))

    def take_back(self, who: int, group: tuple[str, str], pick: int) -> None:
        if receipt := self.receipts.get((who, group)):
            inputs.withdraw_input(self.session, self.here.participant, receipt=receipt)

    def type(self, who: int, group: tuple[str, str], pick: int) -> None:
        member = (self.here.rapporteur, self.here.facilitator)[who % 2]
        notes.add_note(
            self.session,
            member,
            workshop_id=self.here.workshop.id,
            text=f"Somebody said number {next(self.number)} aloud",
            about=notes.About(actor_type=group[0], region=group[1]),
        )
        self.claim(("member", member.id))

    def revise(self, who: int, group: tuple[str, str], pick: int) -> None:
        standing = [row for row in self.rows() if row.replaced_by_id is None]
        if standing:
            old = standing[pick % len(standing)]
            notes.revise(
                self.session,
                self.here.facilitator,
                note_id=old.id,
                text=f"{old.text}\nAnd {pick} more",
                seen_version=old.version,
            )
            self.claim(self.owner[old.id])

    def some(self, pick: int) -> Statement | None:
        query = select(Statement).where(Statement.workshop_id == self.here.workshop.id)
        found = self.session.exec(query.order_by(col(Statement.id))).all()
        return found[pick % len(found)] if found else None

    def withdraw(self, who: int, group: tuple[str, str], pick: int) -> None:
        if one := self.some(pick):
            withdraw_statement(
                self.session,
                self.here.rapporteur,
                statement_id=one.id,
                because="asked to",
                seen_version=one.version,
            )

    def split(self, who: int, group: tuple[str, str], pick: int) -> None:
        if one := self.some(pick):
            lineage.split_statement(
                self.session,
                self.here.facilitator,
                statement_id=one.id,
                at=11,
                seen_version=one.version,
            )

    def bring_in(self, who: int, group: tuple[str, str], pick: int) -> None:
        words = {"actor_type": group[0], "region": group[1], "workshop": "A1"}
        names = [f"Person {(who + at) % 4}" for at in range(1 + pick % 3)]
        rows = [
            ReadNote(f"{name} has idea {next(self.number)}", row=at + 2, speaker=name, **words)
            for at, name in enumerate(names)
        ]
        imports.bring_in(
            self.session,
            self.here.facilitator,
            files=[FileIn(None, "t.csv", rows, attribution=Attribution.GROUP)],
        )
        for row in self.rows():
            self.owner.setdefault(row.id, ("named", row.text.split(" has ")[0]))

    def take_the_import_back(self, who: int, group: tuple[str, str], pick: int) -> None:
        query = select(AuditEntry.id).where(
            AuditEntry.act == "notes.imported", AuditEntry.edition_id == self.here.edition.id
        )
        entries = self.session.exec(query.order_by(col(AuditEntry.id))).all()
        if entries:
            undo.undo(self.session, self.here.facilitator, entry_id=entries[pick % len(entries)])

    def behind(self) -> dict[tuple[str | None, str | None], set[object]]:
        """The people of each group whose words still stand."""
        found: dict[tuple[str | None, str | None], set[object]] = defaultdict(set)
        standing = {
            s.note_id
            for s in self.session.exec(
                select(Statement).where(Statement.workshop_id == self.here.workshop.id)
            ).all()
            if s.withdrawn_because is None
        }
        for row in self.rows():
            if row.id in standing:
                found[row.actor_type, row.region].add(self.owner[row.id])
        return found


@pytest.mark.parametrize("rule", [Attribution.GROUP, Attribution.NAMED])
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(step, max_size=25))
def test_no_sequence_of_acts_shows_a_group_of_fewer_people(
    engine: Engine, rule: Attribution, steps: list[tuple[str, int, tuple[str, str], int]]
) -> None:
    with transaction(engine) as session:
        evening = Evening(session, rule)
        for what, who, group, pick in steps:
            evening.act(what, who, group, pick)
            _nothing_is_told_of_few(session, evening)
        session.rollback()


def _nothing_is_told_of_few(session: Session, evening: Evening) -> None:
    behind, here = evening.behind(), {"edition_id": evening.here.edition.id}
    few = [group for group in GROUPS if len(behind[group]) < evening.here.edition.smallest_group]
    told = f"{list_statements(session, **here)} {outcome.current_document(session, **here)}"
    [room] = plenary.results(session, **here)
    for actor_type, region in few:
        assert actor_type not in told
        assert region not in told
        assert vocabulary("actor_types")[actor_type] not in f"{told} {room.actor_types}"
