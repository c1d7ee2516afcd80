"""Ways of cutting statements into themes, side by side: `python -m bench.clustering`.

`--quality`: agreement with the labels of four public sets and of samples drawn from them, each
given its true number of labels, the same vectors and one thread; and how far the number of themes
that is proposed lies from that of the labels. `--sizes`: seconds and memory at 200 to 100,000
statements made of the same sets (`bench.material.made`), each measured in a process of its own
(Linux only). Before, every method cuts sixty statements, so that imports and what numba compiles do
not count. Ours and BERTopic name the themes as well. Without either, both; `--write` puts the
tables in docs/clustering.md.
"""

import argparse
import ctypes
import gc
import json
import math
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score
from threadpoolctl import threadpool_limits

from bench import rivals
from bench.material import DATA, SAMPLES, SETS, Job, jobs, made, samples, stock
from bench.rivals import Method, Vectors
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.naming.labelling import titles

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/clustering.md"
BEGIN, END = "<!-- figures -->\n", "<!-- /figures -->"

SIZES = (200, 2_000, 10_000, 100_000)
THEMES = 12  # at every size: an Academy has twelve places
WARM = 60
COUNTED = 3  # statements from which a label counts as a group that a number should find
PARTS = ("Agreement", "Numbers proposed", "Learning", "Time and memory")
RESET_PEAK = Path("/proc/self/clear_refs")


def ours(texts: list[str], vectors: Vectors, themes: int, seed: int) -> list[int]:
    """Cut and name as the dashboard does; the queue (-1) stays one group."""
    labels = cluster(texts, vectors, themes).labels
    titles(texts, labels, vectors)
    return list(labels)


