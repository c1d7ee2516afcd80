"""The form of the document and its translations: each act done once, and listed for other tests."""

from typing import Any

from sqlmodel import Session

from hrgl.core.models import Member, Translation
from hrgl.core.permissions import Permission
from hrgl.outcome import form, outcome, translating
from hrgl.outcome.translations import TranslatedText
from tests.builders import World

# The acts with the permission each needs and what it is called with.
FORM_MODULES = (form, translating)
FORM_ACTS: dict[str, tuple[Permission, dict[str, Any]]] = {
    "form.set_form": (Permission.SET_UP, {"seen_version": 0, "motto": "Together"}),
    "translating.translate": (
        Permission.WORD,
        {
            "language": "fr",
            "key": "name",
            "text": "Document final",
            "source_sha256": "0" * 64,
            "seen_version": 0,
        },
    ),
    "translating.check_translation": (Permission.WORD, {"translation_id": 0, "seen_version": 1}),
}
FORM_TOLD = {
    "document.form_set": "Olga set the form of the document “Outcome Document”",
    "document.translated": "Fadi translated “Name of the document” into French",
    "document.translation_checked": "Olga checked “Name of the document” in French",
}
FORM_STAYS = {
    "document.form_set": "Change it again instead, on the page Setup",
    "document.translated": "Change the translation again instead",
}


def text_beside(
    session: Session, here: World, key: str = "name", language: str = "fr"
) -> TranslatedText:
    """A text of the document beside its translation, as a page shows it."""
    session.flush()
    texts = translating.translation_board(session, edition_id=here.edition.id, language=language)
    return next(each for each in texts if each.key == key)


def translate_text(
    session: Session,
    here: World,
    text: str = "Document final",
    *,
    key: str = "name",
    language: str = "fr",
    by: Member | None = None,
) -> Translation:
    """A text put into another language by somebody who has it on the screen as it stands."""
    shown = text_beside(session, here, key, language)
    return translating.translate(
        session,
        by or here.facilitator,
        language=language,
        key=key,
        text=text,
        source_sha256=shown.source_sha256,
        seen_version=shown.version,
    )


def form_the_document(session: Session, here: World) -> None:
    """The form set once, a text of it translated and checked."""
    form.set_form(session, here.organiser, seen_version=0, contact="office@example.org")
    row = translate_text(session, here)
    translating.check_translation(
        session, here.organiser, translation_id=row.id, seen_version=row.version
    )


def frozen_now(session: Session, here: World) -> str:
    """The digest of the document as it would be frozen now."""
    session.flush()
    return outcome.draft_digest(outcome.current_document(session, edition_id=here.edition.id))
