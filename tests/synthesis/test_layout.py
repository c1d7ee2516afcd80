"""The map: like stands near like, always in the same place, and what comes later moves nothing."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from hrgl.synthesis.grouping import layout
from hrgl.synthesis.grouping.layout import SIDE, lay_out_map, put_beside
from tests.fakes import blobs

Points = NDArray[np.floating]


def _nearest(spots: NDArray[np.integer], number: int) -> NDArray[np.intp]:
    apart = ((spots[:, None] - spots[None]) ** 2).sum(axis=2).astype(float)
    np.fill_diagonal(apart, np.inf)
    return np.argsort(apart, axis=1)[:, :number]


def test_those_of_one_theme_stand_near_one_another() -> None:
    texts, vectors = blobs(6, 20)
    theme = np.repeat(np.arange(6), 20)
    near = _nearest(lay_out_map(texts, vectors), 5)
    assert (theme[near] == theme[:, None]).mean() > 0.95


def test_the_same_texts_give_the_same_map_to_the_byte_whatever_the_order_of_entry() -> None:
    texts, vectors = blobs(4, 15)
    spots = lay_out_map(texts, vectors)
    assert lay_out_map(texts, vectors).tobytes() == spots.tobytes()
    for seed in range(3):
        order = list(range(len(texts)))
        random.Random(seed).shuffle(order)
        again = lay_out_map([texts[row] for row in order], vectors[order])
        assert again.tobytes() == spots[order].tobytes()


def test_vectors_of_another_length_or_kind_of_number_give_the_same_map() -> None:
    texts, vectors = blobs(3, 10)
    spots = lay_out_map(texts, vectors)
    assert (lay_out_map(texts, vectors * 7) == spots).all()


def test_a_map_fills_its_square_and_no_more() -> None:
    spots = lay_out_map(*blobs(5, 12))
    assert spots.min() >= 0
    assert spots.max() <= SIDE
    assert np.ptp(spots, axis=0).max() > 0.9 * SIDE


@pytest.mark.parametrize("number", [1, 2, 5, 6, 9])
def test_few_texts_stand_apart(number: int) -> None:
    texts, vectors = blobs(1, number)
    spots = lay_out_map(texts, vectors)
    assert len({tuple(spot) for spot in spots.tolist()}) == number


@pytest.mark.parametrize("vector", [[0.0, 0.0, 0.0], [1.0, 2.0, 3.0]])
def test_texts_that_cannot_be_told_apart_still_get_a_place(vector: list[float]) -> None:
    spots = lay_out_map([f"Text {row}" for row in range(12)], np.array([vector] * 12))
    assert np.ptp(spots, axis=0).min() > 0


def test_of_very_many_texts_a_part_is_laid_out_and_the_others_put_beside_their_like(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(layout, "_MOST_LAID_OUT", 60)
    texts, vectors = blobs(4, 50)
    theme = np.repeat(np.arange(4), 50)
    spots = lay_out_map(texts, vectors)
    assert (theme[_nearest(spots, 5)] == theme[:, None]).mean() > 0.95
    assert len({tuple(spot) for spot in spots.tolist()}) > 190
    order = list(range(200))[::-1]
    assert (lay_out_map([texts[row] for row in order], vectors[order]) == spots[order]).all()


def _there() -> tuple[Points, NDArray[np.integer]]:
    texts, vectors = blobs(4, 10)
    return vectors, lay_out_map(texts, vectors)


VECTORS, SPOTS = _there()


def test_what_comes_later_stands_among_its_like() -> None:
    put = put_beside([f"New {row}" for row in range(40)], VECTORS, VECTORS, SPOTS)
    middles = SPOTS.reshape(4, 10, 2).mean(axis=1)
    apart = ((put[:, None] - middles[None]) ** 2).sum(axis=2)
    assert (apart.argmin(axis=1) == np.repeat(np.arange(4), 10)).mean() > 0.9


@settings(max_examples=60, deadline=None)
@given(chosen=st.lists(st.integers(0, 39), min_size=1, max_size=40, unique=True))
def test_where_a_text_is_put_depends_on_no_other_that_comes_with_it(chosen: list[int]) -> None:
    texts = [f"New {row}" for row in range(40)]
    before = SPOTS.copy()
    every = put_beside(texts, VECTORS[::-1], VECTORS, SPOTS)
    some = put_beside([texts[row] for row in chosen], VECTORS[::-1][chosen], VECTORS, SPOTS)
    assert (some == every[chosen]).all()
    assert (before == SPOTS).all()
    assert every.min() >= 0
    assert every.max() <= SIDE


def test_two_that_mean_the_same_do_not_cover_each_other() -> None:
    put = put_beside(["One", "Another"], VECTORS[[3, 3]], VECTORS, SPOTS)
    assert tuple(put[0]) != tuple(put[1])
