"""How near the statements of a group are to its middle, whoever put them there."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sqlmodel import Session

from hrgl.core import vector_store
from hrgl.notes.statements import StatementView
from hrgl.synthesis.grouping.neighbours import unit


def nearness_to_middle(
    session: Session, groups: Sequence[Sequence[StatementView]], *, edition_id: int
) -> list[tuple[float, ...]]:
    """For each group, how near each of its statements is to the middle of all, 0 to 1.

    A proposal has said it of those it placed itself. Where people placed others it is worked out
    from vectors that are kept; without any, what a person placed is as near as the others are.
    """
    texts = sorted({s.text for group in groups if not _known(group) for s in group})
    read = vector_store.latest_of(session, texts, edition_id=edition_id)
    vectors = dict(zip(texts, read, strict=True))
    return [_near(group, vectors) for group in groups]


def _known(group: Sequence[StatementView]) -> bool:
    return all(s.fit is not None for s in group)


def _near(group: Sequence[StatementView], vectors: Mapping[str, Any]) -> tuple[float, ...]:
    fits = [s.fit for s in group if s.fit is not None]
    if len(fits) == len(group):
        return tuple(fits)
    points = unit(vector_store.stack([s.text for s in group], vectors))
    if not points.any():
        usual = float(np.mean(fits)) if fits else 1.0
        return tuple(usual if s.fit is None else s.fit for s in group)
    middle = unit(points.sum(axis=0, keepdims=True))
    return tuple((points @ middle.T).ravel().clip(0, 1).round(6).tolist())
