"""What is said of a grouping: cohesion, nearness, and what another number would change."""

from collections import Counter

import numpy as np
import pytest

from hrgl.synthesis.grouping.alternatives import QUEUE
from hrgl.synthesis.grouping.clustering import MOST_AT_ONCE, cluster
from tests.fakes import blobs


def test_cohesion_is_the_mean_fit_of_all_rows_of_a_theme() -> None:
    texts, vectors = blobs(themes=3, each=8)
    copies = [0] * 5 + list(range(24))
    found = cluster([texts[row] for row in copies], vectors[copies], 3)
    assert len(found.cohesion) == 3
    for number, cohesion in enumerate(found.cohesion):
        fits = [f for f, label in zip(found.fit, found.labels, strict=True) if label == number]
        assert cohesion == pytest.approx(np.mean(fits), abs=1e-4)


def test_nearness_is_the_greatest_cosine_to_another_centre() -> None:
    vectors = np.array([[1, 0, 0], [0.9, 0.1, 0], [0, 1, 0], [0, 0.9, 0.1], [0, 0.4, 1]])
    found = cluster(["a park", "parks", "a road", "roads", "road and river"], vectors, 3)
    roads, river = found.labels[2], found.labels[4]
    assert found.nearness[roads] is not None
    assert found.nearness[roads] == (river, found.nearness[river][1])  # type: ignore[index]
    assert cluster(["a park"], vectors[:1]).nearness == (None,)


def test_fewer_themes_are_told_by_those_that_fall_together_and_more_by_parts_that_add_up() -> None:
    rng = np.random.default_rng(2)
    groups = np.repeat(np.eye(6), 20, axis=0)
    groups[:20, 1] = 0.9  # the first two kinds stand side by side
    texts = [f"Statement {row:04}" for row in range(120)]
    found = cluster(texts, groups + rng.normal(size=(120, 6)) * 0.15, 5)
    sizes = Counter(found.labels)
    assert any(other.merges for other in found.others)
    assert any(other.splits for other in found.others)
    for other in found.others:
        assert other.number != len(found.typical)
        gone = sum(len(merged) - 1 for merged in other.merges)
        come = sum(len(parts) - 1 for _, parts in other.splits)
        assert len(found.typical) - gone + come == other.number
        assert not (other.merges and other.splits)
        for theme, parts in other.splits:
            assert sum(part.statements for part in parts) == sizes[theme]
            assert all(found.labels[part.typical] == theme for part in parts)


def test_what_lies_apart_is_what_one_more_theme_would_part() -> None:
    texts, vectors = blobs(themes=6, each=20)
    vectors[100:] = vectors[80:100] + np.random.default_rng(1).normal(size=64) * 1.5
    found = cluster(texts, vectors, 5)
    [both] = {found.labels[80], found.labels[100]}
    [six] = [other for other in found.others if other.number == 6]
    [(theme, parts)] = six.splits
    assert theme == both
    assert [part.statements for part in parts] == [20, 20]
    assert {part.typical < 100 for part in parts} == {True, False}


def test_more_statements_than_are_compared_at_once_have_other_numbers_too() -> None:
    texts, vectors = blobs(themes=8, each=MOST_AT_ONCE // 8 + 40)
    found = cluster(texts, vectors, 6)
    sizes = Counter(label for label in found.labels if label != QUEUE)
    assert [other.number for other in found.others if other.splits]
    for other in found.others:
        for theme, parts in other.splits:
            assert sum(part.statements for part in parts) == sizes[theme]
