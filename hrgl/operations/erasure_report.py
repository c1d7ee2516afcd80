"""What of an erased person stays, because it never changes, and what can be done about it."""

import json
from collections import Counter
from collections.abc import Collection, Iterator

from sqlmodel import Session, SQLModel, col, select

from hrgl.core.likeness import Like
from hrgl.core.masking import Names, folded_name
from hrgl.core.models import (
    Amendment,
    Answer,
    AuditEntry,
    Clustering,
    Comment,
    DocumentForm,
    EarlierSummary,
    Edition,
    Encouragement,
    GroupHeading,
    Input,
    Job,
    MarginNote,
    MeetingDecision,
    Member,
    Note,
    NoteDraft,
    OutcomeDocument,
    ReturnedDraft,
    Review,
    Ruling,
    Statement,
    Theme,
    Translation,
    Wording,
    WordingDraft,
    Workshop,
)
from hrgl.formats.writers.frozen import parse
from hrgl.operations.erasure import open_texts
from hrgl.operations.erasure_search import PersonToErase

_PLACES: dict[type[SQLModel], str] = {
    Amendment: "an amendment",
    Note: "notes of",
    NoteDraft: "drafts of",
    Input: "inputs of",
    Statement: "statements of",
    Workshop: "summaries",
    EarlierSummary: "earlier summaries",
    Theme: "themes",
    Encouragement: "encouragements",
    GroupHeading: "headings",
    Translation: "translations",
    WordingDraft: "drafts of wordings",
    Comment: "comments of",
    ReturnedDraft: "names of Word files",
    MarginNote: "notes in the margins of Word files",
    Job: "long work",
}
_MOST_ALIKE = 30


def left(
    session: Session, *, edition_id: int, person: PersonToErase, references: Collection[str]
) -> list[str]:
    """Every place of an edition that still names a person or cites them, with the way out."""
    name = Names(person.names)
    return [
        *_plans(session, edition_id, name),
        *_wordings(session, edition_id, name),
        *_signed(session, edition_id, name),
        *_documents(session, edition_id, name, set(references)),
        *_records(session, edition_id, name),
        *_namesakes(session, edition_id, person),
        *_alike(session, edition_id, person),
    ]


def _plans(session: Session, edition_id: int, name: Names) -> Iterator[str]:
    edition = session.get_one(Edition, edition_id)
    texts = (edition.series, edition.title, edition.question, _as_text(edition.facts))
    if any(name.search(text) for text in texts):
        yield "The plan of the edition names them: change it on the page Setup."
    query = select(DocumentForm).where(DocumentForm.edition_id == edition_id)
    forms = (row.model_dump(mode="json") for row in session.exec(query).all())
    if any(name.search(_as_text(form)) for form in forms):
        yield (
            "The form of the document names them: change it on the page Setup, as far as nothing "
            "is published yet."
        )
    for room in session.exec(select(Workshop).where(Workshop.edition_id == edition_id)).all():
        if name.search(f"{room.title}\n{room.question}"):
            yield f"The plan of workshop {room.code} names them: change it on the page Setup."


def _as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _wordings(session: Session, edition_id: int, name: Names) -> Iterator[str]:
    documents = select(OutcomeDocument.id).where(OutcomeDocument.edition_id == edition_id)
    published = session.exec(documents).first() is not None
    way_out = "it is published and stays" if published else "reword it"
    for wording, encouragement in _worded(session, edition_id):
        texts = (wording.heading, wording.explanation, wording.examples, wording.why)
        if name.search("\n".join(texts)):
            current = wording.number == encouragement.wording
            out = way_out if current else "an earlier wording stays as it was signed"
            yield f"{_which(wording, encouragement)} names them: {out}."


def _worded(session: Session, edition_id: int) -> list[tuple[Wording, Encouragement]]:
    query = (
        select(Wording, Encouragement)
        .join(Encouragement, col(Encouragement.id) == Wording.encouragement_id)
        .where(Encouragement.edition_id == edition_id)
        .order_by(col(Encouragement.place), col(Encouragement.id), col(Wording.number))
    )
    return list(session.exec(query).all())


def _which(wording: Wording, encouragement: Encouragement) -> str:
    place = encouragement.place
    where = f"place {place}" if place else f"candidate {encouragement.id}"
    return f"Wording {wording.number} of {where}"


