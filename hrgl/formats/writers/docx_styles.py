"""How the Word file looks: its paragraph and table styles, colours and typefaces."""

from typing import Any, NamedTuple

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

INK, QUIET, ACCENT, SHADE, RULE = "14181A", "4D565A", "0B5C6B", "F1EEE7", "D9D3C7"
SERIF, SANS = "Georgia", "Arial"


class ParagraphLook(NamedTuple):
    """How a paragraph style looks; sizes and spaces in points, the indent in centimetres."""

    name: str
    size: float
    before: float = 0
    after: float = 6
    face: str = SANS
    colour: str = INK
    marks: str = (
        ""  # of: bold, italic, all_caps, bar (beside a shaded block), keep (with what follows)
    )
    indent: float = 0


LOOKS = (
    ParagraphLook("Normal", 10.5),
    ParagraphLook("Title", 25, 0, 10, SERIF, ACCENT, "bold"),
    ParagraphLook("Subtitle", 11, 0, 8, SANS, QUIET),
    ParagraphLook("Heading 1", 18, 26, 8, SERIF, ACCENT, "bold keep"),
    ParagraphLook("Heading 2", 13, 16, 6, SERIF, ACCENT, "bold keep"),
    ParagraphLook("List Bullet", 10, 0, 4),
    ParagraphLook("Quote", 10, 0, 4, SANS, INK, "bar", 0.6),
    ParagraphLook("Header", 8.5, 0, 2, SANS, ACCENT, "bold"),
    ParagraphLook("Footer", 8.5, 0, 0, SANS, QUIET),
    ParagraphLook("Notice", 9, 0, 14, SANS, INK, "bold all_caps bar", 0.3),
    ParagraphLook("Draft", 16, 4, 12, SANS, ACCENT, "bold bar", 0.3),
    ParagraphLook("Series", 11, 6, 4, SANS, QUIET, "bold"),
    ParagraphLook("Guiding Question", 13, 6, 8, SERIF, INK, "italic"),
    ParagraphLook("Lead-in", 14, 0, 0, SERIF, INK, "keep"),
    ParagraphLook("Label", 10, 6, 3, SANS, INK, "bold keep"),
    ParagraphLook("Remarks", 10, 0, 4, indent=0.6),
    ParagraphLook("Evidence", 8.5, 6, 6, SANS, QUIET),
    ParagraphLook("Table Text", 8.5, 2, 2),
    ParagraphLook("Description", 10.5, marks="keep"),
)


def add_style(word: Word, look: ParagraphLook) -> None:
    """Give the file a paragraph style of this look."""
    styles, name = word.styles, look.name
    style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    # The template's own fonts and colours belong to its theme and would win over ours.
    for old in style.element.xpath("w:rPr|w:pPr/w:pBdr|w:pPr/w:tabs|w:pPr/w:contextualSpacing"):
        old.getparent().remove(old)
    if "bar" in look.marks:
        _bar(style.element.get_or_add_pPr())
    font, spacing = style.font, style.paragraph_format
    font.name, font.size = look.face, Pt(look.size)
    font.color.rgb = RGBColor.from_string(look.colour)
    for mark in ("bold", "italic", "all_caps"):
        setattr(font, mark, mark in look.marks)
    style.element.rPr.rFonts.set(qn("w:cs"), look.face)
    spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)
    spacing.line_spacing = 1.15 if look.face == SERIF or look.size < 9 else 1.25
    spacing.left_indent = Cm(look.indent) if look.indent else None
    spacing.keep_with_next = "keep" in look.marks
    style.quick_style = True


def xml_element(name: str, attributes: str = "", inside: str = "") -> Any:
    """An element of WordprocessingML."""
    return parse_xml(f"<w:{name} {nsdecls('w')} {attributes}>{inside}</w:{name}>")


def _bar(properties: Any) -> None:
    edge = f'w:val="single" w:sz="24" w:color="{SHADE}" w:space="2"'
    bar = f'<w:left w:val="single" w:sz="24" w:color="{ACCENT}" w:space="8"/>'
    properties.append(xml_element("pBdr", inside=f"<w:top {edge}/>{bar}<w:bottom {edge}/>"))
    properties.append(xml_element("shd", f'w:val="clear" w:color="auto" w:fill="{SHADE}"'))


def add_table_style(word: Word) -> None:
    """Give the file the style of the table of evidence."""
    style: Any = word.styles.add_style("Evidence Table", WD_STYLE_TYPE.TABLE)
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    sides = f"<w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/>"
    margins = '<w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/>'
    inside = f"<w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
    style.element.append(xml_element("tblPr", inside=inside))
