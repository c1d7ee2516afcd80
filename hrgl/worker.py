"""The worker: the only process that computes vectors; it does the long work people asked for."""

import logging
import os
import secrets
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine
from sqlmodel import select

from hrgl import embeddings, jobs, proposals
from hrgl.db import reading, transaction
from hrgl.errors import HrglError, NotNow
from hrgl.models import Clustering, Job, Member
from hrgl.settings import settings
from hrgl.synthesis import clustering, embedding, labelling
from hrgl.synthesis.embedding import Embedder
from hrgl.words import JobState

log = logging.getLogger("hrgl.worker")
Progress = Callable[[float, str], None]
_loaded: dict[str, Embedder] = {}


def load_model() -> Embedder:
    """The model the settings name, loaded once a process."""
    name = settings().model or embedding.DEFAULT_MODEL
    if name not in _loaded:
        _loaded[name] = embedding.load(name)
    return _loaded[name]


def propose(
    engine: Engine,
    actor: Member,
    *,
    themes: int | None,
    progress: Progress,
    load: Callable[[], Embedder] = load_model,
) -> Clustering:
    """Group an edition's statements into themes and keep the result as a proposal."""
    with reading(engine) as session:
        material = proposals.material(session, edition_id=actor.edition_id)
    if not material:
        raise NotNow("There are no statements yet. Write or import notes first.")
    texts = [s.text for s in material]
    progress(0.05, f"Reading {len(texts)} statements")
    vectors, model = _vectors(engine, texts, load, progress)
    progress(0.85, "Grouping them into themes")
    found = clustering.cluster(texts, embeddings.stack(texts, vectors), themes)
    progress(0.95, "Naming the themes")
    result = _result(found, [s.reference for s in material], texts)
    with transaction(engine) as session:
        return proposals.store(
            session,
            actor,
            model=model,
            parameters={"themes": themes},
            statements_sha256=proposals.digest(material),
            result=result,
        )


def cluster_texts(
    texts: list[str], *, themes: int | None, progress: Progress
) -> dict[str, list[str]]:
    """Group any texts without a database: per row a theme's number, its label and the fit."""
    progress(0.0, f"Reading {len(texts)} texts")
    distinct = sorted(set(texts))
    rows = load_model().encode(
        distinct, progress=lambda share: progress(0.9 * share, f"Reading the texts … {share:.0%}")
    )
    vectors = embeddings.stack(texts, dict(zip(distinct, rows, strict=True)))
    found = clustering.cluster(texts, vectors, themes)
    names = labelling.titles(texts, found.labels)
    return {
        "theme": [str(label + 1) if label >= 0 else "" for label in found.labels],
        "label": [names[label] if label >= 0 else "" for label in found.labels],
        "fit": [f"{fit:.4f}" for fit in found.fit],
    }


def _vectors(
    engine: Engine, texts: list[str], load: Callable[[], Embedder], progress: Progress
) -> tuple[dict[str, Any], str]:
    name = settings().model or embedding.DEFAULT_MODEL
    with reading(engine) as session:
        vectors = embeddings.known(session, texts, name)
    new = sorted(set(texts) - set(vectors))
    if new:
        model = load()
        rows = model.encode(
            new,
            progress=lambda share: progress(
                0.1 + 0.7 * share, f"Reading {len(new)} new statements … {share:.0%}"
            ),
        )
        computed = dict(zip(new, rows, strict=True))
        with transaction(engine) as session:
            embeddings.keep(session, computed, name)
        vectors.update(computed)
    return vectors, name


def _result(found: clustering.Clusters, references: list[str], texts: list[str]) -> dict[str, Any]:
    """A clustering by references, so that it is the same on every database."""
    names = labelling.titles(texts, found.labels)
    groups = [
        sorted(r for r, label in zip(references, found.labels, strict=True) if label == number)
        for number in range(len(names))
    ]
    return {
        "themes": [
            {
                "title": name,
                "statements": group,
                "typical": [references[at] for at in found.typical[number]],
            }
            for number, (name, group) in enumerate(zip(names, groups, strict=True))
        ],
        "queue": sorted(
            r for r, label in zip(references, found.labels, strict=True) if label == -1
        ),
        "fit": dict(sorted(zip(references, found.fit, strict=True))),
    }


def run(engine: Engine, *, parent: int | None = None, pause: float = 1.0) -> None:
    """Do the work that is waiting, for as long as the parent process lives."""
    while parent is None or os.getppid() == parent:
        if not work_once(engine):
            time.sleep(pause)


def work_once(engine: Engine, *, load: Callable[[], Embedder] = load_model) -> bool:
    """Do the next piece of waiting work; whether there was one."""
    with reading(engine) as session:
        if session.exec(select(Job.id).where(Job.state == JobState.WAITING)).first() is None:
            return False
    with transaction(engine) as session:
        job = jobs.claim(session)
        actor = session.get_one(Member, job.member_id) if job else None
    if job is None or actor is None:
        return False
    state, message, result = _attempt(engine, job, actor, load)
    with transaction(engine) as session:
        jobs.finish(session.get_one(Job, job.id), state, message, result)
    return True


def _attempt(
    engine: Engine, job: Job, actor: Member, load: Callable[[], Embedder]
) -> tuple[JobState, str, dict[str, Any]]:
    try:
        made = propose(
            engine,
            actor,
            themes=job.parameters.get("themes"),
            progress=_reporter(engine, job.id),
            load=load,
        )
    except HrglError as error:
        return JobState.FAILED, str(error), {}
    except Exception:  # the door of the worker: a bug must not end it, nor go unseen
        reference = secrets.token_hex(2).upper()
        log.exception("Work %s failed (%s)", job.id, reference)
        return JobState.FAILED, f"Something went wrong ({reference}). Nothing was saved.", {}
    return JobState.DONE, "The proposal is ready", {"clustering": made.id}


def _reporter(engine: Engine, job_id: int) -> Progress:
    last = [0.0]

    def report(progress: float, message: str) -> None:
        # a short transaction each, but not more often than people can read
        if time.monotonic() - last[0] >= 0.5:
            last[0] = time.monotonic()
            with transaction(engine) as session:
                jobs.report(session, job_id=job_id, progress=progress, message=message)

    return report
