"""Which other groups texts come nearest to, each compared with its own group without itself."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.linear_model import Ridge
from sklearn.metrics.pairwise import cosine_similarity

from hrgl.synthesis.grouping.doubts import (
    NEARLY,
    NO_DOUBT,
    NO_GROUP,
    most_alike,
    most_doubted,
    other_groups,
)
from tests.fakes import blobs

coarse = st.sampled_from([-1.0, -0.5, 0.0, 0.25, 0.5, 1.0])


@st.composite
def grouped(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, int]:
    number, groups = draw(st.integers(1, 12)), draw(st.integers(1, 4))
    vectors = draw(arrays(np.float32, (number, 3), elements=coarse))
    labels = draw(arrays(np.int64, (number,), elements=st.integers(-1, groups - 1)))
    return vectors, labels, groups


def _claims(
    vectors: np.ndarray, labels: np.ndarray, groups: int, row: int
) -> tuple[np.ndarray, np.ndarray]:
    """The cosines of a text with the middles of groups, and what each claims, it standing in none.

    Written out: the middles and the regression are made of the others only.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    stands = labels[:, None] == np.arange(groups)
    sizes = stands[lengths[:, 0] > 0].sum(axis=0)
    placed = (labels >= 0) & (lengths[:, 0] > 0)
    weights = np.where(placed, 1 / np.sqrt(np.maximum(sizes[labels], 1)), 0)
    weights *= placed.sum() / max(weights.sum(), 1e-9)
    rest = np.arange(len(vectors)) != row
    middles = np.stack([units[rest & stands[:, g]].sum(axis=0) for g in range(groups)])
    near = cosine_similarity(units[row : row + 1], middles)[0]
    said = np.zeros(groups)
    if weights[rest].any():
        taught = Ridge(alpha=1).fit(units[rest], stands[rest], sample_weight=weights[rest])
        said = taught.predict(units[row : row + 1]).reshape(groups)
    return near, (near + said) / 2


@given(grouped())
def test_the_nearest_and_the_doubt_are_those_of_the_others_alone(
    given: tuple[np.ndarray, np.ndarray, int],
) -> None:
    vectors, labels, groups = given
    found = other_groups(vectors, labels, groups)
    known = vectors.any(axis=1)
    for row, own in enumerate(labels):
        near, claims = _claims(vectors.astype(float), labels, groups, row)
        others = [g for g in range(groups) if near[g] > 1e-6 and not (g == own and known[row])]
        told = [g for g in found.nearest[row].tolist() if g != NO_GROUP]
        assert set(told) <= {g for g in range(groups) if near[g] > -1e-6}
        assert len(told) >= min(3, len(others))
        company = np.count_nonzero((labels == own) & known)
        if own < 0 or not known[row] or company < 2 or not told:
            assert found.doubt[row] == NO_DOUBT
        elif others:
            assert claims[told] == pytest.approx(sorted(claims[told], reverse=True), abs=1e-5)
            expected = np.clip(claims[others].max() - claims[own], -1, 1)
            assert found.doubt[row] == pytest.approx(expected, abs=1e-4)


def test_a_text_whose_vector_is_not_known_is_near_to_nothing() -> None:
    found = other_groups(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([0, 1]), 2)
    assert found.nearest.tolist() == [[NO_GROUP, NO_GROUP], [NO_GROUP, NO_GROUP]]
    assert found.doubt.tolist() == [NO_DOUBT, NO_DOUBT]


def test_of_one_that_stands_in_no_group_the_nearest_are_told_without_doubt() -> None:
    vectors = np.array([[1.0, 0.2], [1.0, 0.0], [0.0, 1.0]])
    found = other_groups(vectors, np.array([-1, 0, 1]), 2)
    assert found.nearest[0].tolist() == [0, 1]
    assert found.doubt[0] == NO_DOUBT


@pytest.mark.parametrize("seed", range(5))
def test_what_was_put_into_another_group_is_doubted_most(seed: int) -> None:
    texts, vectors = blobs(themes=4, each=25)
    labels = np.arange(len(texts)) // 25
    moved = np.random.default_rng(seed).choice(len(texts), 10, replace=False)
    labels[moved] = (labels[moved] + 1) % 4
    doubt = other_groups(vectors, labels, 4).doubt
    assert set(np.argsort(-doubt)[:10].tolist()) == set(moved.tolist())


def test_a_text_alone_in_its_group_is_in_no_doubt() -> None:
    found = other_groups(np.array([[1.0, 0.0], [1.0, 0.1], [1.0, 0.0]]), np.array([0, 1, 1]), 2)
    assert found.doubt[0] == NO_DOUBT


@given(
    arrays(np.float64, st.integers(0, 90), elements=st.floats(-1, 1)),
    st.randoms(use_true_random=False),
)
def test_a_tenth_is_to_be_looked_at_first_and_five_in_any_case(
    doubt: np.ndarray, chance: Random
) -> None:
    asked = np.array([chance.random() < 0.7 for _ in doubt], dtype=bool)
    found = most_doubted(doubt, asked)
    rest = np.setdiff1d(np.flatnonzero(asked & (doubt > NEARLY)), found)
    assert asked[found].all()
    assert (doubt[found] > NEARLY).all()
    assert len(found) <= max(-(-asked.sum() // 10), 5)
    assert len(rest) == 0 or len(found) == max(-(-asked.sum() // 10), 5)
    assert (np.diff(doubt[found].round(2)) <= 0).all()
    if len(rest):
        assert doubt[rest].max().round(2) <= doubt[found].min().round(2)


def test_the_most_alike_come_first_and_what_is_not_known_is_like_nothing() -> None:
    vectors = np.array([[1.0, 0.0], [0.0, 0.0], [1.0, 1.0], [2.0, 0.1], [-1.0, 0.0]])
    assert most_alike(vectors, 0, 5) == [0, 3, 2]
    assert most_alike(vectors, 0, 2) == [0, 3]
    assert most_alike(vectors, 1, 5) == [1]
