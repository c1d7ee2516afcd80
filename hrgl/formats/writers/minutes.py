"""The minutes of a meeting as a value, as the page shows them, and as a Word file."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from docx.document import Document as Word

from hrgl.formats.writers.document import Document, as_one_line, paragraphs
from hrgl.formats.writers.docx import add_texts, begin_word, timeless

NOTHING_TAKEN_UP = "No encouragement was taken up."


@dataclass(frozen=True)
class MinutesPoint:
    """One encouragement of a meeting: the words, what became of it, and what was said of it.

    `outcome` is a word or two ("Agreed"); all others are sentences.
    """

    place: int | None
    heading: str
    explanation: str
    examples: str
    wording: int
    outcome: str
    concluded: tuple[str, ...]
    amendments: tuple[str, ...]
    objections: tuple[str, ...]
    rulings: tuple[str, ...]
    spoke: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is called in the minutes."""
        return f"{self.place}  {self.heading}" if self.place else self.heading


@dataclass(frozen=True)
class Minutes:
    """The minutes of a meeting: when, who, by which rule, what was decided, and what was not."""

    series: str
    edition: str
    notice: str
    number: int
    when: str
    chairs: tuple[str, ...]
    present: tuple[str, ...]
    absent: tuple[str, ...]
    spoken_for: tuple[str, ...]
    rule: tuple[str, ...]
    points: tuple[MinutesPoint, ...] = field(default=())
    not_decided: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        """The title of the file."""
        return f"Minutes of meeting {self.number}"


def write_minutes(minutes: Minutes) -> bytes:
    """The minutes as DOCX; the same minutes give the same bytes."""
    word = begin_word(_about(minutes))
    add_texts(word, "Notice", minutes.notice)
    add_texts(word, "Series", minutes.series)
    add_texts(word, "Title", minutes.title)
    add_texts(word, "Subtitle", minutes.edition, minutes.when)
    word.add_heading("Who was there", 1)
    for label, lines in (
        ("Chair", minutes.chairs),
        ("Present", minutes.present),
        ("Spoken for", minutes.spoken_for),
        ("Absent", minutes.absent),
        ("Rule", minutes.rule),
    ):
        _lines(word, label, lines)
    word.add_heading("What was decided", 1)
    add_texts(word, "Normal", "" if minutes.points else NOTHING_TAKEN_UP)
    for point in minutes.points:
        _point(word, point)
    if minutes.not_decided:
        word.add_heading("Not decided", 1)
        add_bullets(word, minutes.not_decided)
    return timeless(word)


def _about(minutes: Minutes) -> Document:
    """What every page says of the file."""
    return Document(
        edition=minutes.edition,
        series=minutes.series,
        title=minutes.title,
        question=minutes.edition,
        dates=minutes.when,
        number=minutes.number,
        status=minutes.when,
        notice=minutes.notice,
        sections=(),
    )


def _point(word: Word, point: MinutesPoint) -> None:
    word.add_heading(as_one_line(point.title), 2)
    add_texts(word, "Label", f"{point.outcome} – wording {point.wording}")
    add_texts(word, "Normal", *paragraphs(point.explanation))
    add_texts(word, "Remarks", *paragraphs(point.examples))
    for label, lines in (
        ("Conclusion", point.concluded),
        ("Amendments", point.amendments),
        ("Objections, conditions and abstentions", point.objections),
        ("Rulings", point.rulings),
        ("Who spoke, in turn", point.spoke),
    ):
        _lines(word, label, lines)


def _lines(word: Word, label: str, lines: Sequence[str]) -> None:
    if lines:
        add_texts(word, "Label", label)
        add_bullets(word, lines)


def add_bullets(word: Word, lines: Sequence[str]) -> None:
    """A list with a point before each line."""
    for line in lines:
        word.add_paragraph(as_one_line(line))._p.style = "ListBullet"
