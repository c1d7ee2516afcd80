"""The form of a document in a file of facts, and the words with which its encouragements begin."""

from pathlib import Path

import pytest
from sqlmodel import Session

from hrgl.editions import edition_files
from hrgl.editions.document_forms import lead_in_of, stored_form
from hrgl.encouragements import wordings
from hrgl.encouragements.checking.checks import findings_of
from hrgl.encouragements.guards import current_wording
from hrgl.encouragements.wordings import LONGEST_HEADING, LONGEST_TEXT
from hrgl.errors import NotValid
from hrgl.outcome.form import set_form
from hrgl.settings import DATA
from tests.builders import world


def _file(tmp_path: Path, document: str) -> Path:
    path = tmp_path / "2043.yaml"
    facts = f"code: 2043\nseries: Series\ntitle: Title\nplaces: 7\ndocument: {document}\n"
    path.write_text(facts, "utf-8")
    return path


def test_a_file_of_facts_may_hold_the_form(session: Session, tmp_path: Path) -> None:
    path = _file(tmp_path, "{issuer: The Centre, preamble: [We, You], lead_in: Cities will}")
    edition = edition_files.load_edition(session, path)
    form = stored_form(session, edition_id=edition.id)
    assert form is not None
    assert (form.issuer, form.preamble, form.version) == ("The Centre", ["We", "You"], 1)
    assert form.subtitle == "Seven encouragements to local governments"
    assert lead_in_of(session, edition_id=edition.id) == "Cities will"
    assert "document" not in edition.facts


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{colour: red}", "says nothing of “colour”"),
        ("{isbn: 12}", "is no ISBN"),
        ("{parts: [preamble, preamble]}", "stands once"),
    ],
)
def test_a_file_whose_form_cannot_be_printed_is_refused(
    session: Session, tmp_path: Path, document: str, said: str
) -> None:
    with pytest.raises(NotValid, match=said):
        edition_files.load_edition(session, _file(tmp_path, document))


@pytest.mark.parametrize("code", ["2021", "2022", "2023", "2024"])
def test_every_edition_of_the_series_has_the_form_that_its_sources_print(
    session: Session, code: str
) -> None:
    edition = edition_files.load_edition(session, DATA / "editions" / f"{code}.yaml")
    form = stored_form(session, edition_id=edition.id)
    assert form is not None
    assert form.name == "Outcome Document"
    centre = "International Centre for the Promotion of Human Rights"
    assert form.issuer.startswith(centre) is (code != "2021")


def test_a_heading_typed_with_the_edition_s_own_words_loses_them(session: Session) -> None:
    here = world(session)
    set_form(session, here.organiser, seen_version=0, lead_in="Cities will")
    row = wordings.word(session, here.facilitator, heading="Cities will … publish budgets.")
    assert current_wording(session, row).heading == "publish budgets"
    with pytest.raises(NotValid, match="it completes “Cities will …”"):
        wordings.word(session, here.facilitator, heading=" ")


def test_footnotes_do_not_count_into_the_length_but_have_one_of_their_own(session: Session) -> None:
    here = world(session)
    note = f"^[{'x' * 500}]"
    heading = f"{'h' * LONGEST_HEADING}{note}"
    wordings.word(session, here.facilitator, heading=heading, explanation=f"{'e' * 3990}{note}")
    with pytest.raises(NotValid, match=f"at most {LONGEST_HEADING}"):
        wordings.word(session, here.facilitator, heading=f"h{heading}")
    endless = f"a^[{'x' * LONGEST_TEXT}]"
    with pytest.raises(NotValid, match="footnotes are too long"):
        wordings.word(session, here.facilitator, heading="a", explanation=endless)


def test_a_footnote_that_never_ends_is_found_where_it_stands(session: Session) -> None:
    here = world(session)
    row = wordings.word(session, here.facilitator, heading="ask", explanation="It says^[Article")
    session.flush()
    found = {each.check: each.sentence for each in findings_of(session, encouragement_id=row.id)}
    assert found["footnote"] == (
        "End the footnote in its explanation with “]”: “^[Article” is opened and never closed, and "
        "would be printed as it stands."
    )
