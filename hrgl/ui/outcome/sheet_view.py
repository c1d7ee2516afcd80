"""Outcome, the sheet: the document as it will print, drawn from the blocks every writer prints."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import streamlit as st

from hrgl.formats.writers.blocks import Block, Extent, Style, TableBlock, TextBlock, text_runs
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.layout import laid_out
from hrgl.ui.parts import pieces
from hrgl.ui.shell import going
from hrgl.ui.shell.page import plain

_CSS = Path(__file__).with_name("sheet.css").read_text("utf-8")
_STYLE = f"<style>{_CSS}</style>"
_MOST_ROWS = 200
_LOOKS = {Extent.SHORT: "Short", Extent.FULL: "With remarks and annexes"}
# how a block begins and ends in markdown; what is not named is a paragraph
_MARKS: dict[Style, tuple[str, str]] = {
    Style.NOTICE: (":small[**", "**]"),
    Style.MARK: (":red-background[**", "**]"),
    Style.DRAFT: ("**", "**"),
    Style.SERIES: (":small[", "]"),
    Style.TITLE: ("## ", ""),
    Style.SUBJECT: ("**", "**"),
    Style.QUESTION: ("*", "*"),
    Style.SUBTITLE: ("", ""),
    Style.MOTTO: ("*", "*"),
    Style.PREAMBLE: ("*", "*"),
    Style.PART: ("### ", ""),
    Style.GROUP: ("#### ", ""),
    Style.ENCOURAGEMENT: ("#### ", ""),
    Style.ENTRY_HEADING: ("#### ", ""),
    Style.LABEL: ("**", "**"),
    Style.EXAMPLE: ("> ", ""),
    Style.DISSENT: ("> *", "*"),
    Style.RESERVATION: ("> ", ""),
    Style.REMARK: ("> ", ""),
    Style.ITEM: ("- ", ""),
    Style.ISSUER: (":small[", "]"),
    Style.RAISED: (":small[", "]"),
}


def draw_sheet(document: Document, standing: Mapping[int | None, int]) -> None:
    """The document, short or in full; `standing` are the encouragements by their places."""
    st.html(_STYLE)
    extent = st.radio(
        "How much of it",
        list(_LOOKS),
        format_func=_LOOKS.__getitem__,
        key="outcome_extent",
        horizontal=True,
        label_visibility="collapsed",
    )
    with st.container(border=True, key="sheet"):
        _draw(list(laid_out(document, extent or Extent.SHORT)), standing)


def _draw(blocks: list[Block], standing: Mapping[int | None, int]) -> None:
    """What belongs together is one piece of markdown: a page of few pieces is drawn quickly."""
    lines: list[str] = []
    notes: list[str] = []
    place = None
    for block in blocks:
        if isinstance(block, TableBlock):
            _tell(lines)
            _draw_table(block)
            continue
        if block.style in (Style.ENCOURAGEMENT, Style.PART):
            _tell(lines)
            _draw_way(place, standing)
            place = int(block.number) if block.number.isdigit() else None
        lines.append(_line(block, notes))
    _tell(lines)
    _draw_way(place, standing)
    if notes:
        told = [f":small[{number}. {plain(note)}]" for number, note in enumerate(notes, 1)]
        st.markdown("\n\n".join(told))


def _tell(lines: list[str]) -> None:
    if lines:
        st.markdown("\n\n".join(lines))
        lines.clear()


def _line(block: TextBlock, notes: list[str]) -> str:
    begin, end = _MARKS.get(block.style, ("", ""))
    lead = f"*{plain(block.lead)}*" if block.lead else ""
    parts = filter(None, (plain(block.number), lead, _with_notes(block.text, notes)))
    return begin + " ".join(parts) + end


def _with_notes(text: str, notes: list[str]) -> str:
    told = ""
    for run in text_runs(text):
        told += plain(run.text)
        if run.footnote:
            notes.append(run.footnote)
            told += f"⁽{_raised(len(notes))}⁾"
    return told


def _raised(number: int) -> str:
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(each)] for each in str(number))


def _draw_table(table: TableBlock) -> None:
    shown = table.rows[:_MOST_ROWS]
    cells: Iterable[tuple[str, ...]] = zip(*shown, strict=True) if shown else ()
    st.caption(plain(table.caption))
    pieces.words_table(
        {name: list(column) for name, column in zip(table.columns, cells, strict=False)}
    )
    left = len(table.rows) - len(shown)
    if left:
        st.caption(f"{left:,} more rows stand in the files.")


def _draw_way(place: int | None, standing: Mapping[int | None, int]) -> None:
    """To the evidence of the encouragement that was drawn last."""
    if place is None or place not in standing:
        return
    st.button(
        f"On what {place} stands",
        key=f"stands-{place}",
        type="tertiary",
        icon=":material/south:",
        on_click=going.to,
        args=("where",),
        kwargs={"where_view": "Encouragement", "where_draft": standing[place]},
    )
