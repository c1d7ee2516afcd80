"""The form of an edition's document as it is stored, and what holds as long as nothing is."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core.models import DocumentForm, Edition
from hrgl.editions.form_checks import checked_form
from hrgl.formats.writers.document import LEAD_IN, PARTS

_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty"}


def stored_form(session: Session, *, edition_id: int) -> DocumentForm | None:
    """What somebody has set of the document's form; none as long as nobody has."""
    query = select(DocumentForm).where(DocumentForm.edition_id == edition_id)
    return session.exec(query).first()


def default_form(edition: Edition) -> DocumentForm:
    """The form of a document of which nobody has said anything yet; not stored."""
    return DocumentForm(
        edition_id=edition.id, version=0, subtitle=_subtitle(edition.places), parts=list(PARTS)
    )


def _subtitle(places: int | None) -> str:
    if not places:
        return "Encouragements to local governments"
    many = "s" if places > 1 else ""
    return f"{_in_words(places).capitalize()} encouragement{many} to local governments"


def _in_words(number: int) -> str:
    if number < len(_WORDS):
        return _WORDS[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_WORDS[ones]}" if ones else "") if tens in _TENS else str(number)


def lead_in_of(session: Session, *, edition_id: int) -> str:
    """The words with which each encouragement of an edition begins."""
    query = select(DocumentForm.lead_in).where(col(DocumentForm.edition_id) == edition_id)
    return session.exec(query).first() or LEAD_IN


def form_from_facts(edition: Edition, facts: Mapping[str, Any]) -> DocumentForm:
    """The form as a file of facts states it; what is not understood is refused."""
    form = default_form(edition)
    for name, value in checked_form(facts).items():
        setattr(form, name, value)
    form.version = 1
    return form
