"""The outcome document as a value: the number whose words hold, or the draft as it stands."""

from collections.abc import Sequence

from sqlmodel import Session

from hrgl.core.columns import now
from hrgl.core.models import Edition
from hrgl.core.zones import in_zone
from hrgl.encouragements.views import list_encouragements
from hrgl.formats.writers.document import Document
from hrgl.notes.statements import StatementView, from_all_statements
from hrgl.outcome.drafting import built_document
from hrgl.outcome.numbers import as_it_stands, binding_number, published
from hrgl.outcome.printing import day_in_words


@from_all_statements
def current_document(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> Document:
    """The number whose words hold, as it is printed, or else the draft as it stands."""
    numbers = published(session, edition_id=edition_id)
    binding = binding_number(numbers)
    if binding is not None:
        zone = session.get_one(Edition, edition_id).time_zone
        return as_it_stands(binding, numbers, zone=zone)
    return draft_document(session, edition_id=edition_id, rows=rows)


@from_all_statements
def draft_document(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> Document:
    """The document as it stands now, with candidates and themes."""
    edition = session.get_one(Edition, edition_id)
    every = list_encouragements(session, edition_id=edition_id)
    approved = sum(1 for each in every if each.place and each.approved)
    of = f" of {edition.places}" if edition.places else ""
    day = day_in_words(in_zone(now(), edition.time_zone).date())
    status = f"Draft of {day}: {approved}{of} encouragements approved."
    return built_document(session, edition, number=None, status=status, every=every, rows=rows)
