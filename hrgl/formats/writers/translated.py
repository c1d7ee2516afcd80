"""The document in a further language, as far as people have translated it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hrgl.errors import NotFound
from hrgl.formats.writers.blocks import one_line_of
from hrgl.formats.writers.document import (
    Document,
    Form,
    Section,
    Translated,
    as_one_line,
    paragraphs,
)
from hrgl.formats.writers.labels import LABELS
from hrgl.formats.writers.languages import language_name

_OF_FORM = ("name", "subtitle", "motto", "place", "dated", "issuer", "auspices", "lead_in")
OF_ENCOURAGEMENT = ("heading", "explanation", "examples", "remarks")
_Say = Callable[[str, str], str]


def source_texts(document: Document) -> tuple[tuple[str, str], ...]:
    """All that can be translated of a document, by name, in the order of reading.

    "name", "preamble.1", "group.4", "e.4.heading", "method.2"; last the labels of our own,
    "label.method". What is empty is left out.
    """
    form = document.form
    pairs = [
        *((name, getattr(form, name)) for name in _OF_FORM),
        ("title", document.title),
        ("question", document.question),
        *_numbered("co_organisers", form.co_organisers),
        *_numbered("preamble", form.preamble),
        *(pair for section in document.sections for pair in _of_section(section)),
        *_numbered("method", document.method),
        ("contact", form.contact),
        *((f"label.{key}", label) for key, label in LABELS.items()),
    ]
    return tuple((name, text) for name, text in pairs if paragraphs(text))


def _numbered(name: str, texts: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(f"{name}.{at}", text) for at, text in enumerate(texts, start=1)]


def _of_section(section: Section) -> list[tuple[str, str]]:
    begin = f"e.{section.place}"
    return [
        (f"group.{section.place}", section.group),
        *((f"{begin}.{field}", getattr(section, field)) for field in OF_ENCOURAGEMENT),
    ]


def translated(document: Document, language: str) -> Document:
    """The document in a language; what nobody has translated stays as it is.

    It says of itself that it is a translation, how far it was checked, and which text counts.
    """
    found = next((each for each in document.translations if each.language == language), None)
    if found is None:
        raise NotFound(f"Nothing of this document is translated into {language_name(language)}.")
    texts = dict(found.texts)

    def say(name: str, own: str) -> str:
        return texts.get(name, own)

    return replace(
        document,
        title=say("title", document.title),
        question=say("question", document.question),
        notice=one_line_of(" · ", document.notice, _notice(document, found)),
        sections=tuple(_section_said(each, say) for each in document.sections),
        form=_form_said(document.form, found.language, say),
        method=_each_said("method", document.method, say),
        translations=(),
        labels=tuple((key, say(f"label.{key}", label)) for key, label in LABELS.items()),
    )


def _form_said(form: Form, language: str, say: _Say) -> Form:
    told: dict[str, Any] = {name: say(name, getattr(form, name)) for name in (*_OF_FORM, "contact")}
    return replace(
        form,
        **told,
        co_organisers=_each_said("co_organisers", form.co_organisers, say),
        preamble=_each_said("preamble", form.preamble, say),
        language=language,
    )


def _each_said(name: str, texts: tuple[str, ...], say: _Say) -> tuple[str, ...]:
    return tuple(say(f"{name}.{at}", text) for at, text in enumerate(texts, start=1))


def _section_said(section: Section, say: _Say) -> Section:
    begin = f"e.{section.place}"
    told: dict[str, Any] = {
        name: say(f"{begin}.{name}", getattr(section, name)) for name in OF_ENCOURAGEMENT
    }
    return replace(section, **told, group=say(f"group.{section.place}", section.group))


def _notice(document: Document, found: Translated) -> str:
    own = language_name(document.form.language)
    which = f" (number {document.number})" if document.number else ""
    adopted = "was adopted" if document.adoption else "counts"
    return (
        f"Translation into {language_name(found.language)}. The text that {adopted} is the one in "
        f"{own}{which}. {as_one_line(found.state)}"
    )
