"""What becomes of a file, piece by piece, and what in it may point to persons."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import pyarrow as pa
import streamlit as st

from hrgl.editions.attribution import vocabulary
from hrgl.notes.imports.preview import Arrival
from hrgl.notes.notes import About
from hrgl.synthesis.cutting.cutting import FallenOut, Span
from hrgl.ui.notes.import_held import Brought
from hrgl.ui.parts import pieces

MOST_ROWS_SHOWN = 1000
_LONGEST = 600  # characters of one piece
_HEIGHT = 340


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
        lost = (
            (f"row {gone.row}", f"({gone.sheet})" if gone.sheet else "", "", "", gone.reason, "")
            for gone in left
        )
        pieces_of = (row for arrival in arrived for row in _rows(arrival))
        rows = list(islice(chain(lost, pieces_of), MOST_ROWS_SHOWN))
        names = ("No.", "Statement", "What", "Said by", "Falls out because", "There already")
        columns = [[row[at] for row in rows] for at in range(len(names))]
        st.dataframe(
            # a column in which nothing stands only takes room
            pa.table(
                {n: c for n, c in zip(names, columns, strict=True) if any(c) or n in names[:2]}
            ),
            hide_index=True,
            height=min(_HEIGHT, 36 * len(rows) + 40),
            column_config={
                "No.": st.column_config.TextColumn(width=70),
                "Statement": st.column_config.TextColumn(width=310),
                "What": st.column_config.TextColumn(width=95),
                "Said by": st.column_config.TextColumn(width=150),
                "Falls out because": st.column_config.TextColumn(width=200),
                "There already": st.column_config.TextColumn(width=100),
            },
            key=each.key(f"pieces-{together}"),
        )
        if together > MOST_ROWS_SHOWN:
            st.caption(f"The first {MOST_ROWS_SHOWN:,} of {together:,} pieces.")


def _rows(arrival: Arrival) -> Iterator[tuple[str, str, str, str, str, str]]:
    there = {span.start for span in arrival.there}
    found: list[Span | FallenOut] = [*arrival.statements, *arrival.fallen_out]
    who = _who(arrival.about)
    kind = pieces.KIND_NAMES[arrival.about.kind] if arrival.about.kind else ""
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
