"""Clusters at the edges: doubt, emptiness, repetition and damage."""

from collections import Counter

import numpy as np
import pytest

from hrgl.errors import NotValid
from hrgl.synthesis.grouping.alternatives import QUEUE
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.grouping.describing import QUEUE_SHARE, Clusters
from tests.fakes import blobs

EMPTY = Clusters((), (), (), (), (), (), (), (), {}, ())


def test_what_has_no_words_or_no_vector_waits_in_the_queue() -> None:
    texts, vectors = blobs(themes=2, each=10)
    found = cluster(
        ["!", "and so on", *texts, "Lost"], np.vstack([vectors[:2], vectors, np.zeros(64)])
    )
    assert [row for row, label in enumerate(found.labels) if label == QUEUE] == [0, 1, 22]
    assert found.fit[0] == 0
    assert found.neighbours[22] == -1


def test_what_says_nothing_by_itself_waits_in_the_queue_without_an_offer() -> None:
    texts, vectors = blobs(themes=2, each=10)
    empty = ["ok", "Hello everyone", "😀", "2023", "Thanks!"]
    found = cluster([*empty, *texts], np.vstack([vectors[:5], vectors]), 2)
    assert [row for row, label in enumerate(found.labels) if label == QUEUE] == [0, 1, 2, 3, 4]
    assert found.offers == {}


def test_a_statement_near_no_theme_waits_with_the_nearest_one_offered() -> None:
    texts, vectors = blobs(themes=2, each=30)
    stray = np.full(64, 0.01) - vectors.mean(axis=0)
    found = cluster([*texts, "Stray"], np.vstack([vectors, stray]), 2)
    assert found.labels[-1] == QUEUE
    assert found.neighbours[-1] in {0, 1}
    [(nearest, fit), (_, less)] = found.offers[60]
    assert (nearest, fit) == (found.neighbours[-1], found.fit[-1])
    assert fit >= less
    assert Counter(found.labels)[QUEUE] == 1


def test_the_queue_stays_small_even_where_nothing_fits() -> None:
    rng = np.random.default_rng(5)
    vectors = rng.normal(size=(1000, 300))
    found = cluster([f"Thought {row}" for row in range(1000)], vectors, 5)
    assert 0 < Counter(found.labels)[QUEUE] <= QUEUE_SHARE * 1000


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_a_handful_of_statements_is_one_theme_or_none(size: int) -> None:
    texts, vectors = blobs(themes=3, each=1)
    found = cluster(texts[:size], vectors[:size])
    assert found.labels == (0,) * size
    assert found.neighbours == (-1,) * size
    assert len(found.typical) == min(size, 1)


def test_no_statements_need_no_dimensions() -> None:
    assert cluster([], np.empty((0, 1), np.float32), 12) == EMPTY


def test_only_identical_statements_are_one_theme() -> None:
    found = cluster(["Parks"] * 5, np.ones((5, 3)), 4)
    assert found == Clusters(
        (0,) * 5, (1.0,) * 5, ((0,),), (-1,) * 5, (), (1.0,), (1.0,), (None,), {}, ()
    )


def test_different_words_with_one_vector_are_still_cut_into_the_number_asked_for() -> None:
    found = cluster([f"Thought {row}" for row in range(40)], np.ones((40, 3)), 7)
    assert len(found.typical) == 7


def test_separate_groups_without_any_link_can_be_merged() -> None:
    texts, vectors = [f"Thought {row}" for row in range(60)], np.repeat(np.eye(4), 15, axis=0)
    assert len(cluster(texts, vectors, 2).typical) == 2


@pytest.mark.parametrize("themes", [0, -3])
def test_fewer_than_one_theme_is_refused(themes: int) -> None:
    with pytest.raises(NotValid, match="at least one theme") as refused:
        cluster(["Parks"], np.ones((1, 3)), themes)
    assert refused.value.field == "themes"


@pytest.mark.parametrize("hole", [np.nan, np.inf])
def test_damaged_vectors_are_refused(hole: float) -> None:
    with pytest.raises(NotValid, match="damaged"):
        cluster(["Parks", "Roads"], np.array([[1, 0], [hole, 1]]))


def test_texts_and_vectors_must_match() -> None:
    with pytest.raises(ValueError, match="2 texts, but 1 vectors"):
        cluster(["Parks", "Roads"], np.ones((1, 3)))
