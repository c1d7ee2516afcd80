"""Writing the Outcome Document: one door for all formats."""

import json
from collections.abc import Callable

from hrgl.errors import NotValid
from hrgl.formats.writers.document import Document, as_data, canonical, sha256

Writer = Callable[[Document], bytes]


def write_document(document: Document, format: str) -> bytes:
    """The document as a file: the same document always gives the same bytes.

    Raises NotValid for a format that is not one of FORMATS.
    """
    if format not in WRITERS:
        known = f"{', '.join(FORMATS[:-1])} and {FORMATS[-1]}"
        raise NotValid(f"The document can be written as {known}, not as {format!r}.", "format")
    return WRITERS[format](document)


# Each writer is loaded when it is first used: together they would slow down every start.
def _docx(document: Document) -> bytes:
    from hrgl.formats.writers import docx

    return docx.write_docx(document)


def _html(document: Document) -> bytes:
    from hrgl.formats.writers import html

    return html.write_html(document)


def _markdown(document: Document) -> bytes:
    from hrgl.formats.writers import markdown

    return markdown.write_markdown(document)


def _json(document: Document) -> bytes:
    content = {"document": as_data(document), "sha256": sha256(canonical(document))}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


WRITERS: dict[str, Writer] = {"docx": _docx, "html": _html, "md": _markdown, "json": _json}
FORMATS = tuple(WRITERS)
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
SUFFIXES = {format: f".{format}" for format in WRITERS}
