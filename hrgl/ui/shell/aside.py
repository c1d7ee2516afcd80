"""What is done beside the pages, waited for without holding others up."""

import time
from collections.abc import Iterable
from typing import Any

from hrgl.notes.imports.isolation import PendingReading
from hrgl.ui.shell.page import render_queue


def ready(jobs: Iterable[PendingReading[Any]], until: float) -> bool:
    """Whether these are done, or become so until then; others draw while this page waits."""
    wanted = [job for job in jobs if not job.done]
    if not wanted:
        return True
    with render_queue.away():
        return all(job.wait(until - time.monotonic()) for job in wanted)
