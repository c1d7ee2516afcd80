"""What one run of the machine found, by references and spans: the same on every database.

No statement is copied into it: erasure blackens a statement where it stands, and what is kept here
stays as it is.
"""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hrgl.synthesis.grouping.alternatives import QUEUE, Other
from hrgl.synthesis.grouping.describing import Clusters
from hrgl.synthesis.naming import labelling
from hrgl.synthesis.naming.quoting import quote


def groups_of(labels: Sequence[int], references: Sequence[str]) -> list[list[str]]:
    """The references of each cluster in order, without those of the queue."""
    rows: list[list[str]] = [[] for _ in range(max(labels, default=QUEUE) + 1)]
    for reference, label in sorted(zip(references, labels, strict=True)):
        if label != QUEUE:
            rows[label].append(reference)
    return rows


def as_kept(
    found: Clusters,
    references: Sequence[str],
    texts: Sequence[str],
    held: Collection[str] = (),
    vectors: NDArray[np.float32] | None = None,
) -> dict[str, Any]:
    """The result of a clustering of these texts, as it is kept; themes are counted from 0.

    `held`: the references of what stood in themes of people. `vectors`: n × d, for the titles.
    """
    return {
        "themes": _themes(
            found, references, texts, set(held), labelling.named(texts, found.labels, vectors)
        ),
        "queue": sorted(
            r for r, label in zip(references, found.labels, strict=True) if label == QUEUE
        ),
        "fit": dict(sorted(zip(references, found.fit, strict=True))),
        "torn": {references[row]: found.neighbours[row] for row in sorted(found.torn)},
        "offers": {references[row]: offers for row, offers in sorted(found.offers.items())},
        "others": [_other(each, references) for each in found.others],
    }


def _themes(
    found: Clusters,
    references: Sequence[str],
    texts: Sequence[str],
    held: set[str],
    names: Sequence[labelling.Naming],
) -> list[dict[str, Any]]:
    rows: list[list[int]] = [[] for _ in names]
    for row, label in enumerate(found.labels):
        if label != QUEUE:
            rows[label].append(row)
    return [
        {
            "title": name.title,
            "alternatives": list(name.others),
            "statements": sorted(references[row] for row in group),
            "held": sorted({references[row] for row in group} & held),
            "typical": [references[row] for row in found.typical[number]],
            "stability": found.stability[number],
            "cohesion": found.cohesion[number],
            "nearest": found.nearness[number],
            "quote": _quote(found, references, texts, name.title, group),
        }
        for number, (name, group) in enumerate(zip(names, rows, strict=True))
    ]


def _quote(
    found: Clusters, references: Sequence[str], texts: Sequence[str], name: str, group: list[int]
) -> dict[str, Any] | None:
    line = quote([texts[row] for row in group], [found.fit[row] for row in group], name)
    if line is None:
        return None
    return {"reference": references[group[line.row]], "start": line.start, "end": line.end}


def _other(change: Other, references: Sequence[str]) -> dict[str, Any]:
    return {
        "number": change.number,
        "merges": change.merges,
        "splits": [
            {
                "theme": theme,
                "parts": [
                    {"statements": part.statements, "typical": references[part.typical]}
                    for part in parts
                ],
            }
            for theme, parts in change.splits
        ],
    }
