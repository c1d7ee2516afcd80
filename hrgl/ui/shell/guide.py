"""The guide inside the program: what docs/guide says of this page to whoever looks."""

import re
from functools import cache

import streamlit as st

from hrgl.core.enums import Role
from hrgl.settings import GUIDE
from hrgl.web.guide import PICTURES_AT

EVERYBODY = "everybody"
# where a role looks first, and where it goes on looking
GUIDES = {
    Role.RAPPORTEUR: ("rapporteur", EVERYBODY),
    Role.FACILITATOR: ("facilitator", EVERYBODY),
    Role.STEERING: ("steering", EVERYBODY),
    Role.ORGANISER: ("organiser", "facilitator", EVERYBODY),
}
_PICTURE = re.compile(r"(!\[[^\]]*\])\(pictures/")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https:)[^)]+\)")


@cache
def guide_sections(name: str) -> dict[str, str]:
    """The sections of one guide by their headings, as they are shown inside the program.

    Pictures come from this machine; what leads to another file is plain words here.
    """
    text = (GUIDE / f"{name}.md").read_text("utf-8")
    text = _LINK.sub(r"\1", _PICTURE.sub(rf"\1({PICTURES_AT}/", text))
    parts = re.split(r"^## (.*)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], map(str.strip, parts[1::2]), strict=True))


def sections_for(role: Role, page: str) -> tuple[dict[str, str], str | None]:
    """What this role may read here, and the heading of what is about this page; none if nothing is.

    A heading names its page before a colon: “Notes: write what you hear” is about Notes.
    """
    everything: dict[str, str] = {}
    for name in GUIDES[role]:
        everything |= {
            heading: text
            for heading, text in guide_sections(name).items()
            if heading not in everything
        }
    about = (heading for heading in everything if heading.partition(":")[0] == page)
    return everything, next(about, None)


def offer_guide(role: Role, page: str) -> None:
    """The door to the guide; it lies over the page, which stays as it is."""
    if st.button("Guide", key="guide", icon=":material/help:", type="tertiary"):
        opened = st.session_state.get("guide_opened", 0) + 1
        st.session_state["guide_opened"] = opened
        _draw_guide(role, page, opened)


@st.dialog("Guide", width="large")
def _draw_guide(role: Role, page: str, opened: int) -> None:
    everything, about = sections_for(role, page)
    headings = list(everything)
    at = headings.index(about) if about else 0
    chosen = st.selectbox("About", headings, index=at, key=f"guide_section-{opened}")
    st.markdown(everything[chosen], anchors=False)
