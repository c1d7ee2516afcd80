"""The statements of an edition made ready to be searched, and kept so between two questions.

Nothing but an act changes what was said, so they are gathered anew only after one; the words and
vectors of texts that were there before are taken over.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select as columns
from sqlmodel import Session, col

from hrgl.core import audit, vector_store
from hrgl.core.meaning import Meanings
from hrgl.core.models import Note, Statement, Workshop
from hrgl.synthesis.wording.supporting import Weighed, telling_words, weighed

MOST_EDITIONS = 3  # each takes some 50 MB at 10,000 statements


@dataclass(frozen=True)
class Corpus:
    """What was said in an edition, in order of reference; `live`: shape (n,), what is not left out.

    `model` is that of the vectors; none where there are none.
    """

    statement_ids: tuple[int, ...]
    texts: tuple[str, ...]
    live: NDArray[np.bool_]
    model: str | None
    unread: tuple[str, ...]
    said: dict[str, tuple[str, ...]]
    vectors: dict[str, NDArray[np.float32]]
    weighed: Weighed


_Key = tuple[str, int]
_State = tuple[audit.Revision, str | None, int]
_kept: OrderedDict[_Key, tuple[_State, Corpus]] = OrderedDict()
_lock = Lock()


def corpus_of(session: Session, *, edition_id: int, meanings: Meanings | None = None) -> Corpus:
    """The statements of an edition, with their words and as many vectors as are kept."""
    engine = session.get_bind().engine
    model = meanings.model if meanings else None
    model = model or vector_store.model_of_latest(session, edition_id=edition_id)
    key = engine.url.render_as_string(), edition_id
    now = audit.revision(session, edition_id=edition_id), model, meanings.kept if meanings else 0
    with _lock:
        there = _kept.get(key)
    if there and there[0] == now:
        return there[1]
    found = _gathered(session, edition_id, model, there[1] if there else None)
    if not engine.get_execution_options().get("hrgl_writing"):
        # what is being changed may yet be thrown away
        _remember(key, now, found)
    if meanings and meanings.model and found.unread:
        meanings.keep(engine, found.unread)
    return found


def _remember(key: _Key, now: _State, found: Corpus) -> None:
    with _lock:
        _kept[key] = now, found
        _kept.move_to_end(key)
        while len(_kept) > MOST_EDITIONS:
            _kept.popitem(last=False)


def _gathered(
    session: Session, edition_id: int, model: str | None, before: Corpus | None
) -> Corpus:
    rows = _rows(session, edition_id)
    texts = tuple(text for _, text, _ in rows)
    ids = tuple(key for key, _, _ in rows)
    live = np.array([not left_out for _, _, left_out in rows], dtype=bool)
    vectors = _vectors(session, texts, model, before)
    if (
        before
        and (before.texts, before.model) == (texts, model)
        and before.vectors.keys() == vectors.keys()
    ):
        return replace(before, statement_ids=ids, live=live)
    earlier = before.said if before else {}
    said = {text: earlier.get(text) or telling_words(text) for text in texts}
    unread = tuple(text for text in said if text not in vectors)
    made = weighed([said[text] for text in texts], _stacked(texts, vectors))
    return Corpus(ids, texts, live, model, unread, said, vectors, made)


def _vectors(
    session: Session, texts: Sequence[str], model: str | None, before: Corpus | None
) -> dict[str, NDArray[np.float32]]:
    """The vectors there are, and of no other text: what was erased is not remembered here."""
    known = before.vectors if before and before.model == model else {}
    new = [text for text in dict.fromkeys(texts) if text not in known]
    there = vector_store.known_vectors(session, new, model) if model and new else {}
    wanted = set(texts)
    return {text: row for text, row in (known | there).items() if text in wanted}


def _stacked(texts: Sequence[str], vectors: dict[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    unread = np.zeros_like(next(iter(vectors.values()), np.zeros(1, np.float32)))
    return vector_store.stack(texts, dict.fromkeys(texts, unread) | vectors)


def _rows(session: Session, edition_id: int) -> list[tuple[int, str, bool]]:
    """Each statement: its id, its text, whether it was left out."""
    connection = session.connection()
    here = col(Workshop.edition_id) == edition_id
    notes = dict(
        connection.execute(
            columns(col(Note.id), col(Note.text))
            .join(Workshop, col(Workshop.id) == Note.workshop_id)
            .where(here)
        ).all()
    )
    found = connection.execute(
        columns(
            col(Statement.id),
            col(Statement.note_id),
            col(Statement.start),
            col(Statement.end),
            col(Statement.withdrawn_because),
            col(Statement.set_aside_because),
            col(Statement.same_as_id),
        )
        .join(Workshop, col(Workshop.id) == Statement.workshop_id)
        .where(here)
        .order_by(col(Workshop.code), col(Statement.number))
    ).all()
    return [
        (key, notes[note_id][start:end], any((withdrawn, aside, same)))
        for key, note_id, start, end, withdrawn, aside, same in found
    ]
