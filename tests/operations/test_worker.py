"""Long work survives: stopped, lost, taken up again, and kept whole or not at all."""

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from hrgl.core import audit, jobs
from hrgl.core.columns import now
from hrgl.core.database import reading, transaction
from hrgl.core.enums import JobState
from hrgl.core.jobs import Claim, NoLongerOurs
from hrgl.core.models import AuditEntry, Clustering, Job
from hrgl.errors import Busy, HrglError, NotAllowed, NotFound, NotNow
from hrgl.operations import grouped, heartbeat, worker
from tests.builders import LINES, World, statement_ids, world
from tests.fakes import FakeEmbedder


@pytest.fixture
def here(engine: Engine) -> World:
    with transaction(engine) as session:
        made = world(session)
        statement_ids(session, made, LINES)
        return made


@pytest.fixture
def asked(engine: Engine, here: World) -> Job:
    """Work that waits to be done."""
    with transaction(engine) as session:
        return jobs.ask_for_proposal(session, here.facilitator, themes=2)


def _claim(engine: Engine) -> Claim | None:
    with transaction(engine) as session:
        return jobs.claim(session)


def _claimed(engine: Engine) -> Claim:
    held = _claim(engine)
    assert held is not None
    return held


def _job(engine: Engine, job_id: int) -> Job:
    with reading(engine) as session:
        return session.get_one(Job, job_id)


def _lose(engine: Engine, job_id: int) -> None:
    """Let it look as if nothing had been heard of the work for too long."""
    with transaction(engine) as session:
        session.get_one(Job, job_id).heartbeat_at = now() - 2 * jobs.LOST_AFTER


def _stop(engine: Engine, here: World, job_id: int) -> None:
    with transaction(engine) as session:
        jobs.stop(session, here.facilitator, job_id=job_id)


def _proposals(engine: Engine) -> int:
    with reading(engine) as session:
        return len(session.exec(select(Clustering.id)).all())


class Meanwhile(FakeEmbedder):
    """Something happens while the texts are read."""

    def __init__(self, happens: Callable[[], object]) -> None:
        super().__init__()
        self.happens = happens

    def encode(self, texts, progress=None):  # type: ignore[no-untyped-def]
        self.happens()
        time.sleep(0.6)  # reports come no more often than people can read
        return super().encode(texts, progress)


def test_stopped_work_says_who_stopped_it_and_leaves_one_entry(
    engine: Engine, here: World, asked: Job
) -> None:
    _stop(engine, here, asked.id)
    job = _job(engine, asked.id)
    assert (job.state, job.message) == (JobState.STOPPED, f"{here.facilitator.name} stopped it.")
    assert job.finished_at is not None
    with reading(engine) as session:
        latest = audit.history(session, edition_id=here.edition.id)[0]
    assert (latest.act, latest.subject_id) == ("proposal.stopped", asked.id)
    assert _claim(engine) is None


def test_only_who_may_ask_for_a_proposal_may_stop_it(
    engine: Engine, here: World, asked: Job
) -> None:
    with transaction(engine) as session, pytest.raises(NotAllowed, match="may not ask"):
        jobs.stop(session, here.steering, job_id=asked.id)
    with transaction(engine) as session:
        elsewhere = world(session, code="2032")
    with transaction(engine) as session, pytest.raises(NotFound, match="This job is not"):
        jobs.stop(session, elsewhere.organiser, job_id=asked.id)
    assert _job(engine, asked.id).state is JobState.WAITING


def test_what_has_ended_cannot_be_stopped(engine: Engine, here: World, asked: Job) -> None:
    assert worker.work_once(engine, load=FakeEmbedder)
    with transaction(engine) as session, pytest.raises(NotNow, match="ended already"):
        jobs.stop(session, here.facilitator, job_id=asked.id)
    assert _job(engine, asked.id).state is JobState.DONE


def test_the_worker_notices_that_its_work_was_stopped_and_keeps_nothing(
    engine: Engine, here: World, asked: Job
) -> None:
    model = Meanwhile(lambda: _stop(engine, here, asked.id))
    assert worker.work_once(engine, load=lambda: model)
    assert _job(engine, asked.id).state is JobState.STOPPED
    assert _proposals(engine) == 0
    with transaction(engine) as session:
        jobs.ask_for_proposal(session, here.facilitator, themes=2)
    assert worker.work_once(engine, load=FakeEmbedder)
    assert _proposals(engine) == 1


def test_work_stopped_at_the_last_moment_keeps_nothing(
    engine: Engine, here: World, asked: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        grouped, "as_kept", lambda *_: _stop(engine, here, asked.id) or {"themes": [], "queue": []}
    )
    worker.work_once(engine, load=FakeEmbedder)
    assert _job(engine, asked.id).state is JobState.STOPPED
    assert _proposals(engine) == 0


