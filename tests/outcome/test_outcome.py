"""The document: what is in its way, what stands in it, how it is published and adopted."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from hrgl.core.columns import now
from hrgl.core.enums import AdoptionMode, Attribution, Support, Verdict
from hrgl.core.models import Encouragement, OutcomeDocument
from hrgl.core.zones import DEFAULT_ZONE, in_zone
from hrgl.encouragements import encouragements, evidence, guards, wordings
from hrgl.encouragements.consenting import reviews
from hrgl.errors import NotFound, NotNow, NotValid
from hrgl.formats.writers.document import DEMONSTRATION
from hrgl.formats.writers.frozen import parse, sha256
from hrgl.notes import notes
from hrgl.outcome import adopting, drafting, numbers, outcome, readiness
from hrgl.themes import themes
from tests.builders import World, approved, statement_ids, submitted, wording_id, world
from tests.publishing import publish_as_read
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


def _in_the_way(session: Session, here: World) -> list[str]:
    session.flush()
    return readiness.publication_blockers(session, edition_id=here.edition.id)


def _publish(session: Session, here: World) -> OutcomeDocument:
    session.flush()
    return publish_as_read(session, here.organiser)


def _ready(session: Session, here: World) -> list[Encouragement]:
    ids = statement_ids(session, here)
    return [approved(session, here, ids[:2]), approved(session, here, ids[2:4], place=2)]


def test_what_is_in_the_way_is_told_of_every_place(session: Session, here: World) -> None:
    here.edition.places = None
    assert _in_the_way(session, here) == [
        "It is not yet set how many encouragements there shall be."
    ]
    here.edition.places = 4
    ids = statement_ids(session, here)
    assert _in_the_way(session, here) == ["Places 1, 2, 3 and 4 are empty."]
    rows = {place: submitted(session, here, ids[:1], place=place) for place in (3, 1, 4)}
    assert _in_the_way(session, here) == [
        "Place 2 is empty.",
        "Encouragements 1, 3 and 4 are not yet approved.",
    ]
    approved(session, here, ids[:1], place=2)
    here.edition.places = 2
    assert _in_the_way(session, here) == [
        "Encouragements 1, 3 and 4 are not yet approved.",
        "There are only 2 places: free 3, 4.",
    ]
    for place, waiting in ((1, "Encouragements 3 and 4 are"), (3, "Encouragement 4 is")):
        for member in (here.steering, here.second):
            wording = wording_id(session, rows[place])
            reviews.give(session, member, wording_id=wording, verdict=Verdict.AGREE)
        assert _in_the_way(session, here)[0] == f"{waiting} not yet approved."
    with pytest.raises(NotNow) as refusal:
        _publish(session, here)
    assert str(refusal.value) == " ".join(_in_the_way(session, here))
    assert _in_the_way(session, world(session, code="2032")) == ["Places 1 and 2 are empty."]


def test_publishing_freezes_the_next_number_with_its_digest(session: Session, here: World) -> None:
    first, _ = _ready(session, here)
    wordings.word(session, here.facilitator, heading="a candidate")
    row = _publish(session, here)
    assert told(session) == ("document.published", {"number": 1, "sha256": row.sha256})
    assert told_of(session, here.organiser, row)
    assert (row.number, row.edition_id, row.member_id) == (1, here.edition.id, here.organiser.id)
    assert row.sha256 == sha256(row.content)
    assert numbers.genuine(row)
    document = parse(row.content)
    today = in_zone(now(), DEFAULT_ZONE).date()
    assert document.status == f"Number 1, published on {today.day} {today:%B %Y}."
    assert (document.number, document.edition, document.title, document.series) == (
        1,
        "2031",
        "Title",
        "Series",
    )
    assert [section.place for section in document.sections] == [1, 2]
    assert (document.candidates, document.themes) == ((), ())
    wordings.remark(
        session,
        here.facilitator,
        encouragement_id=first.id,
        remarks="Said in July.",
        seen_version=first.version,
    )
    second = _publish(session, here)
    found = numbers.published(session, edition_id=here.edition.id)
    assert [each.number for each in found] == [2, 1]
    assert outcome.current_document(session, edition_id=here.edition.id) == numbers.as_it_stands(
        second, found
    )
    assert numbers.published(session, edition_id=world(session, code="2032").edition.id) == []
    row.content += " "
    assert not numbers.genuine(row)
    session.expire(row)  # the database would not keep it


def test_a_number_is_adopted_by_whom_how_and_when(session: Session, here: World) -> None:
    _ready(session, here)
    row = _publish(session, here)
    how: dict[str, Any] = {"mode": AdoptionMode.LAUNCHED, "adopted_on": date(2023, 2, 8)}
    with pytest.raises(NotFound, match="no number 2"):
        adopting.record_adoption(
            session, here.organiser, number=2, adopted_by="The Conference", **how
        )
    with pytest.raises(NotValid) as refusal:
        adopting.record_adoption(session, here.organiser, number=1, adopted_by=" ", **how)
    assert refusal.value.field == "adopted_by"
    there = world(session, code="2032")
    with pytest.raises(NotFound):
        adopting.record_adoption(
            session, there.organiser, number=1, adopted_by="The Conference", **how
        )
    adopting.record_adoption(
        session, here.organiser, number=1, adopted_by=" The Conference ", **how
    )
    assert (row.adopted_by, row.adoption_mode, row.adopted_on) == (
        "The Conference",
        AdoptionMode.LAUNCHED,
        date(2023, 2, 8),
    )
    assert told(session) == ("document.adopted", {"number": 1, "mode": "launched"})
    assert told_of(session, here.organiser, row)
    with pytest.raises(NotNow, match="Number 1 has been launched already"):
        adopting.record_adoption(
            session, here.organiser, number=1, adopted_by="The Conference", **how
        )


def test_the_draft_has_places_candidates_and_themes_but_nothing_that_was_set_aside(
    session: Session, here: World
) -> None:
    ids = statement_ids(session, here)
    approved(session, here, ids[:2])
    submitted(session, here, ids[2:3], place=2)
    candidate, aside = (
        wordings.word(session, here.facilitator, heading=heading)
        for heading in ("a candidate", "aside")
    )
    encouragements.set_aside_encouragement(
        session,
        here.facilitator,
        encouragement_id=aside.id,
        because="said elsewhere",
        seen_version=aside.version,
    )
    themes.rename(
        session,
        here.facilitator,
        theme_id=1,
        name="Money",
        description="What it costs.",
        seen_version=1,
    )
    session.flush()
    found = outcome.draft_document(session, edition_id=here.edition.id)
    assert found == outcome.current_document(session, edition_id=here.edition.id)
    today = in_zone(now(), DEFAULT_ZONE).date()
    assert found.status == f"Draft of {today.day} {today:%B %Y}: 1 of 2 encouragements approved."
    assert (found.number, found.notice, found.question) == (None, "", "")
    assert [s.heading for s in found.sections] == ["do the thing number 1", "do the thing number 2"]
    assert [s.heading for s in found.candidates] == [candidate_heading(session, candidate)]
    assert found.candidates[0].heard == ""
    money = next(theme for theme in found.themes if theme.name == "Money")
    assert money.description == "What it costs."
    assert [(c.reference, c.support) for c in money.statements] == [
        ("HRGL-2031-A1-01", ""),
        ("HRGL-2031-A1-02", ""),
    ]


def candidate_heading(session: Session, row: Encouragement) -> str:
    return guards.current_wording(session, row).heading


def test_a_demonstration_and_an_edition_without_places_say_so(
    session: Session, here: World
) -> None:
    here.edition.demonstration, here.edition.places = True, None
    here.edition.question = "What works?"
    session.flush()
    found = outcome.draft_document(session, edition_id=here.edition.id)
    assert (found.notice, found.question) == (DEMONSTRATION, "What works?")
    assert found.status.endswith(": 0 encouragements approved.")


@pytest.mark.parametrize(
    ("starts", "ends", "told_as"),
    [
        (None, date(2031, 2, 8), ""),
        (date(2031, 2, 8), None, ""),
        (date(2031, 2, 6), date(2031, 2, 8), "6–8 February 2031"),
        (date(2031, 1, 30), date(2031, 2, 2), "30 January 2031 – 2 February 2031"),
        (date(2031, 2, 6), date(2032, 2, 8), "6 February 2031 – 8 February 2032"),
    ],
)
def test_the_dates_of_an_edition_are_told_as_briefly_as_they_can_be(
    session: Session, here: World, starts: date | None, ends: date | None, told_as: str
) -> None:
    here.edition.starts, here.edition.ends = starts, ends
    session.flush()
    assert outcome.draft_document(session, edition_id=here.edition.id).dates == told_as


def test_citations_stand_in_the_order_of_support_example_reservation_then_reference(
    session: Session, here: World
) -> None:
    ids = statement_ids(session, here)
    row = submitted(session, here, [ids[3], ids[1]])
    for which, support in ((ids[0], Support.RESERVATION), (ids[4], Support.EXAMPLE)):
        evidence.cite(
            session,
            here.facilitator,
            encouragement_id=row.id,
            statement_ids=[which],
            support=support,
        )
    submitted(session, here, ids[:1], place=2)
    session.flush()
    first, second = outcome.draft_document(session, edition_id=here.edition.id).sections
    assert [(c.reference[-2:], c.support) for c in first.citations] == [
        ("02", "supports"),
        ("04", "supports"),
        ("05", "example"),
        ("01", "reservation"),
    ]
    assert (first.explanation, first.remarks) == ("Because it works.", "")
    assert first.citations[0].text == "Train procurement staff in human rights"
    assert first.citations[0].workshop == "A1"
    assert first.heard.startswith("4 statements from 1 workshop")
    assert second.heard.startswith("1 statement from 1 workshop")
    cited = drafting.cited_evidence(session, edition_id=here.edition.id)
    assert {key: len(found) for key, found in cited.items()} == {row.id: 4, row.id + 1: 1}
    there = world(session, code="2032")
    assert drafting.cited_evidence(session, edition_id=there.edition.id) == {}


def test_a_citation_tells_who_said_it_where_that_may_be_shown(
    session: Session, here: World
) -> None:
    here.edition.attribution = Attribution.NAMED
    taken = notes.add_note(
        session,
        here.rapporteur,
        workshop_id=here.workshop.id,
        text="* Publish the budget",
        about=notes.About(speaker="Zoë Q", attribution=Attribution.NAMED),
    )
    submitted(session, here, [taken.statements[0].id])
    session.flush()
    [section] = outcome.draft_document(session, edition_id=here.edition.id).sections
    assert [citation.who for citation in section.citations] == ["Zoë Q"]
