"""What ways of cutting statements into themes are measured on: four public sets, and more of them.

Also samples of a workshop's size, drawn from these: some with themes of one size, some with themes
of which the largest is eight times the smallest (`sample`).

The sets are not part of the project: see ../shared/data/SOURCES.md. Their vectors are kept in the
system's temporary folder from run to run.
"""

import csv
import hashlib
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hrgl.synthesis.vectors import embedding

DATA = Path(__file__).parents[2] / "shared/data/clustering"
SETS = {  # name: file, column that makes a job of its own
    "ArgKP, 47 jobs": ("argkp_train_arguments.csv", "label2"),
    "ai_assemblies": ("ai_assemblies_claims.csv", None),
    "bowling_green": ("bowling_green_topics.csv", None),
    "banking77": ("banking77.csv", None),
}
NOISE = 0.4  # length of what is added to a vector of length 1: copies have a cosine of about 0.87
SAMPLES = (40, 80, 150)  # statements of a sample
DRAWS = 4  # samples of each set, size and shape
UNEVEN = 8  # the largest theme of an uneven sample, times the smallest
LABELS = (0.6, 1.6)  # least and most labels of a sample, times the square root of its statements
CLAUSE_ENDS = re.compile(r"(?<=[,;:.!?])\s+")

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Job:
    """One set of n statements to be cut, their n × d vectors and the labels people gave."""

    texts: list[str]
    vectors: Vectors
    labels: list[str]


def read(name: str) -> list[dict[str, str]]:
    """Read the rows of a set; those without a label stay out."""
    with (DATA / SETS[name][0]).open(encoding="utf-8", newline="") as source:
        return [row for row in csv.DictReader(source) if row["label"]]


def split(rows: list[dict[str, str]], vectors: Vectors, column: str | None) -> list[Job]:
    """Make one job of the n rows and their vectors, or one for each value of `column`."""
    found = []
    for value in sorted({row[column] if column else "" for row in rows}):
        at = [i for i, row in enumerate(rows) if not column or row[column] == value]
        found.append(
            Job([rows[i]["text"] for i in at], vectors[at], [rows[i]["label"] for i in at])
        )
    return found


def jobs(name: str) -> list[Job]:
    """Give the jobs of a set; one whose statements all have one label has nothing to be cut."""
    rows = read(name)
    every = split(rows, vectors_of([row["text"] for row in rows]), SETS[name][1])
    return [job for job in every if len(set(job.labels)) > 1]


def whole(name: str) -> Job:
    """Give the statements of all jobs of a set as one, the labels of each job kept apart."""
    every = list(enumerate(jobs(name)))
    return Job(
        [text for _, job in every for text in job.texts],
        np.vstack([job.vectors for _, job in every]),
        [f"{at} {label}" for at, job in every for label in job.labels],
    )


def samples(size: int, *, uneven: bool) -> list[Job]:
    """Draw samples of about `size` statements from every set, the same every time."""
    pools = [whole(name) for name in SETS]
    return [
        sample(pool, size, DRAWS * at + draw, uneven=uneven)
        for at, pool in enumerate(pools)
        for draw in range(DRAWS)
    ]


def sample(of: Job, size: int, seed: int, *, uneven: bool) -> Job:
    """Draw about `size` statements of some labels of a set, the same for the same seed.

    How many labels, and which, is drawn too. They get shares alike, or shares that grow by the same
    ratio from label to label, `UNEVEN` in all, the largest the label that has most; one that has
    too few gives all it has.
    """
    chance = np.random.default_rng([seed, size, uneven])
    least, most = (round(times * np.sqrt(size)) for times in LABELS)
    labels = np.array(of.labels)
    names, counts = np.unique(labels, return_counts=True)
    drawn = chance.permutation(len(names))[: chance.integers(least, most + 1)]
    shares = np.geomspace(1, UNEVEN if uneven else 1, len(drawn))
    rows: list[int] = []
    for at, share in zip(sorted(drawn, key=lambda at: (counts[at], at)), shares, strict=True):
        own = chance.permutation(np.flatnonzero(labels == names[at]))
        rows += own[: max(1, round(size * share / shares.sum()))].tolist()
    return Job([of.texts[row] for row in rows], of.vectors[rows], [of.labels[row] for row in rows])


def stock() -> Job:
    """Give the statements of all jobs of all sets as one, the labels of each job kept apart."""
    every = [(name, at, job) for name in SETS for at, job in enumerate(jobs(name))]
    return Job(
        [text for _, _, job in every for text in job.texts],
        np.vstack([job.vectors for _, _, job in every]),
        [f"{name} {at} {label}" for name, at, job in every for label in job.labels],
    )


def made(of: Job, size: int, seed: int = 0) -> Job:
    """Make a job of `size` statements, the same for the same seed.

    Each is a statement drawn from `of` with replacement, followed by the first clause of another
    one drawn from those of its label, so that few texts are alike. Its vector is that of the first
    with normal noise of length `NOISE` added, at length 1 again.
    """
    chance = np.random.default_rng(seed)
    rows = chance.integers(len(of.texts), size=size)
    _, label, counts = np.unique(of.labels, return_inverse=True, return_counts=True)
    starts = np.cumsum(counts) - counts
    places = starts[label[rows]] + (chance.random(size) * counts[label[rows]]).astype(np.intp)
    others = np.argsort(label, kind="stable")[places]
    noise = chance.standard_normal((size, of.vectors.shape[1]), dtype=np.float32)
    vectors = of.vectors[rows] + noise * np.float32(NOISE / np.sqrt(noise.shape[1]))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    pairs = zip(rows.tolist(), others.tolist(), strict=True)
    texts = [f"{of.texts[row]} {CLAUSE_ENDS.split(of.texts[other])[0]}" for row, other in pairs]
    return Job(texts, vectors, [of.labels[row] for row in rows])


def vectors_of(texts: list[str]) -> Vectors:
    """Compute the n × d vectors of `texts`, or take them from the temporary folder."""
    digest = hashlib.sha256("\0".join([embedding.DEFAULT_MODEL, *texts]).encode()).hexdigest()
    kept = Path(tempfile.gettempdir()) / "hrgl-bench" / f"{digest}.npy"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        np.save(kept, embedding.open_model().encode(texts))
    return np.asarray(np.load(kept), dtype=np.float32)
