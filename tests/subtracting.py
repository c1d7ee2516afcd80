"""What somebody finds out who adds and subtracts whatever a table shows: an oracle by programmes.

It knows nothing of how counts are chosen to be hidden. It is given what is shown – counts, sums,
which counts are hidden and thus not zero – and asks an integer programme for the least and the
greatest that a hidden count can be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Shown = Sequence[Sequence[int | None]]


@dataclass
class Known:
    """Sums of unknown whole numbers, none below zero, each between two bounds."""

    unknowns: int
    sums: list[tuple[list[int], float, float]] = field(default_factory=list)

    def add(self, which: list[int], least: float, most: float) -> None:
        self.sums.append((which, least, most))

    def least_and_most(self, which: list[int]) -> tuple[int, int]:
        """Between what the sum of some unknowns lies, all that is known considered."""
        matrix = np.zeros((len(self.sums), self.unknowns))
        for at, (those, _, _) in enumerate(self.sums):
            matrix[at, those] = 1
        rules = LinearConstraint(matrix, [s[1] for s in self.sums], [s[2] for s in self.sums])
        aim = np.zeros(self.unknowns)
        aim[which] = 1
        found = [
            milp(sign * aim, constraints=rules, integrality=1, bounds=Bounds(0, np.inf))
            for sign in (1, -1)
        ]
        assert all(each.success for each in found), "what is shown contradicts itself"
        return round(found[0].fun), round(-found[1].fun)


@dataclass(frozen=True)
class ShownTable:
    """A table as anybody sees it; columns that are not told have only their sum."""

    cells: Shown
    sums: Sequence[int | None]
    told: Sequence[bool]

    @property
    def hidden(self) -> Iterator[tuple[int, int]]:
        for row, line in enumerate(self.cells):
            for at, count in enumerate(line):
                if count is None and self.told[at]:
                    yield row, at


def learn(known: Known, table: ShownTable, behind: Sequence[Sequence[list[int]]]) -> None:
    """Add what a table shows; `behind`: rows × columns, the unknowns that a count is the sum of."""
    for row, line in enumerate(table.cells):
        for at, count in enumerate(line):
            if table.told[at]:
                least, most = (1, np.inf) if count is None else (count, count)
                known.add(behind[row][at], least, most)
        total = table.sums[row]
        if total is not None:
            every = [u for at, told in enumerate(table.told) if told for u in behind[row][at]]
            known.add(every, total, total)


def possible(table: ShownTable, columns: Sequence[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """Between what each hidden count lies; `columns`: how many statements each column holds.

    Below the rows stands one more, of which nothing is shown.
    """
    rows = len(table.cells) + 1
    at = [[[row * len(columns) + to] for to in range(len(columns))] for row in range(rows)]
    known = Known(rows * len(columns))
    learn(known, table, at)
    for to, total in enumerate(columns):
        known.add([u for row in at for u in row[to]], total, total)
    return {(row, to): known.least_and_most(at[row][to]) for row, to in table.hidden}


def possible_together(
    one: ShownTable, other: ShownTable, columns: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The same for the hidden counts of two tables of the same columns, seen side by side."""
    rows, lines, width = len(one.cells) + 1, len(other.cells) + 1, len(columns)
    number = np.arange(rows * lines * width).reshape(rows, lines, width)
    by_one = [[number[row, :, to].tolist() for to in range(width)] for row in range(rows)]
    by_other = [[number[:, line, to].tolist() for to in range(width)] for line in range(lines)]
    known = Known(number.size)
    learn(known, one, by_one)
    learn(known, other, by_other)
    for to, total in enumerate(columns):
        known.add(number[:, :, to].ravel().tolist(), total, total)
    for table, behind in ((one, by_one), (other, by_other)):
        for row, to in table.hidden:
            yield known.least_and_most(behind[row][to])
