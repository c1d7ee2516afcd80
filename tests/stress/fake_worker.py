"""A real worker with a stand-in for the model: slow enough to be killed, and new every time."""

import os
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from hrgl.core import jobs
from hrgl.core.database import connect
from hrgl.operations import heartbeat, serving, worker
from tests.fakes import FakeEmbedder

STEPS, A_STEP = 10, 0.1


class SlowEmbedder(FakeEmbedder):
    """Takes a second to read, telling how far it is."""

    def encode(
        self, texts: Sequence[str], progress: Callable[[float], None] | None = None
    ) -> NDArray[np.float32]:
        # the vectors are kept under this name; the next piece of work shall need new ones
        _name_the_model_anew()
        for step in range(STEPS):
            time.sleep(A_STEP)
            if progress is not None:
                progress(step / STEPS)
        return super().encode(texts, progress)


def _name_the_model_anew() -> None:
    os.environ["HRGL_MODEL"] = f"fake-{secrets.token_hex(4)}"


def main(url: str, parent: str = "") -> None:
    """Work as the worker does, but with less patience, because tests have little time."""
    _name_the_model_anew()
    jobs.LOST_AFTER = timedelta(seconds=2)
    heartbeat.BEAT = 0.5
    engine = connect(url)
    print("ready", flush=True)
    if parent:
        serving.end_with(int(parent))
    worker.run(engine, pause=0.1, load=SlowEmbedder)


if __name__ == "__main__":
    main(*sys.argv[1:])
