"""Inputs: what participants send through a door, and what becomes of it."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from hrgl.core import audit, changes
from hrgl.core.database import fetch
from hrgl.core.enums import InputState, Source, Withdrawal
from hrgl.core.models import Input, Member, Statement, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.editions.editions import one_line
from hrgl.errors import Cited, HrglError, NotFound, NotNow, NotValid, OutOfDate
from hrgl.formats.readers.reading import ReadNote
from hrgl.notes import notes
from hrgl.notes.door.receipts import by_receipt, note_ids
from hrgl.notes.door.submitting import KeptInput, Sending, Sent, became_note, keep_inputs, readable
from hrgl.notes.notes import About
from hrgl.notes.standing import placements, refuse_if_cited
from hrgl.people.accounts import participant_of

LONGEST_DECLINE_REASON, MOST_DECLINED_AT_ONCE = 500, 500
WITHDRAWN = "withdrawn by the sender"
_CITED = (
    "Part of what you sent is cited in an encouragement, so that part stays as it is. "
    "If it must not stay, tell a facilitator of the workshop."
)


def send(session: Session, actor: Member, *, form: str, sent: Sent) -> Input:
    """Send an input into the participant's workshop; a form sent twice is one input."""
    [outcome] = send_all(session, [Sending(actor, form, sent)])
    if isinstance(outcome, HrglError):
        raise outcome
    return outcome


def send_all(session: Session, sendings: Sequence[Sending]) -> list[Input | HrglError]:
    """Let many send, each as if alone: one is refused, the others are kept, each has an entry."""
    outcomes = keep_inputs(session, sendings)
    for sending, kept in zip(sendings, outcomes, strict=True):
        if isinstance(kept, KeptInput) and not kept.before:
            _note(session, sending.actor, kept)
    return [kept.row if isinstance(kept, KeptInput) else kept for kept in outcomes]


def _note(session: Session, actor: Member, kept: KeptInput) -> None:
    code = session.get_one(Workshop, kept.row.workshop_id).code
    audit.record(
        session,
        actor,
        "input.sent",
        kept.row,
        statements=list(kept.statements),
        code=code,
        state=kept.row.state.value,
    )


def _become_note(session: Session, row: Input, workshop: Workshop) -> list[int]:
    about = About(
        actor_type=row.actor_type,
        region=row.region,
        speaker=row.speaker,
        attribution=row.attribution,
        kind=row.kind,
    )
    sender = participant_of(session, workshop)
    taken = notes.take_in(session, sender, workshop, ReadNote(row.text), about, Source.SENT, "")
    became_note(row, taken.statements[0].note_id)
    return [statement.id for statement in taken.statements]


def take_input(session: Session, actor: Member, *, input_id: int, seen_version: int) -> Input:
    """Make a note of an input that waited to be read, or was declined before."""
    require(actor, Permission.READ_INPUTS)
    row = fetch(session, Input, input_id, actor=actor, seen_version=seen_version)
    _refuse_unless(row, InputState.WAITING, InputState.DECLINED)
    workshop = session.get_one(Workshop, row.workshop_id)
    statements = _become_note(session, row, workshop)
    audit.record(session, actor, "input.taken", row, statements=statements, code=workshop.code)
    return row


def decline(
    session: Session, actor: Member, *, input_id: int, because: str, seen_version: int
) -> Input:
    """Leave an input out of the synthesis; the sender reads why."""
    require(actor, Permission.READ_INPUTS)
    row = fetch(session, Input, input_id, actor=actor, seen_version=seen_version)
    _refuse_unless(row, InputState.WAITING)
    row.state, row.because = InputState.DECLINED, _reason(because)
    code = session.get_one(Workshop, row.workshop_id).code
    audit.record(session, actor, "input.declined", row, code=code)
    return row


