"""Where we stand: what is next for you, four figures, the way to twelve, the rooms."""

import pandas as pd
import streamlit as st

from hrgl.core.enums import Role
from hrgl.core.permissions import Permission
from hrgl.operations import next_step
from hrgl.ui.home import delivery, figures, reminding
from hrgl.ui.parts import charts, next_steps, pieces
from hrgl.ui.parts.moments import day_and_time
from hrgl.ui.shell.page import ask, end_page, may, plain, recall, viewer

who = viewer()
now = next_steps.standing()
step = next_steps.step_now(now)
announced = {"next": step}
if step.page == "meeting":
    announced["besides"] = ask(next_step.besides_meetings, member_id=who.member_id, now=now)
more = {
    "unread": (Permission.READ_INPUTS, now.unread, next_step.to_read),
    "unanswered": (Permission.ANSWER, now.unanswered, next_step.to_answer),
    "to_place": (Permission.WORD, now.to_place, next_step.to_place),
}
for key, (permission, waits, to_it) in more.items():
    if may(permission) and waits and to_it(now) not in announced.values():
        announced[key] = to_it(now)
for key, each in announced.items():
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=key):
        lead = "**Next for you** – " if key == "next" else ""
        st.markdown(f"{lead}{plain(each.sentence)}", width="stretch")
        next_steps.way_to(each, name=f"{key}_button", primary=key == "next")

if may(Permission.REMIND):
    reminding.who_has_not_spoken(now.rule)

for column, figure in zip(st.columns(4), figures.figures(now), strict=True):
    column.metric(
        figure.name, figure.value, figure.below, delta_color="off", delta_arrow="off", border=True
    )

organises = who.role is Role.ORGANISER
if organises:
    delivery.delivery_board()
if may(Permission.PLACE):
    delivery.way_to_the_plenary()

if not now.statements:
    st.info(
        "Here you will see the way from the workshops to the encouragements, once notes come in."
    )
    end_page()

st.header(f"The way to {'twelve' if now.places == 12 else now.places or 'the document'}")
st.plotly_chart(
    recall(charts.way_to_twelve, edition_id=who.edition_id),
    config={"displayModeBar": False},
    alt="Flow of statements from workshops through themes to encouragements; "
    "the same figures stand in the tables below and on the pages Themes and Encouragements.",
)
left, right = st.columns(2, gap="large")
if not organises:
    with left:
        st.header("Rooms")
        rooms = pd.DataFrame(
            {
                "Room": [room.code for room in now.rooms],
                "Statements": [room.statements for room in now.rooms],
                "Last note": [
                    day_and_time(room.last_note) if room.last_note else "–" for room in now.rooms
                ],
                "Summary": ["✓" if room.summary else "–" for room in now.rooms],
            }
        )
        st.dataframe(rooms, hide_index=True, height="content")
with left if organises else right:
    st.header("Places")
    placed = [draft for draft in now.drafts if draft.place]
    for draft in placed:
        st.text(f"{draft.place}  {draft.heading} – {pieces.stage_of(draft)}")
    if now.free:
        st.caption(f"Still free: {', '.join(map(str, now.free))}")
    elif not placed:
        st.caption("No encouragement has a place yet.")
