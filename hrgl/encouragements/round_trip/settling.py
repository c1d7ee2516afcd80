"""What becomes of a note in the margin: it is given its place, or settled with a reason."""

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch, last_change
from hrgl.core.enums import MarginKind, WordingField
from hrgl.core.models import (
    Amendment,
    Encouragement,
    MarginNote,
    Member,
    ReturnedDraft,
    SentDraft,
    Wording,
)
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.amending.proposing import add_amendments
from hrgl.encouragements.amending.seen_amendments import reason_given
from hrgl.encouragements.guards import encouragement_then, open_encouragement
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.synthesis.wording.amending import OtherWords

_WHY = "Say in a few words what became of it: whoever wrote it may ask."


def place_note(
    session: Session,
    actor: Member,
    *,
    margin_id: int,
    wording_id: int,
    field: WordingField,
    start: int,
    end: int,
    seen_version: int,
) -> MarginNote:
    """Say where a note belongs: a change becomes an amendment there, a comment stands there."""
    require(actor, Permission.WORD)
    note = fetch(session, MarginNote, margin_id, actor=actor, seen_version=seen_version)
    wording = fetch(session, Wording, wording_id, actor=actor)
    encouragement = open_encouragement(session, actor, wording.encouragement_id)
    _refuse_unless_current(session, encouragement, wording)
    _refuse_unless_open(session, note)
    text = getattr(wording, field.value)
    if not 0 <= start <= end <= len(text):
        raise NotValid("This place is not in the wording. Load the page again.")
    made = _amended(session, actor, note, wording, OtherWords(start, end, note.text), field)
    note.amendment_id = made.id if made else None
    for row in (note, *_replies(session, note)):
        row.encouragement_id, row.wording_id = encouragement.id, wording.id
        row.field, row.start, row.end = field, start, end
    audit.record(
        session,
        actor,
        "margin.placed",
        note,
        **encouragement_then(session, encouragement),
        amendment=made.number if made else None,
    )
    return note


def settle_note(
    session: Session, actor: Member, *, margin_id: int, because: str, seen_version: int
) -> MarginNote:
    """Say what became of a note, so that it waits no more; with all that answers it."""
    require(actor, Permission.WORD)
    note = fetch(session, MarginNote, margin_id, actor=actor, seen_version=seen_version)
    _refuse_unless_open(session, note)
    note.settled_because = reason_given(because, _WHY)
    file = session.get_one(ReturnedDraft, note.returned_id)
    number = session.get_one(SentDraft, file.sent_id).number
    audit.record(session, actor, "margin.settled", note, number=number)
    return note


def _amended(
    session: Session,
    actor: Member,
    note: MarginNote,
    wording: Wording,
    words: OtherWords,
    field: WordingField,
) -> Amendment | None:
    """The amendment that a change becomes; of a comment there is none."""
    if note.kind is not MarginKind.CHANGE:
        return None
    if getattr(wording, field.value)[words.start : words.end] == words.after:
        raise NotNow(
            "It reads so already, so nothing would change. Settle the note instead, and say that."
        )
    [made] = add_amendments(
        session,
        actor,
        wording,
        field,
        [words],
        author=note.author,
        dated=note.dated,
        returned_id=note.returned_id,
    )
    return made


def _replies(session: Session, note: MarginNote) -> list[MarginNote]:
    """All that answers a note, and what answers that."""
    query = select(MarginNote).where(
        MarginNote.returned_id == note.returned_id, col(MarginNote.reply_to_id).is_not(None)
    )
    found, ids = [], {note.id}
    for row in session.exec(query.order_by(col(MarginNote.id))).all():
        if row.reply_to_id in ids:
            found.append(row)
            ids.add(row.id)
    return found


def _refuse_unless_open(session: Session, note: MarginNote) -> None:
    if note.reply_to_id is not None:
        raise NotNow("This answers another comment. Say what became of that one.")
    if note.settled_because:
        raise NotNow("This note has been settled already.")
    if note.amendment_id is not None:
        number = session.get_one(Amendment, note.amendment_id).number
        raise NotNow(f"This became amendment {number} already. Decide on that one.")


def _refuse_unless_current(
    session: Session, encouragement: Encouragement, wording: Wording
) -> None:
    if encouragement.wording != wording.number:
        who, _ = last_change(session, "encouragement", encouragement.id)
        raise OutOfDate(
            f"{who} reworded it after you had looked. Nothing was saved: look at wording "
            f"{encouragement.wording}, then choose the place.",
            changed_by=who,
        )
