"""Translations of the document: what there is to translate, what is translated, in which state."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlmodel import Session, col, select

from hrgl.core.models import Encouragement, Member, Translation
from hrgl.formats.writers.document import Document, Translated
from hrgl.formats.writers.frozen import sha256
from hrgl.formats.writers.translated import source_texts

_OF_PLACE = re.compile(r"e\.(\d+)\.(\w+)")


class TranslationState(StrEnum):
    """How far the translation of one text is; in the order in which there is something to do."""

    MISSING = "missing"
    EARLIER = "of an earlier wording"
    NOT_CHECKED = "not checked"
    CHECKED = "checked"


@dataclass(frozen=True)
class TranslatedText:
    """A text of the document beside its translation, if there is one.

    `key` names it in the document, `field` and `encouragement_id` in the table; `source_sha256` is
    the digest of what stands there now. `version` is 0 as long as there is no translation.
    """

    key: str
    field: str
    encouragement_id: int | None
    source: str
    source_sha256: str
    id: int = 0
    version: int = 0
    text: str = ""
    member_id: int = 0
    who: str = ""
    checked_by: str = ""
    state: TranslationState = TranslationState.MISSING

    @property
    def name(self) -> str:
        """What the text is called on screens: "Encouragement 4: heading"."""
        return text_name(self.key)

    @property
    def told(self) -> str:
        """Its state in words, with who translated and who checked it."""
        if self.state is TranslationState.MISSING:
            return "not translated yet"
        if self.state is TranslationState.EARLIER:
            return f"translated by {self.who}, of an earlier wording"
        if self.state is TranslationState.NOT_CHECKED:
            return f"translated by {self.who}, not checked"
        return f"translated by {self.who}, checked by {self.checked_by}"


_NAMES = {
    "name": "Name of the document",
    "lead_in": "What each encouragement begins with",
    "title": "Title of the edition",
    "question": "Guiding question",
    "dated": "Day",
    "issuer": "Issuing body",
    "co_organisers": "Co-organiser",
    "preamble": "Preamble, clause",
    "method": "How it came about, paragraph",
    "group": "Heading above encouragement",
    "label": "Our word for",
}


def text_name(key: str) -> str:
    """A text by the name that screens and the history give it."""
    if of_place := _OF_PLACE.fullmatch(key):
        return f"Encouragement {of_place[1]}: {of_place[2]}"
    first, _, which = key.partition(".")
    return f"{_NAMES.get(first, first.capitalize())} {which}".strip()


def beside_their_sources(
    session: Session, *, edition_id: int, document: Document, language: str | None = None
) -> dict[str, list[TranslatedText]]:
    """Every text of a document beside its translation, by language, in the order of reading.

    A language that is given is answered for, even if nothing is translated into it yet.
    """
    query = select(Translation).where(Translation.edition_id == edition_id)
    if language is not None:
        query = query.where(Translation.language == language)
    found: dict[str, dict[tuple[int | None, str], Translation]] = {}
    for row in session.exec(query.order_by(col(Translation.language), col(Translation.id))).all():
        found.setdefault(row.language, {})[row.encouragement_id, row.field] = row
    if language is not None:
        found.setdefault(language, {})
    if not found:
        return {}
    sources, names = _sources(session, edition_id, document), _names(session, edition_id)
    return {tag: [_beside(each, rows, names) for each in sources] for tag, rows in found.items()}


def _sources(session: Session, edition_id: int, document: Document) -> list[TranslatedText]:
    query = select(Encouragement.place, Encouragement.id).where(
        Encouragement.edition_id == edition_id, col(Encouragement.place).is_not(None)
    )
    ids = {str(place): key for place, key in session.exec(query).all()}
    found = []
    for key, source in source_texts(document):
        of_place = _OF_PLACE.fullmatch(key)
        if of_place is None:
            found.append(TranslatedText(key, key, None, source, sha256(source)))
        elif of_place[1] in ids:
            field, row = of_place[2], ids[of_place[1]]
            found.append(TranslatedText(key, field, row, source, sha256(source)))
    return found


def _names(session: Session, edition_id: int) -> dict[int, str]:
    query = select(Member.id, Member.name).where(Member.edition_id == edition_id)
    return dict(session.exec(query).all())


def _beside(
    each: TranslatedText, rows: dict[tuple[int | None, str], Translation], names: dict[int, str]
) -> TranslatedText:
    row = rows.get((each.encouragement_id, each.field))
    if row is None:
        return each
    state = TranslationState.NOT_CHECKED if row.checked_by_id is None else TranslationState.CHECKED
    if row.of_sha256 != each.source_sha256:
        state = TranslationState.EARLIER
    return replace(
        each,
        id=row.id,
        version=row.version,
        text=row.text,
        member_id=row.member_id,
        who=names.get(row.member_id, ""),
        checked_by=names.get(row.checked_by_id or 0, ""),
        state=state,
    )


def with_translations(session: Session, *, edition_id: int, document: Document) -> Document:
    """The document with its translations into every language that somebody has begun."""
    beside = beside_their_sources(session, edition_id=edition_id, document=document)
    return replace(
        document,
        translations=tuple(
            Translated(
                language,
                state_in_words(texts),
                tuple((each.key, each.text) for each in texts if each.version),
            )
            for language, texts in beside.items()
            if any(each.version for each in texts)
        ),
    )


def state_in_words(texts: Sequence[TranslatedText]) -> str:
    """How far a language is: what is translated, checked, and what is of an earlier wording."""
    done = [each for each in texts if each.state is not TranslationState.MISSING]
    checked = sum(1 for each in done if each.state is TranslationState.CHECKED)
    earlier = [each.name for each in done if each.state is TranslationState.EARLIER]
    of_them = {0: "none", len(done): "all"}.get(checked, str(checked))
    verb = "is" if len(done) == 1 else "are"
    told = f"{len(done)} of {len(texts)} texts {verb} translated"
    told += f", {of_them} of them checked by a second person." if done else "."
    return f"{told} Of an earlier wording: {', '.join(earlier)}." if earlier else told
