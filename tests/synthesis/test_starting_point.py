"""Themes of an earlier edition as a starting point: what fits goes there, the rest is cut anew."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from hrgl.synthesis.grouping.alternatives import QUEUE
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.grouping.decided import NOWHERE, Decided
from hrgl.synthesis.grouping.describing import Clusters
from hrgl.synthesis.grouping.neighbours import unit
from hrgl.synthesis.grouping.starting_point import LEAST_OF_NONE, homes, own_fits
from tests.fakes import blobs

THEMES, EACH = 5, 30
TEXTS, VECTORS = blobs(themes=THEMES, each=EACH)
# every second of the first three blobs was said in the earlier edition; now, the other halves of
# all but the first are
EARLIER = [VECTORS[blob * EACH + 1 : (blob + 1) * EACH : 2] for blob in range(3)]
NOW = [row for row in range(EACH, THEMES * EACH) if row % 2 == 0]
BLOB = [row // EACH for row in NOW]
N = len(NOW)


def started(
    themes: int | None = None,
    decided: Decided | None = None,
    earlier: Sequence[NDArray[np.floating]] = EARLIER,
) -> Clusters:
    return cluster([TEXTS[row] for row in NOW], VECTORS[NOW], themes, decided, earlier)


def standing(found: Clusters, blob: int) -> Counter[int]:
    """Where the statements of a blob stand: numbers of earlier themes, -1 for anything else."""
    return Counter(
        found.begun[label] if label != QUEUE else NOWHERE
        for label, each in zip(found.labels, BLOB, strict=True)
        if each == blob
    )


def test_what_was_said_before_fills_its_theme_and_what_was_not_begins_new_ones() -> None:
    found = started()
    assert sorted(set(found.begun)) == [NOWHERE, 1, 2]  # the first one stays empty
    for blob in (1, 2):
        assert standing(found, blob)[blob] >= 0.7 * EACH / 2
        assert set(standing(found, blob)) <= {blob, NOWHERE}
    for blob in (3, 4):
        assert set(standing(found, blob)) == {NOWHERE}


def test_the_number_asked_for_counts_what_fills_and_leaves_the_new_a_theme() -> None:
    assert len(started(4).begun) == 4
    assert len(started(7).begun) == 7
    assert NOWHERE in started(1).begun


def test_without_earlier_themes_nothing_goes_on_from_any() -> None:
    assert started(4, earlier=()).begun == ()
    assert started(4, earlier=()) == cluster([TEXTS[row] for row in NOW], VECTORS[NOW], 4)


def test_an_earlier_theme_without_statements_stays_empty() -> None:
    nothing = np.zeros((0, VECTORS.shape[1]))
    assert sorted(set(started(earlier=[nothing, *EARLIER]).begun)) == [NOWHERE, 2, 3]
    assert set(started(earlier=[nothing]).begun) == {NOWHERE}


def test_a_theme_of_people_keeps_what_stands_there() -> None:
    first_of_one = [at for at, blob in enumerate(BLOB) if blob == 1][:5]
    stray = BLOB.index(4)
    stands = {*first_of_one, stray}
    found = started(decided=Decided(tuple(0 if at in stands else NOWHERE for at in range(N))))
    assert len({found.labels[at] for at in stands}) == 1
    assert found.begun[found.labels[stray]] == NOWHERE


def test_what_people_tied_together_goes_as_one_and_what_they_tied_apart_never_meets() -> None:
    one, other = (BLOB.index(1), BLOB.index(2))
    nowhere = (NOWHERE,) * N
    tied = started(decided=Decided(nowhere, together=((one, other),)))
    assert tied.labels[one] == tied.labels[other]
    alike = [at for at, label in enumerate(started().labels) if started().begun[label] == 1][:2]
    apart = started(decided=Decided(nowhere, apart=((alike[0], alike[1]),)))
    assert apart.labels[alike[0]] != apart.labels[alike[1]]


@settings(max_examples=6, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 3), st.sampled_from([None, 2, 6]))
def test_the_same_statements_fill_the_same_themes_in_any_order_and_each_stands_once(
    chance: object, gone: int, themes: int | None
) -> None:
    order = list(range(N))
    chance.shuffle(order)  # type: ignore[attr-defined]  # what hypothesis gives for random.Random
    rows = [NOW[at] for at in order]
    earlier = EARLIER[gone:]
    here = started(themes, earlier=earlier)
    there = cluster([TEXTS[row] for row in rows], VECTORS[rows], themes, None, earlier)
    assert [here.labels[at] for at in order] == list(there.labels)
    assert here.begun == there.begun
    if earlier:
        filled = [number for number in here.begun if number != NOWHERE]
        assert len(filled) == len(set(filled))
        assert set(here.labels) - {QUEUE} == set(range(len(here.begun)))


def test_a_theme_asks_what_nine_in_ten_of_its_own_have_measured_without_themselves() -> None:
    rows = unit(EARLIER[0])
    found = homes([rows, rows[:0], rows[:1]])
    assert found.middles.shape == (3, VECTORS.shape[1])
    assert (own_fits(rows, np.zeros(len(rows), dtype=np.intp)) >= found.least[0]).mean() >= 0.85
    assert found.least[1] == np.inf
    assert found.least[2] == found.least[0]  # one statement says nothing: the others must do
    assert homes([rows[:1]]).least.tolist() == [LEAST_OF_NONE]


def test_what_stands_alone_is_near_to_nothing_of_its_own_year() -> None:
    fits = own_fits(unit(VECTORS[:3]), np.array([0, 1, 1], dtype=np.intp))
    assert fits[0] == 0
    assert fits[1] == pytest.approx(fits[2])
