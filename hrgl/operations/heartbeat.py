"""Signs of life and progress that the worker gives while it works."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from hrgl.core import jobs
from hrgl.core.database import transaction
from hrgl.core.jobs import Claim
from hrgl.errors import HrglError

_logger = logging.getLogger("hrgl.operations.worker")
ReportProgress = Callable[[float, str], None]
BEAT = 10.0  # seconds between two signs of life
LAST_BEAT_WITHIN = 10.0  # seconds for the last sign of life to be given


@contextmanager
def signs_of_life(engine: Engine, held: Claim) -> Iterator[None]:
    """Give signs of life during the work; when told to end, let go of it in good order."""
    over = Event()
    heart = Thread(target=_beat, args=(engine, held, over), daemon=True)
    heart.start()
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        with suppress(HrglError), transaction(engine) as session:
            jobs.give_back(session, held)
        raise
    finally:
        over.set()
        heart.join(LAST_BEAT_WITHIN)


def _beat(engine: Engine, held: Claim, over: Event) -> None:
    # a thread of its own, because loading a model or grouping reports nothing for a minute
    while not over.wait(BEAT):
        try:
            with transaction(engine) as session:
                jobs.beat(session, held)
        except jobs.NoLongerOurs:
            return
        except (HrglError, SQLAlchemyError) as error:
            _logger.warning("No sign of life could be given: %s", error)


def progress_reporter(engine: Engine, held: Claim) -> ReportProgress:
    """What the work calls to say how far it has come."""
    last = [0.0]

    def report(progress: float, message: str) -> None:
        # a short transaction each, but not more often than people can read
        if time.monotonic() - last[0] >= 0.5:
            last[0] = time.monotonic()
            with transaction(engine) as session:
                jobs.report(session, held, progress=progress, message=message)

    return report
