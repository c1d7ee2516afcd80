"""The document laid out, block by block: one content for every format."""

from collections.abc import Iterator

from hrgl.formats.writers import document as words
from hrgl.formats.writers.annexes import ANNEXES
from hrgl.formats.writers.blocks import Block, Extent, Style, TextBlock, one_line_of, people
from hrgl.formats.writers.document import (
    Document,
    DocumentPart,
    Section,
    ThemeSection,
    as_one_line,
    full_sentence,
    paragraphs,
    short_reference,
)


def laid_out(document: Document, extent: Extent = Extent.FULL) -> Iterator[Block]:
    """The blocks of a document, from its title to the last annex."""
    full = extent is Extent.FULL
    yield from _front(document)
    if document.form.prints(DocumentPart.PREAMBLE):
        for each in document.form.preamble:
            yield from people(Style.PREAMBLE, each)
    yield TextBlock(Style.PART, document.label("encouragements"), anchor="encouragements", level=2)
    level = 3
    for section in document.sections:
        if section.group:
            level = 4
            yield TextBlock(Style.GROUP, as_one_line(section.group), level=3, by_people=True)
        yield from _encouragement(document, section, level=level, full=full)
    if not document.sections:
        yield TextBlock(Style.TEXT, words.NO_PLACE_YET)
    if full:
        yield from _candidates(document)
        yield from _themes(document)
    for part in document.form.parts:
        if full or part in (DocumentPart.CITE, DocumentPart.CONTACT):
            yield from ANNEXES[part](document) if part in ANNEXES else ()


def _front(document: Document) -> Iterator[Block]:
    form = document.form
    fronts = (
        (Style.NOTICE, document.notice),
        (Style.MARK, document.mark),
        (Style.SERIES, document.series),
        (Style.TITLE, form.name),
        (Style.DRAFT, words.DRAFT if document.draft else ""),
        (Style.SUBJECT, document.title),
        (Style.QUESTION, document.question),
        (Style.SUBTITLE, form.subtitle),
        (Style.MOTTO, form.motto),
        (Style.FRONT, form.symbol),
        (Style.FRONT, one_line_of(", ", form.place, form.dated or document.dates)),
        (Style.FRONT, document.status),
        (Style.FRONT, document.adoption),
        (Style.ISSUER, form.issuer),
        (Style.ISSUER, form.auspices),
        (Style.ISSUER, _cooperating(document)),
    )
    for style, text in fronts:
        if as_one_line(text):
            level = 1 if style is Style.TITLE else 0
            yield TextBlock(
                style, as_one_line(text), level=level, by_people=style is not Style.DRAFT
            )


def _encouragement(
    document: Document, section: Section, *, level: int = 3, full: bool
) -> Iterator[Block]:
    form = document.form
    sentence = full_sentence(form.lead_in, section.heading)
    lead = as_one_line(form.lead_in)
    yield TextBlock(
        Style.ENCOURAGEMENT,
        sentence.removeprefix(lead).strip(),
        lead=lead,
        number="" if section.place is None else str(section.place),
        anchor="" if section.place is None else f"encouragement-{section.place}",
        level=level,
        by_people=True,
    )
    yield from people(Style.TEXT, section.explanation)
    if full and form.prints(DocumentPart.EXAMPLES):
        yield from people(Style.EXAMPLE, section.examples)
    for each in section.dissent:
        yield TextBlock(Style.DISSENT, each, by_people=True)
    if not full:
        return
    if form.prints(DocumentPart.RESERVATIONS) and section.reservations:
        yield TextBlock(Style.LABEL, document.label("reservations"))
        for said in section.reservations:
            reference = short_reference(as_one_line(said.reference), document.edition)
            yield TextBlock(
                Style.RESERVATION, f"“{as_one_line(said.text)}” ({reference})", by_people=True
            )
    if form.prints(DocumentPart.REMARKS) and paragraphs(section.remarks):
        yield TextBlock(Style.LABEL, document.label("remarks"))
        yield from people(Style.REMARK, section.remarks)
    if form.prints(DocumentPart.RAISED):
        yield TextBlock(Style.RAISED, section.raised)


def _candidates(document: Document) -> Iterator[Block]:
    if document.candidates:
        yield TextBlock(Style.PART, words.CANDIDATES, anchor="candidates", level=2)
    for section in document.candidates:
        yield from _encouragement(document, section, full=True)


def _themes(document: Document) -> Iterator[Block]:
    if document.themes:
        yield TextBlock(Style.PART, "Themes", anchor="themes", level=2)
    for theme in document.themes:
        yield from _theme(document, theme)


def _theme(document: Document, theme: ThemeSection) -> Iterator[Block]:
    yield TextBlock(Style.ENTRY_HEADING, as_one_line(theme.name), level=3, by_people=True)
    yield from people(Style.DESCRIPTION, theme.description)
    for each in theme.statements:
        number = short_reference(as_one_line(each.reference), document.edition)
        yield TextBlock(Style.ITEM, as_one_line(each.text), number=number, by_people=True)


def _cooperating(document: Document) -> str:
    named = one_line_of(" · ", *document.form.co_organisers)
    return one_line_of(" ", document.label("cooperation"), named) if named else ""