METHODS: dict[str, Method] = {"ours": ours, **rivals.PLAIN, **rivals.RIVALS}
LARGEST = {  # beyond these a method takes many minutes, or more memory than a small machine has
    "Ward": 10_000,
    "average linkage": 10_000,
    **dict.fromkeys(rivals.RIVALS, 10_000),
}


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds by the clock and of the processor, megabytes at the peak."""

    wall: float
    processor: float
    memory: float


def columns() -> dict[str, list[Job]]:
    """Give what is measured on: the sets, then samples of them by shape and size."""
    drawn = {
        f"{shape}, {size}": samples(size, uneven=shape == "uneven")
        for shape in ("even", "uneven")
        for size in SAMPLES
    }
    return {name: jobs(name) for name in SETS} | drawn


def agreement(name: str, tasks: list[Job]) -> tuple[float, float]:
    """Return mean AMI and mean ARI over the jobs, and over the seeds of a method with chance."""
    seeds = rivals.SEEDS if name in rivals.BY_CHANCE else rivals.SEEDS[:1]
    runs = [(task, seed) for task in tasks for seed in seeds]
    with threadpool_limits(limits=1):
        cuts = [METHODS[name](t.texts, t.vectors, len(set(t.labels)), seed) for t, seed in runs]
    pairs = [(task.labels, cut) for (task, _), cut in zip(runs, cuts, strict=True)]
    ami = np.mean([adjusted_mutual_info_score(*pair) for pair in pairs])
    ari = np.mean([adjusted_rand_score(*pair) for pair in pairs])
    return float(ami), float(ari)


def quality(names: list[str]) -> Iterator[str]:
    """Give the lines of the table of agreement as they are measured."""
    every = columns()
    yield "Adjusted mutual information / adjusted Rand index: 1 = the same cut, 0 = chance. The"
    yield "true number of labels is given; BERTopic as it comes does not ask for it. Even and"
    yield "uneven: samples of so many statements of each set, with labels of one size or the"
    yield "largest eight times the smallest. Methods with chance: the mean of three seeds."
    yield ""
    yield f"| method | {' | '.join(every)} | mean |"
    yield "|---" * (len(every) + 2) + "|"
    for name in names:
        found = [agreement(name, tasks) for tasks in every.values()]
        found.append((float(np.mean([a for a, _ in found])), float(np.mean([r for _, r in found]))))
        yield f"| {name} | " + " | ".join(f"{ami:.3f} / {ari:.3f}" for ami, ari in found) + " |"


def numbers() -> Iterator[str]:
    """Give the lines of the table of the numbers that are proposed."""
    every = columns()
    yield "How far the number proposed lies from that of the labels with three statements and more:"
    yield "mean of |log2|, so that 1 is twice as many or half. Coarse and fine: the other numbers"
    yield "that are offered besides, or the proposed one where there is none."
    yield ""
    yield f"| number | {' | '.join(every)} | mean |"
    yield "|---" * (len(every) + 2) + "|"
    with threadpool_limits(limits=1):
        found = np.array([np.mean([_distances(t) for t in ts], axis=0) for ts in every.values()])
    for name, row in zip(("proposed", "coarse", "fine"), found.T, strict=True):
        yield f"| {name} | " + " | ".join(f"{each:.2f}" for each in [*row, row.mean()]) + " |"


def _distances(task: Job) -> list[float]:
    """Return how far the proposed, the coarse and the fine number lie from the labels."""
    found = cluster(task.texts, task.vectors)
    number = len(found.typical)
    offered = [number, *(other.number for other in found.others)]
    labels = sum(count >= COUNTED for count in Counter(task.labels).values())
    return [abs(math.log2(each / labels)) for each in (number, min(offered), max(offered))]


def sizes(names: list[str], asked: list[int]) -> Iterator[str]:
    """Give the lines of the table of time and memory as they are measured."""
    stock()  # here, so that no process that is measured has to compute vectors
    yield f"Seconds by the clock / seconds of the processor / memory, for {THEMES} themes on one"
    yield "thread; memory is the peak beyond the texts and vectors themselves. –: not measured."
    yield ""
    yield "| method | " + " | ".join(f"{size:,} statements" for size in asked) + " |"
    yield "|---" * (len(asked) + 1) + "|"
    for name in names:
        costs = [_apart(name, size) if size <= LARGEST.get(name, size) else None for size in asked]
        yield f"| {name} | " + " | ".join(map(_cell, costs)) + " |"


def _cell(cost: Cost | None) -> str:
    if cost is None:
        return "–"
    memory = f"{cost.memory:,.0f}" if cost.memory >= 1 else "under 1"
    return f"{cost.wall:.1f} s / {cost.processor:.1f} s / {memory} MB"


def _apart(name: str, size: int) -> Cost | None:
    """Measure a method in a fresh process; None where that did not end well."""
    order = [sys.executable, "-m", "bench.clustering", "--one", name, str(size)]
    ran = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        print(f"{name} at {size:,} failed: {ran.stderr.strip()[-300:]}", file=sys.stderr)
        return None
    return Cost(**json.loads(ran.stdout.splitlines()[-1]))


def cost(method: Method, job: Job) -> Cost:
    """Measure one run of a method in this process."""
    method(job.texts[:WARM], job.vectors[:WARM], 3, rivals.SEEDS[0])
    # What was freed goes back first, or a method could use it unseen. And the peak is set back: the
    # one that getrusage tells is the parent's too, from before the processes parted.
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    RESET_PEAK.write_text("5")
    before = _megabytes("VmRSS")
    wall, processor = time.perf_counter(), time.process_time()
    with threadpool_limits(limits=1):
        method(job.texts, job.vectors, THEMES, rivals.SEEDS[0])
    return Cost(
        time.perf_counter() - wall, time.process_time() - processor, _megabytes("VmHWM") - before
    )


def _megabytes(field: str) -> float:
    """Read one of the kernel's figures on the memory of this process."""
    found = re.search(rf"^{field}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.M)
    return int(found[1]) / 1000 if found else 0.0


def written(page: str, parts: dict[str, list[str]]) -> str:
    """Return the page with the parts between its marks; a part not measured now stays."""
    before, _, rest = page.partition(BEGIN)
    old, _, after = rest.partition(END)
    found = {piece.partition("\n")[0]: piece for piece in old.split("## ") if piece.strip()}
    found |= {name: "\n".join([name, "", *lines, "", ""]) for name, lines in parts.items()}
    figures = "".join(f"## {found[name]}" for name in PARTS if name in found)
    return f"{before}{BEGIN}{figures}{END}{after}"


def told(lines: Iterator[str]) -> list[str]:
    """Print lines as they come, and keep them."""
    found = []
    for line in lines:
        print(line, flush=True)
        found.append(line)
    print()
    return found


def main() -> None:
    """Print the tables asked for, or what is missing for them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quality", action="store_true", help="agreement with people's labels")
    parser.add_argument("--sizes", type=int, nargs="*", help="time and memory, at these sizes")
    parser.add_argument("--write", action="store_true", help=f"put the tables in docs/{PAGE.name}")
    parser.add_argument("--one", nargs=2, metavar=("METHOD", "SIZE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if not DATA.is_dir():
        print(f"Skipped: the public sets are not in {DATA}.")
        return
    if asked.one:
        print(json.dumps(asdict(cost(METHODS[asked.one[0]], made(stock(), int(asked.one[1]))))))
        return
    names = list(METHODS)
    if not rivals.installed():
        print(rivals.ABSENT)
        names = [name for name in names if name not in rivals.RIVALS]
    both = not asked.quality and asked.sizes is None
    parts = {}
    if asked.quality or both:
        parts[PARTS[0]] = told(quality(names))
        parts[PARTS[1]] = told(numbers())
    if asked.sizes is not None or both:
        if RESET_PEAK.exists():
            parts[PARTS[3]] = told(sizes(names, asked.sizes or list(SIZES)))
        else:
            print("Time and memory are left out: they are measured on Linux only.")
    if asked.write:
        PAGE.write_text(written(PAGE.read_text("utf-8"), parts), encoding="utf-8")


if __name__ == "__main__":
    main()
