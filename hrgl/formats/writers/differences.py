"""What differs between two numbers of the document, block by block, and what each touches."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from hrgl.formats.writers.blocks import Block, Style, TextBlock, one_line_of
from hrgl.formats.writers.document import REMARKS, Document, as_one_line
from hrgl.formats.writers.languages import language_name
from hrgl.formats.writers.layout import laid_out

_ANNEXED = (Style.RAISED, Style.RESERVATION)
_TOLD = (Style.NOTICE, Style.MARK, Style.DRAFT, Style.FRONT)
_ALIKE = 0.5
_LONGEST_SHOWN = 240


class Touches(Enum):
    """What a part of the document is to the body that adopted it."""

    WORDS = "words"  # the title, the preamble and the encouragements: what is adopted
    REMARKS = "remarks"  # may grow after adoption
    BESIDE = "beside"  # status, evidence, annexes: told of the document


_TRANSLATED = ("Translations", Touches.BESIDE)


@dataclass(frozen=True)
class DocumentLine:
    """A paragraph of the document, or a row of one of its tables, with the part it stands in."""

    style: Style
    text: str
    about: str
    touches: Touches


@dataclass(frozen=True)
class Difference:
    """A line that became another; `before` or `after` is "" where one was added or taken out."""

    about: str
    touches: Touches
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The difference in plain words."""
        before, after = f"“{_short(self.before)}”", f"“{_short(self.after)}”"
        if not self.before:
            told = f"new: {after}"
        elif not self.after:
            told = f"taken out: {before}"
        else:
            told = f"{before} became {after}"
        return f"{self.about}: {told}{'' if told[-2] in '.!?…' else '.'}"


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """All that differs between two numbers, in the order in which it is read."""
    pairs = paired_lines(document_lines(before), document_lines(after))
    return tuple(_difference(one, other) for one, other in pairs if not _same(one, other))


def document_lines(document: Document) -> list[DocumentLine]:
    """The document as it is printed in full, line by line."""
    found: list[DocumentLine] = []
    about, beside = "Title page", False
    for block in laid_out(document):
        if isinstance(block, TextBlock):
            if block.style is Style.PREAMBLE:
                about = "Preamble"
            elif block.style is Style.PART:
                about, beside = block.text, block.anchor != "encouragements"
            elif block.style is Style.ENCOURAGEMENT:
                about = f"Encouragement {block.number}" if block.number else "Candidate"
        touches = Touches.BESIDE if beside else _touched(block)
        found += [DocumentLine(style, text, about, touches) for style, text in _texts(block)]
    return found + [
        DocumentLine(Style.ITEM, as_one_line(f"{language_name(it.language)}: {text}"), *_TRANSLATED)
        for it in document.translations
        for _, text in it.texts
    ]


def paired_lines(
    before: Sequence[DocumentLine], after: Sequence[DocumentLine]
) -> Iterator[tuple[DocumentLine | None, DocumentLine | None]]:
    """Each line beside what it became, in the order of reading; old lines before new ones."""
    olds, news = [_key(each) for each in before], [_key(each) for each in after]
    for kind, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(before[a:b], after[c:d], strict=True)
        else:
            yield from _paired(before[a:b], after[c:d])


def _paired(
    before: Sequence[DocumentLine], after: Sequence[DocumentLine]
) -> Iterator[tuple[DocumentLine | None, DocumentLine | None]]:
    """Lines of one style that are alike are one line that was changed; the order is kept."""
    left = list(after)
    for old in before:
        at = next((at for at, new in enumerate(left) if _alike(old, new)), None)
        if at is None:
            yield old, None
            continue
        yield from ((None, new) for new in left[:at])
        yield old, left[at]
        left = left[at + 1 :]
    yield from ((None, new) for new in left)


def _alike(old: DocumentLine, new: DocumentLine) -> bool:
    if old.style is not new.style or old.about != new.about:
        return False
    matcher = SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _touched(block: Block) -> Touches:
    if not isinstance(block, TextBlock) or block.style in _ANNEXED or block.style in _TOLD:
        return Touches.BESIDE
    if block.style is Style.LABEL:
        return Touches.REMARKS if block.text == REMARKS else Touches.BESIDE
    return Touches.REMARKS if block.style is Style.REMARK else Touches.WORDS


def _texts(block: Block) -> Iterable[tuple[Style, str]]:
    if isinstance(block, TextBlock):
        return [(block.style, one_line_of(" ", block.number, block.lead, block.text))]
    return [(Style.ITEM, one_line_of(" – ", *row)) for row in (block.columns, *block.rows)]


def _key(line: DocumentLine) -> tuple[str, str]:
    return line.style, line.text


def _same(one: DocumentLine | None, other: DocumentLine | None) -> bool:
    return one is not None and other is not None and _key(one) == _key(other)


def _difference(one: DocumentLine | None, other: DocumentLine | None) -> Difference:
    known = [each for each in (one, other) if each is not None]
    # what moved out of the words that were adopted touches them, too
    touched = min((each.touches for each in known), key=list(Touches).index)
    return Difference(known[0].about, touched, one.text if one else "", other.text if other else "")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rstrip()}…"
