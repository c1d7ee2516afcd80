"""The text of a Word document (.docx): what its reader sees, in lines as a pad has them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from hrgl.formats.readers.layout import DEEPEST, Paragraph, broken, lay_out
from hrgl.formats.readers.package import Package, Walker

# Taken out or moved away, drawn a second time for old programs, or never shown.
_UNSEEN = frozenset(
    {"Fallback", "del", "moveFrom", "instrText", "delText", "pPrChange", "rPrChange", "rt"}
)
_HEADING = re.compile(r"heading ([1-9])")
_TITLES = {"title": 1, "subtitle": 2}
_LISTED = re.compile(r"list(?: (?:bullet|number|continue))? ?([2-5])?")
_CONTENTS = re.compile(r"toc (?:\d|heading)")
_TWIPS = 720  # a step of indentation: half an inch, in twentieths of a point
_GENERATIONS = 12
_OFF = ("0", "false", "off", "none")


@dataclass
class _Style:
    """What a style says of its paragraphs or letters; None where its parent is asked."""

    name: str = ""
    parent: str = ""
    number: str | None = None
    level: int = 0
    heading: int | None = None
    indent: int | None = None
    bold: bool | None = None


def docx_text(package: Package, main: str) -> str:
    """Give the text of a document, its tables row by row; without comments, notes at the foot,
    headers, hidden letters and what tracked changes took out."""
    styles = _Styles()
    package.walk("word/styles.xml", styles)
    numbers = _Numbers()
    package.walk("word/numbering.xml", numbers)
    body = _Body(styles, numbers)
    package.walk(main, body)
    return lay_out(body.found)


def _whole(value: str | None) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value, re.ASCII) else 0


def _heading(name: str) -> int | None:
    found = _HEADING.fullmatch(name)
    return int(found[1]) if found else _TITLES.get(name)


class _Styles(Walker):
    """Collects the styles of a document by their identifiers."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[str, _Style] = {}
        self.style = _Style()

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        value = given.get("val", "")
        if tag == "style":
            self.style = self.styles.setdefault(given.get("styleId", ""), _Style())
        elif tag == "name":
            self.style.name = value.lower()
            if (heading := _heading(self.style.name)) is not None:
                self.style.heading = heading
        elif tag == "basedOn":
            self.style.parent = value
        elif tag == "b":
            self.style.bold = given.get("val") not in _OFF
        else:
            _note(self.style, tag, given)

    def whole(self, name: str) -> _Style:
        """Give a style with what its parents say; a ring of parents ends the asking."""
        found = replace(self.styles.get(name, _Style()))
        parent = found.parent
        for _ in range(_GENERATIONS):
            above = self.styles.get(parent)
            if above is None:
                break
            if found.number is None and above.number is not None:
                found.number, found.level = above.number, above.level
            found.heading = above.heading if found.heading is None else found.heading
            found.indent = above.indent if found.indent is None else found.indent
            found.bold = above.bold if found.bold is None else found.bold
            parent = above.parent
        return found


def _note(style: _Style, tag: str, given: Mapping[str, str]) -> None:
    """Write down what styles and paragraphs say alike."""
    if tag == "numId":
        style.number = given.get("val", "")
    elif tag == "ilvl":
        style.level = _whole(given.get("val"))
    elif tag == "ind":
        style.indent = _whole(given.get("left") or given.get("start"))
    elif tag == "outlineLvl":
        # Level 9 means body text.
        style.heading = (_whole(given.get("val")) + 1) % 10


