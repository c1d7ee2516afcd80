"""Setup, second part: the workshops, added, changed and, while they are empty, removed."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from hrgl.editions import workshops
from hrgl.editions.workshops import Plan, Planned
from hrgl.ui.parts import pieces
from hrgl.ui.parts.statement_tables import that_hold_something
from hrgl.ui.setup.plan_fields import draw_plan, typed_plan
from hrgl.ui.shell.editing import version_seen
from hrgl.ui.shell.page import ask, forget, form, viewer
from hrgl.ui.shell.presses import bind, button, found

_NEW = 0


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
        that_hold_something(
            {
                "Code": [each.plan.code for each in planned],
                "Title": [each.plan.title for each in planned],
                "Day": [f"{each.plan.day:%d %b %Y}" if each.plan.day else "–" for each in planned],
                "Hours": [_hours(each.plan) or "–" for each in planned],
                "Statements": [each.statements for each in planned],
            }
        )
    )
    columns = {
        "Code": st.column_config.TextColumn(width=60),
        "Title": st.column_config.TextColumn(width="large"),
    }
    st.dataframe(table, hide_index=True, height="content", column_config=columns)


def _add() -> None:
    subject = "workshop-new"
    draw_plan(subject, Plan("", ""), recode=True)
    begin = form(subject)
    button(
        "Add the workshop",
        bind(
            lambda added: f"Workshop {added.code} added.",
            workshops.add_workshop,
            plan=found("plan", lambda: typed_plan(begin)),
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
    draw_plan(subject, room.plan, recode=room.can_recode)
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
            plan=found("plan", lambda: typed_plan(begin)),
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
