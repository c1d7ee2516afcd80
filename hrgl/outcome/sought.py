"""What of a published number must stand in a file of it, and what may be printed around that."""

from collections.abc import Iterator
from dataclasses import replace

from hrgl.formats.readers.held_text import SoughtPiece
from hrgl.formats.writers.annexes import how_to_cite
from hrgl.formats.writers.blocks import Extent, Style, TableBlock, TextBlock, text_runs
from hrgl.formats.writers.document import LEAD_IN, Document, as_one_line
from hrgl.formats.writers.layout import laid_out

_FRONT = "the front"
_OURS = (
    *("Contents", "Encouragements", "Skip to the encouragements", "Footnotes", "Notes", "Page"),
    *(
        "of",
        "Number",
        "Number –",
        "SHA-256",
        "DRAFT",
        "The statements",
        "Statements",
        "How to cite",
    ),
    *("How to cite: page", "Examples", "Back to the text", "Back", "Up", "Evidence", "page"),
    *("To the evidence", "Outcome Document"),
)
_SHORTEST, _SHORTENED = 30, 70  # letters of a line that is cut short


def sought_pieces(document: Document, extent: Extent) -> list[SoughtPiece]:
    """The words that were published, in the order in which they are printed."""
    # what is told of a number later is not what was published
    frozen = replace(document, sha256="", adoption="", mark="")
    where, found = _FRONT, list[SoughtPiece]()
    for block in laid_out(frozen, extent):
        where = _where(block, where)
        if isinstance(block, TableBlock):
            found += [SoughtPiece(where, cell) for row in block.rows for cell in row]
            continue
        runs = text_runs(block.text)
        for number, run in enumerate(runs):
            text = run.text if number else f"{block.number} {block.lead} {run.text}".strip()
            found.append(SoughtPiece(where, text, () if number else _also(block, run.text)))
    return [each for each in found if each.text]


def _also(block: TextBlock, text: str) -> tuple[str, ...]:
    """How the beginning of a block is printed by some: in capitals, or its number elsewhere."""
    if block.style is Style.SERIES:
        return (text.upper(),)
    if block.style is Style.NOTICE:
        return (f"{text[:1].upper()}{text[1:]}",)
    return (f"{block.lead} {text}".strip(),) if block.number else ()


def sought_notes(document: Document, extent: Extent) -> list[SoughtPiece]:
    """The footnotes, which each format prints in a place of its own."""
    return [
        SoughtPiece("a footnote", run.footnote)
        for block in laid_out(document, extent)
        if isinstance(block, TextBlock)
        for run in text_runs(block.text)
        if run.footnote
    ]


def _where(block: TextBlock | TableBlock, before: str) -> str:
    if isinstance(block, TableBlock):
        return before
    if block.style is Style.ENCOURAGEMENT:
        return f"encouragement {block.number}" if block.number else "a candidate"
    if block.style is Style.ENTRY_HEADING:
        place = block.anchor.rpartition("-")[2]
        return f"the evidence for encouragement {place}" if place else f"“{block.text}”"
    if block.style is Style.PREAMBLE:
        return "the preamble"
    return f"“{block.text}”" if block.style in (Style.PART, Style.GROUP) else before


def printed_around(document: Document) -> Iterator[str]:
    """What writers print between, above and below the words: heads, feet, contents, headings."""
    form = document.form
    yield from _OURS
    yield from (document.status, document.adoption, document.mark, document.notice, LEAD_IN)
    yield from (form.lead_in, f"{form.lead_in} …", form.symbol, how_to_cite(document))
    yield from _digests(document)
    heads = [form.name, document.title, document.series, document.edition, form.issuer]
    heads += [f"{form.name}: {document.title}", f"{form.name} {document.edition}"]
    heads += [document.notice, document.mark, f"{document.mark} · {document.notice}"]
    for line in map(as_one_line, heads):
        yield line
        yield line.upper()
        for shorter in _shortened(line):
            yield shorter
            yield shorter.upper()
    for block in laid_out(document, Extent.FULL):
        if isinstance(block, TableBlock):
            yield block.caption
            yield from block.columns
        elif block.level:
            words = "".join(run.text for run in text_runs(block.text))
            yield from (words, f"{block.lead} {words}")


def _shortened(line: str) -> Iterator[str]:
    """How a line is cut short where it is too long for the head or foot of a page."""
    for place, sign in enumerate(line):
        if place > _SHORTEST and (sign == " " or place == _SHORTENED):
            yield f"{line[:place]}…"


def _digests(document: Document) -> Iterator[str]:
    for length in (64, 16, 12, 8):
        if document.sha256:
            yield f"SHA-256 {document.sha256[:length]}"
            yield document.sha256[:length]
    yield f"Number {document.number}"
