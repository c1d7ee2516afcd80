"""Outcome: the document in further languages, one text after another beside its source."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from hrgl.core.permissions import Permission
from hrgl.formats.writers.languages import LANGUAGES, language_name
from hrgl.outcome import outcome, translating
from hrgl.outcome.translations import TranslatedText, TranslationState, state_in_words
from hrgl.ui.parts import pieces
from hrgl.ui.shell.editing import Editing, State, editing
from hrgl.ui.shell.fields import text_area
from hrgl.ui.shell.page import ask, forget, may, plain, recall, viewer
from hrgl.ui.shell.presses import bind, button

_PICKED = "translation-text"
# what is typed runs in the direction of its own letters
_STYLE = """<style>
.st-key-translations textarea, .st-key-translation-source {
  unicode-bidi: plaintext; text-align: start;
}
</style>"""


def translations() -> None:
    """A language, how far it is, and one of its texts: what is missing first."""
    st.html(_STYLE)
    edition_id = viewer().edition_id
    own = recall(outcome.current_document, edition_id=edition_id).form.language
    begun = ask(translating.translated_languages, edition_id=edition_id)
    tags = [tag for tag in dict.fromkeys([*begun, *LANGUAGES]) if tag != own]
    with st.container(key="translations"):
        language = st.selectbox(
            "Language", tags, format_func=language_name, key="translation-language", width=320
        )
        texts = recall(translating.translation_board, edition_id=edition_id, language=language)
        st.caption(plain(state_in_words(texts)))
        _one_text(language, texts)


def _one_text(language: str, texts: Sequence[TranslatedText]) -> None:
    by_key = {each.key: each for each in texts}
    key = st.selectbox(
        "Text",
        list(by_key),
        format_func=lambda key: f"{by_key[key].name} – {by_key[key].told}",
        key=f"{_PICKED}-{language}",
    )
    each = by_key[key]
    source, target = st.columns(2, gap="large")
    with source, st.container(border=True, key="translation-source"):
        st.caption(plain(each.name))
        pieces.people_words(each.source)
    with target:
        if may(Permission.WORD):
            _translate(language, each, _next_key(texts, each))
        else:
            pieces.people_words(each.text or each.told)


def _translate(language: str, each: TranslatedText, after: str) -> None:
    subject = f"translation-{language}-{each.key}"
    now = _state(each)
    going_on = editing(
        "translation", each.id, partial(_look, language, each.key), now=now, subject=subject
    )
    text_area(
        f"In {language_name(language)}",
        value=going_on.base.texts["translation"],
        key=going_on.key("translation"),
        height=120 if len(each.source) < 200 else 320,
        max_chars=translating.LONGEST_TRANSLATION,
    )
    st.caption(plain(each.told.capitalize() + "."))
    with st.container(horizontal=True):
        _save(language, each, going_on, subject, after)
        _check(each)


def _save(language: str, each: TranslatedText, going_on: Editing, subject: str, after: str) -> None:
    def go_on(_: object) -> None:
        forget(subject)
        st.session_state[f"{_PICKED}-{language}"] = after

    button(
        "Save and go on",
        bind(
            f"{each.name} saved.",
            translating.translate,
            language=language,
            key=each.key,
            text=going_on.typed("translation"),
            source_sha256=each.source_sha256,
            seen_version=going_on.version,
        ),
        name="translate",
        type="primary",
        then=go_on,
    )


def _check(each: TranslatedText) -> None:
    """Whoever did not make a translation may say that it says the same."""
    if each.state is not TranslationState.NOT_CHECKED or each.member_id == viewer().member_id:
        return
    button(
        "It says the same: checked",
        bind(
            f"{each.name} checked.",
            translating.check_translation,
            translation_id=each.id,
            seen_version=each.version,
        ),
        name="check_translation",
    )


def _next_key(texts: Sequence[TranslatedText], each: TranslatedText) -> str:
    """The text to go on with after this one: the next in the list, the last one being its own."""
    keys = [other.key for other in texts]
    at = keys.index(each.key)
    return keys[at + 1] if at + 1 < len(keys) else each.key


def _look(language: str, key: str) -> State:
    """A text beside its translation at this moment."""
    found = ask(translating.translation_board, edition_id=viewer().edition_id, language=language)
    return _state(next((each for each in found if each.key == key), None))


def _state(each: TranslatedText | None) -> State:
    if each is None:
        return State(0, {"translation": ""}, ("",))
    return State(each.version, {"translation": each.text}, (each.source_sha256,))
