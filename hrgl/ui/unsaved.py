"""Unsaved: what somebody had typed and can no longer save is handed back to them."""

import streamlit as st

from hrgl.ui import fields


def list_all() -> None:
    """Every text that was typed and not saved, to be copied."""
    texts = list(fields.everything().values())
    if not texts:
        return
    st.warning("What you had typed and not saved stands here. Copy it before you close this tab.")
    for each in texts:
        st.caption(each.label)
        st.code(each.text, language=None, wrap_lines=True)
