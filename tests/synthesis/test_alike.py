"""What is alike stands together, in small groups, whatever the order it came in."""

import itertools
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgl.synthesis.grouping import alike
from hrgl.synthesis.grouping.alike import A_GROUP, alike_together

Rows = list[tuple[str, list[float]]]
coarse = st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0])
rows_of_texts = st.lists(
    st.tuples(st.text("abc", min_size=1, max_size=3), st.lists(coarse, min_size=3, max_size=3)),
    max_size=20,
    unique_by=lambda row: row[0],
)


def _together(rows: Rows) -> list[list[str]]:
    vectors = np.array([vector for _, vector in rows], np.float32).reshape(len(rows), 3)
    groups = alike_together([text for text, _ in rows], vectors)
    return [[rows[at][0] for at in group] for group in groups]


@given(rows_of_texts)
def test_every_text_stands_in_one_group_and_those_unread_come_last_each_alone(rows: Rows) -> None:
    groups = _together(rows)
    assert sorted(text for group in groups for text in group) == sorted(text for text, _ in rows)
    unread = {text for text, vector in rows if not any(vector)}
    assert all(len(group) == 1 for group in groups if set(group) & unread)
    tail = [text for group in groups[len(groups) - len(unread) :] for text in group]
    assert set(tail) == unread


@settings(max_examples=50)
@given(rows_of_texts, st.randoms())
def test_the_order_of_the_rows_changes_nothing(rows: Rows, random: Random) -> None:
    read = [row for row in rows if any(row[1])]
    other = read.copy()
    random.shuffle(other)
    assert _together(other) == _together(read)


def test_neighbours_are_alike_and_a_group_holds_three_on_average() -> None:
    draw = np.random.default_rng(0)
    middles = draw.normal(size=(4, 20)) * 5
    vectors = np.repeat(middles, 6, axis=0) + draw.normal(size=(24, 20))
    order = draw.permutation(24)
    groups = alike_together([f"{at:02}" for at in order], vectors[order])
    assert len(groups) == 24 / A_GROUP
    about = [order[row] // 6 for group in groups for row in group]
    assert sum(one != other for one, other in itertools.pairwise(about)) == 3
    assert all(len({order[row] // 6 for row in group}) == 1 for group in groups)


def test_more_than_can_be_compared_stand_as_they_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MOST_ORDERED", 3)
    vectors = np.eye(4, dtype=np.float32)
    assert alike_together(["d", "c", "b", "a"], vectors) == [[0], [1], [2], [3]]
    assert alike_together(["c", "b", "a"], vectors[:3]) != [[0], [1], [2]]


def test_as_many_vectors_as_texts_are_asked_for() -> None:
    with pytest.raises(ValueError, match="2 texts, but 1 vectors"):
        alike_together(["a", "b"], np.ones((1, 3)))
