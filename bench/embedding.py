"""How fast texts become vectors: `python -m bench.embedding`.

The library's own `SentenceTransformer.encode` against ours, on the same texts, in the same run, by
turns: texts a second, the median of the ratios round by round (by the clock, and by the time the
processor worked), and the smallest cosine between the two vectors of a text. Both arithmetics are
measured; the table says which one is used on this processor. The library comes with threads that
spin while they wait for one another, which costs it much on a busy machine; where hrgl calls it
(`OMP_WAIT_POLICY=PASSIVE python -m bench.embedding`) they sleep. Ours wait for nobody. The texts
are 500 evenly taken from each of four public sets, which are not part of the project: see
../shared/data/SOURCES.md.
"""

import argparse
import csv
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hrgl.synthesis.vectors import embedding

DATA = Path(__file__).parents[2] / "shared/data/clustering"
SETS = ["ai_assemblies_claims", "argkp_train_arguments", "banking77", "bowling_green_topics"]

Encode = Callable[[list[str]], NDArray[np.float32]]


def texts(number: int) -> list[str]:
    """Take about `number` distinct texts, as many from each set, evenly over the set."""
    found: list[str] = []
    each = number // len(SETS)
    for name in SETS:
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as source:
            rows = list(dict.fromkeys(row["text"] for row in csv.DictReader(source)))
        found += [rows[at * len(rows) // each] for at in range(min(each, len(rows)))]
    return list(dict.fromkeys(found))


def ways() -> dict[str, Encode]:
    """The library's default first, then ours in both arithmetics."""
    # before hrgl asks for sleeping threads: the library as it comes
    import sentence_transformers  # noqa: F401

    library = embedding._open(str(embedding.packaged_folder()))

    def default(told: list[str]) -> NDArray[np.float32]:
        found = library.encode(told, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)

    names = [embedding.DEFAULT_MODEL, embedding.DEFAULT_MODEL + embedding.BF16]
    return {"the library's encode": default} | {
        f"ours, {kind}": embedding.open_model(name).encode
        for kind, name in zip(("float32", "bfloat16"), names, strict=True)
    }


def main() -> None:
    """Print the table: a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    if not DATA.is_dir():
        print(f"Skipped: the public sets are not in {DATA}.")
        return
    told = texts(asked.texts)
    has = "has" if embedding.matrix_units() else "has no"
    waits = os.environ.get("OMP_WAIT_POLICY", "as the library comes")
    print(f"Waiting threads: {waits}. {len(told)} texts.")
    print(f"The processor {has} matrix units for bfloat16 (AMX): vectors are")
    print(f"computed and kept as “{embedding.kept_as(embedding.DEFAULT_MODEL)}”.\n")
    taken: dict[str, list[tuple[float, float]]] = {}
    vectors: dict[str, NDArray[np.float32]] = {}
    encoders = ways()
    for encode in encoders.values():
        encode(told[:64])  # what is only done once is not measured
    for _ in range(asked.rounds):
        for name, encode in encoders.items():
            began = time.perf_counter(), time.process_time()
            vectors[name] = encode(told)
            spent = time.perf_counter() - began[0], time.process_time() - began[1]
            taken.setdefault(name, []).append(spent)
    first = next(iter(encoders))
    print(
        "| | texts/s | times as fast | by processor time | smallest cosine |\n|---|---|---|---|---|"
    )
    for name, spent_each in taken.items():
        speed = statistics.median(len(told) / clock for clock, _ in spent_each)
        clock, worked = (
            statistics.median(a[at] / b[at] for a, b in zip(taken[first], spent_each, strict=True))
            for at in (0, 1)
        )
        cosine = (vectors[name] * vectors[first]).sum(axis=1).min()
        print(f"| {name} | {speed:.0f} | {clock:.2f} | {worked:.2f} | {cosine:.6f} |")


if __name__ == "__main__":
    main()
