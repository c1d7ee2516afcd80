"""The picture of the way: people's words in it are words, and no theme is taken for the queue."""

from html import unescape

import pytest
from sqlalchemy import Engine

from hrgl.core.database import reading
from hrgl.editions import editions
from hrgl.notes.statements import list_statements
from hrgl.themes.streams import Link
from hrgl.ui.parts import charts


def _labels(*links: Link) -> list[str]:
    return list(charts._flow(links).data[0].node.label)


@pytest.mark.parametrize(
    "name",
    [
        "<b>Budget</b>",
        '<a href="https://x.example">go</a>',
        "R&D",
        "a < b > c",
        "%{value} of all",
        "Money: ours",
        "&lt;i&gt;",
    ],
)
def test_what_people_wrote_is_shown_as_written(name: str) -> None:
    [_, label, _] = _labels(
        Link("room:A1", f"theme:{name}", 2), Link(f"theme:{name}", "place:1", 2)
    )
    assert "<" not in label
    whole = name if len(name) <= 26 else name[:25] + "…"
    assert unescape(label) == whole


def test_a_long_name_is_cut_before_its_signs_are_written_out() -> None:
    name = "&" * 40
    [_, label] = _labels(Link("room:A1", f"theme:{name}", 1))
    assert unescape(label) == "&" * 25 + "…"


def test_a_theme_that_is_called_like_the_queue_is_still_a_theme() -> None:
    figure = charts._flow(
        [
            Link("room:A1", "theme:in no theme yet", 2),
            Link("room:A1", "queue:in no theme yet", 3),
            Link("theme:in no theme yet", "open", 2),
        ]
    )
    node, link = figure.data[0].node, figure.data[0].link
    assert len(node.label) == 4
    assert sorted(link.value) == [2, 2, 3]
    assert node.color[1] != node.color[2]


def test_the_picture_of_the_flow_holds_every_statement_from_the_rooms_on(
    demonstration: Engine,
) -> None:
    with reading(demonstration) as session:
        edition_id = editions.by_code(session, "2023-demo").id
        rows = list_statements(session, edition_id=edition_id)
        [sankey] = charts.whole_flow(session, edition_id=edition_id, rows=rows).data
    rooms = {row.workshop for row in rows}
    named = list(sankey.node.label)
    out = sum(
        value
        for source, value in zip(sankey.link.source, sankey.link.value, strict=True)
        if named[source] in rooms
    )
    assert out == len(rows)
    through = len([row for row in rows if not row.left_out])
    assert sum(sankey.link.value) == len(rows) + through
