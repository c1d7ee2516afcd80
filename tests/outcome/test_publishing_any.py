"""Publishing while others act: only approved words, and what is published stays as it was."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import PATIENCE_OF_WORK, connect, reading, transaction
from hrgl.core.enums import AdoptionMode, DocumentMark, Verdict
from hrgl.core.models import Edition, Encouragement, Member
from hrgl.encouragements import places, views, wordings
from hrgl.encouragements.consenting import reviews
from hrgl.errors import HrglError
from hrgl.formats.writers.frozen import parse
from hrgl.operations import erasure, erasure_search, undo
from hrgl.outcome.adopting import record_adoption
from hrgl.outcome.marking import mark_number
from hrgl.outcome.numbers import genuine, published
from tests.builders import World, approved, statement_ids, wording_id, world
from tests.publishing import publish_as_read

ROUNDS, PEOPLE, PLACES = 6, 8, 3
Act = Callable[[Session, World, int], object]


def _row(session: Session, here: World, at: int) -> Encouragement:
    query = select(Encouragement).where(Encouragement.edition_id == here.edition.id)
    rows = session.exec(query.order_by(col(Encouragement.id))).all()
    return rows[at % len(rows)]


def reword(session: Session, here: World, at: int) -> None:
    row = _row(session, here, at)
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading=f"do the thing of turn {at}",
        explanation="Because.",
        seen_version=row.version,
    )


def remark(session: Session, here: World, at: int) -> None:
    row = _row(session, here, at)
    wordings.remark(
        session,
        here.facilitator,
        encouragement_id=row.id,
        remarks=f"In turn {at}.",
        seen_version=row.version,
    )


def agree(session: Session, here: World, at: int) -> None:
    wording = wording_id(session, _row(session, here, at))
    for member in (here.steering, here.second):
        reviews.give(session, member, wording_id=wording, verdict=Verdict.AGREE)


def swap(session: Session, here: World, at: int) -> None:
    one, other = _row(session, here, at), _row(session, here, at + 1)
    places.swap_places(
        session,
        here.facilitator,
        encouragement_id=one.id,
        seen_version=one.version,
        other_id=other.id,
        other_seen_version=other.version,
    )


def take_back(session: Session, here: World, at: int) -> None:
    entries = audit.history(session, edition_id=here.edition.id, limit=4)
    undo.undo(session, here.facilitator, entry_id=entries[at % len(entries)].id)


def publish_it(session: Session, here: World, at: int) -> None:
    publish_as_read(session, here.organiser)


def adopt(session: Session, here: World, at: int) -> None:
    record_adoption(
        session,
        here.organiser,
        number=1 + at % 3,
        adopted_by="the Conference",
        mode=AdoptionMode.ADOPTED,
        adopted_on=date(2023, 2, 8),
    )


def withdraw(session: Session, here: World, at: int) -> None:
    mark_number(
        session,
        here.organiser,
        number=1 + at % 3,
        mark=DocumentMark.WITHDRAWN,
        because="A wrong word.",
    )


def erase(session: Session, here: World, at: int) -> None:
    person = erasure_search.PersonToErase(("Nobody at all",))
    erasure.erase(session, here.organiser, person=person)


ACTS: tuple[Act, ...] = (
    *(reword, remark, agree, swap, take_back, publish_it, adopt, withdraw, erase),
)


def _approved_texts(session: Session, edition_id: int) -> list[tuple[int | None, str, str]]:
    found = views.list_encouragements(session, edition_id=edition_id)
    assert all(each.approved for each in found if each.place)
    return [(each.place, each.heading, each.explanation) for each in found if each.place]


@dataclass
class Crowd:
    """People who act at once, each with sessions of their own."""

    url: str
    here: World
    frozen: dict[int, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    broken: list[BaseException] = field(default_factory=list)

    def run(self) -> None:
        people = [threading.Thread(target=self._act, args=(at,)) for at in range(PEOPLE)]
        for each in people:
            each.start()
        for each in people:
            each.join()

    def _act(self, person: int) -> None:
        engine = connect(self.url, patience=PATIENCE_OF_WORK)
        try:
            for turn in range(ROUNDS):
                self._once(engine, person, turn)
        except BaseException as error:  # noqa: BLE001 – the test must hear of it
            self.broken.append(error)
        finally:
            engine.dispose()

    def _once(self, engine: Engine, person: int, turn: int) -> None:
        at = person * ROUNDS + turn
        acts = (publish_it, adopt) if person == 0 else (withdraw, publish_it) if person == 1 else ()
        act = acts[turn % 2] if acts else (reword, agree, swap, take_back, agree, agree)[at % 6]
        try:
            with transaction(engine) as session:
                before = published(session, edition_id=self.here.edition.id)
                act(session, self._mine(session), at)
                session.flush()
                after = published(session, edition_id=self.here.edition.id)
                if len(after) > len(before):
                    _holds_what_is_approved(session, self.here, after[0].content)
                    self.frozen[after[0].number] = after[0].sha256
        except HrglError as refusal:
            self.refused.append(str(refusal))

    def _mine(self, session: Session) -> World:
        """The people of the world, as this session has them."""
        of = {
            name: session.get_one(Member, getattr(self.here, name).id)
            for name in ("rapporteur", "facilitator", "steering", "second", "organiser")
        }
        edition = session.get_one(Edition, self.here.edition.id)
        return World(edition, self.here.workshop, **of, participant=self.here.participant)


def _holds_what_is_approved(session: Session, here: World, content: str) -> None:
    frozen = [(s.place, s.heading, s.explanation) for s in parse(content).sections]
    assert frozen == _approved_texts(session, here.edition.id)


def test_while_eight_people_act_at_once_only_approved_words_are_published(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session, places=PLACES)
        ids = statement_ids(session, here)
        for place in range(1, PLACES + 1):
            approved(session, here, ids[place - 1 : place], place=place)
        first = publish_as_read(session, here.organiser)
    url = engine.url.render_as_string(hide_password=False)
    crowd = Crowd(url.replace("+psycopg", ""), here, {1: first.sha256})
    crowd.run()
    assert crowd.broken == []
    assert all(each.endswith((".", "”")) for each in crowd.refused)
    with reading(engine) as session:
        found = published(session, edition_id=here.edition.id)
    assert [each.number for each in found] == list(range(len(found), 0, -1))
    assert {each.number: each.sha256 for each in found} == crowd.frozen
    assert all(genuine(each) for each in found)
    assert sum(each.adopted_on is not None and each.mark is None for each in found) <= 1


@settings(
    derandomize=True,
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), min_size=6, max_size=14))
def test_published_documents_are_the_same_whatever_is_done_afterwards(
    engine: Engine, steps: list[tuple[Act, int]]
) -> None:
    with Session(engine) as session:
        here = world(session, places=2)
        ids = statement_ids(session, here)
        for place in (1, 2):
            approved(session, here, ids[place - 1 : place], place=place)
        publish_as_read(session, here.organiser)
        kept = _texts(session, here)
        adopted: dict[int, list[tuple[int | None, str, str]]] = {}
        for act, at in steps:
            try:
                with session.begin_nested():
                    act(session, here, at)
                    session.flush()
            except HrglError:
                session.expire_all()
            found = _texts(session, here)
            assert {number: found[number] for number in kept} == kept
            if len(found) > len(kept):
                _holds_what_is_approved(session, here, found[max(found)][0])
            kept = found
            _later_numbers_keep_what_was_adopted(session, here, adopted)
        session.rollback()


def _texts(session: Session, here: World) -> dict[int, tuple[str, str]]:
    found = published(session, edition_id=here.edition.id)
    assert all(genuine(each) for each in found)
    return {each.number: (each.content, each.sha256) for each in found}


def _later_numbers_keep_what_was_adopted(
    session: Session, here: World, adopted: dict[int, list[tuple[int | None, str, str]]]
) -> None:
    numbers = published(session, edition_id=here.edition.id)
    first = min((each.number for each in numbers if each.adopted_on), default=None)
    if first is None:
        return
    said = {
        each.number: [(s.place, s.heading, s.explanation) for s in parse(each.content).sections]
        for each in numbers
        if each.number >= first
    }
    assert all(words == said[first] for words in said.values())
