"""Audit entries as plain sentences: "Mira merged Money into Budget (9 statements)"."""

from hrgl.audit import Happening


def sentence(entry: Happening) -> str:
    """What one entry says to a person."""
    told = TOLD.get(entry.act, entry.act.replace(".", " "))
    detail = {key: _plain(key, value) for key, value in entry.detail.items()}
    if "what" in detail:
        detail["what"] = TAKEN_BACK.get(detail["what"], detail["what"].replace(".", " "))
    return f"{entry.who} {told.format_map(_Blank(detail))}"


class _Blank(dict[str, str]):
    """Details an entry does not have are left out of its sentence."""

    def __missing__(self, key: str) -> str:
        return "…"


def _plain(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "–"
    if key in {"statements", "themes", "files"}:
        count = len(value) if isinstance(value, list) else int(str(value or 0))
        return f"{count} {key[:-1] if count == 1 else key}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _WORDS.get(str(value), str(value))


_WORDS = {
    "supports": "support",
    "agree": "agrees to",
    "live_with": "can live with",
    "object": "objects to",
    "waiting": "waits to be read",
    "taken": "a note now",
    "moderated": "open, inputs are read first",
}
TOLD = {
    "edition.begun": "began edition {code}",
    "edition.loaded": "loaded edition {code}",
    "edition.described": "changed title, question or dates of the edition",
    "edition.rules_set": "set the rules: {places} places, quorum {quorum}, "
    "groups shown from {smallest_group}, said by: {attribution}",
    "workshop.added": "added the workshop {code}",
    "workshop.changed": "changed the plan of {code}",
    "workshop.removed": "removed the workshop {code}",
    "member.added": "added a {role}",
    "member.changed": "changed a person’s name or role (now {role})",
    "member.closed": "ended a person’s part in the edition",
    "member.reopened": "gave a person their part in the edition back",
    "member.signed_out": "signed a person out everywhere",
    "member.invited": "made a link with which a person can set their password",
    "person.erased": "erased a person’s words and names ({statements}, {places} other places)",
    "note.added": "wrote a note ({statements})",
    "notes.imported": "imported {files} into {workshops} ({statements})",
    "note.revised": "edited a note",
    "door.set": "set the door of {code} to {state}",
    "door.renewed": "gave the door of {code} another link",
    "input.sent": "sent an input into {code} ({statements}, {state})",
    "input.taken": "took an input into {code} ({statements})",
    "input.declined": "declined an input into {code}",
    "inputs.declined": "declined {count} inputs into {code} for one reason",
    "input.corrected": "corrected an input before it was read",
    "input.withdrawn": "withdrew an input ({statements})",
    "statement.withdrawn": "withdrew {reference}",
    "statement.marked": "marked what {reference} is",
    "statement.split": "split {reference} into {into}",
    "statements.joined": "joined {joined} into {into}",
    "workshop.summarised": "wrote the summary of {code}",
    "proposal.asked_for": "asked for a proposal of themes",
    "proposal.stopped": "stopped the making of a proposal",
    "themes.proposed": "received a proposal of {themes}",
    "proposal.adopted": "took over {themes} of a proposal",
    "sample.placed": "gave {reference} a second look",
    "theme.created": "began the theme “{name}” ({statements})",
    "theme.renamed": "renamed “{before}” to “{name}”",
    "theme.merged": "merged “{name}” into “{into}” ({statements})",
    "theme.split": "split “{name}”: {statements} went to {into}",
    "theme.dissolved": "dissolved “{name}” ({statements} went back to the queue)",
    "theme.reviewed": "looked through “{name}” (done: {reviewed})",
    "tag.confirmed": "tagged “{name}” with {tag}",
    "tag.refused": "decided that “{name}” does not touch {tag}",
    "tag.removed": "took the tag {tag} off “{name}”",
    "statements.moved": "moved {statements} to “{name}”",
    "statements.queued": "put {statements} back into the queue",
    "statements.set_aside": "set {statements} aside: {because}",
    "statements.brought_back": "brought {statements} back",
    "statement.same_as": "counted {reference} as the same as {other}",
    "statements.same_as": "counted {statements} as the same as {other}",
    "statements.tied": "asked that {statements} be kept {how}",
    "statements.untied": "let go of what kept {statements} together or apart",
    "encouragement.worded": "drafted “{heading}”",
    "encouragement.reworded": "reworded to “{heading}” (wording {wording})",
    "encouragement.remarked": "wrote remarks",
    "encouragement.placed": "moved an encouragement to place {place}",
    "encouragement.submitted": "submitted wording {wording} for review",
    "encouragement.set_aside": "set an encouragement aside",
    "encouragement.brought_back": "brought an encouragement back",
    "encouragement.cited": "cited {statements} as {support}",
    "encouragement.uncited": "took {statements} out of the evidence",
    "review.given": "{verdict} wording {wording}",
    "objection.answered": "answered an objection (accepted: {accepted})",
    "document.published": "published number {number} of the document",
    "act.undone": "took back: {what}",
    "document.adopted": "noted that number {number} was {mode}",
}

TAKEN_BACK = {
    "notes.imported": "an import",
    "statement.withdrawn": "a withdrawal",
    "statement.marked": "a mark",
    "statement.split": "a split",
    "statements.joined": "a join",
    "proposal.adopted": "a proposal that was taken over",
    "theme.created": "a new theme",
    "theme.renamed": "a new name",
    "theme.merged": "a merger",
    "theme.split": "the split of a theme",
    "theme.dissolved": "the end of a theme",
    "theme.reviewed": "a look-through",
    "tag.confirmed": "a tag",
    "tag.refused": "the refusal of a tag",
    "tag.removed": "the end of a tag",
    "statements.moved": "a move",
    "statements.queued": "a move into the queue",
    "statements.set_aside": "setting statements aside",
    "statements.brought_back": "bringing statements back",
    "statement.same_as": "counting two as one",
    "statements.same_as": "counting several as one",
    "statements.tied": "a tie",
    "statements.untied": "the end of a tie",
    "encouragement.worded": "a candidate",
    "encouragement.reworded": "a wording",
    "encouragement.remarked": "remarks",
    "encouragement.placed": "a place",
    "encouragement.submitted": "a submission",
    "encouragement.set_aside": "setting an encouragement aside",
    "encouragement.brought_back": "bringing an encouragement back",
    "encouragement.cited": "a citation",
    "encouragement.uncited": "the end of a citation",
    "act.undone": "taking something back",
}

# What the history can be narrowed to: the beginnings of acts, or whole ones.
NOUNS = {
    "Notes and statements": (
        "note",
        "notes",
        "input",
        "inputs",
        "statement",
        "workshop.summarised",
    ),
    "Themes": ("theme", "themes", "tag", "statements", "proposal", "sample"),
    "Encouragements": ("encouragement",),
    "Reviews": ("review", "objection"),
    "Document": ("document",),
    "People and set-up": (
        "edition",
        "door",
        "member",
        "person",
        "workshop.added",
        "workshop.changed",
        "workshop.removed",
    ),
    "Acts taken back": ("act",),
}
