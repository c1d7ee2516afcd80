"""Publishing: what is approved is frozen as the next number of the document."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.models import Edition, Member, OutcomeDocument
from hrgl.core.permissions import Permission, require
from hrgl.core.zones import in_zone
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.formats.writers.differences import Difference, Touches, differences
from hrgl.formats.writers.document import Document, Section, as_one_line
from hrgl.formats.writers.frozen import canonical, parse, sha256
from hrgl.notes.statements import StatementView, from_all_statements
from hrgl.outcome.drafting import built_document
from hrgl.outcome.numbers import adopted_number, number_that_stands, published
from hrgl.outcome.printing import day_in_words
from hrgl.outcome.readiness import publication_blockers


@dataclass(frozen=True)
class NextNumber:
    """What would be published now.

    `document` is what is frozen, but for the day; `seen` tells one state of it from another;
    `unchanged`: the number that stands holds the same; `since_adoption`: what differs from the
    number that was adopted, if one was.
    """

    number: int
    document: Document
    seen: str
    unchanged: bool
    adopted: int | None
    since_adoption: tuple[Difference, ...]

    @property
    def beyond_remarks(self) -> tuple[Difference, ...]:
        """What differs in the words that were adopted, which no later number may."""
        return tuple(each for each in self.since_adoption if each.touches is Touches.WORDS)


@from_all_statements
def next_number(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> NextNumber:
    """What would be published now, whether or not something is still in the way."""
    edition = session.get_one(Edition, edition_id)
    numbers = published(session, edition_id=edition_id)
    number = numbers[0].number + 1 if numbers else 1
    document = built_document(session, edition, number=number, status="", rows=rows)
    standing, adopted = number_that_stands(numbers), adopted_number(numbers)
    if adopted is not None:
        document = _standing_on(parse(adopted.content), document)
    seen = document_digest(document)
    return NextNumber(
        number,
        document,
        seen,
        standing is not None and document_digest(parse(standing.content)) == seen,
        adopted.number if adopted else None,
        _since(parse(adopted.content), document) if adopted else (),
    )


def publish(
    session: Session, actor: Member, *, title_typed: str, seen: str | None = None
) -> OutcomeDocument:
    """Freeze the approved wordings of all places as the next number of the document.

    `title_typed` is the document's title, which whoever publishes types once; `seen` is the digest
    of the next number as it stood on the screen.
    """
    require(actor, Permission.PUBLISH)
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    missing = publication_blockers(session, edition_id=edition.id)
    if missing:
        raise NotNow(" ".join(missing))
    coming = next_number(session, edition_id=edition.id)
    if seen is not None and seen != coming.seen:
        raise OutOfDate(
            "The document has changed after you had looked at it. Nothing was published: read it "
            "as it stands now, then publish."
        )
    _refuse_another_title(coming.document, title_typed)
    _refuse_unless_it_may_follow(coming)
    moment = now()
    day = day_in_words(in_zone(moment, edition.time_zone).date())
    told = f"Number {coming.number}, published on {day}."
    content = canonical(replace(coming.document, status=told))
    row = OutcomeDocument(
        edition_id=edition.id,
        number=coming.number,
        content=content,
        sha256=sha256(content),
        member_id=actor.id,
        published_at=moment,
    )
    session.add(row)
    audit.record(session, actor, "document.published", row, number=row.number, sha256=row.sha256)
    return row


def _standing_on(adopted: Document, document: Document) -> Document:
    """A later number rests on what the adopted one rested on, whatever was withdrawn since."""
    if adopted.format == 1:
        return document
    before = {each.place: each for each in adopted.sections}
    resting = (_resting_on(before.get(each.place, each), each) for each in document.sections)
    return replace(
        document,
        sections=tuple(resting),
        method=adopted.method,
        organisations=adopted.organisations,
        workshops=adopted.workshops,
        comments=adopted.comments,
    )


def _resting_on(before: Section, now_said: Section) -> Section:
    return replace(
        now_said,
        citations=before.citations,
        heard=before.heard,
        minority=before.minority,
        earlier=before.earlier,
    )


def document_digest(document: Document) -> str:
    """What tells one state of a document from another, whatever its number and the day."""
    return sha256(canonical(replace(document, number=None, status="", candidates=(), themes=())))


def _since(adopted: Document, document: Document) -> tuple[Difference, ...]:
    """What differs but for the number and the day.

    What was adopted before there was a form had none that a later number could change.
    """
    if adopted.format == 1:
        groups = {each.place: each.group for each in document.sections}
        sections = (replace(each, group=groups.get(each.place, "")) for each in adopted.sections)
        adopted = replace(adopted, form=document.form, sections=tuple(sections))
    return differences(replace(adopted, number=document.number, status=""), document)


def _refuse_another_title(document: Document, typed: str) -> None:
    if _plainly(typed) != _plainly(document.form.name):
        raise NotValid(
            f"To publish, please type the document’s title: {as_one_line(document.form.name)}",
            "title_typed",
        )


def _plainly(title: str) -> str:
    return normalize("NFC", as_one_line(title)).casefold()


def _refuse_unless_it_may_follow(coming: NextNumber) -> None:
    if coming.unchanged:
        raise NotNow("Nothing has changed since the last number was published.")
    if coming.beyond_remarks:
        told = " ".join(each.sentence for each in coming.beyond_remarks)
        raise NotNow(
            f"Number {coming.adopted} was adopted: later numbers may differ in remarks only. "
            f"This does, too: {told}"
        )
