"""A draft as a Word file to be taken out, changed with tracking, and brought back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from docx.document import Document as Word
from docx.oxml.ns import qn

from hrgl.formats.draft_marks import (
    DRAFT_FIELDS,
    DRAFT_STYLES,
    FIXED_MARK,
    MarkedLine,
    as_written,
    bookmark_of,
)
from hrgl.formats.writers.directions import from_the_right
from hrgl.formats.writers.document import EXAMPLES, LEAD_IN, Document, as_one_line
from hrgl.formats.writers.docx import begin_word, timeless
from hrgl.formats.writers.docx_styles import ParagraphLook, add_style, xml_element
from hrgl.formats.writers.stamping import stamp_word

HOW_TO = (
    "Write into the texts below as you would on paper: Word keeps every change with your name, and "
    "comments are welcome. Please leave the order of the texts, and save the file as .docx. What "
    "you change in this paragraph, in headers, tables or notes at the foot is read, too, but "
    "somebody has to find its place by hand."
)
NO_EXAMPLES = "Examples (none yet)"
_LOOKS = {
    "how to": ParagraphLook("Draft Note", 9.5, 0, 14, marks="bar", indent=0.3),
    "lead-in": ParagraphLook("Draft Lead-in", 11, 20, 2, colour="4D565A", marks="keep"),
    "heading": ParagraphLook(DRAFT_STYLES["heading"], 13, 0, 6, "Georgia", "0B5C6B", "bold keep"),
    "explanation": ParagraphLook(DRAFT_STYLES["explanation"], 10.5),
    "examples": ParagraphLook(DRAFT_STYLES["examples"], 10.5, 0, 4, indent=0.6),
}


@dataclass(frozen=True)
class MarkedPart:
    """An encouragement as it goes out; `key` is what its words are found by again."""

    key: int
    place: int | None
    heading: str
    explanation: str
    examples: str


@dataclass(frozen=True)
class MarkedDraft:
    """A draft as it goes out, with the number and the digest by which it is known again."""

    edition: str
    title: str
    number: int
    digest: str
    parts: tuple[MarkedPart, ...]


def marked_docx(draft: MarkedDraft) -> bytes:
    """The draft as DOCX, each of its paragraphs marked; the same draft gives the same bytes."""
    word = begin_word(_about(draft))
    for look in _LOOKS.values():
        add_style(word, look)
    # So that headings stand in the pane for finding one's way.
    heading = word.styles[DRAFT_STYLES["heading"]].element
    heading.get_or_add_pPr().append(xml_element("outlineLvl", 'w:val="1"'))
    fixed = list(_written(word, draft))
    _track(word)
    about = (as_one_line(draft.edition), draft.number, draft.digest)
    stamp_word(word, about, fixed, ((part.key, part.place) for part in draft.parts))
    return timeless(word)


def _about(draft: MarkedDraft) -> Document:
    """What the head of each page and the properties of the file say."""
    status = f"Draft number {draft.number}, to be changed and brought back"
    return Document(
        edition=draft.edition,
        series="",
        title=draft.title,
        question="",
        dates="",
        number=None,
        status=status,
        notice="",
        sections=(),
    )


def _written(word: Word, draft: MarkedDraft) -> Iterator[str]:
    """Write all paragraphs; gives those that are ours, not a wording's."""
    numbers = count(1)
    for style, text in _front(draft):
        yield _fixed(word, numbers, style, text)
    for part in draft.parts:
        yield _fixed(word, numbers, "Draft Lead-in", _lead_in(part))
        for field in DRAFT_FIELDS:
            if field == "examples":
                label = EXAMPLES if part.examples else NO_EXAMPLES
                yield _fixed(word, numbers, "Label", label)
            _field(word, numbers, part, field)
    # LibreOffice loses the mark of a last paragraph without words.
    yield _fixed(word, numbers, "Evidence", f"End of draft number {draft.number}.")


def _front(draft: MarkedDraft) -> Iterable[tuple[str, str]]:
    yield "Draft Note", HOW_TO
    if title := as_one_line(draft.title):
        yield "Title", title
    yield "Subtitle", f"Draft number {draft.number}"


def _lead_in(part: MarkedPart) -> str:
    name = f"Candidate {part.key}" if part.place is None else f"Encouragement {part.place}"
    return f"{name}. {LEAD_IN} …"


def _fixed(word: Word, numbers: Iterator[int], style: str, text: str) -> str:
    number = next(numbers)
    _paragraph(word, style.replace(" ", ""), text, number, f"{FIXED_MARK}{number}")
    return text


def _field(word: Word, numbers: Iterator[int], part: MarkedPart, field: str) -> None:
    style = DRAFT_STYLES[field].replace(" ", "")
    for line, text in enumerate(as_written(getattr(part, field)).split("\n"), start=1):
        mark = bookmark_of(MarkedLine(part.key, field, line))
        _paragraph(word, style, text, next(numbers), mark)


def _paragraph(word: Word, style: str, text: str, number: int, mark: str) -> None:
    """A paragraph of one run, between the two ends of its bookmark."""
    paragraph = word.add_paragraph(text)
    paragraph._p.style = style
    begin = xml_element("bookmarkStart", f'w:id="{number}" w:name="{mark}"')
    end = xml_element("bookmarkEnd", f'w:id="{number}"')
    runs = paragraph._p.xpath("w:r")
    if runs:
        runs[0].addprevious(begin)
        runs[-1].addnext(end)
    else:
        paragraph._p.extend([begin, end])
    if from_the_right(text):
        paragraph._p.get_or_add_pPr().append(xml_element("bidi"))
        for run in runs:
            run.get_or_add_rPr().append(xml_element("rtl"))


def _track(word: Word) -> None:
    """Have changes recorded, words only, so that no menu can switch it off."""
    settings = word.settings.element
    # The schema of settings puts the tracking of changes right before this.
    following = settings.find(qn("w:defaultTabStop"))
    wanted = (
        ("trackRevisions", ""),
        ("doNotTrackMoves", ""),
        ("doNotTrackFormatting", ""),
        ("documentProtection", 'w:edit="trackedChanges" w:enforcement="1"'),
    )
    for name, attributes in wanted:
        following.addprevious(xml_element(name, attributes))
