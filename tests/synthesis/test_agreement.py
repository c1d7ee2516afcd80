"""Many cuts and how often they agree: what themes are merged by, and how sure they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from hrgl.synthesis.grouping import clustering
from hrgl.synthesis.grouping.agreement import OF_WORDS, agreement, stability
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.grouping.neighbours import (
    Matrix,
    likeness,
    nearest,
    shared_words,
    smoothed,
    unit,
)
from hrgl.synthesis.naming.phrases import content_words
from tests.fakes import blobs


def alike(texts: list[str], vectors: NDArray[np.floating]) -> tuple[Matrix, ...]:
    words = shared_words([content_words(text) for text in texts])
    return likeness(unit(vectors), words, OF_WORDS)


def test_statements_of_one_clear_theme_stand_together_in_every_cut_of_that_number() -> None:
    texts, vectors = blobs(themes=4, each=15)
    votes = agreement(alike(texts, vectors), 4)
    assert votes.shape == (60, 60)
    assert votes.dtype == np.float64  # a third in half precision is not the third of the others
    assert votes == pytest.approx(votes.T)
    assert votes.min() >= 0
    assert votes.max() == votes[0, 0] == 1
    own = np.kron(np.eye(4), np.ones((15, 15))).astype(bool)
    assert votes[own].min() >= 1 / 3  # the finer cuts may part them, the plain one never does
    assert votes[~own].max() == 0


def test_clear_themes_are_stable_and_mere_noise_is_not() -> None:
    texts, vectors = blobs(themes=4, each=15)
    found = cluster(texts, vectors, 4)
    assert found.stability == (1.0,) * 4
    rng = np.random.default_rng(4)
    noise = cluster([f"Thought {row}" for row in range(200)], rng.normal(size=(200, 64)), 8)
    assert len(noise.stability) == 8
    assert all(share < 0.6 for share in noise.stability)


def test_stability_is_the_same_twice() -> None:
    texts, vectors = blobs(themes=3, each=30)
    labels = np.arange(90) % 5
    first = stability(alike(texts, vectors), labels)
    assert first == stability(alike(texts, vectors), labels)
    assert len(first) == 5


def test_shared_words_draw_statements_together_that_vectors_do_not() -> None:
    texts = [
        "interpreters for the council",
        "parks for the young",
        "paid interpreters",
        "old parks",
    ]
    words = shared_words([content_words(text) for text in texts])
    assert (words @ words.T).toarray().round(6).tolist() == [
        [1, 0, 1, 0],
        [0, 1, 0, 1],
        [1, 0, 1, 0],
        [0, 1, 0, 1],
    ]


def test_words_that_nobody_shares_draw_nothing_together() -> None:
    assert shared_words([["Parks"], ["Rivers"], []]).sum() == 0


def test_nobody_is_their_own_neighbour_and_the_nearest_comes_first() -> None:
    rng = np.random.default_rng(1)
    points = unit(rng.normal(size=(50, 5)))
    near = nearest(points @ points.T, 7)
    assert all(row not in near.rows[row] for row in range(50))
    assert (np.diff(near.likeness, axis=1) <= 0).all()


@given(st.integers(2, 90), st.integers(1, 40), st.booleans(), st.integers(0, 99))
def test_the_neighbours_found_are_those_that_comparing_all_would_find(
    size: int, number: int, equals: bool, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    found = rng.integers(0, 4, (size, size)) / 4 if equals else rng.random((size, size))
    near = nearest(found, number)
    others = np.where(np.eye(size), -2, found)
    number = min(number, size - 1)
    assert np.array_equal(near.likeness, -np.sort(-others, axis=1)[:, :number])
    assert np.array_equal(np.take_along_axis(others, near.rows, axis=1), near.likeness)
    assert all(len(set(row)) == number for row in near.rows.tolist())


def test_smoothing_draws_points_towards_their_like() -> None:
    _, vectors = blobs(themes=3, each=20)
    points = unit(vectors)
    smooth = smoothed(points)
    assert np.linalg.norm(smooth, axis=1) == pytest.approx(np.ones(60))
    own = slice(0, 20)
    assert (smooth[own] @ smooth[own].T).min() > (points[own] @ points[own].T).min()


def test_a_statement_between_two_themes_is_said_to_be_torn() -> None:
    texts, vectors = blobs(themes=2, each=60)
    points = unit(vectors)
    between = unit(np.vstack([points[:60].sum(axis=0), points[60:].sum(axis=0)])).sum(axis=0)
    found = cluster([*texts, "Neither fish nor fowl"], np.vstack([points, between]), 2)
    assert found.torn == (120,)
    assert {found.labels[120], found.neighbours[120]} == {0, 1}


def test_more_statements_than_can_be_compared_are_bundled_and_all_accounted_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts, vectors = blobs(themes=6, each=40)
    monkeypatch.setattr(clustering, "MOST_AT_ONCE", 60)
    found = cluster(texts, vectors, 6)
    assert [len(set(found.labels[start : start + 40])) for start in range(0, 240, 40)] == [1] * 6
    assert sorted(set(found.labels)) == list(range(6))
    order = np.random.default_rng(3).permutation(240)
    again = cluster([texts[row] for row in order], vectors[order], 6)
    assert again.labels == tuple(found.labels[row] for row in order)
    assert again.stability == found.stability


def test_typical_statements_are_those_that_tell_something() -> None:
    texts, vectors = blobs(themes=1, each=8)
    told = [
        "Pay interpreters for public council meetings" if row == 5 else t
        for row, t in enumerate(texts)
    ]
    found = cluster(told, vectors, 1)
    assert found.typical[0][0] == 5
    assert len(found.typical[0]) == 3
