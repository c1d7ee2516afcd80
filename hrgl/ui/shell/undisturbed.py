"""Undisturbed: what a click sets off is done to its end, whatever is clicked meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import get_script_run_ctx


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let no newer click of the same browser break off what is being done here.

    Streamlit stops a run for a newer one wherever it touches the session's state, also in the
    middle of a callback: a press would be lost without a word, or recorded and never told.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        yield
        return
    state = context.session_state
    before = state._yield_callback  # there is no public way to put it off
    object.__setattr__(state, "_yield_callback", lambda: None)
    try:
        yield
    finally:
        object.__setattr__(state, "_yield_callback", before)
