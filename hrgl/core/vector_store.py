"""Vectors kept by text and model, so that only new texts are ever computed."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session, col, select

from hrgl.core.models import Clustering, Embedding

_CHUNK = 500


def text_digest(text: str) -> str:
    """The key of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def model_of_latest(session: Session, *, edition_id: int) -> str | None:
    """The model of the edition's latest proposal; none before a first one."""
    return session.exec(
        select(Clustering.model)
        .where(Clustering.edition_id == edition_id)
        .order_by(col(Clustering.id).desc())
        .limit(1)
    ).first()


def known_vectors(
    session: Session, texts: Iterable[str], model: str
) -> dict[str, NDArray[np.float32]]:
    """The vectors already kept, by text."""
    wanted = {text_digest(text): text for text in texts}
    keys = sorted(wanted)
    found: dict[str, NDArray[np.float32]] = {}
    for start in range(0, len(keys), _CHUNK):
        query = select(Embedding.text_sha256, Embedding.vector).where(
            Embedding.model == model, col(Embedding.text_sha256).in_(keys[start : start + _CHUNK])
        )
        for key, vector in session.exec(query).all():
            found[wanted[key]] = np.frombuffer(vector, dtype="<f4")
    return found


def latest_of(session: Session, texts: Sequence[str], *, edition_id: int) -> NDArray[np.float32]:
    """One row a text, under the model of the latest proposal; zeros where none is kept."""
    model = model_of_latest(session, edition_id=edition_id)
    there = known_vectors(session, texts, model) if model else {}
    unread = np.zeros_like(next(iter(there.values()), np.zeros(1, np.float32)))
    return stack(texts, dict.fromkeys(texts, unread) | there)


def keep_vectors(session: Session, vectors: Mapping[str, NDArray[np.float32]], model: str) -> None:
    """Keep vectors that are not kept yet."""
    there = known_vectors(session, vectors, model)
    for text, vector in vectors.items():
        if text not in there:
            session.add(
                Embedding(
                    text_sha256=text_digest(text),
                    model=model,
                    vector=vector.astype("<f4").tobytes(),
                )
            )


def stack(texts: Sequence[str], vectors: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    """One row a text, in the order of the texts; shape (number of texts, dimensions)."""
    return np.stack([vectors[text] for text in texts]) if texts else np.empty((0, 1), np.float32)
