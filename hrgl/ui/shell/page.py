"""How a page asks and does: one short session each, errors in words, rerun after the commit."""

import logging
import re
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from time import monotonic
from typing import Concatenate, NoReturn, ParamSpec, TypeVar

import streamlit as st
from sqlalchemy import Engine
from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.columns import now as this_moment
from hrgl.core.database import connect, reading, transaction
from hrgl.core.enums import Role
from hrgl.core.migrations import require_current
from hrgl.core.models import Member
from hrgl.core.permissions import PERMISSIONS, Permission
from hrgl.editions.consent_rules import rule_of
from hrgl.editions.editions import Membership
from hrgl.notes.statements import is_from_all_statements, list_statements
from hrgl.people import sign_ins
from hrgl.ui.shell import fields
from hrgl.ui.shell.answers import Keeper, Moment, RenderQueue, moment_of
from hrgl.ui.shell.undisturbed import undisturbed

_P = ParamSpec("_P")
_Answer = TypeVar("_Answer")
_logger = logging.getLogger("hrgl.ui")
_LATE_AT_MOST = 1.0
_JOINT = "\u2060"
_FOUND_LATER = re.compile(r"\\:(?=[^\s\d])|@|\bwww(?=\\\.)", re.IGNORECASE)
_SAID_AT_LEAST = 2.0
_keeper = Keeper(at_most=48)
_moments: dict[int, Moment] = {}
_acted: dict[int, float] = {}
render_queue = RenderQueue(at_once=2)


@cache
def engine() -> Engine:
    """The database of this process, its schema checked once."""
    made = connect()
    require_current(made)
    return made


def ask(
    query: Callable[Concatenate[Session, _P], _Answer], *args: _P.args, **kwargs: _P.kwargs
) -> _Answer:
    """Put a query to the database."""
    with reading(engine()) as session:
        return query(session, *args, **kwargs)


def recall(
    query: Callable[Concatenate[Session, _P], _Answer], *args: _P.args, **kwargs: _P.kwargs
) -> _Answer:
    """Ask about the whole edition; the answer is kept until the next act of anybody in it, or until
    the hour from which silence is consent.

    Only for queries whose answer follows from what acts have changed, and is never altered;
    not in a part of a page that draws itself anew, which would go on showing the page's moment.
    """
    here = (str(engine().url), viewer().edition_id)

    def work() -> tuple[Moment, _Answer]:
        # one snapshot: the revision, the statements and the answer belong together
        with reading(engine()) as session:
            now = moment_of(lambda: audit.revision(session, edition_id=here[1]))
            if is_from_all_statements(query):
                # many queries begin with all statements; they are read once for all of them
                rows = _keeper.answer(
                    here,
                    now,
                    lambda: (now, list_statements(session, edition_id=here[1])),
                    exactly=True,
                )
                return now, partial(query, rows=rows)(session, *args, **kwargs)
            return now, query(session, *args, **kwargs)

    asked = (query.__module__, query.__qualname__, repr((args, kwargs)))
    key = (*here, *asked, _silence_is_consent(here))
    answer: _Answer = _keeper.answer(key, _moment(), work)
    return answer


def _silence_is_consent(here: tuple[str, int]) -> bool:
    """Whether that hour has come: what is approved changes then, though nobody acts."""

    def work() -> tuple[Moment, datetime | None]:
        with reading(engine()) as session:
            now = moment_of(lambda: audit.revision(session, edition_id=here[1]))
            return now, rule_of(session, edition_id=here[1]).silence_from

    begins: datetime | None = _keeper.answer((*here, "silence"), _moment(), work)
    return begins is not None and begins <= this_moment()


