"""The document is translated, text by text, by people, and each translation checked by another."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch, out_of_date
from hrgl.core.models import Member, Translation
from hrgl.core.permissions import Permission, require
from hrgl.editions.form_checks import language_tag
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from hrgl.formats.writers.document import Document, paragraphs
from hrgl.formats.writers.footnotes import opened_only
from hrgl.formats.writers.languages import language_name
from hrgl.notes.statements import StatementView, from_all_statements
from hrgl.outcome.outcome import current_document
from hrgl.outcome.translations import TranslatedText, TranslationState, beside_their_sources

LONGEST_TRANSLATION = 8000  # other languages take more room than English
_URGENT = list(TranslationState)


@from_all_statements
def translation_board(
    session: Session, *, edition_id: int, language: str, rows: Sequence[StatementView] | None = None
) -> list[TranslatedText]:
    """Every text of the document beside its translation, what is missing first."""
    document = current_document(session, edition_id=edition_id, rows=rows)
    texts = _texts(session, edition_id, document, language)
    return sorted(texts, key=lambda each: _URGENT.index(each.state))


def translated_languages(session: Session, *, edition_id: int) -> list[str]:
    """The languages into which somebody has begun to translate the document."""
    query = select(Translation.language).where(Translation.edition_id == edition_id).distinct()
    return sorted(session.exec(query).all())


def _texts(
    session: Session, edition_id: int, document: Document, language: str
) -> list[TranslatedText]:
    found = beside_their_sources(
        session, edition_id=edition_id, document=document, language=language
    )
    return found[language]


def new_language(session: Session, *, edition_id: int, language: str) -> str:
    """The tag of a language into which the document may be translated, as it is usually written."""
    tag = language_tag("language", language)
    own = current_document(session, edition_id=edition_id).form.language
    if tag == own:
        raise NotValid(f"The document itself is in {language_name(own)}.", "language")
    return tag


def translate(
    session: Session,
    actor: Member,
    *,
    language: str,
    key: str,
    text: str,
    source_sha256: str,
    seen_version: int,
) -> Translation:
    """Put a text of the document into another language; earlier checks of it fall away.

    `key` and `source_sha256` tell which text stood on the screen, `seen_version` which translation
    (0 if there was none).
    """
    require(actor, Permission.WORD)
    tag = new_language(session, edition_id=actor.edition_id, language=language)
    source = _source(session, actor, tag, key)
    if source.source_sha256 != source_sha256:
        raise OutOfDate(
            f"{source.name} has been changed after you had opened it. Nothing of yours was saved: "
            "look at how it reads now, then save again."
        )
    row = _translation_as_seen(session, source, seen_version)
    words = _checked_translation(text)
    if row is not None and (row.text, row.of_sha256) == (words, source_sha256):
        raise NotNow("The translation is the same as before; nothing was saved.")
    row = _put(session, actor, row, source, tag, words)
    told = {"what": _in_sentence(source), "language": language_name(tag)}
    audit.record(session, actor, "document.translated", row, **told)
    return row


def _put(
    session: Session,
    actor: Member,
    row: Translation | None,
    source: TranslatedText,
    language: str,
    words: str,
) -> Translation:
    row = row or Translation(
        edition_id=actor.edition_id,
        encouragement_id=source.encouragement_id,
        language=language,
        field=source.field,
        text=words,
        of_sha256=source.source_sha256,
        member_id=actor.id,
    )
    row.text, row.of_sha256 = words, source.source_sha256
    row.member_id, row.checked_by_id = actor.id, None
    session.add(row)
    session.flush()
    return row


def check_translation(
    session: Session, actor: Member, *, translation_id: int, seen_version: int
) -> Translation:
    """Say that a translation says what the text says; nobody checks their own."""
    require(actor, Permission.WORD)
    row = fetch(session, Translation, translation_id, actor=actor, seen_version=seen_version)
    if row.member_id == actor.id:
        raise NotNow("A translation is checked by somebody else than who made it.")
    document = current_document(session, edition_id=actor.edition_id)
    texts = _texts(session, actor.edition_id, document, row.language)
    source = next((each for each in texts if each.id == row.id), None)
    if source is None:
        raise NotNow("What this was translated from is not printed any more.")
    if source.state is TranslationState.EARLIER:
        raise NotNow("This is the translation of an earlier wording: translate it anew first.")
    if source.state is TranslationState.CHECKED:
        raise NotNow(f"{source.checked_by} has checked this already.")
    row.checked_by_id = actor.id
    session.add(row)
    audit.record(
        session,
        actor,
        "document.translation_checked",
        row,
        what=_in_sentence(source),
        language=language_name(row.language),
    )
    return row


def _source(session: Session, actor: Member, language: str, key: str) -> TranslatedText:
    document = current_document(session, edition_id=actor.edition_id)
    texts = _texts(session, actor.edition_id, document, language)
    found = next((each for each in texts if each.key == key), None)
    if found is None:
        raise NotFound("This text is not in the document any more. Load the page again.")
    return found


def _in_sentence(source: TranslatedText) -> str:
    return f"“{source.name}”"


def _checked_translation(text: str) -> str:
    words = "\n".join(paragraphs(text))
    if not words:
        raise NotValid("Please write the translation.", "text")
    if len(words) > LONGEST_TRANSLATION:
        raise NotValid(
            f"The translation is too long: {len(words)} characters, at most {LONGEST_TRANSLATION}.",
            "text",
        )
    if left_open := opened_only(words):
        raise NotValid(
            f"A footnote is opened and never closed: “{left_open}”. End it with “]”.", "text"
        )
    return words


def _translation_as_seen(
    session: Session, source: TranslatedText, seen_version: int
) -> Translation | None:
    if source.version != seen_version:
        raise out_of_date(session, "translation", source.id)
    if not source.version:
        return None
    query = select(Translation).where(col(Translation.id) == source.id)
    return session.exec(query.with_for_update()).one()
