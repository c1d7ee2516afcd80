"""Sending inputs: what a form may say, and many forms kept at once as if each came alone."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from sqlmodel import Session, col, select, update

from hrgl.core import codes
from hrgl.core.enums import Attribution, DoorState, InputState, Kind, Source
from hrgl.core.models import Door, Edition, Input, Member, Note, Statement, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.editions.attribution import LEVELS
from hrgl.editions.editions import one_line
from hrgl.errors import HrglError, NotFound, NotNow, NotValid
from hrgl.notes import notes
from hrgl.notes.notes import About
from hrgl.notes.references import numbered
from hrgl.people.names import LONGEST_NAME, TURNING
from hrgl.synthesis.cutting.cutting import cut

LONGEST_INPUT = 5000
_LEVELS = (Attribution.NONE, Attribution.GROUP, Attribution.NAMED)


@dataclass(frozen=True)
class Sent:
    """What a participant typed into the form of a door."""

    text: str
    kind: Kind | None = None
    actor_type: str | None = None
    region: str | None = None
    attribution: Attribution = Attribution.NONE
    speaker: str = ""


@dataclass(frozen=True)
class Sending:
    """A form that a workshop's participant sends."""

    actor: Member
    form: str
    sent: Sent

    @cached_property
    def ticket(self) -> str:
        """What stands for this form with these words: sent again it is the same, for ever."""
        words = [self.actor.workshop_id, self.form, asdict(self.sent)]
        return codes.code_digest(json.dumps(words, sort_keys=True))[:32]


@dataclass(frozen=True)
class KeptInput:
    """An input that is kept, the statements it became, and whether it was kept before."""

    row: Input
    statements: tuple[int, ...]
    before: bool


OpenDoor = tuple[Workshop, Door, Edition]


def levels(rule: Attribution) -> list[Attribution]:
    """How a sender may choose to be quoted, where the edition shows at most so much."""
    return [level for level in _LEVELS if LEVELS.index(level) <= LEVELS.index(rule)]


def keep_inputs(session: Session, sendings: Sequence[Sending]) -> list[KeptInput | HrglError]:
    """Keep what was sent, each form once; for each, in their order, the input or its refusal.

    Row by row it would take the database ten questions an input; so it takes ten for them all.
    """
    places = _places(session, sendings)
    rows = _before(session, [sending.ticket for sending in sendings])
    there = set(rows)
    new: dict[str, tuple[Input, Sending]] = {}
    refused: dict[str, HrglError] = {}
    for sending in sendings:
        if sending.ticket in rows:
            continue
        try:
            rows[sending.ticket] = _input(sending, places.get(sending.actor.workshop_id or 0))
            new[sending.ticket] = (rows[sending.ticket], sending)
        except HrglError as error:
            refused[sending.ticket] = error
    statements = _store(session, list(new.values()), places)
    return [
        refused.get(ticket) or KeptInput(rows[ticket], statements.get(id(rows[ticket]), ()), before)
        for ticket, before in _in_order(sendings, there)
    ]


def _in_order(sendings: Sequence[Sending], there: set[str]) -> list[tuple[str, bool]]:
    """The tickets as they came, and whether each had come before, even a moment ago."""
    seen, found = set(there), []
    for sending in sendings:
        found.append((sending.ticket, sending.ticket in seen))
        seen.add(sending.ticket)
    return found


def _places(session: Session, sendings: Sequence[Sending]) -> dict[int, OpenDoor]:
    ids = sorted({sending.actor.workshop_id or 0 for sending in sendings})
    query = (
        select(Workshop, Door, Edition)
        .join(Door, col(Door.workshop_id) == Workshop.id)
        .join(Edition, col(Edition.id) == Workshop.edition_id)
        .where(col(Workshop.id).in_(ids))
        # two statements must not be given the same number
        .with_for_update(of=Workshop)
        .execution_options(populate_existing=True)
    )
    return {workshop.id: (workshop, door, e) for workshop, door, e in session.exec(query).all()}


def _before(session: Session, tickets: Sequence[str]) -> dict[str, Input]:
    digests = {codes.code_digest(ticket): ticket for ticket in tickets}
    query = select(Input).where(col(Input.form_sha256).in_(sorted(digests)))
    return {digests[row.form_sha256]: row for row in session.exec(query).all()}


