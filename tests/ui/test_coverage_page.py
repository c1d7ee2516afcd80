"""Coverage on the page Themes: a picture, words, tables, and what is taken home."""

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from hrgl.core.enums import Role
from hrgl.themes.coverage import Aspect, Coverage, CoverageGroup, ThemeCoverage
from hrgl.ui.themes.coverage_picture import coverage_picture
from tests.ui.conftest import Open

HOSTILE = "<b>Budget</b> & <a href='https://x.example'>more</a> %{text}"


def _open(open_page: Open, by: Aspect = Aspect.ACTOR_TYPE) -> AppTest:
    at = open_page(Role.FACILITATOR, "themes")
    at.session_state["themes_view"] = "Coverage"
    at.session_state["coverage_by"] = by
    at.run()
    assert not at.exception, at.exception
    return at


def _tables(at: AppTest) -> dict[str, dict[str, list[str]]]:
    """The tables by the name of their second column, without what keeps words from being markup."""
    found = {}
    for table in at.table:
        words = table.value.replace("\\\\|\u2060", "", regex=True)
        found[words.columns[1]] = {name: list(words[name]) for name in words.columns}
    return found


def test_who_was_not_heard_stands_in_words_and_the_same_counts_in_a_table(open_page: Open) -> None:
    at = _open(open_page)
    assert {"Not heard", "Statements"} <= set(_tables(at))
    every = [table.value for table in at.table]
    by_group = next(t for t in every if "Heard in" in t.columns)
    assert by_group["Actor type"][0] == "Next generation"
    counts = next(t for t in every if t.columns[1] == "Statements" and t.columns[0] == "Theme")
    assert counts["Theme"].iloc[-1].startswith("All themes")
    assert "hidden" in set(counts.values.ravel())
    assert any(
        "“hidden” stands for a count behind which fewer than 3" in c.value for c in at.caption
    )


def test_kinds_say_where_views_differ(open_page: Open) -> None:
    at = _open(open_page, Aspect.KIND)
    differ = _tables(at)["Views that differ"]
    first = "2 reservations against 5 proposals; 4 challenges against 6 examples of what works"
    assert differ["Views that differ"][0] == first
    assert not any("hidden" in caption.value for caption in at.caption)


@pytest.mark.parametrize("by", list(Aspect))
def test_every_aspect_can_be_chosen(open_page: Open, by: Aspect) -> None:
    assert _open(open_page, by).table


def _drawn(*themes: ThemeCoverage, groups: int = 2) -> go.Figure:
    names = (CoverageGroup("a", "A & B"), CoverageGroup("b", "C"), CoverageGroup("c", "D"))
    return coverage_picture(
        Coverage(Aspect.REGION, names[:groups], themes, (None,) * groups, 3), "#0F1115"
    )


def _cells(figure: go.Figure) -> dict[tuple[int, int], str]:
    return {
        (down, across): word
        for trace in figure.data[1:]
        for down, across, word in zip(trace.y, trace.x, trace.text, strict=True)
    }


def test_every_cell_has_a_word_and_colour_says_nothing_alone() -> None:
    shown = ThemeCoverage(1, "T", 8, (6, None, 0))
    untold = ThemeCoverage(2, "Small", 1, (None, None, None), told=False)
    figure = _drawn(shown, untold, groups=3)
    assert list(figure.layout.xaxis.ticktext) == ["A &amp; B", "C", "Not told, or<br>hidden"]
    assert _cells(figure) == {
        (0, 0): "6",
        (0, 1): "hidden",
        (0, 2): "2",
        **{(1, across): "not told" for across in range(3)},
    }
    assert [list(row) for row in figure.data[0].z] == [[0.75, None, None], [None] * 3]


def test_the_picture_shows_names_as_they_were_written() -> None:
    figure = _drawn(ThemeCoverage(1, HOSTILE, 8, (6, None)))
    drawn = [*figure.layout.yaxis.ticktext, *figure.layout.xaxis.ticktext]
    drawn += [told for trace in figure.data[1:] for told in trace.hovertext]
    assert not any("<b>" in told or "<a" in told for told in drawn)
    assert any("&lt;b&gt;Budget" in told for told in drawn)


def test_a_count_is_read_on_its_colour_and_on_the_page() -> None:
    figure = _drawn(ThemeCoverage(1, "T", 10, (9, 2)), ThemeCoverage(2, "U", 10, (0, 0)))
    page, light, dark = figure.data[1:]
    assert (list(light.text), list(dark.text)) == (["2"], ["9"])
    assert [trace.textfont.color for trace in (page, light, dark)] == ["#0F1115"] * 2 + ["#FFFFFF"]
