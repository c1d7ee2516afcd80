"""News: what others have done in an edition since somebody's page was drawn."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from hrgl.core.models import AuditEntry, Member

# An act stands under its own name or under its noun; one and many.
_NOUNS = {
    "input.sent": ("new input", "new inputs"),
    "note.added": ("new note", "new notes"),
    "notes.imported": ("import of notes", "imports of notes"),
    "input": ("step with an input", "steps with inputs"),
    "note": ("edited note", "edited notes"),
    "workshop": ("summary of a workshop", "summaries of workshops"),
    "themes.proposed": ("new proposal of themes", "new proposals of themes"),
    "proposal.asked_for": ("question for a proposal", "questions for a proposal"),
    "theme": ("change to themes", "changes to themes"),
    "sample": ("second look at a statement", "second looks at statements"),
    "statement": ("change to statements", "changes to statements"),
    "encouragement": ("change to encouragements", "changes to encouragements"),
    "review": ("new review", "new reviews"),
    "objection": ("answer to an objection", "answers to objections"),
    "document": ("step of the outcome document", "steps of the outcome document"),
    "act": ("act taken back", "acts taken back"),
    "door": ("change to a door", "changes to doors"),
    "member": ("change to the people", "changes to the people"),
    "edition": ("change to the edition", "changes to the edition"),
    "": ("other change", "other changes"),
}
_SAME_AS = {
    "inputs": "input",
    "proposal": "theme",
    "tag": "theme",
    "statements": "statement",
    "statements.moved": "theme",
    "statements.queued": "theme",
    "notes": "note",
}


@dataclass(frozen=True)
class News:
    """How often others did what, by noun, in the order of the work."""

    counts: dict[str, int]

    @property
    def sentence(self) -> str:
        """ "3 new notes, 1 change to themes"; empty if nothing happened."""
        return ", ".join(f"{n} {_NOUNS[noun][n != 1]}" for noun, n in self.counts.items())


def since(session: Session, *, member_id: int, entry_id: int) -> News:
    """What others did in this member's edition after an audit entry."""
    edition_id = session.get_one(Member, member_id).edition_id
    query = (
        select(AuditEntry.act, func.count(col(AuditEntry.id)))
        .where(
            AuditEntry.edition_id == edition_id,
            col(AuditEntry.id) > entry_id,
            col(AuditEntry.member_id).is_distinct_from(member_id),
        )
        .group_by(AuditEntry.act)
    )
    found: Counter[str] = Counter()
    for act, count in session.exec(query).all():
        found[noun_of(act)] += count
    return News({noun: found[noun] for noun in _NOUNS if found[noun]})


def noun_of(act: str) -> str:
    """The noun under which an act is counted."""
    for name in (act, act.split(".")[0]):
        name = _SAME_AS.get(name, name)
        if name in _NOUNS:
            return name
    return ""