def _input(sending: Sending, place: OpenDoor | None) -> Input:
    """The row of what was sent through a door that is not closed."""
    require(sending.actor, Permission.SEND)
    if place is None:
        raise NotFound("This workshop has no door. Ask a facilitator for the link.")
    workshop, door, edition = place
    if door.state is DoorState.CLOSED:
        raise NotNow("Nothing more is collected here. Tell a facilitator what you wanted to say.")
    sent = _checked(edition, sending.sent)
    ticket = sending.ticket
    return Input(
        workshop_id=workshop.id,
        receipt_sha256=codes.code_digest(codes.normalised_code(codes.receipt_of(door.key, ticket))),
        form_sha256=codes.code_digest(ticket),
        text=sent.text,
        kind=sent.kind,
        actor_type=sent.actor_type,
        region=sent.region,
        speaker=sent.speaker or None,
        attribution=sent.attribution,
    )


def _checked(edition: Edition, sent: Sent) -> Sent:
    """What was sent as it can be kept, or the sentence that says what to mend."""
    text = readable(sent.text)
    notes.check_speaker(About(actor_type=sent.actor_type, region=sent.region))
    if sent.attribution not in levels(edition.attribution):
        raise NotValid(
            "This edition does not show so much of who said something. Choose again how you may "
            "be quoted.",
            "attribution",
        )
    speaker = "".join(c for c in sent.speaker if c not in TURNING)
    speaker = one_line(speaker, LONGEST_NAME, "name", "speaker")
    if sent.attribution is not Attribution.NAMED:
        speaker = ""
    elif not speaker:
        raise NotValid("Give the name under which you may be quoted, or choose less.", "speaker")
    return replace(sent, text=text, speaker=speaker)


def readable(text: str) -> str:
    """A text as an input can hold it, or the sentence that says what is wrong with it."""
    text = notes.tidy(text).strip()
    if not text:
        raise NotValid("There is nothing to send yet. Write at least one sentence.", "text")
    refuse_long_input(text)
    found = cut(text)
    if not found.statements:
        reasons = "; ".join(sorted({fallen.reason for fallen in found.fallen_out}))
        raise NotValid(f"Nothing in this can be worked with ({reasons}). Say it in words.", "text")
    return text


def refuse_long_input(text: str) -> None:
    """Say how much too long a text is, before any work is done with it."""
    if len(text) > LONGEST_INPUT:
        raise NotValid(
            f"This is too long: {len(text):,} characters, at most {LONGEST_INPUT:,}. "
            "Shorten it, or send it in parts.",
            "text",
        )


def _store(
    session: Session, new: Sequence[tuple[Input, Sending]], places: dict[int, OpenDoor]
) -> dict[int, tuple[int, ...]]:
    """Store inputs; what came through an open door becomes a note of statements at once."""
    open_now = [
        (row, _note_of(row, sending.actor))
        for row, sending in new
        if places[row.workshop_id][1].state is DoorState.OPEN
    ]
    session.add_all([note for _, note in open_now])
    session.flush()
    made = _statements(session, open_now, places)
    for row, note in open_now:
        became_note(row, note.id)
    session.add_all([row for row, _ in new])
    session.flush()
    return {key: tuple(s.id for s in statements) for key, statements in made.items()}


def _statements(
    session: Session, open_now: Sequence[tuple[Input, Note]], places: dict[int, OpenDoor]
) -> dict[int, list[Statement]]:
    """The statements of every input by the identity of its row, counted on in each workshop."""
    made: dict[int, list[Statement]] = {}
    last = {key: workshop.last_number for key, (workshop, _, _) in places.items()}
    for row, note in open_now:
        workshop, _, edition = places[row.workshop_id]
        spans = cut(note.text).statements
        first = last[workshop.id] + 1
        made[id(row)] = numbered(edition, workshop, note, spans, [row.kind] * len(spans), first)
        last[workshop.id] += len(spans)
    session.add_all([statement for each in made.values() for statement in each])
    session.flush()
    for key in sorted({row.workshop_id for row, _ in open_now}):
        counted = update(Workshop).where(col(Workshop.id) == key).values(last_number=last[key])
        session.exec(counted)
    return made


def _note_of(row: Input, sender: Member) -> Note:
    """The note that an input becomes, in the name of the workshop's participants."""
    return Note(
        workshop_id=row.workshop_id,
        member_id=sender.id,
        text=row.text,
        source=Source.SENT,
        actor_type=row.actor_type,
        region=row.region,
        speaker=row.speaker,
        attribution=row.attribution,
    )


def became_note(row: Input, note_id: int) -> None:
    """An input is a note now: its words and its name stand there, and nowhere else."""
    row.state, row.note_id = InputState.TAKEN, note_id
    row.text, row.speaker, row.because = "", None, ""
