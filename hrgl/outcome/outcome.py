"""The outcome document: drafted from what is approved, published as a snapshot, adopted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.enums import AdoptionMode, Stage, Support
from hrgl.core.models import Edition, Encouragement, Evidence, Member, OutcomeDocument
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.views import EncouragementView, list_encouragements
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from hrgl.formats.writers.document import (
    DEMONSTRATION,
    NO_HEADING_YET,
    Citation,
    Document,
    Section,
    ThemeSection,
    canonical,
    parse,
    sha256,
)
from hrgl.notes.heard import heard
from hrgl.notes.references import as_printed
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.outcome.readiness import publication_blockers
from hrgl.themes.board import board


def publish(session: Session, actor: Member, *, seen: str | None = None) -> OutcomeDocument:
    """Freeze the approved wordings of all places as the next number of the document.

    `seen` is the digest of the document that stood on the screen.
    """
    require(actor, Permission.PUBLISH)
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    missing = publication_blockers(session, edition_id=edition.id)
    if missing:
        raise NotNow(" ".join(missing))
    if seen is not None and seen != draft_digest(current_document(session, edition_id=edition.id)):
        raise OutOfDate(
            "The document has changed after you had looked at it. Nothing was published: read it "
            "as it stands now, then publish."
        )
    number = len(published(session, edition_id=edition.id)) + 1
    status = f"Number {number}, published on {_day(now().date())}."
    content = canonical(_document(session, edition, number, status))
    latest = published(session, edition_id=edition.id)[:1]
    if latest and _same_text(latest[0].content, content):
        raise NotNow("Nothing has changed since the last number was published.")
    row = OutcomeDocument(
        edition_id=edition.id,
        number=number,
        content=content,
        sha256=sha256(content),
        member_id=actor.id,
    )
    session.add(row)
    audit.record(session, actor, "document.published", row, number=number, sha256=row.sha256)
    return row


def draft_digest(document: Document) -> str:
    """What tells one state of a draft from another; the day it is drafted on does not count."""
    return sha256(canonical(replace(document, status="", candidates=(), themes=())))


def _same_text(before: str, after: str) -> bool:
    return parse(before).sections == parse(after).sections


def record_adoption(
    session: Session,
    actor: Member,
    *,
    number: int,
    adopted_by: str,
    mode: AdoptionMode,
    adopted_on: date,
) -> OutcomeDocument:
    """Note which body adopted a number of the document, how and when."""
    require(actor, Permission.PUBLISH)
    row = session.exec(
        select(OutcomeDocument).where(
            OutcomeDocument.edition_id == actor.edition_id, OutcomeDocument.number == number
        )
    ).first()
    if row is None:
        raise NotFound(f"There is no number {number} of the document yet.")
    if row.adopted_on is not None:
        raise NotNow(f"Number {number} has been {row.adoption_mode} already.")
    if not adopted_by.strip():
        raise NotValid("Please name the body that adopted it.", "adopted_by")
    row.adopted_by, row.adoption_mode, row.adopted_on = adopted_by.strip(), mode, adopted_on
    audit.record(session, actor, "document.adopted", row, number=number, mode=mode.value)
    return row


def published(session: Session, *, edition_id: int) -> list[OutcomeDocument]:
    """All numbers of the document, latest first."""
    query = (
        select(OutcomeDocument)
        .where(OutcomeDocument.edition_id == edition_id)
        .order_by(col(OutcomeDocument.number).desc())
    )
    return list(session.exec(query).all())


def genuine(row: OutcomeDocument) -> bool:
    """Whether a published document still is what its digest says."""
    return sha256(row.content) == row.sha256


@from_all_statements
def current_document(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> Document:
    """The latest published number, or else the draft as it stands."""
    numbers = published(session, edition_id=edition_id)
    if numbers:
        return parse(numbers[0].content)
    return draft_document(session, edition_id=edition_id, rows=rows)


@from_all_statements
def draft_document(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> Document:
    """The document as it stands now, with candidates and themes."""
    edition = session.get_one(Edition, edition_id)
    approved = sum(
        1 for d in list_encouragements(session, edition_id=edition_id) if d.place and d.approved
    )
    of = f" of {edition.places}" if edition.places else ""
    status = f"Draft of {_day(now().date())}: {approved}{of} encouragements approved."
    return _document(session, edition, None, status, rows)


def _document(
    session: Session,
    edition: Edition,
    number: int | None,
    status: str,
    rows: Sequence[StatementView] | None = None,
) -> Document:
    rows = list_statements(session, edition_id=edition.id) if rows is None else rows
    cited = evidence(session, edition_id=edition.id, rows=rows)
    every = [
        d
        for d in list_encouragements(session, edition_id=edition.id)
        if d.stage is not Stage.SET_ASIDE
    ]
    draft = number is None
    return Document(
        edition=edition.code,
        series=edition.series,
        title=edition.title,
        question=edition.question,
        dates=_dates(edition),
        number=number,
        status=status,
        notice=DEMONSTRATION if edition.demonstration else "",
        sections=tuple(_section(d, cited) for d in every if d.place),
        candidates=tuple(_section(d, cited) for d in every if not d.place) if draft else (),
        themes=_themes(session, edition.id, rows) if draft else (),
    )


def _section(
    d: EncouragementView, everything: dict[int, list[tuple[StatementView, Support]]]
) -> Section:
    cited = sorted(
        everything.get(d.id, []), key=lambda pair: (list(Support).index(pair[1]), pair[0].reference)
    )
    return Section(
        place=d.place,
        heading=d.heading or NO_HEADING_YET,
        explanation=as_printed(d.explanation),
        examples=as_printed(d.examples),
        remarks=as_printed(d.remarks),
        heard=heard(tuple(s for s, _ in cited)) if cited else "",
        citations=tuple(_citation(s, support.value) for s, support in cited),
        minority=tuple(o.reason for o in d.overruled) if d.rule.minority_printed else (),
    )


def _citation(s: StatementView, support: str) -> Citation:
    return Citation(s.reference, support, s.text, s.workshop, s.who)


@from_all_statements
def evidence(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> dict[int, list[tuple[StatementView, Support]]]:
    """The statements cited in each encouragement, by its id, and as what."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    by_id = {s.id: s for s in rows}
    query = (
        select(Evidence)
        .join(Encouragement, col(Encouragement.id) == Evidence.encouragement_id)
        .where(Encouragement.edition_id == edition_id)
    )
    found: dict[int, list[tuple[StatementView, Support]]] = {}
    for e in session.exec(query).all():
        found.setdefault(e.encouragement_id, []).append((by_id[e.statement_id], e.support))
    return found


def _themes(
    session: Session, edition_id: int, rows: Sequence[StatementView]
) -> tuple[ThemeSection, ...]:
    return tuple(
        ThemeSection(t.name, t.description, tuple(_citation(s, "") for s in t.statements))
        for t in board(session, edition_id=edition_id, rows=rows, read=False).themes
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _dates(edition: Edition) -> str:
    if edition.starts is None or edition.ends is None:
        return ""
    if (edition.starts.year, edition.starts.month) == (edition.ends.year, edition.ends.month):
        return f"{edition.starts.day}–{_day(edition.ends)}"
    return f"{_day(edition.starts)} – {_day(edition.ends)}"
