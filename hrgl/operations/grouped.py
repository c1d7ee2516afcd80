"""What the machine makes of an edition's statements and their vectors: groups and their names."""

from collections.abc import Sequence
from typing import Any

from hrgl.core import vector_store
from hrgl.notes.statements import StatementView
from hrgl.operations.heartbeat import ReportProgress
from hrgl.synthesis.grouping import clustering
from hrgl.synthesis.grouping.decided import NOWHERE, Decided
from hrgl.themes.proposals.memory import EarlierThemes, with_memory
from hrgl.themes.proposals.results import as_kept, groups_of


def made_of(
    material: Sequence[StatementView],
    known: dict[str, Any],
    themes: int | None,
    before: Decided,
    progress: ReportProgress,
    memory: EarlierThemes | None,
) -> dict[str, Any]:
    """Group and name statements, as a proposal is kept.

    `known`: the vector of each text; `before`: what people decided; `memory`: to start from.
    """
    texts = [s.text for s in material]
    vectors = vector_store.stack(texts, known)
    start = [vector_store.stack(said, known) for _, said in memory.themes] if memory else []
    found = clustering.cluster(texts, vectors, _at_most(themes, texts), before, start)
    progress(0.95, "Naming the themes")
    references = [s.reference for s in material]
    held = [r for r, at in zip(references, before.themes, strict=True) if at != NOWHERE]
    result = as_kept(found, references, texts, held, vectors)
    if memory:
        result = with_memory(result, found.begun or (NOWHERE,) * len(found.typical), memory)
    if before.binds or memory:
        # what it would have made of it alone, so that people can see how far they agree
        alone = clustering.cluster(texts, vectors, len(found.typical))
        result["unbound"] = groups_of(alone.labels, references)
    return result


def _at_most(themes: int | None, texts: list[str]) -> int | None:
    """As many themes as were asked for, but no more than could have two statements each."""
    return None if themes is None else min(themes, max(1, len(set(texts)) // 2))
