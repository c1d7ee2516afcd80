"""How many acts learning saves: `python -m bench.learning`.

A facilitator who knows the labels starts from the machine's proposal, given the true number of
labels, and goes on until pair F1 is 0.9: she merges two themes, splits one in two, or moves
statements, whatever helps most; each is one act. She moves statements of one theme that belong
into one other:

- `one by one`: the worst statement.
- `without learning`: the worst statement, and those that belong there too of the eleven others
  that fit their theme worst: a screen of twelve rows.
- `with learning`: the same, but the eleven others are those that the dashboard offers to go along
  (`hrgl.synthesis.grouping.going_along`), by what was placed so far.

Of banking77 3,000 statements are taken, the same ones every time. `--write` puts the tables in
docs/clustering.md.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from threadpoolctl import threadpool_limits

from bench.clustering import PAGE, told, written
from bench.material import DATA, SETS, Job, jobs
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.grouping.going_along import going_along
from hrgl.synthesis.grouping.neighbours import unit

PART = "Learning"
GOAL = 0.9
ROWS = 11
MOST = 3_000
SPLIT_FROM = 6
SPLITS_TRIED = 3
AT = (0.25, 0.5, 0.75, 1.0)  # where the curve is read, in shares of the acts without learning

Ints = NDArray[np.intp]
Order = Callable[["Night", int, list[int], list[int]], list[int]]


@dataclass(frozen=True)
class Move:
    """Statements of label `label` go from one theme to another; to a new one if `to` is -1."""

    source: int
    label: int
    to: int


class Night:
    """A facilitator's work on one job: where each statement stands, and what it cost so far."""

    def __init__(self, job: Job) -> None:
        self.points = unit(job.vectors)
        self.labels: Ints = np.unique(job.labels, return_inverse=True)[1]
        self.many = int(self.labels.max()) + 1
        found = np.array(cluster(job.texts, job.vectors, self.many).labels, dtype=np.intp)
        waiting = np.flatnonzero(found < 0)
        found[waiting] = found.max() + 1 + np.arange(len(waiting))  # alone, until she places them
        self.themes = found
        self.pinned = np.zeros(len(found), dtype=bool)
        self.pairs = _pairs(np.bincount(self.labels))
        self.curve: list[float] = []
        self._count()

    def _count(self) -> None:
        self.themes = np.unique(self.themes, return_inverse=True)[1]
        self.counts = np.zeros((int(self.themes.max()) + 1, self.many))
        np.add.at(self.counts, (self.themes, self.labels), 1)
        self.sizes, self.about = self.counts.sum(axis=1), self.counts.argmax(axis=1)
        self.right, self.together = _pairs(self.counts), _pairs(self.sizes)
        self.curve.append(self._f1(0, 0))

    def _f1(self, right: float, together: float) -> float:
        """Pair F1 with so many more pairs right, and so many more together."""
        return 2 * (self.right + right) / (self.together + together + self.pairs)

    def work(self, order: Order | None) -> list[float]:
        """Act until the goal is reached; the F1 before the first act and after each."""
        while self.curve[-1] < GOAL:
            move = self._move(order)
            gain, act = max((self._merge(), self._split(), move), key=lambda offer: offer[0])
            # where nothing helps at once, a statement goes where it belongs all the same
            (act if gain > self.curve[-1] + 1e-12 else move[1])()
            self._count()
        return self.curve

    def _merge(self) -> tuple[float, Callable[[], None]]:
        """The best of merging two themes that are about the same label."""
        best = (-1.0, 0, 0)
        for one, other in combinations(range(len(self.sizes)), 2):
            if self.about[one] == self.about[other]:
                right = float(self.counts[one] @ self.counts[other])
                gain = self._f1(right, float(self.sizes[one] * self.sizes[other]))
                best = max(best, (gain, one, other))

        def act() -> None:
            self.themes[self.themes == best[2]] = best[1]

        return best[0], act

    def _split(self) -> tuple[float, Callable[[], None]]:
        """The best of splitting the most mixed themes in two, as the machine would."""
        mixed = np.argsort(-(self.sizes**2 - (self.counts**2).sum(axis=1)), kind="stable")
        best: tuple[float, Ints] = (-1.0, np.empty(0, dtype=np.intp))
        for theme in mixed[:SPLITS_TRIED]:
            rows = np.flatnonzero(self.themes == theme)
            if len(rows) >= SPLIT_FROM:
                part = rows[fcluster(linkage(self.points[rows], "ward"), 2, "maxclust") == 1]
                inside = np.bincount(self.labels[part], minlength=self.many)
                outside = self.counts[theme] - inside
                right = _pairs(inside) + _pairs(outside) - _pairs(self.counts[theme])
                fewer = _pairs(len(rows)) - _pairs(len(part)) - _pairs(len(rows) - len(part))
                gain = self._f1(right, -fewer)
                best = max(best, (gain, part), key=lambda offer: offer[0])

        def act() -> None:
            self.themes[best[1]] = self.themes.max() + 1

        return best[0], act

    def _move(self, order: Order | None) -> tuple[float, Callable[[], None]]:
        gain, move = max(self._moves(), key=lambda offer: offer[0])
        rows = np.flatnonzero(
            (self.themes == move.source) & (self.labels == move.label) & ~self.pinned
        )
        middle = self.points[self.themes == move.source].mean(axis=0)
        worst = int(rows[np.argmin(self.points[rows] @ middle)])

        def act() -> None:
            going = [worst]
            if order is not None:
                others = (self.themes == move.source) & ~self.pinned
                others[worst] = False
                there = np.flatnonzero(self.themes == move.to)
                screen = order(self, worst, np.flatnonzero(others).tolist(), there.tolist())
                going += [row for row in screen[:ROWS] if self.labels[row] == move.label]
            self.themes[going] = move.to if move.to >= 0 else self.themes.max() + 1
            self.pinned[going] = True

        return gain, act

    def _moves(self) -> Iterator[tuple[float, Move]]:
        """For each label, moves of its statements to the theme about it; none is moved twice."""
        counts, sizes = self.counts, self.sizes
        free = np.zeros_like(counts)
        np.add.at(free, (self.themes[~self.pinned], self.labels[~self.pinned]), 1)
        for label in range(self.many):
            themes = np.flatnonzero(self.about == label)
            to = int(themes[np.argmax(counts[themes, label])]) if len(themes) else -1
            sources = np.flatnonzero(free[:, label])
            sources = sources[sources != to]
            there = (counts[to, label], sizes[to]) if to >= 0 else (0.0, 0.0)
            for source in sources.tolist():
                right = float(there[0] - (counts[source, label] - 1))
                together = float(there[1] - (sizes[source] - 1))
                yield self._f1(right, together), Move(source, label, to)


