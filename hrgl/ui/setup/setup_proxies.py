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
    absent = {each.for_id: each for each in named}
    if not group:
        st.info("Nobody is in the steering group yet. Add its members on the tab People.")
    for each in group:
        if each.id in absent:
            _spoken_for(absent[each.id])
        else:
            pieces.people_words(each.name)
    for each_named in named:
        if each_named.for_id not in {each.id for each in group}:
            _spoken_for(each_named)
    if len(group) > 1:
        _name_another(group, named)


def _spoken_for(proxy: NamedProxy) -> None:
    """One who is spoken for, by whom, and the button that ends it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        left = "" if proxy.counts else " (counts no longer: one of them has left the group)"
        with st.container(width="stretch"):
            pieces.people_words(f"{proxy.absent} – {proxy.speaker} speaks for them{left}")
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
