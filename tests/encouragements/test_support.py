"""Support for a sentence: what means or says the same, left-out statements never, always alike."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine
from sqlmodel import Session

from hrgl.core import vector_store
from hrgl.core.database import reading, transaction
from hrgl.encouragements.checking import support
from hrgl.encouragements.checking.support import BY_WORDS_ALONE, find_support
from hrgl.notes import leaving_out, notes
from tests.builders import World, statement_ids, world
from tests.fakes import FakeEmbedder

LINES = [
    "Publish the budget in plain words",
    "Train procurement staff in human rights",
    "Pay people for the evenings they give",
    "Procurement contracts need a clause on human rights",
    "Childcare makes participation possible",
]


class Meant:
    """Reads sentences at once, by a stand-in."""

    def __init__(self) -> None:
        self.model: str | None = "fake"
        self.kept = 0
        self.unread: list[str] = []

    def of(self, texts: Sequence[str], *, patience: float = 0) -> dict[str, NDArray[np.float32]]:
        """The vectors of the stand-in."""
        return dict(zip(texts, FakeEmbedder().encode(texts), strict=True))

    def keep(self, engine: Engine, texts: Sequence[str]) -> None:
        """Note what was to be read."""
        self.unread = sorted(texts)

    def read_all(self, session: Session) -> None:
        """Keep the vectors of what was to be read."""
        vector_store.keep_vectors(session, self.of(self.unread), "fake")
        self.kept += len(self.unread)


def _said(session: Session, here: World, lines: Sequence[str] = LINES) -> dict[str, int]:
    ids = statement_ids(session, here, "\n".join(f"* {line}" for line in lines))
    return dict(zip(lines, ids, strict=True))


def test_what_shares_words_is_found_where_no_meaning_is_at_hand_and_it_is_said(
    session: Session,
) -> None:
    here = world(session)
    ids = _said(session, here)
    found = find_support(session, edition_id=here.edition.id, text="contracts of procurement")
    assert found.statement_ids[0] == ids["Procurement contracts need a clause on human rights"]
    assert ids["Childcare makes participation possible"] not in found.statement_ids
    assert found.note == BY_WORDS_ALONE


def test_statements_that_nobody_has_read_yet_are_read_and_then_found_by_meaning(
    engine: Engine,
) -> None:
    meant = Meant()
    with transaction(engine) as session:
        here = world(session)
        ids = _said(session, here)
    asked = {"edition_id": here.edition.id, "text": "plain budget", "meanings": meant}
    with reading(engine) as session:
        found = find_support(session, **asked)
    assert found.note == BY_WORDS_ALONE
    assert meant.unread == sorted(LINES)
    with transaction(engine) as session:
        meant.read_all(session)
    with reading(engine) as session:
        found = find_support(session, **asked)
    assert (found.statement_ids[0], found.note) == (ids[LINES[0]], "")


def test_a_statement_that_came_later_is_found_by_its_words_until_it_is_read(engine: Engine) -> None:
    meant = Meant()
    with transaction(engine) as session:
        here = world(session)
        _said(session, here)
    asked = {"edition_id": here.edition.id, "text": "childcare", "meanings": meant}
    with reading(engine) as session:
        find_support(session, **asked)
    with transaction(engine) as session:
        meant.read_all(session)
        later = _said(session, here, ["Childcare on Sundays as well"])
    with reading(engine) as session:
        found = find_support(session, **asked)
    assert next(iter(later.values())) in found.statement_ids[:2]
    assert found.note == support.SOME_BY_WORDS.format(count="1")
    assert meant.unread == ["Childcare on Sundays as well"]


def test_what_was_left_out_is_not_found_and_is_again_when_it_is_brought_back(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        here = world(session)
        ids = _said(session, here)
    gone = [ids["Procurement contracts need a clause on human rights"]]

    def _found() -> tuple[int, ...]:
        with reading(engine) as session:
            return find_support(
                session, edition_id=here.edition.id, text="procurement contracts"
            ).statement_ids

    assert gone[0] in _found()
    with transaction(engine) as session:
        leaving_out.set_aside_statements(
            session, here.facilitator, statement_ids=gone, because="twice"
        )
    assert gone[0] not in _found()
    with transaction(engine) as session:
        leaving_out.bring_back_statements(session, here.facilitator, statement_ids=gone)
    assert gone[0] in _found()


def test_the_same_statements_are_found_in_whatever_order_they_were_written(
    session: Session,
) -> None:
    found = []
    for code, lines in (("2031", LINES), ("2032", LINES[::-1])):
        here = world(session, code=code)
        texts = {key: text for text, key in _said(session, here, lines).items()}
        ids = find_support(session, edition_id=here.edition.id, text="human rights").statement_ids
        found.append([texts[key] for key in ids])
    assert {*found[0]} == {*found[1]}
    assert len(found[0]) == 2


def test_nothing_supports_an_empty_sentence_or_an_edition_without_statements(
    session: Session,
) -> None:
    here = world(session)
    asked = {"edition_id": here.edition.id}
    assert find_support(session, **asked, text=" \n").statement_ids == ()
    assert find_support(session, **asked, text="budget").statement_ids == ()
    notes.add_note(session, here.rapporteur, workshop_id=here.workshop.id, text="* Budget talks")
    assert len(find_support(session, **asked, text="budget").statement_ids) == 1
    assert find_support(session, **asked, text="xylophone").statement_ids == ()
