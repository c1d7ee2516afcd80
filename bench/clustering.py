"""Ways of cutting statements into themes, side by side: `python -m bench.clustering`.

Agreement with the labels of three public sets, each given its true number of labels: adjusted
mutual information and adjusted Rand index (1 = the same cut, 0 = chance), and seconds. The sets
are not part of the project: see ../shared/data/SOURCES.md. Vectors are kept in the system's
temporary folder from run to run.
"""

import csv
import hashlib
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score
from threadpoolctl import threadpool_limits

from hrgl.synthesis import embedding
from hrgl.synthesis.clustering import cluster

DATA = Path(__file__).parents[2] / "shared/data/clustering"

Vectors = NDArray[np.float32]
Method = Callable[[list[str], Vectors, int], list[int]]


@dataclass(frozen=True)
class Job:
    """One set of n statements to be cut, their n × d vectors and the labels people gave."""

    texts: list[str]
    vectors: Vectors
    labels: list[str]


def _kmeans(texts: list[str], vectors: Vectors, themes: int) -> list[int]:
    return list(KMeans(themes, n_init=10, random_state=0).fit_predict(vectors))


def _ward(texts: list[str], vectors: Vectors, themes: int) -> list[int]:
    return list(AgglomerativeClustering(themes, linkage="ward").fit_predict(vectors))


def _average(texts: list[str], vectors: Vectors, themes: int) -> list[int]:
    method = AgglomerativeClustering(themes, metric="cosine", linkage="average")
    return list(method.fit_predict(vectors))


def _ours(texts: list[str], vectors: Vectors, themes: int) -> list[int]:
    return list(cluster(texts, vectors, themes).labels)


METHODS: dict[str, Method] = {
    "ours": _ours,
    "k-means": _kmeans,
    "Ward": _ward,
    "average linkage": _average,
}
SETS = {  # name: file, column that makes a job of its own
    "bowling_green": ("bowling_green_topics.csv", None),
    "ai_assemblies": ("ai_assemblies_claims.csv", None),
    "ArgKP, 47 jobs": ("argkp_train_arguments.csv", "label2"),
}


def jobs(file: str, column: str | None) -> list[Job]:
    """Read a set as one job, or one for each value of `column`; rows without a label stay out."""
    with (DATA / file).open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["label"]]
    vectors = _vectors([row["text"] for row in rows])
    found = []
    for value in sorted({row[column] if column else "" for row in rows}):
        at = [i for i, row in enumerate(rows) if not column or row[column] == value]
        found.append(
            Job([rows[i]["text"] for i in at], vectors[at], [rows[i]["label"] for i in at])
        )
    return found


def _vectors(texts: list[str]) -> Vectors:
    """Compute the vectors of `texts`, or take them from the temporary folder."""
    digest = hashlib.sha256("\0".join([embedding.DEFAULT_MODEL, *texts]).encode()).hexdigest()
    kept = Path(tempfile.gettempdir()) / "hrgl-bench" / f"{digest}.npy"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        np.save(kept, embedding.load().encode(texts))
    return np.asarray(np.load(kept), dtype=np.float32)


def measure(method: Method, tasks: list[Job]) -> tuple[float, float, float]:
    """Return mean AMI and mean ARI over the jobs, and the seconds for all of them."""
    started = time.perf_counter()
    cuts = [method(task.texts, task.vectors, len(set(task.labels))) for task in tasks]
    seconds = time.perf_counter() - started
    pairs = [(task.labels, cut) for task, cut in zip(tasks, cuts, strict=True)]
    ami = np.mean([adjusted_mutual_info_score(*pair) for pair in pairs])
    ari = np.mean([adjusted_rand_score(*pair) for pair in pairs])
    return float(ami), float(ari), seconds


def main() -> None:
    """Print the table: a line for each method, AMI / ARI / seconds for each set."""
    if not DATA.is_dir():
        print(f"Skipped: the public sets are not in {DATA}.")
        return
    sets = {name: jobs(*where) for name, where in SETS.items()}
    print(f"| method | {' | '.join(sets)} |")
    print("|---" * (len(sets) + 1) + "|")
    with threadpool_limits(limits=1):
        for name, method in METHODS.items():
            cells = [
                "{:.3f} / {:.3f} / {:.2f} s".format(*measure(method, s)) for s in sets.values()
            ]
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
