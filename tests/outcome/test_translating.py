"""Translations of the document: made by one person, checked by another, of the words that stand."""

from typing import Any

import pytest
from sqlmodel import Session

from hrgl.encouragements import places, wordings
from hrgl.errors import HrglError, NotFound, NotNow, NotValid, OutOfDate
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.frozen import canonical, parse
from hrgl.formats.writers.labels import LABELS
from hrgl.formats.writers.translated import translated
from hrgl.outcome import outcome, translating
from hrgl.outcome.form import set_form
from hrgl.outcome.numbers import genuine
from hrgl.outcome.translations import TranslationState
from tests.builders import World, approved, statement_ids, world
from tests.forming import form_the_document, text_beside, translate_text
from tests.publishing import publish_as_read
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    made = world(session)
    ids = statement_ids(session, made)
    approved(session, made, ids[:2])
    approved(session, made, ids[2:4], place=2)
    return made


def _check(session: Session, here: World, row: Any, by: Any = None) -> Any:
    return translating.check_translation(
        session, by or here.organiser, translation_id=row.id, seen_version=row.version
    )


def _draft(session: Session, here: World) -> Document:
    session.flush()
    return outcome.current_document(session, edition_id=here.edition.id)


def test_a_text_is_missing_then_not_checked_then_checked_by_another(
    session: Session, here: World
) -> None:
    assert text_beside(session, here).state is TranslationState.MISSING
    row = translate_text(session, here, " Document\nfinal ")
    assert told(session) == (
        "document.translated",
        {"what": "“Name of the document”", "language": "French"},
    )
    assert told_of(session, here.facilitator, row)
    shown = text_beside(session, here)
    assert (shown.text, shown.told) == ("Document\nfinal", "translated by Fadi, not checked")
    with pytest.raises(NotNow, match="somebody else"):
        _check(session, here, row, here.facilitator)
    _check(session, here, row)
    assert told(session)[0] == "document.translation_checked"
    assert text_beside(session, here).told == "translated by Fadi, checked by Olga"
    with pytest.raises(NotNow, match="Olga has checked this already"):
        _check(session, here, row)
    translate_text(session, here, "Document de clôture")
    assert text_beside(session, here).state is TranslationState.NOT_CHECKED


def test_other_words_make_a_translation_one_of_an_earlier_wording(
    session: Session, here: World
) -> None:
    row = translate_text(session, here, "Ensemble", key="lead_in")
    set_form(session, here.organiser, seen_version=0, lead_in="Local governments will")
    assert text_beside(session, here, "lead_in").state is TranslationState.EARLIER
    with pytest.raises(NotNow, match="earlier wording"):
        _check(session, here, row)
    [found] = _draft(session, here).translations
    assert found.state.endswith("Of an earlier wording: What each encouragement begins with.")
    assert "1 of" in found.state


def test_the_translation_of_an_encouragement_goes_with_it_to_another_place(
    session: Session, here: World
) -> None:
    key = "e.1.heading"
    shown = text_beside(session, here, key)
    translate_text(session, here, "faire la chose", key=key)
    row = shown.encouragement_id
    every = {d.place: d for d in _views(session, here)}
    one = {"encouragement_id": every[1].id, "seen_version": every[1].version}
    other = {"other_id": every[2].id, "other_seen_version": every[2].version}
    places.swap_places(session, here.facilitator, **one, **other)
    session.flush()
    moved = text_beside(session, here, "e.2.heading")
    assert (moved.encouragement_id, moved.text) == (row, "faire la chose")
    assert moved.state is TranslationState.NOT_CHECKED


def _views(session: Session, here: World) -> Any:
    from hrgl.encouragements.views import list_encouragements

    return list_encouragements(session, edition_id=here.edition.id)


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"text": " \u202e "}, NotValid, "write the translation"),
        ({"text": "x" * 8001}, NotValid, "too long: 8001"),
        ({"text": "a^[b"}, NotValid, "never closed"),
        ({"language": "en"}, NotValid, "itself is in English"),
        ({"language": "<b>"}, NotValid, "no tag of a language"),
        ({"key": "e.9.heading"}, NotFound, "not in the document"),
        ({"key": "nothing"}, NotFound, "not in the document"),
        ({"source_sha256": "0" * 64}, OutOfDate, "has been changed"),
        ({"seen_version": 3}, OutOfDate, "changed this"),
    ],
)
def test_what_did_not_stand_on_the_screen_is_refused(
    session: Session, here: World, changed: dict[str, Any], error: type[HrglError], words: str
) -> None:
    given: dict[str, Any] = {
        "language": "fr",
        "key": "name",
        "text": "Document final",
        "source_sha256": text_beside(session, here).source_sha256,
        "seen_version": 0,
    }
    with pytest.raises(error, match=words):
        translating.translate(session, here.facilitator, **{**given, **changed})
    assert translating.translated_languages(session, edition_id=here.edition.id) == []


def test_the_same_words_again_are_no_act(session: Session, here: World) -> None:
    translate_text(session, here)
    with pytest.raises(NotNow, match="same as before"):
        translate_text(session, here)


def test_what_is_translated_is_frozen_with_the_document_and_prints_by_itself(
    session: Session, here: World
) -> None:
    form_the_document(session, here)
    translate_text(session, here, "faire la chose", key="e.1.heading")
    translate_text(session, here, "Nous encourageons les collectivités à", key="lead_in")
    translate_text(session, here, "Remarques", key="label.remarks")
    session.flush()
    row = publish_as_read(session, here.organiser)
    document = parse(row.content)
    assert canonical(document) == row.content
    french = translated(document, "fr")
    assert (french.form.name, french.form.language) == ("Document final", "fr")
    assert french.sections[0].heading == "faire la chose"
    assert french.sections[1].heading == "do the thing number 2"
    assert (french.label("remarks"), french.label("method")) == ("Remarques", LABELS["method"])
    assert "Translation into French. The text that counts is the one in English (number 1)." in (
        french.notice
    )
    assert "checked by a second person" in french.notice
    assert (french.translations, document.labels) == ((), ())
    with pytest.raises(NotFound, match="translated into Arabic"):
        translated(document, "ar")


def test_translating_goes_on_after_publishing_and_leaves_what_is_published_as_it_was(
    session: Session, here: World
) -> None:
    session.flush()
    row = publish_as_read(session, here.organiser)
    before = row.content
    made = translate_text(session, here, "faire la chose", key="e.1.heading")
    _check(session, here, made)
    assert row.content == before
    assert genuine(row)
    with pytest.raises(NotNow):
        wordings.reword(
            session,
            here.facilitator,
            encouragement_id=made.encouragement_id,
            heading="another",
            explanation="",
            seen_version=1,
        )
