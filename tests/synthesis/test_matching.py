"""What two sequences have in common: as difflib finds it, but never for minutes."""

import time
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgl.synthesis.cutting import matching
from hrgl.synthesis.cutting.matching import alike, opcodes
from hrgl.synthesis.cutting.recutting import recut

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=30)


@given(a=WORDS, b=WORDS)
def test_ordinary_sequences_are_compared_as_difflib_does(a: list[str], b: list[str]) -> None:
    expected = SequenceMatcher(None, a, b, False)
    assert opcodes(a, b) == expected.get_opcodes()
    assert alike("".join(a), "".join(b)) == pytest.approx(
        SequenceMatcher(None, "".join(a), "".join(b), False).ratio()
    )


@given(a=WORDS, b=WORDS)
def test_hostile_ones_lead_from_one_to_the_other_all_the_same(a: list[str], b: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "MOST_PAIRS", 5)
        found = opcodes(a, b)
    assert [at for _, *places in found for at in places[:2]] == sorted(
        at for _, *places in found for at in places[:2]
    )
    assert [x for _, _, _, b0, b1 in found for x in b[b0:b1]] == b
    assert [x for _, a0, a1, _, _ in found for x in a[a0:a1]] == a
    assert all(a[a0:a1] == b[b0:b1] for tag, a0, a1, b0, b1 in found if tag == "equal")


def test_of_fifty_thousand_lines_that_are_the_same_one_is_changed_and_the_others_stay() -> None:
    lines = ["and so on"] * 50_000
    changed = [*lines[:20_000], "another", *lines[20_001:]]
    began = time.process_time()
    found = opcodes(lines, changed)
    assert [tag for tag, *_ in found] == ["equal", "replace", "equal"]
    assert found[1][1:] == (20_000, 20_001, 20_000, 20_001)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("a", "b"), [("a" * 10_000, "ba" * 5_000), ("ab" * 5_000, "a" * 10_000), ("a " * 5_000, "")]
)
def test_long_texts_of_few_letters_are_compared_in_seconds(a: str, b: str) -> None:
    began = time.process_time()
    assert 0 <= alike(a, b) <= 1
    assert time.process_time() - began < 5


def test_a_note_of_thirty_thousand_equal_lines_is_cut_anew_in_seconds() -> None:
    old = "* Pay people\n" * 15_000
    began = time.process_time()
    assert len(recut(old, [], old.replace("Pay", "Ask", 1) + "* Last of all\n")) == 15_001
    assert time.process_time() - began < 10
