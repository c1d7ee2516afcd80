"""A changed text as spans with other words: put in again, overlapping, found in a later text."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hrgl.synthesis.wording.amending import OtherWords, applied, carried, overlap, spans_between

TEXT = "Train procurement staff, so that they buy with rights in mind.\nAsk why."
WORDS = st.sampled_from(
    ["we", "buy", "rights", "in", "mind", " ", "  ", "\n", ".", ",", "–", "שלום", "<b>", "é", "𝔸"]
)
TEXTS = st.lists(WORDS, max_size=14).map("".join) | st.text(max_size=40)


def _find(words: str, text: str = TEXT) -> OtherWords:
    at = text.index(words)
    return OtherWords(at, at + len(words), "x")


def test_a_changed_word_is_one_span_of_that_word_alone() -> None:
    [span] = spans_between(TEXT, TEXT.replace("staff", "officers"))
    assert (TEXT[span.start : span.end], span.after) == ("staff", "officers")


def test_two_changes_with_one_word_between_them_are_one_and_with_two_they_are_two() -> None:
    [span] = spans_between("we buy with rights", "they buy without rights")
    assert (span.start, span.end, span.after) == (0, 11, "they buy without")
    two = spans_between("we buy it with rights", "they buy it without rights")
    assert [each.after for each in two] == ["they", "without"]


def test_changes_in_two_lines_stay_two() -> None:
    two = spans_between("we buy\nthey ask", "we sell\nyou ask")
    assert [each.after for each in two] == ["sell", "you"]


def test_an_insertion_has_a_place_and_takes_no_words_away() -> None:
    [span] = spans_between("we buy", "we always buy")
    assert (span.start, span.end, span.after) == (3, 3, "always ")


def test_the_same_insertion_has_the_same_place_whatever_follows() -> None:
    for text in ("we buy", "we buy it", "we buy it all", "and then we buy"):
        for new in ("always", "never"):
            [span] = spans_between(text, text.replace("we ", f"we {new} "))
            assert (text[span.start :][:3], span.after) == ("buy", f"{new} ")
        [gone] = spans_between(text.replace("we ", "we never "), text)
        assert gone.end - gone.start == len("never ")
        assert text.replace("we ", "we never ")[gone.start : gone.end] == "never "


def test_equal_texts_have_no_spans_and_an_empty_one_is_written_whole() -> None:
    assert spans_between(TEXT, TEXT) == []
    assert spans_between("", "") == []
    assert spans_between("", "we buy") == [OtherWords(0, 0, "we buy")]
    assert spans_between("we buy", "") == [OtherWords(0, 6, "")]


@given(TEXTS, TEXTS)
@example("a b", "a  b")
def test_spans_put_into_the_text_give_exactly_the_other_one(before: str, after: str) -> None:
    spans = spans_between(before, after)
    assert applied(before, spans) == after
    assert applied(before, reversed(spans)) == after
    assert all(a.end <= b.start and not overlap(a, b) for a, b in pairwise(spans))
    assert all(before[s.start : s.end] != s.after for s in spans)


def test_overlapping_changes_and_those_outside_the_text_are_refused() -> None:
    for spans in (
        [OtherWords(0, 5, "a"), OtherWords(4, 6, "b")],
        [OtherWords(3, 3, "a"), OtherWords(3, 3, "b")],
        [OtherWords(0, len(TEXT) + 1, "a")],
        [OtherWords(-1, 2, "a")],
        [OtherWords(4, 2, "a")],
    ):
        with pytest.raises(ValueError, match="do not fit together"):
            applied(TEXT, spans)


def test_what_touches_does_not_overlap_and_what_is_inside_does() -> None:
    word = OtherWords(6, 17, "x")
    assert not overlap(word, OtherWords(17, 17, "y"))
    assert not overlap(OtherWords(6, 6, "y"), word)
    assert not overlap(word, OtherWords(17, 20, "y"))
    assert overlap(word, OtherWords(8, 8, "y"))
    assert overlap(OtherWords(16, 20, "y"), word)
    assert overlap(OtherWords(4, 4, "x"), OtherWords(4, 4, "y"))
    assert applied("we buy", [OtherWords(3, 6, "ask"), OtherWords(3, 3, "always ")]) == (
        "we always ask"
    )


def test_the_same_words_are_found_in_a_later_text() -> None:
    later = "In every town: " + TEXT.replace("they buy", "every department buys")
    for words in ("procurement staff", "rights in mind.\nAsk"):
        span = _find(words)
        found = carried(span.start, span.end, TEXT, later)
        assert found is not None
        assert later[found[0] : found[1]] == words


def test_words_that_changed_since_are_not_found() -> None:
    span = _find("they buy with")
    assert carried(span.start, span.end, TEXT, TEXT.replace("they", "all")) is None
    assert carried(span.start, span.end, TEXT, TEXT.replace("they buy", "they also buy")) is None
    assert carried(span.start, span.end, TEXT, "") is None
    assert carried(span.start, span.end, TEXT, "Something else. Entirely, and new.") is None


def test_a_place_between_two_words_is_found_as_long_as_one_of_them_stands_there() -> None:
    assert carried(3, 3, "we buy it", "we buy all") == (3, 3)
    assert carried(3, 3, "we buy it", "now we buy it") == (7, 7)
    assert carried(3, 3, "we buy it", "we always buy it") is None
    assert carried(0, 0, "we buy", "now we buy") is None
    assert carried(6, 6, "we buy", "now we buy") == (10, 10)
    assert carried(0, 0, "", "we buy") is None
    assert carried(0, 0, "", "") == (0, 0)


@given(TEXTS, TEXTS, st.data())
def test_what_is_found_reads_the_same(before: str, now: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    found = carried(start, end, before, now)
    if found is not None:
        assert now[found[0] : found[1]] == before[start:end]
        assert 0 <= found[0] <= found[1] <= len(now)


def test_long_texts_of_the_same_words_take_no_time() -> None:
    before, after = "a b " * 1000, "b a " * 1000
    assert applied(before, spans_between(before, after)) == after
