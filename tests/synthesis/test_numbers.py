"""How many themes are proposed where nobody said how many are wanted."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgl.synthesis.grouping.neighbours import unit
from hrgl.synthesis.grouping.numbers import FEWEST_CUT, propose_number, usual
from hrgl.synthesis.grouping.tree import MOST_ASKED
from tests.fakes import blobs


def proposed(vectors: np.ndarray, statements: int | None = None) -> int:
    points = unit(vectors)
    return propose_number(points, points @ points.T, statements or len(points))


@pytest.mark.parametrize("themes", [4, 7, 12])
def test_clear_themes_are_counted(themes: int) -> None:
    assert proposed(blobs(themes=themes, each=15)[1]) == themes


def test_the_count_is_right_however_uneven_the_themes_are() -> None:
    _, vectors = blobs(themes=6, each=40)
    sizes = (40, 28, 20, 14, 9, 5)
    kept = [40 * at + row for at, size in enumerate(sizes) for row in range(size)]
    assert proposed(vectors[kept]) == 6


def test_of_mere_noise_about_the_usual_number_is_proposed() -> None:
    noise = np.random.default_rng(1).normal(size=(400, 200))
    assert usual(400) / 2 <= proposed(noise) <= 2 * usual(400)


def test_bundles_count_for_the_statements_they_hold() -> None:
    noise = np.random.default_rng(2).normal(size=(300, 100))
    assert proposed(noise, 10_000) > 20 > proposed(noise)


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(1, 3), st.integers(0, 99))
def test_whatever_there_is_one_number_comes_out_and_no_more_than_a_third(
    size: int, dimensions: int, seed: int
) -> None:
    places = np.random.default_rng(seed).integers(-1, 3, size=(size, dimensions))
    found = proposed(places.astype(float))
    assert found == 1 if size < FEWEST_CUT else 2 <= found <= min(MOST_ASKED, size / 3)
