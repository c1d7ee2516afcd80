"""What every page stands in: who is looking, at which edition, and which pages their role has."""

import streamlit as st

from hrgl import accounts, editions
from hrgl.formats.document import DEMONSTRATION
from hrgl.roles import ROLE_NAMES
from hrgl.settings import ROOT
from hrgl.ui import pieces
from hrgl.ui.shell import Viewer, ask, flash, plain, sid
from hrgl.web.brand import ICON
from hrgl.words import Role

PAGES = ROOT / "pages"
st.set_page_config("Human Rights Go Local", page_icon=str(ICON), layout="wide")


def page(name: str, title: str, icon: str, *, default: bool = False) -> st.Page:
    """One file of pages/, by its full path, so that it opens only through this frame."""
    return st.Page(PAGES / f"{name}.py", title=title, icon=icon, default=default, url_path=name)


account = ask(accounts.signed_in, token_sha256=sid()) if sid() else None
mine = ask(accounts.editions_of, account_id=account.id) if account else []
if account is None or not mine:
    st.navigation([st.Page(pieces.signed_out, title="Signed out")], position="hidden").run()
    st.stop()

codes = {edition.code: edition for edition in mine}
if st.session_state.get("edition_code") not in codes:
    st.session_state["edition_code"] = mine[0].code
home = page("home", "Where we stand", ":material/home:", default=True)
with st.sidebar:
    if len(codes) > 1:
        st.selectbox("Edition", list(codes), key="edition_code")
edition = codes[st.session_state["edition_code"]]
member = ask(accounts.member_of, account_id=account.id, edition_id=edition.id)
if member is None:
    st.stop()
facts = ask(editions.facts, edition_id=edition.id)
st.session_state["viewer"] = Viewer(member.id, member.name, member.role, member.active, facts)

work = [page("notes", "Notes", ":material/edit_note:")]
decide = [page("reviews", "Reviews", ":material/how_to_reg:")]
if member.role in {Role.FACILITATOR, Role.ORGANISER}:
    work.append(page("themes", "Themes", ":material/category:"))
    work.append(page("encouragements", "Encouragements", ":material/format_list_numbered:"))
decide.append(page("outcome", "Outcome document", ":material/description:"))
look_back = [page("history", "History", ":material/history:")]
groups = {"Work": work, "Decide": decide, "Look back": look_back}
# Streamlit's own menu is a list whose items are no list items; screen readers stumble over it.
chosen = st.navigation([home, *work, *decide, *look_back], position="hidden")

with st.sidebar:
    st.page_link(home)
    for name, pages in groups.items():
        st.markdown(f"**{name}**")
        for each in pages:
            st.page_link(each)
    st.divider()
    st.caption(f"{plain(member.name)} · {ROLE_NAMES[member.role]}")
    if st.button("Sign out", key="sign_out", icon=":material/logout:"):
        pieces.sign_out()
notice = f" · **{DEMONSTRATION}**" if edition.demonstration else ""
st.caption(f"{plain(edition.series)} · edition {plain(edition.code)}{notice}")
flash()
chosen.run()
