"""The Outcome Document as Markdown: readable as it is, and the same once it is rendered."""

import re
from collections.abc import Iterator

from hrgl.formats.writers.document import (
    ANNEX,
    CANDIDATES,
    COLUMNS,
    DRAFT,
    EXAMPLES,
    LEAD_IN,
    NO_PLACE_YET,
    RESERVATIONS,
    Citation,
    Document,
    Section,
    ThemeSection,
    as_one_line,
    paragraphs,
)

# Inside a word an underscore is only itself, and a backslash would spoil the addresses of pages.
_MARKS = re.compile(r"[\\`*\[\]<#|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_AT_THE_START = re.compile(r"^([0-9]{1,9}(?=[.)])|(?=[-+>=]))")


def write_markdown(document: Document) -> bytes:
    """The document as UTF-8 Markdown (CommonMark with the tables of GitHub)."""
    blocks = [*_front(document), *_encouragements(document)]
    if document.themes:
        blocks += ["## Themes", *(block for t in document.themes for block in _theme(t))]
    if document.annex:
        blocks += [f"## {ANNEX}", *(block for s in document.annex for block in _table(s))]
    blocks += _notice(document)
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """What people wrote as one line that shows as it was written."""
    return _AT_THE_START.sub(r"\1\\", _MARKS.sub(r"\\\g<0>", as_one_line(text)))


def _notice(document: Document) -> list[str]:
    return [f"> **{escaped(document.notice)}**"] if as_one_line(document.notice) else []


def _front(document: Document) -> Iterator[str]:
    yield from _notice(document)
    yield escaped(document.series)
    yield f"# {escaped(document.title)}"
    if document.draft:
        yield f"**{DRAFT}**"
    if as_one_line(document.dates):
        yield escaped(document.dates)
    if as_one_line(document.question):
        yield f"Guiding question: {escaped(document.question)}"
    yield escaped(document.status)


def _encouragements(document: Document) -> Iterator[str]:
    yield "## Encouragements"
    yield f"{LEAD_IN} …"
    for section in document.sections:
        yield f"### {section.place}. {escaped(section.heading)}"
        yield from _section(section)
    if not document.sections:
        yield NO_PLACE_YET
    if document.candidates:
        yield f"## {CANDIDATES}"
    for section in document.candidates:
        yield f"### {escaped(section.heading)}"
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield from map(escaped, paragraphs(section.explanation))
    if paragraphs(section.examples):
        yield f"**{EXAMPLES}**"
        yield from map(escaped, paragraphs(section.examples))
    yield from map(escaped, section.dissent)
    if paragraphs(section.remarks):
        yield "**Remarks**"
        yield from map(escaped, paragraphs(section.remarks))
    if section.reservations:
        yield f"**{RESERVATIONS}**"
        yield "\n>\n".join(f"> {_quoted(each)}" for each in section.reservations)
    yield escaped(section.evidence)


def _quoted(citation: Citation) -> str:
    return f"“{escaped(citation.text)}” ({escaped(citation.reference)})"


def _theme(theme: ThemeSection) -> Iterator[str]:
    yield f"### {escaped(theme.name)}"
    yield from map(escaped, paragraphs(theme.description))
    said = [f"- **{escaped(each.reference)}** {escaped(each.text)}" for each in theme.statements]
    if said:
        yield "\n".join(said)


def _table(section: Section) -> Iterator[str]:
    yield f"### {section.label}: {escaped(section.heading)}"
    rows = [COLUMNS, ("---",) * len(COLUMNS)]
    rows += [tuple(map(escaped, row)) for row in section.rows]
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
