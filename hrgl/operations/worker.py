"""The worker: the only process that computes vectors; it does the long work people asked for."""

import logging
import secrets
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine
from sqlmodel import Session

from hrgl.core import jobs, vector_store
from hrgl.core.database import reading, transaction
from hrgl.core.enums import Languages
from hrgl.core.jobs import Claim
from hrgl.core.models import Clustering, Member
from hrgl.errors import Busy, HrglError, NotNow
from hrgl.notes.languages import compared_as, how_compared
from hrgl.notes.statements import StatementView
from hrgl.operations import executor
from hrgl.operations.grouped import made_of
from hrgl.operations.heartbeat import ReportProgress, progress_reporter, signs_of_life
from hrgl.settings import settings
from hrgl.synthesis.grouping import clustering
from hrgl.synthesis.naming import labelling
from hrgl.synthesis.vectors import Progress, embedding
from hrgl.synthesis.vectors.embedding import Embedder
from hrgl.themes import proposed_tags, spots
from hrgl.themes.proposals import constraints, proposals
from hrgl.themes.proposals.memory import earlier_themes

_logger = logging.getLogger("hrgl.operations.worker")


def load_model() -> Embedder:
    """The usual model, or that which the settings name, loaded once a process."""
    return _loader(_model())()


def _loader(model: str) -> Callable[[], Embedder]:
    return partial(embedding.load_once, model, download=settings().allow_download)


def _model() -> str:
    return embedding.kept_as(settings().model or embedding.DEFAULT_MODEL)


def propose_themes(
    engine: Engine,
    actor: Member,
    *,
    themes: int | None,
    progress: ReportProgress,
    load: Callable[[], Embedder] = load_model,
    kept: Callable[[Session, Clustering], None] = lambda *_: None,
    earlier: str | None = None,
) -> Clustering:
    """Group an edition's statements into themes and keep the result as a proposal.

    `earlier`: the code of an edition whose themes it starts from.
    `kept` may still refuse: it is called in the transaction that keeps the result.
    """
    with reading(engine) as session:
        material = _material(session, actor.edition_id)
        before = constraints.decided(session, edition_id=actor.edition_id, material=material)
        how = how_compared(session, edition_id=actor.edition_id, rows=material)
        model = how.model or _model()
        known = spots.kept_spots(session, edition_id=actor.edition_id, model=model)
        memory = earlier_themes(session, actor, earlier, material) if earlier else None
    texts = [s.text for s in material]
    progress(0.05, f"Reading {len(texts)} statements")
    vectors = _vectors(engine, texts + (memory.texts if memory else []), model, load, progress)
    _vectors(engine, proposed_tags.texts(), model, load, lambda *_: None)  # for a page to compare
    progress(0.85, "Grouping them into themes")
    result = made_of(material, vectors, themes, before, progress, memory)
    parameters = {"themes": themes} | how.as_kept() | ({"earlier": earlier} if earlier else {})
    progress(0.97, "Laying out the map")
    laid_out = spots.continued(texts, vector_store.stack(texts, vectors), known)
    with transaction(engine) as session:
        made = _store(session, actor, model, parameters, material, result)
        spots.keep_spots(session, laid_out, edition_id=actor.edition_id, model=model)
        kept(session, made)
    return made


def _material(session: Session, edition_id: int) -> list[StatementView]:
    material = proposals.material(session, edition_id=edition_id)
    if not material:
        raise NotNow("There are no statements yet. Write or import notes first.")
    return material


def _store(
    session: Session,
    actor: Member,
    model: str,
    parameters: dict[str, Any],
    material: Sequence[StatementView],
    result: dict[str, Any],
) -> Clustering:
    return proposals.store(
        session,
        actor,
        model=model,
        parameters=parameters,
        statements_sha256=proposals.material_digest(material),
        result=result,
    )


