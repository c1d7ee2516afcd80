"""Counts of a table from which nothing can be told of few people, not even by subtraction.

Rows are groups of people, columns sets of statements without overlap. Statements are counted,
people are protected: a count behind which stand fewer than k people is hidden (primary
suppression by a minimum frequency). It is taken to be known to everybody: how many statements a
column holds, every count that is shown, which counts are zero, and that a hidden one is not; but
of how many statements in a column nothing is told (`rest`) is never shown beside a hidden count.

A hidden count is protected if at least k different numbers remain possible for it, whatever of
this one adds and subtracts (a sliding protection level of k − 1: Willenborg and de Waal, "Elements
of Statistical Disclosure Control", 2001, chapter 4; τ-ARGUS). As none is zero, one of them is k or
more: nobody can tell that few stand behind it. Where that fails, one more count of the column is
hidden, the smallest that was shown (complementary suppression); if there is none, nothing of the
column is told, not even its zeros. It always suffices: what is hidden then holds k statements.

Row totals come last, the largest first, each only if all hidden counts stay protected. Whether
they do is not searched for by linear programming but by moves that change no other shown number:
a statement from one hidden count of a row to another one, made good in both columns by what is
hidden there freely. This finds fewer totals than could be shown, and none too many.

Not protected: what is gained by comparing tables of different moments, and what follows for
somebody who runs through this very algorithm backwards ("minimality attack", Wong et al. 2007).
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

Counts = Sequence[Sequence[int]]


@dataclass(frozen=True)
class ShieldedTable:
    """What may be shown of g × t counts: None where one is hidden.

    `told`: of each of t columns, whether anything is; `totals`: of each of g rows over the columns
    that are told, None where it is hidden.
    """

    cells: tuple[tuple[int | None, ...], ...]
    totals: tuple[int | None, ...]
    told: tuple[bool, ...]


def shield(
    counts: Counts,
    people: Sequence[Sequence[Collection[Hashable]]],
    rest: Sequence[int],
    smallest: int,
) -> ShieldedTable:
    """Return what may be shown of a table.

    `counts`: g × t statements; `people`: g × t, who stands behind each count, nobody where it is
    zero and at most as many as it is; `rest`: t numbers of statements of which nothing is told;
    `smallest`: the number of people, at least 2, from which on a count may be shown.
    """
    columns = range(len(rest))
    hidden = [_hidden_in(at, counts, people, rest[at], smallest) for at in columns]
    told = tuple(each is not None for each in hidden)
    table = _Hidden(counts, rest, [each or frozenset() for each in hidden], smallest)
    cells = tuple(
        tuple(
            count if told[at] and row not in table.hidden[at] else None
            for at, count in enumerate(line)
        )
        for row, line in enumerate(counts)
    )
    sums = [sum(line[at] for at in columns if told[at]) for line in counts]
    everybody = [{p for at in columns if told[at] for p in line[at]} for line in people]
    fit = [row for row, who in enumerate(everybody) if len(who) >= smallest or not who]
    shown = table.rows_with_total(sorted(fit, key=lambda row: (-sums[row], row)))
    totals = tuple(total if row in shown else None for row, total in enumerate(sums))
    return ShieldedTable(cells, totals, told)


def _hidden_in(
    at: int,
    counts: Counts,
    people: Sequence[Sequence[Collection[Hashable]]],
    rest: int,
    smallest: int,
) -> frozenset[int] | None:
    """Return the rows whose count is hidden in a column; None if nothing of it may be told."""
    column = {row: line[at] for row, line in enumerate(counts) if line[at]}
    hidden = frozenset(row for row in column if len(people[row][at]) < smallest)
    if not hidden or rest + sum(column[row] - 1 for row in hidden) >= smallest - 1:
        return hidden
    shown = [row for row in column if row not in hidden]
    if not shown:
        return None
    return hidden | {min(shown, key=lambda row: (column[row], row))}


@dataclass(frozen=True)
class _Hidden:
    """The hidden counts of the columns that are told, to be checked against totals of rows."""

    counts: Counts
    rest: Sequence[int]
    hidden: Sequence[frozenset[int]]
    smallest: int

    def rows_with_total(self, rows: Sequence[int]) -> frozenset[int]:
        """Return the rows whose total may be shown too, tried one after the other."""
        found: frozenset[int] = frozenset()
        for row in rows:
            if self._protects(found | {row}):
                found |= {row}
        return found

    def _protects(self, totalled: frozenset[int]) -> bool:
        """Whether the hidden counts of these rows stay protected.

        Then those of the other rows do, too: what a count with a total cannot take from its column
        any more, it can still give to it.
        """
        free = [self._free(at, totalled) for at in range(len(self.rest))]
        return all(
            self._possible(row, at, free) >= self.smallest
            for at, rows in enumerate(self.hidden)
            for row in rows & totalled
        )

    def _free(self, at: int, totalled: frozenset[int]) -> int:
        """Return how many statements of a column may be thought elsewhere in it, sums untouched."""
        spare = (self.counts[row][at] - 1 for row in self.hidden[at] if row not in totalled)
        return self.rest[at] + sum(spare)

    def _possible(self, row: int, at: int, free: Sequence[int]) -> int:
        """Return how many numbers remain possible for a hidden count, at the least."""
        others = [to for to, rows in enumerate(self.hidden) if row in rows and to != at]
        more = min(free[at], sum(self.counts[row][to] - 1 for to in others))
        fewer = min(self.counts[row][at] - 1, sum(free[to] for to in others))
        return more + fewer + 1
