"""Outcome, report back: texts to copy for every room and for all, and the mails that were asked."""

from collections.abc import Sequence

import streamlit as st

from hrgl.core.permissions import Permission
from hrgl.errors import HrglError
from hrgl.operations import mail, report_mail
from hrgl.outcome.conference import standing_now
from hrgl.outcome.report_texts import report_of_all, reports_by_room
from hrgl.outcome.reporting_back import (
    ReportToSend,
    forget_reported,
    report_of_receipt,
    reports_waiting,
)
from hrgl.ui.shell import refusals
from hrgl.ui.shell.page import ask, carry_out, may, viewer
from hrgl.ui.shell.presses import bind, button, found

_BUTTON = "send_report_back"
_ALL, _RECEIPT = "All rooms in one text", "One receipt"


def report_back() -> None:
    """What became of everything, as texts; for organisers the press that sends the mails."""
    edition_id = viewer().edition_id
    number, _ = ask(standing_now, edition_id=edition_id)
    if not number:
        st.info("The report stands here as soon as a number of the document is published.")
        return
    _mails(edition_id)
    rooms = {each.room: each for each in ask(reports_by_room, edition_id=edition_id)}
    picked = st.selectbox(
        "A text to copy, for",
        [_ALL, *rooms, _RECEIPT],
        format_func=lambda key: f"Room {key} – {rooms[key].title}" if key in rooms else key,
        key="report_for",
    )
    if picked == _RECEIPT:
        _of_receipt()
    elif picked in rooms:
        _text(rooms[picked].text)
    else:
        _text(ask(report_of_all, edition_id=edition_id))


def _of_receipt() -> None:
    receipt = st.text_input("Receipt", key="report_receipt", max_chars=40)
    text = ask(report_of_receipt, receipt=receipt, edition_id=viewer().edition_id)
    if text:
        _text(text)
    elif receipt:
        st.info("Nothing of this edition stands under this receipt.")


def _text(text: str) -> None:
    st.caption("Plain text, for a mail or a chat. The sign on its right copies it.")
    st.code(text, language=None, wrap_lines=True)


def _mails(edition_id: int) -> None:
    """How many wait for a mail, and the press; without a mail server the text has to do."""
    waiting = ask(reports_waiting, edition_id)
    refusals.show_refusal(_BUTTON)
    if not waiting:
        st.caption("Nobody who sent something waits for a mail.")
        return
    people = "1 address was" if waiting == 1 else f"{waiting} addresses were"
    st.markdown(f"**{people} left** by people who want to hear what became of what they sent.")
    if not mail.mail_is_set_up():
        st.caption("No mail server is set up here: hand the text below to the rooms instead.")
    elif may(Permission.PUBLISH):
        _send(waiting)


def _send(waiting: int) -> None:
    button(
        f"Send the report to {'1 address' if waiting == 1 else f'{waiting} addresses'}",
        bind(
            "Sent.",
            report_mail.send_report_back,
            seen=found(f"{waiting}", lambda: mail.when_reached([waiting])[0]),
        ),
        name=_BUTTON,
        type="primary",
        icon=":material/mail:",
        then=_sent,
    )
    st.caption(
        "Each gets a message of their own, about what they sent and nobody else. Who they are is "
        "shown to nobody, and forgotten as soon as the message is out."
    )


def _sent(reports: Sequence[ReportToSend]) -> None:
    """Once it is recorded the mails go out, and the addresses are forgotten."""
    try:
        posted = report_mail.post_reports(reports)
        carry_out(forget_reported, ids=posted.done)
        st.session_state["flash"] = posted.told
    except HrglError as error:
        st.session_state.pop("flash", None)
        refusals.keep_refusal(_BUTTON, error)
