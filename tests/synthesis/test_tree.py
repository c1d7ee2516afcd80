"""Numbers of themes: a sensible one, and the others that the same tree speaks for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.cluster.hierarchy import linkage

from hrgl.synthesis.grouping.tree import cut_tree, nested, other_numbers

heights = st.lists(st.sampled_from([0.0, 0.1, 0.2, 0.5, 1.0]), min_size=1, max_size=90)


@given(heights, st.integers(1, 60))
def test_other_numbers_are_a_coarse_and_a_fine_one_at_most_half_and_twice_as_many(
    given_: list[float], number: int
) -> None:
    number = min(number, len(given_))
    found = other_numbers(np.array(given_), number)
    assert found == sorted(set(found) - {number})
    assert len([each for each in found if each < number]) <= 1
    assert len([each for each in found if each > number]) <= 1
    assert all(2 <= each <= 60 and number <= 2 * each <= 4 * number for each in found)


def test_other_numbers_stand_before_the_steepest_rises() -> None:
    heights = np.array([0.1] * 82 + [0.4] * 4 + [0.6] * 4 + [1.0] * 9)
    assert other_numbers(heights, 12) == [10, 18]


def test_no_more_themes_are_named_than_a_third_of_the_statements() -> None:
    assert other_numbers(np.linspace(0.1, 1, 29), 10) == [9]
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
