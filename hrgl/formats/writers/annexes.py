"""The parts of the document that stand behind the encouragements, as blocks."""

from collections.abc import Callable, Iterable, Iterator

from hrgl.formats.writers.blocks import Block, Style, TableBlock, TextBlock, one_line_of, people
from hrgl.formats.writers.document import (
    CITED_AS,
    Document,
    DocumentPart,
    Section,
    as_one_line,
    short_reference,
)

_EVIDENCE = ("Reference", "Statement", "Cited as", "Who")
_COMMENTS = ("On", "Said", "Answer", "Reason")


def _method(document: Document) -> Iterator[Block]:
    if document.method:
        yield TextBlock(Style.PART, document.label("method"), anchor="method", level=2)
    for each in document.method:
        yield from people(Style.TEXT, each)


def _organisations(document: Document) -> Iterator[Block]:
    if document.organisations:
        yield TextBlock(
            Style.PART, document.label("organisations"), anchor="organisations", level=2
        )
    for each in document.organisations:
        yield TextBlock(Style.ITEM, as_one_line(each), by_people=True)


def _evidence(document: Document) -> Iterator[Block]:
    if not document.annex:
        return
    yield TextBlock(Style.PART, document.label("evidence"), anchor="evidence", level=2)
    if document.workshops:
        key = "; ".join(one_line_of(" ", f"{code}:", title) for code, title in document.workshops)
        yield TextBlock(Style.TEXT, f"A reference begins with the workshop. {key}.", by_people=True)
    for section in document.annex:
        anchor = "" if section.place is None else f"evidence-{section.place}"
        title = f"{section.label}: {as_one_line(section.heading)}"
        yield TextBlock(Style.ENTRY_HEADING, title, anchor=anchor, level=3, by_people=True)
        yield _grid(f"Evidence for {section.label}", _EVIDENCE, _cited(document, section))


def _cited(document: Document, section: Section) -> list[tuple[str, ...]]:
    return [
        (
            short_reference(each.reference, document.edition),
            each.text,
            CITED_AS.get(each.support, each.support),
            each.who,
        )
        for each in section.citations
    ]


def _comments(document: Document) -> Iterator[Block]:
    if not document.comments:
        return
    yield TextBlock(Style.PART, document.label("comments"), anchor="comments", level=2)
    rows = ((each.about, each.said, each.answer, each.reason) for each in document.comments)
    yield _grid("Comments from the participants’ round", _COMMENTS, rows)


def _cite(document: Document) -> Iterator[Block]:
    yield TextBlock(Style.PART, document.label("cite"), anchor="cite", level=2)
    yield TextBlock(Style.TEXT, how_to_cite(document), by_people=True)
    if document.sha256:
        digest = f"Number {document.number}, SHA-256 {document.sha256}"
        yield TextBlock(Style.TEXT, digest)


def how_to_cite(document: Document) -> str:
    """The document as another text refers to it: who issued it, what it is, when, its numbers."""
    form = document.form
    name = one_line_of(": ", form.name, document.title)
    number = f"Number {document.number}" if document.number else "Draft"
    parts = one_line_of(
        ". ",
        form.issuer or document.series,
        name,
        one_line_of(", ", form.symbol, number, form.place, form.dated or document.dates),
        f"ISBN {form.isbn}" if form.isbn else "",
        f"https://doi.org/{form.doi}" if form.doi else "",
    )
    return f"{parts}."


def _contact(document: Document) -> Iterator[Block]:
    if document.form.contact:
        yield TextBlock(Style.PART, document.label("contact"), anchor="contact", level=2)
        yield from people(Style.TEXT, document.form.contact)


def _grid(caption: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> TableBlock:
    """A table without the columns in which no row has anything."""
    lines = [tuple(map(as_one_line, row)) for row in rows]
    kept = [at for at in range(len(columns)) if any(row[at] for row in lines)]
    return TableBlock(
        caption,
        tuple(columns[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in lines),
    )


ANNEXES: dict[str, Callable[[Document], Iterator[Block]]] = {
    DocumentPart.METHOD: _method,
    DocumentPart.ORGANISATIONS: _organisations,
    DocumentPart.EVIDENCE: _evidence,
    DocumentPart.COMMENTS: _comments,
    DocumentPart.CITE: _cite,
    DocumentPart.CONTACT: _contact,
}
