"""The books of the scripted facilitator: pair F1 as counted pair by pair, and what a move gains."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bench.labelled import QUEUE, Books

placed = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), min_size=2, max_size=9)


def _books(rows: list[tuple[str, int]]) -> Books:
    labels = {key: label for key, (label, _) in enumerate(rows)}
    return Books(labels, {key: theme for key, (_, theme) in enumerate(rows)})


def _counted(books: Books, rows: list[tuple[str, int]]) -> float:
    pairs = list(combinations(range(len(rows)), 2))
    together = {p for p in pairs if books.where[p[0]] == books.where[p[1]] != QUEUE}
    same = {(a, b) for a, b in pairs if rows[a][0] == rows[b][0]}
    return 2 * len(together & same) / (len(together) + len(same)) if together or same else 1.0


@given(placed)
def test_f1_is_that_of_the_pairs_and_what_waits_stands_alone(rows: list[tuple[str, int]]) -> None:
    books = _books(rows)
    assert abs(books.f1() - _counted(books, rows)) < 1e-9


@given(placed)
def test_the_best_gesture_gains_what_it_promises_and_no_single_one_gains_more(
    rows: list[tuple[str, int]],
) -> None:
    books = _books(rows)
    group = list(books.where)
    best = books.best(group, 0.0)
    singles = [single for key in group if (single := books.best([key], -1.0))]
    if best is None:
        assert all(single.gain < 0 for single in singles)
        return
    assert all(single.gain <= best.gain for single in singles)
    before = books.f1()
    books.move(best.ids, best.theme)
    assert abs(books.f1() - before - best.gain) < 1e-9
    assert abs(books.f1() - _counted(books, rows)) < 1e-9
