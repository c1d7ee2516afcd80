"""Comments, round: to whom the drafts are shown, and the links to hand out."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from hrgl.encouragements.panes import is_published
from hrgl.notes.door import rounds
from hrgl.notes.door.rounds import RoundHeld
from hrgl.ui.parts import handover, pieces
from hrgl.ui.shell.editing import version_seen
from hrgl.ui.shell.page import ask, forget, plain, viewer
from hrgl.ui.shell.presses import bind, button

_WITH_DRAFTS = (
    "Whoever has the link reads the drafts that have a place, and says below each what they "
    "think. They need no account, and follow the answer with a receipt."
)
_WITH_DOCUMENT = (
    "The document is published: whoever has the link reads it, and proposes below each "
    "encouragement how it could be put into practice. They need no account, and can take a "
    "proposal back with a receipt."
)


def draw_rounds(held: Sequence[RoundHeld]) -> None:
    """Who sees the drafts at this moment; one round to open, to close, to hand out."""
    published = ask(is_published, edition_id=viewer().edition_id)
    st.markdown(_WITH_DOCUMENT if published else _WITH_DRAFTS)
    shown = ", ".join(_whom(each) for each in held if each.is_open)
    st.caption(f"Open at this moment: {plain(shown)}." if shown else "No round is open.")
    by_id = {each.workshop_id or 0: each for each in held}
    picked = pieces.pick(
        "The drafts are shown to", list(by_id), lambda key: _whom(by_id[key]), key="round_picked"
    )
    if picked is not None:
        _change(by_id[picked])


def _whom(each: RoundHeld) -> str:
    return f"{each.workshop} – {each.title}" if each.workshop_id else "Everybody, by one link"


def _change(each: RoundHeld) -> None:
    subject = f"round-{each.workshop_id or 0}"
    version = version_seen(
        subject,
        each.version,
        _reads(each),
        noun="round",
        row_id=each.round_id,
        look=lambda: _looked(each.workshop_id),
    )
    _press(each, subject, version)
    if each.is_open:
        address = f"{handover.origin()}/in/{each.code}/drafts"
        code, words = st.columns([1, 3], vertical_alignment="center")
        with code:
            st.image(handover.svg(address), width=160, alt="QR code of the link to the drafts")
        with words:
            st.code(address, language=None, wrap_lines=True)


def _press(each: RoundHeld, subject: str, version: Any) -> None:
    whom = each.workshop or "everybody"
    button(
        "Close the round" if each.is_open else "Open the round",
        bind(
            f"The round for {whom} is {'closed' if each.is_open else 'open'}.",
            rounds.set_round,
            workshop_id=each.workshop_id,
            is_open=not each.is_open,
            seen_version=version,
        ),
        name="set_round",
        type="secondary" if each.is_open else "primary",
        then=lambda _: forget(subject),
    )


def _reads(each: RoundHeld) -> list[str]:
    return ["open" if each.is_open else "closed", plain(each.code)]


def _looked(workshop_id: int | None) -> tuple[int, list[str]]:
    """A round as it is at this moment."""
    held = ask(rounds.rounds_held, edition_id=viewer().edition_id)
    found = next((each for each in held if each.workshop_id == workshop_id), None)
    return (found.version, _reads(found)) if found else (0, [])
