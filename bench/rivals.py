"""What others do to cut statements into themes, each as its makers set it.

A method takes n texts, their n × d vectors, a number of themes and a seed, and gives n labels. The
last three need `bench/requirements.txt`; they are imported when they are first called. Those in
`BY_CHANCE` give other labels for another seed. Nothing runs on more than one thread.
"""

import importlib.util
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import AgglomerativeClustering, KMeans

Vectors = NDArray[np.float32]
Method = Callable[[list[str], Vectors, int, int], list[int]]

ABSENT = "Rivals are not installed: make bench installs them."
NEIGHBOURS = 15
SEEDS = (42, 43, 44)


def installed() -> bool:
    """Tell whether the packages of the rivals are there."""
    return all(importlib.util.find_spec(name) for name in ("bertopic", "umap", "hdbscan"))


def k_means(texts: list[str], vectors: Vectors, themes: int, seed: int) -> list[int]:
    """Cut by k-means, the best of ten starts."""
    means = KMeans(themes, n_init=10, random_state=seed)
    return [int(label) for label in means.fit_predict(vectors)]


def ward(texts: list[str], vectors: Vectors, themes: int, seed: int) -> list[int]:
    """Merge by Ward's criterion, all with all; memory grows with n²."""
    return [int(label) for label in AgglomerativeClustering(themes).fit_predict(vectors)]


def average(texts: list[str], vectors: Vectors, themes: int, seed: int) -> list[int]:
    """Merge by the mean cosine of all pairs, all with all; memory grows with n²."""
    merging = AgglomerativeClustering(themes, metric="cosine", linkage="average")
    return [int(label) for label in merging.fit_predict(vectors)]


def bertopic_default(texts: list[str], vectors: Vectors, themes: int, seed: int) -> list[int]:
    """Cut as BERTopic does when nothing is set; it chooses the number of themes itself.

    Its outliers (-1) stay together as one group, as its users see them.
    """
    from hdbscan import HDBSCAN

    # As BERTopic makes it for its own min_topic_size, but on one thread like all the others.
    density = HDBSCAN(
        min_cluster_size=10,
        metric="euclidean",
        cluster_selection_method="eom",
        prediction_data=True,
        core_dist_n_jobs=1,
    )
    return _bertopic(texts, vectors, density, seed)


def bertopic_k_means(texts: list[str], vectors: Vectors, themes: int, seed: int) -> list[int]:
    """Cut by BERTopic with k-means in the place of HDBSCAN, for a given number of themes."""
    return _bertopic(texts, vectors, KMeans(themes, n_init=10, random_state=0), seed)


def kouchou_ai(texts: list[str], vectors: Vectors, themes: int, seed: int) -> list[int]:
    """Cut as kouchou-ai does: a picture in two dimensions, many groups in it, Ward over these.

    Many is what it recommends, the square of the cube root of n (of 2 to 10), or three times the
    themes where that is more.
    """
    picture = _umap(len(texts), 2, seed).fit_transform(vectors)
    root = max(2, min(10, round(len(texts) ** (1 / 3))))
    many = min(len(texts), max(3 * themes, root**2))
    groups = KMeans(many, random_state=42).fit(picture)
    merged = fcluster(linkage(groups.cluster_centers_, "ward"), t=themes, criterion="maxclust")
    return [int(label) for label in merged[groups.labels_]]


def _bertopic(texts: list[str], vectors: Vectors, cutting: Any, seed: int) -> list[int]:
    """Run the whole of BERTopic, its words for each topic included."""
    from bertopic import BERTopic

    reduction = _umap(len(texts), 5, seed, min_dist=0.0, metric="cosine")
    labels, _ = BERTopic(umap_model=reduction, hdbscan_model=cutting).fit_transform(texts, vectors)
    return [int(label) for label in labels]


def _umap(rows: int, dimensions: int, seed: int, **others: Any) -> Any:
    """Make a UMAP that does not give up on few rows: fewer neighbours, a start by chance."""
    from umap import UMAP

    return UMAP(
        n_neighbors=max(2, min(NEIGHBOURS, rows - 1)),
        n_components=dimensions,
        init="spectral" if rows > 2 * (dimensions + 1) else "random",
        random_state=seed,
        n_jobs=1,
        **others,
    )


PLAIN: dict[str, Method] = {"k-means": k_means, "Ward": ward, "average linkage": average}
RIVALS: dict[str, Method] = {
    "BERTopic": bertopic_default,
    "BERTopic with k-means": bertopic_k_means,
    "kouchou-ai": kouchou_ai,
}
BY_CHANCE = {"k-means", *RIVALS}
