"""Setup, second part: the workshops, added, changed and, while they are empty, removed."""

from collections.abc import Sequence
from datetime import time
from typing import Any

import pandas as pd
import streamlit as st

from hrgl.editions import workshops
from hrgl.editions.editions import LONGEST_QUESTION, LONGEST_TITLE
from hrgl.editions.workshops import Plan, Planned
from hrgl.ui.parts import pieces
from hrgl.ui.shell.fields import text_area, text_input
from hrgl.ui.shell.forms import version_seen
from hrgl.ui.shell.page import ask, forget, form, viewer
from hrgl.ui.shell.presses import bind, button, found

_NEW = 0
_FIELDS = ("code", "title", "question", "day", "starts", "ends", "young")


def edit_workshops(planned: Sequence[Planned]) -> None:
    """The list of the workshops, and one of them to change, or a new one to add."""
    by_id = {each.id: each for each in planned}
    if planned:
        _table(planned)
    else:
        st.info("The workshops will stand here. Add the first one below.")
    options = [_NEW, *by_id]
    picked = pieces.pick(
        "Add a workshop, or choose one to change",
        options,
        lambda key: _name(by_id[key].plan) if key else "A new workshop",
        key="workshop_picked",
    )
    if picked == _NEW:
        _add()
    elif picked is not None:
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
    _fields(subject, Plan("", ""), recode=True)
    begin = form(subject)
    button(
        "Add the workshop",
        bind(
            lambda added: f"Workshop {added.code} added.",
            workshops.add_workshop,
            plan=found("plan", lambda: _typed_plan(begin)),
        ),
        name="add_workshop",
        type="primary",
        then=lambda _: forget(subject),
    )


def _change(room: Planned) -> None:
    subject = f"workshop-{room.id}"
    version = version_seen(
        subject,
        room.version,
        _reads(room),
        noun="workshop",
        row_id=room.id,
        look=lambda: _looked(room.id),
    )
    _fields(subject, room.plan, recode=room.can_recode)
    if not room.can_recode:
        st.caption("Code and workshop stay: statements carry the code in their references.")
    with st.container(horizontal=True):
        _save(room, subject, version)
        _remove(room, subject, version)


def _save(room: Planned, subject: str, version: Any) -> None:
    begin = form(subject)
    button(
        "Save the workshop",
        bind(
            f"Workshop {room.plan.code} saved.",
            workshops.change_workshop,
            workshop_id=room.id,
            plan=found("plan", lambda: _typed_plan(begin)),
            seen_version=version,
        ),
        name="save_workshop",
        type="primary",
        then=lambda _: forget(subject),
    )


def _remove(room: Planned, subject: str, version: Any) -> None:
    button(
        "Remove this workshop",
        bind(
            f"Workshop {room.plan.code} removed.",
            workshops.remove_workshop,
            workshop_id=room.id,
            seen_version=version,
        ),
        name="remove_workshop",
        disabled=not room.can_recode,
        then=lambda _: _removed(subject),
    )


def _removed(subject: str) -> None:
    forget(subject)
    st.session_state["workshop_picked"] = _NEW


def _reads(room: Planned) -> list[str]:
    day = f"{room.plan.day:%d %B %Y}" if room.plan.day else "no day"
    return [_name(room.plan), room.plan.question, f"{day} {_hours(room.plan)}"]


def _looked(workshop_id: int) -> tuple[int, list[str]]:
    """A workshop as it is at this moment."""
    planned = ask(workshops.planned, edition_id=viewer().edition_id)
    room = next((each for each in planned if each.id == workshop_id), None)
    return (room.version, _reads(room)) if room else (0, [])


def _fields(subject: str, plan: Plan, *, recode: bool) -> None:
    """The fields of a plan."""
    begin = form(subject)
    short, long = st.columns([1, 5])
    with short:
        text_input(
            "Code",
            value=plan.code,
            key=f"{begin}-code",
            max_chars=16,
            disabled=not recode,
            placeholder="A1",
        )
    with long:
        text_input("Title", value=plan.title, key=f"{begin}-title", max_chars=LONGEST_TITLE)
    text_area(
        "Guiding question",
        value=plan.question,
        key=f"{begin}-question",
        height=80,
        max_chars=LONGEST_QUESTION,
    )
    _day_and_hours(begin, plan)
    st.checkbox(
        "A workshop of the next generation: nobody is reminded that its notes are missing",
        plan.next_generation,
        key=f"{begin}-young",
    )


def _day_and_hours(begin: str, plan: Plan) -> None:
    on, start, end = st.columns(3)
    on.date_input("Day", plan.day, key=f"{begin}-day", format="DD/MM/YYYY")
    start.time_input("Begins at", _time(plan.starts), key=f"{begin}-starts", step=300)
    end.time_input("Ends at", _time(plan.ends), key=f"{begin}-ends", step=300)


def _typed_plan(begin: str) -> Plan:
    """What the fields hold when a button is pressed."""
    now = {name: st.session_state[f"{begin}-{name}"] for name in _FIELDS}
    return Plan(
        now["code"] or "",
        now["title"] or "",
        now["question"] or "",
        now["day"],
        _told(now["starts"]),
        _told(now["ends"]),
        now["young"],
    )


def _time(told: str) -> time | None:
    return time.fromisoformat(told) if workshops.TIME.fullmatch(told) else None


def _told(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""
