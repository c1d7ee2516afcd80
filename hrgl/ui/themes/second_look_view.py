"""A second look: place statements blind, one at a time, and see how far people agree."""

import streamlit as st

from hrgl.core.permissions import Permission
from hrgl.notes.statements import StatementView
from hrgl.themes import second_look
from hrgl.themes.board import Board, ThemeRow
from hrgl.themes.second_look import Agreement
from hrgl.ui.parts import pieces
from hrgl.ui.shell.page import forget, form, may, plain, recall, viewer
from hrgl.ui.shell.presses import bind, button
from hrgl.ui.shell.undisturbed import undisturbed


def show_second_look(now: Board) -> None:
    """The next statement of the sample with the themes to choose from, and the agreement."""
    who = viewer()
    st.caption(
        "Where would you place these statements, without looking where they stand? Everybody gets "
        "the same ones. It moves nothing: it shows how clear the themes are."
    )
    drawn = recall(second_look.sample, edition_id=who.edition_id)
    if not drawn or len(now.themes) < 2:
        st.info("Statements come here as soon as some stand in two themes or more.")
        return
    placed = recall(second_look.placed_by, edition_id=who.edition_id, member_id=who.member_id)
    left = [row for row in drawn if row.id not in placed]
    again = st.session_state.get("look_again")
    row = next((row for row in drawn if row.id == again and row.id in placed), None)
    if row is None and left:
        row = left[0]
    st.progress(1 - len(left) / len(drawn), text=_left(len(left), len(drawn)))
    if row is not None and may(Permission.PLACE):
        _place(row, now, placed.get(row.id))
    _change(drawn, placed)
    _agreement(recall(second_look.agreements, edition_id=who.edition_id))


def _left(left: int, drawn: int) -> str:
    if not left:
        return f"You have placed all {drawn}."
    return f"{left} of {drawn} left"


def _place(row: StatementView, now: Board, before: int | None) -> None:
    with st.container(border=True, key=f"second_look-{row.id}"):
        if row.context:
            pieces.people_words(row.context, quiet=True)
        pieces.people_words(row.text)
    _choose_place(row, {theme.id: theme for theme in now.themes}, before)


def _choose_place(row: StatementView, by_id: dict[int, ThemeRow], before: int | None) -> None:
    key = f"{form(f'second_look-{row.id}')}-theme"
    if before in by_id:
        st.session_state.setdefault(key, before)
    chosen = pieces.rail(
        "It belongs to",
        list(by_id),
        lambda each: pieces.label(by_id[each].name),
        key=key,
        begin_with=None,
    )
    button(
        "Place",
        bind(
            "Noted. Nothing was moved.",
            second_look.place_blind,
            statement_id=row.id,
            theme_id=chosen or 0,
            theme_seen_version=by_id[chosen].version if chosen else None,
        ),
        name="place_sample",
        type="primary",
        disabled=chosen is None,
        then=lambda _: _placed(row.id),
    )


def _placed(statement_id: int) -> None:
    st.session_state.pop("look_again", None)
    forget(f"second_look-{statement_id}")


def _change(drawn: list[StatementView], placed: dict[int, int]) -> None:
    mine = [row for row in drawn if row.id in placed]
    if not mine:
        return
    with st.popover("Change one you have placed …", key="change_placed"):
        texts = {row.id: f"{row.short}  {row.text}" for row in mine}
        chosen = pieces.pick(
            "Statement",
            list(texts),
            texts.__getitem__,
            index=None,
            key=f"{form('look_again')}-statement",
        )
        st.button(
            "Look again",
            disabled=chosen is None,
            key=f"look_again_at-{chosen}",
            on_click=_look_again,
            args=(chosen,),
        )


@undisturbed()
def _look_again(statement_id: int) -> None:
    st.session_state["look_again"] = statement_id
    forget("look_again")


def _agreement(found: list[Agreement]) -> None:
    st.subheader("How far people agree")
    if not found:
        st.caption(
            f"Told as soon as two people have placed the same {second_look.ENOUGH} statements."
        )
        return
    for each in found:
        kappa = each.kappa
        st.markdown(
            f"- **{plain(each.one)}** and **{plain(each.other)}**: {kappa.words} agreement, "
            f"{kappa.value:.2f} (between {kappa.low:.2f} and {kappa.high:.2f}), "
            f"over {each.both} statements"
        )
    st.caption(
        "Cohen’s kappa: 1 is full agreement, 0 is what chance would give; in brackets where it "
        "would lie in 95 of 100 draws of as many statements. The words are Landis and Koch’s."
    )
