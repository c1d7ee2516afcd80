"""What the speaker of a slide has before them: the whole text and the evidence by reference."""

from collections.abc import Iterator

from hrgl.formats.writers import document as words
from hrgl.formats.writers.blocks import one_line_of, text_runs
from hrgl.formats.writers.document import (
    CITED_AS,
    Citation,
    Document,
    DocumentPart,
    Section,
    as_one_line,
    paragraphs,
    short_reference,
)


def notes_of(document: Document, section: Section) -> Iterator[str]:
    """The paragraphs of the notes to an encouragement, of the parts that the form prints."""
    prints = document.form.prints
    yield from map(_with_footnotes, paragraphs(section.explanation))
    if prints(DocumentPart.EXAMPLES) and paragraphs(section.examples):
        yield f"{words.EXAMPLES}:"
        yield from map(_with_footnotes, paragraphs(section.examples))
    yield from section.dissent
    if prints(DocumentPart.REMARKS) and paragraphs(section.remarks):
        yield f"{document.label('remarks')}:"
        yield from map(_with_footnotes, paragraphs(section.remarks))
    if prints(DocumentPart.RAISED):
        yield section.raised
    shown = section.citations
    if not prints(DocumentPart.EVIDENCE):
        shown = section.reservations if prints(DocumentPart.RESERVATIONS) else ()
    for each in shown:
        yield _cited(document, each)


def _cited(document: Document, cited: Citation) -> str:
    reference = short_reference(as_one_line(cited.reference), document.edition)
    about = one_line_of(", ", CITED_AS.get(cited.support, cited.support), cited.who)
    return f"{reference} ({about}): “{as_one_line(cited.text)}”"


def _with_footnotes(text: str) -> str:
    """A text on one line, each footnote in brackets where it belongs."""
    runs = text_runs(text)
    return "".join(run.text + (f" [{run.footnote}]" if run.footnote else "") for run in runs)
