"""The slides of a show as they are added: title, boxes, the line above, the foot, the notes."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.presentation import Presentation

from hrgl.formats.writers.blocks import one_line_of
from hrgl.formats.writers.document import DRAFT, Document, as_one_line
from hrgl.formats.writers.fitting import Fitted, fitted
from hrgl.formats.writers.slide_looks import (
    LEFT,
    NUMBER_INDENT,
    ROOM,
    as_points,
    give_theme,
    kind_of,
    place_at,
)
from hrgl.formats.writers.slide_texts import (
    ACCENTED,
    INKED,
    QUIETER,
    SlideRun,
    write_lines,
    write_slide_number,
)

_FLUSH = {"lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0"}
_PADDED = {"lIns": "182880", "tIns": "91440", "rIns": "182880", "bIns": "91440"}
PADDING = (0.2, 0.1)  # of a shaded box, beside its text and above it, in inches


class SlidePages:
    """The slides of one document; all texts go in at the size at which they were fitted."""

    def __init__(self, show: Presentation, document: Document) -> None:
        self.show, self.document = show, document
        self.language = slide_language(document.form.language)
        self._layouts: dict[str, Any] = {layout.name: layout for layout in show.slide_layouts}

    def add(self, layout: str, above: str) -> Any:
        """A slide with its foot and its number, and a line above the title."""
        slide = self.show.slides.add_slide(self._layouts[layout])
        for shape in self._layouts[layout].placeholders:
            if kind_of(shape) in ("ftr", "sldNum"):
                slide.shapes._spTree.append(deepcopy(shape._element))
        for shape in slide.placeholders:
            if kind_of(shape) == "ftr":
                self._write(
                    shape, fitted([self._foot()], as_points(ROOM - 1), as_points(0.28), (12, 11))
                )
            elif kind_of(shape) == "sldNum":
                write_slide_number(shape, len(self.show.slides), self.language)
        loud = one_line_of(" · ", DRAFT if self.document.draft else "", self.document.mark)
        if line := one_line_of(" · ", loud, above):
            text = fitted([line], as_points(ROOM), as_points(0.5), (14, 12))
            self.fill(self.box(slide, "Where this belongs"), text, 0.4, colour=ACCENTED, bold=True)
        return slide

    def box(self, slide: Any, name: str, *, shaded: bool = False) -> Any:
        """A box for text; its name is what somebody hears of it who goes from box to box."""
        box = slide.shapes.add_textbox(0, 0, 0, 0)
        box.name = name
        box.text_frame.word_wrap = True
        box.text_frame._txBody.bodyPr.attrib.update(_PADDED if shaded else _FLUSH)
        if shaded:
            box.fill.solid()
            box.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        return box

    def fill(
        self,
        shape: Any,
        text: Fitted,
        top: float,
        height: float = 0,
        *,
        colour: str = INKED,
        bold: bool = False,
        below_words: bool = False,
    ) -> None:
        """Put a text into a shape; below the words of the title, or else below its number."""
        left = NUMBER_INDENT if below_words else 0
        place_at(shape, top, height or text.height / 72, LEFT + left, ROOM - left)
        self._write(shape, text, colour, bold=bold)

    def annotate(self, slide: Any, texts: Sequence[str]) -> None:
        """Give a slide its notes, if there is anything to say."""
        if not texts:
            return
        first = not any(each.has_notes_slide for each in self.show.slides)
        frame = slide.notes_slide.notes_text_frame
        if first:
            give_theme(self.show.notes_master.part)
        write_lines(frame, [[SlideRun(each)] for each in texts], 0, self.language)

    def _write(
        self, shape: Any, text: Fitted, colour: str = QUIETER, *, bold: bool = False
    ) -> None:
        lines = [[SlideRun(each, colour, bold=bold)] for each in text.lines]
        write_lines(shape.text_frame, lines, text.size, self.language)

    def _foot(self) -> str:
        document = self.document
        if document.draft:
            number = as_one_line(document.status)
        else:
            digest = f"SHA-256 {document.sha256[:16]}…" if document.sha256 else ""
            number = one_line_of(" · ", f"Number {document.number}", digest)
        return one_line_of(" · ", document.notice, number)


def slide_language(tag: str) -> str:
    """The language as programs for slides take it: English without a country is British."""
    return "en-GB" if tag in ("", "en") else tag
