"""Said before, or new this year: told from the words of earlier documents that stand."""

from datetime import date

import pytest
from sqlmodel import Session, select

from hrgl.core.enums import DocumentMark
from hrgl.core.models import Edition, OutcomeDocument
from hrgl.formats.writers.document import Section
from hrgl.outcome.earlier import said_before
from tests.public_numbers import put_there, small_document

_HEADINGS = (
    "publish the budget of the city in plain words",
    "pay people for the time that they give to participation",
    "buy from those who respect human rights along the chain",
)


def _section(place: int, heading: str) -> Section:
    return Section(place, heading, "", "", "", ())


def _edition(session: Session, code: str, *headings: str) -> Edition:
    sections = tuple(_section(at, each) for at, each in enumerate(headings, start=1))
    put_there(session, small_document(code, sections=sections), public=False)
    return session.exec(select(Edition).where(Edition.code == code)).one()


def _said(session: Session, edition: Edition) -> list[tuple[str, ...]]:
    sections = [_section(at, each) for at, each in enumerate(_HEADINGS, start=1)]
    return said_before(session, edition=edition, sections=sections)


@pytest.fixture
def now(session: Session) -> Edition:
    return _edition(session, "2033", *_HEADINGS)


def test_where_no_earlier_document_is_there_nothing_was_said_before(
    session: Session, now: Edition
) -> None:
    assert _said(session, now) == [(), (), ()]


def test_what_is_near_an_earlier_heading_names_its_year_and_the_rest_names_none(
    session: Session, now: Edition
) -> None:
    _edition(session, "2030", "plain words for the budget: publish it", "train the police")
    _edition(session, "2031", "publish budgets in plain words", "pay for time given")
    _edition(session, "2034", *_HEADINGS)  # later
    assert _said(session, now) == [("2030", "2031"), ("2031",), ()]


def test_a_document_that_was_withdrawn_says_nothing_any_more(
    session: Session, now: Edition
) -> None:
    _edition(session, "2030", *_HEADINGS)
    assert _said(session, now) == [("2030",)] * 3
    row = session.exec(select(OutcomeDocument).order_by(OutcomeDocument.id.desc())).first()  # type: ignore[union-attr]  # a column
    assert row is not None
    row.mark, row.marked_because = DocumentMark.WITHDRAWN, "a slip"
    session.flush()
    assert _said(session, now) == [(), (), ()]


def test_an_edition_without_days_comes_in_the_order_of_its_code(
    session: Session, now: Edition
) -> None:
    early = _edition(session, "2030", _HEADINGS[0])
    early.starts = None
    session.flush()
    assert _said(session, now)[0] == ("2030",)
    early.starts, now.starts = date(2033, 5, 1), date(2033, 2, 1)
    session.flush()
    assert _said(session, now)[0] == ()
