"""Writing texts into the shapes of a slide: runs with their looks, language and direction."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]  # it ships no types
from pptx.oxml.ns import qn
from pptx.util import Inches

from hrgl.formats.writers.directions import from_the_right
from hrgl.formats.writers.fitting import BETWEEN

INKED, QUIETER, ACCENTED = "tx1", "tx2", "accent1"  # as the theme calls our colours
_FIELD = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"  # programs want one; it means nothing


class SlideRun(NamedTuple):
    """A stretch of text that looks the same throughout."""

    text: str
    colour: str = INKED
    bold: bool = False
    italic: bool = False


SlideLine = Sequence[SlideRun]


def write_lines(
    frame: Any, lines: Sequence[SlideLine], size: int, language: str, *, hanging: float = 0
) -> None:
    """Put lines into a frame in place of what it held; `hanging`: inches the first begins before.

    Size 0 leaves it to the layout.
    """
    body = frame._txBody
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for at, line in enumerate(lines):
        paragraph = etree.SubElement(body, qn("a:p"))
        properties = etree.SubElement(paragraph, qn("a:pPr"))
        _direction(properties, line, hanging)
        before = etree.SubElement(properties, qn("a:spcBef"))
        etree.SubElement(before, qn("a:spcPct"), {"val": str(int(100_000 * BETWEEN) if at else 0)})
        for run in line:
            _run(paragraph, run, size, language)


def write_slide_number(shape: Any, number: int, language: str) -> None:
    """Put the number of a slide into its place, as a field that follows when slides are moved."""
    [paragraph] = shape._element.txBody.findall(qn("a:p"))
    for old in list(paragraph):
        paragraph.remove(old)
    field = etree.SubElement(paragraph, qn("a:fld"), {"id": _FIELD, "type": "slidenum"})
    etree.SubElement(field, qn("a:rPr"), {"lang": language})
    etree.SubElement(field, qn("a:t")).text = str(number)


def _run(paragraph: Any, run: SlideRun, size: int, language: str) -> None:
    made = etree.SubElement(paragraph, qn("a:r"))
    looks = {"lang": language}
    if size:
        looks |= {"sz": str(100 * size), "b": str(int(run.bold)), "i": str(int(run.italic))}
    properties = etree.SubElement(made, qn("a:rPr"), looks)
    if size:
        fill = etree.SubElement(properties, qn("a:solidFill"))
        etree.SubElement(fill, qn("a:schemeClr"), {"val": run.colour})
    etree.SubElement(made, qn("a:t")).text = run.text


def _direction(properties: Any, line: SlideLine, hanging: float) -> None:
    indent = str(int(Inches(hanging)))
    if from_the_right("".join(run.text for run in line)):
        properties.attrib.update({"algn": "r", "rtl": "1"})
        if hanging:
            properties.attrib.update({"marR": indent, "indent": f"-{indent}"})
    elif hanging:
        properties.attrib.update({"marL": indent, "indent": f"-{indent}"})
