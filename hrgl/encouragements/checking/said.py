"""When the words of a statement came to be there, however often its note was edited since."""

from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core.models import AuditEntry, Note, Workshop
from hrgl.notes.statements import StatementView


class Said:
    """When the words of a statement came to be there: with the first note that has them."""

    def __init__(self, session: Session, edition_id: int, since: datetime | None) -> None:
        self._notes: dict[int, tuple[str, datetime]] = {}
        self._before: dict[int, int] = {}
        if since is None:
            return
        # a successor keeps the time of the note that it came after
        revised = _revised(session, edition_id, since)
        query = (
            select(Note.id, Note.text, Note.created_at, Note.replaced_by_id)
            .join(Workshop, col(Workshop.id) == Note.workshop_id)
            .where(Workshop.edition_id == edition_id)
            .where(
                (col(Note.created_at) > since)
                | col(Note.replaced_by_id).is_not(None)
                | col(Note.id).in_(revised)
            )
        )
        for key, text, at, replaced_by in session.exec(query).all():
            self._notes[key] = text, revised.get(key, at)
            if replaced_by is not None:
                self._before[replaced_by] = key

    def after(self, row: StatementView, moment: datetime) -> bool:
        """Whether a statement, as it reads now, was said after a moment."""
        at = row.note_id
        while at in self._before and row.text in self._notes[self._before[at]][0]:
            at = self._before[at]
        return at in self._notes and self._notes[at][1] > moment

    def corrected_after(self, row: StatementView, moment: datetime) -> bool:
        """Whether its note was there at a moment, with other words in this statement's place."""
        if not self.after(row, moment):
            return False
        at: int | None = row.note_id
        while at is not None and self._notes[at][1] > moment:
            at = self._before.get(at)
        return at is not None


def _revised(session: Session, edition_id: int, since: datetime) -> dict[int, datetime]:
    """When notes became what they are by an edit after a moment."""
    query = select(AuditEntry.subject_id, AuditEntry.at).where(
        AuditEntry.edition_id == edition_id, AuditEntry.act == "note.revised", AuditEntry.at > since
    )
    return dict(session.exec(query).all())
