"""The minutes of the Conference, put together from what was published, proposed and recorded."""

from sqlmodel import Session, col, select

from hrgl.core.models import AuditEntry, Edition, Member, OutcomeDocument
from hrgl.core.zones import clock_time, in_zone
from hrgl.errors import NotNow
from hrgl.formats.writers.conference_minutes import ConferenceMinutes, ProposedFor
from hrgl.formats.writers.document import Document, full_sentence
from hrgl.outcome.conference import (
    LocalProposal,
    consent_in_words,
    number_that_holds,
    proposals_by_place,
)
from hrgl.outcome.printing import day_in_words


def minutes_of_conference(session: Session, *, edition_id: int) -> ConferenceMinutes:
    """What was put before the Conference, what was proposed and what it did with it, so far."""
    edition = session.get_one(Edition, edition_id)
    found = number_that_holds(session, edition_id=edition_id)
    if found is None:
        raise NotNow("No number of the document stands, so there is nothing to keep minutes of.")
    row, document = found
    proposals = proposals_by_place(session, edition_id=edition_id)
    lead = document.form.lead_in
    return ConferenceMinutes(
        series=document.series,
        edition=document.title,
        notice=document.notice,
        when=day_in_words(row.adopted_on) if row.adopted_on else document.dates,
        where=row.adopted_at_place or document.form.place,
        presented=(
            *_presented(document, row, edition),
            *consent_in_words(session, edition_id=edition_id),
        ),
        proposed=tuple(
            ProposedFor(
                section.place or 0,
                full_sentence(lead, section.heading),
                tuple(map(_told, proposals.get(section.place or 0, ()))),
            )
            for section in document.sections
        ),
        adoption=document.adoption,
        recorded=_recorded(session, row, edition),
    )


def _presented(document: Document, row: OutcomeDocument, edition: Edition) -> tuple[str, ...]:
    count = len(document.sections)
    published = day_in_words(in_zone(row.published_at, edition.time_zone).date())
    return (
        f"{document.form.name} “{document.title}”, number {row.number}, published on {published}, "
        f"with {count} encouragement{'' if count == 1 else 's'}.",
        f"SHA-256 {row.sha256}",
    )


def _told(proposed: LocalProposal) -> str:
    """A proposal on one line of the minutes, and what may be told of where it came from."""
    alike = f"{proposed.alike} that look like one another" if proposed.alike > 1 else ""
    more = ", ".join(filter(None, (proposed.room, alike)))
    return f"{proposed.text} ({more})" if more else proposed.text


def _recorded(session: Session, row: OutcomeDocument, edition: Edition) -> str:
    """Who noted the adoption, and when: it may be later than it was adopted."""
    query = (
        select(AuditEntry.at, Member.name)
        .join(Member, col(Member.id) == AuditEntry.member_id)
        .where(
            AuditEntry.act == "document.adopted",
            AuditEntry.subject_id == row.id,
            AuditEntry.edition_id == edition.id,
        )
        .order_by(col(AuditEntry.id).desc())
    )
    found = session.exec(query.limit(1)).first()
    if found is None:
        return ""
    at = in_zone(found[0], edition.time_zone)
    return f"Noted by {found[1]} on {day_in_words(at.date())}, {clock_time(at)}."
