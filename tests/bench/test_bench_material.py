"""The material of the benchmark: the same each time, of the size asked for, with no row lost."""

from pathlib import Path

import numpy as np
import pytest

from bench import clustering, rivals
from bench.material import DATA, SETS, Job, made, read, split
from tests.fakes import blobs

PAGE = Path(__file__).parents[2] / "docs/clustering.md"


@pytest.fixture
def stock() -> Job:
    texts, vectors = blobs(themes=3, each=20)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    labels = [f"label {row // 20}" for row in range(60)]
    texts = [f"{text} of {label}, and more." for text, label in zip(texts, labels, strict=True)]
    return Job(texts, unit.astype(np.float32), labels)


def test_made_material_is_the_same_twice_and_another_with_another_seed(stock: Job) -> None:
    first, second, other = made(stock, 150), made(stock, 150), made(stock, 150, seed=1)
    assert first.texts == second.texts
    assert first.labels == second.labels
    assert first.vectors.tobytes() == second.vectors.tobytes()
    assert first.texts != other.texts


@pytest.mark.parametrize("size", [1, 60, 500])
def test_made_material_has_the_size_asked_for_and_unit_vectors(stock: Job, size: int) -> None:
    job = made(stock, size)
    assert len(job.texts) == len(job.labels) == len(job.vectors) == size
    assert job.vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(job.vectors, axis=1), 1, atol=1e-5)


def test_made_statements_join_two_of_one_label_and_stay_near_the_first(stock: Job) -> None:
    job = made(stock, 200)
    place = {text: row for row, text in enumerate(stock.texts)}
    for text, vector, label in zip(job.texts, job.vectors, job.labels, strict=True):
        start, clause = text.split(", and more. ")
        row = place[f"{start}, and more."]
        assert stock.labels[row] == label
        assert clause.endswith(f"of {label},")
        assert 0.8 < vector @ stock.vectors[row] < 0.99


@pytest.mark.parametrize("name", SETS)
def test_the_jobs_of_a_set_hold_each_of_its_rows_once(name: str) -> None:
    if not DATA.is_dir():
        pytest.skip(f"The public sets are not in {DATA}.")
    rows = read(name)
    numbers = np.arange(len(rows), dtype=np.float32).reshape(-1, 1)
    parts = split(rows, numbers, SETS[name][1])
    assert sorted(n for part in parts for n in part.vectors[:, 0]) == list(range(len(rows)))
    for part in parts:
        own = [rows[int(number)] for number in part.vectors[:, 0]]
        assert part.texts == [row["text"] for row in own]
        assert part.labels == [row["label"] for row in own]


def test_the_jobs_of_argkp_that_can_be_cut_are_47() -> None:
    if not DATA.is_dir():
        pytest.skip(f"The public sets are not in {DATA}.")
    rows = read("ArgKP, 47 jobs")
    parts = split(rows, np.zeros((len(rows), 1), dtype=np.float32), "label2")
    assert sum(len(set(part.labels)) > 1 for part in parts) == 47


@pytest.mark.parametrize("method", [clustering.ours, *rivals.PLAIN.values()])
def test_a_method_gives_every_statement_a_label(method: rivals.Method, stock: Job) -> None:
    labels = method(stock.texts, stock.vectors, 3, 42)
    assert len(labels) == 60
    assert set(labels) == {0, 1, 2}


def test_figures_are_written_between_the_marks_and_a_part_not_measured_stays() -> None:
    page = "# Title\n\n<!-- figures -->\n<!-- /figures -->\n\nEnd.\n"
    first = clustering.written(page, {"Time and memory": ["old times"]})
    both = clustering.written(first, {"Agreement": ["| a |"]})
    again = clustering.written(both, {"Agreement": ["| b |"]})
    assert again == (
        "# Title\n\n<!-- figures -->\n## Agreement\n\n| b |\n\n"
        "## Time and memory\n\nold times\n\n<!-- /figures -->\n\nEnd.\n"
    )


def test_the_page_of_figures_has_its_marks() -> None:
    page = PAGE.read_text("utf-8")
    assert clustering.written(page, {}).count(clustering.BEGIN) == 1
    assert clustering.END in page
