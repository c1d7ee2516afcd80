"""What points to a person in a text is offered to be taken out; what is none is left alone."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgl.formats.readers.personal import EMAIL, NAME, TELEPHONE, personal, without


@pytest.mark.parametrize(
    ("text", "piece", "what"),
    [
        ("write to ana.ruiz+x@stadt-graz.at today", "ana.ruiz+x@stadt-graz.at", EMAIL),
        ("mailto: josé@ayuntamiento.es.", "josé@ayuntamiento.es", EMAIL),
        ("call +43 316 872-0123 now", "+43 316 872-0123", TELEPHONE),
        ("call 0664/123 45 67", "0664/123 45 67", TELEPHONE),
        ("Tel.: 316 872 012", "316 872 012", TELEPHONE),
        ("or 555-123-4567.", "555-123-4567", TELEPHONE),
        ("Ana Ruiz: streets are not safe", "Ana Ruiz: ", NAME),
        ("- Ana Ruiz (City of Graz): streets", "Ana Ruiz (City of Graz): ", NAME),
        ("\t* Dr. Ana María de la Cruz: streets", "Dr. Ana María de la Cruz: ", NAME),
        ("1. Jean-Luc O’Neill: x", "Jean-Luc O’Neill: ", NAME),
        ("[14:03] Tom B.: x", "Tom B.: ", NAME),
    ],
)
def test_a_person_is_found(text: str, piece: str, what: str) -> None:
    assert [(text[s.start : s.end], s.what) for s in personal(text)] == [(piece, what)]


@pytest.mark.parametrize(
    "text",
    [
        "Question: who is missing?",
        "Note: call again",
        "10:30 Opening",
        "Human Rights: a way of life",
        "Next Steps: a budget",
        "Workshop A1: Housing",
        "Graz: a human rights city",
        "we said: Ana Ruiz should decide",
        "on 2023-02-03 and 03.02.2023, from 10:30-11:45",
        "SDG 16.7.2, articles 10, 11 and 12; 1,000,000 euro; 2021-2024",
        "see https://example.org/0123456789 and 0.123456789",
        "@home and a@b",
        "Frage: was fehlt?",
    ],
)
def test_what_is_no_person_is_left_alone(text: str) -> None:
    assert personal(text) == []


def test_a_single_name_is_taken_for_one_where_it_speaks_twice() -> None:
    text = "Ana: trees\nTom: benches\nAna: shade\n"
    assert [text[s.start : s.end] for s in personal(text)] == ["Ana: ", "Ana: "]


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("[14:03] Ana Ruiz: streets", True),
        ("Dr. Ana Ruiz: streets", True),
        ("Frau Ruiz: streets", True),
        ("Tom B.: streets", True),
        ("A. Ruiz: streets", True),
        ("write to a@b.example", True),
        ("Tel.: 316 872 012", True),
        ("Ana Ruiz: streets", False),
        ("Bridge Builders: streets", False),
        ("Ana Ruiz (City of Graz): streets", False),
        ("Graz: ombudsman\nGraz: meals", False),
        ("Ana: trees\nAna: shade", False),
    ],
)
def test_only_what_looks_like_nothing_else_is_certain(text: str, certain: bool) -> None:
    assert {span.certain for span in personal(text)} == {certain}


@pytest.mark.parametrize("text", ["Q: who?\nQ: when?", "A: x\nA: y", "Pros: a\nPros: b"])
def test_letters_and_usual_labels_are_nobodys_name(text: str) -> None:
    assert personal(text) == []


def test_labels_that_failed_stay_in_the_text_unless_a_person_chooses_them() -> None:
    text = (
        "Graz: has a council\nUtrecht: local ombudsman\nGraz: the council\nPolice: x\nPolice: y\n"
        "Schools: a\nSchools: b\nWohnen: a\nWohnen: b\n"
    )
    assert {span.words(text) for span in personal(text)} == {"Graz"}
    assert without(text, [span for span in personal(text) if span.certain]) == text


def test_a_text_without_what_was_found_closes_up() -> None:
    text = "Ana Ruiz: write to ana@graz.at about trees"
    assert without(text, personal(text)) == "write to about trees"


@given(st.text(alphabet="Ana Tom:@.+0123456789\n-()", max_size=200))
def test_pieces_are_in_order_apart_and_taken_out_exactly(text: str) -> None:
    spans = personal(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    left = without(text, spans)
    taken = sum(s.end - s.start for s in spans)
    assert len(text) - taken - len(spans) <= len(left) <= len(text) - taken


@pytest.mark.parametrize(
    "piece", ["A", "a@", "a a@b.org ", "+1 ", "* ", "Ana ", "A: ", "a.", "[ ] ", "(0", "A-"]
)
def test_long_texts_are_looked_through_in_seconds(piece: str) -> None:
    text = piece * 200_000
    began = time.process_time()
    without(text, personal(text))
    assert time.process_time() - began < 5
