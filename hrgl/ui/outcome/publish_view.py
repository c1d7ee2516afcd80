"""Outcome, publishing: what stands in the way, what would be frozen, and the press that does it."""

from collections.abc import Sequence

import streamlit as st

from hrgl.core.permissions import Permission
from hrgl.formats.writers.differences import Difference, Touches
from hrgl.outcome.publishing import NextNumber, publish
from hrgl.outcome.readiness import InTheWay
from hrgl.ui.shell import going
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import forget, form, may, plain
from hrgl.ui.shell.presses import bind, button, typed

_MOST_SHOWN = 12


def draw_publishing(coming: NextNumber, obstacles: Sequence[InTheWay], *, binding: bool) -> None:
    """The way to the next number; `binding` says that the words of one hold already."""
    if obstacles or not binding:
        draw_obstacles(obstacles)
    if coming.unchanged:
        st.caption("Nothing has changed since the last number was published.")
        return
    if binding:
        st.subheader(f"What number {coming.number} would change")
        _draw_since(coming, coming.adopted)
    if not may(Permission.PUBLISH):
        st.caption("An organiser publishes.")
        return
    blocked = any(each.blocks for each in obstacles) or bool(coming.beyond_remarks)
    _draw_press(coming, blocked=blocked)


def draw_obstacles(obstacles: Sequence[InTheWay]) -> None:
    """Each thing between the draft and its publication, with the way to it."""
    blocking = sum(each.blocks for each in obstacles)
    st.subheader("What stands in the way")
    if not blocking:
        st.markdown("Nothing: every place is approved.")
    with st.container(gap=None, key="in_the_way"):
        for at, each in enumerate(obstacles):
            _draw_obstacle(at, each)


def _draw_obstacle(at: int, each: InTheWay) -> None:
    opens = "-".join(map(str, each.opens.values()))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(each.sentence), width="stretch")
        st.button(
            plain(each.button),
            key=f"way-{at}-{each.page}-{opens}",
            type="tertiary",
            icon=":material/arrow_forward:",
            on_click=going.to,
            args=(each.page,),
            kwargs=dict(each.opens),
        )


def draw_differences(found: Sequence[Difference]) -> None:
    """What differs, a sentence each; what is adopted first, then remarks, then what stands by."""
    ranked = sorted(found, key=lambda each: list(Touches).index(each.touches))
    for each in ranked[:_MOST_SHOWN]:
        st.markdown(f"- {plain(each.sentence)}")
    if len(found) > _MOST_SHOWN:
        st.caption(f"And {len(found) - _MOST_SHOWN} more: the tracked changes show all of them.")


def _draw_since(coming: NextNumber, number: int | None) -> None:
    if number is None:
        st.caption("Only remarks, the evidence and what is told of the document can change.")
        return
    if coming.beyond_remarks:
        st.error(
            f"Number {number} was adopted: later numbers may differ in remarks only. "
            "The words named first below differ, too, so this cannot be published.",
            icon=":material/block:",
        )
    else:
        st.markdown(
            f"The words adopted in number {number} stay as they are, to the letter. This is new:"
        )
    draw_differences(coming.since_adoption)


def _draw_press(coming: NextNumber, *, blocked: bool) -> None:
    begin = form(f"publish-{coming.number}")
    if not blocked:
        _draw_what_it_freezes(coming)
        name = plain(coming.document.form.name)
        text_input(f"To publish, type the document’s title: {name}", key=f"{begin}-title")
    with st.container(key="publish_bar"):
        button(
            "Publish",
            bind(
                f"Number {coming.number} is published.",
                publish,
                title_typed="" if blocked else typed(f"{begin}-title"),
                seen=coming.seen,
            ),
            name="publish",
            type="primary",
            icon=":material/lock:",
            then=lambda _: forget(f"publish-{coming.number}"),
        )


def _draw_what_it_freezes(coming: NextNumber) -> None:
    count = len(coming.document.sections)
    st.subheader(f"Publish number {coming.number}")
    then = "From then on only remarks may be added. Until a body has adopted it, the number can be "
    if coming.adopted is not None:
        then = (
            "Only remarks differ from what was adopted. Until it is adopted too, the number can be "
        )
    st.markdown(
        f"This freezes the words of {count} encouragement{'' if count == 1 else 's'}, their "
        "evidence, the title page and the annexes, with a digest by which they are known again. "
        f"{then} Until a body has adopted it, the number can be withdrawn."
    )
