"""How a page asks and does: one short session each, errors in words, rerun after the commit."""

import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlalchemy import Engine
from sqlmodel import Session

from hrgl import accounts, audit
from hrgl.db import connect, reading, transaction
from hrgl.editions import EditionFacts
from hrgl.errors import HrglError, NotAllowed
from hrgl.migrations import require_current
from hrgl.models import Member
from hrgl.roles import PERMISSIONS, Permission
from hrgl.words import Role

P = ParamSpec("P")
Answer = TypeVar("Answer")
log = logging.getLogger("hrgl.ui")
_KEPT_AT_MOST = 48
_kept: OrderedDict[tuple[str, ...], tuple[Any, Any]] = OrderedDict()
_kept_lock = Lock()


@cache
def engine() -> Engine:
    """The database of this process, its schema checked once."""
    made = connect()
    require_current(made)
    return made


def ask(
    question: Callable[Concatenate[Session, P], Answer], *args: P.args, **kwargs: P.kwargs
) -> Answer:
    """Put a question to the database."""
    with reading(engine()) as session:
        return question(session, *args, **kwargs)


def recall(
    question: Callable[Concatenate[Session, P], Answer], *args: P.args, **kwargs: P.kwargs
) -> Answer:
    """Ask about the whole edition; the answer is kept until the next act of anybody in it.

    Only for questions whose answer follows from what acts have changed, and is never altered.
    """
    revision = ask(audit.revision, edition_id=viewer().edition_id)
    key = (question.__module__, question.__qualname__, str(engine().url), repr((args, kwargs)))
    with _kept_lock:
        if _kept.get(key, (None, None))[0] == revision:
            _kept.move_to_end(key)
            answer: Answer = _kept[key][1]
            return answer
    answer = ask(question, *args, **kwargs)
    with _kept_lock:
        _kept[key] = (revision, answer)
        _kept.move_to_end(key)
        while len(_kept) > _KEPT_AT_MOST:
            _kept.popitem(last=False)
    return answer


def do(
    message: str,
    act: Callable[Concatenate[Session, Member, P], Answer],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Answer | None:
    """Let the person who is signed in act; their page then shows what came of it.

    A refusal is shown where the eye is and nothing else happens: what was typed stays typed.
    """
    try:
        with transaction(engine()) as session:
            answer = act(session, _actor(session), *args, **kwargs)
    except HrglError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return None
    st.session_state["flash"] = message
    return answer


def done(
    message: str,
    act: Callable[Concatenate[Session, Member, P], object],
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """Do, and if it was done draw the page anew, its forms empty; never inside the transaction."""
    if do(message, act, *args, **kwargs) is not None:
        forget("page")
        st.rerun()


def _actor(session: Session) -> Member:
    """The member as the database has them at this moment: a changed role counts at once."""
    account = accounts.signed_in(session, token_sha256=sid())
    found = account and accounts.member_of(
        session, account_id=account.id, edition_id=viewer().edition_id
    )
    if not found or not found.active:
        raise NotAllowed("You are signed out, or no longer part of this edition. Sign in again.")
    return found


def sid() -> str:
    """What the middleware says of this browser; empty for a stranger."""
    return str(st.user.get("sid", "") or "")


@dataclass(frozen=True)
class Viewer:
    """Who is looking at a page, and at which edition; the frame finds out on every run."""

    member_id: int
    name: str
    role: Role
    active: bool
    edition: EditionFacts

    @property
    def edition_id(self) -> int:
        return self.edition.id


def viewer() -> Viewer:
    """Who is looking, as the frame found out on this very run."""
    found: Viewer = st.session_state["viewer"]
    return found


def may(permission: Permission) -> bool:
    """Whether a page should offer what needs this permission; the act itself asks again."""
    return viewer().active and viewer().role in PERMISSIONS[permission]


def page_for(*roles: Role) -> Viewer:
    """The viewer, if the page is for their role; else the page ends here with a sentence."""
    if viewer().role not in roles:
        st.info("This page is not for your role. The pages for you are in the menu on the left.")
        st.stop()
    return viewer()


def seen(subject: str, version: int) -> int:
    """The version a form was first drawn with: it stays until the act is done or given up."""
    versions: dict[str, int] = st.session_state.setdefault("seen", {})
    return versions.setdefault(subject, version)


def see_anew(subject: str, version: int) -> None:
    """Go on with a form over a newer version that was shown to the person."""
    st.session_state.setdefault("seen", {})[subject] = version


def form(subject: str) -> str:
    """The beginning of the keys of a form's fields; after `forget` it is another one.

    A browser keeps what was typed as long as the key stays the same, even if the state is gone.
    """
    turns: dict[str, int] = st.session_state.setdefault("turns", {})
    return f"{subject}-{turns.get(subject, 0)}"


def forget(subject: str) -> None:
    """Begin afresh with a form: what was typed is dropped, the newest version is seen."""
    st.session_state.get("seen", {}).pop(subject, None)
    turns: dict[str, int] = st.session_state.setdefault("turns", {})
    turns[subject] = turns.get(subject, 0) + 1


def flash() -> None:
    """Say, once, what the last act did."""
    message = st.session_state.pop("flash", None)
    if message:
        st.toast(plain(message), icon=":material/check:")


def plain(text: str) -> str:
    """People's words inside a sentence of ours: shown as written, never as markup."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>~$:&" else c for c in text)


def explain_bug(error: Exception) -> bool:
    """A bug on a page: logged with a reference, told without a traceback."""
    reference = secrets.token_hex(2).upper()
    log.error("Bug %s", reference, exc_info=error)
    st.error(f"Something went wrong ({reference}). Nothing was saved. Load the page again.")
    return True
