"""The text of a PDF in the order of its tags: what somebody hears who has it read aloud."""

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from hrgl.formats.writers.document import Citation, Document, Form, Section

OF_BLOCKS = {"/P", "/H1", "/H2", "/H3", "/H4", "/TH", "/TD", "/Caption", "/LI", "/LBody", "/TOCI"}


def text_everywhere(text: str) -> Document:
    """A document in which a text stands everywhere: upright, slanted, bold, in tables and notes."""
    cited = (Citation("HRGL-2023-A1-01", "reservation", text, "A1", text),)
    section = Section(1, text, f"{text}^[{text}]", text, "1 statement", cited, text, group=text)
    return Document(
        *("2023", text, text, text, text),
        number=1,
        status=text,
        notice=text,
        sections=(section,),
        form=Form(name=text, preamble=(text,), contact=text),
        organisations=(text,),
    )


@cache
def heard(data: bytes) -> list[tuple[str, str]]:
    """Tag and text of each paragraph, heading, cell, caption, item, line of contents and note.

    Text outside all of these would come first, without a tag.
    """
    reader = PdfReader(io.BytesIO(data))
    said = [_marked_texts(page) for page in pypdfium2.PdfDocument(data)]
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    stray: list[str] = []
    found = [("", stray)]

    def walk(node: Any, page: int, into: list[str]) -> None:
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for each in node:
                walk(each, page, into)
        elif isinstance(node, int):
            into.append(said[page].get(int(node), ""))
        elif isinstance(node, DictionaryObject):
            page = numbers[node.raw_get("/Pg").idnum] if "/Pg" in node else page
            tag = str(node.get("/S", ""))
            if tag in OF_BLOCKS or tag == "/Note":
                into = []
                found.append((tag, into))
            if node.get("/Type") == "/MCR":
                into.append(said[page].get(int(node["/MCID"]), ""))
            elif node.get("/Type") != "/OBJR" and "/K" in node:
                walk(node["/K"], page, into)

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], 0, stray)  # type: ignore[index]
    return [(tag, "".join(parts)) for tag, parts in found if tag or parts]


def printed_pages(data: bytes) -> list[str]:
    """All that stands on each page, with head and foot, blanks made even."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return [" ".join(each.split()) for each in pages]


def _marked_texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The texts of a page by the number of the content that they are."""
    words, found = page.get_textpage(), defaultdict[int, bytes](bytes)
    for each in _objects(page):
        number = pdfium.FPDFPageObj_GetMarkedContentID(each)
        size = pdfium.FPDFTextObj_GetText(each, words, None, 0)
        letters = (ctypes.c_ushort * (size // 2))()
        pdfium.FPDFTextObj_GetText(each, words, letters, size)
        found[number] += bytes(letters).removesuffix(b"\0\0")
    # PDFium takes a hyphen at the end of a line for one that only parts the word
    return {
        number: text.decode("utf-16-le", "replace").replace("\x02", "-")
        for number, text in found.items()
    }


def _objects(page: pypdfium2.PdfPage) -> Iterator[Any]:
    for each in page.get_objects(max_depth=5):
        if each.type == pdfium.FPDF_PAGEOBJ_TEXT:
            yield each.raw
