"""The canonical form of a document: the one text that is frozen when it is published."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from hrgl.formats.writers.document import (
    Citation,
    CommentedOn,
    Document,
    Form,
    Section,
    ThemeSection,
    Translated,
)

_TOLD_LATER = ("sha256", "adoption", "mark", "labels")
_SINCE_FORMS = (
    "form",
    "method",
    "organisations",
    "workshops",
    "comments",
    "translations",
    "format",
)


def canonical(document: Document) -> str:
    """The one JSON text of a document: sorted keys, no spaces, UTF-8."""
    return json.dumps(as_data(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def as_data(document: Document) -> dict[str, Any]:
    """A document as data, exactly as it was published, whatever has been added to the form since.

    What is told of a number later, its adoption or that it was withdrawn, is no part of it.
    """
    raw = asdict(document)
    for name in _TOLD_LATER:
        del raw[name]
    for section in (*raw["sections"], *raw["candidates"]):
        if not section["minority"]:
            del section["minority"]
        if document.format == 1:
            del section["group"], section["earlier"]
    if document.format == 1:
        for name in _SINCE_FORMS:
            del raw[name]
    return raw


def sha256(content: str) -> str:
    """The digest by which a published document is known."""
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def parse(content: str) -> Document:
    """The document a canonical text stands for."""
    return from_data(json.loads(content))


def from_data(raw: dict[str, Any]) -> Document:
    """The document that data stand for, of this format or an earlier one."""
    made = {"format": 1, **raw}
    for key in ("sections", "candidates"):
        made[key] = tuple(_section(each) for each in raw[key])
    made["themes"] = tuple(
        ThemeSection(**{**each, "statements": _citations(each["statements"])})
        for each in raw["themes"]
    )
    if made["format"] > 1:
        made["form"] = Form(**_with_tuples(raw["form"]))
        made["comments"] = tuple(CommentedOn(**each) for each in raw["comments"])
        made["translations"] = tuple(
            Translated(**{**each, "texts": _pairs(each["texts"])}) for each in raw["translations"]
        )
        made["workshops"] = _pairs(raw["workshops"])
        for key in ("method", "organisations"):
            made[key] = tuple(raw[key])
    return Document(**made)


def _section(raw: dict[str, Any]) -> Section:
    citations = _citations(raw["citations"])
    return Section(**{**_with_tuples(raw), "citations": citations})


def _with_tuples(raw: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(each) if isinstance(each, list) else each for name, each in raw.items()}


def _pairs(raw: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, words) for name, words in raw)


def _citations(raw: list[dict[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(**each) for each in raw)
