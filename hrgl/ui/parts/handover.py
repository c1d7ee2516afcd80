"""The link that is handed to a person: to copy, to scan, to print."""

import io
from dataclasses import dataclass
from urllib.parse import urlsplit

import segno
import streamlit as st

from hrgl.people.directory import Person
from hrgl.settings import settings
from hrgl.ui.parts import pieces
from hrgl.ui.parts.moments import day_and_time

_KEPT = "handover"
# On paper only the card: what neither holds it nor belongs to it is for the screen.
_PRINT = """<style>@media print {
  body *:not(:has(.st-key-handover_card)):not(.st-key-handover_card):not(.st-key-handover_card *),
  .st-key-handover_card button { display: none !important; }
  .st-key-handover_card * { color: black !important; background-color: white !important; }
}</style>"""


@dataclass(frozen=True)
class Handover:
    """A link that was made a moment ago; the database keeps only its digest."""

    member_id: int
    address: str


def keep_link(member_id: int, token: str) -> None:
    """Show this person's link until it is hidden, replaced or used."""
    st.session_state[_KEPT] = Handover(member_id, f"{origin()}/invitation/{token}")


def card(people: dict[int, Person]) -> None:
    """The link that was made last, if it can still be used."""
    made: Handover | None = st.session_state.get(_KEPT)
    person = people.get(made.member_id) if made else None
    if made is None or person is None or person.invited_until is None:
        st.session_state.pop(_KEPT, None)
        return
    st.html(_PRINT)
    with st.container(border=True, key="handover_card"):
        st.header("A link to hand over")
        pieces.people_words(f"For {person.name} ({person.email})")
        code, words = st.columns([1, 3], vertical_alignment="center")
        with code:
            st.image(svg(made.address), width=200, alt=f"QR code of the link for {person.name}")
        with words:
            st.code(made.address, language=None, wrap_lines=True)
            st.markdown(
                "Anybody with this link can set the password. It works once, until "
                f"{day_and_time(person.invited_until)}. It is shown only now: copy it, let it be "
                "scanned, or print this page."
            )
            st.button("Done, hide the link", key=f"hide_link-{made.member_id}", on_click=_hide)


def _hide() -> None:
    st.session_state.pop(_KEPT, None)


def svg(address: str) -> str:
    """Dark on white with its quiet zone, in whichever mode the page is read."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", scale=6, border=4, dark="#000", light="#fff", xmldecl=False
    )
    return drawn.getvalue().decode()


def origin() -> str:
    """Where this program answers, as the browser that asks has it."""
    here = urlsplit(str(st.context.url or ""))
    host = here.netloc or st.context.headers.get("Host") or "127.0.0.1"
    secure = settings().https or here.scheme == "https"
    return f"{'https' if secure else 'http'}://{host}"
