"""How the Outcome Document looks in Word: each of its styles, whole, in the order of the schema."""

from typing import Any, NamedTuple

from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from hrgl.formats.writers.docx_styles import ACCENT, INK, QUIET, RULE, SANS, SERIF, SHADE

_OFF = ' w:val="0"'
HANG = 680  # twentieths of a point: where the words begin beside a number
# A typeface of letters from the right that stands beside each of ours on most machines.
_BESIDE = {SERIF: "Times New Roman", SANS: "Arial"}


class DocumentLook(NamedTuple):
    """How a style looks; `size`, `before` and `after` in points, `level` of a heading from 0."""

    name: str
    size: float
    before: float = 0
    after: float = 4
    face: str = SERIF
    colour: str = INK
    # of: bold, italic, caps, bar (beside a shaded block), line (beside the text), keep (with what
    # follows), inside (indented as far as the words of an encouragement), hanging (its number
    # stands out), together (no space between two of them)
    marks: str = ""
    level: int | None = None
    base: str = "Normal"


DOCUMENT_LOOKS = (
    DocumentLook("Normal", 10.5, 0, 6, base=""),
    DocumentLook("Notice", 8.5, 0, 12, SANS, marks="bold bar"),
    DocumentLook("Mark", 10, 0, 12, SANS, marks="bold bar"),
    DocumentLook("Series", 8.5, 0, 100, SANS, ACCENT, "bold caps"),
    DocumentLook("Title", 28, 0, 6, marks="bold"),
    DocumentLook("Draft", 13, 2, 8, SANS, ACCENT, "bold"),
    DocumentLook("Subject", 17, 0, 10, colour=QUIET),
    DocumentLook("Guiding Question", 12, 0, 10, colour=QUIET, marks="italic"),
    DocumentLook("Subtitle", 13, 0, 8, colour=QUIET),
    DocumentLook("Motto", 11.5, 0, 4, marks="italic"),
    DocumentLook("Rule", 4, 8, 18, marks="rule"),
    DocumentLook("Front", 10, 0, 2, SANS),
    DocumentLook("Issuer", 9.5, 28, 2, SANS, QUIET, "together"),
    DocumentLook("TOC Heading", 17, 0, 10, colour=ACCENT, marks="bold"),
    DocumentLook("toc 1", 10.5, 6, 2, marks="bold"),
    DocumentLook("toc 2", 10, 4, 2, marks="toc"),
    DocumentLook("toc 3", 10, 2, 2, marks="toc"),
    DocumentLook("Preamble", 11.5, 0, 5, marks="italic"),
    DocumentLook("heading 1", 17, 22, 8, SERIF, ACCENT, "bold keep", 0),
    DocumentLook("heading 2", 11.5, 14, 5, SERIF, INK, "bold keep", 1),
    DocumentLook("Group", 14, 18, 2, SERIF, ACCENT, "bold keep", 1, "Heading2"),
    DocumentLook("Encouragement", 12.5, 14, 3, SERIF, INK, "bold keep hanging", 1, "Heading2"),
    DocumentLook("Explanation", 10.5, 0, 4, marks="inside"),
    DocumentLook("Label", 8.5, 6, 2, SANS, INK, "bold keep inside"),
    DocumentLook("Example", 9.5, 0, 3, SANS, QUIET, "line inside"),
    DocumentLook("Dissent", 9.5, 3, 3, SANS, INK, "line inside"),
    DocumentLook("Reservation", 9.5, 0, 3, SANS, QUIET, "line inside"),
    DocumentLook("Remarks", 9.5, 0, 3, SANS, QUIET, "line inside"),
    DocumentLook("Raised", 8.5, 2, 4, SANS, QUIET, "inside"),
    DocumentLook("List Bullet", 10.5, 0, 3, marks="list"),
    DocumentLook("Description", 10.5, marks="keep"),
    DocumentLook("Table Text", 8.5, 2, 2, SANS),
    DocumentLook("Header", 8, 0, 2, SANS, ACCENT, "bold"),
    DocumentLook("Footer", 8, 0, 0, SANS, QUIET),
    DocumentLook("footnote text", 8.5, 0, 2, SANS),
)
# Styles whose words stand further in; where they run the other way, the block stays in its place.
INSIDE = {look.name for look in DOCUMENT_LOOKS if "inside" in look.marks.split()}
_IN_A_LINE = (
    ("Number", f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/><w:sz w:val="34"/><w:szCs w:val="34"/>'),
    ("Lead", f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{QUIET}"/>'),
    ("Reference", "<w:b/><w:bCs/>"),
    ("Hyperlink", f'<w:color w:val="{ACCENT}"/>'),
    ("footnote reference", '<w:vertAlign w:val="superscript"/>'),
)
_INDENTS = {
    "inside": f'<w:ind w:left="{HANG}"/>',
    "hanging": f'<w:ind w:left="{HANG}" w:hanging="{HANG}"/>',
    "toc": f'<w:ind w:left="{HANG}" w:hanging="{HANG}"/>',
    "rule": '<w:ind w:right="8000"/>',
    "bar": '<w:ind w:left="200"/>',
    "list": '<w:ind w:left="360" w:hanging="360"/>',
}
_EDGE = f'w:val="single" w:sz="24" w:color="{SHADE}" w:space="2"'
_BORDERS = {
    "bar": f'<w:pBdr><w:top {_EDGE}/><w:left w:val="single" w:sz="24" w:color="{ACCENT}" '
    f'w:space="8"/><w:bottom {_EDGE}/></w:pBdr><w:shd w:val="clear" w:color="auto" '
    f'w:fill="{SHADE}"/>',
    "line": f'<w:pBdr><w:left w:val="single" w:sz="12" w:color="{RULE}" w:space="6"/></w:pBdr>',
    "rule": f'<w:pBdr><w:bottom w:val="single" w:sz="16" w:color="{ACCENT}" w:space="1"/></w:pBdr>',
}


def style_id(name: str) -> str:
    """The identifier of a style by its name: "footnote text" is FootnoteText."""
    words = "".join(f"{word[0].upper()}{word[1:]}" for word in name.split())
    return words.replace("Toc", "TOC")


def dress(word: Word) -> None:
    """Give a file the styles of the Outcome Document, in place of the template's of their names."""
    styles = word.styles.element
    for look in DOCUMENT_LOOKS:
        _put(styles, _paragraph_style(look), style_id(look.name))
    for name, marks in _IN_A_LINE:
        known = style_id(name)
        whole = (
            f'<w:style {nsdecls("w")} w:type="character" w:styleId="{known}"><w:name '
            f'w:val="{name}"/><w:qFormat/><w:rPr>{marks}</w:rPr></w:style>'
        )
        _put(styles, whole, known)


def _put(styles: Any, whole: str, known: str) -> None:
    old = [each for each in styles if each.get(qn("w:styleId")) == known]
    for each in old:
        styles.remove(each)
    element = parse_xml(whole)
    if known == "Normal":
        element.set(qn("w:default"), "1")
    styles.append(element)


def _paragraph_style(look: DocumentLook) -> str:
    marks = look.marks.split()
    line = 264 if look.face == SERIF else 252
    keep = "<w:keepNext/><w:keepLines/>" if "keep" in marks else '<w:keepNext w:val="0"/>'
    borders = "".join(_BORDERS.get(mark, "") for mark in marks)
    listed = '<w:numPr><w:numId w:val="1"/></w:numPr>' if "list" in marks else ""
    paragraph = (
        f"{keep}<w:widowControl/>{listed}{borders}"
        f'<w:spacing w:before="{_twenty(look.before)}" w:after="{_twenty(look.after)}" '
        f'w:line="{line}" w:lineRule="auto"/>'
        + "".join(_INDENTS.get(mark, "") for mark in marks)
        + ("<w:contextualSpacing/>" if "together" in marks else "")
        + (f'<w:outlineLvl w:val="{look.level}"/>' if look.level is not None else "")
    )
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{style_id(look.name)}">'
        f'<w:name w:val="{look.name}"/>'
        + (f'<w:basedOn w:val="{look.base}"/>' if look.base else "")
        + f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{_letters(look, marks)}</w:rPr></w:style>"
    )


def _letters(look: DocumentLook, marks: list[str]) -> str:
    """Letters from the right take size and weight from marks of their own."""

    def mark(*names: str, on: str) -> str:
        return "".join(f"<w:{name}{'' if on in marks else _OFF}/>" for name in names)

    size = round(look.size * 2)
    return (
        f'<w:rFonts w:ascii="{look.face}" w:hAnsi="{look.face}" w:cs="{_BESIDE[look.face]}"/>'
        + mark("b", "bCs", on="bold")
        + mark("i", "iCs", on="italic")
        + mark("caps", on="caps")
        + f'<w:color w:val="{look.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _twenty(points: float) -> int:
    return round(points * 20)
