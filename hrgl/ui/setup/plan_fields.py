"""The fields of a workshop's plan, and what they hold."""

from datetime import time

import streamlit as st

from hrgl.editions import workshops
from hrgl.editions.editions import LONGEST_QUESTION, LONGEST_TITLE
from hrgl.editions.workshops import Plan
from hrgl.ui.shell.fields import text_area, text_input
from hrgl.ui.shell.page import form

_FIELDS = ("code", "title", "question", "day", "starts", "ends", "young")


def draw_plan(subject: str, plan: Plan, *, recode: bool) -> None:
    """The fields of a plan."""
    begin = form(subject)
    _code_and_title(begin, plan, recode=recode)
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


def _code_and_title(begin: str, plan: Plan, *, recode: bool) -> None:
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


def _day_and_hours(begin: str, plan: Plan) -> None:
    on, start, end = st.columns(3)
    on.date_input("Day", plan.day, key=f"{begin}-day", format="DD/MM/YYYY")
    start.time_input("Begins at", _time(plan.starts), key=f"{begin}-starts", step=300)
    end.time_input("Ends at", _time(plan.ends), key=f"{begin}-ends", step=300)


def typed_plan(begin: str) -> Plan:
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
