"""Choices: what is picked in the lists and tables of a page, and stays picked."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

_Option = TypeVar("_Option", bound=Hashable)
_SHOWN = "choices"
_TOLD = "labels"


def begin_choices() -> None:
    """A page is drawn from its beginning: nothing of it is chosen from yet."""
    st.session_state[_SHOWN] = {}


def note(key: str, value: object) -> None:
    """What is drawn from here on belongs to this choice."""
    st.session_state.setdefault(_SHOWN, {})[key] = value


def choices_now() -> dict[str, Any]:
    """The choices that what is drawn at this moment belongs to."""
    return dict(st.session_state.get(_SHOWN, {}))


def hold(chosen: Mapping[str, Any]) -> bool:
    """Whether the browser still shows the choices that a button was drawn for."""
    return all(_held(key) == value for key, value in chosen.items() if key in st.session_state)


def _held(key: str) -> Any:
    value = st.session_state[key]
    if isinstance(value, Mapping) and "selection" in value:  # a table
        return list(value["selection"]["rows"])
    if isinstance(value, list):
        return [meant(key, each) for each in value]
    return meant(key, value)


def meant(key: str, value: Any) -> Any:
    """The option that a browser means: it may still say it by a label that has changed since."""
    told: dict[str, Any] = st.session_state.get(_TOLD, {}).get(key, {})
    return told.get(value, value) if isinstance(value, str) else value


def tell(
    key: str, options: Sequence[_Option], label: Callable[[_Option], str]
) -> dict[_Option, str]:
    """A label for each option of a list; what each label meant is remembered."""
    labels = told_apart(options, label)
    told = st.session_state.setdefault(_TOLD, {}).setdefault(key, {})
    told.update({each: option for option, each in labels.items()})
    return labels


def told_apart(options: Sequence[_Option], tell: Callable[[_Option], str]) -> dict[_Option, str]:
    """A label for each option, no two alike: a browser knows an option by its label only."""
    labels: dict[_Option, str] = {}
    used: set[str] = set()
    for option in options:
        label = told = tell(option)
        number = 2
        while label in used:
            label, number = f"{told} ({number})", number + 1
        used.add(label)
        labels[option] = label
    return labels


def keep_choice(key: str, options: Sequence[_Option]) -> _Option | None:
    """Keep a list at what was picked in it, whatever became of its labels.

    If that is gone the list stands at nothing, never at something else that an act might then be
    done on; what is gone.
    """
    if key not in st.session_state:
        return None
    picked: _Option | None = st.session_state[key]
    if picked is not None and picked not in options:
        picked = meant(key, picked)
    there = picked is None or picked in options
    st.session_state[key] = picked if there else None
    return None if there else picked
