"""What becomes of statements when their note is edited: the successor takes over what stayed."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from hrgl.core.enums import Withdrawal
from hrgl.core.models import Lineage, Note, Statement, Workshop
from hrgl.notes.leaving_out import leave_out
from hrgl.notes.references import number_statements
from hrgl.notes.standing import refuse_if_cited
from hrgl.synthesis.cutting.matching import alike, opcodes
from hrgl.synthesis.cutting.recutting import recut


def hand_over(session: Session, old: Note, note: Note, workshop: Workshop) -> None:
    """Move the statements that are still there to the successor; the rest withdraw.

    One that was withdrawn before stays withdrawn: its words are still in the note, and no edit
    of other lines brings them back. What people split or joined stays as they cut it.
    """
    earlier = _of(session, old)
    spans = recut(old.text, [(s.start, s.end) for s in earlier], note.text)
    before = [old.text[s.start : s.end] for s in earlier]
    after = [note.text[s.start : s.end] for s in spans]
    kept = _same(before, after)
    refuse_if_cited(
        session,
        [s for at, s in enumerate(earlier) if at not in kept or before[at] != after[kept[at]]],
    )
    for at, statement in enumerate(earlier):
        if at in kept:
            span = spans[kept[at]]
            statement.note_id, statement.start, statement.end = note.id, span.start, span.end
            statement.context = span.context
        elif statement.withdrawn_because is None:
            leave_out(session, statement, Withdrawal.EDITED, "taken out when the note was edited")
    new = [span for at, span in enumerate(spans) if at not in set(kept.values())]
    number_statements(session, workshop, note, new, [None] * len(new))


def in_note(session: Session, note: Note) -> list[int]:
    """The statements that a note holds, without those that were withdrawn."""
    return [s.id for s in _of(session, note) if s.withdrawn_because is None]


def _of(session: Session, note: Note) -> list[Statement]:
    """The statements a note is cut into now, in its order; not those that became others."""
    became_others = select(Lineage.from_id)
    query = (
        select(Statement)
        .where(Statement.note_id == note.id, col(Statement.id).not_in(became_others))
        .order_by(col(Statement.start))
    )
    return list(session.exec(query).all())


def _same(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Old position → new position of statements that stayed, or were merely corrected."""
    kept: dict[int, int] = {}
    for tag, a, a_end, b, b_end in opcodes(before, after):
        if tag == "equal":
            kept.update(zip(range(a, a_end), range(b, b_end), strict=True))
        elif tag == "replace" and a_end - a == b_end - b:
            for at, to in zip(range(a, a_end), range(b, b_end), strict=True):
                if alike(before[at], after[to]) > 0.6:
                    kept[at] = to
    return kept
