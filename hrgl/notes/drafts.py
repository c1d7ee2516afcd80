"""Note drafts: what people are typing, kept every few seconds until it has become a note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, select

from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.enums import Kind
from hrgl.core.models import Member, NoteDraft, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, OutOfDate
from hrgl.notes import notes


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it is stored; the moment it was saved at says which state of it this is."""

    text: str
    saved_at: datetime


def kept_draft(session: Session, *, member_id: int, workshop_id: int) -> KeptDraft | None:
    """What a member was typing into a workshop, if it has not become a note yet."""
    draft = _draft(session, member_id, workshop_id)
    return KeptDraft(draft.text, draft.saved_at) if draft else None


def keep_draft(
    session: Session, actor: Member, *, workshop_id: int, text: str, seen: datetime | None = None
) -> NoteDraft | None:
    """Keep what a member is typing into a workshop; without any text there is no draft.

    `seen` is when the state was saved that this text goes on from. There is no audit entry: a
    draft is no decision, and nobody but its writer reads it.
    """
    require(actor, Permission.WRITE_NOTES)
    if actor.account_id is None:
        raise NotNow("Drafts are kept for people who have signed in. Save the note instead.")
    # its lock also makes two windows of the same person wait for each other
    workshop = fetch(session, Workshop, workshop_id, actor=actor)
    text = notes.tidy(text)
    notes.refuse_long_note(text)
    draft = _draft(session, actor.id, workshop.id)
    saved_at, there = (draft.saved_at, draft.text) if draft else (None, "")
    if saved_at != seen and there.strip() != text.strip():
        raise OutOfDate(
            "You went on with this note on another device or in another window. Nothing was "
            "overwritten: choose which text to go on with.",
            changed_by=actor.name,
        )
    return _store(session, draft, text, actor.id, workshop.id)


def _store(
    session: Session, draft: NoteDraft | None, text: str, member_id: int, workshop_id: int
) -> NoteDraft | None:
    if not text.strip():
        if draft is not None:
            session.delete(draft)
        return None
    if draft is None:
        draft = NoteDraft(member_id=member_id, workshop_id=workshop_id, text=text)
    elif draft.text != text:
        # the moment names the state, so no two states may have the same one
        later = draft.saved_at + timedelta(microseconds=1)
        draft.text, draft.saved_at = text, max(now(), later)
    session.add(draft)
    session.flush()
    return draft


def save_note(
    session: Session,
    actor: Member,
    *,
    workshop_id: int,
    text: str,
    about: notes.About | None = None,
    kinds: Sequence[Kind | None] = (),
    seen: datetime | None = None,
) -> notes.Taken:
    """Make what was typed a note; its draft goes with it, a newer one of another window stays."""
    text = notes.tidy(text)
    taken = notes.add_note(
        session, actor, workshop_id=workshop_id, text=text, about=about, kinds=kinds
    )
    draft = _draft(session, actor.id, workshop_id)
    if draft is not None and (draft.saved_at == seen or draft.text == text):
        session.delete(draft)
    return taken


def _draft(session: Session, member_id: int, workshop_id: int) -> NoteDraft | None:
    query = select(NoteDraft).where(
        NoteDraft.member_id == member_id, NoteDraft.workshop_id == workshop_id
    )
    return session.exec(query).first()
