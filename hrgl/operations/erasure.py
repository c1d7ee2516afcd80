"""Erasure: a person's words and names taken out of an edition, but for what never changes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, SQLModel, col, delete, select

from hrgl.core import audit, changes
from hrgl.core.columns import table_of
from hrgl.core.database import fetch
from hrgl.core.enums import Attribution, InputState, Withdrawal
from hrgl.core.masking import Names, blackened, folded_name, is_black
from hrgl.core.models import (
    Amendment,
    Comment,
    EarlierSummary,
    Edition,
    Embedding,
    Encouragement,
    Evidence,
    GroupHeading,
    Input,
    Job,
    MarginNote,
    Member,
    Note,
    NoteDraft,
    Placement,
    ReturnedDraft,
    Spot,
    Statement,
    Theme,
    Translation,
    WordingDraft,
    Workshop,
)
from hrgl.core.permissions import Permission, require
from hrgl.core.vector_store import text_digest
from hrgl.operations.erasure_accounts import end_part, forget_addresses
from hrgl.operations.erasure_search import PersonToErase

BECAUSE = "erased at the person’s request"
_CHUNK = 500
# where people may still change what stands there, so that a name can be blackened in place
_OPEN: tuple[tuple[type[SQLModel], tuple[str, ...]], ...] = (
    (Note, ("text", "speaker", "organisation", "source_name")),
    (NoteDraft, ("text",)),
    (Input, ("text", "speaker", "because")),
    (Statement, ("context", "withdrawn_because", "set_aside_because")),
    (Workshop, ("summary",)),
    (EarlierSummary, ("text",)),
    (Theme, ("name", "description", "flag", "not_taken_up_because")),
    (Encouragement, ("remarks", "set_aside_because")),
    (GroupHeading, ("heading",)),
    (WordingDraft, ("heading", "explanation", "examples", "remarks")),
    (Translation, ("text",)),
    (Comment, ("text", "reason", "reaction_words")),
    (
        Amendment,
        (
            "after",
            "reason",
            "author",
            "dated",
            "recommendation_reason",
            "outcome_reason",
            "taken_words",
        ),
    ),
    (ReturnedDraft, ("name",)),
    (MarginNote, ("author", "dated", "quote", "text", "why_unplaced", "settled_because")),
    (Job, ("message",)),
)


@dataclass(frozen=True)
class Erased:
    """What was done in one edition."""

    notes: int
    inputs: int
    statements: int
    citations: int
    freed: int
    places: int
    drafts: int
    parts: int
    accounts: int
    references: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether the edition held anything of the person that could be erased."""
        return bool(self.notes + self.inputs + self.places + self.drafts + self.parts)


def erase(session: Session, actor: Member, *, person: PersonToErase) -> Erased:
    """Take a person's words and names out of the actor's edition; nothing brings them back."""
    require(actor, Permission.SET_UP)
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    rows = {model: _rows(session, model, edition.id) for model, _ in _OPEN}
    theirs = _theirs(rows[Note], person)
    statements = [s for s in rows[Statement] if s.note_id in theirs]
    _forget_vectors(session, rows, theirs, person)
    ended = end_part(session, edition.id, person)
    citations = _withdraw(session, statements)
    freed = _free(rows[Statement], statements)
    _blacken(theirs.values())
    forgotten = forget_addresses(session, edition.id, person, rows[Input], theirs)
    inputs = _take_back(rows[Input], person)
    places = _mask(rows, person) + forgotten
    references = tuple(s.reference for s in statements)
    erased = Erased(
        len(theirs), inputs, len(statements), citations, freed, places, *ended, references
    )
    session.flush()
    # what is noted of changed rows holds their former words, and an entry stays for ever
    changes.take_changes(session)
    if erased.anything:
        audit.record(
            session,
            actor,
            "person.erased",
            edition,
            notes=erased.notes,
            inputs=inputs,
            statements=erased.statements,
            citations=citations,
            places=places,
        )
    return erased


def open_texts(session: Session, edition_id: int) -> Iterator[tuple[SQLModel, str]]:
    """All texts of an edition in which a name can still be blackened, each with its row."""
    for model, fields in _OPEN:
        for row in _rows(session, model, edition_id):
            yield from ((row, text) for field in fields if (text := getattr(row, field)))


