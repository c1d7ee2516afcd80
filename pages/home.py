"""Where we stand: what is next for you, four figures, the way to twelve, the rooms."""

import pandas as pd
import streamlit as st

from hrgl import standing
from hrgl.roles import Permission
from hrgl.settings import ROOT
from hrgl.ui import charts, delivery, pieces
from hrgl.ui.shell import ask, end_page, may, plain, recall, viewer
from hrgl.words import Role

who = viewer()
now = recall(standing.standing, edition_id=who.edition_id)
st.title(plain(who.edition.title))

step = ask(standing.next_for, member_id=who.member_id, now=now)
with st.container(border=True, horizontal=True, vertical_alignment="center", key="next"):
    st.markdown(f"**Next for you** – {plain(step.sentence)}", width="stretch")
    if st.button(step.button, type="primary", key="next_button"):
        st.switch_page(ROOT / "pages" / f"{step.page}.py")

figures = st.columns(4)
figures[0].metric(
    "Rooms delivered",
    f"{now.delivered} of {len(now.rooms)}",
    f"{', '.join(now.missing[:4])} missing" if now.missing else "all are here",
    delta_color="off", delta_arrow="off", border=True,
)  # fmt: skip
figures[1].metric(
    "Statements", f"{now.statements}", f"{len(now.board.queue)} in no theme",
    delta_color="off", delta_arrow="off", border=True,
)  # fmt: skip
figures[2].metric(
    "Themes", f"{len(now.board.themes)}", f"{now.idle_themes} feed no draft",
    delta_color="off", delta_arrow="off", border=True,
)  # fmt: skip
figures[3].metric(
    "Encouragements placed",
    f"{now.placed} of {now.places}" if now.places else f"{now.placed}",
    f"{now.approved} approved",
    delta_color="off", delta_arrow="off", border=True,
)  # fmt: skip

organises = who.role is Role.ORGANISER
if organises:
    delivery.board()
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
                "Last note (UTC)": [
                    f"{room.last_note:%d %b, %H:%M}" if room.last_note else "–"
                    for room in now.rooms
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
    if now.places and len(placed) < now.places:
        taken = {draft.place for draft in placed}
        free = [str(place) for place in range(1, now.places + 1) if place not in taken]
        st.caption(f"Still free: {', '.join(free)}")
