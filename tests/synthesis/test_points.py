"""Points: what says nearly the same stands together, whatever the order, and nothing is dropped."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from hrgl.synthesis.grouping import points as module
from hrgl.synthesis.grouping.points import folded_text, near_duplicates, perhaps_same, points
from tests.fakes import FakeEmbedder, blobs

WORDS = ["budget", "Water", "rights", "city", "data", "not", "the"]
texts_of_few_words = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), max_size=14
)


def _read(texts: list[str]) -> NDArray[np.float32]:
    return FakeEmbedder().encode(texts)


def _told(texts: list[str], groups: tuple[tuple[int, ...], ...]) -> list[list[str]]:
    return [[texts[row] for row in group] for group in groups]


@given(texts_of_few_words, st.randoms(use_true_random=False), st.sampled_from([0.5, 0.7, 0.9]))
@settings(deadline=None, max_examples=150)
def test_a_statement_is_in_one_point_at_most_and_shuffling_changes_nothing(
    texts: list[str], chance: object, likeness: float
) -> None:
    vectors = _read(texts)
    found = points(texts, vectors, likeness)
    rows = [row for group in found for row in group]
    assert len(rows) == len(set(rows)) <= len(texts)
    assert all(len(group) > 1 for group in found)
    turned = list(range(len(texts)))
    chance.shuffle(turned)  # type: ignore[attr-defined]
    again = points([texts[row] for row in turned], vectors[turned], likeness)
    assert _told([texts[row] for row in turned], again) == _told(texts, found)


@given(texts_of_few_words, st.data())
@settings(deadline=None, max_examples=100)
def test_what_differs_in_case_spaces_and_signs_only_is_always_together(
    texts: list[str], data: st.DataObject
) -> None:
    if not texts:
        return
    one = data.draw(st.sampled_from(texts))
    texts = [*texts, f" {one.upper()} !", one]
    for vectors in (_read(texts), np.zeros((len(texts), 1))):
        [home] = [group for group in points(texts, vectors) if len(texts) - 1 in group]
        same = {row for row, text in enumerate(texts) if folded_text(text) == folded_text(one)}
        assert same <= set(home)


@given(texts_of_few_words)
@settings(deadline=None)
def test_near_duplicates_lie_within_points(texts: list[str]) -> None:
    vectors = _read(texts)
    wide = [set(group) for group in points(texts, vectors)]
    for group in near_duplicates(texts, vectors):
        assert any(set(group) <= each for each in wide)


def test_without_vectors_only_the_same_texts_are_found() -> None:
    texts = ["Publish the budget", "publish the budget.", "Publish the whole budget"]
    assert points(texts, np.zeros((3, 1))) == ((0, 1),)


def test_what_is_said_alone_is_no_point_and_nothing_gives_nothing() -> None:
    assert points(["One thing"], _read(["One thing"])) == ()
    assert points([], np.empty((0, 1))) == ()
    assert points(["", " ", "!"], np.zeros((3, 1))) == ((0, 1),)


def test_the_same_words_denied_are_another_point() -> None:
    texts = ["Bodies vote", "Bodies do not vote", "Bodies don’t vote", "Bodies vote!"]
    alike = np.ones((4, 3))
    assert {frozenset(group) for group in points(texts, alike)} == {
        frozenset({0, 3}),
        frozenset({1, 2}),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Raise the budget for schools", "Cut the budget for schools"),
        ("Invite 20 residents to the council", "Invite 200 residents to the council"),
        ("Ban cars from the town hall square", "Allow cars on the town hall square"),
        ("Die Stadt soll das Budget erhöhen", "Die Stadt soll das Budget kürzen"),
        ("Die Stadt soll das Budget lesen", "Die Stadt soll das Budget nicht lesen"),
    ],
)
def test_what_says_the_opposite_is_not_the_same_and_not_even_perhaps(one: str, other: str) -> None:
    alike = np.ones((3, 3))
    assert points([one, other, f"{one}!"], alike) == ((0, 2),)
    assert perhaps_same([one, other, f"{one}!"], alike) == ()


def test_what_shares_no_word_is_perhaps_the_same_and_never_surely() -> None:
    texts = ["Pay people for their time", "Give money to those who take part", "Plant trees"]
    vectors = np.array([[1, 0.1], [1, 0], [0, 1]])
    assert points(texts, vectors) == ()
    assert perhaps_same(texts, vectors) == ((0, 1),) or perhaps_same(texts, vectors) == ((1, 0),)


def test_any_two_of_a_point_are_that_alike() -> None:
    """So a point cannot grow over what two of its statements have in common."""
    texts = [f"Budget {' '.join(WORDS[at : at + 3])} plan" for at in range(5)]
    for group in points(texts, np.ones((5, 2)), 0.6):
        for pair in combinations(group, 2):
            assert points([texts[at] for at in pair], np.ones((2, 2)), 0.3)


def test_a_chain_of_likeness_is_not_one_point() -> None:
    """What is at 0° and 80° does not join by what lies between."""
    turns = np.radians([0, 40, 80])
    vectors = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    assert [len(group) for group in perhaps_same(["a", "b", "c"], vectors)] == [2]
    texts = ["Budget water rights", "Water rights city", "Rights city data"]
    alike = points(texts, np.ones((3, 2)), 0.7)
    assert [len(group) for group in alike] == [2]


def test_the_most_central_comes_first_and_larger_points_before_smaller() -> None:
    turns = np.radians([0, 10, 25, 90, 91])
    vectors = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    assert perhaps_same(["v", "w", "x", "a", "b"], vectors) == ((1, 0, 2), (3, 4))


def test_the_parts_of_the_graph_give_the_same_groups_as_one_tree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts, vectors = blobs(6, 30)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    labels = fcluster(linkage(unit, "complete", metric="cosine"), 1 - 0.88, "distance")
    whole = {frozenset(np.flatnonzero(labels == each).tolist()) for each in set(labels.tolist())}
    wanted = {group for group in whole if len(group) > 1}
    assert len(wanted) > 6
    for rows_at_once in (1000, 7):
        monkeypatch.setattr(module, "ROWS_AT_ONCE", rows_at_once)
        found = perhaps_same([chr(ord("一") + at) for at in range(len(texts))], vectors, 0.88)
        assert {frozenset(group) for group in found} == wanted


def test_of_what_hangs_together_in_too_large_a_part_only_the_nearly_equal_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turns = np.radians([0, 1, 30, 31, 60, 61])
    vectors = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    texts = [letter * 5 for letter in "abcdef"]
    assert {len(group) for group in perhaps_same(texts, vectors)} == {4, 2}
    monkeypatch.setattr(module, "MOST_TOGETHER", 4)
    assert {frozenset(group) for group in perhaps_same(texts, vectors)} == {
        frozenset({0, 1}),
        frozenset({2, 3}),
        frozenset({4, 5}),
    }
    monkeypatch.setattr(module, "MOST_TOGETHER", 1)
    assert points([*texts, "Aaaaa"], np.vstack([vectors, vectors[:1]])) == ((6, 0),)


def test_a_mass_of_the_same_text_is_found_at_once() -> None:
    texts = [*["Same words"] * 5000, *["same, words!"] * 5000]
    [group] = points(texts, np.ones((10_000, 8), np.float32))
    assert len(group) == 10_000


def test_lengths_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="2 texts, but 1 vectors"):
        points(["a", "b"], np.ones((1, 3)))


def test_letters_of_every_script_and_signs_with_a_sense_stay() -> None:
    different = ["हिंदी", "हंद", "Straße 5 €", "Straße 5 +", "水"]
    assert len({folded_text(text) for text in different}) == 5
    assert folded_text("“STRASSE”\u00a0 – 5 €") == folded_text("Straße 5 €")
    for one, other in combinations(["...", "!", "?!"], 2):
        assert folded_text(one) != folded_text(other)
