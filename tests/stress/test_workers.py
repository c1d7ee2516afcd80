"""Several workers over one database, and a worker whose dashboard is killed while it works."""

import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from hrgl.core import jobs
from hrgl.core.database import reading, transaction
from hrgl.core.enums import JobState
from hrgl.core.models import Job
from tests.builders import statement_ids, world
from tests.stress.processes import (
    ROOT,
    Process,
    begin,
    children,
    ended_with_the_test,
    ready,
    wait_until_gone,
)
from tests.stress.wholeness import require_whole

pytestmark = pytest.mark.stress
EDITIONS = 4
PARENT = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-m", "tests.stress.fake_worker", sys.argv[1], str(os.getpid())])
time.sleep(600)
"""


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def _ask(engine: Engine, editions: int) -> None:
    with transaction(engine) as session:
        for number in range(editions):
            here = world(session, code=f"205{number}")
            statement_ids(session, here)
            jobs.ask_for_proposal(session, here.facilitator, themes=2)


def _jobs(engine: Engine) -> list[Job]:
    with reading(engine) as session:
        return list(session.exec(select(Job)).all())


def _wait(engine: Engine, so: Callable[[list[Job]], bool]) -> None:
    until = time.monotonic() + 60
    while not so(_jobs(engine)):
        assert time.monotonic() < until, [job.state for job in _jobs(engine)]
        time.sleep(0.05)


def test_two_workers_share_the_work_and_do_each_piece_once(engine: Engine) -> None:
    _ask(engine, EDITIONS)
    workers: list[Process] = []
    with ended_with_the_test(workers):
        workers += [begin("tests.stress.fake_worker", _url(engine)) for _ in range(2)]
        together = 0
        while any(job.state in jobs.UNDER_WAY for job in _jobs(engine)):
            running = [job for job in _jobs(engine) if job.state is JobState.RUNNING]
            together = max(together, len(running))
            assert all(worker.poll() is None for worker in workers)
            time.sleep(0.05)
    assert together == 2
    assert {job.state for job in _jobs(engine)} == {JobState.DONE}
    require_whole(engine)


def test_a_worker_ends_with_its_dashboard_and_hands_back_what_it_was_doing(engine: Engine) -> None:
    _ask(engine, 1)
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, _url(engine)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with ended_with_the_test([parent]):
        ready(parent)
        [worker] = children(parent.pid)
        _wait(engine, lambda found: found[0].state is JobState.RUNNING)
        parent.kill()
        parent.wait(20)
        wait_until_gone([worker], within=20)
    [job] = _jobs(engine)
    # it may just have been ready: then it is whole
    assert job.state in {JobState.WAITING, JobState.DONE}
    require_whole(engine)