def _pairs(counts: NDArray[np.generic] | float) -> float:
    sizes = np.asarray(counts, dtype=np.float64)
    return float((sizes * (sizes - 1)).sum() / 2)


def worst_first(night: Night, moved: int, left: list[int], there: list[int]) -> list[int]:
    """Order the others of a theme by how badly they fit it."""
    if not left:
        return []
    points = night.points[left]
    return [left[at] for at in np.argsort(points @ points.mean(axis=0), kind="stable")]


def learned(night: Night, moved: int, left: list[int], there: list[int]) -> list[int]:
    """Order them as the dashboard does."""
    pinned = [row for row in there if night.pinned[row]]
    return going_along(night.points, [moved], left, there, pinned)


ARMS: dict[str, Order | None] = {
    "one by one": None,
    "without learning": worst_first,
    "with learning": learned,
}


def few(job: Job) -> Job:
    """Take at most 3,000 statements of a job, the same ones every time."""
    if len(job.texts) <= MOST:
        return job
    rows = np.sort(np.random.default_rng(0).choice(len(job.texts), MOST, replace=False))
    return Job([job.texts[at] for at in rows], job.vectors[rows], [job.labels[at] for at in rows])


def table() -> Iterator[str]:
    """Give the lines of the table as they are measured."""
    yield f"Acts until pair F1 is {GOAL}, summed over the jobs of a set. One act merges two themes,"
    yield f"splits one, or moves what belongs elsewhere of the {ROWS + 1} rows on the screen:"
    yield "without learning the worst-fitting of a theme, with learning those offered to go along;"
    yield "one by one: a single row. Ratio: with learning against without. Curve: pair F1 without →"
    yield "with learning after that share of the acts needed without, mean of the jobs."
    yield ""
    heads = [*ARMS, "ratio", *(f"curve at {at:.0%}" for at in AT)]
    yield f"| set | {' | '.join(heads)} |"
    yield "|---" * (len(heads) + 1) + "|"
    ratios = []
    for name in SETS:
        tasks = [few(job) for job in jobs(name)]
        curves = {arm: [Night(task).work(order) for task in tasks] for arm, order in ARMS.items()}
        acts = {arm: sum(len(curve) - 1 for curve in found) for arm, found in curves.items()}
        ratios.append(acts["with learning"] / acts["without learning"])
        points = (_at(curves["without learning"], curves["with learning"], at) for at in AT)
        told_acts = " | ".join(f"{number:,}" for number in acts.values())
        yield f"| {name} | {told_acts} | {ratios[-1]:.2f} | {' | '.join(points)} |"
    yield f"| mean | {'| ' * len(ARMS)}| {np.mean(ratios):.2f} | {'| ' * len(AT)}|"


def _at(without: list[list[float]], with_it: list[list[float]], share: float) -> str:
    pairs = [
        (one[at], other[min(at, len(other) - 1)])
        for one, other in zip(without, with_it, strict=True)
        for at in [round(share * (len(one) - 1))]
    ]
    before, after = np.mean(pairs, axis=0)
    return f"{before:.2f} → {after:.2f}"


def main() -> None:
    """Print the table, or what is missing for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"put the table in docs/{PAGE.name}")
    asked = parser.parse_args()
    if not DATA.is_dir():
        print(f"Skipped: the public sets are not in {DATA}.")
        return
    with threadpool_limits(limits=1):
        lines = told(table())
    if asked.write:
        PAGE.write_text(written(PAGE.read_text("utf-8"), {PART: lines}), encoding="utf-8")


if __name__ == "__main__":
    main()
