"""Servers and workers are killed while people write: what a screen confirmed is there.

HRGL_TEST_KILLS says how many are killed in all (100 for the full run, which takes a while).
"""

import asyncio
import itertools
import os
import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from bench.servers import Running, dashboard
from bench.visitor import Disconnected, Visitor
from hrgl.core import jobs
from hrgl.core.database import reading, transaction
from hrgl.core.enums import JobState
from hrgl.core.models import Account, Job, Member
from hrgl.errors import Busy, NotNow
from hrgl.people import sign_ins
from tests.builders import World, statement_ids, world
from tests.stress.processes import (
    Process,
    begin,
    children,
    ended_with_the_test,
    kill_all,
    ready,
    wait_until_gone,
)
from tests.stress.wholeness import require_whole

pytestmark = pytest.mark.stress
KILLS = int(os.environ.get("HRGL_TEST_KILLS", "12"))
SEED = 20230208
# most on SQLite, which writes in the killed process itself; servers and workers in equal parts
OF_EACH = {"sqlite": KILLS * 2 // 5, "postgresql": KILLS - KILLS // 2 - KILLS * 2 // 5}


@dataclass
class Writers:
    """People who save one note after another, and believe only what the screen says."""

    cookies: list[str]
    confirmed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    thinks: float = 0.0
    lives: itertools.count = field(default_factory=itertools.count)  # type: ignore[type-arg]

    async def write(self, url: str, cookie: str, begun: asyncio.Event, over: asyncio.Event) -> None:
        """One person in one tab, until the server is gone or it is over."""
        visitor, life = Visitor(url, token=cookie), next(self.lives)
        with suppress(Disconnected):
            await visitor.open("notes")
            begun.set()
            for turn in itertools.count():
                words = f"* The city answers letter {turn} of person {life} in time"
                page = await visitor.trigger("note-*", "save", {"text": words, "seen": None})
                told = any("Note saved" in toast for toast in page.toasts)
                (self.confirmed if told else self.refused).append(words)
                if over.is_set():
                    break
                await asyncio.sleep(self.thinks)
        with suppress(Disconnected):
            await visitor.close()

    async def all_write(self, url: str, over: asyncio.Event) -> list[asyncio.Task[None]]:
        """Everybody writes; returns when everybody has a page before them."""
        begun = [asyncio.Event() for _ in self.cookies]
        tasks = [
            asyncio.create_task(self.write(url, cookie, each, over))
            for cookie, each in zip(self.cookies, begun, strict=True)
        ]
        await asyncio.gather(*(each.wait() for each in begun))
        return tasks


@pytest.fixture
def here(engine: Engine) -> World:
    with transaction(engine) as session:
        made = world(session)
        statement_ids(session, made)
        return made


@pytest.fixture
def writers(engine: Engine, here: World) -> Writers:
    with transaction(engine) as session:
        people = (here.rapporteur, here.facilitator, here.organiser)
        accounts = [session.get_one(Account, member.account_id) for member in people]
        return Writers([sign_ins.open_door(session, account) for account in accounts])


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def test_what_the_screen_confirmed_is_there_after_the_server_was_killed(
    engine: Engine, writers: Writers
) -> None:
    rng, kills = random.Random(SEED), OF_EACH[engine.dialect.name]
    engine.dispose()
    for turn in range(kills):
        # every other server has a worker beside it, which must not survive it
        with dashboard(_url(engine), HRGL_WORKER=str(turn % 2)) as running:
            server = running.processes[0].pid
            beside = children(server)
            assert len(beside) == turn % 2
            at_first = len(writers.confirmed) + rng.randrange(2)
            if turn == kills - 1:
                at_first = max(at_first, 1)  # else nothing was confirmed that could be lost
            asyncio.run(_killed_while_writing(running, writers, rng, at_first))
            wait_until_gone([server, *beside], within=30)
        require_whole(engine, writers.confirmed)
    print(
        f"\n{engine.dialect.name}: {kills} servers killed, {len(writers.confirmed)} notes "
        f"confirmed and found, {len(writers.refused)} refused"
    )
    assert writers.confirmed
    assert not writers.refused


async def _killed_while_writing(
    running: Running, writers: Writers, rng: random.Random, at_first: int
) -> None:
    """Kill the server soon after people began, or soon after a note more was confirmed."""
    tasks = await writers.all_write(running.url, asyncio.Event())
    while len(writers.confirmed) < at_first:
        await asyncio.sleep(0.01)
    await asyncio.sleep(rng.random() * 1.5)
    running.processes[0].kill()
    await asyncio.gather(*tasks)


def test_work_goes_on_whichever_worker_is_killed_while_people_write(
    engine: Engine, here: World, writers: Writers
) -> None:
    rng, kills = random.Random(SEED + 1), OF_EACH[engine.dialect.name]
    workers: list[Process] = []
    with dashboard(_url(engine), HRGL_WORKER="0") as running, ended_with_the_test(workers):
        asyncio.run(_workers_die(engine, here, writers, running.url, kills, rng, workers))
        _finish_what_is_left(engine, workers)
    require_whole(engine, writers.confirmed)
    with reading(engine) as session:
        ended = Counter(session.exec(select(Job.state)).all())
    print(
        f"\n{engine.dialect.name}: {kills} workers killed, {len(writers.confirmed)} notes "
        f"confirmed and found, work: {dict(ended)}"
    )
    assert set(ended) <= {JobState.DONE, JobState.FAILED, JobState.STOPPED}
    assert ended[JobState.DONE]


async def _workers_die(
    engine: Engine,
    here: World,
    writers: Writers,
    url: str,
    kills: int,
    rng: random.Random,
    workers: list[Process],
) -> None:
    over, writers.thinks = asyncio.Event(), 0.5
    tasks = await writers.all_write(url, over)
    for turn in range(kills):
        _ask_or_stop(engine, here, rng)
        # now and then two at once, of which one survives
        while len(workers) < 1 + turn % 2:
            workers.append(begin("tests.stress.fake_worker", _url(engine)))
            await asyncio.to_thread(ready, workers[-1])
        await asyncio.sleep(rng.random() * 1.5)
        victim = workers.pop(rng.randrange(len(workers)))
        await asyncio.to_thread(kill_all, [victim])
        require_whole(engine, list(writers.confirmed))
    over.set()
    await asyncio.gather(*tasks)


def _ask_or_stop(engine: Engine, here: World, rng: random.Random) -> None:
    with suppress(NotNow, Busy), transaction(engine) as session:
        there = jobs.under_way(session, edition_id=here.edition.id, kind=jobs.PROPOSE)
        if there is not None and rng.random() < 0.2:
            jobs.stop(session, here.organiser, job_id=there.id)
        else:
            jobs.ask_for_proposal(session, here.facilitator, themes=2)


def _finish_what_is_left(engine: Engine, workers: list[Process]) -> None:
    with suppress(NotNow, Busy), transaction(engine) as session:
        [edition_id] = session.exec(select(Job.edition_id).distinct()).all()
        member = session.exec(select(Job.member_id)).first()
        facilitator = session.get_one(Member, member)
        assert facilitator.edition_id == edition_id
        jobs.ask_for_proposal(session, facilitator, themes=2)
    workers.append(ready(begin("tests.stress.fake_worker", _url(engine))))
    _wait_for_the_end(engine)


def _wait_for_the_end(engine: Engine) -> None:
    for _ in range(600):
        with reading(engine) as session:
            states = set(session.exec(select(Job.state)).all())
        if not states & set(jobs.UNDER_WAY):
            return
        time.sleep(0.1)
    pytest.fail("the work was not ended within a minute")
