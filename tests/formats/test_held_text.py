"""Whether a text holds another one: each letter counts, what is printed around does not."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgl.formats.readers.held_text import Holding, SoughtPiece, holding
from hrgl.formats.readers.squeezing import squeezed
from hrgl.formats.writers.blocks import Extent
from hrgl.outcome.sought import printed_around, sought_notes, sought_pieces
from tests.printed import adopted_example
from tests.public_numbers import small_document

_SMALL = small_document()
_PIECES = sought_pieces(_SMALL, Extent.FULL)
_NOTES = sought_notes(_SMALL, Extent.FULL)
_AROUND = list(printed_around(_SMALL))
_LINES = [each.text for each in (*_PIECES, *_NOTES)]


def _held(lines: list[str]) -> Holding:
    return holding(_PIECES, lines, around=_AROUND, anywhere=_NOTES)


def test_a_text_holds_itself() -> None:
    assert _held(_LINES).whole


@pytest.mark.parametrize(
    "lines",
    [
        ["Contents", "1", "publish the budget in plain words", "… 3", *_LINES],
        ["HUMAN RIGHTS GO LOCAL", "7", "Page 1 of 2", *_LINES, "7 / 9"],
        [line.replace(" ", "\u00a0\n") for line in _LINES],
        [line.replace("ff", "\ufb00").replace("e", "e\u00ad") for line in _LINES],
        [line.replace("plain", "pl-\nain") for line in _LINES],
    ],
)
def test_what_is_printed_around_a_text_and_how_its_lines_end_are_no_difference(
    lines: list[str],
) -> None:
    found = _held(lines)
    assert found.differences == ()
    assert found.whole


@pytest.mark.parametrize(
    ("before", "after", "said", "stands"),
    [
        ("should read", "shall read", "should", "shall"),
        ("what is spent", "what was spent", "is", "was"),
        ("Buyers decide daily", "Buyers never decide daily", "", "never"),
        ("of two pages", "of pages", "two", ""),
        ("Too dear", "Too deer", "dear", "deer"),
        ("in plain words", "in plain-words", "words", "plain-words"),
    ],
)
def test_a_word_that_is_other_is_told_with_the_one_that_stands_for_it(
    before: str, after: str, said: str, stands: str
) -> None:
    lines = [line.replace(before, after) for line in _LINES]
    assert lines != _LINES
    [first, *_] = _held(lines).differences
    assert said in first.said
    assert stands in first.stands
    assert len(first.said.split()) <= 4


def test_a_paragraph_that_was_added_is_told_with_where_it_stands() -> None:
    at = _LINES.index("Buyers decide daily.")
    [difference] = _held([*_LINES[:at], "Nobody must be paid.", *_LINES[at:]]).differences
    assert difference.where == "encouragement 2"
    assert (difference.said, difference.stands) == ("", "Nobody must be paid.")


def test_what_stands_in_another_order_is_another_text() -> None:
    assert not _held(_LINES[::-1]).whole
    first, second = (_LINES.index(each) for each in ("The Centre", "Buyers decide daily."))
    lines = list(_LINES)
    lines[first], lines[second] = lines[second], lines[first]
    assert not _held(lines).whole


def test_the_number_of_an_encouragement_belongs_to_its_text() -> None:
    lines = [line.replace("2 We encourage", "3 We encourage") for line in _LINES]
    assert lines != _LINES
    assert not _held(lines).whole


def test_a_line_in_two_halves_with_the_edge_of_a_page_between_is_one_line() -> None:
    lines = [
        part
        for line in _LINES
        for part in (
            ["People should read", "Outcome Document 2031 4", "what is spent"]
            if line.startswith("People should")
            else [line]
        )
    ]
    assert _held(lines).whole


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["change", "leave out", "put in"]))
def test_one_letter_is_found_wherever_it_is(chance: random.Random, how: str) -> None:
    letters = [
        (row, at)
        for row, line in enumerate(_LINES)
        for at, sign in enumerate(line)
        if sign.isalpha()
    ]
    row, at = chance.choice(letters)
    line = _LINES[row]
    other = chance.choice([each for each in "abcdefghiklmnoprstuwz" if each != line[at].lower()])
    changed = {
        "change": line[:at] + other + line[at + 1 :],
        "leave out": line[:at] + line[at + 1 :],
        "put in": line[:at] + other + line[at:],
    }[how]
    found = _held([*_LINES[:row], changed, *_LINES[row + 1 :]])
    assert not found.whole
    assert found.differences


@settings(derandomize=True, max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=8), st.lists(st.text(max_size=30), max_size=8))
def test_any_text_is_told_from_any_other(one: list[str], other: list[str]) -> None:
    found = holding([SoughtPiece("here", each) for each in one], other)
    same = squeezed("".join(one)) == squeezed("".join(other))
    if same and [squeezed(each) for each in one] == [squeezed(each) for each in other]:
        assert not any(each.said for each in found.differences if squeezed(each.said))
    assert 0 <= found.found <= found.sought


def test_450_citations_are_compared_in_a_moment_and_one_changed_one_is_found() -> None:
    document = adopted_example()
    pieces, notes = sought_pieces(document, Extent.FULL), sought_notes(document, Extent.FULL)
    around, lines = list(printed_around(document)), [each.text for each in (*pieces, *notes)]
    assert holding(pieces, lines, around=around, anywhere=notes).whole
    changed = [line.replace("internal audit now looks", "internal audit looks") for line in lines]
    found = holding(pieces, changed, around=around, anywhere=notes)
    assert {each.said for each in found.differences} == {"now"}
