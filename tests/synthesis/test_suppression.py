"""Small groups stay hidden from somebody who adds and subtracts all that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from hrgl.synthesis.grouping.suppression import ShieldedTable, shield
from tests.subtracting import ShownTable, possible, possible_together

THEMES = 4


@dataclass(frozen=True)
class Talk:
    """What one person said in each theme, and of which two groups they are; None if not told."""

    person: int
    one: int | None
    other: int | None
    said: tuple[int, ...]


@st.composite
def talks(draw: st.DrawFn, people: int = 24, ones: int = 4, others: int = 2) -> list[Talk]:
    """Few people or many, most of whom say little, in few themes."""
    number = count()
    one = st.one_of(st.none(), st.integers(0, ones - 1))
    other = st.one_of(st.none(), st.integers(0, others - 1))
    said = st.tuples(*[st.sampled_from((0, 0, 0, 1, 1, 2, 5))] * THEMES)
    each = st.builds(lambda a, b, n: Talk(next(number), a, b, n), one, other, said)
    return draw(st.lists(each, max_size=people))


def counted(every: Sequence[Talk], groups: int, of: str) -> list[list[int]]:
    return [
        [sum(t.said[at] for t in every if getattr(t, of) == g) for at in range(THEMES)]
        for g in range(groups)
    ]


def behind(every: Sequence[Talk], groups: int, of: str) -> list[list[set[int]]]:
    return [
        [{t.person for t in every if getattr(t, of) == g and t.said[at]} for at in range(THEMES)]
        for g in range(groups)
    ]


def columns(every: Sequence[Talk]) -> list[int]:
    return [sum(t.said[at] for t in every) for at in range(THEMES)]


def shielded(every: Sequence[Talk], groups: int, of: str, smallest: int) -> ShieldedTable:
    rest = [sum(t.said[at] for t in every if getattr(t, of) is None) for at in range(THEMES)]
    counts = counted(every, groups, of)
    return shield(counts, behind(every, groups, of), rest, smallest)


def seen(table: ShieldedTable) -> ShownTable:
    return ShownTable(table.cells, table.totals, table.told)


@settings(max_examples=100, deadline=None)
@given(talks(), st.integers(2, 5))
def test_at_least_as_many_numbers_are_possible_as_a_group_needs_people(
    every: list[Talk], smallest: int
) -> None:
    table = shielded(every, 4, "one", smallest)
    truth = counted(every, 4, "one")
    for (row, at), (least, most) in possible(seen(table), columns(every)).items():
        assert least <= truth[row][at] <= most
        assert most - least >= smallest - 1
        assert most >= smallest
        event("with its total" if table.totals[row] is not None else "without its total")


@settings(max_examples=60, deadline=None)
@given(talks(people=16), st.integers(2, 4))
def test_two_tables_of_the_same_themes_tell_no_more_together(
    every: list[Talk], smallest: int
) -> None:
    one, other = shielded(every, 4, "one", smallest), shielded(every, 2, "other", smallest)
    for least, most in possible_together(seen(one), seen(other), columns(every)):
        assert most - least >= smallest - 1


@settings(max_examples=100, deadline=None)
@given(talks(), st.integers(2, 5))
def test_what_is_shown_is_true_and_enough_people_stand_behind_it(
    every: list[Talk], smallest: int
) -> None:
    table = shielded(every, 4, "one", smallest)
    truth, people = counted(every, 4, "one"), behind(every, 4, "one")
    for row, line in enumerate(table.cells):
        for at, shown in enumerate(line):
            assert shown in {truth[row][at], None}
            assert not shown or len(people[row][at]) >= smallest
            assert shown != 0 or not truth[row][at]
            assert truth[row][at] or shown == 0 or not table.told[at]
        told = [number for number, is_told in zip(truth[row], table.told, strict=True) if is_told]
        assert table.totals[row] in {sum(told), None}
    for at, told_at in enumerate(table.told):
        assert told_at or all(line[at] is None for line in table.cells)


def table(counts: list[list[int]], rest: list[int], smallest: int = 3) -> ShieldedTable:
    """Counts behind each of which stands a person for each statement."""
    people = [
        [{(row, at, n) for n in range(cell)} for at, cell in enumerate(line)]
        for row, line in enumerate(counts)
    ]
    return shield(counts, people, rest, smallest)


def test_a_small_count_that_may_be_the_rest_hides_no_other() -> None:
    assert table([[1], [5], [7]], [2]).cells == ((None,), (5,), (7,))


def test_else_the_smallest_that_was_shown_is_hidden_too() -> None:
    assert table([[7], [1], [5]], [1]).cells == ((7,), (None,), (None,))
    assert table([[5], [1], [5]], [0]).cells == ((None,), (None,), (5,))


def test_where_nothing_is_left_to_hide_nothing_of_the_theme_is_told() -> None:
    found = table([[1, 4], [1, 4], [0, 0]], [0, 0])
    assert found.cells == ((None, 4), (None, 4), (None, 0))
    assert found.told == (False, True)
    assert found.totals == (4, 4, 0)


def test_what_is_zero_is_told_beside_what_is_hidden() -> None:
    assert table([[2], [0], [6]], [4]).cells == ((None,), (0,), (6,))


def test_a_total_is_shown_only_where_it_gives_nothing_away() -> None:
    assert table([[1, 6], [6, 6]], [4, 4]).totals == (None, 12)
    assert table([[2, 2, 2, 6], [6, 6, 6, 6]], [4, 4, 4, 4]).totals == (12, 24)


def test_one_person_who_says_much_is_one_person() -> None:
    found = shield([[9], [9]], [[{"ana"}], [{"a", "b", "c"}]], [0], 3)
    assert found.cells == ((None,), (9,))
    assert found.totals == (None, 9)


def test_a_total_behind_which_few_people_stand_is_hidden() -> None:
    few = [[{"ana"}] * 3, [{"a", "b", "c"}] * 3]
    found = shield([[3, 3, 3], [4, 4, 4]], few, [5, 5, 5], 3)
    assert found.totals == (None, 12)


@pytest.mark.parametrize("smallest", [2, 3, 50])
def test_an_empty_table_hides_nothing(smallest: int) -> None:
    assert shield([], [], [4, 0], smallest) == ShieldedTable((), (), (True, True))
    assert shield([[]], [[]], [], smallest) == ShieldedTable(((),), (0,), ())
    assert shield([[0, 0]], [[(), ()]], [0, 3], smallest).cells == ((0, 0),)
