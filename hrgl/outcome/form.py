"""The form of the document: what an edition says of it besides the encouragements."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.database import fetch, out_of_date
from hrgl.core.models import DocumentForm, Edition, Member
from hrgl.core.permissions import Permission, require
from hrgl.editions.document_forms import default_form, stored_form
from hrgl.editions.form_checks import checked_form
from hrgl.errors import NotNow
from hrgl.formats.writers.document import DocumentPart, Form
from hrgl.formats.writers.fonts import signs_without_font
from hrgl.outcome.numbers import binding_number, published
from hrgl.outcome.printing import day_in_words

# what is no adopted text and may be said later, too
MAY_CHANGE = ("contact", "isbn", "doi", "is_public")
CALLED = {
    "name": "the name",
    "subtitle": "the subtitle",
    "symbol": "the document’s own number",
    "motto": "the motto",
    "place": "the place",
    "dated": "the day",
    "issuer": "the issuing body",
    "auspices": "the auspices",
    "co_organisers": "the co-organisers",
    "preamble": "the preamble",
    "lead_in": "what each encouragement begins with",
    "method": "how it came about",
    "contact": "the contact",
    "isbn": "the ISBN",
    "doi": "the DOI",
    "parts": "the parts that are printed",
    "language": "the language",
    "is_public": "whether it is public",
}


def form_of(session: Session, *, edition_id: int) -> DocumentForm:
    """The form of an edition's document; its version is 0 as long as nobody has set one."""
    stored = stored_form(session, edition_id=edition_id)
    return stored or default_form(session.get_one(Edition, edition_id))


def set_form(
    session: Session, actor: Member, /, *, seen_version: int, **fields: Any
) -> DocumentForm:
    """Say how the document is called, who issues it, what is printed; `fields` by their names.

    `seen_version` is 0 while none is set. What is not given stays as it is.
    """
    require(actor, Permission.SET_UP)
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    form = _form_as_seen(session, edition, seen_version)
    wanted = checked_form(fields)
    _refuse_what_is_fixed(session, form, wanted)
    for name, value in wanted.items():
        setattr(form, name, value)
    session.add(form)
    session.flush()
    audit.record(session, actor, "document.form_set", form, name=form.name)
    return form


def _form_as_seen(session: Session, edition: Edition, seen_version: int) -> DocumentForm:
    """The form that somebody saw, which is a new one if they saw that there was none."""
    query = select(DocumentForm).where(DocumentForm.edition_id == edition.id)
    form = session.exec(query.with_for_update()).first()
    if form is None:
        form = default_form(edition)
        form.version = 1
        return form
    if form.version != seen_version:
        raise out_of_date(session, "documentform", form.id)
    return form


def standing_number(session: Session, *, edition_id: int) -> int | None:
    """The number whose words hold now, if one does; what it prints is fixed."""
    binding = binding_number(published(session, edition_id=edition_id))
    return binding.number if binding else None


def _refuse_what_is_fixed(session: Session, form: DocumentForm, wanted: dict[str, Any]) -> None:
    number = standing_number(session, edition_id=form.edition_id)
    if number is None:
        return
    changed = [
        name
        for name, value in wanted.items()
        if name not in MAY_CHANGE and _fixed(name, value) != _fixed(name, getattr(form, name))
    ]
    if changed:
        raise NotNow(
            f"Number {number} of the document is published, and what it prints is fixed: "
            f"{_listed([CALLED[name] for name in changed])} cannot be changed any more. The "
            "contact, the ISBN, the DOI, whether it is public and whether remarks are printed can."
        )


def _fixed(name: str, value: Any) -> Any:
    """What of a field is part of the adopted text: of the parts, all but the remarks."""
    return [part for part in value if part != DocumentPart.REMARKS] if name == "parts" else value


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def as_form(form: DocumentForm) -> Form:
    """The form as the document carries it."""
    return Form(
        name=form.name,
        subtitle=form.subtitle,
        symbol=form.symbol,
        motto=form.motto,
        place=form.place,
        dated=day_in_words(form.dated) if form.dated else "",
        issuer=form.issuer,
        auspices=form.auspices,
        co_organisers=tuple(form.co_organisers),
        preamble=tuple(form.preamble),
        lead_in=form.lead_in,
        contact=form.contact,
        isbn=form.isbn,
        doi=form.doi,
        parts=tuple(form.parts),
        language=form.language,
    )


def signs_not_printed(texts: Iterable[str]) -> tuple[str, ...]:
    """The signs of these texts for which the printed document has nothing, each once."""
    return tuple(dict.fromkeys(sign for text in texts for sign in signs_without_font(text)))
