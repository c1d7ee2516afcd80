"""Reading texts on a Dask cluster of one worker and of two: `python -m bench.scale`.

Workers of one thread each on this machine, with the real model: texts a second, the ratio, and
whether the bits are those computed here – also when a worker is killed half-way.
"""

import argparse
import importlib.util
import time
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bench.embedding import DATA, texts
from hrgl.operations import executor
from hrgl.synthesis.vectors import embedding
from tests.cluster import Cluster, cluster

CHUNK = 100  # texts; small, so that there is something to share out


def quiet(_share: float) -> None:
    """Hear nothing."""


def run(made: Cluster, told: list[str], kill: bool = False) -> tuple[float, NDArray[np.float32]]:
    """Return texts a second and the vectors; with `kill`, a worker dies half-way."""
    name = embedding.kept_as(embedding.DEFAULT_MODEL)
    load = partial(embedding.load_once, name)
    killed: list[float] = []

    def listen(share: float) -> None:
        if kill and share >= 0.4 and not killed:
            killed.append(share)
            made.kill(0)

    with executor.dask(made.address) as pool:
        # the model is loaded once a process, before anything is measured
        warm = [pool.submit(executor.compute, load, told[at : at + 1]) for at in range(8)]
        assert all(future.result() for future in warm)
        began = time.perf_counter()
        found = executor.spread(pool, load, told, listen, chunk=CHUNK)
        return len(told) / (time.perf_counter() - began), found


def main() -> None:
    """Print the table: a line for each cluster."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=2000)
    asked = parser.parse_args()
    if not DATA.is_dir() or importlib.util.find_spec("distributed") is None:
        print(f"Skipped: it wants the sets in {DATA} and the packages of requirements-scale.txt.")
        return
    told = texts(asked.texts)
    here = executor.encode(
        partial(embedding.load_once, embedding.kept_as(embedding.DEFAULT_MODEL)), told, quiet
    )
    print("| workers | texts/s | ratio | same bits as here |\n|---|---|---|---|")
    one = 0.0
    for workers, kill in ((1, False), (2, False), (2, True)):
        with cluster(workers) as made:
            speed, found = run(made, told, kill)
        one = one or speed
        label = f"{workers}, one killed half-way" if kill else str(workers)
        same = "yes" if np.array_equal(found, here) else "NO"
        print(f"| {label} | {speed:.0f} | {speed / one:.2f} | {same} |", flush=True)


if __name__ == "__main__":
    main()