class _Numbers(Walker):
    """Collects which numbering, at which level, is a bullet and which counts."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: dict[tuple[str, int], str] = {}
        self.abstract: dict[str, str] = {}
        self.at = self.number = ""
        self.level = 0

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "abstractNum":
            self.at, self.number = given.get("abstractNumId", ""), ""
        elif tag == "num":
            self.at, self.number = "", given.get("numId", "")
        elif tag == "abstractNumId":
            self.abstract[self.number] = given.get("val", "")
        elif tag == "lvl":
            self.level = _whole(given.get("ilvl"))
        elif tag == "numFmt" and not self.number:
            self.formats[self.at, self.level] = given.get("val", "")

    def mark(self, number: str, level: int) -> str:
        """Give "ul", "ol" or "" for a paragraph of this numbering."""
        kind = self.formats.get((self.abstract.get(number, ""), level), "bullet")
        return {"bullet": "ul", "none": ""}.get(kind, "ol")


@dataclass
class _Open:
    """A paragraph that is being read; one in a text frame stands inside another."""

    own: _Style = field(default_factory=_Style)
    style: _Style = field(default_factory=_Style)
    pieces: list[tuple[str, bool]] = field(default_factory=list)


class _Body(Walker):
    """Collects the paragraphs of a document in the order of the file."""

    def __init__(self, styles: _Styles, numbers: _Numbers) -> None:
        super().__init__()
        self.skipped = _UNSEEN
        self.style = cache(styles.whole)
        self.numbers = numbers
        self.found: list[Paragraph] = []
        self.open: list[_Open] = []
        self.placeholders: list[bool] = []
        self.in_settings = self.in_text = self.hidden = False
        self.bold: bool | None = None
        self.letters = ""

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "p":
            self.open.append(_Open())
        elif tag == "sdt":
            self.placeholders.append(False)
        elif tag == "showingPlcHdr" and self.placeholders:
            self.placeholders[-1] = given.get("val") not in _OFF
        elif tag == "pPr":
            self.in_settings = True
        elif self.open and self.in_settings:
            self._setting(tag, given)
        elif self.open:
            self._in_run(tag, given)

    def _setting(self, tag: str, given: Mapping[str, str]) -> None:
        paragraph = self.open[-1]
        if tag == "pStyle":
            paragraph.style = self.style(given.get("val", ""))
        else:
            _note(paragraph.own, tag, given)

    def _in_run(self, tag: str, given: Mapping[str, str]) -> None:
        on = given.get("val") not in _OFF
        if tag == "r":
            self.bold, self.letters, self.hidden = None, "", False
        elif tag == "b":
            self.bold = on
        elif tag == "vanish":
            self.hidden = on
        elif tag == "rStyle":
            self.letters = given.get("val", "")
        elif tag == "t":
            self.in_text = True
        elif tag == "tab":
            self._add("\t")
        elif tag in ("br", "cr"):
            self._add("\n")
        elif tag == "noBreakHyphen":
            self._add("-")

    def closed(self, tag: str) -> None:
        if tag == "p" and self.open:
            self.found.extend(self._finished(self.open.pop()))
        elif tag == "pPr":
            self.in_settings = False
        elif tag == "t":
            self.in_text = False
        elif tag == "sdt" and self.placeholders:
            self.placeholders.pop()
        elif tag == "tr" and self.found and self.found[-1].text:
            # Rows are set apart, for a row never goes on with the sentence of another.
            self.found.append(Paragraph(""))

    def said(self, text: str) -> None:
        if self.in_text and self.open:
            self._add(text)

    def _add(self, text: str) -> None:
        if self.hidden or any(self.placeholders):
            return
        paragraph = self.open[-1]
        said = (self.bold, self.style(self.letters).bold, paragraph.style.bold)
        bold = next((each for each in said if each is not None), False)
        paragraph.pieces.append((text, bold))

    def _finished(self, paragraph: _Open) -> Iterator[Paragraph]:
        own, style = paragraph.own, paragraph.style
        if _CONTENTS.fullmatch(style.name):
            return iter((Paragraph(""),))
        heading = style.heading if own.heading is None else own.heading
        level, mark = (0, "") if heading else self._listed(own, style)
        return broken(Paragraph("", level, mark, heading or 0), paragraph.pieces)

    def _listed(self, own: _Style, style: _Style) -> tuple[int, str]:
        number = style.number if own.number is None else own.number
        if number and number != "0":
            named = _LISTED.fullmatch(style.name)
            step = own.level if own.number is not None else style.level
            level = step or (int(named[1] or 1) - 1 if named else 0)
            return min(max(level, 0), DEEPEST) + 1, self.numbers.mark(number, step)
        indent = (style.indent if own.indent is None else own.indent) or 0
        return max(round(indent / _TWIPS), int(indent >= _TWIPS // 2)), ""
