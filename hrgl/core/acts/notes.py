"""Acts on what was said: notes, imports, summaries, doors and inputs, statements."""

from functools import partial

from hrgl.core.acts.act import Act, Counted, Heading
from hrgl.core.permissions import Permission

_said = partial(Act, heading=Heading.NOTES)
_note = partial(
    _said,
    permission=Permission.WRITE_NOTES,
    why_it_stays="Notes stay; withdraw a statement, or edit the note.",
)
_door = partial(
    Act,
    permission=Permission.SET_UP,
    subject="door",
    heading=Heading.SET_UP,
    counted=Counted.DOOR,
    why_it_stays="Set the door again instead, on the page Setup.",
)
_sent = partial(
    _said,
    permission=Permission.SEND,
    subject="input",
    counted=Counted.INPUT,
    why_it_stays="What a sender did with an input stays as they left it.",
)
_read = partial(_said, permission=Permission.READ_INPUTS, counted=Counted.INPUT)
_statement = partial(
    _said, permission=Permission.MARK, subject="statement", counted=Counted.STATEMENT
)
_left_out = partial(_statement, permission=Permission.PLACE, heading=Heading.THEMES)

OF_NOTES = (
    _note(
        "note.added",
        "wrote a note in {code}: {statements}",
        subject="workshop",
        counted=Counted.NOTE_ADDED,
        changes_subject=False,
    ),
    _note(
        "note.revised",
        "edited a note in {code}: {statements}",
        subject="note",
        counted=Counted.NOTE,
    ),
    _said(
        "notes.imported",
        "imported {files} into {workshops} ({count})",
        permission=Permission.IMPORT_NOTES,
        subject="edition",
        counted=Counted.IMPORT,
        changes_subject=False,
    ),
    _said(
        "workshop.summarised",
        "wrote the summary of {code}",
        permission=Permission.SUMMARISE,
        subject="workshop",
        counted=Counted.WORKSHOP,
        why_it_stays="Put an earlier summary back instead, on the page Notes.",
    ),
    _door("door.set", "set the door of {code} to {state}"),
    _door("door.renewed", "gave the door of {code} another link"),
    _sent("input.sent", "sent an input into {code} ({count}, {state})", counted=Counted.INPUT_SENT),
    _sent("input.corrected", "corrected an input into {code} before it was read"),
    _sent("input.withdrawn", "withdrew an input into {code}: {statements}"),
    _read(
        "input.taken",
        "took an input into {code}: {statements}",
        subject="input",
        why_it_stays="Notes stay; withdraw its statements instead.",
    ),
    _read(
        "input.declined",
        "declined an input into {code}",
        subject="input",
        why_it_stays="Take the input instead, on the page Notes: it waits there still.",
    ),
    _read(
        "inputs.declined", "declined {number} inputs into {code} for one reason", subject="workshop"
    ),
    _statement("statement.withdrawn", "withdrew {reference}"),
    _statement("statement.marked", "marked what {reference} is"),
    _statement("statement.split", "split {reference} into {into}"),
    _statement("statements.joined", "joined {joined} into {into}", heading=Heading.THEMES),
    _left_out("statements.set_aside", "set {statements} aside: {because}"),
    _left_out("statements.brought_back", "brought {statements} back"),
    _left_out(
        "statement.same_as", "counted {reference} as the same as {other}", heading=Heading.NOTES
    ),
    _left_out("statements.same_as", "counted {statements} as the same as {other}"),
)
