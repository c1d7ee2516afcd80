"""Entries proposed for themes: near the theme, and nearer than to everything else."""

import numpy as np
import pytest
from numpy.typing import NDArray

from hrgl.core.vocabularies import entries, entry_label
from hrgl.errors import NotValid
from hrgl.synthesis.naming.tagging import FEWEST, MOST, propose_tags

Rows = NDArray[np.float32]


def rows(*vectors: tuple[float, ...]) -> Rows:
    made = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    return made / np.where(lengths > 0, lengths, 1)


WATER, MONEY, EVERYTHING = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (1.0, 1.0, 0.0)
SAID = rows(*[WATER] * 4, *[MONEY] * 4)
THEMES = [7, 7, 7, 7, 9, 9, 9, 9]


def test_each_theme_is_given_the_entry_that_says_what_it_is_about() -> None:
    found = propose_tags(SAID, THEMES, rows(WATER, MONEY), ["a", "a"])
    assert [(like.theme, like.entry) for like in found] == [(7, 0), (9, 1)]
    assert all(like.similarity == pytest.approx(1) for like in found)


def test_what_resembles_every_theme_alike_is_proposed_for_none() -> None:
    assert propose_tags(SAID, THEMES, rows(EVERYTHING), ["a"]) == []


def test_what_is_far_from_a_theme_is_not_proposed_even_if_it_is_farther_from_the_others() -> None:
    assert propose_tags(SAID, THEMES, rows((0.2, 0.0, 1.0)), ["a"]) == []


def test_a_list_gives_a_theme_no_more_than_a_few_the_clearest_first() -> None:
    near = rows((1, 0, 0.6), (1, 0, 0.1), (1, 0, 0.4), (1, 0, 0.2))
    found = [like.entry for like in propose_tags(SAID, THEMES, near, ["a"] * 4) if like.theme == 7]
    assert len(found) == MOST
    both = propose_tags(SAID, THEMES, near, ["a", "a", "b", "b"])
    assert {like.entry for like in both} == {0, 1, 2, 3}


def test_too_few_statements_have_no_middle_and_the_queue_is_no_theme() -> None:
    themes = [7] * (FEWEST - 1) + [-1] * (8 - FEWEST + 1)
    assert propose_tags(SAID, themes, rows(WATER, MONEY), ["a", "a"]) == []


def test_the_order_of_statements_and_entries_makes_no_difference() -> None:
    rng = np.random.default_rng(3)
    said = rows(*map(tuple, rng.normal(size=(60, 8)) + np.repeat(np.eye(8)[:4], 15, axis=0) * 3))
    themes = np.repeat([1, 2, 3, 4], 15)
    codes = rows(*map(tuple, np.eye(8)))
    first = propose_tags(said, themes.tolist(), codes, ["a"] * 8)
    order, turned = rng.permutation(60), rng.permutation(8)
    again = propose_tags(said[order], themes[order].tolist(), codes[turned], ["a"] * 8)
    assert {(f.theme, f.entry) for f in first} == {(f.theme, int(turned[f.entry])) for f in again}
    assert {f.theme for f in first} == {1, 2, 3, 4}


def test_nothing_to_compare_gives_nothing_and_zeros_are_near_nothing() -> None:
    nothing = np.empty((0, 3), np.float32)
    assert propose_tags(nothing, [], rows(WATER), ["a"]) == []
    assert propose_tags(SAID, THEMES, nothing, []) == []
    assert propose_tags(rows(*[(0.0, 0.0, 0.0)] * 8), THEMES, rows(WATER), ["a"]) == []


def test_lengths_that_do_not_match_are_refused() -> None:
    with pytest.raises(NotValid, match="needs its theme"):
        propose_tags(SAID, [1], rows(WATER), ["a"])
    with pytest.raises(NotValid, match="needs its theme"):
        propose_tags(SAID, THEMES, rows(WATER), [])


def test_every_entry_has_a_name_of_its_own_and_a_fuller_text() -> None:
    found = entries()
    assert len(found) == 88
    assert len({entry.label for entry in found.values()}) == len(found)
    assert all(len(entry.text) > len(entry.name) + 20 for entry in found.values())


def test_an_entry_says_which_list_it_stands_in_and_a_lost_one_its_code() -> None:
    assert entry_label("sdg_targets", "5.1") == "SDG 5.1 No discrimination against women and girls"
    assert entry_label("udhr_articles", "12").startswith("UDHR 12 ")
    assert entry_label("hrba_principles", "participation") == "Principle: Participation"
    assert entry_label("sdg_targets", "99.9") == "sdg_targets 99.9"
