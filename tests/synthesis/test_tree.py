"""Numbers of themes: a sensible one, and the others that the same tree speaks for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.cluster.hierarchy import linkage

from hrgl.synthesis.grouping.tree import cut_tree, nested, other_numbers, propose_number

heights = st.lists(st.sampled_from([0.0, 0.1, 0.2, 0.5, 1.0]), min_size=1, max_size=90)


@pytest.mark.parametrize(
    ("statements", "least", "most"),
    [(7, 1, 1), (8, 2, 2), (80, 3, 7), (600, 8, 18), (10_000, 20, 20)],
)
def test_the_number_proposed_grows_with_the_statements(
    statements: int, least: int, most: int
) -> None:
    heights = np.random.default_rng(1).random(statements - 1)
    assert least <= propose_number(heights) <= most


def test_the_number_proposed_is_the_one_before_the_steepest_rise() -> None:
    heights = np.array([0.1] * 94 + [1, 1.1, 1.2, 1.3, 1.4])
    assert propose_number(heights) == 6


@given(heights, st.integers(1, 60))
def test_other_numbers_are_one_fewer_and_two_more_at_most_and_never_the_same(
    given_: list[float], number: int
) -> None:
    number = min(number, len(given_))
    found = other_numbers(np.array(given_), number)
    assert found == sorted(set(found) - {number})
    assert len([each for each in found if each < number]) <= 1
    assert len([each for each in found if each > number]) <= 2
    assert all(2 <= each <= 60 and abs(each - number) <= max(2, number // 3) for each in found)


def test_other_numbers_stand_before_the_steepest_rises() -> None:
    heights = np.array([0.1] * 85 + [0.4] * 2 + [0.6] * 3 + [1.0] * 9)
    assert other_numbers(heights, 12) == [10, 13, 15]


def test_no_more_themes_are_named_than_a_quarter_of_the_statements() -> None:
    assert other_numbers(np.linspace(0.1, 1, 39), 10) == [9]
    assert other_numbers(np.array([0.1, 0.2]), 1) == []


def _tree(points: int, seed: int) -> NDArray[np.intp]:
    places = np.random.default_rng(seed).normal(size=(points, 3))
    merges: NDArray[np.intp] = linkage(places, "average")[:, :2].astype(int)
    return merges


@given(st.integers(8, 40), st.integers(2, 7), st.integers(2, 7), st.integers(0, 99))
def test_a_finer_cut_parts_themes_and_a_coarser_one_puts_whole_themes_together(
    points: int, number: int, other: int, seed: int
) -> None:
    merges, chance = _tree(points, seed), np.random.default_rng(seed)
    own, also = cut_tree(merges, points, number), cut_tree(merges, points, other)
    moved = np.where(chance.random(points) < 0.2, chance.integers(number, size=points), own)
    groups = nested(also, own, moved, chance.random((points, other)))
    pairs = {*zip(groups.tolist(), moved.tolist(), strict=True)}
    if other >= number:
        assert len({group for group, _ in pairs}) == len(pairs)
    else:
        assert len({theme for _, theme in pairs}) == len(pairs)
    assert np.array_equal(nested(also, own, own, np.eye(other)[also]), also)
