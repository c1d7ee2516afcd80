"""The footnotes of the Word file, a part of its own."""

from collections.abc import Sequence

from docx.document import Document as Word
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn

from hrgl.formats.writers.directions import from_the_right
from hrgl.formats.writers.docx_styles import xml_element
from hrgl.formats.writers.docx_text import paragraph_xml, run_xml
from hrgl.formats.writers.stamping import office_part

_LINES = ((-1, "separator"), (0, "continuationSeparator"))


def add_footnotes(word: Word, notes: Sequence[str]) -> None:
    """Give a file the notes to which its marks 1, 2, 3 … refer."""
    if not notes:
        return
    made = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in _LINES
    )
    made += "".join(_note(number, text) for number, text in enumerate(notes, start=1))
    whole = f"<w:footnotes {nsdecls('w')}>{made}</w:footnotes>"
    part = office_part(word.part.package, "/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, whole)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    lines = "".join(f'<w:footnote w:id="{number}"/>' for number, _ in _LINES)
    # The schema of settings puts the notes right before this.
    word.settings.element.find(qn("w:compat")).addprevious(xml_element("footnotePr", inside=lines))


def _note(number: int, text: str) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    right = from_the_right(text)
    inside = mark + run_xml(f" {text}", right=right)
    paragraph = paragraph_xml("footnote text", inside, right=right)
    return f'<w:footnote w:id="{number}">{paragraph}</w:footnote>'
