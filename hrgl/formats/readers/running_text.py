"""The words of a file as somebody reads them, line by line, of whatever kind the file is.

Nothing is cut or put together, as it is with notes: what was printed is to be compared letter by
letter with what was published.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from hrgl.errors import NotValid
from hrgl.formats.readers import printed
from hrgl.formats.readers.decoding import decode
from hrgl.formats.readers.package import Package, Walker
from hrgl.formats.readers.page_edges import lines_of_pages
from hrgl.formats.readers.reading import MAX_BYTES, MOST_TAGS, shown_name
from hrgl.formats.readers.sniffing import look_into
from hrgl.formats.readers.unmarking import unmarked

Lines = tuple[str, ...]
_BOOK = b"application/epub+zip"
_PAGE_BEGINS = ("<!doctype html", "<html", "<?xml")
_BREAKS = re.compile(
    "p|div|h[1-6]|li|tr|t[dh]|d[dtl]|br|hr|section|article|nav|header|footer|main|aside|table|"
    "caption|blockquote|[ou]l|pre|body"
)
_UNSEEN = frozenset({"script", "style", "title", "template", "noscript"})
_ELSEWHERE = {".xlsx": "a workbook", ".ods": "a spreadsheet", ".odt": "an OpenDocument text"}
_WAY_OUT = "Bring the document as PDF, Word file, web page, EPUB, Markdown or JSON."


@dataclass(frozen=True)
class TextOfFile:
    """What a file says. A PDF is read in two ways: with what recurs at the edges of its pages, and
    without it. `data` is what a file of data holds, which has no lines.
    """

    readings: tuple[Lines, ...] = ()
    data: Any = None


def running_text(file_name: str, content: bytes) -> TextOfFile:
    """Read the words of a file; raises NotValid with a sentence for what cannot be read."""
    name, ending = shown_name(file_name), PureWindowsPath(file_name).suffix.lower()
    if not content:
        raise NotValid(f"“{name}” is empty.", "file")
    if len(content) > MAX_BYTES:
        raise NotValid(
            f"“{name}” has {len(content) / 1024 / 1024:.0f} MB; at most "
            f"{MAX_BYTES // 1024 // 1024} MB are read. No document of this house is so large.",
            "file",
        )
    if content.startswith(b"PK\x03\x04") and _BOOK in content[:200]:
        return TextOfFile((_book(Package(name, content)),))
    inside = look_into(name, content)
    if inside.ending == ".docx" and inside.package is not None:
        return TextOfFile((_word(inside.package, inside.main),))
    if inside.ending == ".pdf":
        return TextOfFile(lines_of_pages(printed.pages(name, content)))
    if inside.ending:
        raise NotValid(f"“{name}” is {_ELSEWHERE[inside.ending]}. {_WAY_OUT}", "file")
    return _text(name, ending, decode(name, content))


def _text(name: str, ending: str, text: str) -> TextOfFile:
    begin = text[:200].lstrip().lower()
    if ending in (".html", ".htm", ".xhtml") or begin.startswith(_PAGE_BEGINS):
        return TextOfFile((_page(name, text),))
    if ending == ".json" or begin.startswith("{"):
        try:
            return TextOfFile(data=json.loads(text))
        except (ValueError, RecursionError) as error:
            raise NotValid(f"“{name}” is damaged: it is no JSON inside.", "file") from error
    if ending == ".md":
        return TextOfFile((unmarked(text),))
    return TextOfFile((tuple(text.splitlines()), unmarked(text)))


class _WordLines(Walker):
    """Collects the words of a Word file that are shown, a line for each paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = frozenset({"Fallback", "instrText", "delText", "pPrChange", "rPrChange"})
        self.lines: list[list[str]] = []
        self.open: list[list[str]] = []
        self.in_text = self.hidden = self.in_run_style = False

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "p":
            self.open.append([])
            self.lines.append(self.open[-1])
        elif tag == "r":
            self.hidden = False
        elif tag == "vanish" and given.get("val") not in ("0", "false"):
            self.hidden = True
        elif tag == "t":
            self.in_text = True
        elif tag in ("tab", "br", "cr"):
            self._add("\n" if tag != "tab" else " ")
        elif tag == "noBreakHyphen":
            self._add("-")
        elif tag == "sym":
            self._add("\ufffd")

    def closed(self, tag: str) -> None:
        if tag == "p" and self.open:
            self.open.pop()
        elif tag == "t":
            self.in_text = False

    def said(self, text: str) -> None:
        if self.in_text:
            self._add(text)

    def _add(self, text: str) -> None:
        if self.open and not self.hidden:
            self.open[-1].append(text)


def _word(package: Package, main: str) -> Lines:
    found: list[str] = []
    folder = main.rpartition("/")[0]
    for member in (main, f"{folder}/footnotes.xml", f"{folder}/endnotes.xml"):
        walker = _WordLines()
        package.walk(member, walker)
        found += "\n".join("".join(each) for each in walker.lines).split("\n")
    return tuple(found)


class _PageLines:
    """Collects the words of a page while a parser reports tags; no tree, so no depth can hurt."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.unseen = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take notice of an opening tag."""
        tag = tag.rpartition("}")[2]
        self.unseen += tag in _UNSEEN
        if _BREAKS.fullmatch(tag):
            self.pieces.append("\n")

    def end(self, tag: str) -> None:
        """Take notice of a closing tag."""
        tag = tag.rpartition("}")[2]
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        if _BREAKS.fullmatch(tag):
            self.pieces.append("\n")

    def data(self, text: str) -> None:
        """Take in text; line breaks of the source are none of the page's."""
        if not self.unseen:
            self.pieces.append(" ".join(text.split("\n")))

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def close(self) -> Lines:
        """The lines."""
        return tuple("".join(self.pieces).split("\n"))


def _page(name: str, text: str) -> Lines:
    if text.count("<") + text.count("\n") > MOST_TAGS:
        raise NotValid(f"“{name}” is a page with far more signs of layout than ours have.", "file")
    # what a page says of its encoding was heeded when it was decoded
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    parser = etree.HTMLParser(target=_PageLines(), encoding="utf-8", huge_tree=True, recover=True)
    parser.feed(text.encode("utf-8", "replace"))
    found: Lines = parser.close()
    return found


def _book(package: Package) -> Lines:
    """The pages of an EPUB in the order of their names, which is the one ours are read in."""
    found: list[str] = []
    for member in sorted(package.members):
        if member.lower().endswith((".xhtml", ".html", ".htm")) and "nav" not in member.lower():
            content = b"".join(package.chunks(member))
            found += _page(package.name, content.decode("utf-8", "replace"))
    return tuple(found)
