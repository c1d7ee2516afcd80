"""The line of a theme: people's own words, central, short, and not the title again."""

import random

from hypothesis import given
from hypothesis import strategies as st

from hrgl.synthesis.naming.quoting import LONGEST_QUOTE, SHORTEST_QUOTE, quote

BUDGET = [
    "Publish the budget in plain words on one page",
    "Nobody understands the budget; a page in plain words would help everybody",
    "It should be in plain words, that budget of ours",
    "Budget",
    "The finance department answers within a week",
]
FITS = [0.8, 0.7, 0.79, 0.9, 0.3]
SAID = st.text("abc d.;-’“ \n", max_size=150) | st.lists(
    st.sampled_from(["Budgets", "rights;", "city", "- ", "the", "water", "schools.", "it"]),
    max_size=14,
).map(" ".join)


def _line(texts: list[str], fits: list[float], title: str) -> str | None:
    found = quote(texts, fits, title)
    return texts[found.row][found.start : found.end] if found else None


def test_a_central_short_statement_is_the_line() -> None:
    assert _line(BUDGET, FITS, "Plain words") == "Publish the budget in plain words on one page"


def test_a_clause_stands_for_a_statement_that_is_too_long() -> None:
    long = "Nobody reads two hundred pages of tables, whatever they may be about, in any town" * 2
    texts = [f"{long}; publish the city budget on one page of plain words"]
    assert _line(texts, [0.9], "Tables") == "publish the city budget on one page of plain words"


def test_a_line_that_points_to_what_was_said_before_stands_back() -> None:
    texts = ["This makes city budgets readable", "Plain words make city budgets readable"]
    assert _line(texts, [0.8, 0.78], "Budgets") == texts[1]


def test_a_line_says_more_than_the_title() -> None:
    assert _line(["Human rights in the city budget"], [0.9], "Human rights and city budget") is None
    assert _line(["Ok", "Parks!"], [0.9, 0.8], "Parks") is None
    assert quote([], [], "Nothing") is None


@given(st.lists(st.tuples(SAID, st.sampled_from([0.2, 0.5, 0.9])), max_size=12), st.randoms())
def test_whatever_people_write_the_line_stands_in_a_statement_and_order_does_not_matter(
    rows: list[tuple[str, float]], chance: random.Random
) -> None:
    rows = list(dict(rows).items())
    found = _line([t for t, _ in rows], [f for _, f in rows], "Budget")
    if found is not None:
        assert SHORTEST_QUOTE <= len(found) <= LONGEST_QUOTE
        assert found == found.strip()
    chance.shuffle(rows)
    assert _line([t for t, _ in rows], [f for _, f in rows], "Budget") == found
