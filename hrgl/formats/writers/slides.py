"""The Outcome Document as slides: one encouragement a slide, what it rests on in its notes."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import takewhile
from typing import Any

from pptx.presentation import Presentation

from hrgl.formats.writers import document as words
from hrgl.formats.writers.annexes import how_to_cite
from hrgl.formats.writers.blocks import Extent, Style, TextBlock, one_line_of, plain_words
from hrgl.formats.writers.document import (
    Document,
    DocumentPart,
    Section,
    as_one_line,
    full_sentence,
    paragraphs,
    short_reference,
)
from hrgl.formats.writers.fitting import Fitted, fitted
from hrgl.formats.writers.layout import laid_out
from hrgl.formats.writers.packing import EARLIEST, without_clock
from hrgl.formats.writers.slide_looks import (
    FOOT,
    NUMBER_INDENT,
    ROOM,
    as_points,
    begin_slides,
    place_at,
)
from hrgl.formats.writers.slide_notes import notes_of
from hrgl.formats.writers.slide_pages import PADDING, SlidePages, slide_language
from hrgl.formats.writers.slide_texts import ACCENTED, QUIETER, SlideLine, SlideRun, write_lines

_TITLE_SIZES = (36, 32, 28, 26, 24, 22, 20)
_TEXT_SIZES = (28, 26, 24, 22, 20)  # the smallest that is read from the back row
_SMALL_SIZES = (18, 16)
_TOP, _GAP = 0.95, 0.15
_HIGHEST_TITLE, _HIGHEST_MINORITY, _HIGHEST_RAISED = 2.6, 1.25, 0.7
_TEXT, _TITLE = "Title and Content", "Title Slide"
_BESIDE_NUMBER = ROOM - NUMBER_INDENT
_MORE = {Style.QUESTION, Style.SUBTITLE, Style.MOTTO}
_FACTS = {Style.FRONT, Style.ISSUER}
_FRONT = {
    *_MORE,
    *_FACTS,
    Style.NOTICE,
    Style.MARK,
    Style.DRAFT,
    Style.SERIES,
    Style.TITLE,
    Style.SUBJECT,
}


def write_slides(document: Document, _extent: Extent = Extent.FULL) -> bytes:
    """The document as PPTX; the same document gives the same bytes."""
    show = begin_slides()
    pages = SlidePages(show, document)
    _title(pages)
    group = ""
    for section in document.sections:
        group = as_one_line(section.group) or group
        _encouragement(pages, section, group)
    if not document.sections:
        _texts(pages, document.label("encouragements"), [words.NO_PLACE_YET])
    _last(pages)
    _describe(show, document)
    saved = BytesIO()
    show.save(saved)
    return without_clock(saved.getvalue())


def _title(pages: SlidePages) -> None:
    """What the document is, of whom, and that it was adopted."""
    document = pages.document
    blocks = takewhile(lambda each: getattr(each, "style", None) in _FRONT, laid_out(document))
    front = [each for each in blocks if isinstance(each, TextBlock)]
    slide = pages.add(_TITLE, document.series)
    named = [plain_words(each.text) for each in front if each.style is Style.TITLE]
    name = fitted(named, as_points(ROOM), as_points(0.9), (44, 36, 28, 24), serif=True)
    pages.fill(slide.shapes.title, name, 0.95, 0.9, bold=True)
    subject = [plain_words(each.text) for each in front if each.style is Style.SUBJECT]
    text = fitted(subject, as_points(ROOM), as_points(1.0), (28, 26, 24, 22, 20))
    pages.fill(slide.placeholders[1], text, 1.95, 1.0, colour=QUIETER)
    more = [plain_words(each.text) for each in front if each.style in _MORE]
    text = fitted(more, as_points(ROOM), as_points(1.1), (18, 16, 14))
    pages.fill(pages.box(slide, "Question and motto"), text, 3.05, 1.1, colour=QUIETER)
    told = [plain_words(each.text) for each in front if each.style in _FACTS]
    facts = fitted(told, as_points(ROOM), as_points(2.4), (16, 14, 13, 12))
    pages.fill(pages.box(slide, "Adoption and issuer"), facts, 4.5)
    pages.annotate(slide, [each for text in document.form.preamble for each in paragraphs(text)])


def _encouragement(pages: SlidePages, section: Section, group: str) -> None:
    """The full sentence as the title, the explanation, who objected, on what it rests."""
    document = pages.document
    lead = as_one_line(document.form.lead_in)
    sentence = plain_words(full_sentence(lead, section.heading))
    slide = pages.add(_TEXT, one_line_of(" · ", document.form.name, group))
    floor = _raised(pages, slide, section, FOOT - _GAP)
    floor = _minority(pages, slide, section, floor)
    explained = [plain_words(each) for each in paragraphs(section.explanation)]
    title, text = _balanced(sentence, explained, floor)
    place_at(slide.shapes.title, _TOP, title.height / 72)
    number = SlideRun(f"{section.place}\t", ACCENTED, bold=True)
    line = [number, *_with_lead(" ".join(title.lines), lead)]
    frame = slide.shapes.title.text_frame
    write_lines(frame, [line], title.size, pages.language, hanging=NUMBER_INDENT)
    top = _TOP + title.height / 72 + _GAP
    body = slide.placeholders[1]
    if explained:
        pages.fill(body, text, top, floor - top, below_words=True)
    else:
        body._element.getparent().remove(body._element)
    whole = [] if title.whole else [sentence]
    pages.annotate(slide, [*whole, *notes_of(document, section)])


def _balanced(sentence: str, explained: Sequence[str], floor: float) -> tuple[Fitted, Fitted]:
    """Title and explanation, the title smaller where that leaves room for all of the other."""
    wide, tries = as_points(_BESIDE_NUMBER), []
    for at in range(len(_TITLE_SIZES)):
        title = fitted([sentence], wide, as_points(_HIGHEST_TITLE), _TITLE_SIZES[at:], serif=True)
        room = as_points(floor - _TOP - _GAP) - title.height
        tries.append((title, fitted(explained, wide, room, _TEXT_SIZES)))
    return next((pair for pair in tries if pair[1].whole), tries[0])


def _raised(pages: SlidePages, slide: Any, section: Section, floor: float) -> float:
    """Who stood behind it, right above what stands below; gives where it begins."""
    if not pages.document.form.prints(DocumentPart.RAISED):
        return floor
    text = fitted(
        [section.raised], as_points(_BESIDE_NUMBER), as_points(_HIGHEST_RAISED), _SMALL_SIZES
    )
    top = floor - text.height / 72
    box = pages.box(slide, "Who stood behind it")
    pages.fill(box, text, top, colour=QUIETER, below_words=True)
    return top - _GAP


def _minority(pages: SlidePages, slide: Any, section: Section, floor: float) -> float:
    """Who objected to the end, and what reservations were voiced; gives where it begins."""
    said = [*section.dissent, *_reserved(pages.document, section)]
    if not said:
        return floor
    beside, above = PADDING
    inside = as_points(_BESIDE_NUMBER - 2 * beside)
    text = fitted(said, inside, as_points(_HIGHEST_MINORITY), _SMALL_SIZES)
    height = text.height / 72 + 2 * above
    box = pages.box(slide, "Minority", shaded=True)
    pages.fill(box, text, floor - height, height, below_words=True)
    return floor - height - _GAP


def _reserved(document: Document, section: Section) -> list[str]:
    if not document.form.prints(DocumentPart.RESERVATIONS) or not section.reservations:
        return []
    first, *others = section.reservations
    reference = short_reference(as_one_line(first.reference), document.edition)
    more = f", and {len(others)} more in the notes" if others else ""
    return [f"{document.label('reservations')}: “{plain_words(first.text)}” ({reference}){more}"]


def _texts(pages: SlidePages, name: str, texts: Sequence[str]) -> None:
    slide = pages.add(_TEXT, pages.document.form.name)
    title = fitted([name], as_points(ROOM), as_points(1), (36,), serif=True)
    pages.fill(slide.shapes.title, title, _TOP, bold=True)
    text = fitted(texts, as_points(ROOM), as_points(FOOT - 2.2), (24, 22, 20, 18, 16, 14))
    pages.fill(slide.placeholders[1], text, 2, FOOT - 2.2)


def _last(pages: SlidePages) -> None:
    """How to refer to the document, how to know it again, and whom to ask."""
    document, form = pages.document, pages.document.form
    texts = [plain_words(how_to_cite(document))] if form.prints(DocumentPart.CITE) else []
    if document.sha256:
        texts.append(f"Number {document.number}, SHA-256 {document.sha256}")
    if form.prints(DocumentPart.CONTACT):
        texts += paragraphs(form.contact)
    _texts(pages, document.label("cite"), texts or [as_one_line(document.status)])


def _describe(show: Presentation, document: Document) -> None:
    about = show.core_properties
    about.title = one_line_of(": ", document.form.name, document.title)[:255]
    about.author = as_one_line(document.form.issuer or document.series)[:255]
    about.last_modified_by = about.author
    about.subject = as_one_line(document.question)[:255]
    about.comments = one_line_of(" ", document.notice, document.status)[:255]
    about.language, about.revision = slide_language(document.form.language), 1
    about.created = about.modified = datetime(*EARLIEST)


def _with_lead(sentence: str, lead: str) -> SlideLine:
    """The sentence, what all begin with in lighter type."""
    if lead and sentence.startswith(f"{lead} "):
        return [SlideRun(f"{lead} ", QUIETER), SlideRun(sentence[len(lead) + 1 :], bold=True)]
    return [SlideRun(sentence, bold=True)]
