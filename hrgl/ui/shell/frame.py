"""What every page stands in: who is looking, at which edition, and which pages their role has."""

from contextlib import suppress

import streamlit as st

from hrgl.core.enums import Role
from hrgl.core.permissions import ROLE_NAMES
from hrgl.editions import editions
from hrgl.formats.writers.document import DEMONSTRATION
from hrgl.settings import ROOT
from hrgl.ui.parts import newsline, pieces
from hrgl.ui.shell import choices, going, refusals, unsaved
from hrgl.ui.shell.page import PageEnds, arrive, ask, flash, line, plain, sid
from hrgl.web.brand import ICON

PAGES = ROOT / "pages"
st.set_page_config("Human Rights Go Local", page_icon=str(ICON), layout="wide")


def page(name: str, title: str, icon: str, *, default: bool = False) -> st.Page:
    """One file of pages/, by its full path, so that it opens only through this frame."""
    return st.Page(PAGES / f"{name}.py", title=title, icon=icon, default=default, url_path=name)


mine = ask(editions.parts, token_sha256=sid()) if sid() else []
if not mine:
    st.navigation([st.Page(pieces.signed_out, title="Signed out")], position="hidden").run()
    st.stop()

wanted = st.session_state.get("edition_code")
member = next((part for part in mine if part.edition.code == wanted), mine[0])
edition = member.edition
st.session_state["edition_code"] = edition.code
st.session_state["viewer"] = member
home = page("home", "Where we stand", ":material/home:", default=True)
with st.sidebar:
    if len(mine) > 1:
        st.selectbox("Edition", [part.edition.code for part in mine], key="edition_code")

work = [page("notes", "Notes", ":material/edit_note:")]
decide = [page("reviews", "Reviews", ":material/how_to_reg:")]
if member.role in {Role.FACILITATOR, Role.ORGANISER}:
    work.append(page("themes", "Themes", ":material/category:"))
    work.append(page("encouragements", "Encouragements", ":material/format_list_numbered:"))
decide.append(page("outcome", "Outcome document", ":material/description:"))
look_back = [
    page("history", "History", ":material/history:"),
    page("programme", "Programme", ":material/calendar_month:"),
]
groups = {"Work": work, "Decide": decide, "Look back": look_back}
if member.role is Role.ORGANISER:
    groups["Set up"] = [page("setup", "Setup", ":material/tune:")]
# Streamlit's own menu is a list whose items are no list items; screen readers stumble over it.
every = [each for pages in groups.values() for each in pages]
chosen = st.navigation([home, *every], position="hidden")
going.on()

with st.sidebar:
    st.page_link(home)
    for name, pages in groups.items():
        st.markdown(f"**{name}**")
        for each in pages:
            st.page_link(each)
    st.divider()
    st.caption(f"{plain(member.name)} · {ROLE_NAMES[member.role]}")
    st.button("Sign out", key="sign_out", icon=":material/logout:", on_click=pieces.sign_out)
# before anything of the page is asked for: what others do from here on is news to it
revision = arrive()
notice = f" · **{DEMONSTRATION}**" if edition.demonstration else ""
with st.container(gap=None, key="topline"):
    st.caption(f"{plain(edition.series)} · edition {plain(edition.code)}{notice}")
    newsline.draw(revision[1])
above = st.container(key="above")
with above:
    unsaved.of_former_role()
choices.begin()
refusals.begin()
has_acted = flash()
with suppress(PageEnds), line.turn(ahead=has_acted):
    chosen.run()
refusals.show_rest(above)
