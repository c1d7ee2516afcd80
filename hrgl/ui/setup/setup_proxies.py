"""Setup: who reviews, and who speaks for whom."""

from collections.abc import Sequence

import streamlit as st

from hrgl.editions import proxies
from hrgl.editions.proxies import NamedProxy
from hrgl.encouragements.consenting.reviewers import Reviewer
from hrgl.ui.parts import pieces
from hrgl.ui.shell.page import ask, forget, form
from hrgl.ui.shell.presses import bind, button, typed

_PROXY = "proxy-new"


def who_reviews(edition_id: int, group: Sequence[Reviewer]) -> None:
    """The members of the steering group; whoever is not there can be spoken for by another."""
    st.header("Who reviews")
    named = ask(proxies.named_proxies, edition_id=edition_id)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _everybody(group, named)
    if len(group) > 1:
        with right:
            _name_another(group, named)


def _everybody(group: Sequence[Reviewer], named: Sequence[NamedProxy]) -> None:
    """Who speaks for themselves, in one line, and below who is spoken for."""
    if not group:
        st.info("Nobody is in the steering group yet. Add its members on the tab People.")
    absent = {each.for_id for each in named}
    here = [each.name for each in group if each.id not in absent]
    if here:
        verb = "speaks for themselves" if len(here) == 1 else "speak for themselves"
        all_of_them = " and ".join(filter(None, (", ".join(here[:-1]), here[-1])))
        pieces.people_words(f"{all_of_them} {verb}.")
    for each in named:
        _spoken_for(each)


def _spoken_for(proxy: NamedProxy) -> None:
    """One who is spoken for, by whom, and the button that ends it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        left = "" if proxy.counts else " (this counts no longer: one of them has left the group)"
        with st.container(width="stretch"):
            pieces.people_words(f"{proxy.speaker} speaks for {proxy.absent}{left}.")
        button(
            "End this",
            bind(
                f"{proxy.absent} speaks for themselves again.", proxies.end_proxy, proxy_id=proxy.id
            ),
            name="end_proxy",
            type="tertiary",
            help=f"{pieces.label(proxy.speaker)} speaks no longer for {pieces.label(proxy.absent)}",
        )


def _name_another(group: Sequence[Reviewer], named: Sequence[NamedProxy]) -> None:
    names = {each.id: each.name for each in group}
    spoken_for, speaking = {each.for_id for each in named}, {each.speaker_id for each in named}
    here = [each.id for each in group if each.id not in spoken_for]
    free = [each for each in here if each not in speaking]
    begin = form(_PROXY)
    with st.container(border=True, key="name_proxy"):
        st.markdown("**Somebody cannot be there**")
        left, right = st.columns(2)
        absent = left.selectbox(
            "Who", free, None, format_func=names.__getitem__, key=f"{begin}-for", placeholder="–"
        )
        speaker = right.selectbox(
            "Who speaks for them",
            here,
            None,
            format_func=names.__getitem__,
            key=f"{begin}-speaker",
            placeholder="–",
        )
        button(
            "Name the proxy",
            bind(
                "Named.",
                proxies.name_proxy,
                member_id=typed(f"{begin}-speaker"),
                for_id=typed(f"{begin}-for"),
            ),
            name="name_proxy",
            disabled=absent is None or speaker is None,
            then=lambda _: forget(_PROXY),
        )
