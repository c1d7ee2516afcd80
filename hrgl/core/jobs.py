"""Long work as rows: asked for by people, done by the worker, seen by everybody."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.enums import JobState
from hrgl.core.models import Edition, Job, Member
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, NotValid

PROPOSE = "propose themes"
LOST_AFTER = timedelta(seconds=60)
MOST_LOSSES = 3
UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


class NoLongerOurs(NotNow):
    """The work was stopped, or another worker has it: what came of it is thrown away."""


@dataclass(frozen=True)
class Claim:
    """A worker's hold on a job; its mark tells it from any earlier or later hold."""

    job_id: int
    member_id: int
    parameters: dict[str, Any]
    mark: str


def ask_for_proposal(
    session: Session, actor: Member, *, themes: int | None = None, earlier: str | None = None
) -> Job:
    """Ask the worker to propose themes: as many as wanted, or as many as it finds sensible.

    `earlier`: the code of an edition whose themes it starts from.
    """
    require(actor, Permission.PROPOSE)
    if themes is not None and not 2 <= themes <= 60:
        raise NotValid("The number of themes is between 2 and 60.", "themes")
    # two who ask in the same moment: the second waits here, and then sees the work of the first
    fetch(session, Edition, actor.edition_id, actor=actor)
    there = under_way(session, edition_id=actor.edition_id, kind=PROPOSE)
    if there is not None and not lost(there):
        raise NotNow("A proposal is being made already. It will appear here when it is ready.")
    if there is not None:
        _end(there, JobState.FAILED, "It stopped without a word and was started again.")
        session.flush()
    started = {"earlier": earlier} if earlier is not None else {}
    job = Job(
        edition_id=actor.edition_id,
        member_id=actor.id,
        kind=PROPOSE,
        parameters={"themes": themes, **started},
        message="Waiting to begin",
    )
    session.add(job)
    audit.record(session, actor, "proposal.asked_for", job, themes=themes, **started)
    return job


def stop(session: Session, actor: Member, *, job_id: int) -> Job:
    """Stop work that is waiting or under way; what it has done so far is thrown away."""
    require(actor, Permission.PROPOSE)
    job = fetch(session, Job, job_id, actor=actor)
    if job.state not in UNDER_WAY:
        raise NotNow("This work has ended already. Load the page again to see how.")
    _end(job, JobState.STOPPED, f"{actor.name} stopped it.")
    audit.record(session, actor, "proposal.stopped", job)
    return job


def under_way(session: Session, *, edition_id: int, kind: str) -> Job | None:
    """The work of this kind that is waiting or running in an edition."""
    return session.exec(
        select(Job).where(
            Job.edition_id == edition_id, Job.kind == kind, col(Job.state).in_(UNDER_WAY)
        )
    ).first()


def latest_job(session: Session, *, edition_id: int, kind: str) -> Job | None:
    """The last work of this kind in an edition, whatever became of it."""
    query = select(Job).where(Job.edition_id == edition_id, Job.kind == kind)
    return session.exec(query.order_by(col(Job.id).desc()).limit(1)).first()


def lost(job: Job) -> bool:
    """Whether nobody has been working on it for a while."""
    return (
        job.state is JobState.RUNNING and (job.heartbeat_at or job.created_at) < now() - LOST_AFTER
    )


def to_do(session: Session) -> bool:
    """Whether there is work that nobody is doing."""
    return session.exec(select(Job.id).where(_to_do()).limit(1)).first() is not None


def _to_do() -> ColumnElement[bool]:
    abandoned = and_(col(Job.state) == JobState.RUNNING, col(Job.heartbeat_at) < now() - LOST_AFTER)
    return or_(col(Job.state) == JobState.WAITING, abandoned)


def claim(session: Session) -> Claim | None:
    """A hold on the next work that waits or was lost; another worker cannot get the same."""
    query = (
        select(Job).where(_to_do()).order_by(col(Job.id)).limit(1).with_for_update(skip_locked=True)
    )
    job = session.exec(query).first()
    if job is None:
        return None
    was_lost = job.state is JobState.RUNNING
    losses = int(job.result.get("losses", 0)) + was_lost
    if losses >= MOST_LOSSES:
        _end(job, JobState.FAILED, f"It stopped without a word {losses} times. Ask an organiser.")
        return None
    if was_lost:
        job.progress, job.message = 0.0, "Started again"
    job.state, job.heartbeat_at = JobState.RUNNING, now()
    job.result = {"claim": secrets.token_hex(8), "losses": losses}
    return Claim(job.id, job.member_id, dict(job.parameters), job.result["claim"])


def _held(session: Session, held: Claim) -> Job:
    """The row of a job, if this hold on it still counts."""
    job = session.get(Job, held.job_id, with_for_update=True)
    if job is None or job.state is not JobState.RUNNING or job.result.get("claim") != held.mark:
        raise NoLongerOurs("This work was stopped, or another worker has taken it over.")
    return job


def report(session: Session, held: Claim, *, progress: float, message: str) -> None:
    """Say how far the work has come."""
    job = _held(session, held)
    job.progress, job.message, job.heartbeat_at = min(max(progress, 0.0), 1.0), message, now()


def beat(session: Session, held: Claim) -> None:
    """Say that the work goes on, although there is nothing new to tell."""
    _held(session, held).heartbeat_at = now()


def give_back(session: Session, held: Claim) -> None:
    """Let go of work that could not be ended, so that another worker begins it at once."""
    job = _held(session, held)
    job.state, job.progress, job.message = JobState.WAITING, 0.0, "Waiting to begin again"
    job.result = {"losses": job.result["losses"]}


def succeed(session: Session, held: Claim, message: str, result: dict[str, Any]) -> None:
    """Note that the work is done, in the transaction that keeps what came of it."""
    job = _held(session, held)
    job.progress = 1.0
    _end(job, JobState.DONE, message, result)


def fail(session: Session, held: Claim, message: str) -> None:
    """Note why the work could not be done."""
    _end(_held(session, held), JobState.FAILED, message)


def _end(job: Job, state: JobState, message: str, result: dict[str, Any] | None = None) -> None:
    job.state, job.message, job.finished_at = state, message, now()
    job.result = result or {}
