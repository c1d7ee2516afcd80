"""What the document says of an objection that was overruled, if the rule of the edition says so."""

from dataclasses import asdict

import pytest
from sqlmodel import Session

from hrgl.core.enums import Overruling, RulingWord, Verdict
from hrgl.core.models import Encouragement
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.frozen import canonical, parse
from hrgl.outcome import numbers, outcome
from tests.builders import World, approved, statement_ids, submitted, world
from tests.consenting import rule, set_rule, speak, steering
from tests.publishing import publish_as_read


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


def _overruled(session: Session, here: World) -> Encouragement:
    """Two agree, one objects to the end and is overruled; the other place is agreed to."""
    ids = statement_ids(session, here)
    row = submitted(session, here, ids[:2])
    [third] = steering(session, here, "Tina")
    for member in (here.steering, here.second):
        speak(session, member, row, Verdict.AGREE)
    review = speak(session, third, row, Verdict.OBJECT, "Too dear for small towns.")
    rule(session, here, row, review, RulingWord.OVERRULED)
    approved(session, here, ids[2:4], place=2)
    return row


def _draft(session: Session, here: World) -> Document:
    session.flush()
    return outcome.draft_document(session, edition_id=here.edition.id)


def test_the_reason_is_printed_without_a_name_where_the_rule_says_so(
    session: Session, here: World
) -> None:
    set_rule(session, here, Overruling.TWO_THIRDS, minority_printed=True)
    _overruled(session, here)
    first, second = _draft(session, here).sections
    assert (first.minority, second.minority) == (("Too dear for small towns.",), ())
    assert "Tina" not in canonical(_draft(session, here))


def test_nothing_is_printed_where_the_rule_does_not_say_so(session: Session, here: World) -> None:
    set_rule(session, here, Overruling.TWO_THIRDS)
    _overruled(session, here)
    assert [each.minority for each in _draft(session, here).sections] == [(), ()]


def test_an_objection_that_stands_is_not_yet_a_minority(session: Session, here: World) -> None:
    set_rule(session, here, Overruling.TWO_THIRDS, minority_printed=True)
    row = submitted(session, here, statement_ids(session, here)[:2])
    speak(session, here.steering, row, Verdict.OBJECT, "No.")
    [section] = _draft(session, here).sections
    assert section.minority == ()


def test_what_is_published_keeps_its_minority_for_good(session: Session, here: World) -> None:
    kept = set_rule(session, here, Overruling.TWO_THIRDS, minority_printed=True)
    _overruled(session, here)
    session.flush()
    row = publish_as_read(session, here.organiser)
    kept.minority_printed = False
    session.flush()
    document = outcome.current_document(session, edition_id=here.edition.id)
    assert document.sections[0].dissent == (
        "Not all agreed. One member of the steering group objected: “Too dear for small towns.”",
    )
    assert numbers.genuine(row)
    assert canonical(parse(row.content)) == row.content
    assert asdict(document)["sections"][1]["minority"] == ()
