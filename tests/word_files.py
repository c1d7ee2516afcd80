"""Word files of a draft: taken out, and read as they came back."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core.enums import MarginKind, WordingField
from hrgl.core.models import Encouragement, MarginNote, ReturnedDraft, SentDraft, Wording
from hrgl.core.permissions import Permission
from hrgl.encouragements.round_trip import margins, returning, sending, settling
from hrgl.encouragements.round_trip.arriving import FileBack
from hrgl.formats.readers.returned.values import Returned, ReturnedChange, ReturnedComment
from tests.builders import World, wording_id

# The acts of the round trip with the permission each needs and what it is called with.
WORD_FILE_MODULES = (returning, sending, settling)
WORD_FILE_ACTS: dict[str, tuple[Permission, dict[str, Any]]] = {
    "sending.take_out": (Permission.WORD, {"encouragement_ids": [0]}),
    "returning.bring_back": (
        Permission.WORD,
        {"file": FileBack("a.docx", "0" * 64, 0, Returned((), ()))},
    ),
    "returning.bring_all_back": (Permission.WORD, {"files": []}),
    "settling.place_note": (
        Permission.WORD,
        {
            "margin_id": 0,
            "wording_id": 0,
            "field": WordingField.HEADING,
            "start": 0,
            "end": 0,
            "seen_version": 1,
        },
    ),
    "settling.settle_note": (
        Permission.WORD,
        {"margin_id": 0, "because": "It stands in place 2.", "seen_version": 1},
    ),
}


def change(
    row: Encouragement | None, text: str, before: str, after: str, **more: Any
) -> ReturnedChange:
    """Other words in the field (`field`) of an encouragement, which says `text`."""
    fields = {"author": "Ines", "dated": "2026-11-24T10:02:00Z", **more}
    if row is None:
        why = "No paragraph of the draft reads like this."
        return ReturnedChange(None, None, None, None, before, after, why_unplaced=why, **fields)
    field, start = fields.pop("field", "explanation"), text.index(before)
    return ReturnedChange(row.id, field, start, start + len(before), before, after, **fields)


def comment(row: Encouragement | None, text: str, **more: Any) -> ReturnedComment:
    """A comment on the first word of an explanation, or on nothing that is known."""
    fields = {"author": "Stan", "dated": "2026-11-24T11:30:00", "quote": "Because", **more}
    if row is None:
        why = "No paragraph of the draft reads like this."
        return ReturnedComment(None, None, None, None, text=text, why_unplaced=why, **fields)
    return ReturnedComment(row.id, "explanation", 0, 7, text=text, **fields)


def came_back(
    sent: SentDraft,
    changes: Sequence[ReturnedChange] = (),
    comments: Sequence[ReturnedComment] = (),
    *,
    name: str = "draft-ines.docx",
) -> FileBack:
    """A file as it was read, known by what stands in it."""
    digest = f"{abs(hash((tuple(changes), tuple(comments)))):064x}"[:64]
    return FileBack(name, digest, sent.id, Returned(tuple(changes), tuple(comments)))


def taken_out(session: Session, here: World, *rows: Encouragement) -> SentDraft:
    """The draft, or some of it, taken out by the world's facilitator."""
    ids = [row.id for row in rows] or None
    return sending.take_out(session, here.facilitator, encouragement_ids=ids)[0]


def one_file_back(session: Session, here: World, row: Encouragement) -> ReturnedDraft:
    """A file with a change and a comment that have a place, and one of each that have none."""
    sent = taken_out(session, here)
    text = "Because it works."
    changes = [change(row, text, "works", "helps"), change(None, "", "old", "new words")]
    comments = [comment(row, "Who says so?"), comment(None, "And the elders?", quote="")]
    return returning.bring_back(session, here.facilitator, file=came_back(sent, changes, comments))


def the_note(session: Session, here: World, text: str) -> MarginNote:
    """The note in a margin that says this."""
    notes = margins.margin_notes(session, edition_id=here.edition.id)
    [found] = [each for each in notes if each.text == text]
    return session.get_one(MarginNote, found.id)


def place(
    session: Session, here: World, note: MarginNote, row: Encouragement, number: int | None = None
) -> MarginNote:
    """Put a note at the first word of an explanation, as it stands or as it was."""
    return settling.place_note(
        session,
        here.facilitator,
        margin_id=note.id,
        wording_id=wording_id(session, row, number),
        field=WordingField.EXPLANATION,
        start=0,
        end=2,
        seen_version=note.version,
    )


def settle(session: Session, here: World, note: MarginNote) -> MarginNote:
    return settling.settle_note(
        session,
        here.facilitator,
        margin_id=note.id,
        because="It stands in place 2.",
        seen_version=note.version,
    )


def word_files_of_a_night(session: Session, here: World, row: Encouragement) -> None:
    """Every act of the round trip once, on an encouragement as it stands."""
    sent = taken_out(session, here)
    text = session.get_one(Wording, wording_id(session, row)).explanation
    changes = [change(row, text, text, "It helps."), change(None, "", "old", "new words")]
    comments = [comment(row, "Who says so?"), comment(None, "And the elders?", quote="")]
    returning.bring_back(session, here.facilitator, file=came_back(sent, changes, comments))
    place(session, here, the_note(session, here, "new words"), row)
    settle(session, here, the_note(session, here, "And the elders?"))


def word_file_rows(session: Session, here: World) -> None:
    """A row in each table of the round trip."""
    row = session.exec(select(Encouragement).order_by(col(Encouragement.id))).first()
    assert row is not None
    worded = wording_id(session, row)
    own = {"edition_id": here.edition.id, "member_id": here.facilitator.id}
    sent = SentDraft(number=1, wordings=[[worded, row.place]], sha256="6" * 64, **own)
    session.add(sent)
    session.flush()
    back = ReturnedDraft(sent_id=sent.id, name="draft-ines.docx", sha256="7" * 64, **own)
    session.add(back)
    session.flush()
    session.add(
        MarginNote(
            edition_id=here.edition.id,
            returned_id=back.id,
            kind=MarginKind.COMMENT,
            author="Ines",
            dated="2026-11-24T10:02:00Z",
            encouragement_id=row.id,
            wording_id=worded,
            field=WordingField.EXPLANATION,
            start=0,
            end=7,
            quote="Because",
            text="Who says so?",
            settled_because="Ask the rooms",
        )
    )


def margin_opened(margin_id: int, encouragement_id: int) -> dict[str, object]:
    """The state of the page Comments with a note opened, and its place chosen."""
    opened = {"comments_view": "Word files", "margin_note": margin_id}
    return {**opened, f"place_note-{margin_id}-0-where": encouragement_id}
