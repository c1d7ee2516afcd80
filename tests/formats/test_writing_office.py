"""The Word file in LibreOffice: nothing is lost when it is opened, saved, and printed."""

import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.writing import write_document
from tests.formats.test_writing_word import headings
from tests.libreoffice import OfficeJob, done_by_office
from tests.printed import adopted_example, expected_text, text_of


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is absent: apt-get install libreoffice-writer")
    return tmp_path_factory.mktemp("office")


def _printed(document: Document, extent: Extent, profile: Path, folder: Path) -> Any:
    path = folder / f"{extent}.docx"
    path.write_bytes(write_document(document, "docx", extent))
    command = ["soffice", f"-env:UserInstallation={(profile / 'printing').as_uri()}"]
    command += ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=dict(os.environ))
    return pypdfium2.PdfDocument(path.with_suffix(".pdf").read_bytes())


def test_saved_anew_the_file_has_the_same_headings_words_and_notes(
    profile: Path, tmp_path: Path
) -> None:
    document = adopted_example()
    sent, saved = tmp_path / "sent.docx", tmp_path / "saved.docx"
    sent.write_bytes(write_document(document, "docx"))
    assert done_by_office([OfficeJob(sent, saved, [])], profile / "saving") == [""]
    before, after = (docx.Document(io.BytesIO(path.read_bytes())) for path in (sent, saved))
    titles = [[p.text for p in each.paragraphs if _is_heading(p)] for each in (before, after)]
    assert len(titles[0]) == 7 + 2 + 12 + 12
    assert titles[1] == titles[0]
    assert text_of(saved.read_bytes(), "docx") == expected_text(document)
    assert after.core_properties.identifier == document.sha256


def test_the_headings_come_out_as_the_outline_of_a_printed_file(
    profile: Path, tmp_path: Path
) -> None:
    document = adopted_example()
    printed = _printed(document, Extent.FULL, profile, tmp_path)
    told = [each.get_title().split() for each in printed.get_toc()]
    opened = docx.Document(io.BytesIO(write_document(document, "docx")))
    assert told == [text.split() for _, text in headings(opened)]


def test_the_short_document_of_twelve_encouragements_has_two_to_four_pages(
    profile: Path, tmp_path: Path
) -> None:
    assert 2 <= len(_printed(adopted_example(), Extent.SHORT, profile, tmp_path)) <= 4


def _is_heading(paragraph: Any) -> bool:
    levels = paragraph._p.xpath("w:pPr/w:outlineLvl")
    names = ("Heading", "Group", "Encouragement")
    return bool(levels) or paragraph.style.name.startswith(names)
