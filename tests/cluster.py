"""A Dask cluster for tests: a scheduler and workers of our own on 127.0.0.1."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hrgl.synthesis.vectors import Progress
from tests.fakes import FakeEmbedder

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Cluster:
    """Where the scheduler answers, and the processes."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def kill(self, number: int) -> None:
        """Let a worker die as if its machine had lost power."""
        self.workers[number].kill()
        self.workers[number].wait()


class SlowEmbedder(FakeEmbedder):
    """Takes a fifth of a second to read a chunk, so that a worker can die over it."""

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        time.sleep(0.2)
        return super().encode(texts, progress)


@contextmanager
def cluster(workers: int) -> Iterator[Cluster]:
    """A scheduler with workers of one thread each; they end with the block, or by themselves."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with ExitStack() as stack:
        scheduler = stack.enter_context(
            _process(
                "dask_scheduler",
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
                "--no-dashboard",
                "--idle-timeout",
                "120s",
            )
        )
        _wait_for(port)
        made = Cluster(f"tcp://127.0.0.1:{port}", scheduler)
        for _ in range(workers):
            process = _process(
                "dask_worker",
                made.address,
                "--no-nanny",
                "--no-dashboard",
                "--nthreads",
                "1",
                "--death-timeout",
                "60",
                "--memory-limit",
                "0",
            )
            made.workers.append(stack.enter_context(process))
        yield made


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@contextmanager
def _process(name: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{name}", *arguments],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
