"""What an edition says of its document: its form, translations, and who wants a report back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlmodel import Field

from hrgl.core.columns import Row, UtcDateTime, Versioned, now

_OF_FORM: Any = {
    "sqlite_where": text("encouragement_id IS NULL"),
    "postgresql_where": text("encouragement_id IS NULL"),
}


class DocumentForm(Versioned, table=True):
    """What stands in an edition's document besides the encouragements.

    `parts` are the parts that are printed, in their order (values of DocumentPart).
    """

    edition_id: int = Field(foreign_key="edition.id", unique=True)
    name: str = "Outcome Document"
    subtitle: str = ""
    symbol: str = Field(default="", max_length=64)  # the document's own number, as printed
    motto: str = ""
    place: str = ""
    dated: date | None = None
    issuer: str = ""
    auspices: str = ""
    co_organisers: list[str] = Field(default_factory=list, sa_type=JSON)
    preamble: list[str] = Field(default_factory=list, sa_type=JSON)
    lead_in: str = "We encourage local governments to"
    method: str = ""
    contact: str = ""
    isbn: str = Field(default="", max_length=32)
    doi: str = Field(default="", max_length=128)
    parts: list[str] = Field(sa_type=JSON)
    language: str = Field(default="en", max_length=16)
    is_public: bool = False


class Translation(Versioned, table=True):
    """One text of the document in a further language, as a person put it.

    `field` names the text ("name", "preamble.1", "lead_in"), or with an encouragement one of its
    own ("heading", "explanation", "examples", "remarks"). Of what was translated the digest is
    kept: other words make a translation out of date.
    """

    __table_args__ = (
        Index("uq_translation_of_form", "edition_id", "language", "field", unique=True, **_OF_FORM),
        Index(
            "uq_translation_of_encouragement", "encouragement_id", "language", "field", unique=True
        ),
        CheckConstraint("text <> ''", name="text"),
    )
    edition_id: int = Field(foreign_key="edition.id")
    encouragement_id: int | None = Field(default=None, foreign_key="encouragement.id")
    language: str = Field(max_length=16)
    field: str = Field(max_length=32)
    text: str
    of_sha256: str = Field(max_length=64)
    member_id: int = Field(foreign_key="member.id")
    checked_by_id: int | None = Field(default=None, foreign_key="member.id")


class ReportAddress(Row, table=True):
    """Where somebody with a receipt wants to hear what became of it; forgotten once it was sent."""

    edition_id: int = Field(foreign_key="edition.id")
    receipt_sha256: str = Field(unique=True, max_length=64)
    address: str = Field(max_length=254)
    asked_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
