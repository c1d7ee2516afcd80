"""Paragraphs of the Word file as XML: runs, footnotes, bookmarks, and which way they run."""

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from hrgl.formats.writers.blocks import Style, TextBlock, text_runs
from hrgl.formats.writers.directions import first_direction
from hrgl.formats.writers.docx_looks import HANG, INSIDE, style_id


def bookmark_name(anchor: str) -> str:
    """The name of the bookmark at an anchor: Word takes letters, digits and underscores."""
    return anchor.replace("-", "_")[:40]


def unbroken_xml(reference: str, *, right: bool = False) -> str:
    """A run that no line ends in: its hyphens are the sign of Word that stands for one."""
    parts = (f'<w:t xml:space="preserve">{escape(each)}</w:t>' for each in reference.split("-"))
    marks = "<w:rPr><w:rtl/></w:rPr>" if right else ""
    return f"<w:r>{marks}{'<w:noBreakHyphen/>'.join(parts)}</w:r>"


def run_xml(text: str, style: str = "", *, right: bool = False) -> str:
    """A run of words."""
    if not text:
        return ""
    marks = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:rtl/>" if right else "")
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph_xml(style: str, inside: str, *, right: bool = False, marks: str = "") -> str:
    """A paragraph; `marks` are further properties in the order of the schema, before bidi."""
    way = "<w:bidi/>" if right else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{marks}{way}</w:pPr>{inside}</w:p>'


_REFERENCE = re.compile(r"\([^\s()]{1,20}\)$")


@dataclass
class WordText:
    """Writes paragraphs, and keeps the footnotes in them and how many bookmarks there are."""

    right: bool  # whether the language of the document runs from the right
    notes: list[str] = field(default_factory=list)
    _bookmarks: int = 0

    def paragraph(
        self, block: TextBlock, style: str, *, new_page: bool = False, kept: bool = False
    ) -> str:
        """A block as a paragraph of this style; `kept` with what follows."""
        right = self._way(block.lead + block.text)
        inside = self._number(block, right=right)
        if block.lead:
            inside += run_xml(f"{block.lead} ", "Lead", right=right)
        text = block.text
        ending = _REFERENCE.search(text) if block.style is Style.RESERVATION else None
        inside += self._words(text[: ending.start()] if ending else text, right=right)
        if ending:
            inside += unbroken_xml(f" {ending[0]}", right=right)
        if block.anchor:
            inside = self._marked(block.anchor, inside)
        marks = "<w:keepNext/>" if kept else ""
        marks += "<w:pageBreakBefore/>" if new_page else ""
        made = paragraph_xml(style, inside, right=right, marks=marks)
        further = ""
        if style in INSIDE and right is not self.right:
            further += f'<w:ind w:left="0" w:right="{HANG}"/>'
        if block.level > 1:
            further += f'<w:outlineLvl w:val="{block.level - 2}"/>'
        return made.replace("</w:pPr>", f"{further}</w:pPr>", 1)

    def _way(self, text: str) -> bool:
        """Whether a text runs from the right: as it begins, else as the document does."""
        return (first_direction(text) or ("rtl" if self.right else "ltr")) == "rtl"

    def _number(self, block: TextBlock, *, right: bool) -> str:
        if not block.number:
            return ""
        if block.style is Style.ENCOURAGEMENT:
            return run_xml(block.number, "Number", right=right) + "<w:r><w:tab/></w:r>"
        return run_xml(f"{block.number} ", "Reference", right=right)

    def _words(self, text: str, *, right: bool) -> str:
        made = ""
        for run in text_runs(text):
            made += run_xml(run.text, right=right)
            if run.footnote:
                self.notes.append(run.footnote)
                made += (
                    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                    f'<w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
                )
        return made

    def _marked(self, anchor: str, inside: str) -> str:
        self._bookmarks += 1
        number = f'w:id="{self._bookmarks}"'
        return (
            f'<w:bookmarkStart {number} w:name="{bookmark_name(anchor)}"/>{inside}'
            f"<w:bookmarkEnd {number}/>"
        )