def _signed(session: Session, edition_id: int, name: Names) -> Iterator[str]:
    by_id = {w.id: (w, e) for w, e in _worded(session, edition_id)}
    reviews = select(Review).where(col(Review.wording_id).in_(list(by_id))).order_by(col(Review.id))
    for review in session.exec(reviews).all():
        which = _which(*by_id[review.wording_id])
        if name.search(review.reason) or name.search(review.would_settle):
            yield f"{which}: the reason of a review names them. What was signed stays."
        answers = session.exec(select(Answer).where(Answer.review_id == review.id)).all()
        if any(name.search(answer.reason) for answer in answers):
            yield f"{which}: the answer to an objection names them. What was signed stays."
        rulings = session.exec(select(Ruling).where(Ruling.review_id == review.id)).all()
        if any(name.search(ruling.reason) for ruling in rulings):
            yield f"{which}: the ruling on an objection names them. What was signed stays."
    concluded = select(MeetingDecision).where(col(MeetingDecision.wording_id).in_(list(by_id)))
    for made in session.exec(concluded.order_by(col(MeetingDecision.id))).all():
        if name.search(made.reason):
            which = _which(*by_id[made.wording_id])
            yield f"{which}: the minutes of a meeting name them. What was signed stays."


def _documents(
    session: Session, edition_id: int, name: Names, references: set[str]
) -> Iterator[str]:
    query = select(OutcomeDocument).where(OutcomeDocument.edition_id == edition_id)
    for row in session.exec(query.order_by(col(OutcomeDocument.number))).all():
        cited = {c.reference for s in parse(row.content).sections for c in s.citations}
        theirs = len(cited & references)
        told = (row.adopted_by or "", row.adopted_at_place, row.adopted_as, row.marked_because)
        if theirs or any(name.search(text) for text in (row.content, *told)):
            also = f"cites {theirs} of their statements" if theirs else "names them"
            yield f"Number {row.number} of the document {also}. What is published never changes."


def _records(session: Session, edition_id: int, name: Names) -> Iterator[str]:
    made = select(Clustering.result).where(Clustering.edition_id == edition_id)
    proposals = sum(bool(name.search(_as_text(result))) for result in session.exec(made))
    if proposals:
        yield f"Proposals whose titles name them: {proposals}. The next proposal takes their place."
    entries = select(AuditEntry.detail, AuditEntry.changes).where(
        AuditEntry.edition_id == edition_id
    )
    found = session.exec(entries.execution_options(yield_per=500))
    told = sum(bool(name.search(_as_text([*row]))) for row in found)
    if told:
        yield f"Entries of the history that name them: {told}. The history stays whole."


def _namesakes(session: Session, edition_id: int, person: PersonToErase) -> Iterator[str]:
    names = {folded_name(each) for each in person.names}
    query = select(Member).where(
        Member.edition_id == edition_id, col(Member.account_id).is_not(None)
    )
    for member in session.exec(query).all():
        if folded_name(member.name) in names and member.account_id != person.account_id:
            yield (
                f"A {member.role.value} with an account bears the same name. If it is the same "
                "person, erase them by their e-mail address too."
            )


def _alike(session: Session, edition_id: int, person: PersonToErase) -> Iterator[str]:
    """Names that may be the person's too: a person decides, nothing of them is erased."""
    like = Like(person.names)
    counted: Counter[str] = Counter()
    places: dict[str, set[str]] = {}
    for place, text in _places(session, edition_id, person):
        for name in like.found(text):
            counted[name] += 1
            places.setdefault(name, set()).add(place)
    for name, number in counted.most_common(_MOST_ALIKE):
        times = "once" if number == 1 else f"{number} times"
        yield (
            f"Like it, but not erased: “{name}” ({times}: {', '.join(sorted(places[name]))}). "
            "If it is the same person, erase that name too, as it is written here; a single word "
            "you can only change by hand."
        )
    if len(counted) > _MOST_ALIKE:
        yield f"Like it, but not erased: {len(counted) - _MOST_ALIKE} more, each found less often."


def _places(session: Session, edition_id: int, person: PersonToErase) -> Iterator[tuple[str, str]]:
    rooms = select(Workshop.id, Workshop.code).where(Workshop.edition_id == edition_id)
    codes: dict[int, str] = dict(session.exec(rooms).all())
    for row, text in open_texts(session, edition_id):
        yield f"{_PLACES[type(row)]} {codes.get(getattr(row, 'workshop_id', 0), '')}".strip(), text
    names = {folded_name(name) for name in person.names}
    people = select(Member.name).where(
        Member.edition_id == edition_id, col(Member.account_id).is_not(None)
    )
    yield from (("people", each) for each in session.exec(people) if folded_name(each) not in names)