def _rows(session: Session, model: type[SQLModel], edition_id: int) -> list[Any]:
    columns: Any = model
    belongs: ColumnElement[bool]
    if hasattr(model, "edition_id"):
        belongs = columns.edition_id == edition_id
    elif hasattr(model, "encouragement_id"):
        worded = select(Encouragement.id).where(Encouragement.edition_id == edition_id)
        belongs = columns.encouragement_id.in_(worded)
    else:
        rooms = select(Workshop.id).where(Workshop.edition_id == edition_id)
        belongs = columns.workshop_id.in_(rooms)
    return list(session.exec(select(model).where(belongs)).all())


def _theirs(notes: Sequence[Note], person: PersonToErase) -> dict[int, Note]:
    """The person's notes, with those they were edited from and into."""
    names = {folded_name(name) for name in person.names}
    by_id = {note.id: note for note in notes}
    found = {note.id for note in notes if note.speaker and folded_name(note.speaker) in names}
    before: dict[int, list[int]] = {}
    for note in notes:
        if note.replaced_by_id is not None:
            before.setdefault(note.replaced_by_id, []).append(note.id)
    waiting = list(found)
    while waiting:
        note = by_id[waiting.pop()]
        after = [] if note.replaced_by_id is None else [note.replaced_by_id]
        near = {*before.get(note.id, []), *after} - found
        found |= near
        waiting += near
    return {each: by_id[each] for each in sorted(found)}


def _blacken(notes: Iterable[Note]) -> None:
    for note in notes:
        note.text, note.speaker, note.organisation = blackened(note.text), None, None
        note.attribution = Attribution.NONE


def _take_back(inputs: Sequence[Input], person: PersonToErase) -> int:
    """What the person sent and nobody has made a note of: nothing of it stays."""
    names = {folded_name(name) for name in person.names}
    found = [row for row in inputs if row.speaker and folded_name(row.speaker) in names]
    for row in found:
        row.text, row.speaker, row.attribution = "", None, Attribution.NONE
        row.state, row.because = InputState.WITHDRAWN, BECAUSE
    return len(found)


def _forget_vectors(
    session: Session,
    rows: dict[type[SQLModel], list[Any]],
    theirs: Collection[int],
    person: PersonToErase,
) -> None:
    """Vectors, and spots on maps, tell of the text they were made from; they are made anew."""
    name = Names(person.names)
    texts = {note.id: note.text for note in rows[Note]}
    spans = [(s.note_id, texts[s.note_id][s.start : s.end]) for s in rows[Statement]]
    keys = sorted(
        {text_digest(said) for note, said in spans if note in theirs or name.search(said)}
    )
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        session.exec(delete(Embedding).where(col(Embedding.text_sha256).in_(some)))
        session.exec(delete(Spot).where(col(Spot.text_sha256).in_(some)))


def _withdraw(session: Session, statements: Sequence[Statement]) -> int:
    citations = 0
    ids = [statement.id for statement in statements]
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        cited = session.exec(delete(Evidence).where(col(Evidence.statement_id).in_(some)))
        citations += cited.rowcount
        session.exec(delete(Placement).where(col(Placement.statement_id).in_(some)))
    for statement in statements:
        statement.withdrawal, statement.withdrawn_because = Withdrawal.ERASED, BECAUSE
        statement.set_aside_because = None
        statement.same_as_id, statement.context = None, ""
    return citations


def _free(every: Sequence[Statement], erased: Sequence[Statement]) -> int:
    """What others said was counted as the same as an erased statement stands for itself again."""
    ids = {statement.id for statement in erased}
    freed = [statement for statement in every if statement.same_as_id in ids]
    for statement in freed:
        statement.same_as_id = None
    return len(freed)


def _mask(rows: dict[type[SQLModel], list[Any]], person: PersonToErase) -> int:
    name, places = Names(person.names), 0
    for model, fields in _OPEN:
        nullable = table_of(model).c
        for row in rows[model]:
            for field in fields:
                before = getattr(row, field)
                after = name.masked(before) if before else before
                if after != before:
                    empty = is_black(after) and field in {"speaker", "organisation"}
                    setattr(row, field, None if empty and nullable[field].nullable else after)
                    places += 1
    return places
