"""Presses: what a button does was settled when it was drawn – this act, on this row as it stood.

Streamlit runs a page anew for every click, and a page that looked its row up again in that run
would act on whatever stands there by then. So an act is bound when its button is drawn, and is
carried out before anything is drawn again (docs/decisions/0014-presses.md).
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Concatenate, Generic, Literal, ParamSpec, TypeVar

import streamlit as st
from sqlmodel import Session
from streamlit.delta_generator import DeltaGenerator

from hrgl.core.models import Member
from hrgl.errors import HrglError, NotNow
from hrgl.ui.shell import choices, refusals
from hrgl.ui.shell.page import acted, carry_out
from hrgl.ui.shell.undisturbed import undisturbed

_P = ParamSpec("_P")
_Answer = TypeVar("_Answer")
ButtonLook = Literal["primary", "secondary", "tertiary"]
_ELSEWHERE = (
    "You had just changed something on this page, and this button still belonged to what stood "
    "here before. Nothing was done: look again, then press."
)

_REMEMBERED = 400  # buttons; a page has some dozens
_GONE = (
    "The page had changed under your hand, so the button that you pressed was no longer there. "
    "Nothing was done: look again, then press."
)


@dataclass(frozen=True)
class AtPress:
    """Stands in an act for what a field holds, or what is found, in the moment of the press."""

    name: str
    find: Callable[[], Any]


def typed(key: str, reading: Callable[[Any], Any] = lambda value: value) -> Any:
    """What a field holds when the button is pressed, read as the act wants it."""
    return AtPress(key, lambda: reading(st.session_state[key]))


def found(name: str, find: Callable[[], Any]) -> Any:
    """What a question answers when the button is pressed."""
    return AtPress(name, find)


@dataclass(frozen=True)
class BoundAct(Generic[_Answer]):
    """An act with all that was drawn with its button."""

    message: str | Callable[[_Answer], str]
    act: Callable[..., _Answer]
    drawn: Mapping[str, Any]
    chosen: Mapping[str, Any]

    @property
    def token(self) -> str:
        """What tells this act on this row, in this version, from any other."""
        told = [self.act.__module__, self.act.__qualname__]
        told += [
            f"{name}={value.name if isinstance(value, AtPress) else value!r}"
            for name, value in self.drawn.items()
        ]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]

    def while_reads(self, **fields: Any) -> "BoundAct[_Answer]":
        """The same act, done only while these fields hold what they held when it was drawn."""
        return replace(self, chosen={**self.chosen, **fields})

    def carry_out(self) -> _Answer:
        """Act, on what was drawn and in no other case."""
        if not choices.hold(self.chosen):
            raise NotNow(_ELSEWHERE)
        sent = {
            name: value.find() if isinstance(value, AtPress) else value
            for name, value in self.drawn.items()
        }
        return carry_out(self.act, **sent)


def bind(
    message: str | Callable[[_Answer], str],
    act: Callable[Concatenate[Session, Member, _P], _Answer],
    *args: _P.args,
    **drawn: _P.kwargs,
) -> BoundAct[_Answer]:
    """An act for a button, with everything it will be done on as it is drawn now."""
    if args:
        raise TypeError("What an act is done on is given by name.")
    return BoundAct(message, act, drawn, choices.choices_now())


def button(
    label: str,
    bound: BoundAct[_Answer],
    *,
    name: str,
    then: Callable[[_Answer], object] | None = None,
    type: ButtonLook = "secondary",
    told: DeltaGenerator | None = None,
    **look: Any,
) -> None:
    """A button that carries out what is bound to it; a refusal is told where it stands.

    `told` is a place for the refusal, above a row of buttons that it would push apart.
    """
    refusals.show_refusal(name, told)
    key = f"{name}-{bound.token}"
    _offer(key, Offer(name, bound, then))
    st.button(label, key=key, type=type, on_click=press, args=(key,), **look)


@dataclass(frozen=True)
class Offer(Generic[_Answer]):
    """A button as it was drawn: its name, its act, and how the page goes on after it."""

    name: str
    bound: BoundAct[_Answer]
    then: Callable[[_Answer], object] | None


def offered() -> OrderedDict[str, Offer[Any] | None]:
    """The buttons that were drawn of late, by key; none for one that has done its act."""
    drawn: OrderedDict[str, Offer[Any] | None] = st.session_state.setdefault(
        "offered", OrderedDict()
    )
    return drawn


def _offer(key: str, offer: Offer[Any]) -> None:
    drawn = offered()
    drawn[key] = offer
    drawn.move_to_end(key)
    while len(drawn) > _REMEMBERED:
        drawn.popitem(last=False)


@undisturbed()
def press(key: str) -> None:
    """Carry out what was drawn with a button, once; called before anything is drawn again."""
    refusals.forget_refusals()
    offer = offered().get(key)
    if offer is not None:
        offered()[key] = None
        if not perform(offer.name, offer.bound, offer.then):
            offered()[key] = offer
    elif key in offered():
        st.session_state["flash"] = "That is done already."
    else:
        refusals.keep_refusal("", NotNow(_GONE))


def perform(
    name: str, bound: BoundAct[_Answer], then: Callable[[_Answer], object] | None = None
) -> bool:
    """Carry out what was bound, say what came of it and go on from there; whether it was done."""
    try:
        answer = bound.carry_out()
    except HrglError as error:
        refusals.keep_refusal(name, error)
        acted()
        return False
    told = bound.message
    st.session_state["flash"] = told if isinstance(told, str) else told(answer)
    acted()
    if then is not None:
        then(answer)
    return True
