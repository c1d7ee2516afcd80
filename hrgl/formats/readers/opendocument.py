"""The text of an OpenDocument text (.odt): what its reader sees, in lines as a pad has them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hrgl.formats.readers.layout import DEEPEST, Paragraph, broken, lay_out
from hrgl.formats.readers.package import Package, Walker

# What was taken out, what stands at the foot or the edge, and lists made from the text itself.
_UNSEEN = frozenset(
    {
        "tracked-changes",
        "note",
        "annotation",
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "bibliography",
        "forms",
        "title",
        "desc",
        "ruby-text",
        "covered-table-cell",
        "script",
        "event-listeners",
    }
)
_HEADINGS = {"Title": 1, "Subtitle": 2}
_LISTED = re.compile(r"List_20_(?:Bullet|Number|Continue)_20_([2-5])(?:_20_\w+)?")
_LENGTH = re.compile(r"(-?[\d.]{1,12})(cm|mm|in|pt)", re.ASCII)
_INCHES = {"cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1.0, "pt": 1 / 72}
_STEP = 0.5  # inches of indentation that count as one level
_GENERATIONS = 12
_MOST_SPACES = 40


@dataclass
class _Style:
    """What a style says; None where its parent is asked."""

    parent: str = ""
    bold: bool | None = None
    indent: float | None = None
    step: int = 0


def odt_text(package: Package) -> str:
    """Give the text of a document, its tables row by row; without comments, notes at the foot,
    tables of contents, headers and what tracked changes took out."""
    styles = _Styles()
    package.walk("styles.xml", styles)
    # Its automatic styles stand in the content itself, before the text.
    body = _Body(styles)
    package.walk("content.xml", body)
    return lay_out(body.found)


def is_locked(package: Package) -> bool:
    """Say whether an OpenDocument file is locked with a password."""
    manifest = _Manifest()
    package.walk("META-INF/manifest.xml", manifest)
    return manifest.locked


class _Manifest(Walker):
    locked = False

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        self.locked = self.locked or tag == "encryption-data"


class _Styles(Walker):
    """Collects styles of paragraphs and letters, and which levels of lists are numbered."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[str, _Style] = {}
        self.style = _Style()
        self.list = ""
        self.marks: dict[tuple[str, int], str] = {}

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "style":
            self.style = self.styles.setdefault(given.get("name", ""), _Style())
            self.style.parent = given.get("parent-style-name", "")
        elif tag == "text-properties" and "font-weight" in given:
            self.style.bold = given["font-weight"] in ("bold", "600", "700", "800", "900")
        elif tag == "paragraph-properties" and "margin-left" in given:
            self.style.indent = _inches(given["margin-left"])
        elif tag == "list-style":
            self.list = given.get("name", "")
        elif tag == "list-level-style-number":
            # A level without a format of its number shows none.
            self._mark(given, "ol" if given.get("num-format") else "")
        elif tag.startswith("list-level-style-"):
            self._mark(given, "ul" if given.get("bullet-char", "•").strip() else "")

    def _mark(self, given: Mapping[str, str], mark: str) -> None:
        level = given.get("level", "")
        if level.isascii() and level.isdigit() and len(level) < 4:
            self.marks[self.list, int(level)] = mark

    def whole(self, name: str) -> _Style:
        """Give a style with what its parents say; a ring of parents ends the asking."""
        found = _Style()
        for _ in range(_GENERATIONS):
            above = self.styles.get(name)
            if above is None:
                break
            found.bold = above.bold if found.bold is None else found.bold
            found.indent = above.indent if found.indent is None else found.indent
            listed = _LISTED.fullmatch(name)
            found.step = found.step or (int(listed[1]) if listed else 0)
            name = above.parent
        return found


def _inches(length: str) -> float | None:
    found = _LENGTH.fullmatch(length)
    if found is None or found[1].count(".") > 1 or not found[1].strip("-."):
        return None
    return float(found[1]) * _INCHES[found[2]]


@dataclass
class _Open:
    """A paragraph that is being read; one in a text frame stands inside another."""

    style: str
    heading: int
    level: int
    mark: str
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)


class _Body(Walker):
    """Collects the paragraphs of a document in the order of the file."""

    def __init__(self, styles: _Styles) -> None:
        super().__init__()
        self.skipped = _UNSEEN
        self.styles = styles
        self.found: list[Paragraph] = []
        self.open: list[_Open] = []
        self.lists: list[str] = []
        self.marked = self.in_text = False
        self.bold: dict[str, bool | None] = {}

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "text" and not self.in_text:
            self.in_text = True
        elif not self.in_text:
            self.styles.opened(tag, given)
        elif tag in ("p", "h"):
            self._begin(tag, given)
        elif tag == "list":
            # An inner list without a style of its own has that of the list around it.
            inherited = self.lists[-1] if self.lists else ""
            self.lists.append(given.get("style-name", inherited))
        elif tag == "list-item":
            self.marked = True
        elif self.open:
            self._inside(tag, given)

    def _begin(self, tag: str, given: Mapping[str, str]) -> None:
        style = given.get("style-name", "")
        heading = _HEADINGS.get(style, 0)
        if tag == "h":
            level = given.get("outline-level", "1")
            heading = int(level) if level in "123456" and level else 6
        mark = self.styles.marks.get((self._list(), len(self.lists)), "ul") if self.marked else ""
        self.open.append(_Open(style, heading, len(self.lists), mark))
        self.marked = False

    def _list(self) -> str:
        return self.lists[-1] if self.lists else ""

    def _inside(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "span":
            self.open[-1].spans.append(given.get("style-name", ""))
        elif tag == "s":
            count = given.get("c", "1")
            many = int(count) if count.isascii() and count.isdigit() and len(count) < 5 else 1
            self._add(" " * min(many, _MOST_SPACES))
        elif tag == "tab":
            self._add("\t")
        elif tag == "line-break":
            self._add("\n")

    def closed(self, tag: str) -> None:
        if tag in ("p", "h") and self.open:
            self.found.extend(self._finished(self.open.pop()))
        elif tag == "list" and self.lists:
            self.lists.pop()
            self.marked = False
        elif tag == "span" and self.open and self.open[-1].spans:
            self.open[-1].spans.pop()
        elif tag == "table-row" and self.found and self.found[-1].text:
            # Rows are set apart, for a row never goes on with the sentence of another.
            self.found.append(Paragraph(""))

    def said(self, text: str) -> None:
        if self.open:
            # Line ends in the file are layout of the file; those of the text are elements.
            self._add(re.sub(r"[ \t\r\n]+", " ", text))

    def _add(self, text: str) -> None:
        paragraph = self.open[-1]
        said = (self._bold(style) for style in (*reversed(paragraph.spans), paragraph.style))
        bold = next((each for each in said if each is not None), False)
        paragraph.pieces.append((text, bold))

    def _bold(self, style: str) -> bool | None:
        if style not in self.bold:
            self.bold[style] = self.styles.whole(style).bold
        return self.bold[style]

    def _finished(self, paragraph: _Open) -> Iterator[Paragraph]:
        style = self.styles.whole(paragraph.style)
        indent = style.indent or 0.0
        # Word has styles for deeper items, which are no lists inside lists.
        level = max(paragraph.level, style.step) if paragraph.level else 0
        if not level:
            level = min(max(round(indent / _STEP), int(indent >= _STEP / 2)), DEEPEST)
        whole = Paragraph("", level, paragraph.mark, paragraph.heading)
        return broken(whole, paragraph.pieces)
