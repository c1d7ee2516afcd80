"""Agreement of two groupings, beside what scikit-learn says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics.cluster import pair_confusion_matrix

from hrgl.synthesis.checks import pair_f1

names = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)


@given(names)
def test_pair_f1_counts_the_pairs_that_both_put_together(given_: list[tuple[int, int]]) -> None:
    one, other = zip(*given_, strict=True)
    (_, only_other), (only_one, both) = pair_confusion_matrix(one, other).tolist()
    expected = 2 * both / (2 * both + only_one + only_other) if both + only_one + only_other else 1
    assert pair_f1(one, other).value == pytest.approx(expected, abs=1e-4)


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
