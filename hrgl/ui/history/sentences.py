"""Audit entries as plain sentences: "Mira merged “Money” into “Budget” (9 statements)".

Each names what it is about: by place and heading, by title, or by reference.
"""

from collections.abc import Callable

from hrgl.core.audit import Happening
from hrgl.core.enums import Role
from hrgl.core.permissions import ROLE_NAMES
from hrgl.core.telling import MOST_NAMED, Told
from hrgl.notes.references import short


def sentence(entry: Happening) -> str:
    """What one entry says to a person."""
    if entry.took_back is not None:
        done = "did again" if entry.again else "took back"
        return f"{entry.who} {done}: {sentence(entry.took_back)}"
    told = TOLD.get(entry.act, entry.act.replace(".", " "))
    return f"{entry.who} {told.format_map(_Words(entry.detail))}"


class _Words(dict[str, str]):
    """What a detail, or what follows from several, is called in a sentence."""

    def __init__(self, detail: Told) -> None:
        super().__init__()
        self.detail = detail

    def __missing__(self, key: str) -> str:
        if key in _DERIVED:
            return _DERIVED[key](self.detail)
        return _plain(key, self.detail[key]) if key in self.detail else "what is not known any more"


def _plain(key: str, value: object) -> str:
    if value is None:
        return "–"
    if key in {"reference", "other"}:
        return short(str(value))
    if key == "role":
        return ROLE_NAMES[Role(str(value))]
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _WORDS.get(str(value), str(value))


def _count(value: object, noun: str) -> str:
    number = len(value) if isinstance(value, list) else int(str(value or 0))
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _all_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _listed(told: Told, key: str) -> list[str]:
    value = told.get(key)
    return [str(each) for each in value] if isinstance(value, list) else []


def _statements(told: Told) -> str:
    """ "A1-07 and B2-03", or of many how many they are and the first of them."""
    count = _count(told.get("statements"), "statement")
    first = [short(each) for each in _listed(told, "references")]
    if not first:
        return count
    all_named = len(first) == len(_listed(told, "statements"))
    return _all_of(first) if all_named else f"{count} ({', '.join(first)} and others)"


def _names(told: Told) -> str:
    names = [f"“{each}”" for each in _listed(told, "names")]
    more = len(names) - MOST_NAMED
    if more > 1:
        names = [*names[:MOST_NAMED], f"{more} more themes"]
    return _all_of(names) if names else _count(told.get("themes"), "theme")


def _it(told: Told) -> str:
    place = told.get("place")
    return f"{f'place {place}' if place else 'the candidate'} “{told.get('heading')}”"


def _objection(told: Told) -> str:
    whose = f"{told['objector']}’s objection" if "objector" in told else "an objection"
    return f"{whose} to wording {told['wording']} of" if "wording" in told else f"{whose} to"


def _whereto(told: Told) -> str:
    if "cited" not in told:  # an entry of 0.1: cited ones were counted among them
        return f"{_count(told.get('statements'), 'statement')} stood in it"
    verb = "went back to the queue"
    return f"{_count(told.get('statements'), 'statement')} {verb}{_staying(told)}"


def _staying(told: Told) -> str:
    cited = int(str(told.get("cited") or 0))
    return f", {cited} {'stays' if cited == 1 else 'stay'} cited" if cited else ""


