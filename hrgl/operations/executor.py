"""Texts go to the model in chunks through one executor: here by default, or a Dask cluster's.

A text's vector does not depend on what else is in its chunk, so chunks may be done anywhere, in
any order, and again when a machine dies under one: the result has the same bits, as long as the
processors are of one kind.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hrgl.errors import NotFound, NotNow
from hrgl.synthesis.vectors import Progress
from hrgl.synthesis.vectors.embedding import Embedder

TEXTS_AT_ONCE = 1000  # texts: some seconds of work, and a megabyte and a half of vectors
CLUSTER_PATIENCE = 10  # seconds for a cluster to answer
Load = Callable[[], Embedder]


class Here(Executor):
    """Does what it is given at once, in this process; what goes wrong is raised on the spot."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it, and return what came out as something that is done."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def encode(
    load: Load, texts: Sequence[str], progress: Progress, *, cluster: str = ""
) -> NDArray[np.float32]:
    """Return a vector a text, in their order, computed here or by the cluster at an address."""
    if not cluster:
        return spread(Here(), load, texts, progress)
    with dask(cluster) as pool:
        return spread(pool, load, texts, progress)


def spread(
    pool: Executor,
    load: Load,
    texts: Sequence[str],
    progress: Progress,
    *,
    chunk: int = TEXTS_AT_ONCE,
) -> NDArray[np.float32]:
    """Return the n × d vectors of `texts`, computed in chunks by `pool`.

    `load` and the texts travel to where the work is done. `progress` hears the share done, from
    above 0 to 1, and at least once a second while others work; it may raise to stop it all.
    """
    order = sorted(set(texts), key=lambda text: (len(text), text))
    chunks = [order[start : start + chunk] for start in range(0, len(order), chunk)]
    futures = []
    for at, part in enumerate(chunks):
        told = partial(_part, progress, at, len(chunks)) if isinstance(pool, Here) else None
        futures.append(pool.submit(compute, load, part, told))
    waiting = set(futures)
    while waiting and not isinstance(pool, Here):
        waiting = wait(waiting, timeout=1, return_when=FIRST_COMPLETED).not_done
        progress(1 - len(waiting) / len(futures))
    vectors: dict[str, NDArray[np.float32]] = {}
    for part, future in zip(chunks, futures, strict=True):
        rows = np.frombuffer(future.result(), dtype="<f4").reshape(len(part), -1)
        vectors.update(zip(part, rows, strict=True))
    return np.stack([vectors[text] for text in texts]) if texts else np.empty((0, 1), np.float32)


def compute(load: Load, texts: list[str], progress: Progress | None = None) -> bytes:
    """One chunk, wherever it is done: its vectors one after another, as float32."""
    return load().encode(texts, progress).astype("<f4").tobytes()


def _part(progress: Progress, at: int, of: int, share: float) -> None:
    progress((at + share) / of)


@contextmanager
def dask(address: str) -> Iterator[Executor]:
    """The executor of a Dask cluster; what is still under way at the end is dropped.

    Raises NotFound where no cluster answers, NotNow when it goes away half-way.
    """
    distributed = _distributed(address)
    with _client(distributed, address) as client:
        try:
            client.wait_for_workers(1, timeout=CLUSTER_PATIENCE)
        except TimeoutError as error:
            raise NotFound(f"The Dask cluster at {address} has no worker. Start one.") from error
        try:
            yield client.get_executor(pure=False)
        except (CancelledError, distributed.KilledWorker) as error:
            raise NotNow(
                f"The Dask cluster at {address} went away half-way. "
                "Look after its scheduler and workers, then start again."
            ) from error
        except ImportError as error:
            raise NotFound(
                f"The Dask cluster at {address} cannot do hrgl's work: {error}. "
                "Start scheduler and workers in hrgl's folder and environment."
            ) from error


def _distributed(address: str) -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise NotFound(
            f"HRGL_DASK names {address}, but Dask is not installed. "
            "Install the packages of requirements-scale.txt, or unset HRGL_DASK."
        ) from error


def _client(distributed: Any, address: str) -> Any:
    try:
        return distributed.Client(address, timeout=CLUSTER_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NotFound(
            f"No Dask cluster answers at {address}. Start its scheduler, or correct HRGL_DASK."
        ) from error
