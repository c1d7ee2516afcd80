"""The published schema: it describes what goes out as JSON, all of it, and nothing else."""

import json
from dataclasses import fields, replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgl.formats.writers.document import (
    PARTS,
    Citation,
    CommentedOn,
    Document,
    Form,
    Section,
    ThemeSection,
    Translated,
)
from hrgl.formats.writers.frozen import as_data, canonical, from_data, sha256
from hrgl.formats.writers.json_data import outcome_schema, write_json
from tests.printed import adopted_example, draft_example

SCHEMA = json.loads(outcome_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
texts = st.text(max_size=12)
several = st.lists(texts, max_size=2).map(tuple)
pairs = st.lists(st.tuples(texts, texts), max_size=2).map(tuple)
forms = st.builds(
    Form,
    **{each.name: texts for each in fields(Form) if each.type in (str, "str")},
    co_organisers=several,
    preamble=several,
    parts=st.permutations(PARTS).flatmap(
        lambda each: st.integers(0, len(each)).map(lambda end: tuple(each[:end]))
    ),
).map(lambda form: replace(form, language=form.language or "en"))


def citations(*supports: str) -> st.SearchStrategy[tuple[Citation, ...]]:
    made = st.builds(Citation, texts, st.sampled_from(supports), texts, texts, texts)
    return st.lists(made, max_size=2).map(tuple)


def sections(places: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Section, ...]]:
    cited = citations("supports", "example", "reservation")
    words = dict.fromkeys(
        ("heading", "explanation", "remarks", "heard", "examples", "group"), texts
    )
    made = st.builds(
        Section, place=places, citations=cited, minority=several, earlier=several, **words
    )
    return st.lists(made, max_size=2).map(tuple)


documents = st.builds(
    Document,
    **dict.fromkeys(("edition", "series", "title", "question", "dates", "status"), texts),
    notice=texts,
    number=st.none() | st.integers(1, 9),
    sections=sections(st.integers(1, 12)),
    candidates=sections(st.none()),
    themes=st.lists(st.builds(ThemeSection, texts, texts, citations("")), max_size=2).map(tuple),
    form=forms,
    method=several,
    organisations=several,
    workshops=pairs,
    comments=st.lists(st.builds(CommentedOn, texts, texts, texts, texts), max_size=2).map(tuple),
    translations=st.lists(st.builds(Translated, texts, texts, pairs), max_size=2).map(tuple),
    format=st.sampled_from([1, 2]),
    sha256=texts,
    adoption=texts,
    mark=texts,
)


def read(document: Document) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(write_json(document))
    return made


def test_the_schema_is_one_of_draft_2020_12_with_a_name_that_stays() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == "urn:hrgl:outcome-document:schema"
    assert SCHEMA["$defs"]["document"]["properties"]["format"] == {"const": Document.format}


@settings(derandomize=True, max_examples=150, deadline=None)
@given(documents)
def test_every_document_goes_out_as_the_schema_says(document: Document) -> None:
    VALIDATOR.validate(read(document))


@settings(derandomize=True, max_examples=100, deadline=None)
@given(documents)
def test_the_document_and_its_digest_can_be_had_back_from_the_file(document: Document) -> None:
    made = read(document)
    back = from_data(made["document"])
    assert sha256(canonical(back)) == made["sha256"]
    assert as_data(back) == as_data(document)
    assert (made["adoption"], made["mark"]) == (document.adoption, document.mark)


def test_what_is_told_later_changes_neither_the_document_nor_its_digest() -> None:
    before = read(adopted_example())
    after = read(replace(adopted_example(), adoption="Launched.", mark="Withdrawn."))
    assert (after["document"], after["sha256"]) == (before["document"], before["sha256"])
    assert (after["adoption"], after["mark"]) == ("Launched.", "Withdrawn.")


def test_one_changed_letter_in_any_text_is_another_digest() -> None:
    """In every text of the document, however deep it stands."""
    document = json.loads(canonical(adopted_example()))
    seen = {sha256(canonical(adopted_example()))}
    count = 1
    for holder, key in _texts(document):
        whole = holder[key]
        if whole and whole not in PARTS and count < 400:
            holder[key] = f"{whole[:-1]}{'x' if whole[-1] != 'x' else 'y'}"
            seen.add(sha256(canonical(from_data(document))))
            holder[key] = whole
            count += 1
    assert len(seen) == count == 400


def _texts(value: Any) -> Any:
    """Every text inside, by what holds it and where."""
    for key, each in list(value.items() if isinstance(value, dict) else enumerate(value)):
        if isinstance(each, str):
            yield value, key
        elif isinstance(each, dict | list):
            yield from _texts(each)


OBJECTS = {
    "document": (Document, {"sha256", "adoption", "mark", "labels"}),
    "form": (Form, set()),
    "section": (Section, set()),
    "citation": (Citation, set()),
    "statement": (Citation, set()),
    "theme": (ThemeSection, set()),
    "comment": (CommentedOn, set()),
    "translation": (Translated, set()),
}


@pytest.mark.parametrize("name", OBJECTS)
def test_the_schema_names_every_field_there_is_and_lets_no_other_in(name: str) -> None:
    made, later = OBJECTS[name]
    described = SCHEMA["$defs"][name]
    assert set(described["properties"]) == {each.name for each in fields(made)} - later
    assert set(described["properties"]) - set(described["required"]) <= {"minority"}
    assert described["additionalProperties"] is False


def test_the_schema_knows_every_part_of_the_document() -> None:
    parts = SCHEMA["$defs"]["form"]["properties"]["parts"]["items"]["enum"]
    assert sorted(parts) == sorted(PARTS)


WRONG = [
    ("a field of its own", lambda made: made["document"].update(author="Ana")),
    ("no digest", lambda made: made.pop("sha256")),
    ("a digest too short", lambda made: made.update(sha256="abc")),
    ("a place from nought", lambda made: made["document"]["sections"][0].update(place=0)),
    ("a part nobody knows", lambda made: made["document"]["form"]["parts"].append("songs")),
    ("a support nobody knows", lambda m: _first_citation(m).update(support="maybe")),
    ("a name beside the speaker", lambda made: _first_citation(made).update(speaker="Ana")),
    ("a format to come", lambda made: made["document"].update(format=3)),
    ("a pair of three", lambda made: made["document"]["workshops"][0].append("x")),
    ("the later in the document", lambda made: made["document"].update(adoption="Adopted.")),
]


def _first_citation(made: dict[str, Any]) -> Any:
    return made["document"]["sections"][0]["citations"][0]


@pytest.mark.parametrize(("what", "spoil"), WRONG, ids=[what for what, _ in WRONG])
def test_what_the_schema_does_not_describe_is_refused(what: str, spoil: Any) -> None:
    made = read(adopted_example())
    VALIDATOR.validate(made)
    spoil(made)
    assert not VALIDATOR.is_valid(made), what


def test_a_draft_and_a_document_of_the_first_format_are_described_too() -> None:
    VALIDATOR.validate(read(draft_example()))
    VALIDATOR.validate(read(replace(adopted_example(), format=1)))
