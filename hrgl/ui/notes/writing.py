"""The editor for notes: what is typed is kept without a script run, and saved with one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from hrgl.core.enums import Kind
from hrgl.notes import drafts
from hrgl.notes.notes import About
from hrgl.ui.notes import bar
from hrgl.ui.parts.scripts import joined
from hrgl.ui.parts.statement_tables import KIND_NAMES
from hrgl.ui.shell import refusals
from hrgl.ui.shell.page import ask, forget, form, sid, viewer
from hrgl.ui.shell.presses import BoundAct, perform
from hrgl.ui.shell.undisturbed import undisturbed
from hrgl.web.posts import SECRET, secret_of

SAVE = "save_note"  # the name under which a refusal is told
_HERE = Path(__file__).parent
_HTML = f"""
<div class="writing">
  {bar.html()}
  <div>
    <label for="note">One idea a line; a whole pad can be pasted</label>
    <textarea id="note" rows="6" spellcheck="true"></textarea>
    <div class="foot">
      <button type="button" class="save">Save the note</button>
      <span class="keys">Ctrl + Enter</span>
      <span class="status" role="status"></span>
    </div>
    <section class="other" hidden aria-label="The other text">
      <p role="alert"></p>
      <div class="text" tabindex="0"></div>
      <button type="button" class="mine">Go on with my text over this one</button>
      <button type="button" class="theirs">Drop my text and take this one</button>
    </section>
  </div>
  <section class="cut" aria-label="How it will be cut" tabindex="0">
    <p class="title">How it will be cut</p>
    <ol></ol>
    <ul></ul>
    <p class="more"></p>
  </section>
</div>
"""
_MOUNT = st.components.v2.component(
    "hrgl_writing",
    html=_HTML,
    css=(_HERE / "writing.css").read_text("utf-8"),
    js=joined(_HERE / "editor" / "writing.js"),
)


@dataclass(frozen=True)
class TypedNote:
    """What somebody wants to save as a note, and the state of the draft it goes on from.

    `kinds` has what each line is, from the first on.
    """

    text: str
    seen: datetime | None
    about: About = field(default_factory=About)
    kinds: tuple[Kind | None, ...] = ()


def editor(workshop_id: int) -> None:
    """Draw the editor with what was being typed into a workshop."""
    who = viewer()
    draft = ask(drafts.kept_draft, member_id=who.member_id, workshop_id=workshop_id)
    key = form(subject(workshop_id))
    with st.container(key=f"writing-{workshop_id}"):
        _MOUNT(
            key=key,
            data={
                "form": key,
                "edition": who.edition_id,
                "workshop": workshop_id,
                "zone": who.edition.time_zone,
                "text": draft.text if draft else "",
                "saved_at": draft.saved_at.isoformat() if draft else None,
                "header": SECRET,
                "secret": secret_of(sid()),
                "kinds": {kind.value: KIND_NAMES[kind] for kind in Kind},
                "turn": st.session_state.get(f"{key}-turn", 0),
            },
            on_save_change=partial(_save, key, workshop_id),
        )


def subject(workshop_id: int) -> str:
    """The name of this form; after `forget` of it the editor is empty."""
    return f"note-{workshop_id}"


@undisturbed()
def _save(key: str, workshop_id: int) -> None:
    # Before the page runs: it saves first and draws the editor after, so that an editor whose
    # text has just become a note is never told to go on with it.
    if key != form(subject(workshop_id)):
        return  # handed over again, after it had become a note
    refusals.forget_refusals()
    st.session_state[f"{key}-turn"] = st.session_state.get(f"{key}-turn", 0) + 1
    sent = typed_note(st.session_state[key].get("save"))
    if sent is None:
        return
    what = {
        "workshop_id": workshop_id,
        "text": sent.text,
        "about": sent.about,
        "kinds": sent.kinds,
        "seen": sent.seen,
    }
    note = BoundAct("Note saved.", drafts.save_note, what, {})
    perform(SAVE, note, then=lambda _: forget(subject(workshop_id)))


def typed_note(sent: object) -> TypedNote | None:
    """What a browser sent as text and state; nothing if no page of ours would send it."""
    if not isinstance(sent, Mapping) or not isinstance(sent.get("text"), str):
        return None
    seen, about = _moment(sent.get("seen")), bar.about(sent.get("about"))
    return TypedNote(sent["text"], seen, about, bar.kinds(sent.get("kinds")))


def _moment(sent: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(sent) if isinstance(sent, str) else None
    except ValueError:
        return None
