"""What a theme touches: the tags people decided on, and those that are proposed."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from hrgl import tags
from hrgl.tags import Decided, Proposed
from hrgl.ui.shell import done, form, plain, recall, viewer
from hrgl.vocabularies import entries

_AT_ONCE = 3  # more would push the statements off the screen; the next follow when one is decided


def of_theme(theme_id: int) -> None:
    """The tags of a theme in a quiet line, and below it those that are proposed."""
    confirmed = _decided(theme_id).confirmed
    if confirmed:
        st.caption("Touches " + " · ".join(plain(tag.label) for tag in confirmed))
    waiting = recall(tags.proposed, edition_id=viewer().edition_id).get(theme_id)
    if waiting:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="tags"):
            st.caption("Does it touch …", width="content")
            for each in waiting[:_AT_ONCE]:
                _proposal(theme_id, each)
            if len(waiting) > _AT_ONCE:
                st.caption(f"… and {len(waiting) - _AT_ONCE} more", width="content")


def _decided(theme_id: int) -> tags.Tags:
    return recall(tags.of, edition_id=viewer().edition_id).get(theme_id, tags.Tags())


def _proposal(theme_id: int, each: Proposed) -> None:
    about: dict[str, Any] = {
        "theme_id": theme_id,
        "vocabulary": each.vocabulary,
        "code": each.code,
        "similarity": each.similarity,
    }
    key = f"{theme_id}-{each.vocabulary}-{each.code}"
    with st.container(horizontal=True, gap="xsmall", width="content", key=f"tag-{key}"):
        label = f"✓ {plain(each.label)} · close: {_digits(each.similarity)}"
        if st.button(label, key=f"confirm_tag-{key}"):
            done(f"Tagged with {each.label}.", tags.confirm, **about)
        if st.button("✗ No", key=f"refuse_tag-{key}"):
            done(f"Not tagged with {each.label}.", tags.refuse, **about)


def _digits(similarity: float) -> str:
    return f"{similarity:.2f}".removeprefix("0")


def choose(theme_id: int) -> None:
    """A way to tag a theme by one's own choice, and to take a tag off again."""
    decided = _decided(theme_id)
    earlier = {(tag.vocabulary, tag.code): tag for tag in decided.refused}
    there = {(tag.vocabulary, tag.code) for tag in decided.confirmed}
    with st.popover("Tags …"):
        chosen = st.selectbox(
            "This theme touches",
            [key for key in entries() if key not in there],
            format_func=lambda key: _option(key, earlier),
            index=None,
            placeholder="Target, article, principle …",
            key=f"{form('page')}-tag-{theme_id}",
        )
        if st.button("Tag it", disabled=chosen is None, key="add_tag") and chosen is not None:
            seen = earlier[chosen].version if chosen in earlier else None
            done(
                f"Tagged with {entries()[chosen].label}.", tags.confirm, theme_id=theme_id,
                vocabulary=chosen[0], code=chosen[1], seen_version=seen,
            )  # fmt: skip
        _take_off(decided.confirmed)


def _option(key: tuple[str, str], earlier: dict[tuple[str, str], Decided]) -> str:
    return entries()[key].label + (" (refused before)" if key in earlier else "")


def _take_off(confirmed: Sequence[Decided]) -> None:
    for tag in confirmed:
        if st.button(f"Take off {plain(tag.label)}", key=f"remove_tag-{tag.id}", type="tertiary"):
            done(
                f"{tag.label} was taken off.", tags.remove, tag_id=tag.id, seen_version=tag.version
            )
