"""A minority that was overruled is printed with its encouragement, in every format, nameless."""

import io
from dataclasses import replace

import docx
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from hrgl.formats.writers.document import Document
from hrgl.formats.writers.writing import write_document
from tests.formats.test_writing import HOSTILE, published, section

FIRST = "Not all agreed. One member of the steering group objected: “Too dear for small towns.”"
SECOND = "Another member objected: “And too soon.”"
REASONS = ("Too dear\nfor small towns.", "And too soon.")


def _with(*reasons: str) -> Document:
    return published(sections=(section(1, minority=reasons), section(2)))


def _lines(document: Document, format: str) -> list[str]:
    data = write_document(document, format)
    if format == "docx":
        return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    page = data.decode()
    if format == "md":
        page = MarkdownIt("commonmark").enable("table").render(page)
    return [each.get_text() for each in BeautifulSoup(page, "html.parser").find_all("p")]


@pytest.mark.parametrize("format", ["docx", "html", "md"])
def test_the_minority_stands_under_its_encouragement_and_nowhere_else(format: str) -> None:
    lines = _lines(_with(*REASONS), format)
    assert [line for line in lines if "objected:" in line] == [FIRST, SECOND]
    at = lines.index(FIRST)
    assert lines[at - 1] == "Second reason 1."
    assert not any("objected:" in line for line in _lines(_with(), format))


@pytest.mark.parametrize("format", ["docx", "html", "md", "json"])
def test_every_format_tells_a_minority(format: str) -> None:
    told, plain = write_document(_with("No."), format), write_document(_with(), format)
    assert told != plain
    assert (b"minority" in plain, b"objected" in plain) == (False, False)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_an_objector_wrote_is_shown_as_it_was_written(hostile: str) -> None:
    document = _with(f"{hostile} end")
    [told] = document.sections[0].dissent
    for format in ("docx", "html", "md"):
        [line] = [line for line in _lines(document, format) if "objected:" in line]
        assert line == told


def test_a_reason_without_a_letter_is_no_sentence() -> None:
    assert replace(section(1), minority=("\x00", " ")).dissent == ()
