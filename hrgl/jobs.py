"""Long work as rows: asked for by people, done by the worker, seen by everybody."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from hrgl import audit
from hrgl.columns import now
from hrgl.errors import NotNow, NotValid
from hrgl.models import Job, Member
from hrgl.roles import Permission, require
from hrgl.words import JobState

PROPOSE = "propose themes"
LOST_AFTER = timedelta(seconds=60)
_UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


def ask_for_proposal(session: Session, actor: Member, *, themes: int | None = None) -> Job:
    """Ask the worker to propose themes: as many as wanted, or as many as it finds sensible."""
    require(actor, Permission.PROPOSE)
    if themes is not None and not 2 <= themes <= 60:
        raise NotValid("The number of themes is between 2 and 60.", "themes")
    there = under_way(session, edition_id=actor.edition_id, kind=PROPOSE)
    if there is not None and not lost(there):
        raise NotNow("A proposal is being made already. It will appear here when it is ready.")
    if there is not None:
        finish(there, JobState.FAILED, "It stopped without a word and was started again.")
        session.flush()
    job = Job(
        edition_id=actor.edition_id,
        member_id=actor.id,
        kind=PROPOSE,
        parameters={"themes": themes},
        message="Waiting to begin",
    )
    session.add(job)
    audit.record(session, actor, "proposal.asked_for", job, themes=themes)
    return job


def under_way(session: Session, *, edition_id: int, kind: str) -> Job | None:
    """The work of this kind that is waiting or running in an edition."""
    return session.exec(
        select(Job).where(
            Job.edition_id == edition_id, Job.kind == kind, col(Job.state).in_(_UNDER_WAY)
        )
    ).first()


def latest(session: Session, *, edition_id: int, kind: str) -> Job | None:
    """The last work of this kind in an edition, whatever became of it."""
    query = select(Job).where(Job.edition_id == edition_id, Job.kind == kind)
    return session.exec(query.order_by(col(Job.id).desc()).limit(1)).first()


def lost(job: Job) -> bool:
    """Whether nobody has been working on it for a while."""
    return (
        job.state is JobState.RUNNING and (job.heartbeat_at or job.created_at) < now() - LOST_AFTER
    )


def claim(session: Session) -> Job | None:
    """The next waiting job, now marked as running; another worker cannot get the same."""
    query = (
        select(Job)
        .where(Job.state == JobState.WAITING)
        .order_by(col(Job.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    job = session.exec(query).first()
    if job is not None:
        job.state, job.heartbeat_at = JobState.RUNNING, now()
    return job


def report(session: Session, *, job_id: int, progress: float, message: str) -> None:
    """Say how far the work has come."""
    job = session.get_one(Job, job_id)
    job.progress, job.message, job.heartbeat_at = min(max(progress, 0.0), 1.0), message, now()


def finish(job: Job, state: JobState, message: str, result: dict[str, Any] | None = None) -> None:
    """Note how the work ended."""
    job.state, job.message, job.finished_at = state, message, now()
    job.progress = 1.0 if state is JobState.DONE else job.progress
    job.result = result or {}