def cluster_texts(
    texts: list[str],
    *,
    themes: int | None,
    languages: Languages = Languages.AUTO,
    progress: ReportProgress,
) -> dict[str, list[str]]:
    """Group any texts without a database: per row a theme's number, its label and the fit."""
    progress(0.0, f"Reading {len(texts)} texts")
    distinct = sorted(set(texts))
    rows = _encode(
        load_model,
        compared_as(texts, languages).model or _model(),
        distinct,
        lambda share: progress(0.9 * share, f"Reading the texts … {share:.0%}"),
    )
    vectors = vector_store.stack(texts, dict(zip(distinct, rows, strict=True)))
    found = clustering.cluster(texts, vectors, themes)
    names = labelling.titles(texts, found.labels, vectors)
    return {
        "theme": [str(label + 1) if label >= 0 else "" for label in found.labels],
        "label": [names[label] if label >= 0 else "" for label in found.labels],
        "fit": [f"{fit:.4f}" for fit in found.fit],
    }


def _vectors(
    engine: Engine,
    texts: list[str],
    name: str,
    load: Callable[[], Embedder],
    progress: ReportProgress,
) -> dict[str, Any]:
    """The vectors of texts under a model's name; what is new is read by it and kept."""
    with reading(engine) as session:
        vectors = vector_store.known_vectors(session, texts, name)
    new = sorted(set(texts) - set(vectors))
    if new:
        rows = _encode(
            load,
            name,
            new,
            lambda share: progress(
                0.1 + 0.7 * share, f"Reading {len(new)} new statements … {share:.0%}"
            ),
        )
        computed = dict(zip(new, rows, strict=True))
        with transaction(engine) as session:
            vector_store.keep_vectors(session, computed, name)
        vectors.update(computed)
    return vectors


def _encode(
    load: Callable[[], Embedder], model: str, texts: list[str], progress: Progress
) -> NDArray[np.float32]:
    """Compute vectors where the settings say: here, or on a cluster."""
    # another machine has settings of its own, so ours about the model travel with the texts
    far = _loader(model) if load is load_model else load
    return executor.encode(far, texts, progress, cluster=settings().dask)


def run(engine: Engine, *, pause: float = 1.0, load: Callable[[], Embedder] = load_model) -> None:
    """Do the work that is waiting, until told to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        if not work_once(engine, load=load):
            time.sleep(pause)


def work_once(engine: Engine, *, load: Callable[[], Embedder] = load_model) -> bool:
    """Do the next piece of work that nobody is doing; whether there was one."""
    with reading(engine) as session:
        if not jobs.to_do(session):
            return False
    with transaction(engine) as session:
        held = jobs.claim(session)
        actor = session.get_one(Member, held.member_id) if held else None
    if held is None or actor is None:
        return False
    with signs_of_life(engine, held):
        failed = _attempt(engine, held, actor, load)
        if failed:
            with suppress(jobs.NoLongerOurs), transaction(engine) as session:
                jobs.fail(session, held, failed)
    return True


def _attempt(
    engine: Engine, held: Claim, actor: Member, load: Callable[[], Embedder]
) -> str | None:
    """Do a piece of work; what went wrong, if something did."""

    def kept(session: Session, made: Clustering) -> None:
        # in the same transaction: a proposal without its job's end, or the end without it, is not
        jobs.succeed(session, held, "The proposal is ready", {"clustering": made.id})

    try:
        propose_themes(
            engine,
            actor,
            themes=held.parameters.get("themes"),
            earlier=held.parameters.get("earlier"),
            progress=progress_reporter(engine, held),
            load=load,
            kept=kept,
        )
    except jobs.NoLongerOurs:
        _logger.info("Work %s was stopped or taken over; its result is thrown away", held.job_id)
    except Busy as error:
        _logger.warning("Work %s is begun again: %s", held.job_id, error)
        with suppress(HrglError), transaction(engine) as session:
            jobs.give_back(session, held)
    except HrglError as error:
        return str(error)
    except Exception:  # the door of the worker: a bug must not end it, nor go unseen
        reference = secrets.token_hex(2).upper()
        _logger.exception("Work %s failed (%s)", held.job_id, reference)
        return f"Something went wrong ({reference}). Nothing was saved."
    return None
