"""Clusters: every statement in one place, the same each time, honest about doubt (promise 5)."""

import csv
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from hrgl.synthesis.grouping.alternatives import QUEUE
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.grouping.describing import QUEUE_SHARE, Clusters
from hrgl.synthesis.vectors import embedding
from tests.fakes import FakeEmbedder, blobs

CIVIC = Path(__file__).parents[3] / "shared/data/clustering/bowling_green_topics.csv"


def parts(texts: list[str], found: Clusters) -> set[tuple[int, tuple[str, ...]]]:
    """Return each cluster's number with its texts: all that may not change with the order."""
    return {
        (
            label,
            tuple(sorted(t for t, own in zip(texts, found.labels, strict=True) if own == label)),
        )
        for label in set(found.labels)
    }


def changes(texts: list[str], found: Clusters) -> list[object]:
    """Return what other numbers would change, with texts in the place of rows."""
    return [
        (
            other.number,
            other.merges,
            [
                (theme, [(p.statements, texts[p.typical]) for p in parts])
                for theme, parts in other.splits
            ],
        )
        for other in found.others
    ]


@st.composite
def material(draw: st.DrawFn) -> tuple[list[str], NDArray[np.float64]]:
    """Few words and few, small whole numbers, so that ties and repetitions are the rule."""
    size = draw(st.integers(0, 25))
    words = st.sampled_from(["parks", "roads", "schools", "river", "!", "and"])
    texts = [" ".join(draw(st.lists(words, max_size=3))) for _ in range(size)]
    numbers = st.lists(st.integers(-1, 2), min_size=3, max_size=3)
    return texts, np.array([draw(numbers) for _ in range(size)], dtype=float).reshape(size, 3)


@settings(max_examples=150, deadline=None)
@given(material(), st.none() | st.integers(1, 8), st.randoms(use_true_random=False))
def test_every_row_has_one_label_and_shuffled_rows_give_the_same_parts(
    given_: tuple[list[str], NDArray[np.float64]], themes: int | None, chance: random.Random
) -> None:
    texts, vectors = given_
    found = cluster(texts, vectors, themes)
    number = len(found.typical)
    assert len(found.labels) == len(found.fit) == len(found.neighbours) == len(texts)
    assert set(found.labels) <= {QUEUE, *range(number)}
    assert all(label in found.labels for label in range(number))
    assert all(0 <= fit <= 1 for fit in found.fit)
    order = list(range(len(texts)))
    chance.shuffle(order)
    again = cluster([texts[row] for row in order], vectors[order], themes)
    assert parts([texts[row] for row in order], again) == parts(texts, found)
    assert again.fit == tuple(found.fit[row] for row in order)
    assert again.neighbours == tuple(found.neighbours[row] for row in order)
    assert (again.stability, again.cohesion, again.nearness) == (
        found.stability,
        found.cohesion,
        found.nearness,
    )
    assert again.offers == {
        at: found.offers[row] for at, row in enumerate(order) if row in found.offers
    }
    assert changes([texts[row] for row in order], again) == changes(texts, found)


@settings(max_examples=50, deadline=None)
@given(material(), st.integers(1, 30))
def test_as_many_themes_as_asked_for_if_there_are_so_many_distinct_statements(
    given_: tuple[list[str], NDArray[np.float64]], themes: int
) -> None:
    texts, vectors = given_
    found = cluster(texts, vectors, themes)
    distinct = {text for text, fit in zip(texts, found.labels, strict=True) if fit != QUEUE}
    assert len(found.typical) == min(themes, len(distinct))


def test_clear_themes_are_found() -> None:
    texts, vectors = blobs(themes=6, each=20)
    found = cluster(texts, vectors, 6)
    assert [found.labels[start : start + 20] for start in range(0, 120, 20)] == [
        (found.labels[start],) * 20 for start in range(0, 120, 20)
    ]


