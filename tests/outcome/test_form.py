"""The form of the document: set field by field, refused in words, fixed once a number stands."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from hrgl.core.enums import DocumentMark
from hrgl.core.models import DocumentForm
from hrgl.editions.document_forms import default_form, lead_in_of
from hrgl.editions.form_checks import checked_form
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.formats.writers.document import LEAD_IN, PARTS
from hrgl.outcome import form, outcome
from hrgl.outcome.form import as_form, form_of, set_form
from hrgl.outcome.numbers import genuine
from tests.builders import World, approved, statement_ids, world
from tests.publishing import publish_as_read
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    return world(session, places=12)


def _set(session: Session, here: World, **fields: Any) -> DocumentForm:
    session.flush()
    seen = form_of(session, edition_id=here.edition.id).version
    return set_form(session, here.organiser, seen_version=seen, **fields)


def test_before_anybody_has_set_it_the_form_is_what_every_document_needs(
    session: Session, here: World
) -> None:
    found = form_of(session, edition_id=here.edition.id)
    assert (found.version, found.name, found.lead_in) == (0, "Outcome Document", LEAD_IN)
    assert found.subtitle == "Twelve encouragements to local governments"
    assert tuple(found.parts) == PARTS
    assert not found.is_public
    assert lead_in_of(session, edition_id=here.edition.id) == LEAD_IN


@pytest.mark.parametrize(
    ("places", "subtitle"),
    [
        (None, "Encouragements to local governments"),
        (1, "One encouragement to local governments"),
        (14, "Fourteen encouragements to local governments"),
        (21, "Twenty-one encouragements to local governments"),
        (50, "Fifty encouragements to local governments"),
    ],
)
def test_the_subtitle_counts_the_places_in_words(
    here: World, places: int | None, subtitle: str
) -> None:
    here.edition.places = places
    assert default_form(here.edition).subtitle == subtitle


def test_what_is_set_is_printed_and_what_is_not_given_stays(session: Session, here: World) -> None:
    row = _set(
        session,
        here,
        symbol=" HRGL/2031/1 ",
        motto="What\nworks",
        dated=date(2031, 2, 8),
        preamble=["We, the participants,^[Of 7 rooms.]", "", "recalling Article 21,"],
        lead_in="Local governments will",
        doi="https://doi.org/10.5281/zenodo.1234",
        isbn="978-3-16-148410-0",
        language="PT_br",
    )
    assert told(session) == ("document.form_set", {"name": "Outcome Document"})
    assert told_of(session, here.organiser, row)
    _set(session, here, motto="Together", parts=["method", "preamble"])
    printed = as_form(form_of(session, edition_id=here.edition.id))
    assert (printed.symbol, printed.motto, printed.dated) == (
        "HRGL/2031/1",
        "Together",
        "8 February 2031",
    )
    assert printed.preamble == ("We, the participants,^[Of 7 rooms.]", "recalling Article 21,")
    assert (printed.doi, printed.isbn) == ("10.5281/zenodo.1234", "978-3-16-148410-0")
    assert (printed.language, printed.parts) == ("pt-BR", ("method", "preamble"))
    assert lead_in_of(session, edition_id=here.edition.id) == "Local governments will"
    document = outcome.draft_document(session, edition_id=here.edition.id)
    assert document.form == printed


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "needs a name"),
        ({"lead_in": ""}, "with which words"),
        ({"motto": "x" * 201}, "The motto is too long: 201 characters, at most 200"),
        ({"preamble": ["x"] * 41}, "40 of these at most"),
        ({"preamble": ["fine", "y" * 1501]}, "The preamble clause 2 is too long"),
        ({"preamble": ["recalling^[Article 21"]}, "opened and never closed: “\\^\\[Article 21”"),
        ({"contact": "a^[b"}, "never closed"),
        ({"parts": ["method", "method"]}, "stands once"),
        ({"parts": ["<b>"]}, "There is no part “<b>”"),
        ({"isbn": "978-3-16-148410-1"}, "is no ISBN"),
        ({"isbn": "12"}, "is no ISBN"),
        ({"doi": "10.5281/<script>"}, "is no DOI"),
        ({"doi": "javascript:alert(1)"}, "is no DOI"),
        ({"doi": '10.5281/a"b'}, "is no DOI"),
        ({"language": "english please"}, "no tag of a language"),
        ({"language": ""}, "no tag of a language"),
        ({"dated": "tomorrow"}, "as a date"),
        ({"colour": "red"}, "says nothing of “colour”"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_words_and_nothing_is_kept(
    session: Session, here: World, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(NotValid, match=words):
        _set(session, here, place="Graz", **fields)
    assert form_of(session, edition_id=here.edition.id).version == 0


@pytest.mark.parametrize("isbn", ["0-8044-2957-X", "978 3 16 148410 0", "ISBN: 9783161484100", ""])
def test_an_isbn_is_taken_as_it_is_printed_on_books(isbn: str) -> None:
    kept = checked_form({"isbn": isbn})["isbn"]
    assert kept.replace("-", "") == isbn.replace("ISBN: ", "").replace("-", "").replace(" ", "")


@settings(derandomize=True, max_examples=60)
@given(text=st.text(max_size=80))
def test_whatever_is_typed_is_kept_as_one_line_without_control_characters_or_refused(
    text: str,
) -> None:
    try:
        kept = checked_form({"motto": text, "preamble": [text], "contact": text})
    except NotValid:
        return
    assert kept["motto"].splitlines() in ([], [kept["motto"]])
    assert not set(kept["motto"]) & {"\x00", "\u202e", "\ud800", "\t", "\ufeff"}
    assert checked_form(kept) == kept


def test_a_form_that_somebody_else_set_in_between_is_not_written_over(
    session: Session, here: World
) -> None:
    _set(session, here, motto="First")
    with pytest.raises(OutOfDate, match="Olga changed this"):
        set_form(session, here.organiser, seen_version=0, motto="Second")
    assert form_of(session, edition_id=here.edition.id).motto == "First"


def test_once_a_number_stands_only_what_is_no_adopted_text_may_change(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    approved(session, here, ids[:2])
    approved(session, here, ids[2:4], place=2)
    session.flush()
    row = publish_as_read(session, here.organiser)
    for fields in ({"motto": "New"}, {"preamble": ["New"]}, {"parts": ["evidence", "method"]}):
        with pytest.raises(NotNow, match=r"Number 1 .* is fixed: .* cannot be changed"):
            _set(session, here, **fields)
    with pytest.raises(NotNow, match="the motto and the place cannot"):
        _set(session, here, motto="New", place="Graz")
    kept = [part for part in PARTS if part != "remarks"]
    changed = _set(
        session, here, contact="office@example.org", is_public=True, parts=kept, motto=""
    )
    assert (changed.contact, changed.is_public, changed.parts) == ("office@example.org", True, kept)
    assert genuine(row)
    row.mark = DocumentMark.WITHDRAWN
    session.flush()
    assert form.standing_number(session, edition_id=here.edition.id) is None
    assert _set(session, here, motto="New").motto == "New"


def test_signs_that_mean_nothing_in_print_are_told() -> None:
    assert form.signs_not_printed(["fine é", "odd \ue000 and \ue000"]) == ("\ue000",)
