"""Which published numbers everybody may read, and what there is beside each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote

from sqlmodel import Session, col, select

from hrgl.core.models import DocumentForm, Edition, OutcomeDocument
from hrgl.formats.writers.document import Document
from hrgl.outcome.numbers import as_it_stands, number_that_stands


@dataclass(frozen=True)
class KnownNumber:
    """A published number as it is printed today."""

    edition: Edition
    row: OutcomeDocument
    document: Document

    @property
    def number(self) -> int:
        """The number."""
        return self.row.number

    @property
    def address(self) -> str:
        """Where it is read, for ever, if it is public."""
        return f"/outcome/{quote(self.edition.code, safe='')}/{self.row.number}"


@dataclass(frozen=True)
class KnownEdition:
    """An edition with its published numbers, latest first; `standing` was not withdrawn."""

    edition: Edition
    numbers: tuple[KnownNumber, ...]
    standing: KnownNumber | None

    @property
    def latest(self) -> KnownNumber:
        """The number to read: the latest that stands, or else the latest of all."""
        return self.standing or self.numbers[0]


def known_editions(
    session: Session, *, edition_id: int | None = None, public_only: bool = False
) -> list[KnownEdition]:
    """The editions with published numbers, latest first: one, all, or those that are public."""
    query = select(Edition, OutcomeDocument).join(
        OutcomeDocument, col(OutcomeDocument.edition_id) == Edition.id
    )
    if edition_id is not None:
        query = query.where(Edition.id == edition_id)
    if public_only:
        query = query.join(DocumentForm, col(DocumentForm.edition_id) == Edition.id)
        query = query.where(col(DocumentForm.is_public))
    query = query.order_by(
        col(Edition.starts).desc().nulls_last(),
        col(Edition.code).desc(),
        col(OutcomeDocument.number).desc(),
    )
    rows = session.exec(query).all()
    return [
        _known(edition, [row for _, row in some])
        for edition, some in groupby(rows, key=lambda pair: pair[0])
    ]


def _known(edition: Edition, rows: Sequence[OutcomeDocument]) -> KnownEdition:
    numbers = tuple(
        KnownNumber(edition, row, as_it_stands(row, rows, zone=edition.time_zone)) for row in rows
    )
    standing = number_that_stands(rows)
    found = next((each for each in numbers if standing and each.row.id == standing.id), None)
    return KnownEdition(edition, numbers, found)


def public_path(session: Session, *, edition_id: int) -> str:
    """Under which path anybody reads the document of an edition; empty if it is not public."""
    query = select(Edition.code).join(DocumentForm, col(DocumentForm.edition_id) == Edition.id)
    code = session.exec(
        query.where(Edition.id == edition_id, col(DocumentForm.is_public))
    ).one_or_none()
    return f"/outcome/{quote(code, safe='')}" if code else ""


def public_state(session: Session) -> tuple[Any, ...]:
    """What tells whether anything that is public has changed, in one short question."""
    query = (
        select(
            Edition.id,
            Edition.version,
            OutcomeDocument.number,
            OutcomeDocument.sha256,
            OutcomeDocument.mark,
            OutcomeDocument.marked_because,
            OutcomeDocument.adopted_on,
            OutcomeDocument.adopted_by,
        )  # type: ignore[call-overload]  # the stubs stop at four columns
        .join(OutcomeDocument, col(OutcomeDocument.edition_id) == Edition.id)
        .join(DocumentForm, col(DocumentForm.edition_id) == Edition.id)
        .where(col(DocumentForm.is_public))
        .order_by(Edition.id, OutcomeDocument.number)
    )
    return tuple(tuple(row) for row in session.exec(query).all())
