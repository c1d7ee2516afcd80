"""What every writer prints: paragraphs and tables, each of a style, in the order of reading."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from hrgl.formats.writers.document import as_one_line, paragraphs
from hrgl.formats.writers.footnotes import FOOTNOTE, without_footnotes


class Extent(StrEnum):
    """How much of the document is printed."""

    SHORT = "short"  # for the Conference: the encouragements and what frames them
    FULL = "full"  # with remarks, method and annexes


class Style(StrEnum):
    """What a block is; writers name their styles after these."""

    NOTICE = "Notice"
    MARK = "Mark"
    SERIES = "Series"
    TITLE = "Title"
    DRAFT = "Draft"
    SUBJECT = "Subject"
    QUESTION = "Guiding Question"
    SUBTITLE = "Subtitle"
    MOTTO = "Motto"
    FRONT = "Front"
    ISSUER = "Issuer"
    PREAMBLE = "Preamble"
    PART = "Heading 1"
    GROUP = "Group"
    ENCOURAGEMENT = "Encouragement"
    ENTRY_HEADING = "Heading 2"
    TEXT = "Normal"
    LABEL = "Label"
    EXAMPLE = "Example"
    DISSENT = "Dissent"
    RESERVATION = "Reservation"
    RAISED = "Raised"
    REMARK = "Remarks"
    ITEM = "List Bullet"
    DESCRIPTION = "Description"


@dataclass(frozen=True)
class TextBlock:
    """A paragraph. `lead` is what begins its sentence in lighter type, `number` stands beside it.

    Both belong to the text, in the order number, lead, text. The words of people may hold
    footnotes, "^[…]": ask `text_runs` for them.
    """

    style: Style
    text: str
    lead: str = ""
    number: str = ""
    anchor: str = ""
    level: int = 0  # of a heading, the title being 1
    by_people: bool = False  # whose direction of writing is found from the words


@dataclass(frozen=True)
class TableBlock:
    """A table; columns in which nothing stands are left out already."""

    caption: str  # what it holds, for who cannot see it
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Run:
    """A stretch of a text, and the footnote that follows it, if one does."""

    text: str
    footnote: str = ""


Block = TextBlock | TableBlock


def text_runs(text: str) -> list[Run]:
    """A text as its stretches between footnotes: "… cities^[Article 21.] may …"."""
    parts = FOOTNOTE.split(as_one_line(text))
    notes = [*parts[1::2], ""]
    return [
        Run(words, note.strip())
        for words, note in zip(parts[::2], notes, strict=True)
        if words or note
    ]


def plain_words(text: str) -> str:
    """A text on one line without its footnotes, as a list of contents names it."""
    return without_footnotes(as_one_line(text))


def with_anchors(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, in which every heading has an anchor that no other has."""
    taken: set[str] = set()
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, TextBlock) and (block.level or block.anchor):
            name = block.anchor or "part"
            if name in taken or not block.anchor:
                name = f"{name}-n{len(taken) + 1}"
            taken.add(name)
            block = replace(block, anchor=name)
        made.append(block)
    return made


def in_contents(blocks: Iterable[Block]) -> list[TextBlock]:
    """The headings that a list of contents names: parts, groups and encouragements."""
    named = {Style.PART, Style.GROUP, Style.ENCOURAGEMENT}
    return [each for each in blocks if isinstance(each, TextBlock) and each.style in named]


def people(style: Style, text: str) -> list[Block]:
    """What people wrote, a block for each paragraph."""
    return [TextBlock(style, each, by_people=True) for each in paragraphs(text)]


def one_line_of(between: str, *texts: str) -> str:
    """The texts in which something stands, on one line."""
    return between.join(filter(None, map(as_one_line, texts)))
