"""Writing the Outcome Document: one table of formats, one door for all of them."""

from dataclasses import dataclass
from importlib import import_module

from hrgl.errors import NotValid
from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import Document


@dataclass(frozen=True)
class DocumentFormat:
    """A format in which the document can be taken home.

    `writer` is "module.function" among the writers: given a document and an extent, it gives bytes.
    It is loaded when it is first used: all of them together would slow down every start.
    """

    name: str
    shown: str  # what people choose it by
    media_type: str
    writer: str

    @property
    def suffix(self) -> str:
        """How a file of it ends."""
        return f".{self.name}"

    def write(self, document: Document, extent: Extent) -> bytes:
        """A document as a file of this format."""
        module, _, function = self.writer.partition(".")
        made: bytes = getattr(import_module(f"hrgl.formats.writers.{module}"), function)(
            document, extent
        )
        return made


DOCUMENT_FORMATS = (
    DocumentFormat(
        "docx",
        "Word (DOCX)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx_document.write_docx",
    ),
    DocumentFormat("pdf", "PDF", "application/pdf", "pdf.write_pdf"),
    DocumentFormat("html", "Web page (HTML)", "text/html; charset=utf-8", "html.write_html"),
    DocumentFormat("md", "Markdown", "text/markdown; charset=utf-8", "markdown.write_markdown"),
    DocumentFormat("json", "Data (JSON)", "application/json", "json_data.write_json"),
    DocumentFormat(
        "pptx",
        "Slides (PPTX)",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "slides.write_slides",
    ),
    DocumentFormat(
        "xlsx",
        "Workbook (XLSX)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "tables.write_tables",
    ),
    DocumentFormat(
        "csv", "Table of evidence (CSV)", "text/csv; charset=utf-8", "tables.write_evidence_table"
    ),
)
_BY_NAME = {each.name: each for each in DOCUMENT_FORMATS}
FORMATS = tuple(_BY_NAME)
MEDIA_TYPES = {each.name: each.media_type for each in DOCUMENT_FORMATS}
SUFFIXES = {each.name: each.suffix for each in DOCUMENT_FORMATS}


def write_document(document: Document, format: str, extent: Extent = Extent.FULL) -> bytes:
    """The document as a file: the same document always gives the same bytes.

    Formats that are data hold all of it, whatever the extent. Raises NotValid for a format that is
    not one of FORMATS.
    """
    if format not in _BY_NAME:
        known = f"{', '.join(FORMATS[:-1])} and {FORMATS[-1]}"
        raise NotValid(f"The document can be written as {known}, not as {format!r}.", "format")
    return _BY_NAME[format].write(document, extent)
