"""Agreement of two groupings, beside what scikit-learn says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from sklearn.metrics.cluster import pair_confusion_matrix

from hrgl.synthesis.grouping.checks import Kappa, kappa, pair_f1

names = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)


@settings(deadline=None)
@given(names)
def test_pair_f1_counts_the_pairs_that_both_put_together(given_: list[tuple[int, int]]) -> None:
    one, other = zip(*given_, strict=True)
    (_, only_other), (only_one, both) = pair_confusion_matrix(one, other).tolist()
    expected = 2 * both / (2 * both + only_one + only_other) if both + only_one + only_other else 1
    assert pair_f1(one, other).value == pytest.approx(expected, abs=1e-4)


@settings(deadline=None)
@given(names)
def test_the_interval_is_the_same_twice_and_within_bounds(given_: list[tuple[int, int]]) -> None:
    one, other = zip(*given_, strict=True)
    found = pair_f1(one, other)
    assert found == pair_f1(one, other)
    assert 0 <= found.low <= found.high <= 1


def test_groupings_that_agree_are_one_whatever_their_names() -> None:
    found = pair_f1(["a", "a", "b", "b", "b"], [2, 2, 1, 1, 1])
    assert (found.value, found.low, found.high) == (1, 1, 1)
    assert pair_f1([], []).value == 1


def test_more_statements_give_a_narrower_interval() -> None:
    one, other = [0, 0, 1, 1, 2, 2, 0, 1], [0, 0, 1, 1, 2, 0, 1, 1]
    few, many = pair_f1(one * 2, other * 2), pair_f1(one * 40, other * 40)
    assert many.high - many.low < few.high - few.low


def test_groupings_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="3 labels, but 2 others"):
        pair_f1([1, 2, 3], [1, 2])


@settings(deadline=None)
@given(names)
def test_kappa_is_that_of_cohen(given_: list[tuple[int, int]]) -> None:
    one, other = zip(*given_, strict=True)
    expected = 1.0 if len({*one, *other}) == 1 else cohen_kappa_score(one, other)
    found = kappa(one, other)
    assert found.value == pytest.approx(expected, abs=1e-4)
    assert found == kappa(one, other)
    assert found.low <= found.high <= 1


def test_kappa_and_its_interval_stand_around_what_the_places_say() -> None:
    one, other = ["a", "a", "b", "b", "c", "c"] * 5, ["a", "a", "b", "c", "c", "c"] * 5
    found = kappa(one, other)
    assert found.value == 0.75
    assert found.low < found.value < found.high


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-0.1, "poor"),
        (0, "slight"),
        (0.2, "slight"),
        (0.21, "fair"),
        (0.5, "moderate"),
        (0.75, "substantial"),
        (0.81, "almost perfect"),
        (1, "almost perfect"),
    ],
)
def test_agreement_is_told_in_the_words_of_landis_and_koch(value: float, words: str) -> None:
    assert Kappa(value, value, value).words == words


@pytest.mark.parametrize(("one", "other"), [([], []), ([1, 2], [1])])
def test_kappa_wants_two_lists_of_one_length_with_something_in_them(
    one: list[int], other: list[int]
) -> None:
    with pytest.raises(ValueError, match=f"{len(one)} themes, but {len(other)} others"):
        kappa(one, other)
