"""Proposed tags: what the machine holds a theme to touch, on which nobody has decided."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from hrgl.core import vector_store
from hrgl.core.vocabularies import Entry, entries, entry_label
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.synthesis.naming.tagging import Likeness, propose_tags
from hrgl.themes import tags

_READ = 100  # statements of a theme that are compared; more say no more of its middle


@dataclass(frozen=True)
class Proposed:
    """An entry that the machine holds a theme to touch; nobody has decided on it."""

    vocabulary: str
    code: str
    similarity: float

    @property
    def label(self) -> str:
        """The entry as people read it."""
        return entry_label(self.vocabulary, self.code)


def texts() -> list[str]:
    """The full text of every entry, for the worker to read."""
    return [entry.text for entry in entries().values()]


@from_all_statements
def proposed(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> dict[int, list[Proposed]]:
    """What the machine would tag, by theme, the closest first; nothing before a first proposal.

    Worked out from vectors that are kept, under the model of the latest proposal.
    """
    model = vector_store.model_of_latest(session, edition_id=edition_id)
    if model is None:
        return {}
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    spoken = _some_of_each(rows)
    known = vector_store.known_vectors(session, [*texts(), *(row.text for row in spoken)], model)
    read = [entry for entry in entries().values() if entry.text in known]
    likely = _likely([row for row in spoken if row.text in known], read, known)
    decided = _decided(session, edition_id)
    found: dict[int, list[Proposed]] = defaultdict(list)
    for like in sorted(likely, key=lambda each: -each.similarity):
        entry = read[like.entry]
        if (like.theme, entry.vocabulary, entry.code) not in decided:
            found[like.theme].append(Proposed(entry.vocabulary, entry.code, like.similarity))
    return dict(found)


def _likely(
    spoken: Sequence[StatementView], read: Sequence[Entry], known: Mapping[str, Any]
) -> list[Likeness]:
    return propose_tags(
        vector_store.stack([row.text for row in spoken], known),
        [row.theme_id or -1 for row in spoken],
        vector_store.stack([entry.text for entry in read], known),
        [entry.vocabulary for entry in read],
    )


def _decided(session: Session, edition_id: int) -> set[tuple[int, str, str]]:
    """The themes with the entries on which people have decided, one way or the other."""
    return {
        (theme_id, tag.vocabulary, tag.code)
        for theme_id, of_theme in tags.tags_of(session, edition_id=edition_id).items()
        for tag in (*of_theme.confirmed, *of_theme.refused)
    }


def _some_of_each(rows: Sequence[StatementView]) -> list[StatementView]:
    """Of every theme, and of the queue, at most a hundred or so, from all over it."""
    groups: dict[int | None, list[StatementView]] = defaultdict(list)
    for row in rows:
        if row.theme_id is not None or row.waiting:
            groups[row.theme_id].append(row)
    return [row for group in groups.values() for row in group[:: -(-len(group) // _READ)]]
