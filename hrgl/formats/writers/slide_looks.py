"""How the slides look: 16:9, our colours, and typefaces that a reader's machine has.

Titles name Georgia, texts Arial. Where one is missing, a program goes by what stands beside the
name: for Georgia a serif like Cambria, Times New Roman or Liberation Serif, for Arial a sans like
Helvetica or Liberation Sans.
"""

from typing import Any

import pptx
from lxml import etree  # type: ignore[import-untyped]  # it ships no types
from pptx.opc.constants import RELATIONSHIP_TYPE as KINDS
from pptx.opc.package import XmlPart
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Emu, Inches, Pt

from hrgl.formats.writers.docx_styles import ACCENT, INK, QUIET, RULE, SANS, SERIF, SHADE

WIDTH, HEIGHT = 13.333, 7.5  # of a slide, in inches, as all below
LEFT, ROOM = 0.75, 11.83  # where everything begins, and how wide it may be
FOOT = 6.98
NUMBER_INDENT = 0.9
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_KEPT = ("Title Slide", "Title and Content")
# as a font tells of itself: a serif for texts, a sans
_PANOSE = {SERIF: ("02040502050405020303", "18"), SANS: ("020B0604020202020204", "34")}
_PLACES = {  # of each kind of placeholder: its top, its height, its left, its width
    "title": (0.95, 1.8),
    "body": (2.9, 3.6),
    "ftr": (FOOT, 0.28, LEFT, ROOM - 1),
    "sldNum": (FOOT, 0.28, LEFT + ROOM - 0.9, 0.9),
    "ctrTitle": (0.95, 0.9),
    "subTitle": (1.95, 1.0),
}
_FLUSH = {"lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0", "anchor": "t"}
_COLOURS = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": QUIET,
    "lt2": SHADE,
    "accent1": ACCENT,
    "accent2": QUIET,
    "accent3": RULE,
    "accent4": INK,
    "accent5": ACCENT,
    "accent6": QUIET,
    "hlink": ACCENT,
    "folHlink": QUIET,
}


def begin_slides() -> Presentation:
    """A show without slides, with a layout for the title and one for all others."""
    show = pptx.Presentation()
    show.slide_width, show.slide_height = Inches(WIDTH), Inches(HEIGHT)
    show.element.find(qn("p:sldSz")).attrib.pop("type", None)
    for layout in list(show.slide_layouts):
        if layout.name not in _KEPT:
            show.slide_layouts.remove(layout)
    _forget(show)
    give_theme(show.slide_master.part)
    _master(show.slide_master)
    for layout in show.slide_layouts:
        _layout(layout)
    return show


def give_theme(part: Any) -> None:
    """Give what has a theme our colours and typefaces."""
    theme = part.part_related_by(KINDS.THEME)
    parsed = isinstance(theme, XmlPart)  # that of the notes is, that of the slides is not
    root = theme._element if parsed else etree.fromstring(theme.blob)
    root.set("name", "hrgl")
    for name, value in _COLOURS.items():
        [colour] = root.iter(f"{{{_DRAWING}}}{name}")
        for old in list(colour):
            colour.remove(old)
        etree.SubElement(colour, f"{{{_DRAWING}}}srgbClr", val=value)
    for kind, face in (("majorFont", SERIF), ("minorFont", SANS)):
        latin = next(root.iter(f"{{{_DRAWING}}}{kind}")).find(f"{{{_DRAWING}}}latin")
        panose, family = _PANOSE[face]
        latin.attrib.update({"typeface": face, "panose": panose, "pitchFamily": family})
    if not parsed:
        theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def place_at(shape: Any, top: float, height: float, left: float = LEFT, width: float = ROOM) -> Any:
    """Put a shape where it belongs, in inches."""
    shape.left, shape.top = Inches(left), Inches(top)
    shape.width, shape.height = Inches(width), Inches(height)
    return shape


def _forget(show: Presentation) -> None:
    """Leave out what the template brings of its own maker: a picture, a printer, a program."""
    for holder in (show.part.package._rels, show.part.rels):
        for key in list(holder):
            kind = holder[key].reltype
            if kind.endswith(("/thumbnail", "/printerSettings", "/extended-properties")):
                holder.pop(key)


def _master(master: Any) -> None:
    for shape in list(master.placeholders):
        body = shape._element.txBody.find(qn("a:bodyPr"))
        body.attrib.update(_FLUSH)
        for fit in list(body):
            body.remove(fit)
    _without_dates(master)
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    _sized(title, 32, bold=True)
    for level in styles.find(qn("p:bodyStyle")):
        _without_bullet(level)
        level.find(f"{qn('a:spcBef')}/{qn('a:spcPct')}").set("val", "40000")
        _sized(level, 24)
    for shape in master.placeholders:
        place_at(shape, *_PLACES[kind_of(shape)])
        if kind_of(shape) == "ftr":
            shape._element.find(f".//{qn('a:lvl1pPr')}").set("algn", "l")


def _without_bullet(level: Any) -> None:
    level.attrib.update({"marL": "0", "indent": "0"})
    level.remove(level.find(qn("a:buFont")))
    level.replace(level.find(qn("a:buChar")), etree.Element(qn("a:buNone")))


def kind_of(shape: Any) -> str:
    """What a placeholder is for, as its type says."""
    return str(shape._element.find(f".//{qn('p:ph')}").get("type"))


def _sized(level: Any, size: int, *, bold: bool = False) -> None:
    level.find(qn("a:defRPr")).attrib.update({"sz": str(100 * size), "b": "1" if bold else "0"})


def _layout(layout: Any) -> None:
    _without_dates(layout)
    for shape in layout.placeholders:
        if kind_of(shape) in ("ctrTitle", "subTitle"):
            place_at(shape, *_PLACES[kind_of(shape)])
        if kind_of(shape) == "subTitle":
            styles = shape._element.find(f".//{qn('a:lstStyle')}")
            for level in styles:
                level.set("algn", "l")
    if layout.name == "Title Slide":
        _rule(layout)


def _rule(layout: Any) -> None:
    """The short line under the title's texts; on the layout, where nothing reads it out."""
    tree = layout._element.find(f".//{qn('p:spTree')}")
    x, y, wide, high = (Emu(int(Inches(each))) for each in (LEFT, 4.3, 0.9, 0.04))
    tree.append(
        etree.fromstring(
            f'<p:sp xmlns:p="{tree.nsmap["p"]}" xmlns:a="{_DRAWING}"><p:nvSpPr>'
            '<p:cNvPr id="90" name="Rule" descr="A short line"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
            f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
            '<a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        )
    )


def _without_dates(holder: Any) -> None:
    """No slide says on which day it is shown."""
    for shape in list(holder.placeholders):
        if kind_of(shape) == "dt":
            shape._element.getparent().remove(shape._element)


def as_points(inches: float) -> float:
    """Inches as points."""
    return Inches(inches) / Pt(1)
