"""Setup, second part: the workshops, added, changed and, while they are empty, removed."""

from collections.abc import Sequence
from datetime import time

import pandas as pd
import streamlit as st

from hrgl import workshops
from hrgl.editions import LONGEST_QUESTION, LONGEST_TITLE
from hrgl.ui import pieces
from hrgl.ui.forms import save, version_seen
from hrgl.ui.shell import do, forget, form
from hrgl.workshops import Plan, Planned

_NEW = 0


def rooms(planned: Sequence[Planned]) -> None:
    """The list of the workshops, and one of them to change, or a new one to add."""
    by_id = {each.id: each for each in planned}
    if planned:
        _table(planned)
    else:
        st.info("The workshops will stand here. Add the first one below.")
    options = [_NEW, *by_id]
    pieces.stay("workshop_picked", options)
    picked = st.selectbox(
        "Add a workshop, or choose one to change", options, key="workshop_picked",
        format_func=lambda key: _name(by_id[key].plan) if key else "＋ A new workshop",
    )  # fmt: skip
    if picked == _NEW:
        _add()
    else:
        _change(by_id[picked])


def _name(plan: Plan) -> str:
    return f"{plan.code} – {plan.title}"


def _hours(plan: Plan) -> str:
    return "–".join(at for at in (plan.starts, plan.ends) if at)


def _table(planned: Sequence[Planned]) -> None:
    table = pd.DataFrame(
        {
            "Code": [each.plan.code for each in planned],
            "Title": [each.plan.title for each in planned],
            "Day": [f"{each.plan.day:%d %b %Y}" if each.plan.day else "–" for each in planned],
            "Hours": [_hours(each.plan) or "–" for each in planned],
            "Statements": [each.statements for each in planned],
        }
    )
    columns = {
        "Code": st.column_config.TextColumn(width=60),
        "Title": st.column_config.TextColumn(width="large"),
    }
    st.dataframe(table, hide_index=True, height="content", column_config=columns)


def _add() -> None:
    subject = "workshop-new"
    plan = _fields(subject, Plan("", ""), recode=True)
    if st.button("Add the workshop", type="primary", key="add_workshop"):
        added = do(f"Workshop {plan.code.strip().upper()} added.", workshops.add, plan=plan)
        if added is not None:
            forget(subject)
            st.rerun()


def _change(room: Planned) -> None:
    subject = f"workshop-{room.id}"
    day = f"{room.plan.day:%d %B %Y}" if room.plan.day else "no day"
    reads = [_name(room.plan), room.plan.question, f"{day} {_hours(room.plan)}"]
    version = version_seen(subject, room.version, reads, noun="workshop", row_id=room.id)
    plan = _fields(subject, room.plan, recode=room.can_recode)
    if not room.can_recode:
        st.caption("Code and workshop stay: statements carry the code in their references.")
    with st.container(horizontal=True):
        if st.button("Save the workshop", type="primary", key="save_workshop"):
            save(
                "Workshop saved.", workshops.change, subject, workshop_id=room.id, plan=plan,
                seen_version=version,
            )  # fmt: skip
        if st.button("Remove this workshop", key="remove_workshop", disabled=not room.can_recode):
            save(
                "Workshop removed.", workshops.remove, subject, workshop_id=room.id,
                seen_version=version,
            )  # fmt: skip


def _fields(subject: str, plan: Plan, *, recode: bool) -> Plan:
    """The fields of a plan, and what they hold."""
    begin = form(subject)
    short, long = st.columns([1, 5])
    code = short.text_input(
        "Code", plan.code, key=f"{begin}-code", max_chars=16, disabled=not recode, placeholder="A1"
    )
    title = long.text_input("Title", plan.title, key=f"{begin}-title", max_chars=LONGEST_TITLE)
    question = st.text_area(
        "Guiding question", plan.question, key=f"{begin}-question", height=80,
        max_chars=LONGEST_QUESTION,
    )  # fmt: skip
    on, start, end = st.columns(3)
    day = on.date_input("Day", plan.day, key=f"{begin}-day", format="DD/MM/YYYY")
    starts = start.time_input("Begins at", _time(plan.starts), key=f"{begin}-starts", step=300)
    ends = end.time_input("Ends at", _time(plan.ends), key=f"{begin}-ends", step=300)
    young = st.checkbox(
        "A workshop of the next generation: nobody is reminded that its notes are missing",
        plan.next_generation, key=f"{begin}-young",
    )  # fmt: skip
    return Plan(code, title, question, day, _told(starts), _told(ends), young)


def _time(told: str) -> time | None:
    return time.fromisoformat(told) if workshops.TIME.fullmatch(told) else None


def _told(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""
