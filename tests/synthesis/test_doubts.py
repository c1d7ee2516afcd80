"""Which other groups texts come nearest to, each compared with its own group without itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics.pairwise import cosine_similarity

from hrgl.synthesis.grouping.doubts import NO_GROUP, most_alike, other_groups

coarse = st.sampled_from([-1.0, -0.5, 0.0, 0.25, 0.5, 1.0])


@st.composite
def grouped(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, int]:
    number, groups = draw(st.integers(1, 12)), draw(st.integers(1, 4))
    vectors = draw(arrays(np.float32, (number, 3), elements=coarse))
    labels = draw(arrays(np.int64, (number,), elements=st.integers(-1, groups - 1)))
    return vectors, labels, groups


def _middles(vectors: np.ndarray, labels: np.ndarray, groups: int, without: int) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    rest = np.arange(len(vectors)) != without
    return np.stack([units[rest & (labels == g)].sum(axis=0) for g in range(groups)])


@given(grouped())
def test_the_nearest_and_the_doubt_are_those_of_the_cosines_written_out(
    given: tuple[np.ndarray, np.ndarray, int],
) -> None:
    vectors, labels, groups = given
    found = other_groups(vectors, labels, groups)
    for row, own in enumerate(labels):
        middles = _middles(vectors.astype(float), labels, groups, row)
        fits = cosine_similarity(vectors[row : row + 1].astype(float), middles)[0]
        others = [g for g in range(groups) if g != own]
        near = [g for g in found.nearest[row].tolist() if g != NO_GROUP]
        assert set(near) <= set(others)
        assert fits[near] == pytest.approx(sorted(fits[near], reverse=True), abs=1e-5)
        best = max((fits[g] for g in others), default=-1.0)
        if near:
            assert fits[near[0]] == pytest.approx(best, abs=1e-5)
        alone = own >= 0 and not np.any((labels == own) & (np.arange(len(labels)) != row))
        if own < 0 or alone:
            assert found.doubt[row] == pytest.approx(0, abs=1e-6)
        elif abs(np.linalg.norm(middles[own])) > 1e-4:
            assert found.doubt[row] == pytest.approx(max(0.0, best - fits[own]), abs=1e-4)


def test_a_text_whose_vector_is_not_known_is_near_to_nothing() -> None:
    found = other_groups(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([0, 1]), 2)
    assert found.nearest.tolist() == [[NO_GROUP, NO_GROUP], [NO_GROUP, NO_GROUP]]
    assert found.doubt.tolist() == [0, 0]


def test_of_one_that_stands_in_no_group_the_nearest_are_told_without_doubt() -> None:
    vectors = np.array([[1.0, 0.2], [1.0, 0.0], [0.0, 1.0]])
    found = other_groups(vectors, np.array([-1, 0, 1]), 2)
    assert found.nearest[0].tolist() == [0, 1]
    assert found.doubt[0] == 0


def test_a_text_alone_in_its_group_is_in_no_doubt() -> None:
    found = other_groups(np.array([[1.0, 0.0], [1.0, 0.1], [1.0, 0.0]]), np.array([0, 1, 1]), 2)
    assert found.doubt[0] == 0


def test_the_most_alike_come_first_and_what_is_not_known_is_like_nothing() -> None:
    vectors = np.array([[1.0, 0.0], [0.0, 0.0], [1.0, 1.0], [2.0, 0.1], [-1.0, 0.0]])
    assert most_alike(vectors, 0, 5) == [0, 3, 2]
    assert most_alike(vectors, 0, 2) == [0, 3]
    assert most_alike(vectors, 1, 5) == [1]