def test_the_same_twice_and_shuffled_with_noise() -> None:
    rng = np.random.default_rng(7)
    texts, vectors = [f"Thought {row}" for row in range(400)], rng.normal(size=(400, 64))
    order = rng.permutation(400)
    found = cluster(texts, vectors, 12)
    assert cluster(texts, vectors, 12) == found
    shuffled = cluster([texts[row] for row in order], vectors[order], 12)
    assert shuffled.labels == tuple(found.labels[row] for row in order)
    assert found.others
    assert changes([texts[row] for row in order], shuffled) == changes(texts, found)


def test_the_number_of_threads_changes_nothing() -> None:
    code = (
        "import hashlib, numpy as np; from hrgl.synthesis.grouping.clustering import cluster;"
        "v = np.random.default_rng(3).normal(size=(600, 96));"
        "found = cluster([f'Thought {r}' for r in range(600)], v, 12);"
        "print(hashlib.sha256(repr(found).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads},
            capture_output=True,
            check=True,
        ).stdout
        for threads in ("1", "2")
    }
    assert len(digests) == 1


def test_clusters_are_numbered_by_size() -> None:
    texts, vectors = blobs(themes=3, each=10)
    kept = [*range(2), *range(10, 20), *range(20, 26)]
    found = cluster([texts[row] for row in kept], vectors[kept], 3)
    assert found.labels == (2,) * 2 + (0,) * 10 + (1,) * 6


def test_identical_statements_land_together_and_only_one_is_typical() -> None:
    texts, vectors = blobs(themes=3, each=8)
    copies = [0] * 30 + list(range(24))
    found = cluster([texts[row] for row in copies], vectors[copies], 3)
    assert len(set(found.labels[:31])) == 1
    assert Counter(found.labels)[0] == 38
    assert all(len({copies[row] for row in rows}) == len(rows) == 3 for rows in found.typical)


def test_fit_is_the_cosine_to_the_centre_of_the_own_cluster() -> None:
    texts, vectors = blobs(themes=2, each=6)
    found = cluster(texts, vectors, 2)
    rows = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    for first in (0, 6):
        centre = rows[first : first + 6].sum(axis=0)
        cosines = rows[first : first + 6] @ centre / np.linalg.norm(centre)
        assert found.fit[first : first + 6] == pytest.approx(cosines, abs=1e-4)
        assert found.typical[found.labels[first]][0] == first + cosines.argmax()


def test_the_neighbour_is_the_nearest_other_cluster() -> None:
    vectors = np.array([[1, 0, 0], [0.9, 0.1, 0], [0, 1, 0], [0, 0.9, 0.1], [0, 0.4, 1]])
    found = cluster(["a park", "parks", "a road", "roads", "road and river"], vectors, 3)
    numbers = dict(zip(("park", "_", "road", "_", "river"), found.labels, strict=True))
    assert found.neighbours[0] == numbers["road"]
    assert found.neighbours[4] == numbers["road"]


def test_themes_are_found_with_the_fake_model_too() -> None:
    texts = [f"{kind} {number} {kind}s" for kind in ("park", "school") for number in range(9)]
    labels = cluster(texts, FakeEmbedder().encode(texts), 2).labels
    assert labels in {(0,) * 9 + (1,) * 9, (1,) * 9 + (0,) * 9}


@pytest.mark.model
@pytest.mark.skipif(not CIVIC.exists(), reason=f"{CIVIC} is not there")
def test_six_hundred_civic_statements_are_cut_the_same_from_text_to_labels() -> None:
    with CIVIC.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    model = embedding.open_model()
    found = cluster(texts, model.encode(texts), 11)
    order = np.random.default_rng(2).permutation(len(texts))
    shuffled = [texts[row] for row in order]
    again = cluster(shuffled, model.encode(shuffled), 11)
    assert again.labels == tuple(found.labels[row] for row in order)
    assert again.fit == tuple(found.fit[row] for row in order)
    assert len(found.typical) == 11
    assert Counter(found.labels)[QUEUE] <= QUEUE_SHARE * len(texts)
