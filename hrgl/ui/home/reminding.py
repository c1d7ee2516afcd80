"""Who has not spoken yet, with a text to copy; where mail is set up, a button that sends a mail."""

from collections.abc import Sequence

import streamlit as st

from hrgl.editions.consent_rules import Rule
from hrgl.errors import HrglError
from hrgl.operations import mail, reminders
from hrgl.operations.reminders import NotSpoken, Recipient
from hrgl.ui.parts import handover
from hrgl.ui.shell import refusals
from hrgl.ui.shell.page import recall, viewer
from hrgl.ui.shell.presses import bind, button, found

_BUTTON = "remind"


def who_has_not_spoken(rule: Rule) -> None:
    """Folded up, those for whom wordings wait; nothing where all have spoken."""
    edition = viewer().edition
    people = recall(reminders.not_spoken, edition_id=edition.id)
    refusals.show_refusal(_BUTTON)
    if not people:
        return
    count = "1 member has" if len(people) == 1 else f"{len(people)} members have"
    with st.expander(f"{count} not spoken on everything yet", key="not_spoken"):
        st.caption("A text to copy: into a mail, or the chat of the steering group.")
        address = f"{handover.origin()}/reviews"
        text = reminders.text_to_copy(edition.title, people, rule=rule, address=address)
        st.code(text, language=None, wrap_lines=True)
        if mail.mail_is_set_up():
            _send(people)


def _send(people: Sequence[NotSpoken]) -> None:
    """The button that sends each a mail; the server is asked first whether it is there."""
    seen = [each.member_id for each in people]
    button(
        "Send each a mail",
        bind(
            "Reminded.",
            reminders.remind_members,
            seen=found(f"{seen}", lambda: mail.when_reached(seen)),
        ),
        name=_BUTTON,
        icon=":material/mail:",
        then=_sent,
    )
    st.caption(
        "A mail holds one sentence and the way here, nothing else. Once in ten minutes at most; "
        "none ever goes out by itself."
    )


def _sent(whom: Sequence[Recipient]) -> None:
    """Once it is recorded the mails go out; what did not is told, and to whom."""
    try:
        st.session_state["flash"] = reminders.send_reminders(whom, address=handover.origin())
    except HrglError as error:
        st.session_state.pop("flash", None)
        refusals.keep_refusal(_BUTTON, error)
