"""Near it in 2021, 2023: what earlier editions published, to whom it is open, in its own words."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlmodel import Session, select

from hrgl.core.enums import DocumentMark, Role
from hrgl.core.models import DocumentForm, Edition, Encouragement, Member
from hrgl.encouragements import wordings
from hrgl.errors import NotFound
from hrgl.formats.writers.document import Section
from hrgl.outcome.near_before import NEAR_BY_WORDS, NearBefore, near_before
from hrgl.people import accounts
from tests.builders import World, world
from tests.public_numbers import put_there, small_document

HEADING = "pay interpreters at every hearing"
BEFORE = {
    "2029": ("publish the budget in plain words", "pay interpreters at hearings"),
    "2030": ("make hearings open to people of all languages", "train those who buy"),
}


class Reader:
    """Reads sentences: whether they are about languages is all it knows."""

    model, kept = "m", 0

    def of(self, texts: Sequence[str], *, patience: float = 0) -> dict[str, NDArray[np.float32]]:
        """Two directions."""
        about = ("interpreters", "languages")
        rows = {text: [1, 0] if any(w in text for w in about) else [0, 1] for text in texts}
        return {text: np.array(row, dtype=np.float32) for text, row in rows.items()}

    def keep(self, *_: object) -> None:
        """Nothing is kept."""


@pytest.fixture
def here(session: Session) -> World:
    return world(session, code="2031")


@pytest.fixture
def one(session: Session, here: World) -> Encouragement:
    return wordings.word(session, here.facilitator, heading=HEADING)


@pytest.fixture
def before(session: Session, here: World) -> dict[str, Edition]:
    """Two earlier editions of the series with their public documents."""
    found = {}
    for code, headings in BEFORE.items():
        sections = tuple(Section(at + 1, each, "", "", "", ()) for at, each in enumerate(headings))
        document = small_document(code, sections=sections, series=here.edition.series)
        put_there(session, document)
        found[code] = session.exec(select(Edition).where(Edition.code == code)).one()
    return found


def near(session: Session, here: World, one: Encouragement, **how: object) -> NearBefore:
    return near_before(session, here.facilitator, encouragement_id=one.id, **how)  # type: ignore[arg-type]


def told(found: NearBefore) -> list[tuple[str, int, str]]:
    return [(each.year, each.place, each.heading) for each in found.found]


def test_what_is_near_is_told_by_year_place_and_its_own_words(
    session: Session, here: World, one: Encouragement, before: dict[str, Edition]
) -> None:
    found = near(session, here, one)
    assert told(found) == [("2029", 2, "pay interpreters at hearings")]
    assert found.note == NEAR_BY_WORDS


def test_where_meaning_is_read_it_counts_beside_the_words(
    session: Session, here: World, one: Encouragement, before: dict[str, Edition]
) -> None:
    found = near(session, here, one, meanings=Reader())
    assert ("2029", 2, "pay interpreters at hearings") in told(found)
    assert all("interpreters" in heading or "languages" in heading for *_, heading in told(found))
    assert found.note == ""


def test_before_the_first_edition_there_is_nothing_to_compare_with(
    session: Session, here: World, one: Encouragement
) -> None:
    assert near(session, here, one) == NearBefore((), compared=False)


def test_a_document_that_is_not_public_is_told_to_who_had_a_part_there_and_to_nobody_else(
    session: Session, here: World, one: Encouragement, before: dict[str, Edition]
) -> None:
    for form in session.exec(select(DocumentForm)).all():
        form.is_public = False
    session.flush()
    assert not near(session, here, one).compared
    there = before["2029"]
    machine = accounts.command_line_member(session, there)
    accounts.add_member(
        session, machine, email="fadi@2031.example", name="Fadi", role=Role.RAPPORTEUR
    )
    assert told(near(session, here, one)) == [("2029", 2, "pay interpreters at hearings")]


def test_nothing_of_another_series_a_demonstration_or_what_was_withdrawn_is_told(
    session: Session, here: World, one: Encouragement, before: dict[str, Edition]
) -> None:
    edition = before["2029"]
    for name, value in (("series", "Another"), ("demonstration", True), ("code", "2039")):
        was, starts = getattr(edition, name), edition.starts
        setattr(edition, name, value)
        edition.starts = None if name == "code" else starts
        session.flush()
        assert told(near(session, here, one)) == [], name
        setattr(edition, name, was)
        edition.starts = starts
    row = put_there(session, small_document("2028", series=here.edition.series))
    row.mark, row.marked_because = DocumentMark.WITHDRAWN, "a slip"
    session.flush()
    assert told(near(session, here, one)) == [("2029", 2, "pay interpreters at hearings")]


def test_an_encouragement_of_another_edition_is_not_compared(
    session: Session, one: Encouragement, before: dict[str, Edition]
) -> None:
    there = session.exec(select(Member).where(Member.edition_id == before["2029"].id)).first()
    assert there is not None
    with pytest.raises(NotFound):
        near_before(session, there, encouragement_id=one.id)
