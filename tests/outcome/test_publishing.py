"""Publishing: the title typed once, nothing but what was read, and after adoption remarks only."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, text

from hrgl.core.columns import now
from hrgl.core.enums import AdoptionMode, DocumentMark
from hrgl.core.models import Encouragement, OutcomeDocument
from hrgl.encouragements import groups, wordings
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from hrgl.formats.writers.frozen import as_data, parse
from hrgl.outcome import form
from hrgl.outcome.adopting import record_adoption
from hrgl.outcome.marking import mark_number
from hrgl.outcome.numbers import as_it_stands, binding_number, genuine, published, seen_of
from hrgl.outcome.outcome import current_document
from hrgl.outcome.publishing import next_number, publish
from hrgl.outcome.redlines import changes_of_number, compared_with, redline_of_number
from tests.builders import World, approved, statement_ids, world
from tests.publishing import publish_as_read

DAY = date(2023, 2, 8)
TITLE = "Outcome Document"


@pytest.fixture
def here(session: Session) -> World:
    return world(session, places=1)


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    return approved(session, here, statement_ids(session, here)[:2])


def _adopt(session: Session, here: World, number: int = 1, **what: Any) -> OutcomeDocument:
    told = {"adopted_by": "the Conference", "mode": AdoptionMode.ADOPTED, "adopted_on": DAY}
    return record_adoption(session, here.organiser, number=number, **{**told, **what})


def _mark(session: Session, here: World, number: int, mark: DocumentMark, **what: Any) -> None:
    mark_number(
        session, here.organiser, number=number, mark=mark, **{"because": "A wrong word.", **what}
    )
    session.flush()


def _remark(session: Session, here: World, row: Encouragement, words: str) -> None:
    session.refresh(row)
    wordings.remark(
        session, here.facilitator, encouragement_id=row.id, remarks=words, seen_version=row.version
    )
    session.flush()


def _reword(session: Session, here: World, row: Encouragement, heading: str) -> None:
    session.refresh(row)
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading=heading,
        explanation="Because it works.",
        seen_version=row.version,
    )
    session.flush()


@pytest.mark.parametrize("title", ["", "Outcome", "Outcome Document 2031", "Outcome\u200bDocument"])
def test_nothing_is_published_with_another_title(
    session: Session, here: World, row: Encouragement, title: str
) -> None:
    with pytest.raises(NotValid, match="type the document’s title: Outcome Document") as refusal:
        publish(session, here.organiser, title_typed=title)
    assert refusal.value.field == "title_typed"
    assert published(session, edition_id=here.edition.id) == []


@pytest.mark.parametrize("title", [TITLE, "  outcome DOCUMENT ", "OUTCOME document\n"])
def test_case_and_spaces_at_the_ends_do_not_count(
    session: Session, here: World, row: Encouragement, title: str
) -> None:
    assert publish(session, here.organiser, title_typed=title).number == 1


def test_the_title_is_the_one_that_the_form_gives(
    session: Session, here: World, row: Encouragement
) -> None:
    form.set_form(session, here.organiser, seen_version=0, name="The Graz Declaration")
    session.flush()
    with pytest.raises(NotValid, match="The Graz Declaration"):
        publish(session, here.organiser, title_typed=TITLE)
    assert publish(session, here.organiser, title_typed="the graz declaration").number == 1


def test_what_is_frozen_is_what_was_seen_and_nothing_else(
    session: Session, here: World, row: Encouragement
) -> None:
    coming = next_number(session, edition_id=here.edition.id)
    _remark(session, here, row, "Said in July.")
    with pytest.raises(OutOfDate, match="has changed after you had looked"):
        publish(session, here.organiser, title_typed=TITLE, seen=coming.seen)
    coming = next_number(session, edition_id=here.edition.id)
    made = publish(session, here.organiser, title_typed=TITLE, seen=coming.seen)
    frozen, shown = as_data(parse(made.content)), as_data(coming.document)
    assert {name for name in shown if frozen[name] != shown[name]} == {"status"}


def test_the_day_is_that_of_the_edition_s_clocks(
    session: Session, here: World, row: Encouragement
) -> None:
    here.edition.time_zone = "Pacific/Kiritimati"
    session.flush()
    made = publish_as_read(session, here.organiser)
    there = (now() + timedelta(hours=14)).date()
    assert parse(made.content).status == f"Number 1, published on {there.day} {there:%B %Y}."


def test_after_adoption_later_numbers_change_remarks_only(
    session: Session, here: World, row: Encouragement
) -> None:
    publish_as_read(session, here.organiser)
    _adopt(session, here)
    with pytest.raises(NotNow, match="only remarks"):
        _reword(session, here, row, "do another thing")
    _remark(session, here, row, "Said in July.")
    coming = next_number(session, edition_id=here.edition.id)
    assert coming.adopted == 1
    assert [each.sentence for each in coming.since_adoption] == [
        "Encouragement 1: new: “Remarks”.",
        "Encouragement 1: new: “Said in July.”",
    ]
    assert coming.beyond_remarks == ()
    second = publish_as_read(session, here.organiser)
    assert second.number == 2
    with pytest.raises(NotNow, match="Nothing has changed"):
        publish_as_read(session, here.organiser)


@pytest.mark.parametrize("what", ["title", "name", "lead_in", "preamble"])
def test_words_that_were_adopted_stay_whatever_the_database_says_now(
    session: Session, here: World, row: Encouragement, what: str
) -> None:
    """No act leads here; it is found all the same."""
    made = form.set_form(session, here.organiser, seen_version=0, preamble=["We, the participants"])
    publish_as_read(session, here.organiser)
    _adopt(session, here)
    assert not next_number(session, edition_id=here.edition.id).beyond_remarks
    changed = here.edition if what == "title" else made
    setattr(changed, what, ["We, others"] if what == "preamble" else "Other words")
    session.flush()
    assert next_number(session, edition_id=here.edition.id).beyond_remarks


def test_the_next_number_says_so_before_it_is_refused(
    session: Session, here: World, row: Encouragement
) -> None:
    made = form.set_form(session, here.organiser, seen_version=0, motto="For all")
    publish_as_read(session, here.organiser)
    _adopt(session, here)
    made.motto = "For everybody"
    session.flush()
    with pytest.raises(NotNow) as refusal:
        publish_as_read(session, here.organiser)
    assert str(refusal.value) == (
        "Number 1 was adopted: later numbers may differ in remarks only. This does, too: "
        "Title page: “For all” became “For everybody”."
    )


def test_a_withdrawn_number_lets_wordings_be_changed_again(
    session: Session, here: World, row: Encouragement
) -> None:
    publish_as_read(session, here.organiser)
    with pytest.raises(NotNow, match="only remarks"):
        groups.head_group(session, here.facilitator, place=1, heading="Begin")
    _mark(session, here, 1, DocumentMark.WITHDRAWN)
    groups.head_group(session, here.facilitator, place=1, heading="Begin")
    assert current_document(session, edition_id=here.edition.id).draft
    again = publish_as_read(session, here.organiser)
    assert again.number == 2
    [latest, first] = published(session, edition_id=here.edition.id)
    assert as_it_stands(first, [latest, first]).mark.endswith(": A wrong word.")
    assert current_document(session, edition_id=here.edition.id).number == 2


def test_a_number_that_was_withdrawn_by_mistake_is_published_again(
    session: Session, here: World, row: Encouragement
) -> None:
    first = publish_as_read(session, here.organiser)
    _mark(session, here, 1, DocumentMark.WITHDRAWN)
    again = publish_as_read(session, here.organiser)
    assert parse(again.content).sections == parse(first.content).sections


def test_only_the_latest_number_or_an_adopted_one_is_withdrawn(
    session: Session, here: World, row: Encouragement
) -> None:
    for words in ("One.", "Two."):
        publish_as_read(session, here.organiser)
        _remark(session, here, row, words)
    with pytest.raises(NotNow, match="Number 1 is not the latest"):
        _mark(session, here, 1, DocumentMark.WITHDRAWN)
    _mark(session, here, 1, DocumentMark.CORRECTED)
    _mark(session, here, 2, DocumentMark.WITHDRAWN)
    with pytest.raises(NotNow, match="only remarks"):
        _reword(session, here, row, "do another thing")  # number 1 stands
    _mark(session, here, 1, DocumentMark.WITHDRAWN)
    _reword(session, here, row, "do another thing")


def test_an_adopted_number_is_marked_with_a_reason_and_its_words_stay(
    session: Session, here: World, row: Encouragement
) -> None:
    made = publish_as_read(session, here.organiser)
    content = made.content
    _adopt(session, here)
    for because in ("", "  \n "):
        with pytest.raises(NotValid, match="say why") as refusal:
            _mark(session, here, 1, DocumentMark.WITHDRAWN, because=because)
        assert refusal.value.field == "because"
    _mark(session, here, 1, DocumentMark.WITHDRAWN, because=" The vote\nwas void. ")
    assert (made.content, genuine(made), made.marked_because) == (
        content,
        True,
        "The vote was void.",
    )
    with pytest.raises(NotNow, match="marked as withdrawn already"):
        _mark(session, here, 1, DocumentMark.CORRECTED)
    with pytest.raises(NotNow, match="only remarks"):
        _reword(session, here, row, "do another thing")
    found = current_document(session, edition_id=here.edition.id)
    assert found.number == 1
    assert "The vote was void." in found.mark
    with pytest.raises(NotFound, match="no number 7"):
        _mark(session, here, 7, DocumentMark.CORRECTED)


def test_what_a_press_is_about_is_the_number_as_it_was_seen(
    session: Session, here: World, row: Encouragement
) -> None:
    made = publish_as_read(session, here.organiser)
    seen = seen_of(made)
    _mark(session, here, 1, DocumentMark.CORRECTED)
    with pytest.raises(OutOfDate, match="not as you saw it"):
        _adopt(session, here, seen=seen)
    with pytest.raises(OutOfDate, match="not as you saw it"):
        _mark(session, here, 1, DocumentMark.WITHDRAWN, seen=seen)
    assert _adopt(session, here, seen=seen_of(made)).adopted_by == "the Conference"


def test_an_adoption_is_told_in_full(session: Session, here: World, row: Encouragement) -> None:
    publish_as_read(session, here.organiser)
    _adopt(
        session, here, place=" Graz ", as_what="as a guideline for local governments", tacitly=True
    )
    _remark(session, here, row, "Said in July.")
    publish_as_read(session, here.organiser)
    found = published(session, edition_id=here.edition.id)
    second, first = (as_it_stands(each, found).adoption for each in found)
    assert first == (
        "Adopted tacitly by the Conference in Graz on 8 February 2023, "
        "as a guideline for local governments."
    )
    assert second == f"{first} Since number 1 only remarks differ."


def test_an_adoption_is_refused_in_every_wrong_state(
    session: Session, here: World, row: Encouragement
) -> None:
    with pytest.raises(NotFound, match="no number 1"):
        _adopt(session, here)
    publish_as_read(session, here.organiser)
    _remark(session, here, row, "Said in July.")
    publish_as_read(session, here.organiser)
    with pytest.raises(NotNow, match=r"Number 1 is not the latest\. Note the adoption of number 2"):
        _adopt(session, here)
    tomorrow = (now() + timedelta(days=2)).date()
    with pytest.raises(NotValid, match="yet to come"):
        _adopt(session, here, 2, adopted_on=tomorrow)
    with pytest.raises(NotValid, match="name the body"):
        _adopt(session, here, 2, adopted_by="\n")
    with pytest.raises(NotValid, match="at most 200"):
        _adopt(session, here, 2, adopted_by="x" * 201)
    _mark(session, here, 2, DocumentMark.WITHDRAWN)
    with pytest.raises(NotNow, match="Number 2 was withdrawn"):
        _adopt(session, here, 2)
    _adopt(session, here, 1)
    with pytest.raises(NotNow, match="Number 1 has been adopted already"):
        _adopt(session, here, 1)
    publish_as_read(session, here.organiser)
    with pytest.raises(NotNow, match="Number 1 has been adopted already, with these words"):
        _adopt(session, here, 3)


def test_a_number_is_compared_with_the_adopted_one_before_it(
    session: Session, here: World, row: Encouragement
) -> None:
    publish_as_read(session, here.organiser)
    _adopt(session, here)
    for words in ("One.", "Two."):
        _remark(session, here, row, words)
        publish_as_read(session, here.organiser)
    found = published(session, edition_id=here.edition.id)
    assert [compared_with(each, found) for each in found] == [1, 1, None]
    told = changes_of_number(session, edition_id=here.edition.id, number=3)
    assert "Encouragement 1: new: “Two.”" in [each.sentence for each in told]
    assert changes_of_number(session, edition_id=here.edition.id, number=1) == ()
    made = redline_of_number(session, edition_id=here.edition.id, number=3)
    assert made == redline_of_number(session, edition_id=here.edition.id, number=3)
    with pytest.raises(NotFound, match="no number before number 1"):
        redline_of_number(session, edition_id=here.edition.id, number=1)
    binding = binding_number(found)
    assert binding is not None
    assert binding.number == 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE outcomedocument SET content = content || ' '",
        "UPDATE outcomedocument SET sha256 = 'f'",
        "UPDATE outcomedocument SET number = 9",
        "UPDATE outcomedocument SET published_at = '2020-01-01'",
        "DELETE FROM outcomedocument",
    ],
)
def test_the_database_lets_nobody_change_what_was_published(
    session: Session, here: World, row: Encouragement, change: str
) -> None:
    publish_as_read(session, here.organiser)
    _adopt(session, here)
    with (
        pytest.raises(DBAPIError, match="what was published is never changed"),
        session.begin_nested(),
    ):
        session.execute(text(change))
    here.edition.demonstration = True
    session.flush()
    if change.startswith("DELETE"):
        session.execute(text(change))
