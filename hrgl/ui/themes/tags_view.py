"""What a theme touches: the tags people decided on, and those that are proposed."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from hrgl.core.vocabularies import entries
from hrgl.themes import proposed_tags, tags
from hrgl.themes.board import ThemeRow
from hrgl.themes.proposed_tags import Proposed
from hrgl.themes.tags import DecidedTag
from hrgl.ui.parts import pieces
from hrgl.ui.shell.page import forget, form, plain, recall, viewer
from hrgl.ui.shell.presses import bind, button

_AT_ONCE = 3  # more would push the statements off the screen; the next follow when one is decided


def theme_tags(theme: ThemeRow) -> None:
    """The tags of a theme in a quiet line, and below it those that are proposed."""
    confirmed = _decided(theme.id).confirmed
    if confirmed:
        st.caption("Touches " + " · ".join(plain(tag.label) for tag in confirmed))
    waiting = recall(proposed_tags.proposed, edition_id=viewer().edition_id).get(theme.id)
    if waiting:
        with st.container(
            horizontal=True, vertical_alignment="center", gap="xsmall", key=f"tags-{theme.id}"
        ):
            st.caption("Does it touch …", width="content")
            for each in waiting[:_AT_ONCE]:
                _proposal(theme, each)
            if len(waiting) > _AT_ONCE:
                st.caption(f"… and {len(waiting) - _AT_ONCE} more", width="content")


def _decided(theme_id: int) -> tags.Tags:
    return recall(tags.tags_of, edition_id=viewer().edition_id).get(theme_id, tags.Tags())


def _proposal(theme: ThemeRow, each: Proposed) -> None:
    about: dict[str, Any] = {
        "theme_id": theme.id,
        "theme_seen_version": theme.version,
        "vocabulary": each.vocabulary,
        "code": each.code,
        "similarity": each.similarity,
    }
    key = f"{theme.id}-{each.vocabulary}-{each.code}"
    with st.container(horizontal=True, gap="xsmall", width="content", key=f"tag-{key}"):
        label = f"✓ {plain(each.label)} · close: {_digits(each.similarity)}"
        confirm = bind(f"Tagged with {each.label}.", tags.confirm, **about)
        button(label, confirm, name="confirm_tag")
        refuse = bind(f"Not tagged with {each.label}.", tags.refuse, **about)
        button("✗ No", refuse, name="refuse_tag")


def _digits(similarity: float) -> str:
    return f"{similarity:.2f}".removeprefix("0")


def choose(theme: ThemeRow) -> None:
    """A way to tag a theme by one's own choice, and to take a tag off again."""
    decided = _decided(theme.id)
    earlier = {(tag.vocabulary, tag.code): tag for tag in decided.refused}
    there = {(tag.vocabulary, tag.code) for tag in decided.confirmed}
    with st.popover("Tags …", key=f"tags_of-{theme.id}"):
        chosen = pieces.pick(
            "This theme touches",
            [key for key in entries() if key not in there],
            lambda key: _option(key, earlier),
            key=f"{form(f'tag-{theme.id}')}-entry",
            index=None,
            placeholder="Target, article, principle …",
        )
        _tag_it(theme, chosen, earlier[chosen].version if chosen in earlier else None)
        _take_off(decided.confirmed, theme)


def _tag_it(theme: ThemeRow, chosen: tuple[str, str] | None, seen: int | None) -> None:
    vocabulary, code = chosen or ("", "")
    button(
        "Tag it",
        bind(
            f"Tagged with {entries()[chosen].label}." if chosen else "",
            tags.confirm,
            theme_id=theme.id,
            vocabulary=vocabulary,
            code=code,
            seen_version=seen,
            theme_seen_version=theme.version,
        ),
        name="add_tag",
        disabled=chosen is None,
        then=lambda _: forget(f"tag-{theme.id}"),
    )


def _option(key: tuple[str, str], earlier: dict[tuple[str, str], DecidedTag]) -> str:
    return entries()[key].label + (" (refused before)" if key in earlier else "")


def _take_off(confirmed: Sequence[DecidedTag], theme: ThemeRow) -> None:
    for tag in confirmed:
        button(
            f"Take off {plain(tag.label)}",
            bind(
                f"{tag.label} was taken off.",
                tags.remove_tag,
                tag_id=tag.id,
                seen_version=tag.version,
                theme_seen_version=theme.version,
            ),
            name="remove_tag",
            type="tertiary",
        )
