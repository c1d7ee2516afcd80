"""Statements whose labels are known: how well themes agree with them, what a move would gain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.material import read

SIZE = 250
QUEUE = 0


@dataclass(frozen=True)
class Labelled:
    """Texts with the label that people gave each."""

    texts: list[str]
    labels: list[str]


def drawn(name: str) -> Labelled:
    """Draw 250 texts of a set, the same ones every time, in a random order."""
    rows = list({row["text"]: row for row in read(name)}.values())
    chosen = np.random.default_rng(0).choice(len(rows), SIZE, replace=False)
    return Labelled([rows[at]["text"] for at in chosen], [rows[at]["label"] for at in chosen])


@dataclass(frozen=True)
class Gesture:
    """Statements that go to a theme at once."""

    ids: tuple[int, ...]
    theme: int
    gain: float
    whole: bool  # a group, by its bracket


class Books:
    """Where each statement stands, beside its label. A statement in no theme stands alone."""

    def __init__(self, labels: Mapping[int, str], where: Mapping[int, int]) -> None:
        self.names = sorted(set(labels.values()))
        self.label = {key: self.names.index(name) for key, name in labels.items()}
        self.where = {key: where.get(key, QUEUE) for key in labels}
        themes = sorted(set(where.values()) - {QUEUE})
        self.column = {theme: at for at, theme in enumerate(themes)}
        self.counts = np.zeros((len(themes), len(self.names)))
        for key, theme in self.where.items():
            if theme != QUEUE:
                self.counts[self.column[theme], self.label[key]] += 1
        self.pairs = _pairs(np.bincount(list(self.label.values())))

    def f1(self, counts: NDArray[np.float64] | None = None) -> float:
        """The harmonic mean of precision and recall over pairs that stand in one theme."""
        counts = self.counts if counts is None else counts
        every = _pairs(counts.sum(axis=1)) + self.pairs
        return 2 * _pairs(counts) / every if every else 1.0

    def about(self, theme: int) -> int:
        """The label that most of a theme's statements have."""
        return int(self.counts[self.column[theme]].argmax())

    def home(self, label: int) -> int | None:
        """The theme about a label: of several the one that holds most of it."""
        themes = [each for each in self.column if self.about(each) == label]
        there = [each for each in themes if self.counts[self.column[each], label] > 0]
        return max(there, key=lambda each: self.counts[self.column[each], label], default=None)

    def after(self, ids: Iterable[int], theme: int) -> NDArray[np.float64]:
        """The counts when these have gone to a theme."""
        counts = self.counts.copy()
        for key in ids:
            if self.where[key] != QUEUE:
                counts[self.column[self.where[key]], self.label[key]] -= 1
            counts[self.column[theme], self.label[key]] += 1
        return counts

    def move(self, ids: Iterable[int], theme: int) -> None:
        """They go to a theme."""
        self.counts = self.after(ids, theme)
        self.where |= dict.fromkeys(ids, theme)

    def best(self, group: Sequence[int], threshold: float) -> Gesture | None:
        """What gains most with these statements: one of them or all to where it belongs.

        None if nothing gains as much as the threshold.
        """
        offers = []
        for key in group:
            home = self.home(self.label[key])
            if home is not None:
                offers += [((key,), home, False), (tuple(group), home, len(group) > 1)]
        found = [
            Gesture(ids, home, self.f1(self.after(ids, home)) - self.f1(), whole)
            for ids, home, whole in offers
            if any(self.where[key] != home for key in ids)
        ]
        best = max(found, key=lambda each: each.gain, default=None)
        return best if best and best.gain >= threshold else None

    def copy(self) -> "Books":
        """The same, to try something with."""
        names = {key: self.names[label] for key, label in self.label.items()}
        made = Books(names, self.where)
        made.column, made.counts = self.column, self.counts.copy()
        return made


def _pairs(counts: NDArray[np.generic]) -> float:
    sizes = np.asarray(counts, dtype=np.float64)
    return float((sizes * (sizes - 1)).sum() / 2)
