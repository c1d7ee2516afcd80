"""Paragraphs laid out as lines of text, the way a pad's own plain-text export lays them out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

DEEPEST = 16  # as deep as Etherpad's own lists go


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a word processor or pad; line ends in its text are breaks inside it.

    `level` counts the lists or indents around it, 0 for none. `mark` is "ul" for a bullet, "ol"
    for a number, "" for neither. `heading` is its level from 1 to 6, 0 for none.
    """

    text: str
    level: int = 0
    mark: str = ""
    heading: int = 0
    bold: bool = False


class ListMarks:
    """Tabs, bullets and numbers before lines, counted as Etherpad's ExportTxt counts them."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._at = 0

    def forget(self) -> None:
        """Begin all numbers anew."""
        self._numbers.clear()

    def before(self, level: int, mark: str) -> str:
        """Give what stands before a line: a tab a level, then "* ", "1.1. " or nothing."""
        level = min(level, DEEPEST)
        if mark != "ol":
            self._numbers.clear()
            return "\t" * level + ("* " if mark == "ul" else "")
        if level < self._at:
            self._numbers.pop(self._at, None)
        self._at = level
        self._numbers[level] = self._numbers.get(level, 0) + 1
        steps = [self._numbers.setdefault(step, 0) for step in range(1, level + 1)]
        return "\t" * level + "".join(f"{step}." for step in steps) + " "


def broken(paragraph: Paragraph, pieces: Iterable[tuple[str, bool]]) -> Iterator[Paragraph]:
    """Yield a paragraph for every line in pieces of text, each piece bold or not.

    A line is bold if all of it is; only the first keeps the mark.
    """
    line: list[str] = []
    bold = True
    for text, is_bold in pieces:
        *whole, rest = text.split("\n")
        for each in whole:
            yield replace(
                paragraph, text="".join([*line, each]), bold=bold and (is_bold or not each.strip())
            )
            line, bold, paragraph = [], True, replace(paragraph, mark="")
        line.append(rest)
        bold = bold and (is_bold or not rest.strip())
    yield replace(paragraph, text="".join(line), bold=bold)


def lay_out(paragraphs: Iterable[Paragraph]) -> str:
    """Give paragraphs as one text: a line each and one more for every break inside.

    Headings become "# " lines, all-bold lines "**…**", an empty paragraph a blank line.
    """
    marks = ListMarks()
    lines: list[str] = []
    for paragraph in paragraphs:
        mark = paragraph.mark
        for words in paragraph.text.split("\n"):
            if not words.strip():
                marks.forget()
                lines.append("")
                continue
            level = 0 if paragraph.heading else paragraph.level
            lines.append(marks.before(level, mark) + _dress(words, paragraph))
            mark = ""
    return "".join(f"{line}\n" for line in lines)


def _dress(words: str, paragraph: Paragraph) -> str:
    if paragraph.heading:
        return "#" * min(paragraph.heading, 6) + " " + words.strip()
    return emboldened(words) if paragraph.bold else words


def emboldened(words: str) -> str:
    """Put the signs of bold around the visible part of a line."""
    return words.replace(words.strip(), f"**{words.strip()}**", 1)