def arrive() -> audit.Revision:
    """Fix the moment that this run of a page shows; what others do from then on is news to it.

    While many pages are drawn, one look at the log serves all of a second: what others did may
    come a second late, never what the person did.
    """
    who, last = viewer(), _moments.get(viewer().edition_id)
    since = max(_acted.get(who.member_id, 0.0), monotonic() - _LATE_AT_MOST)
    if last is None or not render_queue.busy or last.began <= since:
        last = moment_of(partial(ask, audit.revision, edition_id=who.edition_id))
        _moments[who.edition_id] = last
    st.session_state["moment"] = last
    return last.revision


def _moment() -> Moment:
    """What this run shows; after an act within it, what came of the act."""
    if "moment" not in st.session_state:
        arrive()
    found: Moment = st.session_state["moment"]
    return found


def carry_out(
    act: Callable[Concatenate[Session, Member, _P], _Answer], *args: _P.args, **kwargs: _P.kwargs
) -> _Answer:
    """Let the person who is signed in act, as the database has them at this moment."""
    with transaction(engine()) as session:
        here = viewer().edition_id
        actor = sign_ins.acting_member(session, token_sha256=sid(), edition_id=here)
        return act(session, actor, *args, **kwargs)


def acted() -> None:
    """The page shows what came of an act, or why not, and not a second late."""
    _acted[viewer().member_id] = monotonic()
    st.session_state.pop("moment", None)


def sid() -> str:
    """What the middleware says of this browser; empty for a stranger."""
    return str(st.user.get("sid", "") or "")


def viewer() -> Membership:
    """Who is looking, and at which edition, as the frame found out on this very run."""
    found: Membership = st.session_state["viewer"]
    return found


def may(permission: Permission) -> bool:
    """Whether a page should offer what needs this permission; the act itself asks again."""
    return viewer().active and viewer().role in PERMISSIONS[permission]


def page_for(*roles: Role) -> Membership:
    """The viewer, if the page is for their role; else the page ends here with a sentence."""
    if viewer().role not in roles:
        st.info("This page is not for your role. The pages for you are in the menu on the left.")
        end_page()
    return viewer()


class PageEnds(Exception):
    """A page has drawn all that it has to show; what stands around it is still drawn."""


def end_page() -> NoReturn:
    """Draw no more of this page. After `st.stop` no refusal could be told any more."""
    raise PageEnds


def form(subject: str) -> str:
    """The beginning of the keys of a form's fields; after `forget` it is another one.

    A browser keeps what was typed as long as the key stays the same, even if the state is gone.
    """
    turns: dict[str, int] = st.session_state.setdefault("turns", {})
    return f"{subject}-{turns.get(subject, 0)}"


@undisturbed()
def forget(subject: str) -> None:
    """Begin afresh with a form: what was typed is dropped, the newest version is seen."""
    fields.drop(form(subject))
    turns: dict[str, int] = st.session_state.setdefault("turns", {})
    turns[subject] = turns.get(subject, 0) + 1


def flash() -> bool:
    """Say what the last act did; whether there was one.

    It is said again for a moment: a run may be broken off, or overtaken, before anybody reads it.
    """
    message = st.session_state.pop("flash", None)
    if message:
        st.session_state["flashing"] = (message, monotonic() + _SAID_AT_LEAST)
    said, until = st.session_state.get("flashing", ("", 0.0))
    if message or monotonic() < until:
        st.toast(plain(said), icon=":material/check:")
    return bool(message)


def plain(text: str) -> str:
    """People's words inside a sentence of ours: shown as written, never as markup.

    Streamlit looks for icons, smileys and bare addresses once more in what is left of markup: a
    joint that is not drawn keeps it from finding any.
    """
    escaped = "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>~$:&" else c for c in text)
    return _FOUND_LATER.sub(lambda sign: f"{sign.group()}{_JOINT}", escaped)


def explain_bug(error: Exception) -> bool:
    """A bug on a page: logged with a reference, told without a traceback."""
    reference = secrets.token_hex(2).upper()
    _logger.error("Bug %s", reference, exc_info=error)
    st.error(f"Something went wrong ({reference}). Nothing was saved. Load the page again.")
    return True
