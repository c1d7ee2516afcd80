"""The Outcome Document as one HTML file that asks nothing of any other machine."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, takewhile

from markupsafe import Markup

from hrgl.formats.writers import document as words
from hrgl.formats.writers.blocks import (
    Block,
    Extent,
    Style,
    TableBlock,
    TextBlock,
    in_contents,
    one_line_of,
    plain_words,
    text_runs,
    with_anchors,
)
from hrgl.formats.writers.directions import direction_of
from hrgl.formats.writers.document import Document, as_one_line
from hrgl.formats.writers.html_style import STYLE
from hrgl.formats.writers.html_table import table_markup
from hrgl.formats.writers.layout import laid_out

_OPENS = {Style.PART: "section", Style.ENCOURAGEMENT: "article"}
# Only what stands in these is markup: what is put into them is escaped.
_PAGE = Markup("""<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';
 base-uri 'none'; form-action 'none'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
""")
_BODY = Markup("""<div class="document">
<a class="skip" href="#encouragements">Skip to the encouragements</a>
<header>
{front}
</header>
{contents}
<main>
{text}
</main>
<footer>
{foot}
</footer>
</div>""")
_CONTENTS = Markup("""<nav aria-label="{label}">
<details open><summary dir="auto">{label}</summary>
<ul>
{entries}
</ul>
</details>
</nav>""")
_ENTRY = Markup('<li class="level-{}"><a href="#{}" dir="auto">{}</a></li>')
_BLOCK = Markup('<{name}{id} class="{style}" dir="auto">{number}{lead}{text}</{name}>')
_OPENING = Markup('<{0} id="{1}" aria-labelledby="{1}-heading">')
_NOTE_MARK = Markup(
    '<sup class="note"><a id="note-{0}-mark" href="#note-{0}" role="doc-noteref" '
    'aria-label="Footnote {0}">{0}</a></sup>'
)
_NOTE = Markup(
    '<li id="note-{0}" dir="auto">{1} <a class="back" href="#note-{0}-mark" '
    'role="doc-backlink" aria-label="Back to footnote {0} in the text">↩</a></li>'
)
_NOTES = Markup("""<section class="notes" aria-label="Footnotes">
<ol>
{}
</ol>
</section>""")
_LINE = Markup("\n")


@dataclass(frozen=True)
class PageParts:
    """The document as markup that may stand in a page of one's own, within class "document"."""

    language: str
    direction: str  # "ltr" or "rtl"
    title: str  # of the window, as words
    front: Markup  # from the series to the issuer, with the only h1
    contents: Markup  # a nav
    text: Markup  # sections and articles, each with its anchor; the footnotes last
    foot: Markup


def write_html(document: Document, extent: Extent = Extent.FULL) -> bytes:
    """The document as UTF-8 HTML; all that people wrote is escaped."""
    parts = page_parts(document, extent)
    page = _PAGE.format(
        language=parts.language,
        direction=parts.direction,
        title=parts.title,
        style=STYLE,
        body=_body(parts),
    )
    return page.encode("utf-8")


def html_body(document: Document, extent: Extent = Extent.FULL) -> str:
    """What stands in the body of a page whose style is STYLE."""
    return str(_body(page_parts(document, extent)))


def page_parts(document: Document, extent: Extent = Extent.FULL) -> PageParts:
    """The document as the parts of a page."""
    blocks = with_anchors(laid_out(document, extent))
    front = list(takewhile(lambda block: not _begins_text(block), blocks))
    writer = _Text()
    opening = [writer.block(each) for each in front]
    text = writer.whole(blocks[len(front) :])
    state = words.DRAFT if document.draft else ""
    return PageParts(
        language=document.form.language or "en",
        direction=direction_of(document.form.language),
        title=one_line_of(" – ", state, document.form.name, document.title, document.series),
        front=_LINE.join(opening),
        contents=_contents(document.label("contents"), in_contents(blocks)),
        text=text,
        foot=_foot(document),
    )


def _body(parts: PageParts) -> Markup:
    return _BODY.format(
        front=parts.front, contents=parts.contents, text=parts.text, foot=parts.foot
    )


def _begins_text(block: Block) -> bool:
    return isinstance(block, TableBlock) or block.style in {Style.PREAMBLE, Style.PART}


def _contents(label: str, headings: list[TextBlock]) -> Markup:
    made = (
        _ENTRY.format(
            each.level, each.anchor, one_line_of(" ", each.number, plain_words(each.text))
        )
        for each in headings
    )
    return _CONTENTS.format(label=as_one_line(label), entries=_LINE.join(made))


def _foot(document: Document) -> Markup:
    number = f"Number {document.number}" if document.number else words.DRAFT
    digest = f"SHA-256 {document.sha256}" if document.sha256 else ""
    lines = (one_line_of(" · ", document.series, number, digest), document.notice)
    line = Markup('<p dir="auto">{}</p>')
    return _LINE.join(line.format(as_one_line(each)) for each in lines if as_one_line(each))


@dataclass
class _Text:
    """Writes blocks one after the other, and keeps the footnotes that stand at the end."""

    notes: list[str] = field(default_factory=list)
    _open: list[tuple[int, str]] = field(default_factory=list)
    _in_list: bool = False

    def whole(self, blocks: Iterable[Block]) -> Markup:
        """All blocks, inside the sections and articles that their headings begin."""
        made = list(chain.from_iterable((*self._before(each), self.block(each)) for each in blocks))
        made += self._closing(0)
        if self.notes:
            made.append(self._footnotes())
        return _LINE.join(made)

    def block(self, block: Block) -> Markup:
        """One block as an element."""
        if isinstance(block, TableBlock):
            return table_markup(block)
        name = f"h{block.level}" if block.level else "li" if block.style is Style.ITEM else "p"
        opened = self._open and block.style in _OPENS
        anchor = f"{block.anchor}-heading" if opened else block.anchor
        return _BLOCK.format(
            name=name,
            id=Markup(' id="{}"').format(anchor) if anchor else "",
            style=block.style.name.lower(),
            number=_span("number", block.number),
            lead=_span("lead", block.lead),
            text=self._inline(block.text),
        )

    def _before(self, block: Block) -> Iterable[Markup]:
        is_item = isinstance(block, TextBlock) and block.style is Style.ITEM
        if self._in_list and not is_item:
            yield Markup("</ul>")
        if is_item and not self._in_list:
            yield Markup("<ul>")
        self._in_list = is_item
        if isinstance(block, TextBlock) and block.level:
            yield from self._closing(block.level)
            if name := _OPENS.get(block.style):
                self._open.append((block.level, name))
                yield _OPENING.format(name, block.anchor)

    def _closing(self, level: int) -> Iterable[Markup]:
        if level == 0 and self._in_list:
            yield Markup("</ul>")
        while self._open and self._open[-1][0] >= level:
            yield Markup("</{}>").format(self._open.pop()[1])

    def _inline(self, text: str) -> Markup:
        made = Markup()
        for run in text_runs(text):
            made += run.text
            if run.footnote:
                self.notes.append(run.footnote)
                made += _NOTE_MARK.format(len(self.notes))
        return made

    def _footnotes(self) -> Markup:
        made = (_NOTE.format(at, each) for at, each in enumerate(self.notes, start=1))
        return _NOTES.format(_LINE.join(made))


def _span(name: str, text: str) -> Markup:
    return Markup('<span class="{}">{}</span> ').format(name, text) if text else Markup()
