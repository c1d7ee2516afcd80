"""Spots: where statements stand on the map of an edition.

The map is laid out with a proposal. What comes later is put beside its like and nothing else moves;
when more than half of the statements came later, the next proposal lays all out anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session, col, delete, select

from hrgl.core import vector_store
from hrgl.core.models import Spot
from hrgl.core.vector_store import text_digest
from hrgl.notes.statements import StatementView
from hrgl.synthesis.grouping.layout import lay_out_map, put_beside


@dataclass(frozen=True)
class MapSpot:
    """A spot on the map; `later`: it was put beside those that stood there before."""

    x: int
    y: int
    later: bool = False


def kept_spots(
    session: Session, *, edition_id: int, model: str | None = None
) -> dict[str, MapSpot]:
    """The spots of an edition, by the digests of the texts; of one model, if one is named."""
    query = select(Spot.text_sha256, Spot.x, Spot.y, Spot.later).where(
        Spot.edition_id == edition_id, model is None or Spot.model == model
    )
    return {key: MapSpot(x, y, later) for key, x, y, later in session.exec(query).all()}


def continued(
    texts: Sequence[str], vectors: NDArray[np.floating], known: Mapping[str, MapSpot]
) -> dict[str, MapSpot]:
    """The whole map of these texts and vectors (a row each), by the digests of the texts."""
    rows = {text_digest(text): row for row, text in enumerate(texts)}
    first = [key for key in rows if key in known and not known[key].later]
    if 2 * len(first) < len(rows):
        some = list(rows.values())
        spots = lay_out_map([texts[row] for row in some], vectors[some])
        return {key: MapSpot(int(x), int(y)) for key, (x, y) in zip(rows, spots, strict=True)}
    there = {key: known[key] for key in rows if key in known}
    return there | _beside(
        {key: texts[row] for key, row in rows.items()},
        {key: vectors[row] for key, row in rows.items()},
        there,
    )


def _beside(
    texts: Mapping[str, str],
    vectors: Mapping[str, NDArray[np.floating]],
    known: Mapping[str, MapSpot],
) -> dict[str, MapSpot]:
    """Where those of these texts stand that have no spot yet but a vector."""
    new = sorted(key for key in texts if key in vectors and key not in known)
    there = sorted(key for key in known if key in vectors)
    if not new or not there:
        return {}
    put = put_beside(
        [texts[key] for key in new],
        np.stack([vectors[key] for key in new]),
        np.stack([vectors[key] for key in there]),
        np.array([(known[key].x, known[key].y) for key in there]),
    )
    return {key: MapSpot(int(x), int(y), later=True) for key, (x, y) in zip(new, put, strict=True)}


def keep_spots(
    session: Session, spots: Mapping[str, MapSpot], *, edition_id: int, model: str
) -> None:
    """Keep a map: what continues the one that is there adds to it, another takes its place."""
    known = kept_spots(session, edition_id=edition_id, model=model)
    if any(known.get(key) != spot for key, spot in spots.items() if not spot.later):
        session.exec(delete(Spot).where(col(Spot.edition_id) == edition_id))
        known = {}
    session.add_all(
        Spot(edition_id=edition_id, text_sha256=key, model=model, **asdict(spot))
        for key, spot in spots.items()
        if key not in known
    )


def map_of(
    session: Session, *, edition_id: int, rows: Sequence[StatementView]
) -> dict[int, MapSpot]:
    """Where statements stand, by their ids; those that nothing is known of yet are not in it."""
    known = kept_spots(session, edition_id=edition_id)
    if not known:
        return {}
    texts = {text_digest(row.text): row.text for row in rows}
    if texts.keys() - known.keys():
        known |= _beside(texts, _vectors(session, edition_id, texts, known), known)
    spots = {row.id: known.get(text_digest(row.text)) for row in rows}
    return {key: spot for key, spot in spots.items() if spot is not None}


def _vectors(
    session: Session, edition_id: int, texts: Mapping[str, str], known: Mapping[str, MapSpot]
) -> dict[str, NDArray[np.float32]]:
    """The vectors of all these texts, if there is one of any text that has no spot."""
    model = vector_store.model_of_latest(session, edition_id=edition_id)
    new = [text for key, text in texts.items() if key not in known]
    if model is None or not vector_store.known_vectors(session, new, model):
        return {}
    found = vector_store.known_vectors(session, texts.values(), model)
    return {text_digest(text): vector for text, vector in found.items()}