def decline_all(
    session: Session, actor: Member, *, seen: Mapping[int, int], because: str
) -> list[Input]:
    """Leave many inputs out at once for one reason; seen are their numbers and versions.

    One act with one entry; taken back, all of them wait again.
    """
    require(actor, Permission.READ_INPUTS)
    because = _reason(because)
    if not 0 < len(seen) <= MOST_DECLINED_AT_ONCE:
        raise NotValid(f"Choose at least one input and at most {MOST_DECLINED_AT_ONCE}.")
    rows = [fetch(session, Input, key, actor=actor, seen_version=seen[key]) for key in sorted(seen)]
    for row in rows:
        _refuse_unless(row, InputState.WAITING)
        row.state, row.because = InputState.DECLINED, because
    session.flush()
    changes.note_declined(session, rows)
    [workshop_id, *others] = {row.workshop_id for row in rows}
    if others:
        raise NotValid("Decline the inputs of one workshop at a time.")
    workshop = session.get_one(Workshop, workshop_id)
    audit.record(
        session,
        actor,
        "inputs.declined",
        workshop,
        number=len(rows),
        code=workshop.code,
        inputs=[row.id for row in rows],
    )
    return rows


def _reason(because: str) -> str:
    because = one_line(because, LONGEST_DECLINE_REASON, "reason", "because")
    if not because:
        raise NotValid("Please say why in a few words: whoever sent it reads them.", "because")
    return because


def _refuse_unless(row: Input, *states: InputState) -> None:
    if row.state not in states:
        raise NotNow(f"This input is {row.state.value} by now. Load the page again.")


def correct(
    session: Session,
    actor: Member,
    *,
    receipt: str,
    text: str,
    seen_note: int | None,
    seen_version: int,
) -> Input:
    """Give an input another text: its note gets a successor, by the rules for every note.

    Seen was the note of this number and version, or the version of an input that is no note yet.
    """
    require(actor, Permission.SEND)
    row = _theirs(session, actor, receipt)
    text = readable(text)
    if row.state is InputState.TAKEN:
        _revise(session, actor, row, text, seen_note or 0, seen_version)
        return row
    if row.text == text:
        return row
    if row.version != seen_version or row.state is InputState.WITHDRAWN:
        raise _meanwhile()
    row.text, row.state, row.because = text, InputState.WAITING, ""
    code = session.get_one(Workshop, row.workshop_id).code
    audit.record(session, actor, "input.corrected", row, code=code)
    return row


def _revise(
    session: Session, actor: Member, row: Input, text: str, seen_note: int, seen_version: int
) -> None:
    editions = note_ids(session, row)
    if seen_note not in editions:
        raise _meanwhile()
    if notes.written(session, note_id=editions[-1]).text == text:
        return
    try:
        notes.revise(session, actor, note_id=seen_note, text=text, seen_version=seen_version)
    except OutOfDate as error:
        raise _meanwhile() from error
    except Cited as error:
        raise Cited(_CITED) from error


def _meanwhile() -> OutOfDate:
    # who changed it is for members to know, and nobody else
    return OutOfDate(
        "This was changed after you had looked it up. Nothing of yours was saved: compare it with "
        "what stands there now, then save again."
    )


def withdraw_input(session: Session, actor: Member, *, receipt: str) -> Input:
    """Take an input back: nothing of it goes on, as long as nobody cites it."""
    require(actor, Permission.SEND)
    row = _theirs(session, actor, receipt)
    if row.state is InputState.WITHDRAWN:
        return row
    statements = [s for s in _statements(session, row) if s.withdrawn_because is None]
    try:
        refuse_if_cited(session, statements)
    except Cited as error:
        raise Cited(_CITED) from error
    ids = [statement.id for statement in statements]
    for statement in statements:
        statement.withdrawal, statement.withdrawn_because = Withdrawal.SENDER, WITHDRAWN
    for placement in placements(session, ids):
        session.delete(placement)
    row.state, row.because, row.text, row.speaker = InputState.WITHDRAWN, WITHDRAWN, "", None
    code = session.get_one(Workshop, row.workshop_id).code
    audit.record(session, actor, "input.withdrawn", row, statements=ids, code=code)
    return row


def _theirs(session: Session, actor: Member, receipt: str) -> Input:
    row = by_receipt(session, receipt=receipt)
    if row is None or row.workshop_id != actor.workshop_id:
        raise NotFound("There is no input with this receipt. Compare it with what you wrote down.")
    return row


def _statements(session: Session, row: Input) -> Sequence[Statement]:
    query = select(Statement).where(col(Statement.note_id).in_(note_ids(session, row)))
    return session.exec(query.order_by(col(Statement.id))).all()
