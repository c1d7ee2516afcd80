"""Chunks of texts through one executor: the same bits here and on a cluster (promise 5)."""

import importlib.util
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from hrgl.errors import NotFound, NotNow
from hrgl.operations import executor, worker
from hrgl.operations.executor import Here, encode, spread
from hrgl.synthesis.vectors import embedding
from tests.cluster import Cluster, SlowEmbedder, cluster
from tests.fakes import FakeEmbedder

TEXTS = [f"Statement {number} about parks and schools" for number in range(230)]
NOBODY = "tcp://127.0.0.1:9"

with_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None and os.environ.get("CI") != "true",
    reason="distributed is not installed (requirements-scale.txt)",
)


@pytest.fixture(scope="module")
def two() -> Iterator[Cluster]:
    with cluster(2) as made:
        yield made


def quiet(_share: float) -> None:
    """Hear nothing."""


def test_chunks_come_back_in_the_order_of_the_texts_however_often_a_text_occurs() -> None:
    fake = FakeEmbedder()
    texts = [*TEXTS[::-1], TEXTS[3], TEXTS[3]]
    found = spread(Here(), lambda: fake, texts, quiet, chunk=50)
    assert np.array_equal(found, FakeEmbedder().encode(texts))
    assert [len(part) for part in fake.seen] == [50, 50, 50, 50, 30]


def test_progress_rises_to_one_over_all_chunks() -> None:
    heard: list[float] = []
    spread(Here(), FakeEmbedder, TEXTS, heard.append, chunk=100)
    assert heard == [pytest.approx(share) for share in (1 / 3, 2 / 3, 1)]


def test_any_executor_will_do() -> None:
    heard: list[float] = []
    with ThreadPoolExecutor(2) as pool:
        found = spread(pool, FakeEmbedder, TEXTS, heard.append, chunk=50)
    assert np.array_equal(found, FakeEmbedder().encode(TEXTS))
    assert heard == sorted(heard)
    assert heard[-1] == 1


def test_no_texts_give_no_rows_and_load_no_model() -> None:
    assert len(encode(lambda: pytest.fail("it was loaded"), [], quiet)) == 0


def test_without_dask_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NotFound, match=r"Install the packages of requirements-scale\.txt"):
        encode(FakeEmbedder, TEXTS, quiet, cluster=NOBODY)


@with_dask
@pytest.mark.parametrize("address", [NOBODY, "no-such-way://127.0.0.1:9"])
def test_a_cluster_that_does_not_answer_is_said_in_a_sentence(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executor, "CLUSTER_PATIENCE", 1)
    with pytest.raises(NotFound, match=f"No Dask cluster answers at {address}"):
        encode(FakeEmbedder, TEXTS, quiet, cluster=address)


@with_dask
def test_a_cluster_without_workers_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "CLUSTER_PATIENCE", 1)
    with cluster(0) as made, pytest.raises(NotFound, match="has no worker"):
        encode(FakeEmbedder, TEXTS, quiet, cluster=made.address)


@with_dask
def test_a_cluster_gives_the_vectors_that_are_computed_here(two: Cluster) -> None:
    heard: list[float] = []
    with executor.dask(two.address) as pool:
        found = spread(pool, FakeEmbedder, TEXTS, heard.append, chunk=20)
    assert np.array_equal(found, FakeEmbedder().encode(TEXTS))
    assert heard == sorted(heard)
    assert heard[-1] == 1


@with_dask
def test_what_a_worker_refuses_is_said_here(two: Cluster) -> None:
    nowhere = partial(embedding.verify, embedding.Path("/nowhere"), "")
    with pytest.raises(NotFound, match="holds no model"):
        encode(nowhere, TEXTS, quiet, cluster=two.address)  # type: ignore[arg-type]


@with_dask
def test_work_on_a_cluster_can_be_stopped(two: Cluster) -> None:
    def stop(_share: float) -> None:
        raise NotNow("Stopped.")

    with pytest.raises(NotNow, match="Stopped"), executor.dask(two.address) as pool:
        spread(pool, SlowEmbedder, TEXTS, stop, chunk=10)


@with_dask
def test_a_cluster_that_goes_away_is_said_in_a_sentence() -> None:
    def pull_the_plug(made: Cluster, share: float) -> None:
        if share >= 0.3:
            made.scheduler.kill()

    with (
        pytest.raises(NotNow, match="went away half-way"),
        cluster(1) as made,
        executor.dask(made.address) as pool,
    ):
        spread(pool, SlowEmbedder, TEXTS, partial(pull_the_plug, made), chunk=10)


@with_dask
def test_a_worker_killed_half_way_changes_nothing() -> None:
    with cluster(2) as made, executor.dask(made.address) as pool:
        killed: list[float] = []

        def kill(share: float) -> None:
            if share >= 0.3 and not killed:
                killed.append(share)
                made.kill(0)

        found = spread(pool, SlowEmbedder, TEXTS, kill, chunk=10)
    assert killed
    assert killed[0] < 1
    assert np.array_equal(found, FakeEmbedder().encode(TEXTS))


@with_dask
@pytest.mark.model
def test_the_real_model_gives_the_same_bits_on_a_cluster(
    two: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = worker._encode(worker.load_model, worker._model(), TEXTS[:60], quiet)
    monkeypatch.setenv("HRGL_DASK", two.address)
    there = worker._encode(worker.load_model, worker._model(), TEXTS[:60], quiet)
    assert np.array_equal(here, there)
    assert np.array_equal(here, worker.load_model().encode(TEXTS[:60]))
