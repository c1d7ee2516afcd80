"""What every page stands in: who is looking, at which edition, and which pages their role has."""

from contextlib import suppress

import streamlit as st

from hrgl.core.enums import Role
from hrgl.core.permissions import ROLE_NAMES
from hrgl.editions import editions
from hrgl.settings import ROOT
from hrgl.ui.parts import next_steps, pieces
from hrgl.ui.shell import choices, going, refusals, unsaved
from hrgl.ui.shell.head import draw_page_head
from hrgl.ui.shell.page import PageEnds, arrive, ask, flash, plain, render_queue, sid
from hrgl.web.brand import ICON

PAGES = ROOT / "pages"
_SIDEBAR = 208  # pixels; folding it is remembered by the browser
st.set_page_config(
    "Human Rights Go Local", page_icon=str(ICON), layout="wide", initial_sidebar_state=_SIDEBAR
)


def _page(name: str, title: str, icon: str, *, default: bool = False) -> st.Page:
    """One file of pages/, by its full path, so that it opens only through this frame."""
    return st.Page(PAGES / f"{name}.py", title=title, icon=icon, default=default, url_path=name)


mine = ask(editions.parts, token_sha256=sid()) if sid() else []
if not mine:
    st.navigation([st.Page(pieces.signed_out, title="Signed out")], position="hidden").run()
    st.stop()

wanted = st.session_state.get("edition_code")
_member = next((part for part in mine if part.edition.code == wanted), mine[0])
_edition = _member.edition
st.session_state["edition_code"] = _edition.code
st.session_state["viewer"] = _member
home = _page("home", "Where we stand", ":material/home:", default=True)
with st.sidebar:
    if len(mine) > 1:
        st.selectbox("Edition", [part.edition.code for part in mine], key="edition_code")

_work = [_page("notes", "Notes", ":material/edit_note:")]
decide = [
    _page("comments", "Comments", ":material/forum:"),
    _page("reviews", "Reviews", ":material/how_to_reg:"),
]
if _member.role in {Role.FACILITATOR, Role.STEERING, Role.ORGANISER}:
    decide.append(_page("meeting", "Meeting", ":material/groups:"))
if _member.role in {Role.FACILITATOR, Role.ORGANISER}:
    _work.append(_page("themes", "Themes", ":material/category:"))
    _work.append(_page("encouragements", "Encouragements", ":material/format_list_numbered:"))
decide.append(_page("outcome", "Outcome document", ":material/description:"))
look_back = [
    _page("where", "Where did it go?", ":material/route:"),
    _page("history", "History", ":material/history:"),
    _page("programme", "Programme", ":material/calendar_month:"),
]
_groups = {"Work": _work, "Decide": decide, "Look back": look_back}
if _member.role is Role.ORGANISER:
    _groups["Set up"] = [_page("setup", "Setup", ":material/tune:")]
# Streamlit's own menu is a list whose items are no list items; screen readers stumble over it.
_every_page = [each for pages in _groups.values() for each in pages]
_chosen = st.navigation([home, *_every_page], position="hidden")
going.on()

with st.sidebar:
    st.page_link(home)
    for name, pages in _groups.items():
        st.markdown(f"**{name}**")
        for each in pages:
            st.page_link(each)
    st.divider()
    st.caption(f"{plain(_member.name)} · {ROLE_NAMES[_member.role]}")
    st.button(
        "Sign out", key="sign_out", icon=":material/logout:", on_click=pieces.sign_this_browser_out
    )
# before anything of the page is asked for: what others do from here on is news to it
_revision = arrive()
_at_home = _chosen is home
_title = _edition.title if _at_home else _chosen.title
_next = draw_page_head(_title, _revision[1], page=_chosen.title)
above = st.container(key="above")
with above:
    unsaved.of_former_role()
choices.begin_choices()
refusals.begin_refusals()
has_acted = flash()
with render_queue.turn(ahead=has_acted):
    with suppress(PageEnds):
        _chosen.run()
    if not _at_home:  # there it stands already
        next_steps.draw_next(_next, _chosen.url_path)
refusals.show_rest(above)
