"""A number of the document against an earlier one, as a Word file with tracked changes.

All changes accepted it reads as the new number, all refused as the earlier one.
"""

import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from hrgl.formats.readers.returned.comparing import hunks
from hrgl.formats.writers.blocks import Style
from hrgl.formats.writers.differences import DocumentLine, document_lines, paired_lines
from hrgl.formats.writers.document import Document, as_one_line
from hrgl.formats.writers.redline_parts import AROUND, STYLES_PART, header_part, redline_style

_TIMELESS = (1980, 1, 1, 0, 0, 0)
_BODY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>'
    "{paragraphs}<w:p/>"
    '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" '
    'w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>'
)


def write_redline(before: Document, after: Document, *, changed_at: datetime) -> bytes:
    """What became of the earlier number, as DOCX; the same two numbers give the same bytes.

    `changed_at` is the moment that every change bears: when the new number was published.
    """
    pairs = list(paired_lines(document_lines(before), document_lines(after)))
    marks = _Marks(_called(after), changed_at)
    body = _BODY.format(paragraphs="".join(_paragraph(one, other, marks) for one, other in pairs))
    title = f"{as_one_line(after.form.name)}: {_called(after)} against {_called(before).lower()}"
    parts = {
        **AROUND,
        "word/document.xml": body,
        "word/styles.xml": STYLES_PART,
        "word/header1.xml": header_part(title),
    }
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, _TIMELESS), content, zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _called(document: Document) -> str:
    return "The draft" if document.number is None else f"Number {document.number}"


class _Marks:
    """The attributes of changes: each has a number of its own."""

    def __init__(self, author: str, moment: datetime) -> None:
        self._numbers = count(1)
        stamp = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        self._rest = f"w:author={quoteattr(author)} w:date={quoteattr(stamp)}"

    def next(self) -> str:
        return f'w:id="{next(self._numbers)}" {self._rest}'


def _paragraph(one: DocumentLine | None, other: DocumentLine | None, marks: _Marks) -> str:
    if one is None and other is not None:
        return _whole(other, "ins", marks)
    if other is None and one is not None:
        return _whole(one, "del", marks)
    assert one is not None and other is not None  # noqa: S101, PT018 – no pair is empty
    right = _from_the_right(other.text)
    pieces = "".join(_piece(kind, text, right, marks) for kind, text in _pieces(one, other))
    return f"<w:p>{_properties(other.style, right, '')}{pieces}</w:p>"


def _whole(line: DocumentLine, kind: str, marks: _Marks) -> str:
    """A paragraph that came or went, and with it its end."""
    right = _from_the_right(line.text)
    end = f"<w:{kind} {marks.next()}/>"
    piece = _piece(kind, line.text, right, marks)
    return f"<w:p>{_properties(line.style, right, end)}{piece}</w:p>"


def _pieces(one: DocumentLine, other: DocumentLine) -> Iterator[tuple[str, str]]:
    """The stretches of a line: what stayed, what was taken out and what was put in."""
    at = 0
    for hunk in hunks(one.text, other.text):
        yield "", one.text[at : hunk.start]
        yield "del", one.text[hunk.start : hunk.end]
        yield "ins", other.text[hunk.begin : hunk.stop]
        at = hunk.end
    yield "", one.text[at:]


def _piece(kind: str, text: str, right: bool, marks: _Marks) -> str:
    if not text:
        return ""
    tag = "w:delText" if kind == "del" else "w:t"
    look = "<w:rPr><w:rtl/></w:rPr>" if right else ""
    run = f'<w:r>{look}<{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'
    return f"<w:{kind} {marks.next()}>{run}</w:{kind}>" if kind else run


def _properties(style: Style, right: bool, end: str) -> str:
    bidi = "<w:bidi/>" if right else ""
    mark = f"<w:rPr>{end}</w:rPr>" if end else ""
    return f'<w:pPr><w:pStyle w:val="{redline_style(style)}"/>{bidi}{mark}</w:pPr>'


def _from_the_right(text: str) -> bool:
    """Whether a line is written from the right: its first letter with a direction says so."""
    kinds = (unicodedata.bidirectional(each) for each in text)
    return next((each for each in kinds if each in {"L", "R", "AL"}), "L") != "L"
