"""What becomes of a file, piece by piece, and what in it may point to persons."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import pyarrow as pa
import streamlit as st

from hrgl.editions.attribution import vocabulary
from hrgl.formats.readers.contents import LeftOut
from hrgl.notes.imports.preview import Arrival
from hrgl.notes.notes import About
from hrgl.synthesis.cutting.cutting import FallenOut, Span
from hrgl.ui.notes.import_held import Brought
from hrgl.ui.parts.statement_tables import KIND_NAMES

MOST_ROWS_SHOWN = 1000
_LONGEST = 600  # characters of one piece
_HEIGHT = 340
_WIDTHS = {
    "No.": 70,
    "Statement": 310,
    "What": 95,
    "Said by": 150,
    "Falls out because": 200,
    "There already": 100,
}
_Row = tuple[str, str, str, str, str, str]


def draw_preview(each: Brought, arrived: Sequence[Arrival], *, expanded: bool) -> None:
    """Rows that cannot be read, then the pieces in their order, with what falls out and why."""
    opened = st.expander(
        "What becomes of it", expanded=expanded, key=each.key("preview"), on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        left = each.read.left if each.read else ()
        together = len(left) + sum(len(a.statements) + len(a.fallen_out) for a in arrived)
        pieces_of = (row for arrival in arrived for row in _rows(arrival))
        rows = list(islice(chain(map(_lost, left), pieces_of), MOST_ROWS_SHOWN))
        _table(rows, each.key(f"pieces-{together}"))
        if together > MOST_ROWS_SHOWN:
            st.caption(f"The first {MOST_ROWS_SHOWN:,} of {together:,} pieces.")


def _table(rows: Sequence[_Row], key: str) -> None:
    columns = [[row[at] for row in rows] for at in range(len(_WIDTHS))]
    # a column in which nothing stands only takes room
    shown = {
        name: column
        for name, column in zip(_WIDTHS, columns, strict=True)
        if any(column) or name in ("No.", "Statement")
    }
    st.dataframe(
        pa.table(shown),
        hide_index=True,
        height=min(_HEIGHT, 36 * len(rows) + 40),
        column_config={
            name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()
        },
        key=key,
    )


def _lost(left: LeftOut) -> _Row:
    sheet = f"({left.sheet})" if left.sheet else ""
    return f"row {left.row}", sheet, "", "", left.reason, ""


def _rows(arrival: Arrival) -> Iterator[_Row]:
    there = {span.start for span in arrival.there}
    found: list[Span | FallenOut] = [*arrival.statements, *arrival.fallen_out]
    who = _who(arrival.about)
    kind = KIND_NAMES[arrival.about.kind] if arrival.about.kind else ""
    for at, piece in enumerate(sorted(found, key=lambda each: each.start), start=1):
        yield (
            f"row {arrival.note.row}" if arrival.note.row else str(at),
            arrival.words(piece)[:_LONGEST],
            kind,
            who,
            piece.reason if isinstance(piece, FallenOut) else "",
            "yes" if piece.start in there else "",
        )


def _who(about: About) -> str:
    actor_type = vocabulary("actor_types").get(about.actor_type or "", "")
    said_by = (actor_type, about.region, about.organisation, about.speaker)
    return ", ".join(each for each in said_by if each)


def draw_people(each: Brought) -> None:
    """The places that may point to persons, as they stand in the file."""
    assert each.read is not None  # noqa: S101 – only files that could be read are drawn
    with st.expander("Where that stands", key=each.key("where"), on_change="rerun") as opened:
        if not opened.open:
            return
        found = [
            (
                str(note.row or at),
                span.words(note.text),
                span.what,
                "yes" if each.leaves_out(note.text, span) else "",
            )
            for at, (note, spans) in enumerate(
                zip(each.read.notes, each.read.people, strict=True), 1
            )
            for span in spans
        ][:MOST_ROWS_SHOWN]
        names = ("Note", "Reads", "Looks like", "Left out")
        st.dataframe(
            pa.table({n: list(c) for n, c in zip(names, zip(*found, strict=True), strict=True)}),
            hide_index=True,
            height=min(_HEIGHT, 36 * len(found) + 40),
            key=each.key("persons"),
        )
