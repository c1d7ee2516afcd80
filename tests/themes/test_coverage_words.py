"""Coverage in words: how often against elsewhere, who was not heard, where views differ."""

import pytest

from hrgl.themes.coverage import Aspect, Coverage, CoverageGroup, ThemeCoverage
from hrgl.themes.coverage_words import (
    compared,
    coverage_table,
    group_by_group,
    never_heard,
    not_heard,
    oppositions,
    standing_out,
)

GROUPS = (
    CoverageGroup("academia", "Academia"),
    CoverageGroup("civil_society", "Civil society"),
    CoverageGroup("next_generation", "Next generation"),
    CoverageGroup("rooms", "In its rooms (N1)", extra=True),
)


def covered(*themes: ThemeCoverage, totals: tuple[int | None, ...] = (9, 9, 0, 3)) -> Coverage:
    return Coverage(Aspect.ACTOR_TYPE, GROUPS, themes, totals, 3)


def kinds(**counts: int) -> Coverage:
    groups = tuple(CoverageGroup(name, name.capitalize()) for name in counts)
    one = ThemeCoverage(1, "T", 20, tuple(counts.values()))
    return Coverage(Aspect.KIND, groups, (one,), tuple(counts.values()), 3)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((4, 10, 6, 40), "6 times as often as elsewhere"),
        ((4, 10, 10, 40), "twice as often as elsewhere"),
        ((6, 10, 12, 40), "three times as often as elsewhere"),
        ((2, 20, 14, 80), "half as often as elsewhere"),
        ((1, 20, 10, 80), "a third as often as elsewhere"),
        ((1, 20, 13, 80), "a quarter as often as elsewhere"),
        ((1, 20, 40, 80), "less than a quarter as often as elsewhere"),
        ((3, 10, 12, 40), ""),
        ((3, 10, 3, 40), "in no other theme"),
        ((0, 10, 8, 40), ""),
        ((3, 10, 3, 10), ""),
    ],
)
def test_how_often_is_told_in_words_where_anybody_would_notice(
    numbers: tuple[int, int, int, int], words: str
) -> None:
    assert compared(*numbers) == words


def test_who_was_not_heard_are_those_without_a_statement_and_not_those_hidden() -> None:
    theme = ThemeCoverage(1, "T", 10, (0, None, 0, 0))
    other = ThemeCoverage(2, "Other", 10, (4, 0, 4, 0))
    assert not_heard(covered(theme, other), theme) == ["Academia", "Next generation"]


def test_the_next_generation_is_heard_where_its_rooms_are() -> None:
    theme = ThemeCoverage(1, "T", 10, (0, 4, 0, 3))
    other = ThemeCoverage(2, "Other", 10, (4, 0, 4, 0))
    assert not_heard(covered(theme, other), theme) == ["Academia"]


def test_who_was_heard_in_no_theme_is_named_once_and_not_at_every_theme() -> None:
    theme = ThemeCoverage(1, "T", 10, (0, None, 0, 0))
    found = covered(theme, totals=(0, None, 0, 0))
    assert not_heard(found, theme) == []
    assert never_heard(found) == ["Academia", "Next generation"]
    in_its_rooms = ThemeCoverage(1, "T", 10, (0, None, 0, 3))
    assert never_heard(covered(in_its_rooms, totals=(0, None, 0, 3))) == ["Academia"]


def test_of_a_theme_of_which_nothing_is_told_nobody_is_said_not_to_be_heard() -> None:
    theme = ThemeCoverage(1, "T", 2, (None, None, None, 1), told=False)
    assert not_heard(covered(theme), theme) == []
    assert standing_out(covered(theme), theme) == []


def test_what_stands_out_needs_a_shown_count_and_a_shown_sum() -> None:
    one = ThemeCoverage(1, "One", 10, (6, 6, 0, 0))
    two = ThemeCoverage(2, "Two", 20, (3, 3, 0, 3))
    both = covered(one, two, totals=(9, None, 0, 3))
    assert standing_out(both, one) == ["Academia: 6, four times as often as elsewhere"]
    assert standing_out(both, two) == [
        "Academia: 3, a quarter as often as elsewhere",
        "In its rooms (N1): 3, in no other theme",
    ]


def test_views_differ_however_few_hold_them() -> None:
    found = kinds(reservation=1, proposal=7, practice=4, challenge=2)
    assert [each.told for each in oppositions(found, found.themes[0])] == [
        "1 reservation against 7 proposals",
        "2 challenges against 4 examples of what works",
    ]
    alone = kinds(reservation=3, proposal=0, practice=1, challenge=1)
    assert [each.told for each in oppositions(alone, alone.themes[0])] == [
        "1 challenge against 1 example of what works"
    ]


def test_group_by_group_begins_with_the_next_generation_and_names_the_silent_themes() -> None:
    one = ThemeCoverage(1, "One", 10, (6, None, 0, 0))
    two = ThemeCoverage(2, "Two", 20, (3, 4, 0, 3))
    small = ThemeCoverage(3, "Small", 1, (None, None, None, 0), told=False)
    young, rooms, academia, civil = group_by_group(covered(one, two, small, totals=(9, None, 0, 3)))
    assert (young.name, young.heard_in, young.not_in) == ("Next generation", 0, ("One", "Two"))
    assert (rooms.statements, rooms.heard_in, rooms.themes) == ("3", 1, 2)
    assert (academia.statements, academia.heard_in) == ("9", 2)
    assert civil.statements == "at least 5", "a hidden count is not zero"


def test_the_table_adds_up_to_the_statements_of_each_theme() -> None:
    one = ThemeCoverage(1, "One", 10, (6, None, 0, 2))
    header, rows = coverage_table(covered(one, totals=(6, None, 0, 2)))
    assert header[-1] == "Not told, or hidden"
    assert rows == [["One", 10, 6, "hidden", 0, 2, 4], ["All themes", 10, 6, "hidden", 0, 2, 4]]


def test_rooms_have_nothing_beside_them_and_kinds_what_nobody_marked() -> None:
    rooms = Coverage(Aspect.ROOM, GROUPS[:1], (ThemeCoverage(1, "T", 3, (3,)),), (3,), 3)
    assert coverage_table(rooms)[0] == ["Theme", "Statements", "Academia"]
    assert coverage_table(kinds(need=3))[0][-1] == "Not marked"
