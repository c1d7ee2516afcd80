"""What people decided binds the next grouping: together, apart, and where it stands."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from hrgl.synthesis.grouping.alternatives import QUEUE
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.grouping.decided import NOWHERE, Decided, bound
from hrgl.synthesis.grouping.describing import Clusters
from hrgl.synthesis.grouping.going_along import going_along
from tests.fakes import blobs

THEMES, EACH = 4, 15
TEXTS, VECTORS = blobs(themes=THEMES, each=EACH)
N = len(TEXTS)


def grouped(decided: Decided, themes: int | None = THEMES) -> Clusters:
    return cluster(TEXTS, VECTORS, themes, decided)


def clusters_of(found: Clusters, rows: Sequence[int]) -> set[int]:
    return {found.labels[row] for row in rows}


def test_a_theme_of_people_stays_one_however_unlike_its_statements_are() -> None:
    mixed = [0, EACH, 2 * EACH, 3 * EACH]  # one of each blob
    found = grouped(Decided(tuple(0 if row in mixed else NOWHERE for row in range(N))))
    assert len(clusters_of(found, mixed)) == 1
    assert QUEUE not in clusters_of(found, mixed)


def test_two_themes_of_people_stay_apart_however_alike_they_are() -> None:
    one, other = range(7), range(7, EACH)  # of one blob
    stands = dict.fromkeys(one, 0) | dict.fromkeys(other, 1)
    found = grouped(Decided(tuple(stands.get(row, NOWHERE) for row in range(N))))
    assert len(clusters_of(found, one)) == len(clusters_of(found, other)) == 1
    assert clusters_of(found, one) != clusters_of(found, other)


def test_there_are_as_many_clusters_as_people_have_themes_even_if_fewer_are_asked_for() -> None:
    stands = tuple(row % 6 if row < 24 else NOWHERE for row in range(N))
    found = grouped(Decided(stands), themes=2)
    assert len(found.typical) == 6


def test_what_belongs_together_is_together_and_what_belongs_apart_is_apart() -> None:
    nowhere = (NOWHERE,) * N
    plain = grouped(Decided(nowhere))
    alike, unlike = (0, 1), (2, 2 * EACH)
    assert plain.labels[0] == plain.labels[1]
    assert plain.labels[2] != plain.labels[2 * EACH]
    found = grouped(Decided(nowhere, together=(unlike,), apart=(alike,)))
    assert found.labels[0] != found.labels[1]
    assert found.labels[2] == found.labels[2 * EACH]


def test_a_placement_outweighs_a_pair_that_contradicts_it() -> None:
    stands = tuple({0: 0, 1: 1}.get(row, NOWHERE) for row in range(N))
    found = grouped(Decided(stands, together=((0, 1),)))
    assert found.labels[0] != found.labels[1]


def test_equal_texts_in_two_themes_bind_neither() -> None:
    held = bound(Decided((0, 1, 0)), [[0, 1], [2]])
    assert held.groups.tolist() == [NOWHERE, 0]
    assert held.themes == 1


def test_pairs_join_groups_and_a_theme_takes_in_what_is_tied_to_its_statements() -> None:
    held = bound(
        Decided((5, -1, -1, -1, -1), together=((0, 1), (1, 2), (3, 4))), [[r] for r in range(5)]
    )
    assert held.groups.tolist() == [0, 0, 0, 1, 1]
    assert (held.themes, held.most) == (1, 2)


def test_nothing_decided_changes_nothing() -> None:
    assert grouped(Decided((NOWHERE,) * N)) == cluster(TEXTS, VECTORS, THEMES)


def test_what_comes_late_joins_a_theme_of_people_if_it_fits_and_waits_if_it_does_not() -> None:
    stranger = np.zeros(VECTORS.shape[1])
    stranger[-1] = 1.0
    texts = [*TEXTS, "a late word on the first thing", "something quite other altogether"]
    vectors = np.vstack([VECTORS, VECTORS[1:EACH].mean(axis=0), stranger])
    stands = (*tuple(row // EACH for row in range(N)), NOWHERE, NOWHERE)
    found = cluster(texts, vectors, THEMES, Decided(stands))
    assert found.labels[N] == found.labels[0]
    assert found.labels[N + 1] == QUEUE


def test_more_statements_than_are_compared_at_once_are_bound_as_well() -> None:
    texts, vectors = blobs(themes=4, each=450)
    size = len(texts)
    chance = np.random.default_rng(3)
    stands = np.full(size, NOWHERE)
    stands[chance.choice(size, 300, replace=False)] = chance.integers(3, size=300)
    apart = ((0, 1),) if stands[0] == stands[1] == NOWHERE else ()
    decided = Decided(tuple(stands.tolist()), apart=apart)
    found = cluster(texts, vectors, 5, decided)
    assert len(found.typical) == 5
    owners = [{found.labels[row] for row in np.flatnonzero(stands == theme)} for theme in range(3)]
    assert [len(owner) for owner in owners] == [1, 1, 1]
    assert len(set.union(*owners)) == 3
    assert not apart or found.labels[0] != found.labels[1]


@st.composite
def decisions(draw: st.DrawFn) -> Decided:
    stands = draw(st.lists(st.integers(-1, 5), min_size=N, max_size=N))
    rows = st.integers(0, N - 1)
    pairs = st.lists(st.tuples(rows, rows), max_size=6).map(tuple)
    return Decided(tuple(stands), draw(pairs), draw(pairs))


@settings(max_examples=40, deadline=None)
@given(decisions(), st.integers(1, 12), st.randoms(use_true_random=False))
def test_whatever_was_decided_themes_of_people_hold_and_the_order_of_rows_does_not_count(
    decided: Decided, themes: int, shuffle: object
) -> None:
    found = cluster(TEXTS, VECTORS, themes, decided)
    stands = np.array(decided.themes)
    owners = [
        {found.labels[row] for row in np.flatnonzero(stands == t)} for t in set(stands) - {-1}
    ]
    assert all(len(owner) == 1 and QUEUE not in owner for owner in owners)
    assert len(set().union(*owners)) == len(owners)
    order = list(range(N))
    shuffle.shuffle(order)  # type: ignore[attr-defined]
    place = {row: at for at, row in enumerate(order)}
    moved = Decided(
        tuple(decided.themes[row] for row in order),
        tuple((place[a], place[b]) for a, b in decided.together),
        tuple((place[a], place[b]) for a, b in decided.apart),
    )
    again = cluster([TEXTS[row] for row in order], VECTORS[order], themes, moved)
    assert [again.labels[place[row]] for row in range(N)] == list(found.labels)


def test_those_nearest_to_where_statements_go_come_first() -> None:
    left = [1, 2, 3, EACH, EACH + 1]  # three of the first blob, two of the second
    assert set(going_along(VECTORS, [EACH + 2], left)[:2]) == {EACH, EACH + 1}
    there = list(range(EACH + 5, EACH + 9))
    assert set(going_along(VECTORS, [0], left, there, there)[:2]) == {EACH, EACH + 1}
    assert going_along(VECTORS, [0], []) == []


def test_of_equals_the_first_goes_along_first() -> None:
    same: NDArray[np.float64] = np.ones((4, 3))
    assert going_along(same, [0], [3, 1, 2]) == [3, 1, 2]
