"""The Outcome Document as a value: its canonical text, its digest, and the text people wrote."""

import json
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hrgl.formats.writers.document import (
    Citation,
    Document,
    Section,
    ThemeSection,
    as_one_line,
    paragraphs,
)
from hrgl.formats.writers.frozen import canonical, parse, sha256
from hrgl.formats.writers.markdown import escaped
from hrgl.formats.writers.writing import write_document

texts = st.text(max_size=30)
supports = st.sampled_from(["supports", "example", "reservation"])
citations = st.builds(Citation, texts, supports, texts, texts, texts)
several_citations = st.lists(citations, max_size=3).map(tuple)
places = st.none() | st.integers(1, 12)
minorities = st.lists(texts, max_size=2).map(tuple)
sections = st.builds(
    Section, places, texts, texts, texts, texts, several_citations, texts, minorities
)
several_sections = st.lists(sections, max_size=3).map(tuple)
themes = st.builds(ThemeSection, texts, texts, several_citations)
documents = st.builds(
    Document,
    edition=texts,
    series=texts,
    title=texts,
    question=texts,
    dates=texts,
    number=st.none() | st.integers(1, 9),
    status=texts,
    notice=texts,
    sections=several_sections,
    candidates=several_sections,
    themes=st.lists(themes, max_size=2).map(tuple),
)

CITED = (
    Citation("HRGL-2023-A1-01", "supports", "It works.", "A1", "academia, Europe"),
    Citation("HRGL-2023-A1-02", "reservation", "It does not.", "A1", ""),
)
SECTION = Section(3, "plan", "Plans help.", "", "2 statements from 1 workshop", CITED)


@given(documents)
def test_a_document_comes_back_whole_from_its_canonical_text(document: Document) -> None:
    assert parse(canonical(document)) == document


@given(documents)
def test_the_canonical_text_of_a_document_is_a_fixed_point(document: Document) -> None:
    content = canonical(document)
    assert canonical(parse(content)) == content
    assert "\n" not in content


def test_a_document_from_before_minorities_were_printed_keeps_its_text_and_digest() -> None:
    document = Document("2023", "S", "T", "Q", "D", 1, "X", "", (SECTION,), format=1)
    content = canonical(document)
    assert "minority" not in content
    assert sha256(content) == "da54e8a3266f01867dba475930dce2894c7d29d92c45b7c037721f5b4c47525f"
    assert parse(content).sections[0].minority == ()
    assert canonical(parse(content)) == content


@given(documents, documents)
def test_two_documents_have_one_digest_only_if_they_are_the_same(
    one: Document, other: Document
) -> None:
    assert (sha256(canonical(one)) == sha256(canonical(other))) == (one == other)


def test_the_digest_of_a_text_is_that_of_its_utf_8() -> None:
    assert sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256("–") == "d4f85d36757c12f0c6dab57721287f327efbfc46ea8c0f820301067f8627fc0f"


def test_the_canonical_text_sorts_its_keys_and_leaves_letters_as_they_are() -> None:
    document = Document("2023", "S", "Tëst", "Q", "D", 1, "X", "", (SECTION,))
    content = canonical(document)
    assert "Tëst" in content
    assert list(json.loads(content)) == sorted(json.loads(content))
    assert ", " not in content.replace("academia, Europe", "")


def test_a_change_of_one_letter_changes_the_digest() -> None:
    document = Document("2023", "S", "T", "Q", "D", 1, "X", "", (SECTION,))
    changed = replace(document, sections=(replace(SECTION, heading="plan!"),))
    assert sha256(canonical(document)) != sha256(canonical(changed))


@given(documents)
def test_the_digest_in_the_json_can_be_recomputed_from_it(document: Document) -> None:
    read = json.loads(write_document(document, "json"))
    assert sorted(read) == ["adoption", "document", "mark", "sha256"]
    assert parse(json.dumps(read["document"])) == document
    assert read["sha256"] == sha256(canonical(document))


def test_only_the_reservations_are_the_reservations() -> None:
    assert [each.reference for each in SECTION.reservations] == ["HRGL-2023-A1-02"]


def test_the_evidence_is_one_line_with_every_reference() -> None:
    assert SECTION.evidence == (
        "Evidence: 2 statements from 1 workshop (HRGL-2023-A1-01, HRGL-2023-A1-02)"
    )
    assert replace(SECTION, citations=()).evidence == "Evidence: no statement is cited."


def test_the_annex_leaves_out_what_cites_nothing() -> None:
    bare = replace(SECTION, place=None, citations=())
    candidate = replace(SECTION, place=None)
    document = Document(
        "2023", "S", "T", "Q", "D", None, "X", "", (SECTION, bare), (bare, candidate)
    )
    assert document.draft
    assert document.annex == (SECTION, candidate)
    assert [each.label for each in document.annex] == ["Encouragement 3", "Candidate"]


def test_every_line_people_wrote_is_a_paragraph_of_its_own() -> None:
    assert paragraphs("One\r\n\r\n  two\tthree \n\n") == ["One", "two three"]
    assert paragraphs("after\x0ba soft break\u2028and another") == [
        "after",
        "a soft break",
        "and another",
    ]
    assert as_one_line(" One\n two ") == "One two"


@pytest.mark.parametrize("unfit", ["\x00", "\x08", "\x1b", "\x7f", "\ud800", "\uffff", "\u202e"])
def test_characters_that_no_file_may_hold_are_left_out(unfit: str) -> None:
    assert as_one_line(f"right{unfit}s") == "rights"


def test_the_letters_and_marks_of_every_language_are_kept() -> None:
    for text in ("Ħaddiem 人权 حقوق الإنسان", "می‌خواهم", "👩🏽‍🌾 Art.\u00a05", "e\u0301"):
        assert as_one_line(text) == text


def _rendered(source: str) -> BeautifulSoup:
    made = MarkdownIt("gfm-like", {"linkify": False}).render(source)
    return BeautifulSoup(made, "html.parser")


@given(st.text(max_size=60) | st.text(alphabet="ab1.)_*`\\|<>[]()&;#-+=~!$: ", max_size=30))
def test_markdown_shows_any_text_as_it_was_written(text: str) -> None:
    for before, after in (("", ""), ("### ", ""), ("> **", "**"), ("- ", "")):
        if as_one_line(text):
            made = _rendered(before + escaped(text) + after).get_text()
            assert made.split() == as_one_line(text).split()


@given(st.lists(st.text(alphabet="ab1.)_*`\\|<>[]()&;#-+=~!$: ", max_size=30), min_size=1))
def test_markdown_tables_keep_their_cells(texts: list[str]) -> None:
    cells = [text for text in map(as_one_line, texts) if text] or ["x"]
    rows = [["h"] * len(cells), ["---"] * len(cells), list(map(escaped, cells))]
    found = _rendered("\n".join(f"| {' | '.join(row)} |" for row in rows)).find_all("td")
    assert [each.get_text().split() for each in found] == [cell.split() for cell in cells]


def test_addresses_of_pages_stay_whole_in_markdown() -> None:
    address = "https://example.org/a_b?c=d-e"
    assert escaped(address) == address