_DERIVED: dict[str, Callable[[Told], str]] = {
    "statements": _statements,
    "count": lambda told: _count(told.get("statements"), "statement"),
    "files": lambda told: _count(told.get("files"), "file"),
    "themes": lambda told: _count(told["themes"], "theme") if told.get("themes") else "themes",
    "names": _names,
    "it": _it,
    "where": lambda told: f"place {told['place']}" if told.get("place") else "the candidates",
    "objection": _objection,
    "answered": lambda told: "accepted" if told.get("accepted") else "declined",
    "looked": lambda told: "looked through" if told.get("reviewed") else "not looked through yet",
    "whereto": _whereto,
    "staying": _staying,
}
_WORDS = {
    "supports": "support",
    "agree": "agreed to",
    "live_with": "can live with",
    "object": "objected to",
    "waiting": "waits to be read",
    "taken": "a note now",
    "moderated": "open, inputs are read first",
}
TOLD = {
    "edition.begun": "began edition {code}",
    "edition.loaded": "loaded edition {code}",
    "edition.described": "changed title, question or dates of the edition “{title}”",
    "edition.rules_set": "set the rules: {places} places, quorum {quorum}, "
    "groups shown from {smallest_group}, said by: {attribution}",
    "workshop.added": "added the workshop {code}",
    "workshop.changed": "changed the plan of {code}",
    "workshop.removed": "removed the workshop {code}",
    "member.added": "added {member} as {role}",
    "member.changed": "changed the name or role of {member} (now {role})",
    "member.closed": "ended the part of {member} in the edition",
    "member.reopened": "gave {member} their part in the edition back",
    "member.signed_out": "signed {member} out everywhere",
    "member.invited": "made a link with which {member} can set their password",
    "person.erased": "erased a person’s words and names ({count}, {places} other places)",
    "note.added": "wrote a note in {code}: {statements}",
    "notes.imported": "imported {files} into {workshops} ({count})",
    "note.revised": "edited a note in {code}: {statements}",
    "door.set": "set the door of {code} to {state}",
    "door.renewed": "gave the door of {code} another link",
    "input.sent": "sent an input into {code} ({count}, {state})",
    "input.taken": "took an input into {code}: {statements}",
    "input.declined": "declined an input into {code}",
    "inputs.declined": "declined {number} inputs into {code} for one reason",
    "input.corrected": "corrected an input into {code} before it was read",
    "input.withdrawn": "withdrew an input into {code}: {statements}",
    "statement.withdrawn": "withdrew {reference}",
    "statement.marked": "marked what {reference} is",
    "statement.split": "split {reference} into {into}",
    "statements.joined": "joined {joined} into {into}",
    "workshop.summarised": "wrote the summary of {code}",
    "proposal.asked_for": "asked for a proposal of {themes}",
    "proposal.stopped": "stopped the making of a proposal",
    "themes.proposed": "received a proposal of {themes}",
    "proposal.adopted": "took over {names} from a proposal",
    "sample.placed": "gave {reference} a second look",
    "theme.created": "began the theme “{name}” ({count})",
    "theme.renamed": "renamed “{before}” to “{name}”",
    "theme.merged": "merged “{name}” into “{into}” ({count})",
    "theme.split": "split “{name}”: {count} went to {into}",
    "theme.dissolved": "dissolved “{name}” ({whereto})",
    "theme.reviewed": "noted that “{name}” is {looked}",
    "tag.confirmed": "tagged “{name}” with {tag}",
    "tag.refused": "decided that “{name}” does not touch {tag}",
    "tag.removed": "took the tag {tag} off “{name}”",
    "statements.moved": "moved {statements} to “{name}”",
    "statements.queued": "took {statements} out of their themes{staying}",
    "statements.set_aside": "set {statements} aside: {because}",
    "statements.brought_back": "brought {statements} back",
    "statement.same_as": "counted {reference} as the same as {other}",
    "statements.same_as": "counted {statements} as the same as {other}",
    "statements.tied": "asked that {statements} be kept {how}",
    "statements.untied": "let go of what kept {statements} together or apart",
    "encouragement.worded": "drafted the candidate “{heading}”",
    "encouragement.reworded": "wrote wording {wording} of {it}",
    "encouragement.remarked": "wrote remarks on {it}",
    "encouragement.placed": "moved “{heading}” to {where}",
    "encouragement.submitted": "submitted wording {wording} of {it} for review",
    "encouragement.set_aside": "set {it} aside",
    "encouragement.brought_back": "brought {it} back",
    "encouragement.cited": "cited {statements} as {support} for {it}",
    "encouragement.uncited": "took {statements} out of the evidence for {it}",
    "review.given": "{verdict} wording {wording} of {it}",
    "objection.answered": "answered {objection} {it}: {answered}",
    "document.published": "published number {number} of the document",
    "act.undone": "took back what had been done: {what}",
    "document.adopted": "noted that number {number} of the document was {mode}",
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
