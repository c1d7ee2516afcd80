"""The text of a web page, laid out as a pad's own plain-text export lays it out."""

import re
from collections.abc import Mapping

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from hrgl.formats.readers.layout import ListMarks, emboldened

_UNSEEN = {"script", "style", "title", "template", "noscript", "svg", "select", "textarea"}
_APART = {"p", "pre", "blockquote", "table", "figure", "hr", "dl", "section", "article"}
_BLOCKS = {"body", "div", "header", "footer", "main", "nav", "aside", "tr", "td", "th", "dt", "dd"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LAYOUT = re.compile(r"[ \t\n\f]+")


def html_text(page: str) -> str:
    """Give a page's text: tabs and "* " for bullets, tabs for indents, "1.1. " for numbers.

    Source of the list layout: Etherpad's ExportTxt, so a pad's two exports read alike. Headings
    become "# " lines and all-bold lines "**…**". Takes time and memory linear in the page.
    """
    parser = etree.HTMLParser(target=_Pad(), encoding="utf-8", huge_tree=True, recover=True)
    parser.feed(page.encode())
    return str(parser.close())


class _Pad:
    """Collects the lines of a pad while a parser reports tags; no tree, so no depth can hurt."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.lists: list[str] = []
        self.marks = ListMarks()
        self.marked = False
        self.unseen = self.kept = self.bold = self.heading = 0
        self._fresh()

    def _fresh(self) -> None:
        self.line: list[str] = []
        self.all_bold = True

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take notice of an opening tag."""
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in ("b", "strong"):
            self.bold += 1
        elif tag in ("ul", "ol"):
            self._flush()
            classes = attributes.get("class", "").split()
            self.lists.append("indent" if "indent" in classes else tag)
        elif tag == "br":
            self._flush(blank=not self.lists)
        else:
            self._block(tag)
            self.marked = self.marked or tag == "li"
            self.heading = _HEADINGS.get(tag, self.heading)
            self.kept += tag == "pre"

    def end(self, tag: str) -> None:
        """Take notice of a closing tag, written or implied."""
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in ("b", "strong"):
            self.bold = max(0, self.bold - 1)
        elif tag in ("ul", "ol"):
            self._flush()
            self.marked = False
            if self.lists:
                self.lists.pop()
        else:
            self._block(tag)
            self.marked = self.marked and tag != "li"
            self.heading = 0 if tag in _HEADINGS else self.heading
            self.kept = max(0, self.kept - (tag == "pre"))

    def data(self, text: str) -> None:
        """Take in text."""
        if self.unseen:
            return
        if self.kept:
            *whole, text = text.split("\n")
            for each in whole:
                self._add(each)
                self._flush(blank=True)
        self._add(text)

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def close(self) -> str:
        """Give the lines as one text, each ended by a newline."""
        self._flush()
        return "".join(f"{line}\n" for line in self.lines)

    def _add(self, text: str) -> None:
        self.line.append(text)
        self.all_bold = self.all_bold and (self.bold > 0 or not text.strip())

    def _block(self, tag: str) -> None:
        if tag == "li" or tag in _BLOCKS:
            self._flush()
        elif tag in _APART or tag in _HEADINGS:
            self._flush()
            if self.lines and self.lines[-1] and not self.lists:
                self.lines.append("")

    def _flush(self, *, blank: bool = False) -> None:
        """End the line; an empty one counts only where the page breaks it on purpose."""
        # Only a no-break space is a space the writer typed at an edge, or twice.
        text = _LAYOUT.sub(" ", "".join(self.line)).strip(" ").replace("\u00a0", " ")
        if text.strip():
            self.lines.append(self._mark() + self._dress(text))
            self.marked = False
        elif blank:
            self.marks.forget()
            self.lines.append(text)
        self._fresh()

    def _dress(self, text: str) -> str:
        if self.heading and not self.lists:
            return "#" * self.heading + " " + text
        return emboldened(text) if self.all_bold else text

    def _mark(self) -> str:
        kind = self.lists[-1] if self.lists and self.marked else ""
        return self.marks.before(len(self.lists), kind)