def test_a_proposal_and_the_end_of_its_work_are_kept_together_or_not_at_all(
    engine: Engine, here: World, asked: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "succeed", broken)
    worker.work_once(engine, load=FakeEmbedder)
    assert _proposals(engine) == 0
    assert _job(engine, asked.id).message.startswith("Something went wrong (")
    with reading(engine) as session:
        acts = session.exec(select(AuditEntry.act)).all()
    assert "themes.proposed" not in acts


def test_lost_work_is_taken_up_again_by_any_worker(engine: Engine, asked: Job) -> None:
    _claimed(engine)
    assert not worker.work_once(engine, load=FakeEmbedder)
    _lose(engine, asked.id)
    assert worker.work_once(engine, load=FakeEmbedder)
    assert _job(engine, asked.id).state is JobState.DONE
    assert _proposals(engine) == 1


def test_a_worker_that_was_thought_lost_cannot_write_any_more(engine: Engine, asked: Job) -> None:
    sleeper = _claimed(engine)
    _lose(engine, asked.id)
    second = _claimed(engine)
    assert _job(engine, asked.id).message == "Started again"
    for late in (
        lambda s: jobs.beat(s, sleeper),
        lambda s: jobs.report(s, sleeper, progress=0.9, message="Nearly there"),
        lambda s: jobs.succeed(s, sleeper, "Ready", {}),
        lambda s: jobs.fail(s, sleeper, "It failed"),
        lambda s: jobs.give_back(s, sleeper),
    ):
        with pytest.raises(NoLongerOurs), transaction(engine) as session:
            late(session)
    with transaction(engine) as session:
        jobs.succeed(session, second, "The proposal is ready", {"clustering": 1})
    assert _job(engine, asked.id).result == {"clustering": 1}


def test_work_that_wakes_up_after_it_was_done_elsewhere_leaves_one_proposal(
    engine: Engine, asked: Job
) -> None:
    def another_worker_is_quicker() -> None:
        _lose(engine, asked.id)
        assert worker.work_once(engine, load=FakeEmbedder)

    model = Meanwhile(another_worker_is_quicker)
    assert worker.work_once(engine, load=lambda: model)
    assert _proposals(engine) == 1
    assert _job(engine, asked.id).state is JobState.DONE


def test_work_that_is_lost_three_times_fails_in_words(engine: Engine, asked: Job) -> None:
    for _ in range(jobs.MOST_LOSSES):
        _claimed(engine)
        _lose(engine, asked.id)
    assert _claim(engine) is None
    job = _job(engine, asked.id)
    assert (job.state, job.message) == (
        JobState.FAILED,
        "It stopped without a word 3 times. Ask an organiser.",
    )


def test_work_handed_back_in_good_order_is_no_loss_and_begins_at_once(
    engine: Engine, asked: Job
) -> None:
    for _ in range(jobs.MOST_LOSSES + 1):
        held = _claimed(engine)
        with transaction(engine) as session:
            jobs.give_back(session, held)
    assert worker.work_once(engine, load=FakeEmbedder)
    assert _job(engine, asked.id).state is JobState.DONE


def test_a_worker_told_to_end_hands_its_work_back(engine: Engine, asked: Job) -> None:
    def told_to_end() -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        worker.work_once(engine, load=lambda: Meanwhile(told_to_end))
    assert _job(engine, asked.id).state is JobState.WAITING
    assert worker.work_once(engine, load=FakeEmbedder)


def test_work_that_finds_the_database_busy_is_begun_again(engine: Engine, asked: Job) -> None:
    def busy() -> None:
        raise Busy("The database is busy.")

    assert worker.work_once(engine, load=lambda: Meanwhile(busy))
    assert _job(engine, asked.id).state is JobState.WAITING
    assert worker.work_once(engine, load=FakeEmbedder)
    assert _job(engine, asked.id).state is JobState.DONE


def test_work_that_reports_nothing_for_long_is_not_taken_for_lost(
    engine: Engine, asked: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "BEAT", 0.1)
    monkeypatch.setattr(jobs, "LOST_AFTER", timedelta(seconds=1))
    found: list[Claim | None] = []

    def silence() -> None:
        time.sleep(2)
        found.append(_claim(engine))

    assert worker.work_once(engine, load=lambda: Meanwhile(silence))
    assert set(found) == {None}
    assert _job(engine, asked.id).state is JobState.DONE


def test_lost_work_can_be_started_again_by_hand(engine: Engine, here: World, asked: Job) -> None:
    _claimed(engine)
    _lose(engine, asked.id)
    with transaction(engine) as session:
        again = jobs.ask_for_proposal(session, here.facilitator, themes=2)
    assert _job(engine, asked.id).state is JobState.FAILED
    assert _claimed(engine).job_id == again.id


def test_two_who_ask_in_the_same_moment_get_one_proposal_and_one_sentence(
    engine: Engine, here: World
) -> None:
    said: list[str] = []

    def ask() -> None:
        try:
            with transaction(engine) as session:
                jobs.ask_for_proposal(session, here.facilitator, themes=2)
                time.sleep(0.3)
        except HrglError as error:
            said.append(str(error))

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 1
    assert "being made already" in said[0]
